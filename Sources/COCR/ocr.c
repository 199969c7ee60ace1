#include "ocr.h"

#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

// Debian's headers give the types; nothing is linked.
#define TESSERACT(call) \
  call(TessBaseAPICreate) call(TessBaseAPIDelete) call(TessBaseAPIInit2) \
  call(TessBaseAPISetImage2) call(TessBaseAPISetSourceResolution) call(TessBaseAPISetPageSegMode) \
  call(TessBaseAPIAnalyseLayout) call(TessBaseAPIRecognize) call(TessBaseAPIGetIterator) \
  call(TessBaseAPIDetectOrientationScript) call(TessBaseAPIClear) call(TessDeleteText) \
  call(TessPageIteratorBoundingBox) call(TessPageIteratorNext) call(TessPageIteratorDelete) \
  call(TessPageIteratorIsAtBeginningOf) call(TessResultIteratorGetPageIterator) \
  call(TessResultIteratorGetUTF8Text) call(TessResultIteratorConfidence) \
  call(TessResultIteratorNext) call(TessResultIteratorDelete)
#define LEPTONICA(call) \
  call(pixReadMem) call(pixReadMemTiff) call(pixRemoveAlpha) call(pixConvertTo8) call(pixGetDepth) \
  call(pixGetWidth) call(pixGetHeight) call(pixGetWpl) call(pixGetData) call(pixCreate) \
  call(pixEndianByteSwap) call(pixRotateOrth) call(pixClipRectangle) call(pixDestroy) \
  call(boxCreate) call(boxDestroy) call(setMsgSeverity)

#define SLOT(name) __typeof__(name) *name;
static struct { TESSERACT(SLOT) LEPTONICA(SLOT) bool ready; } library;
#define L library

static bool find(void *handle, const char *name, void *slot) {
  void *found = dlsym(handle, name);
  memcpy(slot, &found, sizeof found);
  return found != NULL;
}

bool cf_ocr_load(void) {
  if (L.ready) return true;
  void *lept = dlopen("liblept.so.5", RTLD_NOW | RTLD_LOCAL);
  void *tess = lept ? dlopen("libtesseract.so.5", RTLD_NOW | RTLD_LOCAL) : NULL;
  if (!tess) return false;
#define FIND_T(name) && find(tess, #name, &L.name)
#define FIND_L(name) && find(lept, #name, &L.name)
  L.ready = true TESSERACT(FIND_T) LEPTONICA(FIND_L);
  if (L.ready) L.setMsgSeverity(L_SEVERITY_NONE);
  return L.ready;
}

struct cf_ocr {
  TessBaseAPI *api;
  TessResultIterator *result;
  bool begun;
  // The text of the line at hand, from which a word's spaces are told, and how far it is used up.
  char *line, *cursor;
  float confidence;
};

cf_ocr *cf_ocr_open(const char *folder, const char *languages, bool orientation) {
  cf_ocr *engine = calloc(1, sizeof *engine);
  if (!engine) return NULL;
  engine->api = L.TessBaseAPICreate();
  TessOcrEngineMode mode = orientation ? OEM_TESSERACT_ONLY : OEM_LSTM_ONLY;
  if (L.TessBaseAPIInit2(engine->api, folder, languages, mode) != 0) {
    cf_ocr_close(engine);
    return NULL;
  }
  return engine;
}

static void forget(cf_ocr *engine) {
  if (engine->result) L.TessResultIteratorDelete(engine->result);
  if (engine->line) L.TessDeleteText(engine->line);
  engine->result = NULL;
  engine->line = engine->cursor = NULL;
}

void cf_ocr_close(cf_ocr *engine) {
  forget(engine);
  L.TessBaseAPIDelete(engine->api);
  free(engine);
}

void cf_ocr_clear(cf_ocr *engine) {
  forget(engine);
  L.TessBaseAPIClear(engine->api);
}

void cf_ocr_take(cf_ocr *engine, cf_picture *picture, int dots_per_inch, bool line) {
  forget(engine);
  L.TessBaseAPISetPageSegMode(engine->api, line ? PSM_SINGLE_LINE : PSM_AUTO);
  L.TessBaseAPISetImage2(engine->api, (PIX *)picture);
  if (dots_per_inch > 0) L.TessBaseAPISetSourceResolution(engine->api, dots_per_inch);
}

int cf_ocr_lines(cf_ocr *engine, cf_ocr_box *boxes, int capacity) {
  TessPageIterator *place = L.TessBaseAPIAnalyseLayout(engine->api);
  if (!place) return 0;
  int count = 0;
  do {
    cf_ocr_box box;
    if (!L.TessPageIteratorBoundingBox(
          place, RIL_TEXTLINE, &box.left, &box.top, &box.right, &box.bottom)) continue;
    if (count < capacity) boxes[count] = box;
    count++;
  } while (L.TessPageIteratorNext(place, RIL_TEXTLINE));
  L.TessPageIteratorDelete(place);
  return count;
}

bool cf_ocr_recognise(cf_ocr *engine) {
  forget(engine);
  if (L.TessBaseAPIRecognize(engine->api, NULL) != 0) return false;
  engine->result = L.TessBaseAPIGetIterator(engine->api);
  engine->begun = false;
  return engine->result != NULL;
}

// Moves the cursor behind the word's text, and says whether spaces came first.
static bool pass_word(cf_ocr *engine) {
  char *at = engine->cursor;
  if (!at) return true;
  while (*at == ' ') at++;
  bool spaced = at != engine->cursor;
  char *word = L.TessResultIteratorGetUTF8Text(engine->result, RIL_WORD);
  if (word) {
    size_t length = strlen(word);
    engine->cursor = strncmp(at, word, length) == 0 ? at + length : NULL;
    L.TessDeleteText(word);
  }
  return spaced;
}

bool cf_ocr_next(cf_ocr *engine, cf_ocr_symbol *symbol) {
  TessResultIterator *result = engine->result;
  if (!result) return false;
  for (;;) {
    if (engine->begun && !L.TessResultIteratorNext(result, RIL_SYMBOL)) return false;
    engine->begun = true;
    TessPageIterator *place = L.TessResultIteratorGetPageIterator(result);
    *symbol = (cf_ocr_symbol){0};
    symbol->starts_paragraph = L.TessPageIteratorIsAtBeginningOf(place, RIL_PARA);
    symbol->starts_line = L.TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE);
    symbol->starts_word = L.TessPageIteratorIsAtBeginningOf(place, RIL_WORD);
    if (symbol->starts_line) {
      if (engine->line) L.TessDeleteText(engine->line);
      engine->line = engine->cursor = L.TessResultIteratorGetUTF8Text(result, RIL_TEXTLINE);
    }
    if (symbol->starts_word) {
      symbol->after_space = pass_word(engine);
      engine->confidence = L.TessResultIteratorConfidence(result, RIL_WORD);
    }
    symbol->confidence = engine->confidence;
    char *text = L.TessResultIteratorGetUTF8Text(result, RIL_SYMBOL);
    if (!text) continue;  // a block without text, such as a rule
    bool whole = strlen(text) < sizeof symbol->text;
    if (whole) strcpy(symbol->text, text);
    L.TessDeleteText(text);
    cf_ocr_box *box = &symbol->box;
    L.TessPageIteratorBoundingBox(
      place, RIL_SYMBOL, &box->left, &box->top, &box->right, &box->bottom);
    if (whole && symbol->text[0]) return true;
  }
}

int cf_ocr_turns(cf_ocr *engine, float *confidence) {
  int degrees = 0;
  const char *script = NULL;
  float script_confidence = 0;
  if (!L.TessBaseAPIDetectOrientationScript(
        engine->api, &degrees, confidence, &script, &script_confidence)) return -1;
  return (4 - degrees / 90) % 4;
}

// --- pictures

#define PIX_OF(picture) ((PIX *)(picture))

cf_picture *cf_picture_read(const void *bytes, size_t count, int number, bool several) {
  PIX *pix = several ? L.pixReadMemTiff(bytes, count, number) : L.pixReadMem(bytes, count);
  if (!pix) return NULL;
  if (L.pixGetDepth(pix) == 32) {
    PIX *opaque = L.pixRemoveAlpha(pix);
    L.pixDestroy(&pix);
    pix = opaque;
  }
  if (pix && L.pixGetDepth(pix) != 1) {
    PIX *grey = L.pixConvertTo8(pix, 0);
    L.pixDestroy(&pix);
    pix = grey;
  }
  return (cf_picture *)pix;
}

cf_picture *cf_picture_make(int width, int height, void **pixels, size_t *stride) {
  PIX *pix = L.pixCreate(width, height, 8);
  if (!pix) return NULL;
  *pixels = L.pixGetData(pix);
  *stride = (size_t)L.pixGetWpl(pix) * 4;
  return (cf_picture *)pix;
}

void cf_picture_finish(cf_picture *picture) { L.pixEndianByteSwap(PIX_OF(picture)); }
int cf_picture_width(cf_picture *picture) { return L.pixGetWidth(PIX_OF(picture)); }
int cf_picture_height(cf_picture *picture) { return L.pixGetHeight(PIX_OF(picture)); }

cf_picture *cf_picture_turned(cf_picture *picture, int quarters) {
  return (cf_picture *)L.pixRotateOrth(PIX_OF(picture), quarters);
}

cf_picture *cf_picture_cut(cf_picture *picture, cf_ocr_box box) {
  BOX *part = L.boxCreate(box.left, box.top, box.right - box.left, box.bottom - box.top);
  if (!part) return NULL;
  PIX *cut = L.pixClipRectangle(PIX_OF(picture), part, NULL);
  L.boxDestroy(&part);
  return (cf_picture *)cut;
}

void cf_picture_free(cf_picture *picture) {
  PIX *pix = PIX_OF(picture);
  L.pixDestroy(&pix);
}

// The part of Tesseract and Leptonica that Counterfoil calls, reached through dlopen.
//
// Debian's Tesseract brings some fifty libraries, a network library among them. Linked, every run
// of the program would load them; so only the confined child that recognises pages does. A machine
// without them still builds and runs, saying which pages it could not read. Not thread-safe.
#ifndef COUNTERFOIL_OCR_H
#define COUNTERFOIL_OCR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cf_ocr cf_ocr;
typedef struct cf_picture cf_picture;

/// Pixels from the top left corner.
typedef struct { int left, top, right, bottom; } cf_ocr_box;

/// One character as recognised, in reading order.
typedef struct {
  /// UTF-8 with a final zero; more than one scalar for a letter with combining marks.
  char text[32];
  cf_ocr_box box;
  /// Of its word, from 0 to 100.
  float confidence;
  bool starts_paragraph, starts_line, starts_word;
  /// Whether a space stands between its word and the one before.
  bool after_space;
} cf_ocr_symbol;

/// Opens both libraries. True when they are ready, also when they were before.
bool cf_ocr_load(void);

/// Reads the data of languages such as `chi_sim+eng` from a folder; NULL where they are not there.
/// With `orientation` it can only tell how a page is turned.
cf_ocr *cf_ocr_open(const char *folder, const char *languages, bool orientation);
void cf_ocr_close(cf_ocr *engine);

/// Takes a picture, which must stay until `cf_ocr_clear`. `line`: it shows a single line of text.
void cf_ocr_take(cf_ocr *engine, cf_picture *picture, int dots_per_inch, bool line);
/// Finds lines of text without reading them. Returns their number, of which `capacity` are written.
int cf_ocr_lines(cf_ocr *engine, cf_ocr_box *boxes, int capacity);
/// Reads the picture; then `cf_ocr_next` gives its characters until it answers false.
bool cf_ocr_recognise(cf_ocr *engine);
bool cf_ocr_next(cf_ocr *engine, cf_ocr_symbol *symbol);
/// Quarter turns clockwise that set the picture upright, or -1 where it cannot tell.
int cf_ocr_turns(cf_ocr *engine, float *confidence);
void cf_ocr_clear(cf_ocr *engine);

/// Decodes one picture of a file, counted from 0, as shades of grey on white; NULL where it is damaged.
cf_picture *cf_picture_read(const void *bytes, size_t count, int number, bool several);
/// A picture to be drawn into, one byte a pixel; call `cf_picture_finish` once when it is drawn.
cf_picture *cf_picture_make(int width, int height, void **pixels, size_t *stride);
void cf_picture_finish(cf_picture *picture);
int cf_picture_width(cf_picture *picture);
int cf_picture_height(cf_picture *picture);
cf_picture *cf_picture_turned(cf_picture *picture, int quarters);
cf_picture *cf_picture_cut(cf_picture *picture, cf_ocr_box box);
void cf_picture_free(cf_picture *picture);

#endif

#include "pdfium.h"

#include <dlfcn.h>
#include <pthread.h>

// Signatures after PDFium's public headers fpdfview.h, fpdf_doc.h, fpdf_text.h and fpdf_edit.h.
typedef struct {
  int version;
  const char **font_paths;
  void *isolate;
  unsigned int slot;
} cf_pdf_configuration;

static struct {
  void (*initialise)(const cf_pdf_configuration *);
  unsigned long (*last_error)(void);
  cf_pdf_document *(*open)(const void *, size_t, const char *);
  void (*close)(cf_pdf_document *);
  int (*page_count)(cf_pdf_document *);
  unsigned long (*information)(cf_pdf_document *, const char *, void *, unsigned long);
  cf_pdf_page *(*load_page)(cf_pdf_document *, int);
  void (*close_page)(cf_pdf_page *);
  float (*width)(cf_pdf_page *);
  float (*height)(cf_pdf_page *);
  int (*device_point)(
    cf_pdf_page *, int, int, int, int, int, double, double, int *, int *);
  int (*object_count)(cf_pdf_page *);
  cf_pdf_text *(*load_text)(cf_pdf_page *);
  void (*close_text)(cf_pdf_text *);
  int (*count)(cf_pdf_text *);
  unsigned int (*unicode)(cf_pdf_text *, int);
  int (*box)(cf_pdf_text *, int, double *, double *, double *, double *);
  int (*is_generated)(cf_pdf_text *, int);
  int (*is_hyphen)(cf_pdf_text *, int);
  void *(*make_bitmap)(int, int, int, void *, int);
  void (*fill_bitmap)(void *, int, int, int, int, unsigned long);
  void (*free_bitmap)(void *);
  void (*render)(void *, cf_pdf_page *, int, int, int, int, int, int);
  bool ready;
} library;

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
void cf_pdfium_enter(void) { pthread_mutex_lock(&turn); }
void cf_pdfium_leave(void) { pthread_mutex_unlock(&turn); }

bool cf_pdfium_ready(void) { return library.ready; }

bool cf_pdfium_load(const char *path) {
  if (library.ready) return true;
  void *handle = dlopen(path ? path : "libpdfium.so", RTLD_NOW | RTLD_LOCAL);
  if (!handle) return false;
  const struct { const char *name; void **slot; } symbols[] = {
    {"FPDF_InitLibraryWithConfig", (void **)&library.initialise},
    {"FPDF_GetLastError", (void **)&library.last_error},
    {"FPDF_LoadMemDocument64", (void **)&library.open},
    {"FPDF_CloseDocument", (void **)&library.close},
    {"FPDF_GetPageCount", (void **)&library.page_count},
    {"FPDF_GetMetaText", (void **)&library.information},
    {"FPDF_LoadPage", (void **)&library.load_page},
    {"FPDF_ClosePage", (void **)&library.close_page},
    {"FPDF_GetPageWidthF", (void **)&library.width},
    {"FPDF_GetPageHeightF", (void **)&library.height},
    {"FPDF_PageToDevice", (void **)&library.device_point},
    {"FPDFPage_CountObjects", (void **)&library.object_count},
    {"FPDFText_LoadPage", (void **)&library.load_text},
    {"FPDFText_ClosePage", (void **)&library.close_text},
    {"FPDFText_CountChars", (void **)&library.count},
    {"FPDFText_GetUnicode", (void **)&library.unicode},
    {"FPDFText_GetCharBox", (void **)&library.box},
    {"FPDFText_IsGenerated", (void **)&library.is_generated},
    {"FPDFText_IsHyphen", (void **)&library.is_hyphen},
    {"FPDFBitmap_CreateEx", (void **)&library.make_bitmap},
    {"FPDFBitmap_FillRect", (void **)&library.fill_bitmap},
    {"FPDFBitmap_Destroy", (void **)&library.free_bitmap},
    {"FPDF_RenderPageBitmap", (void **)&library.render},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    *symbols[i].slot = dlsym(handle, symbols[i].name);
    if (!*symbols[i].slot) {
      dlclose(handle);
      return false;
    }
  }
  // An empty list of font folders: text comes out the same, and nothing is looked for on disk.
  static const char *no_fonts[] = {NULL};
  const cf_pdf_configuration configuration = {2, no_fonts, NULL, 0};
  library.initialise(&configuration);
  library.ready = true;
  return true;
}

cf_pdf_document *cf_pdf_open(const void *bytes, size_t count, const char *password) {
  return library.open(bytes, count, password);
}

void cf_pdf_close(cf_pdf_document *document) { library.close(document); }
unsigned long cf_pdf_last_error(void) { return library.last_error(); }
int cf_pdf_page_count(cf_pdf_document *document) { return library.page_count(document); }

size_t cf_pdf_information(
  cf_pdf_document *document, const char *name, uint16_t *units, size_t capacity
) {
  unsigned long bytes = library.information(document, name, units, capacity * 2);
  return bytes < 2 ? 0 : bytes / 2 - 1;
}

cf_pdf_page *cf_pdf_load_page(cf_pdf_document *document, int index) {
  return library.load_page(document, index);
}

void cf_pdf_close_page(cf_pdf_page *page) { library.close_page(page); }
float cf_pdf_page_width(cf_pdf_page *page) { return library.width(page); }
float cf_pdf_page_height(cf_pdf_page *page) { return library.height(page); }

int cf_pdf_page_object_count(cf_pdf_page *page) { return library.object_count(page); }

cf_pdf_text *cf_pdf_load_text(cf_pdf_page *page) { return library.load_text(page); }
void cf_pdf_close_text(cf_pdf_text *text) { library.close_text(text); }
int cf_pdf_text_count(cf_pdf_text *text) { return library.count(text); }

// Page space may be rotated and may not start at zero. PDFium converts points only to whole device
// units, so three corners of a fine grid give the affine map exactly enough to apply it ourselves.
typedef struct { double a, b, c, d, e, f; } mapping;

static mapping page_mapping(cf_pdf_page *page) {
  double width = library.width(page), height = library.height(page);
  double longest = width > height ? width : height;
  mapping none = {1, 0, 0, -1, 0, height};
  if (!(width > 0 && height > 0 && longest < 1e6)) return none;
  const double scale = 1000;
  int w = (int)(width * scale), h = (int)(height * scale);
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  library.device_point(page, 0, 0, w, h, 0, 0, 0, &x0, &y0);
  library.device_point(page, 0, 0, w, h, 0, 1000, 0, &x1, &y1);
  library.device_point(page, 0, 0, w, h, 0, 0, 1000, &x2, &y2);
  mapping m = {
    (x1 - x0) / (scale * 1000), (y1 - y0) / (scale * 1000),
    (x2 - x0) / (scale * 1000), (y2 - y0) / (scale * 1000), x0 / scale, y0 / scale,
  };
  return m;
}

void cf_pdf_text_characters(
  cf_pdf_page *page, cf_pdf_text *text, int start, int count, cf_pdf_character *characters
) {
  mapping m = page_mapping(page);
  for (int i = 0; i < count; i++) {
    cf_pdf_character *c = characters + i;
    *c = (cf_pdf_character){0};
    c->unicode = library.unicode(text, start + i);
    c->hyphen = library.is_hyphen(text, start + i) == 1;
    c->supplied = library.is_generated(text, start + i) == 1;
    double left, right, bottom, top;
    if (c->supplied || !library.box(text, start + i, &left, &right, &bottom, &top)) continue;
    double ax = m.a * left + m.c * top + m.e, ay = m.b * left + m.d * top + m.f;
    double bx = m.a * right + m.c * bottom + m.e, by = m.b * right + m.d * bottom + m.f;
    c->left = (float)(ax < bx ? ax : bx);
    c->right = (float)(ax < bx ? bx : ax);
    c->top = (float)(ay < by ? ay : by);
    c->bottom = (float)(ay < by ? by : ay);
  }
}

bool cf_pdf_render_grey(cf_pdf_page *page, int width, int height, void *pixels, size_t stride) {
  enum { GREY = 1, ANNOTATIONS = 1 };
  void *bitmap = library.make_bitmap(width, height, GREY, pixels, (int)stride);
  if (!bitmap) return false;
  library.fill_bitmap(bitmap, 0, 0, width, height, 0xFFFFFFFF);
  library.render(bitmap, page, 0, 0, width, height, 0, ANNOTATIONS);
  library.free_bitmap(bitmap);
  return true;
}

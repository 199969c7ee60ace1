// The part of PDFium that Counterfoil calls, reached through dlopen.
//
// The declarations are our own: PDFium's headers are not needed to build, and a machine without
// the library still runs, saying which documents it could not read. PDFium is not thread-safe:
// call the functions below between `cf_pdfium_enter` and `cf_pdfium_leave`.
#ifndef COUNTERFOIL_PDFIUM_H
#define COUNTERFOIL_PDFIUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cf_pdf_document cf_pdf_document;
typedef struct cf_pdf_page cf_pdf_page;
typedef struct cf_pdf_text cf_pdf_text;

/// What `cf_pdf_last_error` gives, with PDFium's own values.
enum {
  CF_PDF_OK = 0,
  CF_PDF_UNKNOWN = 1,
  CF_PDF_FILE = 2,
  CF_PDF_FORMAT = 3,
  CF_PDF_PASSWORD = 4,
  CF_PDF_SECURITY = 5,
  CF_PDF_PAGE = 6,
};

/// One character of a page: a UTF-16 code unit or a whole scalar, as PDFium has it, and its box in
/// points from the top left corner of the page. Supplied characters (breaks, spaces) have no place
/// on the page and a box of zeros.
typedef struct {
  uint32_t unicode;
  bool hyphen;
  bool supplied;
  float left, top, right, bottom;
} cf_pdf_character;

void cf_pdfium_enter(void);
void cf_pdfium_leave(void);

/// Opens the library and initialises it. True when it is ready, also when it was ready before.
/// `path` NULL leaves the search to the dynamic loader.
bool cf_pdfium_load(const char *path);
bool cf_pdfium_ready(void);

/// The bytes must stay in place until the document is closed. `password` may be NULL.
cf_pdf_document *cf_pdf_open(const void *bytes, size_t count, const char *password);
void cf_pdf_close(cf_pdf_document *document);
unsigned long cf_pdf_last_error(void);
int cf_pdf_page_count(cf_pdf_document *document);

/// An entry of the document information dictionary, as UTF-16 code units in the machine's order
/// without a final zero. Returns the number of units, which may be above `capacity`; then nothing
/// useful was written.
size_t cf_pdf_information(
  cf_pdf_document *document, const char *name, uint16_t *units, size_t capacity);

cf_pdf_page *cf_pdf_load_page(cf_pdf_document *document, int index);
void cf_pdf_close_page(cf_pdf_page *page);
float cf_pdf_page_width(cf_pdf_page *page);
float cf_pdf_page_height(cf_pdf_page *page);
/// Things the page draws: text, pictures, lines, forms that hold more of them.
int cf_pdf_page_object_count(cf_pdf_page *page);

cf_pdf_text *cf_pdf_load_text(cf_pdf_page *page);
void cf_pdf_close_text(cf_pdf_text *text);
/// The number of characters of the page; below zero on failure.
int cf_pdf_text_count(cf_pdf_text *text);
/// Writes characters `start ..< start + count`.
void cf_pdf_text_characters(
  cf_pdf_page *page, cf_pdf_text *text, int start, int count, cf_pdf_character *characters);

/// Draws the page, upright as it is shown, one byte a pixel from black 0 to white 255.
bool cf_pdf_render_grey(cf_pdf_page *page, int width, int height, void *pixels, size_t stride);

#endif

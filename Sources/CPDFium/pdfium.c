#include "pdfium.h"

// Writes segments of an FTS5 index without FTS5: postings are made a document at a time on any
// thread, gathered, and written as one sorted segment into the table's `_data` and `_idx`.
//
// FTS5 looks up every token of every document in one large table, on the one thread that writes:
// half the time of an ingest. Here the thread that reads a document gathers its tokens, and the
// writer looks up only the different ones. What is written is the format that SQLite documents at
// the head of fts5_index.c and keeps readable; FTS5 itself queries and merges it.
#ifndef SEARCH_SEGMENT_H
#define SEARCH_SEGMENT_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

enum { SEARCH_COLUMNS = 3 };

// The different tokens of one document with their positions, in the order of their first places.
typedef struct search_postings {
  uint8_t *bytes;  // free with search_postings_free
  size_t size;
  int64_t tokens[SEARCH_COLUMNS];
} search_postings;

// Tokens stand between single spaces. Returns an SQLite result code.
int search_postings_make(const uint8_t *const columns[SEARCH_COLUMNS],
                         const size_t sizes[SEARCH_COLUMNS], search_postings *made);
void search_postings_free(search_postings *postings);

// A document of a segment. Identifiers ascend in the array given.
typedef struct search_entry {
  int64_t id;
  const search_postings *postings;
} search_entry;

// Writes one segment of the table `search` in the transaction under way. FTS5 remembers the
// segments it knew: before it writes on this connection again, it must forget them
// (`PRAGMA writable_schema = RESET`). Returns an SQLite result code.
int search_segment_write(sqlite3 *db, const search_entry *entries, size_t count, int page_size);

#endif

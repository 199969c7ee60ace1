// Walks the matches of an FTS5 query once, inside SQLite: counts them, counts their facets, keeps
// the best. FTS5's own bm25() reads a row of its docsize table for every match; this reads eight
// bytes from a packed array.
#ifndef SEARCH_RANK_H
#define SEARCH_RANK_H

#include <sqlite3.h>
#include <stdint.h>

// Facts about one document, packed in 64 bits: length in tokens (24, from the lowest), language
// (8), media type (12), date (20). A chunk holds those of 4096 documents, little-endian.
enum {
  SEARCH_CHUNK_SHIFT = 12,
  SEARCH_CHUNK = 1 << SEARCH_CHUNK_SHIFT,
  SEARCH_LANGUAGES = 256,
  SEARCH_TYPES = 4096,
  SEARCH_MONTHS = 1 << 15,  // a date divided by 32
};

typedef struct search_hit {
  int64_t id;
  double score;
} search_hit;

typedef struct search_phrase {
  double weight;  // 0: the phrase finds, but does not rank
  int idf_of;     // the phrase whose rarity this one shares; its own number for its own
  int fixed_idf;  // nonzero: too dear to count (a prefix), its rarity is taken as 1
} search_phrase;

typedef struct search_walk {
  // In.
  const uint64_t *allowed;         // one bit a document; null: every document
  int64_t allowed_count;           // bits in it
  const uint8_t *types_allowed;    // SEARCH_TYPES bytes; null: every type
  const uint8_t *languages_allowed;  // SEARCH_LANGUAGES bytes; null: every language
  uint32_t date_from, date_before;  // half-open; 0 and UINT32_MAX: every date, also none
  const search_phrase *phrases;
  int phrase_count;
  int64_t document_count, token_count, last_id;
  uint64_t *found;                 // not null: only set a bit a match, rank nothing
  int64_t found_count;
  int capacity;                    // the best so many are kept
  // Out.
  int64_t total;
  search_hit *best;                // room for `capacity`; a heap until the walk ends, then best first
  int best_count;
  uint32_t *types, *languages, *months;  // counts, SEARCH_TYPES, _LANGUAGES, _MONTHS; may be null
  // Between.
  uint64_t **chunks;
  int64_t chunk_count;
  sqlite3_stmt *read_chunk;
  double *idf;
  int started, out_of_memory;
  double short_part, long_part;
} search_walk;

// Walks the matches of an FTS5 expression. Returns an SQLite result code.
int search_walk_matches(sqlite3 *db, const char *expression, search_walk *walk);
// Walks every document set in `allowed`, for queries without words. Scores are 0.
int search_walk_allowed(sqlite3 *db, search_walk *walk);
// Sets a bit in `found` for every indexed document the filters of `walk` let through.
int search_walk_facts(sqlite3 *db, search_walk *walk);

// Writes the packed facts of one document; 0 takes it out.
int search_write_facts(sqlite3 *db, int64_t id, uint64_t facts);

#endif

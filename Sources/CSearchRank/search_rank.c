#include "search_rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// BM25's usual constants (Robertson and Zaragoza 2009): how soon repetition stops counting, and
// how far length is held against a document.
static const double saturation = 1.2;
static const double length_share = 0.75;
// A word's rarity is counted over this many documents and estimated from their spread beyond.
enum { rarity_sample = 8192 };

static const char pointer_type[] = "counterfoil-search-walk";

// MARK: facts

static uint64_t facts_of(search_walk *walk, int64_t id) {
  int64_t chunk = id >> SEARCH_CHUNK_SHIFT;
  if (id < 0) return 0;
  if (chunk >= walk->chunk_count) {
    int64_t count = chunk + chunk / 2 + 16;
    uint64_t **chunks = realloc(walk->chunks, (size_t)count * sizeof *chunks);
    if (!chunks) { walk->out_of_memory = 1; return 0; }
    memset(chunks + walk->chunk_count, 0,
           (size_t)(count - walk->chunk_count) * sizeof *chunks);
    walk->chunks = chunks;
    walk->chunk_count = count;
  }
  if (!walk->chunks[chunk]) {
    uint64_t *facts = calloc(SEARCH_CHUNK, sizeof *facts);
    if (!facts) { walk->out_of_memory = 1; return 0; }
    sqlite3_bind_int64(walk->read_chunk, 1, chunk);
    if (sqlite3_step(walk->read_chunk) == SQLITE_ROW) {
      int bytes = sqlite3_column_bytes(walk->read_chunk, 0);
      const void *blob = sqlite3_column_blob(walk->read_chunk, 0);
      if (blob && bytes <= SEARCH_CHUNK * 8) memcpy(facts, blob, (size_t)bytes);
    }
    sqlite3_reset(walk->read_chunk);
    walk->chunks[chunk] = facts;
  }
  return walk->chunks[chunk][id & (SEARCH_CHUNK - 1)];
}

static int passes(const search_walk *walk, int64_t id, uint64_t facts) {
  if (facts == 0) return 0;
  if (walk->allowed) {
    if (id < 0 || id >= walk->allowed_count) return 0;
    if (!(walk->allowed[id >> 6] >> (id & 63) & 1)) return 0;
  }
  if (walk->types_allowed && !walk->types_allowed[facts >> 32 & 0xFFF]) return 0;
  if (walk->languages_allowed && !walk->languages_allowed[facts >> 24 & 0xFF]) return 0;
  uint32_t date = (uint32_t)(facts >> 44);
  return date >= walk->date_from && date < walk->date_before;
}

static void count_facets(search_walk *walk, uint64_t facts) {
  walk->total++;
  if (walk->types) walk->types[facts >> 32 & 0xFFF]++;
  if (walk->languages) walk->languages[facts >> 24 & 0xFF]++;
  if (walk->months) walk->months[facts >> 49]++;
}

// MARK: the best

// Lower score is worse; of equal scores the later document is worse.
static int worse(search_hit left, search_hit right) {
  if (left.score != right.score) return left.score < right.score;
  return left.id > right.id;
}

static void sink(search_hit *heap, int count, int at) {
  for (;;) {
    int child = 2 * at + 1;
    if (child >= count) return;
    if (child + 1 < count && worse(heap[child + 1], heap[child])) child++;
    if (!worse(heap[child], heap[at])) return;
    search_hit kept = heap[at];
    heap[at] = heap[child];
    heap[child] = kept;
    at = child;
  }
}

static void keep(search_walk *walk, search_hit hit) {
  search_hit *heap = walk->best;
  if (walk->best_count < walk->capacity) {
    int at = walk->best_count++;
    while (at > 0 && worse(hit, heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = hit;
  } else if (walk->capacity > 0 && worse(heap[0], hit)) {
    heap[0] = hit;
    sink(heap, walk->best_count, 0);
  }
}

static void sort_best(search_walk *walk) {
  search_hit *heap = walk->best;
  for (int count = walk->best_count; count > 1; count--) {
    search_hit worst = heap[0];
    heap[0] = heap[count - 1];
    heap[count - 1] = worst;
    sink(heap, count - 1, 0);
  }
}

// MARK: the auxiliary function

typedef struct rarity {
  int64_t count;
  int64_t last;
} rarity;

static int count_rarity(const Fts5ExtensionApi *api, Fts5Context *context, void *data) {
  rarity *seen = data;
  seen->count++;
  seen->last = api->xRowid(context);
  return seen->count >= rarity_sample ? SQLITE_DONE : SQLITE_OK;
}

static int start(search_walk *walk, const Fts5ExtensionApi *api, Fts5Context *context) {
  double documents = walk->document_count > 0 ? (double)walk->document_count : 1;
  double average = walk->token_count > 0 ? (double)walk->token_count / documents : 1;
  walk->short_part = saturation * (1 - length_share);
  walk->long_part = saturation * length_share / average;
  walk->started = 1;
  walk->idf = calloc((size_t)walk->phrase_count + 1, sizeof *walk->idf);
  if (!walk->idf) return SQLITE_NOMEM;
  if (api->xPhraseCount(context) != walk->phrase_count) return SQLITE_INTERNAL;
  for (int phrase = 0; phrase < walk->phrase_count; phrase++) {
    const search_phrase *wanted = &walk->phrases[phrase];
    if (wanted->weight <= 0) continue;
    if (wanted->idf_of != phrase) {
      walk->idf[phrase] = walk->idf[wanted->idf_of];
      continue;
    }
    walk->idf[phrase] = 1;
    if (wanted->fixed_idf) continue;
    rarity seen = {0, 0};
    int code = api->xQueryPhrase(context, phrase, &seen, count_rarity);
    if (code != SQLITE_OK) return code;
    double count = (double)seen.count;
    if (seen.count >= rarity_sample && seen.last > 0 && walk->last_id > seen.last) {
      count *= (double)walk->last_id / (double)seen.last;
    }
    if (count > documents) count = documents;
    walk->idf[phrase] = log(1 + (documents - count + 0.5) / (count + 0.5));
  }
  return SQLITE_OK;
}

static void visit(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result,
                  int count, sqlite3_value **arguments) {
  search_walk *walk = count == 1 ? sqlite3_value_pointer(arguments[0], pointer_type) : NULL;
  if (!walk) {
    sqlite3_result_error(result, "for the search's own use", -1);
    return;
  }
  int64_t id = api->xRowid(context);
  if (walk->found) {
    if (id >= 0 && id < walk->found_count) walk->found[id >> 6] |= 1ull << (id & 63);
    sqlite3_result_int(result, 0);
    return;
  }
  if (!walk->started) {
    int code = start(walk, api, context);
    if (code != SQLITE_OK) {
      sqlite3_result_error_code(result, code);
      return;
    }
  }
  uint64_t facts = facts_of(walk, id);
  if (walk->out_of_memory) {
    sqlite3_result_error_nomem(result);
    return;
  }
  if (passes(walk, id, facts)) {
    count_facets(walk, facts);
    double length = (double)(facts & 0xFFFFFF);
    double norm = walk->short_part + walk->long_part * length;
    double score = 0;
    for (int phrase = 0; phrase < walk->phrase_count; phrase++) {
      double weight = walk->phrases[phrase].weight;
      if (weight <= 0) continue;
      Fts5PhraseIter iterator;
      int column, offset, times = 0;
      int code = api->xPhraseFirst(context, phrase, &iterator, &column, &offset);
      if (code != SQLITE_OK) {
        sqlite3_result_error_code(result, code);
        return;
      }
      for (; column >= 0; api->xPhraseNext(context, &iterator, &column, &offset)) times++;
      if (times == 0) continue;
      score += weight * walk->idf[phrase] * times * (saturation + 1) / (times + norm);
    }
    keep(walk, (search_hit){id, score});
  }
  sqlite3_result_int(result, 0);
}

static int register_function(sqlite3 *db) {
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
  if (code != SQLITE_OK) return code;
  sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step(statement);
  code = sqlite3_finalize(statement);
  if (code != SQLITE_OK) return code;
  if (!api || api->iVersion < 2) return SQLITE_ERROR;
  return api->xCreateFunction(api, "counterfoil_visit", NULL, visit, NULL);
}

// MARK: walks

static int open_walk(sqlite3 *db, search_walk *walk) {
  walk->started = walk->out_of_memory = 0;
  walk->total = walk->best_count = 0;
  walk->chunks = NULL;
  walk->chunk_count = 0;
  walk->idf = NULL;
  return sqlite3_prepare_v2(
      db, "SELECT facts FROM search_facts WHERE chunk = ?1", -1, &walk->read_chunk, NULL);
}

static int close_walk(search_walk *walk, int code) {
  for (int64_t chunk = 0; chunk < walk->chunk_count; chunk++) free(walk->chunks[chunk]);
  free(walk->chunks);
  free(walk->idf);
  walk->chunks = NULL;
  walk->idf = NULL;
  sqlite3_finalize(walk->read_chunk);
  walk->read_chunk = NULL;
  if (code == SQLITE_OK && walk->out_of_memory) return SQLITE_NOMEM;
  if (!walk->found) sort_best(walk);
  return code;
}

int search_walk_matches(sqlite3 *db, const char *expression, search_walk *walk) {
  static const char sql[] =
      "SELECT 1 FROM search WHERE search MATCH ?1 AND counterfoil_visit(search, ?2)";
  int code = open_walk(db, walk);
  sqlite3_stmt *statement = NULL;
  if (code == SQLITE_OK) {
    // A connection that has not searched yet does not know the function.
    code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (code == SQLITE_ERROR) {
      code = register_function(db);
      if (code == SQLITE_OK) code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    }
  }
  if (code == SQLITE_OK) {
    sqlite3_bind_text(statement, 1, expression, -1, SQLITE_STATIC);
    sqlite3_bind_pointer(statement, 2, walk, pointer_type, NULL);
    do code = sqlite3_step(statement);
    while (code == SQLITE_ROW);
    if (code == SQLITE_DONE) code = SQLITE_OK;
  }
  int closing = sqlite3_finalize(statement);
  return close_walk(walk, code == SQLITE_OK ? closing : code);
}

int search_walk_allowed(sqlite3 *db, search_walk *walk) {
  int code = open_walk(db, walk);
  if (code == SQLITE_OK && walk->allowed) {
    for (int64_t word = 0; word < (walk->allowed_count + 63) / 64; word++) {
      for (uint64_t bits = walk->allowed[word]; bits; bits &= bits - 1) {
        int64_t id = word * 64 + __builtin_ctzll(bits);
        uint64_t facts = facts_of(walk, id);
        if (!passes(walk, id, facts)) continue;
        count_facets(walk, facts);
        keep(walk, (search_hit){id, 0});
      }
    }
  }
  return close_walk(walk, code);
}

int search_walk_facts(sqlite3 *db, search_walk *walk) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT chunk, facts FROM search_facts", -1, &statement, NULL);
  if (code != SQLITE_OK) return code;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    int64_t first = sqlite3_column_int64(statement, 0) << SEARCH_CHUNK_SHIFT;
    int count = sqlite3_column_bytes(statement, 1) / 8;
    const char *blob = sqlite3_column_blob(statement, 1);
    for (int index = 0; blob && index < count; index++) {
      uint64_t facts;
      memcpy(&facts, blob + 8 * (size_t)index, 8);
      int64_t id = first + index;
      if (id < walk->found_count && passes(walk, id, facts)) {
        walk->found[id >> 6] |= 1ull << (id & 63);
      }
    }
  }
  int closing = sqlite3_finalize(statement);
  return code == SQLITE_DONE ? closing : code;
}

int search_write_facts(sqlite3 *db, int64_t id, uint64_t facts) {
  int64_t chunk = id >> SEARCH_CHUNK_SHIFT;
  int offset = (int)(id & (SEARCH_CHUNK - 1)) * 8;
  sqlite3_blob *blob = NULL;
  if (sqlite3_blob_open(db, "main", "search_facts", "facts", chunk, 1, &blob) != SQLITE_OK) {
    sqlite3_blob_close(blob);
    blob = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(
        db, "INSERT OR IGNORE INTO search_facts (chunk, facts) VALUES (?1, zeroblob(?2))", -1,
        &statement, NULL);
    if (code != SQLITE_OK) return code;
    sqlite3_bind_int64(statement, 1, chunk);
    sqlite3_bind_int(statement, 2, SEARCH_CHUNK * 8);
    sqlite3_step(statement);
    code = sqlite3_finalize(statement);
    if (code != SQLITE_OK) return code;
    code = sqlite3_blob_open(db, "main", "search_facts", "facts", chunk, 1, &blob);
    if (code != SQLITE_OK) {
      sqlite3_blob_close(blob);
      return code;
    }
  }
  int code = sqlite3_blob_write(blob, &facts, 8, offset);
  int closing = sqlite3_blob_close(blob);
  return code == SQLITE_OK ? closing : code;
}

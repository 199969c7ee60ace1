#include "search_segment.h"

#include <stdlib.h>
#include <string.h>

// MARK: numbers

// SQLite's variable-length integer: seven bits a byte, the highest first, eight in a ninth byte.
static size_t put_varint(uint8_t *out, uint64_t value) {
  if (value < 0x80) {
    out[0] = (uint8_t)value;
    return 1;
  }
  if (value < 0x4000) {
    out[0] = (uint8_t)(value >> 7 | 0x80);
    out[1] = (uint8_t)(value & 0x7F);
    return 2;
  }
  if (value >> 56) {
    out[8] = (uint8_t)value;
    value >>= 8;
    for (int at = 7; at >= 0; at--, value >>= 7) out[at] = (uint8_t)((value & 0x7F) | 0x80);
    return 9;
  }
  size_t length = 0;
  for (uint64_t rest = value; rest; rest >>= 7) length++;
  for (size_t at = length; at-- > 0; value >>= 7) {
    out[at] = (uint8_t)((value & 0x7F) | (at + 1 < length ? 0x80 : 0));
  }
  return length;
}

static size_t varint_size(uint64_t value) {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value >> 56) return 9;
  size_t length = 0;
  for (; value; value >>= 7) length++;
  return length;
}

// Returns the bytes read; 0 where `bytes` ends before the number does.
static size_t get_varint(const uint8_t *bytes, size_t size, uint64_t *value) {
  uint64_t result = 0;
  for (size_t at = 0; at < size && at < 9; at++) {
    if (at == 8) {
      *value = result << 8 | bytes[at];
      return 9;
    }
    result = result << 7 | (bytes[at] & 0x7F);
    if (!(bytes[at] & 0x80)) {
      *value = result;
      return at + 1;
    }
  }
  return 0;
}

static uint32_t hash_of(const uint8_t *token, size_t size) {
  uint64_t hash = size * 0x9E3779B97F4A7C15ull;
  while (size >= 8) {
    uint64_t word;
    memcpy(&word, token, 8);
    hash = (hash ^ word) * 0xFF51AFD7ED558CCDull;
    hash ^= hash >> 32;
    token += 8;
    size -= 8;
  }
  uint64_t word = 0;
  for (size_t at = 0; at < size; at++) word |= (uint64_t)token[at] << 8 * at;
  hash = (hash ^ word) * 0xFF51AFD7ED558CCDull;
  hash ^= hash >> 32;
  hash *= 0xC4CEB9FE1A85EC53ull;
  return (uint32_t)(hash >> 32);
}

// MARK: postings of a document

// A record of the postings: this header, the token, its position list.
typedef struct record {
  uint32_t hash;
  uint32_t token_size;
  uint32_t list_size;
} record;

typedef struct word {
  const uint8_t *token;
  uint32_t size, hash;
  uint32_t list_size;
  int32_t last, column;  // of the latest place
  uint64_t cursor;
} word;

typedef struct vocabulary {
  word *words;
  uint32_t *slots;  // the number of a word plus one; 0 is free
  size_t count, capacity, slot_mask;
} vocabulary;

static int grow(vocabulary *known) {
  size_t capacity = known->capacity ? known->capacity * 2 : 512;
  word *words = realloc(known->words, capacity * sizeof *words);
  if (!words) return 0;
  known->words = words;
  uint32_t *slots = calloc(capacity * 2, sizeof *slots);
  if (!slots) return 0;
  free(known->slots);
  known->slots = slots;
  known->capacity = capacity;
  known->slot_mask = capacity * 2 - 1;
  for (size_t number = 0; number < known->count; number++) {
    size_t slot = words[number].hash & known->slot_mask;
    while (slots[slot]) slot = (slot + 1) & known->slot_mask;
    slots[slot] = (uint32_t)number + 1;
  }
  return 1;
}

// The number of a token; -1 without memory.
static int64_t number_of(vocabulary *known, const uint8_t *token, size_t size) {
  if (known->count == known->capacity && !grow(known)) return -1;
  uint32_t hash = hash_of(token, size);
  size_t slot = hash & known->slot_mask;
  for (; known->slots[slot]; slot = (slot + 1) & known->slot_mask) {
    const word *other = &known->words[known->slots[slot] - 1];
    if (other->hash == hash && other->size == size && memcmp(other->token, token, size) == 0) {
      return known->slots[slot] - 1;
    }
  }
  known->words[known->count] = (word){token, (uint32_t)size, hash, 0, 0, 0, 0};
  known->slots[slot] = (uint32_t)++known->count;
  return (int64_t)known->count - 1;
}

// Notes a place of `seen`: its bytes at `out`, or only their number where that is null.
static size_t note(word *seen, int32_t column, int32_t position, uint8_t *out) {
  uint8_t unused[16];
  if (!out) out = unused;
  size_t size = 0;
  if (seen->column != column) {
    out[size++] = 1;
    size += put_varint(out + size, (uint64_t)column);
    seen->column = column;
    seen->last = 0;
  }
  size += put_varint(out + size, (uint64_t)(position - seen->last) + 2);
  seen->last = position;
  return size;
}

int search_postings_make(const uint8_t *const columns[SEARCH_COLUMNS],
                         const size_t sizes[SEARCH_COLUMNS], search_postings *made) {
  *made = (search_postings){0};
  size_t most = 0;
  for (int column = 0; column < SEARCH_COLUMNS; column++) most += sizes[column] / 2 + 1;
  if (most > UINT32_MAX / 2) return SQLITE_TOOBIG;
  vocabulary known = {0};
  uint32_t *numbers = malloc(most * sizeof *numbers);
  int code = numbers ? SQLITE_OK : SQLITE_NOMEM;
  size_t total = 0;
  for (int column = 0; column < SEARCH_COLUMNS && code == SQLITE_OK; column++) {
    const uint8_t *text = columns[column];
    int32_t position = 0;
    for (size_t at = 0; at < sizes[column];) {
      const uint8_t *space = memchr(text + at, 0x20, sizes[column] - at);
      size_t size = (space ? (size_t)(space - text) : sizes[column]) - at;
      if (size > 0) {
        int64_t number = number_of(&known, text + at, size);
        if (number < 0) {
          code = SQLITE_NOMEM;
          break;
        }
        numbers[total++] = (uint32_t)number;
        word *seen = &known.words[number];
        seen->list_size += (uint32_t)note(seen, column, position++, NULL);
      }
      at += size + 1;
    }
    made->tokens[column] = position;
  }
  size_t size = 0;
  for (size_t number = 0; number < known.count; number++) {
    word *seen = &known.words[number];
    seen->cursor = size + sizeof(record) + seen->size;
    size = seen->cursor + seen->list_size;
    seen->last = seen->column = 0;
  }
  if (code == SQLITE_OK && size > 0) {
    made->bytes = malloc(size);
    made->size = size;
    if (!made->bytes) code = SQLITE_NOMEM;
  }
  if (code == SQLITE_OK) {
    for (size_t number = 0; number < known.count; number++) {
      const word *seen = &known.words[number];
      record head = {seen->hash, seen->size, seen->list_size};
      uint8_t *start = made->bytes + seen->cursor - seen->size - sizeof head;
      memcpy(start, &head, sizeof head);
      memcpy(start + sizeof head, seen->token, seen->size);
    }
    size_t next = 0;
    for (int column = 0; column < SEARCH_COLUMNS; column++) {
      for (int32_t position = 0; position < made->tokens[column]; position++) {
        word *seen = &known.words[numbers[next++]];
        seen->cursor += note(seen, column, position, made->bytes + seen->cursor);
      }
    }
  }
  free(known.words);
  free(known.slots);
  free(numbers);
  return code;
}

void search_postings_free(search_postings *postings) {
  free(postings->bytes);
  *postings = (search_postings){0};
}

// MARK: gathering documents

// A list of documents grows in pieces, each twice as large as the one before, up to a limit.
typedef struct piece {
  struct piece *next;
  uint32_t used, size;
  uint8_t bytes[];
} piece;

typedef struct term {
  const uint8_t *token;
  uint32_t size, hash;
  uint64_t key;  // the first eight bytes: most comparisons need no look at the token itself
  int64_t last_id;
  uint64_t list_size;
  piece *first, *latest;
} term;

enum { block_size = 1 << 20, largest_piece = 4096, smallest_piece = 24 };

typedef struct gathering {
  term *terms;
  uint32_t *slots;
  size_t count, capacity, slot_mask;
  uint8_t **blocks;
  size_t block_count, block_capacity, block_used;
} gathering;

static void *take(gathering *all, size_t size) {
  size = (size + 7) & ~(size_t)7;
  if (all->block_count == 0 || all->block_used + size > block_size) {
    if (all->block_count == all->block_capacity) {
      size_t capacity = all->block_capacity ? all->block_capacity * 2 : 64;
      uint8_t **blocks = realloc(all->blocks, capacity * sizeof *blocks);
      if (!blocks) return NULL;
      all->blocks = blocks;
      all->block_capacity = capacity;
    }
    uint8_t *block = malloc(size > block_size ? size : block_size);
    if (!block) return NULL;
    all->blocks[all->block_count++] = block;
    all->block_used = 0;
  }
  void *taken = all->blocks[all->block_count - 1] + all->block_used;
  all->block_used += size;
  return taken;
}

static int enlarge(gathering *all) {
  size_t capacity = all->capacity ? all->capacity * 2 : 1 << 14;
  term *terms = realloc(all->terms, capacity * sizeof *terms);
  if (!terms) return 0;
  all->terms = terms;
  uint32_t *slots = calloc(capacity * 2, sizeof *slots);
  if (!slots) return 0;
  free(all->slots);
  all->slots = slots;
  all->capacity = capacity;
  all->slot_mask = capacity * 2 - 1;
  for (size_t number = 0; number < all->count; number++) {
    size_t slot = terms[number].hash & all->slot_mask;
    while (slots[slot]) slot = (slot + 1) & all->slot_mask;
    slots[slot] = (uint32_t)number + 1;
  }
  return 1;
}

static uint64_t key_of(const uint8_t *token, size_t size) {
  uint64_t key = 0;
  for (size_t at = 0; at < size && at < 8; at++) key |= (uint64_t)token[at] << (56 - 8 * at);
  return key;
}

// The tokens stay where they are: in the postings, which outlive the gathering.
static term *find(gathering *all, const uint8_t *token, const record *head) {
  if (all->count == all->capacity && !enlarge(all)) return NULL;
  uint64_t key = key_of(token, head->token_size);
  size_t slot = head->hash & all->slot_mask;
  for (; all->slots[slot]; slot = (slot + 1) & all->slot_mask) {
    term *other = &all->terms[all->slots[slot] - 1];
    if (other->hash == head->hash && other->key == key && other->size == head->token_size
        && (head->token_size <= 8 || memcmp(other->token, token, head->token_size) == 0)) {
      return other;
    }
  }
  term *made = &all->terms[all->count];
  *made = (term){token, head->token_size, head->hash, key, 0, 0, NULL, NULL};
  all->slots[slot] = (uint32_t)++all->count;
  return made;
}

static int append(gathering *all, term *to, const uint8_t *bytes, size_t size) {
  to->list_size += size;
  while (size > 0) {
    piece *at = to->latest;
    if (!at || at->used == at->size) {
      uint32_t room = at ? at->size * 2 : smallest_piece;
      if (room > largest_piece) room = largest_piece;
      piece *made = take(all, sizeof *made + room);
      if (!made) return 0;
      *made = (piece){NULL, 0, room};
      if (at) at->next = made; else to->first = made;
      to->latest = at = made;
    }
    size_t part = at->size - at->used;
    if (part > size) part = size;
    memcpy(at->bytes + at->used, bytes, part);
    at->used += (uint32_t)part;
    bytes += part;
    size -= part;
  }
  return 1;
}

// Tokens are taken by the score, and what each will touch is asked for ahead: the table is larger
// than the processor's cache, and waiting for it was a third of the writer's time.
enum { score = 32 };

static int gather(gathering *all, const search_entry *entry) {
  const uint8_t *at = entry->postings->bytes;
  const uint8_t *end = at + entry->postings->size;
  while (at < end) {
    const uint8_t *tokens[score];
    record heads[score];
    int count = 0;
    for (; count < score && at < end; count++) {
      memcpy(&heads[count], at, sizeof *heads);
      tokens[count] = at + sizeof *heads;
      at = tokens[count] + heads[count].token_size + heads[count].list_size;
      if (all->slots) __builtin_prefetch(&all->slots[heads[count].hash & all->slot_mask]);
    }
    uint32_t numbers[score];
    for (int each = 0; each < count; each++) {
      numbers[each] = all->slots ? all->slots[heads[each].hash & all->slot_mask] : 0;
      if (numbers[each]) __builtin_prefetch(&all->terms[numbers[each] - 1]);
    }
    for (int each = 0; each < count; each++) {
      if (numbers[each]) __builtin_prefetch(all->terms[numbers[each] - 1].latest);
    }
    for (int each = 0; each < count; each++) {
      const record *head = &heads[each];
      term *to = find(all, tokens[each], head);
      if (!to) return 0;
      uint8_t lead[20];
      size_t size = put_varint(lead, (uint64_t)(entry->id - to->last_id));
      size += put_varint(lead + size, (uint64_t)head->list_size * 2);
      to->last_id = entry->id;
      if (!append(all, to, lead, size)) return 0;
      if (!append(all, to, tokens[each] + head->token_size, head->list_size)) return 0;
    }
  }
  return 1;
}

static int compare(const void *left, const void *right) {
  const term *a = left, *b = right;
  if (a->key != b->key) return a->key < b->key ? -1 : 1;
  int order = memcmp(a->token, b->token, a->size < b->size ? a->size : b->size);
  if (order) return order;
  return a->size < b->size ? -1 : a->size > b->size;
}

// MARK: pages

// FTS5 writes an index of the pages of a list where it goes on over so many pages.
enum { pages_worth_an_index = 4, page_margin = 64 };

typedef struct page_writer {
  sqlite3_stmt *data, *index;
  int64_t segment;
  size_t page_size;
  uint8_t *page, *footer;  // the page without its footer; the places of its terms
  size_t used, footer_used, last_place;
  int64_t number;          // of the page, from 1
  uint8_t *latest;         // the latest term, with its prefix byte
  size_t latest_size, latest_capacity;
  int no_term, no_row;     // whether the page holds none yet
  uint8_t *separator;      // the shortest text that parts page `separated` from the one before
  size_t separator_size;
  int64_t separated;       // 0: nothing to write
  // Where the documents of a list that goes on over pages begin, a number a page.
  uint8_t *rows;
  size_t rows_size;
  int64_t rows_page, rows_last;
  int rows_full;
  int64_t empty_pages;     // pages without a term since the latest one with terms
  int code;
} page_writer;

static void store(page_writer *to, int64_t key, const uint8_t *bytes, size_t size) {
  if (to->code != SQLITE_OK) return;
  sqlite3_bind_int64(to->data, 1, key);
  sqlite3_bind_blob(to->data, 2, bytes, (int)size, SQLITE_STATIC);
  sqlite3_step(to->data);
  to->code = sqlite3_reset(to->data);
}

static int64_t page_key(const page_writer *to, int64_t page) { return to->segment * (1ll << 37) + page; }

static void put_u16(uint8_t *at, size_t value) {
  at[0] = (uint8_t)(value >> 8);
  at[1] = (uint8_t)value;
}

static void begin_page(page_writer *to) {
  memset(to->page, 0, 4);
  to->used = 4;
  to->footer_used = to->last_place = 0;
  to->no_term = to->no_row = 1;
}

// A term with all its documents is done that was the last of page `separated`.
static void write_separator(page_writer *to) {
  if (to->separated == 0) return;
  int indexed = to->rows_size > 0 && to->empty_pages >= pages_worth_an_index && !to->rows_full;
  if (indexed) store(to, page_key(to, to->rows_page) + (1ll << 36), to->rows, to->rows_size);
  to->rows_size = 0;
  to->rows_full = 0;
  to->empty_pages = 0;
  if (to->code != SQLITE_OK) return;
  sqlite3_bind_int64(to->index, 1, to->segment);
  sqlite3_bind_blob(to->index, 2, to->separator_size ? (const void *)to->separator : "",
                    (int)to->separator_size, SQLITE_STATIC);
  sqlite3_bind_int64(to->index, 3, to->separated << 1 | indexed);
  sqlite3_step(to->index);
  to->code = sqlite3_reset(to->index);
  to->separated = 0;
}

static void end_page(page_writer *to) {
  put_u16(to->page + 2, to->used);
  if (to->no_term) {
    // A page without the beginning of a document still has its number in the list of pages.
    if (to->no_row && to->rows_size > 0) {
      if (to->rows_size + 9 < to->page_size) to->rows[to->rows_size++] = 0;
      else to->rows_full = 1;
    }
    to->empty_pages++;
  }
  memcpy(to->page + to->used, to->footer, to->footer_used);
  store(to, page_key(to, to->number), to->page, to->used + to->footer_used);
  to->number++;
  begin_page(to);
}

// The first document that begins on a page before any term does.
static void note_row(page_writer *to, int64_t id) {
  put_u16(to->page, to->used);
  if (to->rows_size + 10 >= to->page_size) {
    to->rows_full = 1;
    return;
  }
  if (to->rows_size == 0) {
    to->rows[to->rows_size++] = 0;
    to->rows_size += put_varint(to->rows + to->rows_size, (uint64_t)to->number);
    to->rows_size += put_varint(to->rows + to->rows_size, (uint64_t)id);
  } else {
    to->rows_size += put_varint(to->rows + to->rows_size, (uint64_t)(id - to->rows_last));
  }
  to->rows_last = id;
}

static size_t filled(const page_writer *to) { return to->used + to->footer_used; }

// - Precondition: `size` is under a quarter of a page: longer tokens are cut before.
static void add_term(page_writer *to, const uint8_t *token, size_t token_size) {
  size_t size = token_size + 1;
  if (filled(to) + size + 2 >= to->page_size && to->used > 4) end_page(to);
  to->footer_used += put_varint(to->footer + to->footer_used, to->used - to->last_place);
  to->last_place = to->used;
  // All terms of the main index begin with this byte.
  size_t shared = 0;
  if (to->latest_size > 0) {
    size_t most = to->latest_size < size ? to->latest_size : size;
    for (shared = 1; shared < most && to->latest[shared] == token[shared - 1];) shared++;
  }
  size_t kept = 0;
  if (to->no_term) {
    if (to->number != 1) {
      write_separator(to);
      to->separator_size = to->latest_size > 0 ? shared + 1 : size;
      to->separator[0] = '0';
      memcpy(to->separator + 1, token, to->separator_size - 1);
      to->separated = to->number;
    }
  } else {
    kept = shared;
    to->used += put_varint(to->page + to->used, kept);
  }
  to->used += put_varint(to->page + to->used, size - kept);
  if (kept == 0) to->page[to->used++] = '0';
  size_t from = kept == 0 ? 0 : kept - 1;
  memcpy(to->page + to->used, token + from, token_size - from);
  to->used += token_size - from;
  to->latest[0] = '0';
  memcpy(to->latest + 1, token, token_size);
  to->latest_size = size;
  to->no_term = to->no_row = 0;
  to->rows_page = to->number;
}

// The list of a term, document after document; pages break between two numbers.
static void add_list(page_writer *to, const uint8_t *list, size_t size) {
  if (filled(to) + size + 1 <= to->page_size) {
    memcpy(to->page + to->used, list, size);
    to->used += size;
    return;
  }
  int64_t id = 0;
  for (size_t at = 0; at < size && to->code == SQLITE_OK;) {
    uint64_t step = 0, twice = 0;
    at += get_varint(list + at, size - at, &step);
    at += get_varint(list + at, size - at, &twice);
    id += (int64_t)step;
    size_t rest = (size_t)(twice / 2);
    if (filled(to) >= to->page_size) end_page(to);
    if (to->no_row) {
      note_row(to, id);
      step = (uint64_t)id;
      to->no_row = 0;
    }
    to->used += put_varint(to->page + to->used, step);
    to->used += put_varint(to->page + to->used, twice);
    while (rest > 0) {
      size_t room = filled(to) < to->page_size ? to->page_size - filled(to) : 0;
      size_t part = rest;
      if (part > room) {
        for (part = 0; part < room;) {
          uint64_t number;
          part += get_varint(list + at + part, rest - part, &number);
        }
      }
      memcpy(to->page + to->used, list + at, part);
      to->used += part;
      at += part;
      rest -= part;
      if (rest > 0) end_page(to);
    }
  }
}

static void finish(page_writer *to) {
  if (to->used > 4) end_page(to);
  write_separator(to);
}

static int write_terms(page_writer *to, const gathering *all) {
  uint8_t *list = NULL;
  size_t capacity = 0;
  for (size_t number = 0; number < all->count && to->code == SQLITE_OK; number++) {
    const term *next = &all->terms[number];
    add_term(to, next->token, next->size);
    const piece *first = next->first;
    if (first && !first->next) {
      add_list(to, first->bytes, first->used);
      continue;
    }
    if (next->list_size > capacity) {
      capacity = (size_t)next->list_size * 2;
      free(list);
      list = malloc(capacity);
      if (!list) return SQLITE_NOMEM;
    }
    size_t size = 0;
    for (const piece *at = first; at; at = at->next) {
      memcpy(list + size, at->bytes, at->used);
      size += at->used;
    }
    add_list(to, list, size);
  }
  free(list);
  if (to->code == SQLITE_OK) finish(to);
  return to->code;
}

// MARK: the records about all segments

enum { averages_key = 1, structure_key = 10, most_segments = 2000 };

static int read_record(sqlite3 *db, int64_t key, uint8_t **bytes, size_t *size) {
  sqlite3_stmt *read = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT block FROM search_data WHERE id = ?1", -1, &read, NULL);
  if (code != SQLITE_OK) return code;
  sqlite3_bind_int64(read, 1, key);
  *bytes = NULL;
  *size = 0;
  if (sqlite3_step(read) == SQLITE_ROW) {
    *size = (size_t)sqlite3_column_bytes(read, 0);
    *bytes = malloc(*size + 1);
    if (*bytes && *size > 0) memcpy(*bytes, sqlite3_column_blob(read, 0), *size);
  }
  code = sqlite3_finalize(read);
  return code != SQLITE_OK ? code : *bytes ? SQLITE_OK : SQLITE_CORRUPT;
}

static int write_record(sqlite3 *db, int64_t key, const uint8_t *bytes, size_t size) {
  sqlite3_stmt *write = NULL;
  int code = sqlite3_prepare_v2(
      db, "INSERT OR REPLACE INTO search_data (id, block) VALUES (?1, ?2)", -1, &write, NULL);
  if (code != SQLITE_OK) return code;
  sqlite3_bind_int64(write, 1, key);
  sqlite3_bind_blob(write, 2, bytes, (int)size, SQLITE_STATIC);
  sqlite3_step(write);
  return sqlite3_finalize(write);
}

// A structure record: levels, segments and pages written; a level is the segments in merge, its
// segments, and of each the identifier, first and last page.
typedef struct structure {
  uint8_t *bytes;
  size_t size;
  uint64_t levels, segments, written;
  size_t body;         // where the first level begins
  size_t first_level;  // and ends
  uint64_t merging, on_first;
  int64_t free_segment;
} structure;

static int read_structure(sqlite3 *db, structure *now) {
  int code = read_record(db, structure_key, &now->bytes, &now->size);
  if (code != SQLITE_OK) return code;
  size_t at = 4;
  int good = now->size > 4;
#define NUMBER(name)                                                           \
  uint64_t name = 0;                                                           \
  if (good) {                                                                  \
    size_t length = get_varint(now->bytes + at, now->size - at, &name);        \
    at += length;                                                              \
    good = length > 0;                                                         \
  }
  // A newer SQLite marks another form of the record here.
  good = good && now->bytes[4] != 0xFF;
  NUMBER(levels)
  NUMBER(segments)
  NUMBER(written)
  now->levels = levels;
  now->segments = segments;
  now->written = written;
  now->body = now->first_level = at;
  uint8_t used[most_segments + 2] = {0};
  for (uint64_t level = 0; good && level < levels; level++) {
    NUMBER(merging)
    NUMBER(count)
    for (uint64_t segment = 0; good && segment < count; segment++) {
      NUMBER(identifier)
      NUMBER(first)
      NUMBER(last)
      if (identifier <= most_segments) used[identifier] = 1;
    }
    if (level == 0) {
      now->merging = merging;
      now->on_first = count;
      now->first_level = at;
    }
  }
#undef NUMBER
  if (!good) return SQLITE_CORRUPT;
  for (now->free_segment = 1; used[now->free_segment]; now->free_segment++) {}
  return now->free_segment > most_segments || segments >= most_segments ? SQLITE_FULL : SQLITE_OK;
}

static int write_structure(sqlite3 *db, const structure *before, int64_t pages) {
  uint8_t *bytes = malloc(before->size + 128);
  if (!bytes) return SQLITE_NOMEM;
  memcpy(bytes, before->bytes, 4);
  size_t size = 4;
  size += put_varint(bytes + size, before->levels ? before->levels : 1);
  size += put_varint(bytes + size, before->segments + 1);
  size += put_varint(bytes + size, before->written + (uint64_t)pages);
  size += put_varint(bytes + size, before->merging);
  size += put_varint(bytes + size, before->on_first + 1);
  if (before->levels > 0) {
    size_t head = before->body + varint_size(before->merging) + varint_size(before->on_first);
    memcpy(bytes + size, before->bytes + head, before->first_level - head);
    size += before->first_level - head;
  }
  size += put_varint(bytes + size, (uint64_t)before->free_segment);
  size += put_varint(bytes + size, 1);
  size += put_varint(bytes + size, (uint64_t)pages);
  memcpy(bytes + size, before->bytes + before->first_level, before->size - before->first_level);
  size += before->size - before->first_level;
  int code = write_record(db, structure_key, bytes, size);
  free(bytes);
  return code;
}

static int write_averages(sqlite3 *db, const search_entry *entries, size_t count) {
  uint8_t *bytes = NULL;
  size_t size = 0;
  int code = read_record(db, averages_key, &bytes, &size);
  if (code != SQLITE_OK) return code;
  uint64_t totals[1 + SEARCH_COLUMNS] = {0};
  size_t at = 0;
  for (int number = 0; number < 1 + SEARCH_COLUMNS && at < size; number++) {
    size_t length = get_varint(bytes + at, size - at, &totals[number]);
    if (length == 0) break;
    at += length;
  }
  free(bytes);
  totals[0] += count;
  for (size_t entry = 0; entry < count; entry++) {
    for (int column = 0; column < SEARCH_COLUMNS; column++) {
      totals[1 + column] += (uint64_t)entries[entry].postings->tokens[column];
    }
  }
  uint8_t made[9 * (1 + SEARCH_COLUMNS)];
  size_t length = 0;
  for (int number = 0; number < 1 + SEARCH_COLUMNS; number++) {
    length += put_varint(made + length, totals[number]);
  }
  return write_record(db, averages_key, made, length);
}

// MARK: a segment

static int write_pages(sqlite3 *db, const gathering *all, int64_t segment, int page_size,
                       int64_t *pages) {
  size_t longest = 0;
  for (size_t number = 0; number < all->count; number++) {
    if (all->terms[number].size > longest) longest = all->terms[number].size;
  }
  if (longest * 4 > (size_t)page_size) return SQLITE_TOOBIG;
  page_writer to = {.segment = segment, .page_size = (size_t)page_size, .number = 1, .separated = 1};
  size_t room = (size_t)page_size + longest + page_margin;
  uint8_t *memory = malloc(room * 3 + (longest + 2) * 2 + room);
  if (!memory) return SQLITE_NOMEM;
  to.page = memory;  // with its footer behind it
  to.footer = memory + room * 2;
  to.rows = memory + room * 3;
  to.latest = memory + room * 4;
  to.separator = to.latest + longest + 2;
  begin_page(&to);
  int code = sqlite3_prepare_v2(
      db, "INSERT INTO search_data (id, block) VALUES (?1, ?2)", -1, &to.data, NULL);
  if (code == SQLITE_OK) {
    code = sqlite3_prepare_v2(
        db, "INSERT INTO search_idx (segid, term, pgno) VALUES (?1, ?2, ?3)", -1, &to.index, NULL);
  }
  if (code == SQLITE_OK) code = write_terms(&to, all);
  *pages = to.number - 1;
  sqlite3_finalize(to.data);
  sqlite3_finalize(to.index);
  free(memory);
  return code;
}

int search_segment_write(sqlite3 *db, const search_entry *entries, size_t count, int page_size) {
  if (count == 0) return SQLITE_OK;
  gathering all = {0};
  int code = SQLITE_OK;
  for (size_t entry = 0; entry < count && code == SQLITE_OK; entry++) {
    if (!gather(&all, &entries[entry])) code = SQLITE_NOMEM;
  }
  free(all.slots);
  if (code == SQLITE_OK && all.count > 0) {
    qsort(all.terms, all.count, sizeof *all.terms, compare);
    structure now = {0};
    int64_t pages = 0;
    code = read_structure(db, &now);
    if (code == SQLITE_OK) code = write_pages(db, &all, now.free_segment, page_size, &pages);
    if (code == SQLITE_OK) code = write_structure(db, &now, pages);
    free(now.bytes);
  }
  if (code == SQLITE_OK) code = write_averages(db, entries, count);
  for (size_t block = 0; block < all.block_count; block++) free(all.blocks[block]);
  free(all.blocks);
  free(all.terms);
  return code;
}

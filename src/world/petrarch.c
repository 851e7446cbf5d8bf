// SPDX-License-Identifier: Apache-2.0
// Lines of PETRARCH's dictionaries → records → entries, roles and vetoes.
//
//   lines ─▶ record: names, coded spans ─▶ who is it?  a state's other name   ─▶ seat of the state
//            (head, "+" lines, "[…]" lines)            an entry of the world  ─▶ goes on with that entry
//                                                      somebody new           ─▶ an entry, its kind guessed
//
// Names there are all in capitals; here every word gets a capital letter, and what is too short or has no vowel is an
// abbreviation. Nothing there says what kind of thing a name is: codes with dates are those of persons, unless a word
// like "army" or "ministry" ends the name; else the sector tells. A phrase whose words may stand apart there must stand
// together here, and stems match whole words only.
#include "world/petrarch.h"

#include <stdio.h>

#include "base/map.h"
#include "base/unicode.h"
#include "world/fold.h"
#include "world/format.h"
#include "world/names.h"
#include "world/petrarch_codes.h"

enum { LONGEST_LINE = 4096, LONGEST_NAME = 400, LONGEST_ABBREVIATION = 6 };

typedef enum Field { FIELD_NAME, FIELD_ABBREVIATION, FIELD_SEAT, FIELD_COUNT } Field;

static const char *const field_names[] = {"name", "abbreviation", "seat"};

typedef struct Name {
	DtSlice text; // as Detente writes it
	size_t line;
	bool abbreviation;
} Name;

// What a head line begins.
typedef struct Record {
	const char *file;
	size_t line;
	Name *names;
	DtCameoActor *codes;
	size_t name_count, name_room, code_count, code_room;
	const DtEntry *named; // without codes of its own: what the world has under a name of it
	bool faulty;          // a line of it was refused, which explains why it has no code
	bool nobody;          // its code says that it is none
} Record;

// An entry as it will be written.
typedef struct Entry {
	DtSlice id;
	DtEntryKind kind;
	DtSlice *words[FIELD_COUNT];
	size_t counts[FIELD_COUNT], rooms[FIELD_COUNT];
	DtSlice *codes;
	size_t code_count, code_room;
	char place[4];
	bool known; // the world has it
} Entry;

// "!PERSON! = MAN, WOMAN".
typedef struct Endings {
	DtSlice name, list;
} Endings;

struct DtPetrarch {
	DtArena *arena;
	const DtWorld *world;
	DtPetrarchReport report;
	void *context;
	const char *file;
	DtPetrarchCount *counts;
	Record **records;
	size_t record_count, record_room;
	Record *current;
	DtMap heads;     // folded head → record
	Entry **entries; // in the order of their first record
	size_t entry_count, entry_room;
	DtMap ids, names; // id → entry; "PSE kind folded name" → 0
	Endings *endings;
	size_t ending_count, ending_room;
	DtBuffer roles, discards;
	DtMap words; // of roles and discards
};

static const char *const kind_names[] = {"unknown", "actors", "agents", "discards"};

const char *dt_petrarch_kind_name(DtPetrarchKind kind) { return kind_names[kind]; }

DtPetrarchKind dt_petrarch_kind_find(DtSlice name) {
	for (int i = DT_PETRARCH_ACTORS; i <= DT_PETRARCH_DISCARDS; i++) {
		if (dt_slice_is(name, kind_names[i])) return (DtPetrarchKind)i;
	}
	return DT_PETRARCH_UNKNOWN;
}

DtPetrarch *dt_petrarch_new(DtArena *arena, const DtWorld *world, DtPetrarchReport report, void *context) {
	DtPetrarch *import = DT_NEW(arena, DtPetrarch);
	*import = (DtPetrarch){.arena = arena, .world = world, .report = report, .context = context};
	return import;
}

static void refuse(DtPetrarch *import, size_t line, const char *why) {
	import->counts->refused++;
	import->report(import->context, import->file, line, why);
}

// ---- words ----

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }

// One blank between words; no mark but those inside words.
static DtSlice plain_words(DtArena *arena, DtSlice text) {
	char *out = dt_arena_alloc(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		bool kept = is_letter(c) || is_digit(c) || c == '-' || c == '\'' || c == '.' || c == '&';
		if (kept)
			out[length++] = c;
		else if (length > 0 && out[length - 1] != ' ')
			out[length++] = ' ';
	}
	while (length > 0 && (out[length - 1] == ' ' || out[length - 1] == '-' || out[length - 1] == '\'')) length--;
	return dt_slice(out, length);
}

// "AL-HASHIMI" → "Al-Hashimi", "U.N." stays. In place.
static void capitalise(DtSlice text) {
	char *c = (char *)text.data;
	for (size_t i = 0; i < text.length; i++) {
		bool after_letter = i > 0 && (is_letter(c[i - 1]) || is_digit(c[i - 1]));
		bool inner = i > 1 && c[i - 1] == '\'' && is_letter(c[i - 2]) && !(i == 2 || c[i - 3] == ' ');
		c[i] = after_letter || inner ? lower(c[i]) : upper(c[i]);
	}
}

static void make_lower(DtSlice text) {
	for (size_t i = 0; i < text.length; i++) ((char *)text.data)[i] = lower(text.data[i]);
}

// "UN", "U.N.", "NKVD": short, or without a vowel.
static bool is_abbreviation(DtSlice text) {
	size_t letters = 0, vowels = 0, dots = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == ' ' || text.data[i] == '-' || text.data[i] & 0x80) return false;
		letters += is_letter(text.data[i]);
		dots += text.data[i] == '.';
		vowels += strchr("AEIOUYaeiouy", text.data[i]) != NULL;
	}
	return letters > 0 && letters <= LONGEST_ABBREVIATION && (letters <= 3 || vowels == 0 || dots >= 2);
}

// Folded words with a blank after each; empty when nothing can match it.
static DtSlice folded(DtArena *arena, DtSlice text) {
	DtFoldedWord word;
	DtBuffer key = {0};
	size_t at = 0, words = 0;
	bool good = true;
	for (; good && dt_fold_next(text, &at, &word); words++) {
		good = !word.cut && words < DT_NAME_WORDS;
		dt_buffer_add(&key, dt_slice(word.text, word.length));
		dt_buffer_add_char(&key, ' ');
	}
	DtSlice copy = good && words ? dt_arena_copy(arena, dt_buffer_slice(&key)) : (DtSlice){0};
	dt_buffer_clear(&key);
	return copy;
}

// ---- lines ----

// Without its comment.
static DtSlice said(DtSlice line) {
	for (size_t i = 0; i < line.length; i++) {
		if (line.data[i] == '#' || line.data[i] == ';') return dt_slice_cut(line, 0, i);
	}
	return line;
}

// Takes what stands before the first opening, and the text between it and its closing: "A [B] C" → "A", "B", rest " C".
// False when there is none; *broken when one of a pair is missing.
static bool take_between(DtSlice *rest, char opening, char closing, DtSlice *before, DtSlice *inside, bool *broken) {
	size_t open = dt_slice_find(*rest, dt_slice(&opening, 1)), close = dt_slice_find(*rest, dt_slice(&closing, 1));
	*broken = (open == SIZE_MAX) != (close == SIZE_MAX) || (open != SIZE_MAX && close < open);
	if (*broken || open == SIZE_MAX) return false;
	*before = dt_slice_cut(*rest, 0, open);
	*inside = dt_slice_cut(*rest, open + 1, close);
	*rest = dt_slice_cut(*rest, close + 1, rest->length);
	return true;
}

static const char unbalanced[] = "a bracket stands without its other half";

// ---- actors: reading ----

static bool add_name(DtPetrarch *import, Record *record, DtSlice text, size_t line, const char **why) {
	DtSlice inner = {0}, before, rest = text;
	bool broken = false;
	if (take_between(&rest, '(', ')', &before, &inner, &broken)) // "ISLAMIC_ARMY_(IAA)"
		text = dt_slice_trim(rest).length > 1 ? text : before;
	Name name = {.text = plain_words(import->arena, text), .line = line};
	if (name.text.length > 4 && dt_slice_equal_folded(dt_slice_cut(name.text, 0, 4), dt_slice_of("the ")))
		name.text = dt_slice_cut(name.text, 4, name.text.length);
	name.abbreviation = is_abbreviation(name.text);
	if (!name.abbreviation) capitalise(name.text);
	if (name.text.length > LONGEST_NAME || !folded(import->arena, name.text).length) {
		*why = name.text.length ? "the name has too many or too long words to match" : "the name has no letters";
		return false;
	}
	DT_PUSH(import->arena, record->names, record->name_count, record->name_room, name);
	Name other = {.text = plain_words(import->arena, inner), .line = line, .abbreviation = true};
	bool letters = other.text.length > 1 && other.text.length <= LONGEST_ABBREVIATION;
	if (letters && dt_slice_find(other.text, dt_slice_of(" ")) == SIZE_MAX)
		DT_PUSH(import->arena, record->names, record->name_count, record->name_room, other);
	return true;
}

// The record of this head, begun by an earlier line or now.
static Record *record_of(DtPetrarch *import, DtSlice head, size_t line) {
	DtSlice key = folded(import->arena, plain_words(import->arena, head));
	uint32_t number = key.length ? dt_map_find(&import->heads, key) : DT_MAP_ABSENT;
	if (number != DT_MAP_ABSENT) return import->records[number];
	Record *record = DT_NEW(import->arena, Record);
	*record = (Record){.file = import->file, .line = line};
	if (key.length) dt_map_set(import->arena, &import->heads, key, (uint32_t)import->record_count);
	DT_PUSH(import->arena, import->records, import->record_count, import->record_room, record);
	return record;
}

// The codes of a line, after its phrase. False, with the reason, at the first that cannot be read.
static bool add_codes(DtPetrarch *import, Record *record, DtSlice rest, bool *any, const char **why) {
	DtSlice before, inside;
	bool broken;
	while (take_between(&rest, '[', ']', &before, &inside, &broken)) {
		DtCameoActor code;
		if (dt_slice_trim(before).length) return *why = "something stands between two codes", false;
		if (!dt_cameo_actor_dated(inside, &code, why)) return false;
		*any = true;
		record->nobody |= code.nobody;
		if (!code.nobody) DT_PUSH(import->arena, record->codes, record->code_count, record->code_room, code);
	}
	if (broken)
		*why = unbalanced;
	else if (dt_slice_trim(rest).length && rest.data[0] != '\t') // after a tab stands a remark
		*why = "something stands behind the code";
	return !*why;
}

// The phrase of a line, its {other forms} taken off, and where its codes begin.
static bool read_phrase(DtPetrarch *import, Record *record, DtSlice text, size_t line, const char **why) {
	DtSlice before, forms, rest = text;
	bool broken;
	if (!take_between(&rest, '{', '}', &before, &forms, &broken)) {
		if (broken) *why = unbalanced;
		return !broken && add_name(import, record, text, line, why);
	}
	if (dt_slice_trim(rest).length) {
		*why = "something stands behind the plural";
		return false;
	}
	if (!add_name(import, record, before, line, why)) return false;
	for (DtSlice form; dt_slice_split(&forms, ',', &form);) {
		if (dt_slice_trim(form).length && !add_name(import, record, form, line, why)) return false;
	}
	return true;
}

static void read_actor(DtPetrarch *import, DtSlice text, bool indented, size_t line) {
	const char *why = NULL;
	bool synonym = text.data[0] == '+', code = text.data[0] == '[', any = false;
	if (synonym) text = dt_slice_trim(dt_slice_cut(text, 1, text.length));
	size_t bracket = dt_slice_find(text, dt_slice_of("["));
	DtSlice phrase = dt_slice_trim(dt_slice_cut(text, 0, bracket));
	DtSlice codes = bracket == SIZE_MAX ? (DtSlice){0} : dt_slice_cut(text, bracket, text.length);
	if ((synonym || code) && !import->current) {
		refuse(import, line, "it belongs to no actor: none stands above, or it was refused");
		return;
	}
	if (!synonym && !code) {
		import->current = NULL;
		if (indented && bracket == SIZE_MAX)
			why = "an indented line is a code in brackets";
		else if (!phrase.length)
			why = "no name stands before the code";
		else if (dt_slice_find(phrase, dt_slice_of("]")) != SIZE_MAX)
			why = unbalanced;
		else
			import->current = record_of(import, phrase, line);
	}
	Record *record = import->current;
	size_t names = record ? record->name_count : 0, before = record ? record->code_count : 0;
	if (!why && !code) read_phrase(import, record, phrase, line, &why);
	if (!why) add_codes(import, record, codes, &any, &why);
	if (!why && code && !any) why = "an indented line is a code in brackets";
	if (why) {
		if (record) {
			record->faulty = true;
			record->name_count = names;
			record->code_count = before;
		}
		refuse(import, line, why);
		return;
	}
	import->counts->taken++;
}

// ---- actors: who is it? ----

// "ministry of agriculture": what stands before "of" or "for".
static DtSlice head_of(DtSlice name) {
	static const char *const ends[] = {" of ", " Of ", " for ", " For "};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = dt_slice_find(name, dt_slice_of(ends[i]));
		if (end != SIZE_MAX) name = dt_slice_cut(name, 0, end);
	}
	return name;
}

// The last word of what is no person though its codes have dates.
static bool names_a_body(DtSlice name) {
	static const char *const words[] = {
		"army",       "ministry",       "party",        "force",        "forces",   "government", "council",
		"front",      "movement",       "group",        "police",       "guard",    "court",      "parliament",
		"assembly",   "union",          "organization", "organisation", "agency",   "bank",       "office",
		"commission", "committee",      "federation",   "league",       "alliance", "coalition",  "junta",
		"regime",     "administration", "navy",         "company",      "brigade",  "brigades",   "militia",
		"republic",   "rebels",         "congress",     "senate",       "service",  "services",   "department",
		"bureau",     "authority",      "corps",        "province",     "islands",  "island",     "television",
		"radio",      "press",          "guerrillas",   "troops",       "fighters", "airlines",
	};
	name = head_of(name);
	size_t at = name.length;
	while (at > 0 && name.data[at - 1] != ' ') at--;
	DtSlice last = dt_slice_cut(name, at, name.length);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (dt_slice_equal_folded(last, dt_slice_of(words[i]))) return true;
	}
	return false;
}

static bool is_person(const Record *record) {
	bool dated = false;
	for (size_t i = 0; i < record->code_count; i++) dated |= record->codes[i].span[0] && !record->codes[i].bare;
	if (!dated) return false;
	for (size_t i = 0; i < record->name_count; i++) {
		if (names_a_body(record->names[i].text)) return false;
	}
	return dt_slice_find(record->names[0].text, dt_slice_of(" ")) != SIZE_MAX;
}

static DtEntryKind kind_of(const Record *record) {
	const DtCameoActor *code = &record->codes[0];
	if (is_person(record)) return DT_ENTRY_PERSON;
	switch (code->sector_count ? code->sectors[0] : DT_SECTOR_NONE) {
	case DT_SECTOR_BUS:
		return DT_ENTRY_COMPANY;
	case DT_SECTOR_JRN:
		return DT_ENTRY_MEDIA;
	case DT_SECTOR_PTY:
		return DT_ENTRY_PARTY;
	case DT_SECTOR_REB:
	case DT_SECTOR_UAF:
	case DT_SECTOR_PRM:
	case DT_SECTOR_CRM:
		return DT_ENTRY_GROUP;
	case DT_SECTOR_NONE:
		break;
	default:
		return dt_entity_code_known(dt_slice_of(code->code)) ? DT_ENTRY_ORGANISATION : DT_ENTRY_AGENCY;
	}
	if (memcmp(code->code, "MNC", 3) == 0) return DT_ENTRY_COMPANY;
	if (memcmp(code->code, "IMG", 3) == 0) return DT_ENTRY_GROUP;
	return dt_entity_code_known(dt_slice_of(code->code)) ? DT_ENTRY_ORGANISATION : DT_ENTRY_REGION;
}

// The state that a record without dates is only another name of ("REPUBLIC_OF_FRANCE", "PARIS"); NULL otherwise.
static const DtEntry *state_named(const DtPetrarch *import, const Record *record) {
	for (size_t i = 0; i < record->code_count; i++) {
		if (!record->codes[i].bare || record->codes[i].span[0]) return NULL;
	}
	const DtEntry *state = dt_world_country(import->world, dt_slice_of(record->codes[0].code));
	return state && state->kind == DT_ENTRY_COUNTRY ? state : NULL;
}

static bool has_code(const DtEntry *entry, const Record *record) {
	if (entry == record->named) return true;
	for (size_t i = 0; i < record->code_count; i++) {
		bool news = record->codes[i].sector_count && record->codes[i].sectors[0] == DT_SECTOR_JRN;
		if (news && entry->kind == DT_ENTRY_MEDIA) return true; // whoever it speaks for
		DtSlice code = dt_slice_of(record->codes[i].code);
		if (dt_slice_equal(entry->id, code)) return true;
		for (uint32_t k = 0; k < entry->code_count; k++) {
			if (dt_slice_equal(entry->codes[k].code, code)) return true;
		}
		for (uint32_t k = 0; k < entry->term_count; k++) {
			if (dt_slice_equal(entry->terms[k].of, code)) return true;
		}
	}
	return false;
}

// The entry of the world that has this name, and a code of the record.
static const DtEntry *entry_named(const DtPetrarch *import, const Record *record, DtSlice name, bool person) {
	size_t count;
	const DtCandidate *candidates = dt_world_lookup(import->world, name, &count);
	for (size_t i = 0; i < count && candidates[i].sense < DT_SENSE_TITLE; i++) {
		const DtEntry *entry = candidates[i].entry;
		if ((entry->kind == DT_ENTRY_PERSON) == person && has_code(entry, record)) return entry;
	}
	return NULL;
}

// What the world has under a full name of a record that brings no code, when there is but one.
static const DtEntry *entry_called(const DtPetrarch *import, const Record *record) {
	for (size_t i = 0; i < record->name_count && !record->nobody; i++) {
		size_t count, names = 0;
		const DtCandidate *candidates = dt_world_lookup(import->world, record->names[i].text, &count);
		while (names < count && candidates[names].sense == DT_SENSE_NAME) names++;
		if (names != 1) continue;
		bool whole = dt_slice_find(record->names[i].text, dt_slice_of(" ")) != SIZE_MAX;
		if (whole || candidates[0].entry->kind != DT_ENTRY_PERSON) return candidates[0].entry;
	}
	return NULL;
}

// An id of small letters for a name, that the world does not have.
static DtSlice fresh_id(const DtPetrarch *import, DtSlice name) {
	DtBuffer id = {0};
	DtFoldedWord word;
	for (size_t at = 0; dt_fold_next(name, &at, &word);) {
		if (id.length) dt_buffer_add_char(&id, '_');
		for (size_t i = 0; i < word.length; i++) {
			if ((word.text[i] >= 'a' && word.text[i] <= 'z') || is_digit(word.text[i]))
				dt_buffer_add_char(&id, word.text[i]);
		}
	}
	size_t stem = id.length;
	if (stem == 0) dt_buffer_add_text(&id, "name");
	for (int number = 2; dt_world_find(import->world, dt_buffer_slice(&id)) ||
	                     dt_map_find(&import->ids, dt_buffer_slice(&id)) != DT_MAP_ABSENT;
	     number++) {
		id.length = stem;
		dt_buffer_format(&id, "_%d", number);
	}
	DtSlice copy = dt_arena_copy(import->arena, dt_buffer_slice(&id));
	dt_buffer_clear(&id);
	return copy;
}

static Entry *entry_of(DtPetrarch *import, DtSlice id, DtEntryKind kind) {
	uint32_t number = dt_map_find(&import->ids, id);
	if (number != DT_MAP_ABSENT) return import->entries[number];
	Entry *entry = DT_NEW(import->arena, Entry);
	*entry = (Entry){.id = id, .kind = kind};
	dt_map_set(import->arena, &import->ids, id, (uint32_t)import->entry_count);
	DT_PUSH(import->arena, import->entries, import->entry_count, import->entry_room, entry);
	return entry;
}

// ---- actors: writing ----

static DtSlice name_key(const DtPetrarch *import, DtEntryKind kind, const Record *record, DtSlice text) {
	const char *code = record->named ? record->named->id.data : record->codes[0].code;
	int length = record->named ? (int)record->named->id.length : 3;
	return dt_arena_format(import->arena, "%.*s %d " DT_SLICE_FORMAT, length, code, (int)kind,
	                       DT_SLICE_ARGS(folded(import->arena, text)));
}

// The entry of this import that has the record's first name, and its code; NULL when there is none.
static Entry *own_entry(const DtPetrarch *import, DtEntryKind kind, const Record *record) {
	uint32_t number = dt_map_find(&import->names, name_key(import, kind, record, record->names[0].text));
	return number == DT_MAP_ABSENT ? NULL : import->entries[number];
}

// False when an entry of this kind and code has the name already.
static bool put_word(DtPetrarch *import, Entry *entry, const Record *record, Field field, DtSlice text) {
	DtSlice key = name_key(import, entry->kind, record, text);
	if (dt_map_find(&import->names, key) != DT_MAP_ABSENT) return false;
	dt_map_set(import->arena, &import->names, key, dt_map_find(&import->ids, entry->id));
	DT_PUSH(import->arena, entry->words[field], entry->counts[field], entry->rooms[field], text);
	return true;
}

static void put_code(DtPetrarch *import, Entry *entry, const DtCameoActor *code) {
	DtSlice line = dt_arena_format(import->arena, "%s", code->code);
	for (int i = 0; i < code->sector_count; i++)
		line = dt_arena_format(import->arena, DT_SLICE_FORMAT " %s", DT_SLICE_ARGS(line),
		                       dt_sector_name((DtSector)code->sectors[i]));
	if (code->span[0]) line = dt_arena_format(import->arena, DT_SLICE_FORMAT " %s", DT_SLICE_ARGS(line), code->span);
	for (size_t i = 0; i < entry->code_count; i++) {
		if (dt_slice_equal(entry->codes[i], line)) return;
	}
	DT_PUSH(import->arena, entry->codes, entry->code_count, entry->code_room, line);
}

static Field field_of(const Entry *entry, const Name *name) {
	if (name->abbreviation) return FIELD_ABBREVIATION;
	return entry->kind == DT_ENTRY_COUNTRY ? FIELD_SEAT : FIELD_NAME;
}

// Names that are known already move from taken to known.
static void put_names(DtPetrarch *import, Entry *entry, const Record *record) {
	bool person = entry->kind == DT_ENTRY_PERSON;
	for (size_t i = 0; i < record->name_count; i++) {
		const Name *name = &record->names[i];
		bool known = entry_named(import, record, name->text, person) ||
		             !put_word(import, entry, record, field_of(entry, name), name->text);
		if (known && import->counts->taken > 0) {
			import->counts->known++;
			import->counts->taken--;
		}
	}
}

static void put_record(DtPetrarch *import, const Record *record) {
	const DtEntry *state = record->named ? NULL : state_named(import, record), *known = record->named;
	bool person = known ? known->kind == DT_ENTRY_PERSON : is_person(record);
	for (size_t i = 0; !state && !known && i < record->name_count; i++)
		known = entry_named(import, record, record->names[i].text, person);
	if (state) known = state;
	Entry *entry = known ? entry_of(import, known->id, known->kind) : own_entry(import, kind_of(record), record);
	if (!entry) entry = entry_of(import, fresh_id(import, record->names[0].text), kind_of(record));
	entry->known = known != NULL;
	put_names(import, entry, record);
	for (size_t i = 0; i < record->code_count; i++) {
		if (!known || (person && record->codes[i].span[0])) put_code(import, entry, &record->codes[i]);
		if (!known && !person && record->codes[i].place[0]) memcpy(entry->place, record->codes[i].place, 4);
	}
}

static void finish_actors(DtPetrarch *import, size_t first) {
	for (size_t i = first; i < import->record_count; i++) {
		Record *record = import->records[i];
		if (!record->code_count) record->named = entry_called(import, record);
		if ((record->code_count || record->named) && record->name_count) {
			put_record(import, record);
			continue;
		}
		size_t last = 0; // the name and the abbreviation of one line are refused once
		for (size_t k = 0; k < record->name_count; k++) {
			if (record->names[k].line == last) continue;
			last = record->names[k].line;
			import->counts->taken--;
			refuse(import, last, record->faulty ? "no code of its actor could be read" : "the actor has no code");
		}
	}
}

// ---- agents ----

static DtRoleKind role_kind(DtSlice words, bool no_plural) {
	static const char *const equipment[] = {"ship",    "plane",   "aircraft",  "tank",    "helicopter",
	                                        "jet",     "warship", "submarine", "missile", "boat",
	                                        "vehicle", "drone",   "bomber",    "warplane"};
	size_t at = words.length;
	while (at > 0 && words.data[at - 1] != ' ') at--;
	DtSlice last = dt_slice_cut(words, at, words.length);
	for (size_t i = 0; i < sizeof equipment / sizeof *equipment; i++) {
		if (dt_slice_is(last, equipment[i])) return DT_ROLE_EQUIPMENT;
	}
	if (names_a_body(words)) return DT_ROLE_BODY;
	return no_plural ? DT_ROLE_PEOPLE : DT_ROLE_PERSON;
}

static bool same_sectors(const uint8_t *a, uint8_t a_count, const DtCameoActor *code) {
	return a_count == code->sector_count && memcmp(a, code->sectors, a_count) == 0;
}

// A role the world has, that says the same; *role when it says something else.
static bool is_known_role(const DtPetrarch *import, DtSlice words, const DtCameoActor *code, const DtRole **role) {
	size_t count;
	const DtCandidate *candidates = dt_world_lookup(import->world, words, &count);
	*role = NULL;
	for (size_t i = 0; i < count; i++) {
		if (candidates[i].sense == DT_SENSE_TITLE &&
		    same_sectors(candidates[i].office->sectors, candidates[i].office->sector_count, code))
			return true;
		if (candidates[i].sense != DT_SENSE_ROLE) continue;
		*role = candidates[i].role;
		return same_sectors((*role)->sectors, (*role)->sector_count, code) &&
		       dt_slice_equal((*role)->code, dt_slice_of(code->code));
	}
	return false;
}

static bool is_new_word(DtPetrarch *import, DtSlice words) {
	DtSlice key = folded(import->arena, words);
	if (!key.length || dt_map_find(&import->words, key) != DT_MAP_ABSENT) return false;
	dt_map_set(import->arena, &import->words, key, 0);
	return true;
}

// True when the line says something new.
static bool put_role(DtPetrarch *import, DtSlice words, const DtCameoActor *code, bool no_plural) {
	const DtRole *role;
	if (is_known_role(import, words, code, &role) || !is_new_word(import, words)) return false;
	for (int i = 0; i < code->sector_count; i++)
		dt_buffer_format(&import->roles, "%s ", dt_sector_name((DtSector)code->sectors[i]));
	if (!code->sector_count) dt_buffer_add_text(&import->roles, "- ");
	DtRoleKind kind = role ? role->kind : role_kind(words, no_plural);
	dt_buffer_format(&import->roles, " " DT_SLICE_FORMAT "  %s", DT_SLICE_ARGS(words), dt_role_kind_name(kind));
	if (role && role->weak) dt_buffer_add_text(&import->roles, " weak");
	if (role && role->office)
		dt_buffer_format(&import->roles, " office=" DT_SLICE_FORMAT, DT_SLICE_ARGS(role->office->id));
	if (code->code[0]) dt_buffer_format(&import->roles, " code=%s", code->code);
	dt_buffer_add_char(&import->roles, '\n');
	return true;
}

static const Endings *endings_of(const DtPetrarch *import, DtSlice name) {
	for (size_t i = 0; i < import->ending_count; i++) {
		if (dt_slice_equal_folded(import->endings[i].name, name)) return &import->endings[i];
	}
	return NULL;
}

static void read_endings(DtPetrarch *import, DtSlice text, size_t line) {
	size_t equals = dt_slice_find(text, dt_slice_of("="));
	DtSlice name = dt_slice_trim(dt_slice_cut(text, 0, equals));
	DtSlice list = equals == SIZE_MAX ? (DtSlice){0} : dt_slice_trim(dt_slice_cut(text, equals + 1, text.length));
	bool good = name.length > 2 && dt_slice_ends(name, "!") && list.length;
	if (!good) {
		refuse(import, line, "endings are written !NAME! = A, B, C");
		return;
	}
	Endings endings = {dt_slice_cut(name, 1, name.length - 1), list};
	DT_PUSH(import->arena, import->endings, import->ending_count, import->ending_room, endings);
	import->counts->taken++;
}

static bool put_phrase(DtPetrarch *import, DtSlice phrase, const DtCameoActor *code, bool no_plural, const char **why) {
	DtSlice words = plain_words(import->arena, phrase);
	make_lower(words);
	if (words.length > LONGEST_NAME || !folded(import->arena, words).length) {
		*why = "the phrase has no letters, or too many or too long words";
		return false;
	}
	return put_role(import, words, code, no_plural);
}

// "AD!MINIST!RATION": inside a word the name of endings is only what somebody replaced everywhere.
static DtSlice without_inner_marks(DtArena *arena, DtSlice phrase) {
	DtSlice copy = dt_arena_copy(arena, phrase);
	char *text = (char *)copy.data;
	size_t length = 0;
	for (size_t i = 0; i < phrase.length; i++) {
		const char *close = phrase.data[i] == '!' ? memchr(phrase.data + i + 1, '!', phrase.length - i - 1) : NULL;
		size_t end = close ? (size_t)(close - phrase.data) : 0;
		bool inner = close && i > 0 && is_letter(phrase.data[i - 1]) && end + 1 < phrase.length &&
		             is_letter(phrase.data[end + 1]);
		size_t from = inner ? i + 1 : i, to = inner ? end : close ? end + 1 : i + 1;
		memcpy(text + length, phrase.data + from, to - from);
		length += to - from;
		if (close) i = end;
	}
	return dt_slice(text, length);
}

// "FISHER!PERSON!": the phrase with each of its endings.
static bool put_endings(DtPetrarch *import, DtSlice phrase, const DtCameoActor *code, const char **why) {
	DtSlice head, name, rest = without_inner_marks(import->arena, phrase), form;
	bool fresh = false;
	dt_slice_split(&rest, '!', &head);
	bool closed = dt_slice_find(rest, dt_slice_of("!")) != SIZE_MAX;
	const Endings *endings = closed && dt_slice_split(&rest, '!', &name) ? endings_of(import, name) : NULL;
	if (!endings)
		*why = "nothing says above which endings these are";
	else if (dt_slice_find(rest, dt_slice_of("!")) != SIZE_MAX)
		*why = "the phrase has more than one set of endings";
	for (DtSlice list = *why ? (DtSlice){0} : endings->list; !*why && dt_slice_split(&list, ',', &form);) {
		form = dt_slice_trim(form);
		DtSlice whole = dt_arena_format(import->arena, DT_SLICE_FORMAT DT_SLICE_FORMAT DT_SLICE_FORMAT,
		                                DT_SLICE_ARGS(head), DT_SLICE_ARGS(form), DT_SLICE_ARGS(rest));
		fresh |= put_phrase(import, whole, code, false, why);
	}
	return fresh;
}

// The phrase, and its irregular plurals.
static bool put_agent(DtPetrarch *import, DtSlice phrase, DtSlice forms, const DtCameoActor *code, bool no_plural,
                      const char **why) {
	DtSlice form;
	if (dt_slice_find(phrase, dt_slice_of("!")) != SIZE_MAX) return put_endings(import, phrase, code, why);
	bool fresh = put_phrase(import, phrase, code, no_plural, why);
	while (!*why && dt_slice_split(&forms, ',', &form)) {
		if (dt_slice_trim(form).length) fresh |= put_phrase(import, form, code, no_plural, why);
	}
	return fresh;
}

static void read_agent(DtPetrarch *import, DtSlice text, size_t line) {
	DtSlice phrase, inside, rest = text, forms = {0}, before;
	bool broken, no_plural = false;
	const char *why = NULL;
	DtCameoActor code = {0};
	if (text.data[0] == '!' && dt_slice_find(text, dt_slice_of("=")) != SIZE_MAX) {
		read_endings(import, text, line);
		return;
	}
	if (!take_between(&rest, '[', ']', &phrase, &inside, &broken)) {
		refuse(import, line, broken ? unbalanced : "an agent has a code in brackets: [~COD] or [COD~]");
		return;
	}
	inside = dt_slice_trim(inside);
	bool after = dt_slice_starts(inside, "~"), ahead = dt_slice_ends(inside, "~");
	DtSlice braces = phrase;
	if (take_between(&braces, '{', '}', &before, &forms, &broken)) {
		phrase = before;
		no_plural = dt_slice_trim(forms).length == 0;
	}
	if (broken)
		why = unbalanced;
	else if (forms.data && dt_slice_trim(braces).length)
		why = "something stands behind the plural";
	else if (dt_slice_trim(rest).length)
		why = "something stands behind the code";
	else if (after == ahead)
		why = "an agent has a code in brackets: [~COD] or [COD~]";
	else
		dt_cameo_actor(dt_slice_trim(dt_slice_cut(inside, after, inside.length - ahead)), true, &code, &why);
	if (!why && code.nobody) why = "an agent has a code in brackets: [~COD] or [COD~]";
	bool fresh = !why && put_agent(import, dt_slice_trim(phrase), forms, &code, no_plural, &why);
	if (why)
		refuse(import, line, why);
	else if (fresh)
		import->counts->taken++;
	else
		import->counts->known++;
}

// ---- discards ----

static void read_discard(DtPetrarch *import, DtSlice text, size_t line) {
	enum { MOST_WORDS = 7 }; // of a phrase of the lexicon
	bool document = text.data[0] == '+';
	if (document) text = dt_slice_cut(text, 1, text.length);
	DtSlice words = plain_words(import->arena, text);
	make_lower(words);
	size_t count = 1;
	bool letters = false;
	for (size_t i = 0; i < words.length; i++) {
		count += words.data[i] == ' ' || words.data[i] == '-' || words.data[i] == '\'';
		letters |= is_letter(words.data[i]) || is_digit(words.data[i]);
	}
	bool code = dt_slice_find(text, dt_slice_of("[")) != SIZE_MAX || dt_slice_find(text, dt_slice_of("]")) != SIZE_MAX;
	if (code || !letters || count > MOST_WORDS || words.data[0] == '-' || words.data[0] == '\'') {
		refuse(import, line, code ? "a discard has no code" : "a discard is a phrase of one to seven words");
		return;
	}
	if (!is_new_word(import, words)) {
		import->counts->known++;
		return;
	}
	dt_buffer_format(&import->discards, "discard%s : " DT_SLICE_FORMAT "\n", document ? "-document" : "",
	                 DT_SLICE_ARGS(words));
	import->counts->taken++;
}

// ---- a file ----

static DtPetrarchKind kind_by_content(DtSlice content) {
	size_t brackets = 0;
	for (DtSlice line; dt_slice_split(&content, '\n', &line);) {
		DtSlice before, inside, rest = said(line);
		bool broken;
		if (!take_between(&rest, '[', ']', &before, &inside, &broken)) continue;
		inside = dt_slice_trim(inside);
		if (dt_slice_starts(inside, "~") || dt_slice_ends(inside, "~")) return DT_PETRARCH_AGENTS;
		brackets++;
	}
	return brackets ? DT_PETRARCH_ACTORS : DT_PETRARCH_DISCARDS;
}

static DtPetrarchKind kind_by_name(const char *name) {
	if (strstr(name, "agents")) return DT_PETRARCH_AGENTS;
	if (strstr(name, "discards")) return DT_PETRARCH_DISCARDS;
	return strstr(name, "actors") ? DT_PETRARCH_ACTORS : DT_PETRARCH_UNKNOWN;
}

static const char *fault_of_bytes(DtSlice line) {
	if (line.length > LONGEST_LINE) return "the line is too long";
	for (size_t i = 0; i < line.length; i++) {
		unsigned char c = (unsigned char)line.data[i];
		if (c < ' ' && c != '\t') return "the line holds control characters";
	}
	return dt_utf8_valid(line) ? NULL : "the line is not UTF-8";
}

static void read_line(DtPetrarch *import, DtSlice line, size_t number) {
	const char *why = fault_of_bytes(line);
	bool indented = line.length && (line.data[0] == ' ' || line.data[0] == '\t');
	DtSlice text = dt_slice_trim(said(line));
	if (why) {
		import->current = NULL;
		refuse(import, number, why);
	} else if (text.length == 0) {
		return;
	} else if (import->counts->kind == DT_PETRARCH_ACTORS) {
		read_actor(import, text, indented, number);
	} else if (import->counts->kind == DT_PETRARCH_AGENTS) {
		read_agent(import, text, number);
	} else {
		read_discard(import, text, number);
	}
}

// What XML would call comments; they may go on over lines.
static DtSlice without_comment(DtSlice line, bool *inside) {
	static const char opening[] = "<!--", closing[] = "-->";
	size_t close = dt_slice_find(line, dt_slice_of(closing));
	if (*inside) {
		*inside = close == SIZE_MAX;
		return *inside ? (DtSlice){0} : dt_slice_cut(line, close + 3, line.length);
	}
	size_t open = dt_slice_find(line, dt_slice_of(opening));
	if (open == SIZE_MAX) return line;
	*inside = close == SIZE_MAX || close < open;
	return dt_slice_cut(line, 0, open);
}

DtPetrarchCount dt_petrarch_read(DtPetrarch *import, const char *name, DtSlice content, DtPetrarchKind kind) {
	DtPetrarchCount counts = {.kind = kind};
	if (counts.kind == DT_PETRARCH_UNKNOWN) counts.kind = kind_by_name(name);
	if (counts.kind == DT_PETRARCH_UNKNOWN) counts.kind = kind_by_content(content);
	import->file = name;
	import->counts = &counts;
	import->current = NULL;
	import->heads = (DtMap){0};
	size_t first = import->record_count, number = 0;
	bool comment = false;
	for (DtSlice line; dt_slice_split(&content, '\n', &line);) {
		if (dt_slice_ends(line, "\r")) line.length--;
		read_line(import, without_comment(line, &comment), ++number);
	}
	finish_actors(import, first);
	import->counts = NULL;
	return counts;
}

static void write_entry(DtBuffer *out, const Entry *entry) {
	bool empty = !entry->known || !entry->code_count;
	for (int field = 0; field < FIELD_COUNT; field++) empty &= !entry->counts[field];
	if (empty) return;
	bool named = entry->counts[FIELD_NAME] || entry->counts[FIELD_SEAT];
	dt_buffer_format(out, DT_SLICE_FORMAT "  %s\n", DT_SLICE_ARGS(entry->id), dt_entry_kind_name(entry->kind));
	for (int field = 0; field < FIELD_COUNT; field++) {
		for (size_t i = 0; i < entry->counts[field]; i++) {
			bool first = i % 8 == 0; // a few a line
			if (first) dt_buffer_format(out, "%s    %s  ", i ? "\n" : "", field_names[field]);
			dt_buffer_format(out, "%s" DT_SLICE_FORMAT, first ? "" : " | ", DT_SLICE_ARGS(entry->words[field][i]));
		}
		if (entry->counts[field]) dt_buffer_add_char(out, '\n');
	}
	// Something known by its abbreviation only is named so, too.
	if (!named && !entry->known && entry->counts[FIELD_ABBREVIATION])
		dt_buffer_format(out, "    name  " DT_SLICE_FORMAT "\n", DT_SLICE_ARGS(entry->words[FIELD_ABBREVIATION][0]));
	for (size_t i = 0; i < entry->code_count; i++)
		dt_buffer_format(out, "    code  " DT_SLICE_FORMAT "\n", DT_SLICE_ARGS(entry->codes[i]));
	if (entry->place[0]) dt_buffer_format(out, "    place  %s\n", entry->place);
}

static void lay_out(const char *name, const DtBuffer *content, DtBuffer *out) {
	if (content->length) dt_world_format(name, dt_buffer_slice(content), out, NULL);
}

void dt_petrarch_write(DtPetrarch *import, DtBuffer *actors, DtBuffer *roles, DtBuffer *discards) {
	DtBuffer content = {0};
	for (size_t i = 0; i < import->entry_count; i++) write_entry(&content, import->entries[i]);
	lay_out("petrarch.actors", &content, actors);
	dt_buffer_clear(&content);
	lay_out("petrarch.roles", &import->roles, roles);
	dt_buffer_clear(&import->roles);
	dt_buffer_add(discards, dt_buffer_slice(&import->discards));
	dt_buffer_clear(&import->discards);
}

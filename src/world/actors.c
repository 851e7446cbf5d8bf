// SPDX-License-Identifier: Apache-2.0
// Reading .actors: a head line, then a fact a line.
//
// The facts of one entry gather in a draft, whose arrays are used again and again, and go into the entry in one piece
// when the next head line comes; an entry that an earlier layer has already grows by them. Words go to the list of
// listings at once, with the generation of the entry: a later "replace" begins a new generation and so forgets them.
//
// A faulty head line silences the lines below it, so that one slip gives one message.
#include "world/plural.h"
#include "world/reading.h"

typedef struct Draft {
	DtReading *reading;
	DtEntry *entry; // NULL: lines are passed over
	DtState *state;
	DtLine head;
	DtAffiliation *codes;
	DtTerm *terms;
	DtMembership *members;
	DtSlice *names, *contested, *adjectives, *sources;
	size_t code_count, term_count, member_count, name_count, contested_count, adjective_count, source_count;
	size_t code_room, term_room, member_room, name_room, contested_room, adjective_room, source_room;
	bool gender_given, place_given, active_given;
} Draft;

#define PUSH(draft, items, count, room, value)                                                                         \
	DT_PUSH((draft)->reading->scratch, (draft)->items, (draft)->count, (draft)->room, value)

static const char *const kind_names[] = {
#define X(identifier, name) name,
	DT_ENTRY_KIND_LIST(X)
#undef X
};

const char *dt_entry_kind_name(DtEntryKind kind) { return kind_names[kind]; }

// --- fields ---

static void list_words(Draft *draft, DtSlice words, DtSense sense, DtSector sector) {
	DtSlice word;
	while (dt_reading_word(draft->reading, &words, &word)) {
		DtCandidate candidate = {.sense = sense, .text = word, .sector = sector, .entry = draft->entry};
		dt_reading_list(draft->reading, &candidate, draft->state);
		if (sense == DT_SENSE_NAME) PUSH(draft, names, name_count, name_room, word);
		if (sense == DT_SENSE_CAPITAL && !draft->entry->capital.length) draft->entry->capital = word;
		if (sense == DT_SENSE_ADJECTIVE) PUSH(draft, adjectives, adjective_count, adjective_room, word);
		if (sense != DT_SENSE_ADJECTIVE && sense != DT_SENSE_DEMONYM) continue;
		DtArena *arena = draft->reading->world->arena;
		candidate.text = sense == DT_SENSE_DEMONYM ? dt_plural_of(arena, word) : dt_plural_of_nationality(arena, word);
		candidate.sense = DT_SENSE_DEMONYM;
		candidate.plural = true;
		if (candidate.text.length) dt_reading_list(draft->reading, &candidate, draft->state);
	}
}

static void read_name(Draft *draft, DtSlice value) { list_words(draft, value, DT_SENSE_NAME, DT_SECTOR_NONE); }
static void read_adjective(Draft *draft, DtSlice value) {
	list_words(draft, value, DT_SENSE_ADJECTIVE, DT_SECTOR_NONE);
}
static void read_demonym(Draft *draft, DtSlice value) { list_words(draft, value, DT_SENSE_DEMONYM, DT_SECTOR_NONE); }
static void read_capital(Draft *draft, DtSlice value) { list_words(draft, value, DT_SENSE_CAPITAL, DT_SECTOR_NONE); }
static void read_abbreviation(Draft *draft, DtSlice value) {
	list_words(draft, value, DT_SENSE_ABBREVIATION, DT_SECTOR_NONE);
}

static void read_seat(Draft *draft, DtSlice value) {
	DtSector sector = DT_SECTOR_NONE;
	size_t colon = dt_slice_find(value, dt_slice_of(" : "));
	if (colon != SIZE_MAX) {
		DtSlice name = dt_slice_trim(dt_slice_cut(value, colon + 3, value.length));
		sector = dt_sector_find(name);
		if (sector == DT_SECTOR_NONE) {
			dt_reading_fault(draft->reading, name,
			                 "\"" DT_SLICE_FORMAT "\" is no sector; after the colon stands one of PLOVER's",
			                 DT_SLICE_ARGS(name));
			return;
		}
		value = dt_slice_trim(dt_slice_cut(value, 0, colon));
	}
	list_words(draft, value, DT_SENSE_SEAT, sector);
}

static bool is_id(DtSlice text) {
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) return false;
	}
	return text.length > 0;
}

// Takes a code of a state or entity; a fault when it is none.
static bool take_code(Draft *draft, DtSlice *rest, DtSlice *code) {
	if (!dt_line_word(rest, code)) {
		dt_reading_fault(draft->reading, *rest,
		                 "a code is missing; write an ISO 3166 alpha-3 code or one of PLOVER's entities");
		return false;
	}
	if (dt_reading_code(draft->reading, *code)) return true;
	dt_reading_fault(draft->reading, *code,
	                 "\"" DT_SLICE_FORMAT "\" is no code; write an ISO 3166 alpha-3 code or one of PLOVER's entities",
	                 DT_SLICE_ARGS(*code));
	return false;
}

// Takes a code, or the id of an entry that may stand anywhere (dt_world_check looks for it).
static bool take_body(Draft *draft, DtSlice *rest, DtSlice *body) {
	DtSlice after = *rest;
	if (dt_line_word(&after, body) && is_id(*body)) {
		*rest = after;
		return true;
	}
	return take_code(draft, rest, body);
}

static void read_code(Draft *draft, DtSlice value) {
	DtAffiliation code = {.origin = dt_reading_origin(draft->reading)};
	DtDateSpan shortest;
	if (!take_code(draft, &value, &code.code)) return;
	if (!dt_reading_sectors(draft->reading, &value, code.sectors, &code.sector_count)) return;
	DtSlice after = value, word;
	bool date = !dt_line_word(&after, &word) || word.data[0] == '.' || (word.data[0] >= '0' && word.data[0] <= '9');
	if (!date) {
		dt_reading_fault(draft->reading, word, "\"" DT_SLICE_FORMAT "\" is neither a sector nor a date",
		                 DT_SLICE_ARGS(word));
		return;
	}
	if (!dt_reading_span(draft->reading, &value, &code.days, &shortest)) return;
	dt_reading_end(draft->reading, value);
	PUSH(draft, codes, code_count, code_room, code);
}

static bool take_office(Draft *draft, DtSlice *rest, const DtOffice **office) {
	DtSlice id;
	if (!dt_line_word(rest, &id)) {
		dt_reading_fault(draft->reading, *rest, "an office is missing; write \"CODE OFFICE FROM .. TO\"");
		return false;
	}
	*office = dt_world_office(draft->reading->world, id);
	if (*office) return true;
	dt_reading_fault(draft->reading, id,
	                 "\"" DT_SLICE_FORMAT "\" is no office; take one of offices.table or add it there",
	                 DT_SLICE_ARGS(id));
	return false;
}

static void read_term_kind(DtSlice *rest, DtTermKind *kind) {
	DtSlice after = *rest, word;
	if (!dt_line_word(&after, &word)) return;
	if (dt_slice_is(word, "acting"))
		*kind = DT_TERM_ACTING;
	else if (dt_slice_is(word, "rival"))
		*kind = DT_TERM_RIVAL;
	else
		return;
	*rest = after;
}

static void read_office(Draft *draft, DtSlice value) {
	DtTerm term = {.holder = draft->entry, .origin = dt_reading_origin(draft->reading)};
	if (!take_body(draft, &value, &term.of) || !take_office(draft, &value, &term.office)) return;
	DtSlice after = value, word;
	if (!dt_line_word(&after, &word) || (word.data[0] != '.' && !(word.data[0] >= '0' && word.data[0] <= '9'))) {
		dt_reading_fault(draft->reading, word.length ? word : value,
		                 "the days of the term are missing; write \"FROM ..\" or \"FROM .. TO\"");
		return;
	}
	if (!dt_reading_span(draft->reading, &value, &term.days, &term.certain)) return;
	read_term_kind(&value, &term.kind);
	dt_reading_end(draft->reading, value);
	PUSH(draft, terms, term_count, term_room, term);
}

static void read_member(Draft *draft, DtSlice value) {
	DtMembership member = {.origin = dt_reading_origin(draft->reading)};
	DtDateSpan shortest;
	if (!take_body(draft, &value, &member.of)) return;
	if (!dt_reading_span(draft->reading, &value, &member.days, &shortest)) return;
	dt_reading_end(draft->reading, value);
	PUSH(draft, members, member_count, member_room, member);
}

// A field that an entry has once in a layer.
static bool once(Draft *draft, bool *given, DtSlice value) {
	if (*given) dt_reading_fault(draft->reading, value, "this is said already above; keep one of the two lines");
	bool first = !*given;
	*given = true;
	return first;
}

static void read_gender(Draft *draft, DtSlice value) {
	if (!once(draft, &draft->gender_given, value)) return;
	if (dt_slice_is(value, "male"))
		draft->entry->gender = DT_GENDER_MALE;
	else if (dt_slice_is(value, "female"))
		draft->entry->gender = DT_GENDER_FEMALE;
	else
		dt_reading_fault(draft->reading, value, "\"" DT_SLICE_FORMAT "\" is no gender; write \"male\" or \"female\"",
		                 DT_SLICE_ARGS(value));
}

static void read_place(Draft *draft, DtSlice value) {
	DtSlice code;
	if (!once(draft, &draft->place_given, value) || !take_code(draft, &value, &code)) return;
	dt_reading_end(draft->reading, value);
	draft->entry->place = code;
}

static void read_active(Draft *draft, DtSlice value) {
	DtDateSpan days, shortest;
	if (!once(draft, &draft->active_given, value)) return;
	if (!dt_reading_span(draft->reading, &value, &days, &shortest)) return;
	dt_reading_end(draft->reading, value);
	draft->entry->active = days;
}

static void read_contested(Draft *draft, DtSlice value) {
	DtSlice code;
	if (!take_code(draft, &value, &code)) return;
	dt_reading_end(draft->reading, value);
	PUSH(draft, contested, contested_count, contested_room, code);
}

static void read_source(Draft *draft, DtSlice value) { PUSH(draft, sources, source_count, source_room, value); }

#define BIT(kind) (1u << DT_ENTRY_##kind)

enum {
	EVERY_KIND = (1u << DT_ENTRY_KIND_COUNT) - 1,
	NO_PERSON = EVERY_KIND & ~BIT(PERSON),
	NO_COUNTRY = EVERY_KIND & ~BIT(COUNTRY),
};

static const struct {
	const char *name;
	void (*read)(Draft *draft, DtSlice value);
	unsigned kinds;
} fields[] = {
	{"name", read_name, EVERY_KIND},
	{"office", read_office, BIT(PERSON)},
	{"code", read_code, NO_COUNTRY},
	{"gender", read_gender, BIT(PERSON)},
	{"source", read_source, EVERY_KIND},
	{"adjective", read_adjective, NO_PERSON},
	{"demonym", read_demonym, NO_PERSON},
	{"capital", read_capital, BIT(COUNTRY) | BIT(REGION)},
	{"seat", read_seat, NO_PERSON},
	{"member", read_member, EVERY_KIND},
	{"abbreviation", read_abbreviation, EVERY_KIND},
	{"place", read_place, NO_PERSON &NO_COUNTRY},
	{"active", read_active, NO_PERSON},
	{"contested", read_contested, BIT(COUNTRY) | BIT(REGION) | BIT(GROUP)},
};

enum { FIELD_COUNT = sizeof fields / sizeof *fields };

static void read_field(Draft *draft) {
	DtReading *reading = draft->reading;
	DtSlice value = reading->line.text, name;
	dt_line_word(&value, &name);
	value = dt_slice_trim(value);
	size_t at = 0;
	while (at < FIELD_COUNT && (name.data[0] != fields[at].name[0] || !dt_slice_is(name, fields[at].name))) at++;
	if (at == FIELD_COUNT)
		dt_reading_fault(reading, name, "there is no field \"" DT_SLICE_FORMAT "\"; data/README.md lists them",
		                 DT_SLICE_ARGS(name));
	else if (!(fields[at].kinds & (1u << draft->entry->kind)))
		dt_reading_fault(reading, name, "a %s has no field \"%s\"; data/README.md says who has it",
		                 kind_names[draft->entry->kind], fields[at].name);
	else if (value.length == 0)
		dt_reading_fault(reading, name, "nothing stands after \"%s\"; write its value or take the line away",
		                 fields[at].name);
	else
		fields[at].read(draft, value);
}

// --- entries ---

static const void *joined(DtArena *arena, const void *old, uint32_t *old_count, const void *more, size_t more_count,
                          size_t size) {
	if (more_count == 0) return old;
	char *both = dt_arena_alloc(arena, (*old_count + more_count) * size);
	if (*old_count) memcpy(both, old, *old_count * size);
	memcpy(both + *old_count * size, more, more_count * size);
	*old_count += (uint32_t)more_count;
	return both;
}

#define JOIN(draft, field, count)                                                                                      \
	((draft)->entry->field = joined((draft)->reading->world->arena, (draft)->entry->field, &(draft)->entry->count,     \
	                                (draft)->field, (draft)->count, sizeof *(draft)->field),                           \
	 (draft)->count = 0)

static bool same_term(const DtTerm *a, const DtTerm *b) {
	return a->office == b->office && a->days.from == b->days.from && dt_slice_equal(a->of, b->of);
}

// Adds the draft's terms to those of earlier layers, in the place of equal ones; earliest first.
static void join_terms(Draft *draft) {
	DtEntry *entry = draft->entry;
	size_t most = entry->term_count + draft->term_count, count = 0;
	if (draft->term_count == 0) return;
	DtTerm *terms = DT_NEW_ARRAY(draft->reading->world->arena, DtTerm, most);
	for (size_t i = 0; i < entry->term_count; i++) {
		bool replaced = false;
		for (size_t j = 0; j < draft->term_count; j++) replaced |= same_term(&entry->terms[i], &draft->terms[j]);
		if (!replaced) terms[count++] = entry->terms[i];
	}
	for (size_t i = 0; i < draft->term_count; i++) {
		size_t slot = count++;
		for (; slot > 0 && terms[slot - 1].days.from > draft->terms[i].days.from; slot--) terms[slot] = terms[slot - 1];
		terms[slot] = draft->terms[i];
	}
	entry->terms = terms;
	entry->term_count = (uint32_t)count;
	draft->term_count = 0;
}

static void finish_entry(Draft *draft) {
	DtEntry *entry = draft->entry;
	if (!entry) return;
	JOIN(draft, codes, code_count);
	join_terms(draft);
	JOIN(draft, members, member_count);
	JOIN(draft, names, name_count);
	JOIN(draft, contested, contested_count);
	JOIN(draft, adjectives, adjective_count);
	JOIN(draft, sources, source_count);
	draft->gender_given = draft->place_given = draft->active_given = false;
	draft->entry = NULL;
	if (entry->name_count > 0) {
		entry->name = entry->names[0];
		return;
	}
	draft->reading->line = draft->head;
	dt_reading_fault(draft->reading, draft->head.text, "\"" DT_SLICE_FORMAT "\" has no name; add a line \"name …\"",
	                 DT_SLICE_ARGS(entry->id));
}

static bool kind_find(DtSlice name, DtEntryKind *kind) {
	for (int i = 0; i < DT_ENTRY_KIND_COUNT; i++) {
		if (name.data[0] != kind_names[i][0] || !dt_slice_is(name, kind_names[i])) continue;
		*kind = (DtEntryKind)i;
		return true;
	}
	return false;
}

static bool id_is_good(DtReading *reading, DtSlice id, DtEntryKind kind) {
	bool code = id.length == 3 && dt_actor_code_known(id);
	if (kind == DT_ENTRY_COUNTRY && !code)
		dt_reading_fault(reading, id,
		                 "\"" DT_SLICE_FORMAT "\" is no country code; a country's id is its ISO 3166 alpha-3 code",
		                 DT_SLICE_ARGS(id));
	else if (!code && !is_id(id))
		dt_reading_fault(reading, id, "\"" DT_SLICE_FORMAT "\" is no id; write small letters, digits and underscores",
		                 DT_SLICE_ARGS(id));
	else
		return true;
	return false;
}

static void add_entry(Draft *draft, DtSlice id, DtEntryKind kind) {
	DtReading *reading = draft->reading;
	DtWorld *world = reading->world;
	DtEntry *entry = DT_NEW(world->arena, DtEntry);
	*entry = (DtEntry){.id = id, .kind = kind, .active = {DT_DATE_NONE, DT_DATE_NONE}};
	entry->origin = dt_reading_origin(reading);
	DtState *state = DT_NEW(reading->scratch, DtState);
	*state = (DtState){.layer = reading->layer, .head = entry->origin};
	DT_PUSH(world->arena, world->entries, world->entry_count, reading->entry_capacity, entry);
	size_t count = world->entry_count - 1;
	DT_PUSH(reading->scratch, reading->entry_states, count, reading->entry_state_capacity, state);
	draft->entry = entry;
	draft->state = state;
}

// An entry that an earlier layer has.
static void go_on(Draft *draft, uint32_t number, DtEntryKind kind, DtSlice kind_word, bool replace) {
	DtReading *reading = draft->reading;
	DtEntry *entry = reading->world->entries[number];
	DtState *state = reading->entry_states[number];
	if (state->layer == reading->layer) {
		dt_reading_fault(reading, reading->line.text, "\"" DT_SLICE_FORMAT "\" stands already at %s:%u; join the two",
		                 DT_SLICE_ARGS(entry->id), state->head.file, state->head.line);
		return;
	}
	if (kind != entry->kind && !replace) {
		dt_reading_fault(reading, kind_word,
		                 "\"" DT_SLICE_FORMAT "\" is a %s at %s:%u; write that, or \"replace\" after the kind",
		                 DT_SLICE_ARGS(entry->id), kind_names[entry->kind], state->head.file, state->head.line);
		return;
	}
	state->layer = reading->layer;
	state->head = dt_reading_origin(reading);
	if (replace) {
		*entry =
			(DtEntry){.id = entry->id, .kind = kind, .active = {DT_DATE_NONE, DT_DATE_NONE}, .origin = state->head};
		state->generation++;
	}
	draft->entry = entry;
	draft->state = state;
}

static void begin_entry(Draft *draft) {
	DtReading *reading = draft->reading;
	DtSlice rest = reading->line.text, id, kind_word, option;
	DtEntryKind kind;
	dt_line_word(&rest, &id);
	draft->head = reading->line;
	if (!dt_line_word(&rest, &kind_word) || !kind_find(kind_word, &kind)) {
		dt_reading_fault(reading, kind_word.length ? kind_word : id,
		                 "a head line is \"ID KIND\"; \"" DT_SLICE_FORMAT "\" is no kind; data/README.md lists them",
		                 DT_SLICE_ARGS(kind_word));
		return;
	}
	if (!id_is_good(reading, id, kind)) return;
	DtSlice after = rest;
	bool replace = dt_line_word(&after, &option) && dt_slice_is(option, "replace");
	dt_reading_end(reading, replace ? after : rest);
	uint32_t fresh = (uint32_t)reading->world->entry_count;
	uint32_t number = dt_map_intern(reading->world->arena, &reading->world->entry_ids, id, fresh);
	if (number == fresh)
		add_entry(draft, id, kind);
	else
		go_on(draft, number, kind, kind_word, replace);
}

void dt_actors_read(DtReading *reading, const char *file, DtSlice content) {
	Draft draft = {.reading = reading};
	DtLines lines = dt_lines_of(file, content);
	bool head_seen = false;
	while (dt_lines_next(&lines, &reading->line)) {
		if (!reading->line.indented) {
			DtLine head = reading->line;
			finish_entry(&draft);
			reading->line = head;
			begin_entry(&draft);
			head_seen = true;
		} else if (draft.entry) {
			read_field(&draft);
		} else if (!head_seen) {
			dt_reading_fault(reading, reading->line.text, "a fact without a head line; write \"ID KIND\" above it");
			head_seen = true;
		}
	}
	finish_entry(&draft);
}

// --- surnames ---

static bool has_code_of(const DtEntry *entry, const char (*codes)[4], size_t code_count) {
	for (size_t i = 0; i < entry->code_count + entry->term_count; i++) {
		DtSlice code = i < entry->code_count ? entry->codes[i].code : entry->terms[i - entry->code_count].of;
		for (size_t j = 0; j < code_count; j++) {
			if (code.length == 3 && memcmp(code.data, codes[j], 3) == 0) return true;
		}
	}
	return false;
}

// True where the first word of a full name is the surname: in some states always, in others for names like "Tsai
// Ing-wen" beside names like "John Lee". rest is what follows the first word.
static bool surname_comes_first(const DtEntry *entry, DtSlice rest) {
	static const char always[][4] = {"CHN", "PRK", "KOR", "VNM", "KHM"},
					  often[][4] = {"TWN", "HKG", "MAC", "SGP", "MYS"};
	if (has_code_of(entry, always, sizeof always / sizeof *always)) return true;
	DtSlice second;
	return dt_line_word(&rest, &second) && dt_slice_find(second, dt_slice_of("-")) != SIZE_MAX &&
	       has_code_of(entry, often, sizeof often / sizeof *often);
}

// Cuts the last word, at a blank, off *name.
static DtSlice last_word(DtSlice *name) {
	size_t at = name->length;
	while (at > 0 && name->data[at - 1] != ' ') at--;
	DtSlice word = dt_slice_cut(*name, at, name->length);
	*name = dt_slice_trim(dt_slice_cut(*name, 0, at));
	return word;
}

static bool is_suffix(DtSlice word) {
	static const char *const suffixes[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "V", "XVI"};
	if (word.length > 3) return false;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		if (dt_slice_is(word, suffixes[i])) return true;
	}
	return false;
}

// "bin", "van", "al": belongs to the surname, and is left out by some.
static bool is_particle(DtSlice word) {
	static const char *const particles[] = {"al",  "el",  "bin", "ben", "ibn",  "van", "von", "de",
	                                        "der", "den", "del", "da",  "di",   "du",  "dos", "das",
	                                        "la",  "le",  "ter", "ten", "bint", "ould"};
	if (word.length > 4) return false;
	for (size_t i = 0; word.length && i < sizeof particles / sizeof *particles; i++) {
		if ((word.data[0] | 0x20) != particles[i][0]) continue;
		if (dt_slice_equal_folded(word, dt_slice_of(particles[i]))) return true;
	}
	return false;
}

static void list_surname(DtReading *reading, const DtEntry *entry, DtSlice text) {
	if (text.length < 2) return;
	DtListing listing = {
		.candidate = {.sense = DT_SENSE_SURNAME, .text = text, .entry = entry, .origin = entry->origin}, .column = 1};
	dt_reading_add(reading, &listing);
}

// The surname at the end of the name: bare, after its "al-", and with the particles before it.
static void list_last_surname(DtReading *reading, const DtEntry *entry) {
	DtSlice rest = entry->name, word = last_word(&rest);
	if (is_suffix(word) && rest.length) word = last_word(&rest);
	if (rest.length == 0) return;
	list_surname(reading, entry, word);
	size_t hyphen = dt_slice_find(word, dt_slice_of("-"));
	if (hyphen != SIZE_MAX && is_particle(dt_slice_cut(word, 0, hyphen)))
		list_surname(reading, entry, dt_slice_cut(word, hyphen + 1, word.length));
	const char *end = word.data + word.length;
	DtSlice whole = word;
	while (rest.length) {
		DtSlice particle = last_word(&rest);
		if (!is_particle(particle) || rest.length == 0) break;
		whole = dt_slice(particle.data, (size_t)(end - particle.data));
	}
	if (whole.length > word.length) list_surname(reading, entry, whole);
}

void dt_surnames_list(DtReading *reading) {
	for (size_t i = 0; i < reading->world->entry_count; i++) {
		const DtEntry *entry = reading->world->entries[i];
		if (entry->kind != DT_ENTRY_PERSON) continue;
		list_last_surname(reading, entry);
		size_t blank = dt_slice_find(entry->name, dt_slice_of(" "));
		if (blank == SIZE_MAX) continue;
		if (surname_comes_first(entry, dt_slice_cut(entry->name, blank, entry->name.length)))
			list_surname(reading, entry, dt_slice_cut(entry->name, 0, blank));
	}
}

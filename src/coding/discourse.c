// SPDX-License-Identifier: Apache-2.0
// The memory of a document: a short list of actors, the last spoken of at its end.
#include "coding/discourse.h"

static bool same_actor(const DtMention *a, const DtMention *b) {
	if (a->entry || b->entry) return a->entry == b->entry;
	return dt_slice_equal(a->party.entity_text, b->party.entity_text);
}

// Those who stand together with a mention live in the arena of its sentence.
static void keep_also(DtDiscourse *discourse, DtMention *mention) {
	for (DtMention *last = mention; last->also;) {
		DtMention *kept = DT_NEW(discourse->arena, DtMention);
		*kept = *last->also;
		last->also = kept;
		last = kept;
	}
}

void dt_discourse_remember(DtDiscourse *discourse, const DtMention *mention, DtSlice name, bool subject) {
	for (size_t i = 0; i < discourse->count; i++) {
		DtRemembered *known = &discourse->memory[i];
		if (!same_actor(&known->mention, mention)) continue;
		DtRemembered moved = *known;
		memmove(known, known + 1, (discourse->count - i - 1) * sizeof *known);
		moved.mention.place_only &= mention->place_only; // "arrived in Kyiv", then "promised Ukraine"
		moved.subject = subject || (moved.subject && moved.sentence == mention->sentence);
		moved.sentence = mention->sentence;
		moved.count++;
		discourse->memory[discourse->count - 1] = moved;
		return;
	}
	if (discourse->count == DT_REMEMBERED_ROOM) {
		memmove(discourse->memory, discourse->memory + 1, (DT_REMEMBERED_ROOM - 1) * sizeof *discourse->memory);
		discourse->count--;
	}
	DtRemembered fresh = {
		.mention = *mention, .name = name, .sentence = mention->sentence, .count = 1, .subject = subject};
	keep_also(discourse, &fresh.mention);
	DT_PUSH(discourse->arena, discourse->memory, discourse->count, discourse->capacity, fresh);
}

void dt_discourse_call(DtDiscourse *discourse, const DtMention *mention, DtSlice name) {
	for (size_t i = 0; i < discourse->count; i++) {
		if (same_actor(&discourse->memory[i].mention, mention)) discourse->memory[i].name = name;
	}
}

void dt_discourse_hear(DtDiscourse *discourse, const DtMention *speaker) {
	discourse->speaker = *speaker;
	discourse->has_speaker = true;
	keep_also(discourse, &discourse->speaker);
}

void dt_discourse_remember_pair(DtDiscourse *discourse, const DtMention *one, const DtMention *other) {
	discourse->pair[0] = *one;
	discourse->pair[1] = *other;
	discourse->pair[0].also = discourse->pair[1].also = NULL; // of its sentence only
	discourse->pair_sentence = one->sentence + 1;
}

const DtRemembered *dt_discourse_recall_name(const DtDiscourse *discourse, DtSlice name) {
	for (size_t i = discourse->count; i-- > 0;) {
		if (discourse->memory[i].name.length && dt_slice_equal(discourse->memory[i].name, name))
			return &discourse->memory[i];
	}
	return NULL;
}

const DtRemembered *dt_discourse_recall(const DtDiscourse *discourse, DtWanted wanted, const void *what,
                                        uint32_t sentence, uint32_t farthest) {
	const DtRemembered *best = NULL;
	for (size_t i = discourse->count; i-- > 0;) {
		const DtRemembered *known = &discourse->memory[i];
		if (known->sentence + farthest < sentence) continue;
		if (!wanted(known, what)) continue;
		if (!best || (known->sentence == best->sentence && known->subject && !best->subject))
			best = known;
		else if (known->sentence < best->sentence)
			break;
	}
	return best;
}

void dt_discourse_count_country(DtDiscourse *discourse, DtSlice code, uint32_t sentence) {
	if (!code.length || dt_entity_code_known(code)) return;
	for (size_t i = 0; i < discourse->country_count; i++) {
		DtCountryCount *country = &discourse->countries[i];
		if (!dt_slice_equal(country->code, code)) continue;
		if (country->sentence != sentence + 1) country->count++;
		country->sentence = sentence + 1;
		return;
	}
	if (discourse->country_count < DT_COUNTRIES_ROOM)
		discourse->countries[discourse->country_count++] = (DtCountryCount){code, 1, sentence + 1};
}

void dt_discourse_note_owned(DtDiscourse *discourse, DtSlice lemma, const DtEntry *country, uint32_t sentence) {
	discourse->owned[discourse->owned_count++ % DT_OWNED_ROOM] = (DtOwned){lemma, country, sentence};
}

const DtEntry *dt_discourse_owner_of(const DtDiscourse *discourse, DtSlice lemma, uint32_t sentence) {
	enum { OWNED_BACK = 5 };
	size_t count = discourse->owned_count < DT_OWNED_ROOM ? discourse->owned_count : DT_OWNED_ROOM;
	for (size_t i = 0; i < count; i++) {
		const DtOwned *owned = &discourse->owned[(discourse->owned_count - 1 - i) % DT_OWNED_ROOM];
		if (owned->sentence + OWNED_BACK < sentence) return NULL;
		if (dt_slice_equal(owned->lemma, lemma)) return owned->country;
	}
	return NULL;
}

static size_t body_at(const DtDiscourse *discourse, DtSlice lemma) {
	for (size_t i = 0; i < discourse->body_count; i++)
		if (dt_slice_equal(discourse->bodies[i].lemma, lemma)) return i;
	return discourse->body_count;
}

void dt_discourse_note_body(DtDiscourse *discourse, DtSlice lemma, const DtEntry *country) {
	static const char *const bodies[] = {"army", "military", "junta", "government", "general"};
	bool lasting = false;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) lasting |= dt_slice_is(lemma, bodies[i]);
	size_t at = body_at(discourse, lemma);
	if (!lasting || at == DT_BODIES_ROOM) return;
	if (at == discourse->body_count) discourse->body_count++;
	discourse->bodies[at] = (DtOwned){.lemma = lemma, .country = country};
}

const DtEntry *dt_discourse_body_of(const DtDiscourse *discourse, DtSlice lemma) {
	size_t at = body_at(discourse, lemma);
	return at < discourse->body_count ? discourse->bodies[at].country : NULL;
}

static DtCountryCount top_country_but(const DtDiscourse *discourse, DtSlice one, DtSlice other) {
	DtCountryCount best = {0};
	for (size_t i = 0; i < discourse->country_count; i++) {
		DtSlice code = discourse->countries[i].code;
		if ((one.length && dt_slice_equal(code, one)) || (other.length && dt_slice_equal(code, other))) continue;
		if (discourse->countries[i].count > best.count) best = discourse->countries[i];
	}
	return best;
}

// The country meant most often, but for one; empty when there is none.
DtCountryCount dt_discourse_top_country(const DtDiscourse *discourse, DtSlice except) {
	return top_country_but(discourse, except, (DtSlice){0});
}

void dt_discourse_two_countries(const DtDiscourse *discourse, uint32_t sentence, DtCountryCount *first,
                                DtCountryCount *second) {
	DtCountryCount top = dt_discourse_top_country(discourse, (DtSlice){0}), near[2] = {0};
	size_t count = 0;
	for (size_t i = 0; i < discourse->country_count; i++) {
		if (discourse->countries[i].sentence != sentence && discourse->countries[i].sentence != sentence + 1) continue;
		if (count < 2) near[count] = discourse->countries[i];
		count++;
	}
	DtCountryCount next = dt_discourse_top_country(discourse, top.code),
				   third = top_country_but(discourse, top.code, next.code);
	if (next.count > 2 && next.count >= 2 * third.count) count = 0; // there is no doubt which two it is about
	*first = count == 2 ? near[0] : top;
	*second = count == 2                                              ? near[1]
	          : count == 1 && !dt_slice_equal(near[0].code, top.code) ? near[0]
	                                                                  : dt_discourse_top_country(discourse, top.code);
}

DtSlice dt_discourse_leading(const DtDiscourse *discourse, DtSlice except) {
	DtCountryCount best = dt_discourse_top_country(discourse, except),
				   second = top_country_but(discourse, except, best.code);
	return best.count > 1 && best.count > second.count ? best.code : (DtSlice){0};
}

DtSlice dt_discourse_focus(const DtDiscourse *discourse, DtSlice except) {
	DtSlice leading = dt_discourse_leading(discourse, except);
	if (leading.length) return leading;
	if (discourse->theme.length && !dt_slice_equal(discourse->theme, except)) return discourse->theme;
	bool home = discourse->dateline_country.length && !dt_slice_equal(discourse->dateline_country, except);
	if (home) return discourse->dateline_country;
	return dt_slice_equal(discourse->home, except) ? (DtSlice){0} : discourse->home;
}

const DtMention *dt_discourse_country_named(const DtDiscourse *discourse, const DtParty *parties, uint32_t count) {
	DtSlice focus = dt_discourse_focus(discourse, (DtSlice){0});
	for (uint32_t i = 0; i < count; i++)
		if (dt_slice_equal(parties[i].code, focus)) return NULL;
	for (size_t i = discourse->count; i-- > 0 && focus.length;) {
		const DtMention *known = &discourse->memory[i].mention;
		bool state = known->entry && known->entry->kind == DT_ENTRY_COUNTRY;
		if (state && dt_slice_equal(known->party.code, focus)) return known;
	}
	return NULL;
}

static void read_dateline(DtDiscourse *discourse) {
	DtSlice place = dt_document_slice(discourse->document, discourse->document->dateline.place);
	const DtGazetteerPlace *found;
	if (place.length == 0) return;
	size_t comma = dt_slice_find(place, dt_slice_of(","));
	if (comma != SIZE_MAX) place = dt_slice_cut(place, 0, comma);
	if (dt_world_places(discourse->world, place, &found, 1) > 0) discourse->dateline_country = found->country;
}

DtDiscourse *dt_discourse_new(DtArena *arena, const DtWorld *world, const DtDocument *document) {
	DtDiscourse *discourse = DT_NEW(arena, DtDiscourse);
	*discourse = (DtDiscourse){.arena = arena, .world = world, .document = document};
	read_dateline(discourse);
	return discourse;
}

DtDiscourse *dt_discourse_copy(DtArena *arena, const DtDiscourse *discourse) {
	DtDiscourse *copy = DT_NEW(arena, DtDiscourse);
	*copy = *discourse;
	copy->arena = arena;
	copy->capacity = discourse->count;
	copy->memory = DT_NEW_ARRAY(arena, DtRemembered, discourse->count);
	if (discourse->count) memcpy(copy->memory, discourse->memory, discourse->count * sizeof *copy->memory);
	copy->voices = NULL;
	copy->voice_count = copy->voice_capacity = 0;
	return copy;
}

bool dt_wants_male(const DtRemembered *k, const void *what) {
	(void)what;
	return (k->mention.classes & DT_CLASS_PERSON) && !k->mention.plural && k->mention.gender != DT_GENDER_FEMALE;
}

bool dt_wants_female(const DtRemembered *k, const void *what) {
	(void)what;
	return (k->mention.classes & DT_CLASS_PERSON) && !k->mention.plural && k->mention.gender != DT_GENDER_MALE;
}

bool dt_wants_thing(const DtRemembered *k, const void *what) {
	(void)what;
	bool one = !k->mention.plural || k->mention.classes & DT_CLASS_STATE; // the United States is an "it"
	return !(k->mention.classes & DT_CLASS_PERSON) && one && !k->mention.place_only && !k->mention.also;
}

bool dt_wants_many(const DtRemembered *k, const void *what) {
	(void)what;
	return k->mention.plural || ((k->mention.classes & (DT_CLASS_ORGANISATION | DT_CLASS_ARMED)) != 0);
}

bool dt_wants_country(const DtRemembered *k, const void *what) {
	(void)what;
	return k->mention.entry && k->mention.entry->kind == DT_ENTRY_COUNTRY;
}

bool dt_wants_land(const DtRemembered *k, const void *what) {
	return dt_wants_country(k, what) || (k->mention.entry && k->mention.entry->kind == DT_ENTRY_REGION);
}

// "the North" after North Korea.
bool dt_wants_half(const DtRemembered *k, const void *what) {
	const DtToken *half = what;
	DtSlice name = k->mention.entry ? k->mention.entry->name : (DtSlice){0};
	return dt_wants_country(k, NULL) && name.length > half->form.length + 1 && name.data[half->form.length] == ' ' &&
	       dt_slice_equal_folded(dt_slice_cut(name, 0, half->form.length), half->form);
}

bool dt_wants_group(const DtRemembered *k, const void *what) {
	(void)what;
	const DtEntry *entry = k->mention.entry;
	return entry &&
	       (entry->kind == DT_ENTRY_GROUP || entry->kind == DT_ENTRY_ORGANISATION || entry->kind == DT_ENTRY_PARTY);
}

bool dt_wants_office(const DtRemembered *k, const void *what) {
	const DtOffice *office = what;
	return !k->mention.plural && dt_slice_equal(k->mention.party.office, office->id);
}

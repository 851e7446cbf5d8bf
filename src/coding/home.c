// SPDX-License-Identifier: Apache-2.0
// Home: the one country that a document is about, known before it is read.
//
// A headline, or a letter's first line, speaks of "senators" and of places that no dictionary has before anything says
// whose. So the names of the first sentences are counted ahead, a country once a sentence. A document has a home only
// when no other country comes near: two states that deal with each other have none.
#include "coding/discourse.h"

enum { READ_AHEAD = 24, FEWEST = 2, TIMES = 4, MATCHES = 64 };

// The country that a name means, empty when it may mean several, or a thing.
static DtSlice country_of(const DtWorld *world, const DtNameMatch *match, DtDate day) {
	const DtCandidate *first = &match->candidates[0];
	if (first->sense == DT_SENSE_PLACE) {
		for (uint32_t i = 1; i < match->candidate_count; i++)
			if (match->candidates[i].sense != DT_SENSE_PLACE ||
			    !dt_slice_equal(match->candidates[i].place->country, first->place->country))
				return (DtSlice){0};
		return first->place->country;
	}
	if (first->sense > DT_SENSE_ADJECTIVE) return (DtSlice){0};
	const DtEntry *entry = first->entry;
	if (entry->kind == DT_ENTRY_COUNTRY) return entry->id;
	for (uint32_t i = 1; i < match->candidate_count; i++) // "the House of Representatives" of several states
		if (match->candidates[i].sense <= DT_SENSE_ABBREVIATION && match->candidates[i].entry != entry)
			return (DtSlice){0};
	DtIdentity identity;
	bool full = match->count > 1 || first->sense == DT_SENSE_ABBREVIATION;
	bool named = full && (entry->kind == DT_ENTRY_PERSON || entry->kind == DT_ENTRY_AGENCY);
	return named && dt_entry_on(world, entry, day, &identity) ? identity.code : (DtSlice){0};
}

static void count_sentence(DtArena *arena, DtDiscourse *ahead, uint32_t number) {
	const DtSentence *sentence = &ahead->document->sentences[number];
	DtNameMatch *matches = DT_NEW_ARRAY(arena, DtNameMatch, MATCHES);
	size_t count =
		dt_world_match(ahead->world, dt_sentence_tokens(ahead->document, sentence), sentence->count, matches, MATCHES);
	for (size_t i = 0; i < count && i < MATCHES; i++)
		dt_discourse_count_country(ahead, country_of(ahead->world, &matches[i], ahead->document->date), number);
}

static DtSlice alone(const DtDiscourse *discourse) {
	DtCountryCount top = dt_discourse_top_country(discourse, (DtSlice){0});
	DtCountryCount second = dt_discourse_top_country(discourse, top.code);
	return top.count >= FEWEST && top.count >= TIMES * second.count ? top.code : (DtSlice){0};
}

void dt_discourse_find_home(DtArena *scratch, DtDiscourse *discourse) {
	const DtDocument *document = discourse->document;
	DtDiscourse *ahead = dt_discourse_copy(scratch, discourse);
	for (uint32_t i = 0; i < document->sentence_count && i < READ_AHEAD; i++)
		if (document->sentences[i].kind != DT_SENTENCE_FOREIGN) count_sentence(scratch, ahead, i);
	discourse->home = alone(ahead);
	DtCountryCount top = dt_discourse_top_country(ahead, (DtSlice){0});
	DtCountryCount second = dt_discourse_top_country(ahead, top.code);
	if (top.count >= FEWEST && top.count > second.count + 1) discourse->theme = top.code;
}

DtSlice dt_discourse_home(const DtDiscourse *discourse) { return discourse->home; }

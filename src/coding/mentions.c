// SPDX-License-Identifier: Apache-2.0
// Mentions: noun phrases and what they stand for.
//
// A phrase's core is its head with the words before and after it that belong to its name (determiner, adjectives,
// compounds, names): "Iranian Foreign Minister Mohammad Javad Zarif". The world's matches inside the core are its
// parts:
//
//   adjective      title             person
//   [Iranian]  [Foreign Minister]  [Mohammad Javad Zarif]      possessor: "Iran's", "of Iran"; apposition: ", a
//   senator,"
//
// A person or body with a name comes first; a title with an owner finds the holder of the office; a role with an owner
// takes the owner's code and the role's sector. What stays unknown keeps its words, and lends what its first mention
// told ("Ali Hassan, a Turkish official") to later ones ("Hassan").
#include "coding/mentions.h"

#include "base/buffer.h"
#include "coding/discourse.h"
#include "dates/times.h"

typedef struct Finder {
	DtDiscourse *discourse;
	DtArena *arena;
	const DtWorld *world;
	const DtLexicon *lexicon;
	const DtReading *reading;
	const DtToken *tokens;
	size_t count;
	uint32_t sentence;
	DtDate day;
	DtNameMatch *matches;
	size_t match_count;
	int32_t *match_at; // [tokens]
	DtMentions *out;
	uint32_t first_time; // of the sentence, among the document's times
	uint8_t *visiting;   // [tokens]: guards against trees that turn in circles
} Finder;

static bool form_is(const DtToken *token, const char *word) {
	return dt_slice_equal_folded(token->form, dt_slice_of(word));
}

static bool is_one_of(const DtToken *token, const char *const *words) {
	for (; *words; words++) {
		if (form_is(token, *words)) return true;
	}
	return false;
}

// ---- parts of a party ----

static void add_sector(DtParty *party, uint8_t sector) {
	if (sector == DT_SECTOR_NONE || party->sector_count == DT_PARTY_SECTORS) return;
	for (int i = 0; i < party->sector_count; i++) {
		if (party->sectors[i] == sector) return;
	}
	party->sectors[party->sector_count++] = sector;
}

static void add_sectors(DtParty *party, const uint8_t *sectors, uint8_t count) {
	for (int i = 0; i < count; i++) add_sector(party, sectors[i]);
}

static uint16_t sector_classes(const DtParty *party) {
	uint16_t classes = 0;
	for (int i = 0; i < party->sector_count; i++) {
		switch (party->sectors[i]) {
		case DT_SECTOR_MIL:
		case DT_SECTOR_REB:
		case DT_SECTOR_PRM:
		case DT_SECTOR_UAF:
		case DT_SECTOR_COP:
		case DT_SECTOR_CRM:
			classes |= DT_CLASS_ARMED;
			break;
		case DT_SECTOR_GOV:
		case DT_SECTOR_LEG:
			classes |= DT_CLASS_GOVERNMENT;
			break;
		case DT_SECTOR_CVL:
		case DT_SECTOR_REF:
		case DT_SECTOR_SOC:
		case DT_SECTOR_JRN:
		case DT_SECTOR_MED:
		case DT_SECTOR_EDU:
		case DT_SECTOR_LAB:
		case DT_SECTOR_AGR:
			classes |= DT_CLASS_CIVILIAN;
			break;
		default:
			break;
		}
	}
	return classes;
}

static uint16_t entry_classes(const DtEntry *entry) {
	switch (entry->kind) {
	case DT_ENTRY_COUNTRY:
		return DT_CLASS_ACTOR | DT_CLASS_STATE | DT_CLASS_GOVERNMENT;
	case DT_ENTRY_REGION:
		return DT_CLASS_ACTOR | DT_CLASS_STATE | DT_CLASS_PLACE;
	case DT_ENTRY_PERSON:
		return DT_CLASS_ACTOR | DT_CLASS_PERSON;
	case DT_ENTRY_PEOPLE:
		return DT_CLASS_ACTOR | DT_CLASS_CIVILIAN;
	default:
		return DT_CLASS_ACTOR | DT_CLASS_ORGANISATION;
	}
}

// Code, sectors, office of an entry on a day.
static void fill_from_entry(const DtWorld *world, const DtEntry *entry, DtDate day, DtParty *party) {
	DtIdentity identity;
	party->id = entry->id;
	bool spread = false; // a people of several states: whose, only the text can say
	for (uint32_t i = 1; i < entry->code_count; i++)
		spread |= entry->kind == DT_ENTRY_PEOPLE && !dt_slice_equal(entry->codes[i].code, entry->codes[0].code);
	if (entry->kind != DT_ENTRY_COUNTRY) party->identifier_text = entry->name;
	if (!dt_entry_on(world, entry, day, &identity) && !dt_entry_on(world, entry, DT_DATE_NONE, &identity)) return;
	if (!spread) party->code = identity.code;
	add_sectors(party, identity.sectors, identity.sector_count);
	bool holds = identity.standing == DT_STANDING_CURRENT || identity.standing == DT_STANDING_ELECT;
	if (identity.term && holds) party->office = identity.term->office->id;
}

// ---- the words of a phrase ----

static bool in_core(uint8_t deprel) {
	switch (deprel) {
	case DT_DEPREL_AMOD:
	case DT_DEPREL_COMPOUND:
	case DT_DEPREL_FLAT:
	case DT_DEPREL_FLAT_FOREIGN:
	case DT_DEPREL_NMOD_DESC:
	case DT_DEPREL_NUMMOD:
	case DT_DEPREL_DET:
	case DT_DEPREL_DET_PREDET:
	case DT_DEPREL_FIXED:
	case DT_DEPREL_GOESWITH:
		return true;
	default:
		return false;
	}
}

typedef struct Core {
	uint32_t first, last; // last exclusive
} Core;

static bool belongs_to_core(const Finder *f, size_t token, size_t head) {
	for (int steps = 0; steps < 8; steps++) {
		if (token == head) return true;
		const DtToken *word = &f->tokens[token];
		bool hyphen = word->upos == DT_UPOS_PUNCT && (form_is(word, "-") || form_is(word, "."));
		bool joins = word->deprel == DT_DEPREL_CONJ || (word->deprel == DT_DEPREL_CC && word->head != (int32_t)head);
		bool joined = token < head && joins; // "Indian and Pakistani troops"
		if (!in_core(word->deprel) && !hyphen && !joined) return false;
		if (word->head < 0) return false;
		token = (size_t)word->head;
	}
	return false;
}

static Core find_core(const Finder *f, size_t head) {
	Core core = {(uint32_t)head, (uint32_t)head + 1};
	while (core.first > 0 && belongs_to_core(f, core.first - 1, head)) core.first--;
	while (core.last < f->count && belongs_to_core(f, core.last, head)) core.last++;
	int32_t match = f->match_at[head];
	if (match >= 0) { // a name may be longer than what the tree holds together
		uint32_t first = f->matches[match].first, last = first + f->matches[match].count;
		if (first < core.first) core.first = first;
		if (last > core.last) core.last = last;
	}
	return core;
}

static DtSpan core_span(const Finder *f, Core core) {
	uint32_t first = core.first;
	while (first + 1 < core.last && f->tokens[first].upos == DT_UPOS_PUNCT) first++;
	return (DtSpan){f->tokens[first].span.start, f->tokens[core.last - 1].span.end};
}

static int32_t next_child(const Finder *f, size_t head, int32_t after, uint8_t deprel) {
	for (size_t i = (size_t)(after + 1); i < f->count; i++) {
		if (f->tokens[i].head == (int32_t)head && f->tokens[i].deprel == deprel) return (int32_t)i;
	}
	return -1;
}

static const DtToken *case_of(const Finder *f, size_t token) {
	int32_t found = next_child(f, token, -1, DT_DEPREL_CASE);
	return found < 0 ? NULL : &f->tokens[found];
}

// "in Kabul", "outside the White House". What stands after "at" is a place only when it is a building: "hit out at
// Seoul".
static bool stands_as_place(const Finder *f, size_t token, DtSense sense) {
	static const char *const words[] = {"in",   "near",       "outside", "around", "across", "inside", "through",
	                                    "into", "throughout", "within",  "off",    "along",  "via",    NULL};
	const DtToken *preposition = case_of(f, token);
	if (!preposition) return false;
	return is_one_of(preposition, words) || (form_is(preposition, "at") && sense == DT_SENSE_SEAT);
}

// ---- choosing among candidates ----

static bool remembered_entry(const DtDiscourse *discourse, const DtEntry *entry) {
	for (size_t i = 0; i < discourse->count; i++) {
		if (discourse->memory[i].mention.entry == entry) return true;
	}
	return false;
}

// How well a candidate fits here; below 0: not at all.
static int candidate_score(const Finder *f, const DtNameMatch *match, const DtCandidate *candidate, DtSlice owner) {
	int score = 20 - (int)candidate->sense;
	switch (candidate->sense) {
	case DT_SENSE_TITLE:
	case DT_SENSE_ROLE:
	case DT_SENSE_PLACE:
		return score;
	default:
		break;
	}
	enum { EIGHT_YEARS = 8 * 365 }; // before a first office a surname alone is somebody else's
	DtIdentity identity = {0};
	if (dt_entry_on(f->world, candidate->entry, f->day, &identity)) {
		if (identity.standing == DT_STANDING_CURRENT || identity.standing == DT_STANDING_ELECT) score += 6;
		if (identity.standing == DT_STANDING_FUTURE) score -= 6;
		if (owner.length && dt_slice_equal(identity.code, owner)) score += 12;
		if (!identity.active) score -= 4;
	}
	bool gone = f->day != DT_DATE_NONE && candidate->entry->kind != DT_ENTRY_PERSON &&
	            !dt_date_within(f->day, candidate->entry->active);
	if (gone) score -= 6; // "Belgrade" is no longer that of Yugoslavia
	bool remembered = remembered_entry(f->discourse, candidate->entry);
	DtSlice about = dt_discourse_focus(f->discourse, (DtSlice){0});
	if (about.length && dt_slice_equal(identity.code, about)) score += 5; // of several parliaments, that of the story
	if (remembered) score += 15;
	if (candidate->sense == DT_SENSE_SURNAME && match->count == 1 && !remembered && !owner.length) return -1;
	bool unborn = identity.standing == DT_STANDING_FUTURE && identity.term && f->day != DT_DATE_NONE &&
	              identity.term->days.from > f->day + EIGHT_YEARS;
	if (candidate->entry->kind == DT_ENTRY_PERSON && unborn && match->count == 1 && !remembered) return -1;
	return score;
}

static const DtCandidate *best_candidate(const Finder *f, const DtNameMatch *match, DtSlice owner) {
	const DtCandidate *best = NULL;
	int best_score = -1;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		int score = candidate_score(f, match, &match->candidates[i], owner);
		if (score > best_score) {
			best_score = score;
			best = &match->candidates[i];
		}
	}
	return best;
}

// ---- places ----

// What a place is said to lie in: "Tripoli, Lebanon", "Tripoli in northern Lebanon", "the town of X in Y province".
typedef struct Container {
	DtSlice country; // its code; empty when nothing is said
	DtSlice name;    // of the gazetteer, when it is a place there
} Container;

static void contain(Container *container, const DtNameMatch *match) {
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		const DtCandidate *candidate = &match->candidates[i];
		bool place = candidate->sense == DT_SENSE_PLACE;
		if (place && !container->name.length) container->name = candidate->place->name;
		if (place && !container->country.length) container->country = candidate->place->country;
		bool land = !place && candidate->entry && candidate->sense <= DT_SENSE_ADJECTIVE &&
		            candidate->entry->kind == DT_ENTRY_COUNTRY;
		if (land && !container->country.length) container->country = candidate->entry->id;
	}
}

static void contain_phrase(const Finder *f, size_t token, Container *container) {
	if (f->match_at[token] >= 0) contain(container, &f->matches[f->match_at[token]]);
	for (int32_t c = next_child(f, token, -1, DT_DEPREL_AMOD); c >= 0 && !container->country.length;
	     c = next_child(f, token, c, DT_DEPREL_AMOD))
		if (f->match_at[c] >= 0) contain(container, &f->matches[f->match_at[c]]);
}

static Container find_container(const Finder *f, size_t head, uint32_t behind) {
	static const char *const inside[] = {"in", "of", "inside", NULL};
	Container container = {0};
	bool comma = behind + 1 < f->count && form_is(&f->tokens[behind], ",");
	if (comma && f->match_at[behind + 1] >= 0 && f->tokens[behind + 1].upos == DT_UPOS_PROPN) {
		const DtNameMatch *match = &f->matches[f->match_at[behind + 1]];
		uint32_t end = match->first + match->count;
		bool closed = end >= f->count || f->tokens[end].upos == DT_UPOS_PUNCT; // no list of places
		if (closed && match->first == behind + 1) contain(&container, match);
	}
	int32_t place = (int32_t)head;
	for (int steps = 0; place >= 0 && steps < 2 && !container.country.length; steps++, place = f->tokens[place].head) {
		for (int32_t c = next_child(f, (size_t)place, -1, DT_DEPREL_NMOD); c >= 0 && !container.country.length;
		     c = next_child(f, (size_t)place, c, DT_DEPREL_NMOD)) {
			const DtToken *preposition = case_of(f, (size_t)c);
			if (c != (int32_t)head && preposition && is_one_of(preposition, inside))
				contain_phrase(f, (size_t)c, &container);
		}
		if (steps == 0 && f->match_at[place] < 0) contain_phrase(f, (size_t)place, &container);
		if (f->tokens[place].upos == DT_UPOS_VERB) break;
	}
	return container;
}

static uint32_t times_spoken_of(const DtDiscourse *discourse, DtSlice country) {
	for (size_t i = 0; i < discourse->country_count; i++)
		if (dt_slice_equal(discourse->countries[i].code, country)) return discourse->countries[i].count;
	return 0;
}

// The nationality or country next to it counts, then what the document is about, then size.
static double place_score(const Finder *f, const DtGazetteerPlace *place, const Container *container) {
	double score = 0;
	bool here = container->country.length && dt_slice_equal(place->country, container->country);
	if (here) score += 100;
	if (here && container->name.length && dt_slice_equal(place->in, container->name)) score += 50;
	uint32_t told = times_spoken_of(f->discourse, place->country);
	score += 6.0 * (told > 3 ? 3 : told);
	if (dt_slice_equal(f->discourse->dateline_country, place->country)) score += 8;
	for (size_t i = 0; i < f->match_count && !container->country.length; i++) {
		const DtCandidate *other = f->matches[i].candidate_count ? &f->matches[i].candidates[0] : NULL;
		if (other && other->sense <= DT_SENSE_CAPITAL && dt_slice_equal(other->entry->id, place->country)) {
			score += 15;
			break;
		}
	}
	for (uint32_t people = place->population; people >= 10; people /= 10) score += 2;
	return score;
}

// What a report is about decides between places of like size only: London is London, Hyderabad may be either.
static bool outgrows(const DtGazetteerPlace *a, const DtGazetteerPlace *b) {
	enum { FAR = 10 };
	bool capital = a->kind == DT_PLACE_CAPITAL && b->kind != DT_PLACE_CAPITAL;
	return capital || (a->population / FAR > b->population && b->population);
}

static const DtGazetteerPlace *place_candidate(const Finder *f, const DtNameMatch *match) {
	const DtGazetteerPlace *best = NULL;
	Container container = {0};
	bool sought = false;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		if (match->candidates[i].sense != DT_SENSE_PLACE) continue;
		const DtGazetteerPlace *place = match->candidates[i].place;
		if (!best) {
			best = place;
			continue;
		}
		if (!sought) container = find_container(f, match->first + match->count - 1u, match->first + match->count);
		sought = true;
		bool said = container.country.length > 0;
		bool better = place_score(f, place, &container) > place_score(f, best, &container);
		if (!said && outgrows(best, place)) better = false;
		if (!said && outgrows(place, best)) better = true;
		if (better) best = place;
	}
	return best;
}

// A country's name or capital that is a place elsewhere: "Tripoli, Lebanon", "the U.S. state of Georgia".
static const DtGazetteerPlace *place_elsewhere(const Finder *f, const DtNameMatch *match, const DtEntry *entry) {
	const DtGazetteerPlace *found = NULL;
	for (uint32_t i = 0; i < match->candidate_count; i++) {
		const DtCandidate *candidate = &match->candidates[i];
		if (candidate->sense != DT_SENSE_PLACE || dt_slice_equal(candidate->place->country, entry->id)) continue;
		Container container = find_container(f, match->first + match->count - 1u, match->first + match->count);
		DtSlice country = candidate->place->country;
		bool said = dt_slice_equal(country, container.country);
		bool meant = !container.country.length && match->candidates[0].sense == DT_SENSE_CAPITAL &&
		             times_spoken_of(f->discourse, country) > 1 && times_spoken_of(f->discourse, entry->id) == 0;
		if (said || meant) found = candidate->place;
	}
	return found;
}

// ---- pronouns ----

static void copy_remembered(DtMention *mention, const DtRemembered *known, const char *why) {
	DtSlice text = mention->party.entity_text;
	DtSpan span = mention->party.span;
	mention->party = known->mention.party;
	mention->party.entity_text = text;
	mention->party.span = span;
	if (!mention->party.identifier_text.length) mention->party.identifier_text = known->mention.party.entity_text;
	mention->party.why = dt_slice_of(why);
	mention->entry = known->mention.entry;
	mention->owner = known->mention.owner;
	mention->office = known->mention.office;
	mention->former = known->mention.former;
	mention->classes = known->mention.classes;
	mention->gender = known->mention.gender;
	mention->also = known->mention.also;
}

static DtMention *resolve_phrase(Finder *f, size_t head);

static bool is_subject(const DtToken *token) {
	return token->deprel == DT_DEPREL_NSUBJ || token->deprel == DT_DEPREL_NSUBJ_PASS;
}

// The subject of the clause that a token stands in, also one shared with the verb before: "[Blinken] spoke with Aliyev
// and called on him"; -1 for none, and for the token itself.
static int32_t clause_subject(const Finder *f, size_t token) {
	int32_t verb = f->tokens[token].head;
	for (int steps = 0; verb >= 0 && steps < 6; steps++) {
		int32_t subject = next_child(f, (size_t)verb, -1, DT_DEPREL_NSUBJ);
		if (subject < 0) subject = next_child(f, (size_t)verb, -1, DT_DEPREL_NSUBJ_PASS);
		if (subject >= 0) return subject == (int32_t)token ? -1 : subject;
		if (f->tokens[verb].upos == DT_UPOS_VERB && f->tokens[verb].deprel != DT_DEPREL_CONJ) return -1;
		verb = f->tokens[verb].head;
	}
	return -1;
}

// What a pronoun may stand for: one that it fits, but not the subject of its own verb ("he gave him").
typedef struct Sought {
	DtWanted wanted;
	const DtMention *not_this;
} Sought;

static bool wants_other(const DtRemembered *known, const void *what) {
	const Sought *sought = what;
	const DtMention *own = sought->not_this;
	bool same = own && (own->entry ? own->entry == known->mention.entry
	                               : dt_slice_equal(own->party.entity_text, known->mention.party.entity_text));
	return !same && sought->wanted(known, NULL);
}

// An antecedent before the pronoun in its own sentence, subjects first; never the subject of the pronoun's own clause,
// unless the pronoun possesses.
static bool resolve_within(Finder *f, DtMention *mention, DtWanted wanted, const DtMention *not_this, bool subjects) {
	const DtToken *pronoun = &f->tokens[mention->token];
	bool possesses = pronoun->deprel == DT_DEPREL_NMOD_POSS;
	int32_t own_subject = possesses ? -1 : clause_subject(f, mention->token);
	for (size_t i = mention->token; i-- > 0;) {
		const DtToken *token = &f->tokens[i];
		bool nominal = token->upos == DT_UPOS_PROPN || token->upos == DT_UPOS_NOUN;
		if (!nominal || is_subject(token) != subjects || f->visiting[i]) continue;
		if ((int32_t)i == own_subject || (!possesses && token->head == pronoun->head)) continue;
		if (!subjects && (token->deprel == DT_DEPREL_COMPOUND || token->deprel == DT_DEPREL_FLAT)) continue;
		const DtMention *found = resolve_phrase(f, i);
		if (!found || !(found->classes & DT_CLASS_ACTOR) || found->place_only) continue;
		DtRemembered known = {.mention = *found};
		if (!wants_other(&known, &(Sought){wanted, not_this})) continue;
		copy_remembered(mention, &known, "pronoun");
		mention->party.entity_text = found->party.entity_text; // who is meant, not "it"
		mention->party.span = found->party.span;
		return true;
	}
	return false;
}

static const DtVoice *voice_of(const Finder *f, uint32_t token) {
	for (size_t i = 0; i < f->discourse->voice_count; i++) {
		const DtVoice *voice = &f->discourse->voices[i];
		if (token >= voice->first && token < voice->last) return voice;
	}
	return NULL;
}

// "we" in a quote is the speaker's side.
static bool resolve_first_person(Finder *f, DtMention *mention) {
	static const char *const first_person[] = {"we", "i", NULL};
	const DtVoice *voice = voice_of(f, mention->token);
	const DtMention *heard = voice ? voice->mention : NULL;
	bool free = voice && voice->token >= 0 && !f->visiting[voice->token] && voice->token != (int32_t)mention->token;
	if (free) heard = resolve_phrase(f, (size_t)voice->token);
	if (heard) {
		DtRemembered known = {.mention = *heard};
		copy_remembered(mention, &known, "speaker");
		return true;
	}
	DtConcept speech = dt_lexicon_concept_find(f->lexicon, dt_slice_of("speech"));
	for (size_t i = 0; i < f->count; i++) {
		int32_t verb = f->tokens[i].head;
		if (i == mention->token || verb < 0 || !is_subject(&f->tokens[i]) || f->visiting[i]) continue;
		if (!dt_reading_has(f->reading, (size_t)verb, speech) || is_one_of(&f->tokens[i], first_person)) continue;
		const DtMention *found = resolve_phrase(f, i);
		if (!found || !(found->classes & DT_CLASS_ACTOR)) continue;
		f->discourse->speaker = *found;
		f->discourse->has_speaker = true;
	}
	enum { QUOTE_SENTENCES = 4 }; // of one quote; in an interview without speakers "I" is nobody known
	bool speaks = f->discourse->has_speaker && f->sentence < f->discourse->speaker.sentence + QUOTE_SENTENCES;
	if (!speaks) return false;
	DtRemembered known = {.mention = f->discourse->speaker};
	copy_remembered(mention, &known, "speaker");
	return true;
}

static void mean_both(const Finder *f, DtMention *mention, const DtMention *one, const DtMention *other) {
	DtRemembered first = {.mention = *one}, second = {.mention = *other};
	DtMention *also = DT_NEW(f->arena, DtMention);
	*also = *mention;
	copy_remembered(mention, &first, "both");
	copy_remembered(also, &second, "both");
	also->also = NULL;
	mention->also = also;
}

static bool are_two(const DtMention *one, const DtMention *other) {
	if (!one || !other || !(one->classes & other->classes & DT_CLASS_ACTOR)) return false;
	if (!one->party.code.length || !other->party.code.length) return false;
	bool parts = one->party.sector_count && other->party.sector_count &&
	             one->party.sectors[0] != other->party.sectors[0]; // the government and its rebels
	return parts || !dt_slice_equal(one->party.code, other->party.code);
}

// "telephoned Erdogan and Mitsotakis and urged [them]": two who stand together, here or in the sentence before.
static bool resolve_pair(Finder *f, DtMention *mention) {
	const DtToken *pronoun = &f->tokens[mention->token];
	for (size_t i = mention->token; i-- > 0;) {
		int32_t second = next_child(f, i, (int32_t)i, DT_DEPREL_CONJ);
		bool own_clause = f->tokens[i].head == pronoun->head && pronoun->deprel != DT_DEPREL_NMOD_POSS;
		if (second < 0 || second >= (int32_t)mention->token || own_clause || f->visiting[i] || f->visiting[second])
			continue;
		DtMention *one = resolve_phrase(f, i), *other = resolve_phrase(f, (size_t)second);
		if (!one || !other) continue;
		const DtMention first = f->out->items[f->out->at[i]]; // resolving may have moved them
		if (!are_two(&first, other)) continue;
		mean_both(f, mention, &first, other);
		DtMention *last = (DtMention *)mention->also;
		for (int32_t c = next_child(f, i, second, DT_DEPREL_CONJ); c >= 0 && c < (int32_t)mention->token;
		     c = next_child(f, i, c, DT_DEPREL_CONJ)) { // a third, a fourth
			const DtMention *more = f->visiting[c] ? NULL : resolve_phrase(f, (size_t)c);
			if (!more || !more->party.code.length) continue;
			DtRemembered known = {.mention = *more};
			DtMention *also = DT_NEW(f->arena, DtMention);
			*also = *mention;
			copy_remembered(also, &known, "both");
			also->also = NULL;
			last->also = also;
			last = also;
		}
		return true;
	}
	const DtDiscourse *discourse = f->discourse;
	if (!discourse->pair_sentence || discourse->pair_sentence != f->sentence) return false;
	mean_both(f, mention, &discourse->pair[0], &discourse->pair[1]);
	return true;
}

static bool wants_plural(const DtRemembered *known, const void *what) {
	const Sought *sought = what;
	return known->mention.plural && wants_other(known, sought);
}

// The subject of the verb whose object the pronoun is; NULL for other pronouns.
static const DtMention *own_subject(Finder *f, const DtMention *pronoun) {
	const DtToken *token = &f->tokens[pronoun->token];
	bool object = token->deprel == DT_DEPREL_OBJ || token->deprel == DT_DEPREL_IOBJ || token->deprel == DT_DEPREL_OBL;
	bool reflexive = dt_slice_ends(token->form, "self") || dt_slice_ends(token->form, "selves");
	int32_t subject = object && !reflexive ? clause_subject(f, pronoun->token) : -1;
	return subject < 0 || f->visiting[subject] ? NULL : resolve_phrase(f, (size_t)subject);
}

static bool use_top_countries(Finder *f, DtMention *mention);

static bool speaks(const Finder *f, const DtToken *token) {
	DtConcept speech = dt_lexicon_concept_find(f->lexicon, dt_slice_of("speech"));
	return token->head >= 0 && is_subject(token) && dt_reading_has(f->reading, (size_t)token->head, speech);
}

// "..., he added": who has spoken, or acted, before; not whom he speaks of.
static bool resolve_speaker(Finder *f, DtMention *mention, DtWanted wanted) {
	enum { NEAR = 2 };
	DtRemembered last = {.mention = f->discourse->speaker};
	bool spoke =
		f->discourse->has_speaker && f->discourse->speaker.sentence + NEAR >= f->sentence && wanted(&last, NULL);
	const DtRemembered *known = spoke ? &last : dt_discourse_recall(f->discourse, wanted, NULL, f->sentence, NEAR);
	if (!known || (!spoke && !known->subject)) return false;
	copy_remembered(mention, known, "pronoun");
	return true;
}

static bool resolve_pronoun(Finder *f, DtMention *mention) {
	static const char *const he[] = {"he", "him", "his", "himself", NULL};
	static const char *const she[] = {"she", "her", "hers", "herself", NULL};
	static const char *const it[] = {"it", "its", "itself", NULL};
	static const char *const they[] = {"they", "them", "their", "theirs", "themselves", NULL};
	static const char *const we[] = {"we", "us", "our", "ours", "i", "me", "my", NULL};
	const DtToken *token = &f->tokens[mention->token];
	mention->pronoun = true;
	mention->first_person = is_one_of(token, we);
	if (form_is(token, "both")) return resolve_pair(f, mention) || use_top_countries(f, mention);
	if (mention->first_person) return resolve_first_person(f, mention);
	DtWanted wanted = is_one_of(token, he)     ? dt_wants_male
	                  : is_one_of(token, she)  ? dt_wants_female
	                  : is_one_of(token, it)   ? dt_wants_thing
	                  : is_one_of(token, they) ? dt_wants_many
	                                           : NULL;
	enum { SENTENCES_BACK = 3 };
	if (!wanted) return false;
	if (wanted == dt_wants_many && resolve_pair(f, mention)) return true;
	const DtMention *own = own_subject(f, mention);
	DtMention kept;
	if (own) kept = *own, own = &kept; // resolving more may move it
	bool person = wanted == dt_wants_male || wanted == dt_wants_female;
	if (person && speaks(f, token) && resolve_speaker(f, mention, wanted)) return true;
	if (resolve_within(f, mention, wanted, own, true) || resolve_within(f, mention, wanted, own, false)) return true;
	Sought sought = {wanted, own}, thing = {dt_wants_thing, own};
	const DtRemembered *known = dt_discourse_recall(f->discourse, wants_other, &sought, f->sentence, SENTENCES_BACK);
	if (known && wanted == dt_wants_many && !known->mention.plural) { // many rather than a body of many
		const DtRemembered *many =
			dt_discourse_recall(f->discourse, wants_plural, &sought, f->sentence, SENTENCES_BACK);
		if (many && many->sentence == known->sentence) known = many;
	}
	if (!known && wanted == dt_wants_many)
		known = dt_discourse_recall(f->discourse, wants_other, &thing, f->sentence, SENTENCES_BACK);
	if (!known) return false;
	copy_remembered(mention, known, "pronoun");
	return true;
}

static void mean_country(const Finder *f, DtMention *mention, const DtEntry *country) {
	mention->entry = country;
	mention->classes |= entry_classes(country);
	fill_from_entry(f->world, country, f->day, &mention->party);
	mention->party.why = dt_slice_of("both");
}

// The two countries that the sentence has named before, when there are just two: "between Israel and Egypt … the two".
static void use_named_together(const Finder *f, size_t before, const DtEntry **one, const DtEntry **two) {
	*one = *two = NULL;
	for (size_t i = 0; i < f->match_count && f->matches[i].first < before; i++) {
		const DtNameMatch *match = &f->matches[i];
		for (uint32_t c = 0; c < match->candidate_count; c++) {
			const DtCandidate *candidate = &match->candidates[c];
			bool country = candidate->sense == DT_SENSE_NAME && candidate->entry->kind == DT_ENTRY_COUNTRY;
			if (!country || candidate->entry == *one || candidate->entry == *two) continue;
			if (*two) { // a third
				*two = NULL;
				return;
			}
			*(*one ? two : one) = candidate->entry;
		}
	}
}

// The two countries that the document is most about.
static bool use_top_countries(Finder *f, DtMention *mention) {
	const DtEntry *one = NULL, *two = NULL;
	use_named_together(f, mention->token, &one, &two);
	if (!two) {
		DtCountryCount first, second;
		dt_discourse_two_countries(f->discourse, f->sentence, &first, &second);
		one = first.count ? dt_world_country(f->world, first.code) : NULL;
		two = second.count ? dt_world_country(f->world, second.code) : NULL;
	}
	if (!one || !two) return false;
	DtMention *other = DT_NEW(f->arena, DtMention);
	*other = *mention;
	mean_country(f, mention, one);
	mean_country(f, other, two);
	mention->also = other;
	return true;
}

enum { TRIO = 3 };

static size_t add_country(const DtEntry **found, size_t count, const DtEntry *country) {
	for (size_t i = 0; i < count; i++)
		if (found[i] == country) return count;
	if (country && country->kind == DT_ENTRY_COUNTRY && count < TRIO) found[count++] = country;
	return count;
}

// "the three countries": those it meant before; else the three that this sentence, or it with the one before, speaks
// of; else those that the document is most about.
static size_t find_trio(const Finder *f, size_t before, const DtEntry **found) {
	size_t count = 0;
	DtDiscourse *discourse = f->discourse;
	for (size_t i = before; i-- > 0 && !discourse->trio[0];)
		if (f->out->at[i] >= 0) count = add_country(found, count, f->out->items[f->out->at[i]].entry);
	for (size_t i = discourse->count; i-- > 0 && count < TRIO && !discourse->trio[0];) {
		if (discourse->memory[i].sentence + 1 < f->sentence) continue;
		count = add_country(found, count, discourse->memory[i].mention.entry);
	}
	if (count == TRIO) memcpy(discourse->trio, found, sizeof discourse->trio);
	if (discourse->trio[0]) {
		memcpy(found, discourse->trio, sizeof discourse->trio);
		return TRIO;
	}
	DtSlice none = {0}, first = dt_discourse_top_country(discourse, none).code;
	if (first.length) count = add_country(found, count, dt_world_country(f->world, first));
	DtSlice second = dt_discourse_top_country(discourse, first).code;
	if (second.length) count = add_country(found, count, dt_world_country(f->world, second));
	for (size_t i = 0; i < discourse->country_count && count < TRIO; i++)
		if (discourse->countries[i].count > 1)
			count = add_country(found, count, dt_world_country(f->world, discourse->countries[i].code));
	return count;
}

// "the four states": those that stood together, when they were so many.
static bool use_several(Finder *f, DtMention *mention, size_t wanted) {
	const DtEntry *found[DT_LIST_ROOM];
	bool listed = f->discourse->list_count == wanted;
	if (listed) memcpy(found, f->discourse->list, wanted * sizeof *found);
	if (!listed && (wanted != TRIO || find_trio(f, mention->token, found) < TRIO)) return false;
	DtMention plain = *mention, *last = mention;
	mean_country(f, mention, found[0]);
	for (size_t k = 1; k < wanted; k++) {
		DtMention *other = DT_NEW(f->arena, DtMention);
		*other = plain;
		mean_country(f, other, found[k]);
		last->also = other;
		last = other;
	}
	return true;
}

// "both countries": the two that the document is about; "the two leaders": the last two persons.
// "The two Koreas".
static bool use_two_halves(const Finder *f, DtMention *mention) {
	DtSlice name = f->tokens[mention->token].form;
	if (!dt_slice_ends(name, "s")) return false;
	DtMention halves[2] = {*mention, *mention};
	for (int i = 0; i < 2; i++) {
		size_t count;
		DtSlice half = dt_arena_format(f->arena, "%s " DT_SLICE_FORMAT, i ? "South" : "North",
		                               DT_SLICE_ARGS(dt_slice_cut(name, 0, name.length - 1)));
		const DtCandidate *candidates = dt_world_lookup(f->world, half, &count);
		if (!count || candidates[0].sense != DT_SENSE_NAME || candidates[0].entry->kind != DT_ENTRY_COUNTRY)
			return false;
		mean_country(f, &halves[i], candidates[0].entry);
	}
	*mention = halves[0];
	mention->also = DT_NEW(f->arena, DtMention);
	*(DtMention *)(uintptr_t)mention->also = halves[1];
	return true;
}

static bool resolve_both(Finder *f, DtMention *mention) {
	static const char *const countries[] = {"country",    "countries",   "nation",     "nations",  "side",
	                                        "sides",      "neighbour",   "neighbours", "neighbor", "neighbors",
	                                        "government", "governments", "capitals",   "rivals",   "parties",
	                                        "allies",     NULL};
	static const char *const leaders[] = {"leader", "leaders",   "president", "presidents",
	                                      "men",    "ministers", "premiers",  NULL};
	static const char *const sides[] = {"side", "sides", "parties", "rivals", "enemies", "foes", NULL};
	const DtToken *head = &f->tokens[mention->token];
	bool states = is_one_of(head, countries), persons = is_one_of(head, leaders), two = false;
	size_t several = 0;
	for (uint32_t i = mention->first; i < mention->last; i++) {
		two |= form_is(&f->tokens[i], "both") || form_is(&f->tokens[i], "two");
		static const char *const numbers[] = {"three", "four", "five", "six"};
		for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
			if (form_is(&f->tokens[i], numbers[n])) several = n + 3;
	}
	if (two && head->upos == DT_UPOS_PROPN && use_two_halves(f, mention)) return true;
	if (several && states && mention->definite) return use_several(f, mention, several);
	bool pair_told = f->discourse->pair_sentence && f->discourse->pair_sentence + 1 >= f->sentence;
	if (two && pair_told && is_one_of(head, sides)) {
		mean_both(f, mention, &f->discourse->pair[0], &f->discourse->pair[1]);
		mention->pronoun = false;
		return true;
	}
	if (!two || (!states && !persons)) return false;
	if (states) return use_top_countries(f, mention);
	const DtRemembered *last = NULL, *before = NULL;
	for (size_t i = f->discourse->count; i-- > 0 && !before;) {
		const DtRemembered *known = &f->discourse->memory[i];
		bool fits = dt_wants_male(known, NULL) || dt_wants_female(known, NULL);
		if (!fits || !known->mention.party.code.length) continue;
		if (!last)
			last = known;
		else if (known->mention.entry != last->mention.entry)
			before = known;
	}
	if (!before) return false;
	DtMention *other = DT_NEW(f->arena, DtMention);
	*other = *mention;
	copy_remembered(mention, before, "both");
	copy_remembered(other, last, "both");
	other->also = NULL;
	mention->also = other;
	return true;
}

// ---- building a mention ----

// The first match inside the core that has a candidate of one of the senses (a bit each).
static const DtNameMatch *match_with_sense(const Finder *f, Core core, uint32_t senses, const DtNameMatch *not_this) {
	for (size_t i = 0; i < f->match_count; i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match == not_this || match->first < core.first || match->first + match->count > core.last) continue;
		for (uint32_t c = 0; c < match->candidate_count; c++) {
			if (senses >> match->candidates[c].sense & 1) return match;
		}
	}
	return NULL;
}

enum {
	NAME_SENSES = 1u << DT_SENSE_NAME | 1u << DT_SENSE_ABBREVIATION | 1u << DT_SENSE_SEAT | 1u << DT_SENSE_CAPITAL |
	              1u << DT_SENSE_SURNAME,
	OWNER_SENSES = 1u << DT_SENSE_NAME | 1u << DT_SENSE_ABBREVIATION | 1u << DT_SENSE_ADJECTIVE |
	               1u << DT_SENSE_DEMONYM | 1u << DT_SENSE_CAPITAL | 1u << DT_SENSE_SEAT,
	PLAIN_SENSES = 1u << DT_SENSE_TITLE | 1u << DT_SENSE_ROLE,
};

static const DtCandidate *candidate_of(const DtNameMatch *match, uint32_t senses) {
	for (uint32_t c = 0; match && c < match->candidate_count; c++) {
		if (senses >> match->candidates[c].sense & 1) return &match->candidates[c];
	}
	return NULL;
}

// Whose the phrase is: a nationality or name among its own words, its possessor, or what follows "of", "for", "from".
typedef struct Owner {
	const DtEntry *entry;
	DtParty party;
	bool found;
} Owner;

static void owner_from_entry(const Finder *f, const DtEntry *entry, DtSector sector, Owner *owner) {
	owner->entry = entry;
	owner->found = true;
	fill_from_entry(f->world, entry, f->day, &owner->party);
	if (sector) {
		owner->party.sectors[0] = (uint8_t)sector;
		owner->party.sector_count = 1;
	}
}

static void owner_from_phrase(Finder *f, size_t token, Owner *owner) {
	DtMention *mention = resolve_phrase(f, token);
	if (!mention || !(mention->party.code.length || mention->party.sector_count || mention->entry)) return;
	bool whose = owner->found && !owner->entry; // "the ministry's spokesman in Tehran"
	if (owner->found && (!whose || !mention->party.code.length)) return;
	owner->entry = mention->entry ? mention->entry : mention->owner;
	if (whose)
		owner->party.code = mention->party.code;
	else
		owner->party = mention->party;
	owner->found = true;
}

// "MFU leaders": a name that the document gave before.
static void owner_from_memory(const Finder *f, size_t head, Core core, Owner *owner) {
	for (uint32_t token = core.first; token < core.last && !owner->found; token++) {
		bool modifier = token != head && f->tokens[token].deprel == DT_DEPREL_COMPOUND;
		if (!modifier || f->tokens[token].upos != DT_UPOS_PROPN || f->match_at[token] >= 0) continue;
		const DtRemembered *known = dt_discourse_recall_name(f->discourse, f->tokens[token].form);
		if (!known || !known->mention.party.code.length) continue;
		owner->found = true;
		owner->entry = known->mention.entry ? known->mention.entry : known->mention.owner;
		owner->party = known->mention.party;
	}
}

// "Iran-backed militias", "rebel-held": who stands behind something does not own it.
static bool stands_behind(const Finder *f, const DtNameMatch *match) {
	static const char *const words[] = {"backed",    "allied",    "aligned", "held",       "occupied", "supported",
	                                    "sponsored", "linked",    "funded",  "controlled", "imposed",  "brokered",
	                                    "mediated",  "friendly",  "trained", "armed",      "financed", "administered",
	                                    "born",      "installed", NULL};
	size_t next = match->first + match->count;
	if (next + 1 >= f->count || !form_is(&f->tokens[next], "-")) return false;
	return is_one_of(&f->tokens[next + 1], words);
}

static bool heads_a_body(const Finder *f, size_t head);
static bool is_namesake(const Finder *f, const DtNameMatch *match, const DtEntry *entry);

static Owner find_owner(Finder *f, size_t head, Core core, const DtNameMatch *not_this) {
	Owner owner = {0};
	for (size_t i = 0; i < f->match_count && !owner.found; i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match == not_this || match->first < core.first || match->first + match->count > core.last) continue;
		const DtCandidate *candidate = candidate_of(match, OWNER_SENSES);
		if (stands_behind(f, match) || (candidate && is_namesake(f, match, candidate->entry))) continue;
		if (candidate && candidate->entry->kind != DT_ENTRY_PERSON)
			owner_from_entry(f, candidate->entry, candidate->sector, &owner);
		else if (!candidate && place_candidate(f, match) && match->first != head) {
			const DtEntry *country = dt_world_country(f->world, place_candidate(f, match)->country);
			if (country) owner_from_entry(f, country, DT_SECTOR_NONE, &owner);
		}
	}
	for (size_t i = 0; i < f->match_count && !owner.found && heads_a_body(f, head); i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match->first < core.first || match->first + match->count > core.last) continue;
		const DtCandidate *person = best_candidate(f, match, (DtSlice){0});
		bool named = person && person->sense == DT_SENSE_NAME && person->entry->kind == DT_ENTRY_PERSON;
		if (named && !is_namesake(f, match, person->entry)) owner_from_entry(f, person->entry, DT_SECTOR_NONE, &owner);
	}
	owner_from_memory(f, head, core, &owner);
	for (uint32_t token = core.first; token < core.last && !owner.found; token++) {
		int32_t possessor = next_child(f, token, -1, DT_DEPREL_NMOD_POSS);
		if (possessor >= 0) owner_from_phrase(f, (size_t)possessor, &owner);
	}
	static const char *const linking[] = {"of", "for", "from", "at", "in", "with", NULL};
	for (uint32_t token = core.first; token < core.last && !owner.party.code.length; token++) {
		for (int32_t c = next_child(f, token, -1, DT_DEPREL_NMOD); c >= 0 && !owner.party.code.length;
		     c = next_child(f, token, c, DT_DEPREL_NMOD)) {
			const DtToken *preposition = case_of(f, (size_t)c);
			if (preposition && is_one_of(preposition, linking)) owner_from_phrase(f, (size_t)c, &owner);
		}
	}
	return owner;
}

static bool says_former(const Finder *f, Core core) {
	static const char *const words[] = {"former",  "ex",      "then",      "late", "ousted",
	                                    "deposed", "toppled", "outgoing-", NULL};
	for (uint32_t i = core.first; i < core.last; i++) {
		if (is_one_of(&f->tokens[i], words) && !form_is(&f->tokens[i], "then")) return true;
	}
	return false;
}

static void use_entry(const Finder *f, DtMention *mention, const DtEntry *entry, DtSector sector, const char *why) {
	mention->entry = entry;
	mention->gender = (uint8_t)entry->gender;
	mention->classes |= entry_classes(entry);
	fill_from_entry(f->world, entry, f->day, &mention->party);
	if (sector) {
		mention->party.sectors[0] = (uint8_t)sector;
		mention->party.sector_count = 1;
	}
	mention->party.why = dt_slice_of(why);
}

// A title or role noun with its owner: the holder of the office when there is one that day.
static bool says_acting(const Finder *f, Core core) {
	static const char *const words[] = {"acting", "interim", "caretaker", "transitional", "provisional", NULL};
	for (uint32_t i = core.first; i < core.last; i++) {
		if (is_one_of(&f->tokens[i], words)) return true;
	}
	return false;
}

// "The deputy finance minister" where the table has no such office: one beside the minister.
static bool says_deputy(const Finder *f, const DtMention *mention, const DtNameMatch *title) {
	static const char *const words[] = {"deputy", "vice", "assistant", "junior", "associate", "shadow", NULL};
	return title->first > mention->first && is_one_of(&f->tokens[title->first - 1], words);
}

static DtSlice body_of(const Owner *owner) {
	bool body = owner->entry && owner->entry->kind != DT_ENTRY_COUNTRY && owner->entry->kind != DT_ENTRY_PERSON;
	return body ? owner->entry->id : owner->party.code;
}

// The holder that a title means: of several, one who acts when it says so. False when nobody is known.
static bool find_holder(const Finder *f, DtSlice of, const DtOffice *office, bool acting, DtTerm *term) {
	enum { HOLDERS = 4 };
	DtTerm terms[HOLDERS];
	size_t count = dt_offices_on(f->world, of, office->id, f->day, terms, HOLDERS);
	if (count == 0) return false;
	*term = terms[0];
	for (size_t i = 1; acting && i < count && i < HOLDERS && term->kind != DT_TERM_ACTING; i++) {
		if (terms[i].kind == DT_TERM_ACTING) *term = terms[i];
	}
	return true;
}

// "Polish Finance Minister Anna Nowak": a name that nobody knows stands with the title, so it is not the known holder.
static bool names_somebody_else(const Finder *f, const DtMention *mention) {
	if (f->tokens[mention->token].upos == DT_UPOS_PROPN && f->match_at[mention->token] < 0) return true;
	int32_t name = next_child(f, mention->token, (int32_t)mention->token, DT_DEPREL_APPOS);
	bool adjacent = name >= 0 && (uint32_t)name <= mention->last + 1;
	return adjacent && f->tokens[name].upos == DT_UPOS_PROPN && f->match_at[name] < 0;
}

static void use_office(const Finder *f, DtMention *mention, const DtOffice *office, const Owner *owner) {
	mention->office = office;
	mention->owner = owner->entry;
	mention->classes |= DT_CLASS_ACTOR | DT_CLASS_PERSON;
	mention->party.office = office->id;
	mention->party.code = owner->party.code;
	add_sectors(&mention->party, office->sectors, office->sector_count);
	if (office->sector_count == 0) add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
	bool of_state = owner->entry && owner->entry->kind == DT_ENTRY_COUNTRY;
	if (mention->party.sector_count == 0 && of_state) add_sector(&mention->party, DT_SECTOR_GOV); // "U.S. officials"
	mention->party.why = dt_slice_of("title");
	if (mention->deputy) mention->party.office = (DtSlice){0};
	if (mention->plural || office->many || mention->former || mention->deputy || !owner->party.code.length) return;
	DtTerm term;
	bool acting = says_acting(f, (Core){mention->first, mention->last});
	if (names_somebody_else(f, mention) || !find_holder(f, body_of(owner), office, acting, &term)) return;
	mention->entry = term.holder;
	mention->gender = (uint8_t)term.holder->gender;
	mention->party.id = term.holder->id;
	mention->party.identifier_text = term.holder->name;
}

// Of the offices that a title may name in the owner's body, the first that somebody holds, else the first.
static const DtOffice *title_office(const Finder *f, const DtNameMatch *match, const Owner *owner) {
	const DtOffice *fallback = NULL, *fitting = NULL, *held = NULL;
	bool state = !owner->entry || owner->entry->kind == DT_ENTRY_COUNTRY || owner->entry->kind == DT_ENTRY_REGION;
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		const DtCandidate *candidate = &match->candidates[c];
		DtTerm term;
		if (candidate->sense == DT_SENSE_ROLE && candidate->role->office && !fallback)
			fallback = candidate->role->office;
		if (candidate->sense != DT_SENSE_TITLE) continue;
		if (owner->party.code.length && dt_title_fits(candidate, owner->party.code)) {
			bool of_body = candidate->office->sector_count == 0; // "leader" of a group
			if (!fitting || (!state && of_body && fitting->sector_count)) fitting = candidate->office;
			if (!find_holder(f, body_of(owner), candidate->office, false, &term)) continue;
			if (remembered_entry(f->discourse, term.holder)) return candidate->office; // "the Hungarian leader"
			if (!held) held = candidate->office;
		}
		if (!candidate->only.length && !fallback) fallback = candidate->office;
	}
	if (held) return held;
	if (!fitting && !fallback && owner->found && candidate_of(match, 1u << DT_SENSE_TITLE))
		return candidate_of(match, 1u << DT_SENSE_TITLE)->office; // so called elsewhere, and an office here too
	return fitting ? fitting : fallback;
}

// A title of one body alone means that body where no words name one: "the UN chief", "the CIA director".
static void own_by_title(const Finder *f, const DtNameMatch *match, Owner *owner) {
	DtSlice only = {0};
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		const DtCandidate *candidate = &match->candidates[c];
		if (candidate->sense != DT_SENSE_TITLE) continue;
		bool one = candidate->only.length && dt_slice_find(candidate->only, dt_slice_of(" ")) == SIZE_MAX;
		if (!one || (only.length && !dt_slice_equal(only, candidate->only))) return;
		only = candidate->only;
	}
	const DtEntry *body = only.length ? dt_world_find(f->world, only) : NULL;
	if (body) owner_from_entry(f, body, DT_SECTOR_NONE, owner);
}

static bool use_discourse(const Finder *f, DtMention *mention, const DtOffice *office);

// "The chancellor": of those spoken of, whoever holds one of the offices that the title names.
static bool use_holder_spoken_of(const Finder *f, DtMention *mention, const DtNameMatch *match) {
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		if (match->candidates[c].sense == DT_SENSE_TITLE && use_discourse(f, mention, match->candidates[c].office))
			return true;
	}
	return false;
}

// "The president-elect": of the states that the document has spoken of the one that has one, else the one whose has no
// need of a name in news in English.
static void own_by_election(const Finder *f, const DtNameMatch *match, const DtMention *mention, Owner *owner) {
	const DtCandidate *title = candidate_of(match, 1u << DT_SENSE_TITLE);
	DtSlice found = {0};
	DtTerm term;
	size_t count = 0;
	if (!title || !title->office->elect || mention->plural || names_somebody_else(f, mention)) return;
	for (size_t i = 0; i < f->discourse->country_count; i++) {
		DtSlice code = f->discourse->countries[i].code;
		if (!find_holder(f, code, title->office, false, &term)) continue;
		found = code;
		count++;
	}
	if (count == 0 && find_holder(f, dt_slice_of("USA"), title->office, false, &term)) found = dt_slice_of("USA");
	const DtEntry *state = found.length && count < 2 ? dt_world_country(f->world, found) : NULL;
	if (state) owner_from_entry(f, state, DT_SECTOR_NONE, owner);
}

static const DtRole *role_candidate(const DtNameMatch *match, bool *plural) {
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		if (match->candidates[c].sense != DT_SENSE_ROLE) continue;
		*plural |= match->candidates[c].plural;
		return match->candidates[c].role;
	}
	return NULL;
}

// "Indian and Pakistani troops": the second nationality makes a second party of the same role.
static void add_second_owner(const Finder *f, DtMention *mention, Core core) {
	if (!mention->plural || !mention->owner || mention->also) return;
	for (size_t i = 0; i < f->match_count; i++) {
		const DtNameMatch *match = &f->matches[i];
		if (match->first < core.first || match->first >= mention->token) continue;
		const DtCandidate *candidate = candidate_of(match, 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME);
		if (!candidate || candidate->entry == mention->owner || candidate->entry->kind != DT_ENTRY_COUNTRY) continue;
		DtMention *other = DT_NEW(f->arena, DtMention);
		DtParty owner = {0};
		*other = *mention;
		fill_from_entry(f->world, candidate->entry, f->day, &owner);
		other->owner = candidate->entry;
		other->party.code = owner.code;
		mention->also = other;
		return;
	}
}

// "the foreign ministers of India and Pakistan": the second of those it is of.
static void add_second_possessor(Finder *f, DtMention *mention) {
	if (!mention->plural || mention->also || !mention->party.code.length) return;
	for (int32_t c = next_child(f, mention->token, -1, DT_DEPREL_NMOD); c >= 0;
	     c = next_child(f, mention->token, c, DT_DEPREL_NMOD)) {
		const DtToken *preposition = case_of(f, (size_t)c);
		int32_t second = next_child(f, (size_t)c, -1, DT_DEPREL_CONJ);
		if (!preposition || !(form_is(preposition, "of") || form_is(preposition, "from"))) continue;
		const DtMention *whole = resolve_phrase(f, (size_t)c);
		const DtMention *other = second < 0 ? (whole ? whole->also : NULL) : resolve_phrase(f, (size_t)second);
		bool state = other && other->party.code.length && other->classes & DT_CLASS_STATE;
		if (!state || dt_slice_equal(other->party.code, mention->party.code)) continue;
		DtMention plain = *mention, *last = mention;
		while (other) {
			DtMention *also = DT_NEW(f->arena, DtMention);
			*also = plain;
			also->owner = other->entry;
			also->party.code = other->party.code;
			last->also = also;
			last = also;
			if (second < 0) {
				other = other->also;
				continue;
			}
			int32_t next = next_child(f, (size_t)c, second, DT_DEPREL_CONJ); // of a flat list, or a nested one
			if (next < 0) next = next_child(f, (size_t)second, second, DT_DEPREL_CONJ);
			second = next;
			other = next < 0 ? NULL : resolve_phrase(f, (size_t)next);
			if (other && !(other->classes & DT_CLASS_STATE)) other = NULL;
		}
		return;
	}
}

static void use_role(const Finder *f, DtMention *mention, const DtRole *role, const Owner *owner) {
	static const char *const members[] = {"member", "members",        "delegate",        "delegates", "men",
	                                      "cadres", "representative", "representatives", NULL};
	bool people = (role->kind == DT_ROLE_PERSON || role->kind == DT_ROLE_PEOPLE) &&
	              (role->sector_count == 0 || role->sectors[0] == DT_SECTOR_CVL);
	if (role->weak && !owner->found && !people) return;
	mention->owner = owner->entry;
	mention->classes |= DT_CLASS_ACTOR;
	if (role->kind == DT_ROLE_PERSON && !mention->plural) mention->classes |= DT_CLASS_PERSON;
	if (role->kind == DT_ROLE_BODY) mention->classes |= DT_CLASS_ORGANISATION;
	mention->party.code = role->code.length ? role->code : owner->party.code;
	bool belongs = is_one_of(&f->tokens[mention->token], members);
	if (belongs && owner->found && owner->party.sector_count) { // "members of the junta"
		add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
		mention->party.why = dt_slice_of("member");
		return;
	}
	bool group = owner->entry && owner->entry->kind != DT_ENTRY_COUNTRY && owner->entry->kind != DT_ENTRY_PEOPLE &&
	             owner->entry->kind != DT_ENTRY_REGION && owner->entry->kind != DT_ENTRY_PERSON;
	if (group) add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
	add_sectors(&mention->party, role->sectors, role->sector_count);
	if (role->sector_count == 0) add_sectors(&mention->party, owner->party.sectors, owner->party.sector_count);
	mention->party.why = dt_slice_of("role");
}

// "the South" after North Korea, "the North" after South Sudan: the state that has the rest of the name.
static bool use_other_half(const Finder *f, DtMention *mention) {
	enum { HALF_BACK = 12 };
	bool north = form_is(&f->tokens[mention->token], "North");
	DtToken other = {.form = dt_slice_of(north ? "South" : "North")};
	const DtRemembered *known = dt_discourse_recall(f->discourse, dt_wants_half, &other, f->sentence, HALF_BACK);
	if (!known) return false;
	DtSlice rest = dt_slice_cut(known->mention.entry->name, 6, known->mention.entry->name.length);
	DtSlice names[] = {dt_arena_format(f->arena, "%s " DT_SLICE_FORMAT, north ? "North" : "South", DT_SLICE_ARGS(rest)),
	                   rest};
	for (size_t i = 0; i < 2; i++) {
		size_t count;
		const DtCandidate *candidates = dt_world_lookup(f->world, names[i], &count);
		bool state = count && candidates[0].sense == DT_SENSE_NAME && candidates[0].entry->kind == DT_ENTRY_COUNTRY;
		if (!state || candidates[0].entry == known->mention.entry) continue;
		use_entry(f, mention, candidates[0].entry, DT_SECTOR_NONE, "the other half");
		return true;
	}
	return false;
}

static DtSlice last_word(DtSlice text) {
	size_t at = text.length;
	while (at > 0 && text.data[at - 1] != ' ') at--;
	return dt_slice_cut(text, at, text.length);
}

// "the bank" after the World Bank, "the government" after Colombia's government, "the rebels" after a group of them.
static bool wants_noun(const DtRemembered *known, const void *what) {
	static const char *const armed[] = {"rebels",   "militants",  "insurgents", "guerrillas",
	                                    "fighters", "militiamen", NULL};
	const DtToken *noun = what;
	const DtMention *m = &known->mention;
	if (!m->party.code.length || m->classes & DT_CLASS_PERSON || m->pronoun) return false;
	if (dt_slice_equal_folded(last_word(m->party.entity_text), noun->form)) return true;
	bool body = m->entry && m->entry->kind != DT_ENTRY_COUNTRY;
	if (body && dt_slice_equal_folded(last_word(m->entry->name), noun->form)) return true;
	return body && m->entry->kind == DT_ENTRY_GROUP && is_one_of(noun, armed);
}

static bool use_same_noun(const Finder *f, DtMention *mention) {
	enum { NOUN_BACK = 6 };
	const DtToken *head = &f->tokens[mention->token];
	bool bare = mention->definite && mention->last - mention->first <= 2 && head->upos == DT_UPOS_NOUN;
	if (!bare || next_child(f, mention->token, (int32_t)mention->token, DT_DEPREL_NMOD) >= 0) return false;
	const DtRemembered *known = dt_discourse_recall(f->discourse, wants_noun, head, f->sentence, NOUN_BACK);
	if (!known) return false;
	bool plural = mention->plural;
	copy_remembered(mention, known, "mentioned before");
	mention->plural = plural;
	return true;
}

// "the president", "the group": without an owner, whom the document spoke of.
static bool use_discourse(const Finder *f, DtMention *mention, const DtOffice *office) {
	enum { OFFICE_BACK = 12, GROUP_BACK = 6 };
	static const char *const group[] = {
		"group", "movement", "organisation", "organization", "party", "militia", "bloc", "alliance", NULL};
	static const char *const country[] = {"country", "nation",  "kingdom",   "sheikhdom",
	                                      "emirate", "enclave", "territory", NULL};
	const DtToken *head = &f->tokens[mention->token];
	const DtRemembered *known = NULL;
	if (!mention->definite || mention->plural) return false;
	for (uint32_t i = mention->first; i < mention->token; i++) { // "the Brexit movement" is another one
		if (f->tokens[i].upos == DT_UPOS_PROPN && f->match_at[i] < 0) return false;
	}
	if (form_is(head, "North") || form_is(head, "South"))
		known = dt_discourse_recall(f->discourse, dt_wants_half, head, f->sentence, OFFICE_BACK);
	else if (office)
		known = dt_discourse_recall(f->discourse, dt_wants_office, office, f->sentence, OFFICE_BACK);
	else if (is_one_of(head, group))
		known = dt_discourse_recall(f->discourse, dt_wants_group, NULL, f->sentence, GROUP_BACK);
	else if (is_one_of(head, country))
		known = dt_discourse_recall(f->discourse, dt_wants_land, NULL, f->sentence, GROUP_BACK);
	if (!known) return (form_is(head, "North") || form_is(head, "South")) && use_other_half(f, mention);
	copy_remembered(mention, known, "mentioned before");
	return true;
}

static bool is_plural(const DtToken *token) {
	return token->xpos == DT_XPOS_NNS || token->xpos == DT_XPOS_NNPS || (token->features & DT_FEATURE_PLURAL);
}

static bool is_definite(const Finder *f, size_t head) {
	static const char *const words[] = {"the", "this", "that", "these", "those", NULL};
	int32_t det = next_child(f, head, -1, DT_DEPREL_DET);
	return det >= 0 && is_one_of(&f->tokens[det], words);
}

static bool names_hold(const DtEntry *entry, DtSlice word) {
	for (uint32_t i = 0; i < entry->name_count; i++) {
		if (dt_slice_find(entry->names[i], word) != SIZE_MAX) return true;
	}
	return false;
}

// True for a word that is no part of people's names: a title, a nationality, a place, a body.
static bool is_no_name(const Finder *f, size_t at) {
	if (f->match_at[at] < 0) return false;
	const DtNameMatch *match = &f->matches[f->match_at[at]];
	for (uint32_t c = 0; c < match->candidate_count; c++) {
		DtSense sense = match->candidates[c].sense;
		bool person = (sense == DT_SENSE_NAME || sense == DT_SENSE_SURNAME) &&
		              match->candidates[c].entry->kind == DT_ENTRY_PERSON;
		if (!person && sense != DT_SENSE_PLACE) return true;
	}
	return false;
}

// The word beside at that makes one name with it: a first name before it or a surname behind it. f->count when none.
static size_t name_beside(const Finder *f, size_t at) {
	const DtToken *tokens = f->tokens;
	bool behind = at + 1 < f->count && tokens[at + 1].deprel == DT_DEPREL_FLAT && tokens[at + 1].upos == DT_UPOS_PROPN;
	if (at > 0 && tokens[at - 1].upos == DT_UPOS_PROPN && !is_no_name(f, at - 1)) {
		bool flat = tokens[at].deprel == DT_DEPREL_FLAT && tokens[at].head >= 0;
		if (flat || tokens[at - 1].head == (int32_t)at) return at - 1;
	}
	return behind && tokens[at + 1].head == (int32_t)at ? at + 1 : f->count;
}

// "Ann Macron", "Kerry Kay", "Denzel Washington": a word of the name, in the name of somebody else.
static bool is_namesake(const Finder *f, const DtNameMatch *match, const DtEntry *entry) {
	if (match->count != 1) return false;
	size_t at = match->first, other = name_beside(f, at);
	bool flat =
		other < f->count && (f->tokens[at].deprel == DT_DEPREL_FLAT || f->tokens[other].deprel == DT_DEPREL_FLAT);
	if (other == f->count || f->tokens[other].upos != DT_UPOS_PROPN) return false;
	bool surname = other > at && !is_no_name(f, other) && f->tokens[other].form.length > 3; // "Paris Hilton"
	bool place = flat && entry->kind <= DT_ENTRY_REGION && (other < at || surname);
	if (entry->kind != DT_ENTRY_PERSON && !place) return false;
	DtSlice form = f->tokens[other].form;
	bool initial = form.length <= 2 || form.data[form.length - 1] == '.';
	size_t first = at; // of the whole name: "George Herbert Walker Bush"
	for (int steps = 0; steps < 4 && f->tokens[first].deprel == DT_DEPREL_FLAT && f->tokens[first].head >= 0; steps++)
		first = (size_t)f->tokens[first].head;
	bool called = names_hold(entry, form) || (first < at && names_hold(entry, f->tokens[first].form));
	return !initial && !called;
}

// "The Supreme Court", "Congress": a name of one state's body that any state's may have, where others are spoken of.
static bool is_generic(const Finder *f, const DtNameMatch *match, const DtCandidate *named) {
	if (named->entry->kind != DT_ENTRY_AGENCY || !candidate_of(match, PLAIN_SENSES)) return false;
	DtSlice code = named->entry->code_count ? named->entry->codes[0].code : (DtSlice){0};
	bool others = false;
	for (size_t i = 0; i < f->discourse->country_count; i++) {
		if (dt_slice_equal(f->discourse->countries[i].code, code)) return false;
		others = true;
	}
	for (size_t i = 0; i < f->match_count; i++) {
		const DtCandidate *state = candidate_of(&f->matches[i], OWNER_SENSES);
		if (!state || state->entry->kind != DT_ENTRY_COUNTRY) continue;
		if (dt_slice_equal(state->entry->id, code)) return false;
		others = true;
	}
	return others;
}

// "The Obama administration": the noun is what acts.
static bool heads_a_body(const Finder *f, size_t head) {
	int32_t match = f->tokens[head].upos == DT_UPOS_NOUN ? f->match_at[head] : -1;
	const DtCandidate *role = match >= 0 ? candidate_of(&f->matches[match], 1u << DT_SENSE_ROLE) : NULL;
	return role && role->role->kind == DT_ROLE_BODY;
}

// A named actor inside the core, best first: a person, then other names whose own word is the head.
static const DtCandidate *named_actor(const Finder *f, Core core, size_t head, DtSlice owner,
                                      const DtNameMatch **where) {
	for (size_t i = f->match_count; i-- > 0;) {
		const DtNameMatch *match = &f->matches[i];
		if (match->first < core.first || match->first + match->count > core.last) continue;
		const DtCandidate *candidate = best_candidate(f, match, owner);
		if (!candidate || !(NAME_SENSES >> candidate->sense & 1)) continue;
		bool covers_head = match->first <= head && head < match->first + match->count;
		if (candidate->entry->kind != DT_ENTRY_PERSON && !covers_head) continue;
		if (is_namesake(f, match, candidate->entry)) continue;
		if (is_generic(f, match, candidate)) continue;
		bool titled = match->first > core.first && f->match_at[match->first - 1] >= 0 && // "Queen Victoria"
		              candidate_of(&f->matches[f->match_at[match->first - 1]], 1u << DT_SENSE_TITLE);
		if (titled && candidate->sense == DT_SENSE_CAPITAL) continue;
		if (candidate->entry->kind == DT_ENTRY_PERSON && !covers_head && heads_a_body(f, head)) continue;
		*where = match;
		return candidate;
	}
	return NULL;
}

// "Ana Soto, the foreign minister of Chile": when the world has somebody else there.
static bool is_called_otherwise(const Finder *f, const DtMention *mention, const DtEntry *holder) {
	if (f->tokens[mention->token].upos != DT_UPOS_PROPN) return false;
	for (uint32_t i = mention->token; i < mention->last; i++) {
		if (names_hold(holder, f->tokens[i].form)) return false;
	}
	return true;
}

static void take_party(DtMention *mention, const DtMention *from) {
	DtSlice text = mention->party.entity_text, name = mention->party.identifier_text;
	DtSpan span = mention->party.span;
	bool titled = dt_slice_is(mention->party.why, "title"); // its holder of that day is somebody else
	mention->party = from->party;
	mention->party.entity_text = text;
	mention->party.span = span;
	if (name.length && !titled) mention->party.identifier_text = name;
	mention->party.why = dt_slice_of("apposition");
	mention->entry = from->entry;
	mention->owner = from->owner;
	mention->former = from->former;
	mention->classes |= from->classes;
	mention->gender = from->gender;
}

static bool is_unknown_name(const Finder *f, const DtMention *mention) {
	return f->tokens[mention->token].upos == DT_UPOS_PROPN && !mention->entry && !mention->party.code.length &&
	       mention->party.sector_count == 0;
}

// "Ann Lee, a Finnish diplomat": who is told beside a name. "The Finnish diplomat Ann Lee" tells it of the name.
static void use_apposition(Finder *f, DtMention *mention) {
	for (int32_t c = next_child(f, mention->token, -1, DT_DEPREL_APPOS); c >= 0;
	     c = next_child(f, mention->token, c, DT_DEPREL_APPOS)) {
		DtMention *other = resolve_phrase(f, (size_t)c);
		if (!other || !(other->classes & DT_CLASS_ACTOR)) continue;
		DtMention *known = &f->out->items[f->out->at[mention->token]];
		bool things = f->tokens[mention->token].upos == DT_UPOS_NOUN && known->plural != other->plural;
		if (things && !(known->classes & DT_CLASS_ACTOR)) continue; // "changes, one nominee said"
		bool person = other->entry && other->classes & DT_CLASS_PERSON;
		bool holder = person && known->entry != other->entry && dt_slice_is(known->party.why, "title");
		bool empty = !other->party.code.length && other->party.sector_count == 0 && !other->entry;
		bool sectors = known->party.sector_count && !other->party.code.length;
		if ((!known->party.code.length && !empty && !sectors) || (person && !known->entry) || holder) {
			take_party(known, other);
			if (other->office && other->entry && is_called_otherwise(f, known, other->entry)) {
				known->entry = NULL; // the office is right, its holder as the world has it is not
				known->party.id = known->party.identifier_text = (DtSlice){0};
			}
			return;
		}
		bool body = known->entry && known->entry->kind != DT_ENTRY_PERSON;
		bool told = !known->plural && (!known->entry || body) && known->classes & DT_CLASS_ACTOR;
		if (!told || !is_unknown_name(f, other)) continue;
		take_party(other, known);
		if (body) { // one of it
			other->owner = known->entry;
			other->entry = NULL;
			other->party.id = other->party.identifier_text = (DtSlice){0};
		}
	}
}

// "Ann Lee, who leads the miners' union": one is what one leads.
static void use_relative(Finder *f, DtMention *mention) {
	static const char *const lemmas[] = {"lead", "head", "command", "chair", "run", "direct", "represent", NULL};
	int32_t verb = next_child(f, mention->token, (int32_t)mention->token, DT_DEPREL_ACL_RELCL);
	if (verb < 0 || !is_unknown_name(f, mention)) return;
	bool leads = false;
	for (size_t i = 0; lemmas[i]; i++) leads |= dt_slice_is(f->tokens[verb].lemma, lemmas[i]);
	int32_t body = leads ? next_child(f, (size_t)verb, verb, DT_DEPREL_OBJ) : -1;
	int32_t subject = leads ? next_child(f, (size_t)verb, -1, DT_DEPREL_NSUBJ) : -1;
	if (body < 0 || subject < 0 || f->tokens[subject].upos != DT_UPOS_PRON) return;
	const DtMention *led = resolve_phrase(f, (size_t)body);
	if (!led || !(led->classes & DT_CLASS_ACTOR) || !(led->party.code.length || led->party.sector_count)) return;
	DtMention *known = &f->out->items[f->out->at[mention->token]];
	known->owner = led->entry ? led->entry : led->owner;
	known->party.code = led->party.code;
	add_sectors(&known->party, led->party.sectors, led->party.sector_count);
	known->party.why = dt_slice_of("leads it");
	known->classes |= DT_CLASS_PERSON;
}

static bool in_time(const Finder *f, size_t token) {
	const DtDocument *document = f->discourse->document;
	for (uint32_t i = f->first_time; i < document->time_count && document->times[i].sentence == f->sentence; i++) {
		if (dt_span_overlaps(document->times[i].span, f->tokens[token].span)) return true;
	}
	return false;
}

// "the Energy Policy Act", "the Geneva Convention", "S.2612", "Hurricane Ada".
static bool names_a_thing(const Finder *f, const DtMention *mention) {
	DtConcept things = dt_lexicon_concept_find(f->lexicon, dt_slice_of("named-thing"));
	DtConcept titles = dt_lexicon_concept_find(f->lexicon, dt_slice_of("thing-title"));
	DtSlice form = f->tokens[mention->token].form;
	for (size_t i = 0; i < form.length; i++) {
		if (form.data[i] >= '0' && form.data[i] <= '9') return true;
	}
	for (uint32_t i = mention->first; i < mention->last; i++) {
		if (dt_reading_has(f->reading, i, titles) && f->tokens[i].upos != DT_UPOS_VERB) return true;
	}
	return dt_reading_has(f->reading, mention->token, things);
}

// "Finance Minister Kiichi Miyazawa": in an office that the world does not have him in, on that day.
static void use_title_before(const Finder *f, DtMention *mention) {
	const DtNameMatch *match = match_with_sense(f, (Core){mention->first, mention->last}, 1u << DT_SENSE_TITLE, NULL);
	const DtCandidate *title = candidate_of(match, 1u << DT_SENSE_TITLE);
	if (!title) return;
	mention->titled = true;
	add_sectors(&mention->party, title->office->sectors, title->office->sector_count);
}

static void mean_former(DtParty *party) {
	party->office = (DtSlice){0};
	party->sectors[0] = DT_SECTOR_ELI;
	party->sector_count = 1;
}

// Where no day is known, a title says better who one was than the last that is known of him.
static bool title_before(const Finder *f, const DtMention *mention, const DtNameMatch *name) {
	const DtNameMatch *match = match_with_sense(f, (Core){mention->first, name->first}, 1u << DT_SENSE_TITLE, name);
	const DtCandidate *title = candidate_of(match, 1u << DT_SENSE_TITLE);
	return title && title->office->sector_count;
}

// A name that the world knows.
static void use_named(const Finder *f, DtMention *mention, const DtCandidate *named, const DtNameMatch *where,
                      DtSlice owner) {
	bool geographic = named->entry->kind == DT_ENTRY_COUNTRY || named->entry->kind == DT_ENTRY_REGION;
	bool located = geographic || named->sense == DT_SENSE_SEAT;
	mention->place = place_candidate(f, where);
	mention->place_only = located && stands_as_place(f, mention->token, named->sense);
	DtIdentity identity = {0};
	if (named->sense == DT_SENSE_SURNAME) dt_entry_on(f->world, named->entry, f->day, &identity);
	bool own = owner.length && dt_slice_equal(identity.code, owner);
	if (named->sense == DT_SENSE_SURNAME && !own && !remembered_entry(f->discourse, named->entry)) return;
	use_entry(f, mention, named->entry, named->sector, dt_sense_name(named->sense));
	if (mention->place_only) mention->classes |= DT_CLASS_PLACE;
	if (f->day == DT_DATE_NONE && !mention->former && title_before(f, mention, where)) mention->party.sector_count = 0;
	if (named->entry->kind == DT_ENTRY_PERSON && mention->party.sector_count == 0 && !mention->former)
		use_title_before(f, mention);
	bool state = mention->party.code.length && !dt_entity_code_known(mention->party.code);
	bool governs = sector_classes(&mention->party) & DT_CLASS_GOVERNMENT;
	bool titled = match_with_sense(f, (Core){mention->first, mention->last}, PLAIN_SENSES, where);
	if (mention->former && titled && named->entry->kind == DT_ENTRY_PERSON && state && !governs)
		mean_former(&mention->party); // "the deposed leader X", who leads a party still
}

// The title or role that the phrase's head is part of; a name's, anywhere in the phrase.
// "The top U.S. diplomat": a title with whose it is in its middle.
static const DtNameMatch *split_match(const Finder *f, size_t head, Core core) {
	const uint32_t owners = 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME | 1u << DT_SENSE_ABBREVIATION;
	const DtNameMatch *inner = match_with_sense(f, core, owners, NULL);
	if (!inner || inner->first <= core.first || inner->first + inner->count > head) return NULL;
	DtBuffer words = {0};
	for (size_t i = core.first; i <= head; i++) {
		bool left_out = f->tokens[i].upos == DT_UPOS_DET || (i >= inner->first && i < inner->first + inner->count);
		if (left_out) continue;
		if (words.length) dt_buffer_add_char(&words, ' ');
		dt_buffer_add(&words, f->tokens[i].form);
	}
	size_t count = 0;
	const DtCandidate *candidates = dt_world_lookup(f->world, dt_buffer_slice(&words), &count);
	dt_buffer_clear(&words);
	DtNameMatch *match = DT_NEW(f->arena, DtNameMatch);
	*match = (DtNameMatch){(uint32_t)head, 1, candidates, (uint32_t)count};
	return count && candidate_of(match, PLAIN_SENSES) ? match : NULL;
}

static const DtNameMatch *plain_match(const Finder *f, size_t head, Core core) {
	const DtNameMatch *split = f->tokens[head].upos == DT_UPOS_NOUN ? split_match(f, head, core) : NULL;
	if (split) return split;
	for (size_t i = f->match_count; i-- > 0;) {
		const DtNameMatch *match = &f->matches[i];
		bool covers = match->first <= head && head < match->first + match->count;
		const DtCandidate *plain = covers ? candidate_of(match, PLAIN_SENSES) : NULL;
		bool weak = plain && plain->sense == DT_SENSE_ROLE && plain->role->weak;
		bool word = weak && f->tokens[head].upos == DT_UPOS_PROPN; // of a name: "rights group Open Cells"
		if (plain && !word) return match;
	}
	for (size_t i = f->match_count; f->tokens[head].upos == DT_UPOS_PROPN && i-- > 0;) { // the nearest before the name
		const DtNameMatch *match = &f->matches[i];
		bool inside = match->first >= core.first && match->first + match->count <= core.last;
		if (inside && candidate_of(match, PLAIN_SENSES)) return match;
	}
	return NULL;
}

// "The governor of Georgia": states have none, but a province of the same name elsewhere.
static void prefer_province(const Finder *f, const DtMention *mention, const DtNameMatch *title, Owner *owner) {
	const DtCandidate *office = candidate_of(title, 1u << DT_SENSE_TITLE);
	bool local = office && (dt_slice_is(office->office->id, "governor") || dt_slice_is(office->office->id, "mayor"));
	int32_t of = next_child(f, mention->token, (int32_t)mention->token, DT_DEPREL_NMOD);
	if (!local || !owner->entry || owner->entry->kind != DT_ENTRY_COUNTRY || of < 0 || f->match_at[of] < 0) return;
	const DtNameMatch *match = &f->matches[f->match_at[of]];
	const DtCandidate *name = candidate_of(match, 1u << DT_SENSE_NAME),
					  *place = candidate_of(match, 1u << DT_SENSE_PLACE);
	const DtEntry *state = name && place ? dt_world_country(f->world, place->place->country) : NULL;
	if (!state || state == owner->entry || name->entry != owner->entry) return;
	*owner = (Owner){0};
	owner_from_entry(f, state, DT_SECTOR_NONE, owner);
}

// The term of an office that the possessor holds or held last.
static const DtTerm *term_of(const Finder *f, const DtEntry *entry) {
	DtIdentity identity;
	if (!entry || entry->kind != DT_ENTRY_PERSON || !dt_entry_on(f->world, entry, f->day, &identity)) return NULL;
	return identity.standing == DT_STANDING_FUTURE ? NULL : identity.term;
}

// Who held the office of a term before it, or after it.
static const DtTerm *neighbour_of(const Finder *f, const DtTerm *term, bool before) {
	size_t count;
	const DtTerm *const *terms = dt_office_terms(f->world, term->of, term->office->id, &count);
	const DtTerm *found = NULL;
	for (size_t i = 0; i < count; i++) {
		bool regular = terms[i]->kind == DT_TERM_REGULAR && terms[i]->holder != term->holder;
		bool fits = before ? terms[i]->days.from < term->days.from : terms[i]->days.from > term->days.from;
		if (!regular || !fits) continue;
		if (!found || before) found = terms[i]; // the last before, the first after
	}
	return found;
}

static void mean_person(const Finder *f, DtMention *mention, const DtEntry *person, const char *why) {
	DtSlice text = mention->party.entity_text;
	DtSpan span = mention->party.span;
	mention->party = (DtParty){.entity_text = text, .span = span};
	use_entry(f, mention, person, DT_SECTOR_NONE, why);
}

// "Macron's predecessor", "his Greek counterpart": whom an office relates to the one that the possessor holds.
static bool use_relation(Finder *f, DtMention *mention, Core core) {
	const DtToken *head = &f->tokens[mention->token];
	bool before = form_is(head, "predecessor"), after = form_is(head, "successor"),
		 beside = form_is(head, "counterpart");
	if (!before && !after && !beside) return false;
	int32_t possessor = next_child(f, mention->token, -1, DT_DEPREL_NMOD_POSS);
	const DtMention *whose = possessor >= 0 ? resolve_phrase(f, (size_t)possessor) : NULL;
	const DtTerm *term = whose ? term_of(f, whose->entry) : NULL;
	if (!term) return false;
	if (!beside) {
		const DtTerm *other = neighbour_of(f, term, before);
		if (other) mean_person(f, mention, other->holder, "predecessor or successor");
		return other != NULL;
	}
	const DtNameMatch *match = match_with_sense(f, core, 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME, NULL);
	const DtCandidate *state = candidate_of(match, 1u << DT_SENSE_ADJECTIVE | 1u << DT_SENSE_NAME);
	if (!state || state->entry->kind != DT_ENTRY_COUNTRY) return false;
	Owner owner = {0};
	owner_from_entry(f, state->entry, DT_SECTOR_NONE, &owner);
	use_office(f, mention, term->office, &owner);
	mention->party.why = dt_slice_of("counterpart");
	return true;
}

// "Dozens of Syrians", "a group of miners": what is counted is meant.
static bool use_measured(Finder *f, DtMention *mention) {
	static const char *const crowds[] = {"hundreds", "thousands", "dozens", "scores", "millions", NULL};
	DtConcept measure = dt_lexicon_concept_find(f->lexicon, dt_slice_of("measure"));
	if (!dt_reading_has(f->reading, mention->token, measure)) return false;
	int32_t counted = next_child(f, mention->token, (int32_t)mention->token, DT_DEPREL_NMOD);
	const DtToken *preposition = counted < 0 ? NULL : case_of(f, (size_t)counted);
	if (counted < 0 && mention->plural && is_subject(&f->tokens[mention->token]) &&
	    is_one_of(&f->tokens[mention->token], crowds)) {
		mention->classes |= DT_CLASS_ACTOR; // "thousands marched"
		add_sector(&mention->party, DT_SECTOR_CVL);
		mention->party.why = dt_slice_of("counted");
		return true;
	}
	if (!preposition || !form_is(preposition, "of")) return false;
	const DtMention *other = resolve_phrase(f, (size_t)counted);
	if (!other || !other->plural || !(other->classes & DT_CLASS_ACTOR)) return false;
	DtRemembered known = {.mention = *other};
	uint32_t end = other->party.span.end;
	copy_remembered(mention, &known, "counted");
	mention->plural = true;
	if (end > mention->party.span.end) { // "a large number of Syrians", as it stands in the text
		mention->party.span.end = end;
		mention->party.entity_text = dt_document_slice(f->discourse->document, mention->party.span);
	}
	return true;
}

// A title or role noun.
static void use_plain(Finder *f, DtMention *mention, const DtNameMatch *plain, Core core) {
	Owner owner = find_owner(f, mention->token, core, plain);
	prefer_province(f, mention, plain, &owner);
	if (!owner.found && use_holder_spoken_of(f, mention, plain)) return;
	if (!owner.found) own_by_title(f, plain, &owner);
	if (!owner.found) own_by_election(f, plain, mention, &owner);
	const DtOffice *office = title_office(f, plain, &owner);
	mention->deputy = office && says_deputy(f, mention, plain);
	const DtRole *role = role_candidate(plain, &mention->plural);
	if (office && owner.found)
		use_office(f, mention, office, &owner);
	else if (!owner.found && (use_discourse(f, mention, office) || (!office && use_same_noun(f, mention))))
		return;
	else if (office && !(role && role->weak))
		use_office(f, mention, office, &owner);
	else if (role)
		use_role(f, mention, role, &owner);
	add_second_owner(f, mention, core);
	add_second_possessor(f, mention);
	if (!mention->former) return;
	mean_former(&mention->party);
}

static void mean_place(DtMention *mention, const DtGazetteerPlace *place) {
	mention->place = place;
	mention->classes |= DT_CLASS_PLACE;
	mention->party.code = place->country;
	mention->party.why = dt_slice_of("place");
	mention->place_only = true;
}

// "Polish is spoken in Lviv", "taught in Polish".
static bool is_language(const Finder *f, const DtMention *mention) {
	static const char *const verbs[] = {"speak", "teach", "learn", "study", "write", "translate", NULL};
	const DtToken *token = &f->tokens[mention->token];
	if (mention->last - mention->first != 1 || mention->plural || token->head < 0) return false;
	for (size_t i = 0; verbs[i]; i++) {
		if (dt_slice_is(f->tokens[token->head].lemma, verbs[i])) return true;
	}
	return false;
}

// A nationality alone ("the French", "Russians") or a place.
static void use_demonym_or_place(const Finder *f, DtMention *mention, const DtNameMatch *match) {
	const uint32_t senses = 1u << DT_SENSE_DEMONYM | 1u << DT_SENSE_ADJECTIVE;
	const DtCandidate *demonym = candidate_of(match, senses);
	uint8_t upos = f->tokens[mention->token].upos;
	if (demonym && is_language(f, mention)) return;
	if (demonym && (upos == DT_UPOS_NOUN || upos == DT_UPOS_PROPN || mention->definite)) {
		use_entry(f, mention, demonym->entry, DT_SECTOR_CVL, "demonym");
		mention->entry = NULL;
		mention->owner = demonym->entry;
		mention->classes = DT_CLASS_ACTOR | DT_CLASS_CIVILIAN;
		mention->party.identifier_text = (DtSlice){0};
		return;
	}
	const DtGazetteerPlace *place = place_candidate(f, match);
	size_t other = match->count == 1 ? name_beside(f, match->first) : f->count;
	bool person = other < f->count && other > match->first && !is_no_name(f, other);
	if (place && person) // "Zubair Khattak"
		mention->classes |= DT_CLASS_ACTOR;
	else if (place)
		mean_place(mention, place);
}

// "the town of Koutougou", "Janyatag village": a place that no gazetteer has.
static bool use_unknown_place(const Finder *f, DtMention *mention, Core core) {
	static const char *const words[] = {
		"town",    "village", "city",     "district", "province", "region",     "county",   "hamlet",  "island",
		"border",  "suburb",  "township", "camp",     "port",     "settlement", "crossing", "enclave", "valley",
		"outpost", "airport", "base",     "airbase",  "barracks", "forest",     "desert",   "park",    NULL};
	const DtToken *head = &f->tokens[mention->token];
	bool named = head->upos == DT_UPOS_PROPN, kind = is_one_of(head, words);
	for (uint32_t i = core.first; i < core.last && kind; i++) {
		const DtNameMatch *match = f->match_at[i] < 0 ? NULL : &f->matches[f->match_at[i]];
		if (match && place_candidate(f, match)) { // "the Merowe air base"
			mean_place(mention, place_candidate(f, match));
			return true;
		}
		named |= f->tokens[i].upos == DT_UPOS_PROPN && !match;
	}
	const DtToken *preposition = case_of(f, mention->token);
	if (!kind && head->head >= 0 && preposition && form_is(preposition, "of"))
		kind = is_one_of(&f->tokens[head->head], words);
	if (!named || !kind) return false;
	Container container = find_container(f, mention->token, core.last);
	mention->classes = DT_CLASS_PLACE;
	mention->party.code = container.country.length ? container.country : dt_discourse_focus(f->discourse, (DtSlice){0});
	mention->party.why = dt_slice_of("place");
	mention->place_only = true;
	return true;
}

// A name that no dictionary has is still somebody, unless it names a thing; with a nationality, somebody's.
static void use_unknown(const Finder *f, DtMention *mention, const Owner *owner) {
	if (f->tokens[mention->token].upos != DT_UPOS_PROPN) return;
	if (owner->found) { // "the Turkish Red Crescent"
		mention->owner = owner->entry;
		mention->party.code = owner->party.code;
		mention->party.why = dt_slice_of("nationality");
	}
	if (!in_time(f, mention->token) && !names_a_thing(f, mention)) mention->classes |= DT_CLASS_ACTOR;
}

// "Jordan" after "Jim Jordan", where the country is not spoken of.
static bool use_bearer(const Finder *f, DtMention *mention, const DtCandidate *named) {
	if (named->entry->kind == DT_ENTRY_PERSON || mention->last - mention->first != 1) return false;
	if (remembered_entry(f->discourse, named->entry)) return false;
	for (size_t i = f->discourse->count; i-- > 0;) {
		const DtRemembered *known = &f->discourse->memory[i];
		bool person = known->mention.entry && known->mention.entry->kind == DT_ENTRY_PERSON;
		DtSlice surname = person ? last_word(known->mention.entry->name) : known->name;
		if (!surname.length || !dt_slice_equal(surname, f->tokens[mention->token].form)) continue;
		if (!person && !(known->mention.classes & DT_CLASS_PERSON)) continue;
		copy_remembered(mention, known, "named before");
		return true;
	}
	return false;
}

static void use_match(Finder *f, DtMention *mention, Core core) {
	size_t head = mention->token;
	bool half = core.last == head + 1 && (form_is(&f->tokens[head], "North") || form_is(&f->tokens[head], "South"));
	if (half && use_discourse(f, mention, NULL)) return; // "the South", after South Korea
	if (use_measured(f, mention) || use_relation(f, mention, core)) return;
	const DtNameMatch *where = NULL;
	Owner owner = find_owner(f, head, core, NULL);
	const DtCandidate *named = named_actor(f, core, head, owner.party.code, &where);
	const DtNameMatch *plain = named ? NULL : plain_match(f, head, core);
	const DtGazetteerPlace *elsewhere =
		named && named->entry->kind == DT_ENTRY_COUNTRY ? place_elsewhere(f, where, named->entry) : NULL;
	if (elsewhere)
		mean_place(mention, elsewhere);
	else if (named && use_bearer(f, mention, named))
		return;
	else if (named)
		use_named(f, mention, named, where, owner.party.code);
	else if (plain)
		use_plain(f, mention, plain, core);
	else if (f->match_at[head] < 0 && use_unknown_place(f, mention, core))
		return;
	else if (f->match_at[head] >= 0)
		use_demonym_or_place(f, mention, &f->matches[f->match_at[head]]);
	else if (!use_discourse(f, mention, NULL))
		use_unknown(f, mention, &owner);
}

// The last word of an unknown proper name, by which it is called later.
static DtSlice short_name(const Finder *f, Core core) {
	for (uint32_t i = core.last; i-- > core.first;) {
		if (f->tokens[i].upos == DT_UPOS_PROPN && !form_is(&f->tokens[i], ")")) return f->tokens[i].form;
	}
	return (DtSlice){0};
}

// "Mary Robinson" after "Paul Robinson".
static bool has_another_first_name(const Finder *f, size_t head, Core core, const DtRemembered *known) {
	DtSlice first = f->tokens[head].form, called = known->mention.party.entity_text;
	bool full =
		head + 1 < core.last && f->tokens[head + 1].deprel == DT_DEPREL_FLAT && !form_is(&f->tokens[head], "Mr");
	size_t surname = dt_slice_find(called, known->name);
	bool known_first = surname != SIZE_MAX && surname > 0;
	bool initial = first.length <= 2 || first.data[first.length - 1] == '.';
	return full && known_first && !initial && f->match_at[head] < 0 && dt_slice_find(called, first) == SIZE_MAX;
}

static DtMention *add_mention(Finder *f, size_t head, Core core) {
	DtMention mention = {.token = (uint32_t)head, .first = core.first, .last = core.last, .sentence = f->sentence};
	mention.plural = is_plural(&f->tokens[head]);
	mention.definite = is_definite(f, head);
	mention.named = f->tokens[head].upos == DT_UPOS_PROPN;
	mention.former = says_former(f, core);
	mention.party.span = core_span(f, core);
	mention.party.entity_text = dt_document_slice(f->discourse->document, mention.party.span);
	f->out->at[head] = (int32_t)f->out->count;
	DT_PUSH(f->arena, f->out->items, f->out->count, f->out->capacity, mention);
	return &f->out->items[f->out->count - 1];
}

// "Both" alone, where a noun would stand.
static bool is_both(const DtToken *token) {
	bool argument = is_subject(token) || token->deprel == DT_DEPREL_OBJ || token->deprel == DT_DEPREL_OBL;
	return argument && form_is(token, "both");
}

static DtMention *resolve_phrase(Finder *f, size_t head) {
	if (f->out->at[head] >= 0) return &f->out->items[f->out->at[head]];
	if (f->visiting[head]) return NULL;
	f->visiting[head] = 1;
	Core core = find_core(f, head);
	DtMention draft = *add_mention(f, head, core);
	int32_t number = f->out->at[head];
	if (f->tokens[head].upos == DT_UPOS_PRON || is_both(&f->tokens[head])) {
		resolve_pronoun(f, &draft);
	} else {
		if (!resolve_both(f, &draft)) use_match(f, &draft, core);
		const DtRemembered *known = NULL;
		bool unknown = !(draft.classes & DT_CLASS_ACTOR) || is_unknown_name(f, &draft);
		if (unknown && f->tokens[head].upos == DT_UPOS_PROPN)
			known = dt_discourse_recall_name(f->discourse, short_name(f, core));
		if (known && has_another_first_name(f, head, core, known)) known = NULL;
		if (known) copy_remembered(&draft, known, "named before");
	}
	draft.classes |= sector_classes(&draft.party);
	f->out->items[number] = draft;
	use_apposition(f, &f->out->items[number]);
	use_relative(f, &f->out->items[number]);
	f->visiting[head] = 0;
	return &f->out->items[number];
}

static bool heads_phrase(const DtToken *token) {
	if (is_both(token)) return true;
	bool nominal = token->upos == DT_UPOS_NOUN || token->upos == DT_UPOS_PROPN || token->upos == DT_UPOS_PRON;
	return nominal && token->deprel != DT_DEPREL_FLAT && token->deprel != DT_DEPREL_FIXED &&
	       token->deprel != DT_DEPREL_GOESWITH;
}

// Names that modify: "US-South Korea drills". They are mentions too, so that a modifier can be an actor.
static void add_modifier_names(Finder *f) {
	for (size_t i = 0; i < f->match_count; i++) {
		const DtNameMatch *match = &f->matches[i];
		const DtCandidate *candidate = best_candidate(f, match, (DtSlice){0});
		if (!candidate || candidate->sense >= DT_SENSE_TITLE) continue;
		size_t head = match->first;
		for (uint32_t k = match->first; k < match->first + match->count; k++) {
			int32_t above = f->tokens[k].head;
			if (above < (int32_t)match->first || above >= (int32_t)(match->first + match->count)) head = k;
		}
		if (f->out->at[head] >= 0) continue;
		DtMention *mention = add_mention(f, head, (Core){match->first, match->first + match->count});
		use_entry(f, mention, candidate->entry, candidate->sector, dt_sense_name(candidate->sense));
		mention->classes |= sector_classes(&mention->party);
	}
}

static void list_countries(Finder *f, size_t token, const DtEntry **list, size_t *count, int depth) {
	const DtMention *mention = f->out->at[token] < 0 ? NULL : &f->out->items[f->out->at[token]];
	bool again = false;
	for (size_t i = 0; mention && i < *count; i++) again |= list[i] == mention->entry;
	if (mention && mention->entry && mention->entry->kind == DT_ENTRY_COUNTRY && !again && *count < DT_LIST_ROOM)
		list[(*count)++] = mention->entry;
	for (int32_t c = next_child(f, token, (int32_t)token, DT_DEPREL_CONJ); c >= 0 && depth < 4;
	     c = next_child(f, token, c, DT_DEPREL_CONJ))
		list_countries(f, (size_t)c, list, count, depth + 1);
}

// Three or more countries that stand together: "the kingdom, the Emirates, Bahrain and Egypt".
static void remember_list(Finder *f) {
	for (size_t i = 0; i < f->count; i++) {
		if (f->tokens[i].deprel == DT_DEPREL_CONJ || f->out->at[i] < 0) continue;
		const DtEntry *list[DT_LIST_ROOM];
		size_t count = 0;
		list_countries(f, i, list, &count, 0);
		if (count < TRIO) continue;
		memcpy(f->discourse->list, list, count * sizeof *list);
		f->discourse->list_count = count;
	}
}

static void remember_all(Finder *f) {
	remember_list(f);
	for (size_t i = 0; i < f->out->count; i++) {
		const DtMention *mention = &f->out->items[i];
		bool known = (mention->classes & DT_CLASS_ACTOR) != 0;
		DtSlice name = {0};
		if (!mention->entry && f->tokens[mention->token].upos == DT_UPOS_PROPN)
			name = short_name(f, (Core){mention->first, mention->last});
		bool reports =
			mention->entry && (mention->entry->kind == DT_ENTRY_AGENCY || mention->entry->kind == DT_ENTRY_MEDIA);
		if (known && !reports) dt_discourse_count_country(f->discourse, mention->party.code, f->sentence);
		int32_t second = next_child(f, mention->token, (int32_t)mention->token, DT_DEPREL_CONJ);
		const DtMention *other = second < 0 || f->out->at[second] < 0 ? NULL : &f->out->items[f->out->at[second]];
		if (are_two(mention, other)) dt_discourse_remember_pair(f->discourse, mention, other);
		if (!known || mention->pronoun) continue;
		dt_discourse_remember(f->discourse, mention, name, is_subject(&f->tokens[mention->token]));
	}
}

static void remember_speaker(Finder *f) {
	DtConcept speech = dt_lexicon_concept_find(f->lexicon, dt_slice_of("speech"));
	for (size_t i = 0; i < f->count; i++) {
		int32_t verb = f->tokens[i].head;
		if (verb < 0 || !is_subject(&f->tokens[i]) || f->out->at[i] < 0) continue;
		const DtMention *mention = &f->out->items[f->out->at[i]];
		if (!dt_reading_has(f->reading, (size_t)verb, speech) || !(mention->classes & DT_CLASS_ACTOR)) continue;
		f->discourse->speaker = *mention;
		f->discourse->has_speaker = true;
	}
}

static void find_matches(Finder *f) {
	f->matches = DT_NEW_ARRAY(f->arena, DtNameMatch, f->count + 1);
	f->match_count = dt_world_match(f->world, f->tokens, f->count, f->matches, f->count);
	f->match_at = DT_NEW_ARRAY(f->arena, int32_t, f->count);
	for (size_t i = 0; i < f->count; i++) f->match_at[i] = -1;
	for (size_t i = 0; i < f->match_count; i++) {
		for (uint32_t k = 0; k < f->matches[i].count; k++) f->match_at[f->matches[i].first + k] = (int32_t)i;
	}
}

// The token of a span whose head lies outside it, or -1 when the span is elsewhere.
static int32_t span_head(const Finder *f, DtSpan span, uint32_t *first, uint32_t *last) {
	int32_t head = -1;
	*first = *last = 0;
	for (size_t i = 0; i < f->count; i++) {
		if (!dt_span_overlaps(f->tokens[i].span, span)) continue;
		if (*last == 0) *first = (uint32_t)i;
		*last = (uint32_t)i + 1;
	}
	for (uint32_t i = *first; i < *last && head < 0; i++) {
		int32_t above = f->tokens[i].head;
		bool outside = above < (int32_t)*first || above >= (int32_t)*last;
		uint8_t upos = f->tokens[i].upos;
		if (outside && upos != DT_UPOS_PUNCT && upos != DT_UPOS_ADP && upos != DT_UPOS_DET) head = (int32_t)i;
	}
	return head;
}

static void use_given(Finder *f, const DtSpan *spans, uint32_t count, uint8_t given) {
	for (uint32_t i = 0; i < count; i++) {
		uint32_t first, last;
		int32_t head = span_head(f, spans[i], &first, &last);
		if (head < 0) continue;
		DtMention *mention = f->out->at[head] >= 0 ? &f->out->items[f->out->at[head]]
		                                           : add_mention(f, (size_t)head, (Core){first, last});
		mention->given |= given;
		mention->classes |= DT_CLASS_ACTOR;
		mention->first = first;
		mention->last = last;
		mention->place_only = false;
		mention->party.span = core_span(f, (Core){first, last});
		mention->party.entity_text = dt_document_slice(f->discourse->document, mention->party.span);
	}
}

void dt_find_mentions(DtArena *arena, DtDiscourse *discourse, const DtLexicon *lexicon, const DtReading *reading,
                      uint32_t sentence, DtMentions *mentions) {
	const DtDocument *document = discourse->document;
	const DtSentence *text = &document->sentences[sentence];
	*mentions = (DtMentions){0};
	Finder f = {.discourse = discourse,
	            .arena = arena,
	            .world = discourse->world,
	            .lexicon = lexicon,
	            .reading = reading,
	            .tokens = dt_sentence_tokens(document, text),
	            .count = text->count,
	            .sentence = sentence,
	            .day = document->date,
	            .first_time = dt_first_time(document, sentence),
	            .out = mentions};
	mentions->at = DT_NEW_ARRAY(f.arena, int32_t, f.count);
	for (size_t i = 0; i < f.count; i++) mentions->at[i] = -1;
	f.visiting = DT_NEW_ARRAY(f.arena, uint8_t, f.count);
	find_matches(&f);
	for (int pronouns = 0; pronouns < 2; pronouns++) {
		for (size_t i = 0; i < f.count; i++) {
			if (heads_phrase(&f.tokens[i]) && (f.tokens[i].upos == DT_UPOS_PRON) == pronouns) resolve_phrase(&f, i);
		}
	}
	add_modifier_names(&f);
	use_given(&f, document->given_actors, document->given_actor_count, 1);
	use_given(&f, document->given_recipients, document->given_recipient_count, 2);
	remember_all(&f);
	remember_speaker(&f);
}

DtParty dt_mention_on(const DtDiscourse *discourse, const DtMention *mention, DtDate day) {
	DtParty party = mention->party;
	DtIdentity identity;
	DtDate told = discourse->document->date; // what is to come is done by who they are now
	if (told != DT_DATE_NONE && day > told) day = told;
	bool dated = mention->entry && mention->entry->kind == DT_ENTRY_PERSON && day != DT_DATE_NONE && !mention->office;
	if (!dated || mention->former || !dt_entry_on(discourse->world, mention->entry, day, &identity)) return party;
	if (!identity.code.length || (mention->titled && identity.sector_count == 0)) return party;
	party.code = identity.code;
	party.sector_count = 0;
	add_sectors(&party, identity.sectors, identity.sector_count);
	bool holds = identity.standing == DT_STANDING_CURRENT || identity.standing == DT_STANDING_ELECT;
	party.office = identity.term && holds ? identity.term->office->id : (DtSlice){0};
	return party;
}

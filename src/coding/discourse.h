// SPDX-License-Identifier: Apache-2.0
// What a document has said so far: the actors it has spoken of, the countries it is about, its last speaker.
//
// Kept by mentions.c, sentence after sentence; asked for pronouns, short names, "the group", "both countries".
#ifndef DT_CODING_DISCOURSE_H
#define DT_CODING_DISCOURSE_H

#include "coding/mentions.h"

enum { DT_REMEMBERED_ROOM = 64, DT_COUNTRIES_ROOM = 48, DT_LIST_ROOM = 8, DT_OWNED_ROOM = 32, DT_BODIES_ROOM = 8 };

typedef struct DtCountryCount {
	DtSlice code;
	uint32_t count;    // sentences that mean it
	uint32_t sentence; // the last one, from 1
} DtCountryCount;

// An actor that the document has spoken of, for pronouns and short forms.
typedef struct DtRemembered {
	DtMention mention;
	DtSlice name; // last word of an unknown name, or its abbreviation
	uint32_t sentence;
	uint32_t count;
	bool subject; // of its clause, when last seen
} DtRemembered;

// A thing that the document said is a state's: "Iran's missile plants", for "the plants".
typedef struct DtOwned {
	DtSlice lemma;
	const DtEntry *country;
	uint32_t sentence;
} DtOwned;

// Whose words some tokens of the sentence being read are.
typedef struct DtVoice {
	uint32_t first, last;     // tokens, last exclusive
	int32_t token;            // the speaker in the same sentence, -1 for none
	const DtMention *mention; // the speaker from elsewhere; NULL when unknown
} DtVoice;

struct DtDiscourse {
	DtArena *arena;
	const DtWorld *world;
	const DtDocument *document;
	DtRemembered *memory; // oldest first
	size_t count, capacity;
	DtCountryCount countries[DT_COUNTRIES_ROOM]; // by name, nationality or pronoun
	size_t country_count;
	DtOwned owned[DT_OWNED_ROOM]; // things said to be a state's, the last in a ring
	size_t owned_count;
	DtOwned bodies[DT_BODIES_ROOM]; // "the army", "the junta": whose, when last said or settled
	size_t body_count;
	DtSlice dateline_country;
	DtSlice home;      // the one country the document is about, told before it is read; empty when there is none
	DtSlice theme;     // the country that its first sentences name most often; empty when two are named as often
	DtMention speaker; // of the last quote or report
	bool has_speaker;
	DtMention pair[2];                 // the last two who stood together: "Erdogan and Mitsotakis"
	const DtEntry *trio[3];            // what "the three countries" means; NULL before it was said
	const DtEntry *list[DT_LIST_ROOM]; // the last three or more countries that stood together
	size_t list_count;
	uint32_t told;          // the last sentence that was about something written or set up: a bill, a plan; from 1
	uint32_t pair_sentence; // after theirs; 0 when there are none
	DtVoice *voices;        // the quotes in the sentence being read
	size_t voice_count, voice_capacity;
};

// What is known so far, to read ahead with: what the copy learns is its own. In arena.
DtDiscourse *dt_discourse_copy(DtArena *arena, const DtDiscourse *discourse);

// Asks whether a remembered actor is what is looked for.
typedef bool (*DtWanted)(const DtRemembered *known, const void *what);

bool dt_wants_male(const DtRemembered *known, const void *what);
bool dt_wants_female(const DtRemembered *known, const void *what);
bool dt_wants_thing(const DtRemembered *known, const void *what); // not a person, not many: "it"
bool dt_wants_many(const DtRemembered *known, const void *what);  // "they"
bool dt_wants_country(const DtRemembered *known, const void *what);
bool dt_wants_land(const DtRemembered *known, const void *what); // a country or a region
bool dt_wants_half(const DtRemembered *known, const void *what); // what: the token "North" or "South"
bool dt_wants_group(const DtRemembered *known, const void *what);
bool dt_wants_office(const DtRemembered *known, const void *what); // what: a DtOffice

// Keeps a mention, or moves what is kept of the same actor to the end. name is its short name when no dictionary has
// it.
void dt_discourse_remember(DtDiscourse *discourse, const DtMention *mention, DtSlice name, bool subject);

// Gives another short name to what is kept: "the Assam army (ULA)".
void dt_discourse_call(DtDiscourse *discourse, const DtMention *mention, DtSlice name);

// Keeps who spoke last, for "we" and "I" in the sentences behind.
void dt_discourse_hear(DtDiscourse *discourse, const DtMention *speaker);

// Keeps two who stand together, for "they" and "both" in the sentence after.
void dt_discourse_remember_pair(DtDiscourse *discourse, const DtMention *one, const DtMention *other);

// The last actor wanted within farthest sentences before sentence, subjects first; NULL when there is none.
const DtRemembered *dt_discourse_recall(const DtDiscourse *discourse, DtWanted wanted, const void *what,
                                        uint32_t sentence, uint32_t farthest);

// The actor that this short name was given to; NULL when none.
const DtRemembered *dt_discourse_recall_name(const DtDiscourse *discourse, DtSlice name);

// Notes that a sentence means a country.
void dt_discourse_count_country(DtDiscourse *discourse, DtSlice code, uint32_t sentence);

// Notes that a thing is a state's, and finds whose a thing of that name is; NULL when nobody's, or that was long ago.
void dt_discourse_note_owned(DtDiscourse *discourse, DtSlice lemma, const DtEntry *country, uint32_t sentence);
const DtEntry *dt_discourse_owner_of(const DtDiscourse *discourse, DtSlice lemma, uint32_t sentence);

// The same of bodies of a state that a report goes on calling by a bare noun, however far back: "the army".
void dt_discourse_note_body(DtDiscourse *discourse, DtSlice lemma, const DtEntry *country);
const DtEntry *dt_discourse_body_of(const DtDiscourse *discourse, DtSlice lemma);

// The two countries that "both countries" in a sentence means: those that the sentence before speaks of, or one of them
// and the one meant most often, or the two meant most often.
void dt_discourse_two_countries(const DtDiscourse *discourse, uint32_t sentence, DtCountryCount *first,
                                DtCountryCount *second);

// The last mention of the country that the document is about, when it is not one of the parties; NULL for none.
const DtMention *dt_discourse_country_named(const DtDiscourse *discourse, const DtParty *parties, uint32_t count);

// The country meant most often, but for one; empty when there is none.
DtCountryCount dt_discourse_top_country(const DtDiscourse *discourse, DtSlice except);

#endif

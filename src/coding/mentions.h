// SPDX-License-Identifier: Apache-2.0
// Who stands in a sentence: noun phrases, names and pronouns, resolved to actors of the world.
//
// Every noun phrase gets a mention, known or not. It is resolved by what it holds (a name, a title, a role noun, a
// nationality), by what stands beside it (possessor, "of", apposition), and by what the document said before (pronouns,
// surnames, "the group", abbreviations in brackets). Who an office holder is depends on the day: dt_mention_on.
#ifndef DT_CODING_MENTIONS_H
#define DT_CODING_MENTIONS_H

#include "coding/propositions.h"
#include "world/world.h"

typedef struct DtMention {
	uint32_t token;       // head, within the sentence
	uint32_t first, last; // tokens of the phrase, last exclusive
	uint32_t sentence;
	uint16_t classes; // DT_CLASS_ bits
	DtParty party;
	const DtEntry *entry;          // a known actor
	const DtEntry *owner;          // whose role it is: "Turkish officials"; NULL when unknown
	const DtOffice *office;        // named by a title
	const DtGazetteerPlace *place; // a known place
	uint8_t gender;                // DtGender
	bool plural, pronoun, definite;
	bool named;             // written as a name: "Parliament"
	bool first_person;      // "we", "my": party is the speaker
	bool titled;            // a title before the name told the sectors
	bool deputy;            // stands beside the office: "deputy minister"
	bool former;            // "former", "ex-": the office is of the past
	bool equipment;         // a thing of an army: "drones"
	bool place_only;        // stands where a place stands: "in Kabul"
	uint8_t given;          // 1: marked by the caller as actor, 2: as recipient
	struct DtMention *also; // the other of two: "both countries"; NULL mostly
} DtMention;

typedef struct DtMentions {
	DtMention *items;
	size_t count, capacity;
	int32_t *at; // [tokens]: the mention whose head is the token, or the name that covers it; -1 for none
} DtMentions;

// What the document has said so far. One per document; sentences must come in order.
typedef struct DtDiscourse DtDiscourse;
DtDiscourse *dt_discourse_new(DtArena *arena, const DtWorld *world, const DtDocument *document);

// The mentions of a sentence, in arena; the discourse keeps copies of what it remembers.
void dt_find_mentions(DtArena *arena, DtDiscourse *discourse, const DtLexicon *lexicon, const DtReading *reading,
                      uint32_t sentence, DtMentions *mentions);

// The party that a mention is on a day: the same person is a candidate, a president, a former president.
DtParty dt_mention_on(const DtDiscourse *discourse, const DtMention *mention, DtDate day);

// The country that the sentences so far are about more than any other; never except; empty when there is none.
DtSlice dt_discourse_leading(const DtDiscourse *discourse, DtSlice except);

// The country that the sentences so far are about more than any other, else the dateline's; never except; empty when
// there is none.
DtSlice dt_discourse_focus(const DtDiscourse *discourse, DtSlice except);

// Reads ahead for the one country that the document is about; none when two come near each other.
void dt_discourse_find_home(DtArena *scratch, DtDiscourse *discourse);

// That country; empty when there is none.
DtSlice dt_discourse_home(const DtDiscourse *discourse);

#endif

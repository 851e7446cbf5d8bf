// SPDX-License-Identifier: Apache-2.0
// The parts that resolve a phrase, a file each. For mentions.c and these parts alone.
//
// A part is given a mention that has its words and nothing else; what says whether it applied returns true when the
// mention is settled. Resolving a phrase may resolve others first: pointers into finder->out->items move then.
#ifndef DT_CODING_RESOLVE_H
#define DT_CODING_RESOLVE_H

#include "coding/phrases.h"

// Whose the phrase is: a nationality or name among its own words, its possessor, or what follows "of", "for", "from".
typedef struct DtOwner {
	const DtEntry *entry;
	DtParty party;
	bool found;
	bool local; // told by a place within a state: "the Bavarian premier" is not the state's
} DtOwner;

// ---- meaning.c ----

// Each sector once, and as many as there is room for.
void dt_party_add_sector(DtParty *party, uint8_t sector);

void dt_party_add_sectors(DtParty *party, const uint8_t *sectors, uint8_t count);

// The classes that its sectors give.
uint16_t dt_party_classes(const DtParty *party);

// Code, sectors, office of an entry on a day.
void dt_party_from_entry(const DtWorld *world, const DtEntry *entry, DtDate day, DtParty *party);

// Means an actor spoken of before; why says by what.
void dt_mean_remembered(DtMention *mention, const DtRemembered *known, const char *why);

// Means one of several countries.
void dt_mean_country(const DtFinder *f, DtMention *mention, const DtEntry *country);

// Means an entry of the world, in its sector when it is known there for one.
void dt_mean_entry(const DtFinder *f, DtMention *mention, const DtEntry *entry, DtSector sector, const char *why);

// Means the same as what stands beside it, in its own words.
void dt_mean_same(DtMention *mention, const DtMention *from);

// An officer of the past.
void dt_mean_former(DtParty *party);

// A known person called former: an officer of the past, unless in office again. "The deposed leader X" is one though he
// leads a party still.
void dt_use_former(const DtFinder *f, DtMention *mention);

// Means a person, whatever was thought of it before.
void dt_mean_person(const DtFinder *f, DtMention *mention, const DtEntry *person, const char *why);

// ---- names.c ----

// The best of a match here, NULL when none fits; owner: the code of whose the phrase is, or empty.
const DtCandidate *dt_best_candidate(const DtFinder *f, const DtNameMatch *match, DtSlice owner);

// True for what was founded after a day, as far as is known.
bool dt_is_of_later(const DtEntry *entry, DtDate day);

// True for a word that is no part of people's names: a title, a nationality, a place, a body.
bool dt_is_no_name(const DtFinder *f, size_t at);

// The word beside at that makes one name with it: a first name before it or a surname behind it. f->count when none.
size_t dt_name_beside(const DtFinder *f, size_t at);

// "Ann Macron", "Kerry Kay", "Denzel Washington": a word of the name, in the name of somebody else.
bool dt_is_namesake(const DtFinder *f, const DtNameMatch *match, const DtEntry *entry);

// "The Obama administration": the noun is what acts.
bool dt_heads_a_body(const DtFinder *f, size_t head);

// A named actor inside the core, best first: a person, then other names whose own word is the head.
const DtCandidate *dt_named_actor(const DtFinder *f, DtCore core, size_t head, DtSlice owner,
                                  const DtNameMatch **where);

// "Ana Soto, the foreign minister of Chile": when the world has somebody else there.
bool dt_is_called_otherwise(const DtFinder *f, const DtMention *mention, const DtEntry *holder);

// True for a name of which nothing is known yet.
bool dt_is_unknown_name(const DtFinder *f, const DtMention *mention);

// A name that the world knows.
void dt_resolve_named(const DtFinder *f, DtMention *mention, const DtCandidate *named, const DtNameMatch *where,
                      DtSlice owner);

// A name that no dictionary has is still somebody, unless it names a thing; with a nationality, somebody's.
void dt_resolve_unknown(const DtFinder *f, DtMention *mention, const DtOwner *owner);

// "Jordan" after "Jim Jordan", where the country is not spoken of.
bool dt_resolve_bearer(const DtFinder *f, DtMention *mention, const DtCandidate *named);

// "Mary Robinson" after "Paul Robinson".
bool dt_has_another_first_name(const DtFinder *f, size_t head, DtCore core, const DtRemembered *known);

// ---- things.c ----

// A sentence all in capitals: its capitals tell no names from words.
bool dt_is_shouted(const DtToken *tokens, size_t count);

// "the Energy Policy Act", "the Geneva Convention", "S.2612", "Hurricane Ada".
bool dt_names_a_thing(const DtFinder *f, const DtMention *mention);

// "Firefighters" in "Firefighters Grant Program": the name goes on behind it, and ends as that of a thing.
bool dt_is_part_of_thing(const DtFinder *f, const DtMention *mention);

// ---- localities.c ----

// The place that a match means, the best of several; NULL when it is none.
const DtGazetteerPlace *dt_place_candidate(const DtFinder *f, const DtNameMatch *match);

// A country's name or capital that is a place elsewhere: "Tripoli, Lebanon", "the U.S. state of Georgia".
const DtGazetteerPlace *dt_place_elsewhere(const DtFinder *f, const DtNameMatch *match, const DtEntry *entry);

// "Austin, Texas": a place that the gazetteer names with what it lies in, whoever is called so.
const DtGazetteerPlace *dt_place_by_comma(const DtFinder *f, const DtNameMatch *match);

// Means a place, not an actor.
void dt_mean_place(DtMention *mention, const DtGazetteerPlace *place);

// A nationality alone ("the French", "Russians") or a place.
void dt_resolve_demonym_or_place(const DtFinder *f, DtMention *mention, const DtNameMatch *match);

// "the town of Koutougou", "Janyatag village": a place that no gazetteer has.
bool dt_resolve_unknown_place(const DtFinder *f, DtMention *mention, DtCore core);

// ---- pronouns.c ----

// Who a pronoun is; false when nobody fits.
bool dt_resolve_pronoun(DtFinder *f, DtMention *mention);

// ---- both.c ----

// True for two known parties that are not the same.
bool dt_are_two(const DtMention *one, const DtMention *other);

// "telephoned Erdogan and Mitsotakis and urged [them]": two who stand together, here or in the sentence before.
bool dt_resolve_pair(DtFinder *f, DtMention *mention);

// The two countries that the document is most about.
bool dt_resolve_top_countries(DtFinder *f, DtMention *mention);

// "both countries": the two that the document is about; "the two leaders": the last two persons.
bool dt_resolve_both(DtFinder *f, DtMention *mention);

// Three or more countries that stand together: "the kingdom, the Emirates, Bahrain and Egypt".
void dt_remember_list(DtFinder *f);

// ---- owners.c ----

// Owned by an entry of the world, in its sector when it is known there for one.
void dt_owner_from_entry(const DtFinder *f, const DtEntry *entry, DtSector sector, DtOwner *owner);

// Whose the phrase is, not counting one match: the title or role itself.
DtOwner dt_owner_find(DtFinder *f, size_t head, DtCore core, const DtNameMatch *not_this);

// "Chinese-made missiles": who makes a thing has no part in what is done with it.
bool dt_is_maker(const DtFinder *f, const DtNameMatch *match);

// The id of the body that an owner is, the code of a state.
DtSlice dt_owner_body(const DtOwner *owner);

// A title of one body alone means that body where no words name one: "the UN chief", "the CIA director".
void dt_owner_by_title(const DtFinder *f, const DtNameMatch *match, DtOwner *owner);

// "The president-elect": of the states that the document has spoken of the one that has one, else the one whose has no
// need of a name in news in English.
void dt_owner_by_election(const DtFinder *f, const DtNameMatch *match, const DtMention *mention, DtOwner *owner);

// "[Tsvangirai] accused the president": parties, opponents, unions and those out of office deal with their own state's.
void dt_owner_by_opponent(DtFinder *f, const DtMention *mention, DtOwner *owner);

// "Indian and Pakistani troops": the second nationality makes a second party of the same role.
void dt_add_second_owner(const DtFinder *f, DtMention *mention, DtCore core);

// "the foreign ministers of India and Pakistan": the second of those it is of.
void dt_add_second_possessor(DtFinder *f, DtMention *mention);

// "The governor of Georgia": states have none, but a province of the same name elsewhere.
void dt_owner_prefer_province(const DtFinder *f, const DtMention *mention, const DtNameMatch *title, DtOwner *owner);

// ---- titles.c ----

// The holder that a title means: of several, one who acts when it says so. False when nobody is known.
bool dt_holder_find(const DtFinder *f, DtSlice of, const DtOffice *office, bool acting, DtTerm *term);

// "Polish Finance Minister Anna Nowak": a name that nobody knows stands with the title, so it is not the known holder.
bool dt_names_somebody_else(const DtFinder *f, const DtMention *mention);

// The title or role that the phrase's head is part of; a name's, anywhere in the phrase.
const DtNameMatch *dt_plain_match(const DtFinder *f, size_t head, DtCore core);

// "Macron's predecessor", "his Greek counterpart": whom an office relates to the one that the possessor holds.
bool dt_resolve_relation(DtFinder *f, DtMention *mention, DtCore core);

// A title or role noun.
void dt_resolve_title_or_role(DtFinder *f, DtMention *mention, const DtNameMatch *plain, DtCore core);

// ---- anaphora.c ----

// "the bank" after the World Bank: a bare definite noun that ends a name, or a phrase, of before.
bool dt_resolve_same_noun(const DtFinder *f, DtMention *mention);

// "the president", "the group": without an owner, whom the document spoke of.
bool dt_resolve_spoken_of(const DtFinder *f, DtMention *mention, const DtOffice *office);

// ---- related.c ----

// "his country", "its neighbour", "the Ugandan capital": a state or place named by whose it is.
bool dt_resolve_related(DtFinder *f, DtMention *mention, DtCore core);

// "the plants", after "Iran's missile plants": a thing of that state, no actor.
void dt_resolve_owned(const DtFinder *f, DtMention *mention);

// Notes the things of a sentence that are a state's.
void dt_remember_owned(const DtFinder *f);

// ---- beside.c ----

// "Ann Lee, a Finnish diplomat": who is told beside a name. "The Finnish diplomat Ann Lee" tells it of the name.
void dt_resolve_apposition(DtFinder *f, DtMention *mention);

// "Ann Lee, who leads the miners' union": one is what one leads.
void dt_resolve_relative(DtFinder *f, DtMention *mention);

// "Dozens of Syrians", "a group of miners": what is counted is meant.
bool dt_resolve_measured(DtFinder *f, DtMention *mention);

// ---- mentions.c ----

// The mention of a head, resolved now if it was not before; NULL while it is being resolved. May move other mentions.
DtMention *dt_resolve_phrase(DtFinder *f, size_t head);

#endif

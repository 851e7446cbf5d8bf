// SPDX-License-Identifier: Apache-2.0
// The parts that make events of happenings, a file each. For code.c and these parts alone.
#ifndef DT_CODING_EVENTS_H
#define DT_CODING_EVENTS_H

#include "coding/code.h"
#include "coding/confidence.h"
#include "coding/happenings.h"
#include "coding/quotes.h"
#include "coding/story.h"
#include "coding/when.h"

// What the last sentence leaves for "it" and "them".
typedef struct DtAct {
	const uint64_t *concepts; // of the words of its object; NULL for none
	uint32_t sentence, event; // where it was told
	bool plural;
} DtAct;

// A document while it is coded.
typedef struct DtCoder {
	DtDocument *document;
	const DtWorld *world;
	const DtLexicon *lexicon;
	const DtRanker *ranker; // NULL: the lexicon alone
	DtArena *arena;         // the document's: events and what they hold
	DtArena *scratch;       // of one sentence; the document's when it is to be explained
	DtDiscourse *discourse;
	DtQuotes quotes;
	bool talk; // the document is an interview
	DtNarrative narrative;
	DtStory story;
	DtAct act;
	size_t capacity;
	bool discarded; // a phrase vetoes the document
} DtCoder;

// ---- event_parties.c ----

// True for a body of a state: its government, army, courts, parliament, parties.
bool dt_party_is_of_a_state(const DtParty *party);

// "Zambia's opposition accused the government": a definite body of state without a state is that of the other side.
void dt_party_complete(const DtMention *mention, const DtEvent *event, const DtParty *others, uint32_t count,
                       DtParty *party);

// The parties of a list as they were on the day of the event; *count is written last, for the event may hold it.
DtParty *dt_event_parties(const DtCoder *coder, const DtScene *scene, const DtPartyList *list, const DtEvent *event,
                          uint32_t *count);

// People whom nobody names, and whom a state punishes, are of the country that the report is about.
void dt_lend_focus(const DtCoder *coder, const DtHappening *happening, DtEvent *event);

// Gives talks that name one side alone the other country that the report is about; false when there is none.
bool dt_answer_other_country(const DtCoder *coder, const DtScene *scene, DtEvent *event);

// Who is of no country, a name that nobody knows or people of some trade, is of the one country that the document is
// about, where there is one. For events that are worth recording without that.
void dt_lend_home(const DtCoder *coder, const DtScene *scene, const DtHappening *happening, DtEvent *event);

// ---- event_fields.c ----

// "India and Pakistan agreed to a truce": what several do without an other side, they do with each other.
void dt_settle_symmetry(const DtScene *scene, DtHappening *happening);

// The event of a happening; which of its times, where its clause tells of several (repeats).
DtEvent dt_event_from_happening(DtCoder *coder, const DtScene *scene, DtHappening *happening, const DtWhen *repeats,
                                size_t repeat_count, size_t which);

// ---- worth_recording.c ----

// Categories that PLOVER records without a recipient.
bool dt_stands_alone(uint8_t category);

// False for what is no event between known parties; home: the one country that the document is about, or empty.
bool dt_is_worth_recording(const DtEvent *event, bool unknown, DtSlice home);

// True where neither side has a country, but both are somebody, by kind or by name, and one has power over others:
// "prosecutors charged Ann Lee". Such an event stands, and is doubtful.
bool dt_is_between_unknown(const DtScene *scene, const DtHappening *happening, const DtEvent *event);

// Both sides have a sector: less doubtful than names alone.
bool dt_are_both_of_a_kind(const DtEvent *event);

// "thanked the administrators": with a party that has no code even where everybody is of one country. Whom force is
// used by or against stays.
bool dt_is_with_nobody(const DtEvent *event);

// Of happenings of one category between the same parties the most specific stays; one without a recipient repeats too.
void dt_drop_repeats(const DtScene *scene, DtHappening **list, size_t count);

// "wrote to Modi to propose a meeting", "called to congratulate": writing and calling are only how it was said.
void dt_drop_vehicles(const DtScene *scene, DtHappening **list, size_t count);

// Only aimed at: "joined efforts to protect Y", "a bill to help X". What was said or done to that end stands for
// itself.
bool dt_is_only_aimed_at(const DtScene *scene, const DtHappening *happening);

// "I called her": a pronoun that stands for nobody known.
bool dt_has_unknown_pronoun(const DtScene *scene, const DtPartyList *list);

// "told Reuters the decision not to set a limit": how it became news, whatever the tree makes of it.
bool dt_is_told_to_press(const DtScene *scene, const DtHappening *happening, const DtEvent *event);

// "helped us", said of us: only an actor from elsewhere does something to a speaker's side that counts.
bool dt_is_done_to_speaker_by_nobody(const DtScene *scene, const DtHappening *happening, const DtEvent *event);

// Words that mean an event told before give what is missing: "rejected [the accord]".
bool dt_event_completes(const DtEvent *event, const DtHappening *happening);

// A refusal or threat that names no other side is of those whom the story is about: "They threatened to use force."
bool dt_answers_somebody(const DtEvent *event, const DtHappening *happening);

// Talks that are agreed to, weighed or refused: "was ready to negotiate".
bool dt_is_about_talks(const DtEvent *event);

// What people tell of their lives in an interview. Who is not known by name and country there is nobody to record.
bool dt_is_small_talk(const DtCoder *coder, const DtScene *scene, const DtHappening *happening, const DtEvent *event);

// ---- reach.c ----

// The recipient that stands deeper in the clause than roles lead: "extend the mission in [Kosovo]". False when none was
// lacking, or none is there.
bool dt_reach_recipient(const DtScene *scene, DtHappening *happening);

// "agreed to set up a company in [Tunis]", "sent a force to [Chad]": somebody known rather than what was made or sent.
void dt_reach_past_things(const DtScene *scene, DtHappening *happening);

// "accepted migrants from [Venezuela]", "feed flood victims in [Malawi]": where people are from tells whose they are,
// wherever the tree hung it.
void dt_lend_places(DtScene *scene, const DtPartyList *people);

// ---- vague_parties.c ----

// "bombed a [funeral hall] in Sanaa", "seized a [ship] run by a German charity": what was hit, and not only where or
// whose.
void dt_name_target(DtScene *scene, DtHappening *happening);

// The side that is nobody in particular, where the other is known: "wrote off the debts of [14 countries]". False when
// nothing changes.
bool dt_take_vague_party(const DtScene *scene, DtHappening *happening);

// ---- borrowed_parties.c ----

// The recipient that is not in the clause: a party of the clause that this one is coordinated with, or hangs on.
void dt_borrow_recipient(const DtScene *scene, DtHappening *happening);

// "sent a frigate to face [Iran]": whom forces are to face.
void dt_aim_forces(const DtScene *scene, DtHappening *happening);

// "the nurses held by [the rebels] were freed": gives a release in the passive who held them.
void dt_borrow_keeper(DtScene *scene, DtHappening *release);

// Gives the happenings of a sentence the actors that stand in other clauses.
void dt_borrow_actors(DtScene *scene, DtHappening **list, size_t count);

// "filed a suit in a court in New York against [Chad]": not the court is accused.
void dt_aim_suit(const DtScene *scene, DtHappening *happening);

// What a protest is about, when its own clause does not say: whom the protesters demand something of, accuse or oppose
// while they march ("marched to demand that [Spain] leave", "in anger at [the EU's] rules").
void dt_aim_protest(const DtScene *scene, DtHappening *happening);

// "will cut its aid unless [Chad] pays": who is to act lest it be done is whom a threat is made to, when nobody else
// is.
void dt_turn_threat(const DtScene *scene, DtHappening *happening);

// "stepped down after [crowds] stormed his palace", "called up reservists as [Chad] shelled a village": who pressed for
// it is the other side of what answers to nobody else.
void dt_answer_pressure(const DtScene *scene, DtHappening *happening);

// ---- deeds.c ----

// A duty, what a bill would do, what somebody does for a living: no event. facts: of the whole path
// (dt_happening_facts).
bool dt_is_no_deed(const DtScene *scene, const DtHappening *happening, uint16_t facts, DtSlice home);

// ---- acts.c ----

// Gives "it" or "them" what they take up of the sentence before.
void dt_take_up_act(const DtCoder *coder, DtScene *scene);

// The event whose act the happening does something with; -1 when it takes up none.
int32_t dt_act_taken_up(const DtCoder *coder, const DtScene *scene, const DtHappening *happening);

// Notes what a sentence leaves; first_event: the first of its events.
void dt_note_act(DtCoder *coder, const DtScene *scene, uint32_t first_event);

// ---- pair_event.c ----

// One event for the pair that the caller marked: the lexicon's, unless the words around the pair speak against it.
void dt_add_best_for_pair(DtCoder *coder, const DtScene *scene, DtHappening **list, size_t count);

// ---- code.c ----

// Adds an event to the document's.
void dt_add_event(DtCoder *coder, DtEvent event, const DtHappening *happening, int32_t about);

// The signs that an event shows, and what they make of its confidence.
void dt_set_confidence(const DtCoder *coder, const DtScene *scene, const DtHappening *happening, bool completed,
                       DtEvent *event);

#endif

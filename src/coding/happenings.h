// SPDX-License-Identifier: Apache-2.0
// The parts that make happenings of propositions, a file each. For match.c and these parts alone.
#ifndef DT_CODING_HAPPENINGS_H
#define DT_CODING_HAPPENINGS_H

#include "coding/match.h"

// ---- fillers.c ----

// The mention that a token heads or is covered by; NULL for none.
const DtMention *dt_scene_mention(const DtScene *scene, size_t token);

// "tons of [wheat]", "94% of the [weapons]": what a measure measures. -1 when the token is no measure.
int32_t dt_scene_measured(const DtScene *scene, size_t token);

// How much a filled slot says.
float dt_filler_weight(const DtFiller *filler);

// The first argument that fills the slot, or -1.
int32_t dt_slot_argument(const DtScene *scene, const DtProposition *p, const DtSlot *slot);

// Whether the clause is one that the frame's "when" asks for.
bool dt_when_fits(const DtScene *scene, const DtProposition *p, uint8_t when);

// The specificity of a frame that fits, below 0 when it does not; failed is the slot that did not fit.
float dt_frame_score(const DtScene *scene, const DtProposition *p, const DtPredicateMatch *match, const DtFrame *frame,
                     int32_t *failed);

// ---- parties.c ----

// True when a list has the actor of a mention.
bool dt_party_list_holds(const DtScene *scene, const DtPartyList *list, int32_t mention);

// Adds a mention, unless its actor is there; -1 adds nothing.
void dt_party_list_add(const DtScene *scene, DtPartyList *list, int32_t mention);

// "its troops", "their mission": what an actor has is no other side.
bool dt_belongs_to_actor(const DtScene *scene, int32_t party, const DtPartyList *actors);

// Adds the parties of the arguments in a role, those inside their phrases too when inside is set; none of except, nor
// what belongs to them.
void dt_add_role_parties(const DtScene *scene, const DtProposition *p, DtArgumentRole role, bool inside,
                         const DtPartyList *except, DtPartyList *list);

// at_home: also in the actor's own country. A bare place can suffer ("bombed Aleppo"): the last resort for a recipient.
void dt_add_place_parties(const DtScene *scene, const DtProposition *p, DtArgumentRole role, bool at_home,
                          const DtPartyList *actors, DtPartyList *list);

// Adds the parts of a phrase that stand in it as role says; none of except, nor what belongs to them.
void dt_add_inside_parties(const DtScene *scene, size_t filler, DtArgumentRole role, const DtPartyList *except,
                           DtPartyList *list);

// Who says the clause: "[Russia] says Israel must stop", "Israel must stop, [Russia] said". -1 for none.
int32_t dt_speaker_of(const DtScene *scene, const DtProposition *p);

// Adds the parties that a line says to look for; inner is the event below, NULL for none, category that of the event
// they take part in.
void dt_follow_path(const DtScene *scene, const DtProposition *p, const DtPath *path, const DtHappening *inner,
                    uint8_t category, const DtPartyList *except, DtPartyList *list);

// ---- sides.c ----

// Recipients where the line does not say: by role, outer before inner, those of the clause below, the people of a
// place.
void dt_default_recipients(const DtScene *scene, const DtProposition *p, uint8_t category, const DtPartyList *actors,
                           DtPartyList *list);

// The actors, where the line says or else the subject or an agent.
void dt_actors_find(const DtScene *scene, const DtProposition *p, const DtParties *parties, const DtHappening *inner,
                    DtPartyList *list);

// "was arrested in Niger", "were expelled from Niger": what only a state's power does is done by the state where it is
// done, when nobody else is named.
void dt_add_power_of_place(const DtScene *scene, const DtProposition *p, uint8_t category, DtPartyList *list);

// "Nepalese peacekeepers were sent to Haiti", "Chinese vaccines were flown in": what is sent or given is its country's.
void dt_add_whose_it_is(const DtScene *scene, const DtProposition *p, uint8_t category, DtPartyList *list);

// "left the treaty, a step that Mali condemned": who did what a noun sums up is whom it is held against.
void dt_lend_doer(const DtScene *scene, const DtProposition *p, uint8_t category, const DtPartyList *actors,
                  DtPartyList *list);

// The recipients, where the line says or else by default.
void dt_recipients_find(const DtScene *scene, const DtProposition *p, const DtParties *parties,
                        const DtHappening *inner, uint8_t category, const DtPartyList *actors, DtPartyList *list);

// Actors become recipients.
void dt_happening_swap(DtHappening *happening);

// Everybody who stands with, between or among joins the actors.
void dt_join_parties(const DtScene *scene, const DtProposition *p, DtHappening *happening);

// "the accord between Chad and Mali was signed": nobody acts in the clause, both stand in what is signed.
void dt_join_inside_parties(const DtScene *scene, const DtProposition *p, DtHappening *happening);

// "an attack on a convoy killed soldiers": the convoy suffers it, too.
void dt_add_target_of_attack(const DtScene *scene, const DtProposition *p, DtHappening *happening);

// Adds those of a list that are not among except.
void dt_add_others(const DtScene *scene, const DtPartyList *from, const DtPartyList *except, DtPartyList *list);

// "announced the deployment of [troops]": who has no code may well be the announcer's own.
bool dt_is_nobody(const DtScene *scene, const DtPartyList *list);

// ---- happenings.c ----

// Notes a token that the happening rests on, while there is room.
void dt_happening_add_trigger(DtHappening *happening, uint32_t token);

// The contexts that the words of a proposition bring.
DtContexts dt_proposition_contexts(const DtScene *scene, const DtProposition *p);

// Takes over what a line says of the event: its codes, contexts and marks.
void dt_happening_use_result(DtHappening *happening, const DtResult *result);

// The happening that a frame makes of a proposition.
DtHappening dt_frame_happening(const DtScene *scene, uint32_t number, const DtFrame *frame, float score);

// Adds a happening to those of a proposition.
void dt_scene_add_happening(DtScene *scene, uint32_t number, DtHappening happening);

// An event that no line knows, with the parties of its clause: "refused to [play]".
DtHappening dt_unknown_happening(const DtScene *scene, uint32_t number);

// ---- operators.c ----

// The operator's row that fits an inner event best, NULL when none does; score: how well.
const DtOperatorRow *dt_operator_row_find(const DtOperator *operator_, const DtHappening *inner, float *score);

// The proposition that fills an argument; -1 for none, or when it is already on the way down.
int32_t dt_inner_proposition(const DtScene *scene, uint32_t number, const DtArgument *argument);

// A clause that no line knows can still be agreed to, refused, demanded: the operator's "*" says what that is.
bool dt_takes_unknown(const DtScene *scene, const DtOperator *operator_, const DtArgument *argument, int32_t inner);

// "suggested that Iran has stopped" proposes nothing.
bool dt_is_stated(const DtScene *scene, const DtOperator *operator_, const DtArgument *argument, int32_t inner);

// The specificity of an operator here, below 0 when there is nothing that it can take.
float dt_operator_score(DtScene *scene, uint32_t number, const DtPredicateMatch *match, const DtOperator *operator_);

// Records what an operator makes of an inner event.
void dt_operator_apply(DtScene *scene, uint32_t number, const DtOperator *operator_, DtHappening *inner, uint8_t slot,
                       float bonus);

// "ordered two ships to return", "ordered his troops to leave": what one's own are told to do is done.
bool dt_orders_own(const DtScene *scene, const DtProposition *p);

// "did not rule out": the denial is part of what the line says.
bool dt_holds_denial(const DtScene *scene, const DtPredicateMatch *match);

// ---- modality.c ----

// "said there would be no talks with London": who says so refuses them.
void dt_refuse_existence(DtScene *scene, uint32_t number);

// Rewrites the happenings of a clause as its modal verb says.
void dt_apply_modality(DtScene *scene, uint32_t number);

// ---- marked_pair.c ----

// Of frames that fit, one that relates the marked pair is meant rather than one that does not.
float dt_pair_bonus(const DtScene *scene, uint32_t number, const DtFrame *frame);

// ---- match.c ----

// Fills the happenings of a proposition, those of its arguments first; each is coded once.
void dt_match_proposition(DtScene *scene, uint32_t number);

#endif

// SPDX-License-Identifier: Apache-2.0
// The story that a document tells: what happened before, when later words mean it.
//
//   "Greece signed an accord with Egypt. Turkey rejected the accord."     whose accord: the rejection is of them
//   "The two leaders met in 2018 and in 2019. The talks failed."          who talked, and when
//   "Iran struck two camps on Monday … Monday's strikes on the camps"     one happening, told twice: one link
//   "Baku denied the attack"                                              about: the link of what it denies
#ifndef DT_CODING_STORY_H
#define DT_CODING_STORY_H

#include "coding/when.h"

typedef struct DtTold {
	uint8_t category; // of the innermost event: CONSULT under a refusal to meet
	DtMode mode;
	int32_t about; // number of an earlier event, -1 for none
} DtTold;

typedef struct DtStory {
	DtDocument *document;
	DtArena *arena;
	DtTold *told; // [document->event_count]
	size_t count, capacity;
} DtStory;

void dt_story_init(DtStory *story, DtDocument *document);

// What the happening's words mean of what was told before: "the accord", "this decision"; -1 when they mean nothing
// that was told. of_it is set when it is the happening itself that is meant ("the talks failed"), not what it is about.
int32_t dt_story_find(const DtStory *story, const DtScene *scene, const DtHappening *happening, bool *of_it);

// The last event, of this sentence or the one before, in which the event's actors took part with somebody else; -1 when
// there is none.
int32_t dt_story_last_with(const DtStory *story, const DtEvent *event);

// Gives an event the parties that it lacks, from the event its words mean; where it is that event, its days too.
void dt_story_complete(const DtStory *story, int32_t meant, bool of_it, DtEvent *event);

// Notes the document's last event.
void dt_story_add(DtStory *story, const DtHappening *happening, int32_t about);

// Sets link and about of all events, at the document's end.
void dt_story_link(DtStory *story);

#endif

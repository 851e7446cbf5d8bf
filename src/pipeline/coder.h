// SPDX-License-Identifier: Apache-2.0
// The stages in order, and what they load: one coder for all threads, one worker for each.
#ifndef DT_PIPELINE_CODER_H
#define DT_PIPELINE_CODER_H

#include "base/error.h"
#include "coding/code.h"
#include "document/document.h"
#include "syntax/parse.h"

// Models, world and lexicon. Read-only once loaded: shared by all threads.
typedef struct DtCoder {
	DtSyntax *syntax;
	DtWorld *world;
	DtLexicon *lexicon;
	DtRanker *ranker; // NULL: the lexicon alone answers for marked pairs
} DtCoder;

// Loads data folders (at least one; later ones over earlier ones), the model and, where it stands beside the model,
// pairs.model. On failure returns NULL; error names
// every fault found.
DtCoder *dt_coder_load(const char *const *folders, size_t folder_count, const char *model, DtError *error);
void dt_coder_free(DtCoder *coder); // NULL is fine

// From now on the lexicon alone answers for marked pairs. Not while others use the coder.
void dt_coder_drop_ranker(DtCoder *coder);

typedef enum DtStage { DT_STAGE_TEXT, DT_STAGE_SYNTAX, DT_STAGE_DATES, DT_STAGE_CODING, DT_STAGE_COUNT } DtStage;

const char *dt_stage_name(DtStage stage);

// What belongs to one thread.
typedef struct DtWorker {
	const DtCoder *coder;
	DtSyntaxScratch *scratch;
	double seconds[DT_STAGE_COUNT]; // spent in each stage, when timed is set
	bool timed;
} DtWorker;

void dt_worker_init(DtWorker *worker, const DtCoder *coder);
void dt_worker_clear(DtWorker *worker);

// From text to events. A document that has sentences (CoNLL-U) keeps them, and keeps the trees it has.
// explanation may be NULL.
void dt_worker_code(DtWorker *worker, DtDocument *document, DtExplanation *explanation);

// The stages up to trees only.
void dt_worker_parse(DtWorker *worker, DtDocument *document);

// Where the ranker of marked pairs stands: pairs.model in the folder of the syntax model, which may do without it.
const char *dt_ranker_path(DtArena *arena, const char *model);

// Where data and model are, in this order: what the caller says, the environment (DETENTE_DATA, DETENTE_MODEL), beside
// the program (data/ or ../data from it, and so on upwards twice), the installed place. Texts live in arena.
typedef struct DtPaths {
	const char *data, *model;
} DtPaths;

DtPaths dt_find_paths(DtArena *arena, const char *data, const char *model);

#endif

// SPDX-License-Identifier: Apache-2.0
// Documents coded on several threads, given back in the order they came.
#ifndef DT_CLI_BATCH_H
#define DT_CLI_BATCH_H

#include "cli/inputs.h"
#include "pipeline/coder.h"

// Called for every coded document, in order, on the calling thread. Returns false to stop.
typedef bool (*DtTakeDocument)(void *context, DtDocument *document);

typedef struct DtBatchTotals {
	size_t documents, sentences, tokens, events, bytes;
	double seconds[DT_STAGE_COUNT]; // over all threads
} DtBatchTotals;

// Reads, codes and hands over all inputs. jobs is the number of threads; they start when the second document comes.
// parse_only stops at trees. Returns false when take stopped it.
bool dt_batch_run(const DtCoder *coder, DtInputs *inputs, size_t jobs, bool parse_only, DtTakeDocument take,
                  void *context, DtBatchTotals *totals);

#endif

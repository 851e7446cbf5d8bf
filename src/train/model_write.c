// SPDX-License-Identifier: Apache-2.0
// The writer of syntax models. Weights go to half precision, which costs no accuracy that can be measured.
#include "train/model_write.h"

#include <stdlib.h>

#include "syntax/model_file.h"

static void write_names(DtBuffer *head, const char *title, int count, const char *(*name)(int)) {
	dt_buffer_format(head, "%s:", title);
	for (int i = 0; i < count; i++) dt_buffer_format(head, " %s", name(i));
	dt_buffer_add_char(head, '\n');
}

static const char *upos_name(int label) { return dt_upos_name((DtUpos)label); }
static const char *xpos_name(int label) { return dt_xpos_name((DtXpos)label); }
static const char *deprel_name(int label) { return dt_deprel_name((DtDeprel)label); }

static void write_head(DtBuffer *head, const DtShape *shape, const char *notes, const char *scores) {
	dt_buffer_add_text(head, "kind: syntax\n");
	if (notes) dt_buffer_add_text(head, notes);
	if (scores) dt_buffer_add_text(head, scores);
	dt_buffer_format(head, "shape: %u %u %u %u %u\nlayers: %s\nrows:", shape->width, shape->embedding, shape->pieces,
	                 shape->arc, shape->relation, shape->layers);
	for (size_t f = 0; f < DT_WORD_FEATURES; f++) dt_buffer_format(head, " %u", shape->rows[f]);
	dt_buffer_add_char(head, '\n');
	write_names(head, "upos", DT_UPOS_COUNT, upos_name);
	write_names(head, "xpos", DT_XPOS_COUNT, xpos_name);
	write_names(head, "deprel", DT_DEPREL_COUNT, deprel_name);
}

static void count_pairs(uint32_t *pairs, DtDocument *const *documents, size_t count) {
	uint32_t seen[DT_XPOS_LANES][DT_UPOS_LANES] = {0};
	for (size_t d = 0; d < count; d++)
		for (size_t t = 0; t < documents[d]->token_count; t++)
			seen[documents[d]->tokens[t].xpos][documents[d]->tokens[t].upos]++;
	for (size_t x = 0; x < DT_XPOS_COUNT; x++)
		for (size_t u = 0; u < DT_UPOS_COUNT; u++)
			if (seen[x][u] > 2) pairs[x] |= 1u << u;
}

static DtSlice halves(const float *weights, size_t count, size_t padded) {
	uint16_t *out = dt_alloc(padded * sizeof *out);
	for (size_t i = 0; i < padded; i++) out[i] = i < count ? dt_half_from_float(weights[i]) : 0;
	return dt_slice((const char *)out, padded * sizeof *out);
}

static DtSlice bytes(const void *data, size_t size) { return dt_slice(data, size); }

void dt_model_write(DtBuffer *out, DtTrainer *trainer, const DtVocabulary *vocabulary, const DtLemmaTables *lemmas,
                    DtDocument *const *documents, size_t count, const char *notes, const char *scores) {
	const DtNetwork *network = dt_trainer_network(trainer);
	size_t dense = network->places.count, rows = network->places.row_count * network->shape.embedding;
	uint32_t pairs[DT_XPOS_LANES] = {0};
	DtBuffer head = {0};
	write_head(&head, &network->shape, notes, scores);
	count_pairs(pairs, documents, count);
	DtSlice weights = halves(dt_trainer_dense(trainer), dense, (dense + DT_LANES - 1) / DT_LANES * DT_LANES);
	DtSlice embeddings = halves(dt_trainer_embeddings(trainer), rows, rows);
	DtModelSection sections[] = {
		{DT_LITERAL("vocabulary"), bytes(vocabulary->slots, vocabulary->slot_count * sizeof(DtHashSlot))},
		{DT_LITERAL("dense"), weights},
		{DT_LITERAL("embeddings"), embeddings},
		{DT_LITERAL("pairs"), bytes(pairs, sizeof pairs)},
		{DT_LITERAL("exceptions"), bytes(lemmas->exceptions, lemmas->exception_slots * sizeof(DtHashSlot))},
		{DT_LITERAL("suffixes"), bytes(lemmas->suffixes, lemmas->suffix_slots * sizeof(DtHashSlot))},
		{DT_LITERAL("known"), bytes(lemmas->known, lemmas->known_slots * sizeof(DtHashSlot))},
		{DT_LITERAL("rules"), bytes(lemmas->rules, lemmas->rule_count * sizeof(DtLemmaRule))},
		{DT_LITERAL("strings"), lemmas->strings},
	};
	dt_model_file_write(out, dt_buffer_slice(&head), sections, sizeof sections / sizeof *sections);
	dt_buffer_clear(&head);
	free((void *)weights.data);
	free((void *)embeddings.data);
}

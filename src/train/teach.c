// SPDX-License-Identifier: Apache-2.0
// Teachers and their pupil (Hinton et al. 2015; for parsers Anderson and Gómez-Rodríguez 2020).
//
// Every teacher scores every sentence; probabilities are averaged, and the most probable heads, relations and tags go
// into targets with their weights. Relations are asked for the heads of the best tree over the averaged arcs. Targets
// keep weights as bytes that sum to 255.
#include "train/teach.h"

#include <math.h>
#include <stdlib.h>

#include "syntax/forward.h"
#include "syntax/tree.h"

typedef struct Teacher {
	DtSyntax *syntax;
	DtForward *forward;
} Teacher;

typedef struct Class {
	Teacher *teachers;
	size_t teacher_count;
	DtArena *trees;
	float *keys, *scores;             // of one teacher
	float *arcs;                      // [words][stride], averaged
	float *upos, *xpos, *relations;   // [words][lanes], averaged, by the program's numbers
	uint16_t *chosen;                 // the best tree
	DtToken *tokens[DT_FORWARD_ROOM]; // of the batch
	DtCorpus *corpus;
	const DtVocabulary *vocabulary;
} Class;

// The most probable values of a line, and their weights as bytes that sum to 255.
static void keep_best(const float *line, size_t count, size_t room, uint16_t *values, uint8_t *weights) {
	size_t kept = 0;
	for (; kept < room && kept < count; kept++) {
		size_t best = SIZE_MAX;
		for (size_t i = 0; i < count; i++) {
			bool taken = false;
			for (size_t k = 0; k < kept; k++) taken |= values[k] == i;
			if (!taken && (best == SIZE_MAX || line[i] > line[best])) best = i;
		}
		values[kept] = (uint16_t)best;
	}
	float sum = 0;
	for (size_t k = 0; k < kept; k++) sum += line[values[k]];
	int left = 255;
	for (size_t k = kept; k-- > 1;) {
		weights[k] = sum > 0 ? (uint8_t)(255.0f * line[values[k]] / sum + 0.5f) : 0;
		if (weights[k] > left) weights[k] = (uint8_t)left;
		left -= weights[k];
	}
	if (kept > 0) weights[0] = (uint8_t)left;
}

static void keep_best_labels(const float *line, size_t count, size_t room, uint8_t *labels, uint8_t *weights) {
	uint16_t values[DT_TARGET_ARCS] = {0};
	keep_best(line, count, room, values, weights);
	for (size_t k = 0; k < room; k++) labels[k] = (uint8_t)values[k];
}

static void add_labels(float *sums, const float *scores, size_t count, const uint8_t *labels, const DtKernel *kernel,
                       float share) {
	float line[DT_RELATION_LANES];
	memcpy(line, scores, count * sizeof *line);
	kernel->softmax(line, count);
	for (size_t i = 0; i < count; i++) sums[labels[i]] += share * line[i];
}

static void ask_tags_and_arcs(Class *class, const Teacher *teacher, size_t sentence, size_t count, size_t stride) {
	const DtSyntax *syntax = teacher->syntax;
	const DtNetwork *network = &syntax->network;
	const float *heads = dt_forward_heads(teacher->forward, syntax, sentence);
	float share = 1.0f / (float)class->teacher_count;
	dt_network_arcs(network, heads, count, stride, class->keys, class->scores);
	for (size_t w = 0; w < count; w++) {
		const float *row = heads + w * network->places.head_width;
		network->kernel->softmax(class->scores + w * stride, count + 1);
		for (size_t h = 0; h <= count; h++) class->arcs[w * stride + h] += share * class->scores[w * stride + h];
		add_labels(class->upos + w * DT_UPOS_LANES, row + network->places.upos, syntax->upos_count, syntax->upos,
		           network->kernel, share);
		add_labels(class->xpos + w * DT_XPOS_LANES, row + network->places.xpos, syntax->xpos_count, syntax->xpos,
		           network->kernel, share);
	}
}

static void ask_relations(Class *class, const Teacher *teacher, size_t sentence, size_t count) {
	const DtSyntax *syntax = teacher->syntax;
	const DtNetwork *network = &syntax->network;
	const float *heads = dt_forward_heads(teacher->forward, syntax, sentence);
	size_t relation = network->shape.relation;
	float hidden[DT_WIDTH_MAX], labels[DT_RELATION_LANES];
	for (size_t w = 0; w < count; w++) {
		dt_network_relation(network, heads, w, class->chosen[w], hidden);
		network->kernel->leaky(hidden, hidden, relation);
		network->kernel->multiply(labels, DT_RELATION_LANES, network->dense + network->places.label_bias, 0,
		                          (DtView){hidden, relation, 1}, network->dense + network->places.label_weights,
		                          DT_RELATION_LANES, 1, relation, DT_RELATION_LANES);
		add_labels(class->relations + w * DT_RELATION_LANES, labels, syntax->deprel_count, syntax->deprel,
		           network->kernel, 1.0f / (float)class->teacher_count);
	}
}

static void learn_sentence(Class *class, DtToken *tokens, size_t sentence, size_t count) {
	size_t stride = (count + DT_LANES) / DT_LANES * DT_LANES;
	memset(class->arcs, 0, count * stride * sizeof(float));
	memset(class->upos, 0, count * DT_UPOS_LANES * sizeof(float));
	memset(class->xpos, 0, count * DT_XPOS_LANES * sizeof(float));
	memset(class->relations, 0, count * DT_RELATION_LANES * sizeof(float));
	for (size_t t = 0; t < class->teacher_count; t++)
		ask_tags_and_arcs(class, &class->teachers[t], sentence, count, stride);
	for (size_t i = 0; i < count * stride; i++) class->scores[i] = logf(class->arcs[i] + 1e-9f);
	dt_arena_reset(class->trees);
	dt_tree_find(class->trees, class->scores, count, stride, class->chosen);
	for (size_t t = 0; t < class->teacher_count; t++) ask_relations(class, &class->teachers[t], sentence, count);
	DtTarget *targets = dt_corpus_append(class->corpus, class->vocabulary, class->teachers[0].forward->tokens[sentence],
	                                     (uint32_t)count, class->chosen);
	for (size_t w = 0; w < count; w++) {
		DtTarget *target = &targets[w];
		DtToken *token = &tokens[w];
		*target = (DtTarget){.tree_head = class->chosen[w]};
		keep_best(class->arcs + w * stride, count + 1, DT_TARGET_ARCS, target->head, target->head_weight);
		keep_best_labels(class->relations + w * DT_RELATION_LANES, DT_DEPREL_COUNT, DT_TARGET_ARCS, target->relation,
		                 target->relation_weight);
		keep_best_labels(class->upos + w * DT_UPOS_LANES, DT_UPOS_COUNT, DT_TARGET_TAGS, target->upos,
		                 target->upos_weight);
		keep_best_labels(class->xpos + w * DT_XPOS_LANES, DT_XPOS_COUNT, DT_TARGET_TAGS, target->xpos,
		                 target->xpos_weight);
		token->upos = target->upos[0];
		token->xpos = target->xpos[0];
	}
}

static void learn_batch(Class *class) {
	for (size_t t = 0; t < class->teacher_count; t++)
		dt_forward_run(class->teachers[t].forward, class->teachers[t].syntax);
	const DtForward *forward = class->teachers[0].forward;
	for (size_t s = 0; s < forward->sentence_count; s++) learn_sentence(class, class->tokens[s], s, forward->count[s]);
	for (size_t t = 0; t < class->teacher_count; t++) dt_forward_reset(class->teachers[t].forward);
}

static void learn_document(Class *class, const DtDocument *document) {
	for (size_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		DtToken *tokens = dt_sentence_tokens(document, sentence);
		if (sentence->count == 0 || sentence->count > DT_SENTENCE_MAX_TOKENS) continue;
		for (int attempt = 0; attempt < 2; attempt++) {
			bool added = false;
			for (size_t t = 0; t < class->teacher_count; t++)
				added = dt_forward_add(class->teachers[t].forward, tokens, sentence->count);
			if (added) {
				class->tokens[class->teachers[0].forward->sentence_count - 1] = tokens;
				break;
			}
			learn_batch(class);
		}
	}
	learn_batch(class);
}

static bool call_teachers(Class *class, const char *const *paths, DtError *error) {
	size_t arc = 0;
	for (size_t t = 0; t < class->teacher_count; t++) {
		Teacher *teacher = &class->teachers[t];
		teacher->syntax = dt_syntax_load(paths[t], error);
		if (!teacher->syntax) return false;
		teacher->forward = dt_forward_new(teacher->syntax);
		if (teacher->syntax->network.shape.arc > arc) arc = teacher->syntax->network.shape.arc;
	}
	size_t stride = (DT_SENTENCE_MAX_TOKENS + DT_LANES) / DT_LANES * DT_LANES, rows = DT_SENTENCE_MAX_TOKENS;
	DtArena *arena = class->teachers[0].forward->arena;
	class->keys = dt_numbers_new(arena, arc, stride);
	class->scores = dt_numbers_new(arena, rows, stride);
	class->arcs = dt_numbers_new(arena, rows, stride);
	class->upos = dt_numbers_new(arena, rows, DT_UPOS_LANES);
	class->xpos = dt_numbers_new(arena, rows, DT_XPOS_LANES);
	class->relations = dt_numbers_new(arena, rows, DT_RELATION_LANES);
	class->chosen = DT_NEW_ARRAY(arena, uint16_t, rows);
	return true;
}

bool dt_teach(DtCorpus *corpus, const DtVocabulary *vocabulary, DtDocument *const *documents, size_t count,
              const char *const *teachers, size_t teacher_count, DtError *error) {
	DtArena *arena = dt_arena_new();
	Class class = {.teachers = DT_NEW_ARRAY(arena, Teacher, teacher_count),
	               .teacher_count = teacher_count,
	               .trees = dt_arena_new(),
	               .corpus = corpus,
	               .vocabulary = vocabulary};
	bool called = call_teachers(&class, teachers, error);
	for (size_t d = 0; called && d < count; d++) learn_document(&class, documents[d]);
	for (size_t t = 0; t < teacher_count; t++) {
		dt_forward_free(class.teachers[t].forward);
		dt_syntax_free(class.teachers[t].syntax);
	}
	dt_arena_free(class.trees);
	dt_arena_free(arena);
	return called;
}

// SPDX-License-Identifier: Apache-2.0
// Corpora for training.
//
// Rare forms are hidden now and then (Kiperwasser and Goldberg 2016), so that the row of unknown words learns what to
// make of them. News prints headlines in capitals, in title case or without a full stop, and the treebanks hardly do:
// some sentences are drawn that way. And news is full of names nobody has seen: now
// and then a name is given the look of others. Since only the shape feature sees capitals, printing a sentence
// otherwise changes one row number a word, and the four are kept for each.
#include "train/corpus.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b) {
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

typedef struct Known {
	uint64_t hash;
	uint32_t count;
} Known;

static int by_frequency(const void *a, const void *b) {
	const Known *left = a, *right = b;
	if (left->count != right->count) return left->count < right->count ? 1 : -1;
	return (left->hash > right->hash) - (left->hash < right->hash);
}

static uint64_t *all_hashes(DtDocument *const *documents, size_t count, size_t *total) {
	*total = 0;
	for (size_t d = 0; d < count; d++) *total += documents[d]->token_count;
	uint64_t *hashes = dt_alloc((*total + 1) * sizeof *hashes);
	size_t at = 0;
	char room[DT_WORD_ROOM];
	for (size_t d = 0; d < count; d++)
		for (size_t t = 0; t < documents[d]->token_count; t++)
			hashes[at++] = dt_word_hash(dt_word_fold(documents[d]->tokens[t].form, room));
	qsort(hashes, *total, sizeof *hashes, by_number);
	return hashes;
}

DtVocabulary dt_vocabulary_build(DtArena *arena, DtDocument *const *documents, size_t count, uint32_t minimum,
                                 uint32_t limit) {
	size_t total, known_count = 0;
	uint64_t *hashes = all_hashes(documents, count, &total);
	Known *known = dt_alloc((total + 1) * sizeof *known);
	for (size_t i = 0; i < total; known_count++) {
		size_t end = i;
		while (end < total && hashes[end] == hashes[i]) end++;
		known[known_count] = (Known){hashes[i], (uint32_t)(end - i)};
		i = end;
	}
	qsort(known, known_count, sizeof *known, by_frequency);
	while (known_count > 0 && (known_count > limit || known[known_count - 1].count < minimum)) known_count--;
	DtVocabulary vocabulary = {.rows = {(uint32_t)known_count + 2, 1024, 4096, 4096, 1024}};
	vocabulary.slot_count = 16;
	while (vocabulary.slot_count < known_count * 2) vocabulary.slot_count *= 2;
	vocabulary.slots = DT_NEW_ARRAY(arena, DtHashSlot, vocabulary.slot_count);
	vocabulary.frequency = DT_NEW_ARRAY(arena, uint32_t, known_count + 2);
	for (size_t i = 0; i < known_count; i++) {
		dt_hash_put(vocabulary.slots, vocabulary.slot_count, known[i].hash, (uint32_t)i + 1);
		vocabulary.frequency[i + 1] = known[i].count;
	}
	free(known);
	free(hashes);
	return vocabulary;
}

DtVocabulary dt_vocabulary_of(DtArena *arena, DtHashTable table, const uint32_t rows[DT_WORD_FEATURES],
                              DtDocument *const *documents, size_t count) {
	DtVocabulary vocabulary = {.slot_count = table.count};
	char room[DT_WORD_ROOM];
	memcpy(vocabulary.rows, rows, sizeof vocabulary.rows);
	vocabulary.slots = DT_NEW_ARRAY(arena, DtHashSlot, table.count);
	if (table.count > 0) memcpy(vocabulary.slots, table.slots, table.count * sizeof *table.slots);
	vocabulary.frequency = DT_NEW_ARRAY(arena, uint32_t, rows[DT_WORD_FORM]);
	for (size_t d = 0; d < count; d++)
		for (size_t t = 0; t < documents[d]->token_count; t++) {
			uint32_t row = dt_hash_find(table, dt_word_hash(dt_word_fold(documents[d]->tokens[t].form, room)));
			if (row > 0 && row < rows[DT_WORD_FORM]) vocabulary.frequency[row]++;
		}
	return vocabulary;
}

static void make_room(DtCorpus *corpus, size_t words) {
	if (corpus->word_count + words > corpus->word_capacity) {
		size_t capacity = corpus->word_capacity ? corpus->word_capacity * 2 : 1 << 16;
		corpus->features = dt_realloc(corpus->features, capacity * sizeof *corpus->features);
		corpus->shapes = dt_realloc(corpus->shapes, capacity * sizeof *corpus->shapes);
		corpus->targets = dt_realloc(corpus->targets, capacity * sizeof *corpus->targets);
		corpus->word_capacity = capacity;
	}
	if (corpus->sentence_count == corpus->sentence_capacity) {
		corpus->sentence_capacity = corpus->sentence_capacity ? corpus->sentence_capacity * 2 : 1 << 12;
		corpus->sentences = dt_realloc(corpus->sentences, corpus->sentence_capacity * sizeof *corpus->sentences);
	}
}

void dt_corpus_clear(DtCorpus *corpus) {
	free(corpus->features);
	free(corpus->shapes);
	free(corpus->targets);
	free(corpus->sentences);
	free(corpus->names);
	*corpus = (DtCorpus){0};
}

static DtTarget gold_target(const DtToken *token) {
	uint16_t head = (uint16_t)(token->head + 1);
	return (DtTarget){.head = {head},
	                  .head_weight = {255},
	                  .relation = {token->deprel},
	                  .relation_weight = {255},
	                  .upos = {token->upos},
	                  .upos_weight = {255},
	                  .xpos = {token->xpos},
	                  .xpos_weight = {255},
	                  .tree_head = head};
}

static bool is_mark(DtSlice form) {
	return form.length == 1 && form.data[0] > ' ' && form.data[0] < '0' && form.data[0] != '$' && form.data[0] != '%';
}

static bool ends_loose(const DtToken *tokens, const uint16_t *heads, size_t count) {
	if (count < 2 || !(is_mark(tokens[count - 1].form) || dt_slice_is(tokens[count - 1].form, "?"))) return false;
	for (size_t i = 0; i < count; i++)
		if (heads[i] == count) return false;
	return heads[count - 1] > 0;
}

DtTarget *dt_corpus_append(DtCorpus *corpus, const DtVocabulary *vocabulary, const DtToken *tokens, uint32_t count,
                           const uint16_t *heads) {
	DtHashTable table = {vocabulary->slots, vocabulary->slot_count};
	make_room(corpus, count);
	for (size_t i = 0; i < count; i++) {
		size_t at = corpus->word_count + i;
		dt_word_features(tokens[i].form, table, vocabulary->rows, corpus->features[at]);
		for (int how = 0; how < DT_CASE_COUNT; how++)
			corpus->shapes[at][how] =
				(uint16_t)dt_word_shape(tokens[i].form, (DtWordCase)how, vocabulary->rows[DT_WORD_SHAPE]);
	}
	corpus->sentences[corpus->sentence_count++] =
		(DtCorpusSentence){corpus->word_count, count, ends_loose(tokens, heads, count)};
	corpus->word_count += count;
	return corpus->targets + corpus->word_count - count;
}

void dt_corpus_add(DtCorpus *corpus, const DtVocabulary *vocabulary, const DtDocument *document) {
	uint16_t heads[DT_SENTENCE_MAX_TOKENS];
	for (size_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		if (sentence->count == 0 || sentence->count > DT_SENTENCE_MAX_TOKENS) continue;
		for (size_t i = 0; i < sentence->count; i++) heads[i] = (uint16_t)(tokens[i].head + 1);
		DtTarget *targets = dt_corpus_append(corpus, vocabulary, tokens, sentence->count, heads);
		for (size_t i = 0; i < sentence->count; i++) targets[i] = gold_target(&tokens[i]);
	}
}

static bool is_name(const DtTarget *target) {
	return target->xpos[0] == DT_XPOS_NNP && target->upos[0] == DT_UPOS_PROPN;
}

void dt_corpus_find_names(DtCorpus *corpus) {
	size_t count = 0;
	for (size_t i = 0; i < corpus->word_count; i++) count += is_name(&corpus->targets[i]);
	corpus->names = dt_realloc(corpus->names, (count + 1) * sizeof *corpus->names);
	corpus->name_count = 0;
	for (size_t i = 0; i < corpus->word_count; i++)
		if (is_name(&corpus->targets[i])) corpus->names[corpus->name_count++] = (uint32_t)i;
}

// Gives a word the look of other names: often an unknown form, beginning like one name and ending like another.
static void rename_word(const DtCorpus *corpus, DtRandom *random, uint32_t features[DT_WORD_FEATURES]) {
	const uint32_t *head = corpus->features[corpus->names[dt_random_below(random, corpus->name_count)]];
	const uint32_t *tail = corpus->features[corpus->names[dt_random_below(random, corpus->name_count)]];
	features[DT_WORD_FORM] = dt_random_below(random, 3) == 0 ? tail[DT_WORD_FORM] : 0;
	features[DT_WORD_PREFIX3] = features[DT_WORD_FORM] ? tail[DT_WORD_PREFIX3] : head[DT_WORD_PREFIX3];
	features[DT_WORD_SUFFIX2] = tail[DT_WORD_SUFFIX2];
	features[DT_WORD_SUFFIX3] = tail[DT_WORD_SUFFIX3];
}

static DtWordCase draw_case(const DtNoise *noise, float draw) {
	if ((draw -= noise->upper) < 0) return DT_CASE_UPPER;
	if ((draw -= noise->title) < 0) return DT_CASE_TITLE;
	if ((draw -= noise->lower) < 0) return DT_CASE_LOWER;
	return DT_CASE_GIVEN;
}

void dt_corpus_draw(const DtCorpus *corpus, const DtVocabulary *vocabulary, size_t index, const DtNoise *noise,
                    DtRandom *random, uint32_t (*features)[DT_WORD_FEATURES], DtExample *example) {
	const DtCorpusSentence *sentence = &corpus->sentences[index];
	DtWordCase how = draw_case(noise, dt_random_unit(random));
	uint32_t count = sentence->count;
	if (sentence->stop_loose && dt_random_unit(random) < noise->clip) count--;
	for (size_t i = 0; i < count; i++) {
		size_t at = sentence->first + i;
		memcpy(features[i], corpus->features[at], sizeof features[i]);
		features[i][DT_WORD_SHAPE] = corpus->shapes[at][how];
		if (corpus->name_count > 0 && is_name(&corpus->targets[at]) && dt_random_unit(random) < noise->name)
			rename_word(corpus, random, features[i]);
		float frequency = (float)vocabulary->frequency[features[i][DT_WORD_FORM]];
		if (dt_random_unit(random) * (noise->unknown + frequency) < noise->unknown) features[i][DT_WORD_FORM] = 0;
	}
	*example = (DtExample){(const uint32_t(*)[DT_WORD_FEATURES])features, corpus->targets + sentence->first, count};
}

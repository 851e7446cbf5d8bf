// SPDX-License-Identifier: Apache-2.0
// Evaluation in the manner of the CoNLL 2018 script: spans in characters without blanks, alignment by equal spans, F1.
#include "train/evaluate.h"

#include <stdlib.h>

#include "syntax/model.h"
#include "syntax/parse.h"
#include "text/split.h"

typedef struct Word {
	size_t start, end; // in the text without blanks
	const DtToken *token;
	size_t head; // number of its head among all words, or SIZE_MAX
	size_t twin; // number of the aligned word on the other side, or SIZE_MAX
} Word;

typedef struct Side {
	DtBuffer text; // without blanks
	Word *words;
	size_t *sentence_starts; // in text; the end of the last stands behind
	size_t word_count, sentence_count;
} Side;

static DtSlice surface(const DtDocument *document, const DtToken *token) {
	return document->text.length > 0 && token->span.end > token->span.start ? dt_document_slice(document, token->span)
	                                                                        : token->form;
}

static Side side_of(const DtDocument *document) {
	Side side = {0};
	side.words = dt_alloc((document->token_count + 1) * sizeof *side.words);
	side.sentence_starts = dt_alloc((document->sentence_count + 1) * sizeof *side.sentence_starts);
	for (size_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		size_t first = side.word_count;
		side.sentence_starts[side.sentence_count++] = side.text.length;
		for (size_t i = 0; i < sentence->count; i++) {
			DtSlice text = surface(document, &tokens[i]);
			size_t start = side.text.length;
			for (size_t c = 0; c < text.length; c++)
				if ((unsigned char)text.data[c] > ' ') dt_buffer_add_char(&side.text, text.data[c]);
			size_t head = tokens[i].head < 0 ? SIZE_MAX : first + (size_t)tokens[i].head;
			side.words[side.word_count++] = (Word){start, side.text.length, &tokens[i], head, SIZE_MAX};
		}
	}
	side.sentence_starts[side.sentence_count] = side.text.length;
	return side;
}

static void clear(Side *side) {
	dt_buffer_clear(&side->text);
	free(side->words);
	free(side->sentence_starts);
}

static bool same_text(const Side *gold, const Side *system, const DtDocument *document, DtError *error) {
	DtSlice a = dt_buffer_slice(&gold->text), b = dt_buffer_slice(&system->text);
	if (dt_slice_equal(a, b)) return true;
	size_t at = 0;
	while (at < a.length && at < b.length && a.data[at] == b.data[at]) at++;
	size_t from = at < 10 ? 0 : at - 10;
	DtSlice left = dt_slice_cut(a, from, at + 10), right = dt_slice_cut(b, from, at + 10);
	dt_error_add(error, DT_FAULT_INPUT, NULL, 0, 0,
	             "document \"" DT_SLICE_FORMAT "\": gold has \"" DT_SLICE_FORMAT
	             "\" where the system has \"" DT_SLICE_FORMAT "\"",
	             DT_SLICE_ARGS(document->id), DT_SLICE_ARGS(left), DT_SLICE_ARGS(right));
	return false;
}

static void count(DtScore *score, bool correct) { score->correct += correct; }

// Surface tokens: words joined to the one before make one token with it.
static void count_tokens(const Side *gold, const Side *system, DtScores *scores) {
	size_t g = 0, s = 0;
	while (g < gold->word_count || s < system->word_count) {
		size_t gold_end = g, system_end = s;
		if (g < gold->word_count) do
				gold_end++;
			while (gold_end < gold->word_count && gold->words[gold_end].token->joined);
		if (s < system->word_count) do
				system_end++;
			while (system_end < system->word_count && system->words[system_end].token->joined);
		size_t gold_stop = g < gold_end ? gold->words[gold_end - 1].end : SIZE_MAX;
		size_t system_stop = s < system_end ? system->words[system_end - 1].end : SIZE_MAX;
		bool same = gold_stop == system_stop && gold->words[g].start == system->words[s].start;
		scores->tokens.correct += same;
		if (gold_stop <= system_stop && g < gold_end) {
			scores->tokens.gold++;
			g = gold_end;
		}
		if (system_stop <= gold_stop && s < system_end) {
			scores->tokens.system++;
			s = system_end;
		}
	}
}

static void count_sentences(const Side *gold, const Side *system, DtScores *scores) {
	scores->sentences.gold += gold->sentence_count;
	scores->sentences.system += system->sentence_count;
	for (size_t g = 0, s = 0; g < gold->sentence_count && s < system->sentence_count;) {
		size_t a = gold->sentence_starts[g], b = system->sentence_starts[s];
		scores->sentences.correct += a == b && gold->sentence_starts[g + 1] == system->sentence_starts[s + 1];
		if (a <= b) g++;
		if (b <= a) s++;
	}
}

static void align(Side *gold, Side *system) {
	for (size_t g = 0, s = 0; g < gold->word_count && s < system->word_count;) {
		Word *a = &gold->words[g], *b = &system->words[s];
		if (a->start == b->start && a->end == b->end) {
			a->twin = s++;
			b->twin = g++;
		} else if (a->end <= b->end) {
			g++;
		} else {
			s++;
		}
	}
}

static bool is_content(uint8_t deprel) {
	switch (dt_deprel_universal((DtDeprel)deprel)) {
	case DT_DEPREL_AUX:
	case DT_DEPREL_CASE:
	case DT_DEPREL_CC:
	case DT_DEPREL_COP:
	case DT_DEPREL_DET:
	case DT_DEPREL_MARK:
	case DT_DEPREL_PUNCT:
		return false;
	default:
		return true;
	}
}

static void count_word(const Side *system, const Word *gold, DtScores *scores) {
	if (gold->twin == SIZE_MAX) return;
	const Word *twin = &system->words[gold->twin];
	const DtToken *a = gold->token, *b = twin->token;
	bool head = gold->head == SIZE_MAX ? twin->head == SIZE_MAX
	                                   : twin->head != SIZE_MAX && system->words[twin->head].twin == gold->head;
	bool universal = dt_deprel_universal((DtDeprel)a->deprel) == dt_deprel_universal((DtDeprel)b->deprel);
	scores->words.correct++;
	count(&scores->upos, a->upos == b->upos);
	count(&scores->xpos, a->xpos == b->xpos);
	count(&scores->lemmas, dt_slice_equal(a->lemma, b->lemma));
	count(&scores->uas, head);
	count(&scores->las, head && universal);
	count(&scores->las_full, head && a->deprel == b->deprel);
	count(&scores->clas, head && universal && is_content(a->deprel));
	count(&scores->relations[a->deprel], head && a->deprel == b->deprel);
	if (head) scores->confusion[a->deprel][b->deprel]++;
	scores->tag_confusion[a->upos][b->upos]++;
}

static void count_words(const Side *gold, const Side *system, DtScores *scores) {
	DtScore *whole[] = {&scores->words, &scores->upos, &scores->xpos,    &scores->lemmas,
	                    &scores->uas,   &scores->las,  &scores->las_full};
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		whole[i]->gold += gold->word_count;
		whole[i]->system += system->word_count;
	}
	for (size_t i = 0; i < gold->word_count; i++) {
		scores->clas.gold += is_content(gold->words[i].token->deprel);
		scores->relations[gold->words[i].token->deprel].gold++;
		count_word(system, &gold->words[i], scores);
	}
	for (size_t i = 0; i < system->word_count; i++) {
		scores->clas.system += is_content(system->words[i].token->deprel);
		scores->relations[system->words[i].token->deprel].system++;
	}
}

bool dt_evaluate(const DtDocument *gold, const DtDocument *system, DtScores *scores, DtError *error) {
	Side left = side_of(gold), right = side_of(system);
	bool same = same_text(&left, &right, gold, error);
	if (same) {
		align(&left, &right);
		count_tokens(&left, &right, scores);
		count_sentences(&left, &right, scores);
		count_words(&left, &right, scores);
	}
	clear(&left);
	clear(&right);
	return same;
}

static void copy_words(const DtDocument *gold, DtDocument *system) {
	system->tokens = DT_NEW_ARRAY(system->arena, DtToken, gold->token_count);
	system->sentences = gold->sentences;
	system->sentence_count = gold->sentence_count;
	system->token_count = gold->token_count;
	for (size_t t = 0; t < gold->token_count; t++) {
		const DtToken *from = &gold->tokens[t];
		system->tokens[t] = (DtToken){.span = from->span,
		                              .form = from->form,
		                              .joined = from->joined,
		                              .space_after = from->space_after,
		                              .head = -1};
	}
}

static void count_tagged_lemmas(const DtDocument *gold, const DtSyntax *syntax, DtArena *arena, DtScores *scores) {
	for (size_t t = 0; t < gold->token_count; t++) {
		const DtToken *token = &gold->tokens[t];
		DtSlice lemma =
			dt_lemma_find(&syntax->lemmatizer, arena, token->form, (DtXpos)token->xpos, (DtUpos)token->upos);
		count(&scores->tagged_lemmas, dt_slice_equal(lemma, token->lemma));
	}
	scores->tagged_lemmas.gold += gold->token_count;
	scores->tagged_lemmas.system += gold->token_count;
}

bool dt_evaluate_documents(DtDocument *const *gold, size_t count, const struct DtSyntax *syntax, bool from_text,
                           DtScores *scores, DtError *error) {
	DtArena *arena = dt_arena_new();
	DtSyntaxScratch *scratch = dt_syntax_scratch_new(syntax);
	bool same = true;
	for (size_t d = 0; d < count; d++) {
		DtDocument *system = dt_document_new(arena);
		system->text = gold[d]->text;
		system->id = gold[d]->id;
		if (from_text)
			dt_split_text(system);
		else
			copy_words(gold[d], system);
		dt_parse(system, syntax, scratch);
		same &= dt_evaluate(gold[d], system, scores, error);
		count_tagged_lemmas(gold[d], syntax, arena, scores);
		dt_arena_reset(arena);
	}
	dt_syntax_scratch_free(scratch);
	dt_arena_free(arena);
	return same;
}

void dt_evaluate_parser(const DtDocument *gold, const struct DtSyntax *syntax, DtScores *scores) {
	DtDocument copy = *gold, *one[] = {&copy};
	dt_evaluate_documents(one, 1, syntax, false, scores, NULL);
}

double dt_score_f1(DtScore score) {
	size_t all = score.gold + score.system;
	return all ? 200.0 * (double)score.correct / (double)all : 0;
}

typedef struct Confusion {
	int gold, system;
	uint32_t times;
} Confusion;

static int by_times(const void *a, const void *b) {
	const Confusion *left = a, *right = b;
	if (left->times != right->times) return left->times < right->times ? 1 : -1;
	return left->gold != right->gold ? left->gold - right->gold : left->system - right->system;
}

static void write_confusions(DtBuffer *out, const DtScores *scores) {
	enum { SHOWN = 25, PAIRS = DT_DEPREL_COUNT * DT_DEPREL_COUNT };
	Confusion *pairs = dt_alloc(PAIRS * sizeof *pairs);
	size_t count = 0;
	for (int g = 0; g < DT_DEPREL_COUNT; g++)
		for (int s = 0; s < DT_DEPREL_COUNT; s++)
			if (g != s && scores->confusion[g][s] > 0) pairs[count++] = (Confusion){g, s, scores->confusion[g][s]};
	qsort(pairs, count, sizeof *pairs, by_times);
	dt_buffer_add_text(out, "\nright head, wrong relation\ngold           system         times\n");
	for (size_t i = 0; i < count && i < SHOWN; i++)
		dt_buffer_format(out, "%-14s %-14s %5u\n", dt_deprel_name((DtDeprel)pairs[i].gold),
		                 dt_deprel_name((DtDeprel)pairs[i].system), pairs[i].times);
	free(pairs);
}

void dt_scores_write(DtBuffer *out, const DtScores *scores) {
	const struct {
		const char *name;
		DtScore score;
	} rows[] = {{"tokens", scores->tokens},
	            {"sentences", scores->sentences},
	            {"words", scores->words},
	            {"UPOS", scores->upos},
	            {"XPOS", scores->xpos},
	            {"lemmas", scores->lemmas},
	            {"lemmas, tagged", scores->tagged_lemmas},
	            {"UAS", scores->uas},
	            {"LAS", scores->las},
	            {"LAS+subtypes", scores->las_full},
	            {"CLAS", scores->clas}};
	dt_buffer_add_text(out, "metric            F1    correct     gold   system\n");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		dt_buffer_format(out, "%-14s %6.2f %9zu %8zu %8zu\n", rows[i].name, dt_score_f1(rows[i].score),
		                 rows[i].score.correct, rows[i].score.gold, rows[i].score.system);
	dt_buffer_add_text(out, "\nrelation          F1    correct     gold   system\n");
	for (int r = 0; r < DT_DEPREL_COUNT; r++) {
		DtScore score = scores->relations[r];
		if (score.gold + score.system == 0) continue;
		dt_buffer_format(out, "%-14s %6.2f %9zu %8zu %8zu\n", dt_deprel_name((DtDeprel)r), dt_score_f1(score),
		                 score.correct, score.gold, score.system);
	}
	write_confusions(out, scores);
}

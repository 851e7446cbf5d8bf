// SPDX-License-Identifier: Apache-2.0
// Qualified numbers. "At least five people were killed" opens half of the reports of an attack, and the treebanks have
// "at least" before a number a few dozen times; a parser trained on them takes the "at" for the noun's and the people
// for an oblique. Every number of the treebanks that counts something can be qualified, and the tree of the result is
// known:
//
//   case  nmod  nummod                      advmod fixed  nummod
//    at ─▶ least ─▶ five ─▶ people            more ◀─ than   └─▶ …     (arrows from dependent to head)
#include "train/vary.h"

typedef struct Word {
	const char *form;
	DtUpos upos;
	DtXpos xpos;
	DtDeprel deprel;
	int head; // among the inserted words; -1: the number
} Word;

typedef struct Phrase {
	Word words[2];
	uint32_t count;
} Phrase;

#define ADVERB(form)                                                                                                   \
	{ {{form, DT_UPOS_ADV, DT_XPOS_RB, DT_DEPREL_ADVMOD, -1}}, 1 }
#define BOUND(least)                                                                                                   \
	{ {{"at", DT_UPOS_ADP, DT_XPOS_IN, DT_DEPREL_CASE, 1}, {least, DT_UPOS_ADJ, DT_XPOS_JJS, DT_DEPREL_NMOD, -1}}, 2 }
#define COMPARED(more)                                                                                                 \
	{                                                                                                                  \
		{{more, DT_UPOS_ADJ, DT_XPOS_JJR, DT_DEPREL_ADVMOD, -1},                                                       \
		 {"than", DT_UPOS_ADP, DT_XPOS_IN, DT_DEPREL_FIXED, 0}},                                                       \
			2                                                                                                          \
	}

static const Phrase phrases[] = {
	BOUND("least"),   BOUND("least"),    BOUND("least"),   BOUND("least"),  BOUND("most"),    COMPARED("more"),
	COMPARED("more"), COMPARED("fewer"), ADVERB("nearly"), ADVERB("about"), ADVERB("almost"), ADVERB("roughly"),
};

// A number that counts something and has no qualification yet.
static bool can_take(const DtToken *tokens, uint32_t count, uint32_t at) {
	if (tokens[at].xpos != DT_XPOS_CD || tokens[at].head < (int32_t)at) return false;
	if (tokens[at].deprel != DT_DEPREL_NUMMOD || tokens[at].head > (int32_t)at + 4) return false;
	for (uint32_t i = 0; i < count; i++)
		if (tokens[i].head == (int32_t)at) return false;
	// In "the five people", "last five" and "five-year" a qualification would be odd.
	if (at > 0 && tokens[at - 1].head == tokens[at].head && tokens[at - 1].deprel != DT_DEPREL_CASE) return false;
	return at + 1 < count && tokens[at + 1].xpos != DT_XPOS_HYPH;
}

static DtSlice capitalised(DtArena *arena, const char *form) {
	DtSlice copy = dt_arena_copy(arena, dt_slice_of(form));
	char *letters = (char *)copy.data; // our own copy
	letters[0] = (char)(letters[0] - 32);
	return copy;
}

// Copies the sentence to out with the phrase before word at; returns how many words it has now.
static uint32_t insert(DtArena *arena, const DtToken *tokens, uint32_t count, uint32_t at, const Phrase *phrase,
                       DtToken *out) {
	uint32_t added = phrase->count;
	for (uint32_t i = 0; i < count; i++) {
		DtToken *token = &out[i < at ? i : i + added];
		*token = tokens[i];
		if (token->head >= (int32_t)at) token->head += (int32_t)added;
	}
	for (uint32_t i = 0; i < added; i++) {
		const Word *word = &phrase->words[i];
		out[at + i] = (DtToken){.form = at + i == 0 ? capitalised(arena, word->form) : dt_slice_of(word->form),
		                        .lemma = dt_slice_of(word->form),
		                        .upos = (uint8_t)word->upos,
		                        .xpos = (uint8_t)word->xpos,
		                        .deprel = (uint8_t)word->deprel,
		                        .head = (int32_t)(word->head < 0 ? at + added : at + (uint32_t)word->head),
		                        .space_after = true,
		                        .head_confidence = 1};
	}
	return count + added;
}

DtDocument *dt_vary_numbers(DtArena *arena, const DtDocument *document, DtRandom *random) {
	DtDocument *varied = dt_document_new(arena);
	size_t token_capacity = 0, sentence_capacity = 0, token_count = 0, sentence_count = 0;
	DtToken out[DT_SENTENCE_MAX_TOKENS];
	for (size_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		for (uint32_t at = 0; at < sentence->count && sentence->count + 2 <= DT_SENTENCE_MAX_TOKENS; at++) {
			if (!can_take(tokens, sentence->count, at)) continue;
			const Phrase *phrase = &phrases[dt_random_below(random, sizeof phrases / sizeof *phrases)];
			uint32_t count = insert(arena, tokens, sentence->count, at, phrase, out);
			DtSentence fresh = {.first = (uint32_t)token_count, .count = count};
			DT_PUSH(arena, varied->sentences, sentence_count, sentence_capacity, fresh);
			for (uint32_t i = 0; i < count; i++) DT_PUSH(arena, varied->tokens, token_count, token_capacity, out[i]);
		}
	}
	varied->sentence_count = (uint32_t)sentence_count;
	varied->token_count = (uint32_t)token_count;
	return varied;
}

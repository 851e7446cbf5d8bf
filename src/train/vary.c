// SPDX-License-Identifier: Apache-2.0
// New gold sentences from gold ones.
//
// Qualified numbers. "At least five people were killed" opens half of the reports of an attack, and the treebanks have
// "at least" before a number a few dozen times; a parser trained on them takes the "at" for the noun's and the people
// for an oblique. Every number of the treebanks that counts something can be qualified, and the tree of the result is
// known:
//
//   case  nmod  nummod                      advmod fixed  nummod
//    at ─▶ least ─▶ five ─▶ people            more ◀─ than   └─▶ …     (arrows from dependent to head)
//
// Headlines. "107 killed in crane collapse", "Ministers to meet in Geneva": treebanks of running text have hardly any,
// and a parser trained on them makes the killed the killers. A plain statement becomes a headline by leaving out its
// articles, its last stop and the auxiliaries of its verb; "will" becomes "to". What is left hangs where it hung.
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

static DtSlice capitalised(DtArena *arena, DtSlice form) {
	DtSlice copy = dt_arena_copy(arena, form);
	char *letters = (char *)copy.data; // our own copy
	if (copy.length > 0 && letters[0] >= 'a' && letters[0] <= 'z') letters[0] = (char)(letters[0] - 32);
	return copy;
}

// A document in the making.
typedef struct Varied {
	DtDocument *document;
	size_t token_count, token_capacity, sentence_count, sentence_capacity;
} Varied;

static void add_sentence(Varied *varied, const DtToken *tokens, uint32_t count) {
	DtDocument *document = varied->document;
	DtSentence fresh = {.first = (uint32_t)varied->token_count, .count = count};
	DT_PUSH(document->arena, document->sentences, varied->sentence_count, varied->sentence_capacity, fresh);
	for (uint32_t i = 0; i < count; i++)
		DT_PUSH(document->arena, document->tokens, varied->token_count, varied->token_capacity, tokens[i]);
	document->sentence_count = (uint32_t)varied->sentence_count;
	document->token_count = (uint32_t)varied->token_count;
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
		out[at + i] =
			(DtToken){.form = at + i == 0 ? capitalised(arena, dt_slice_of(word->form)) : dt_slice_of(word->form),
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
	Varied varied = {.document = dt_document_new(arena)};
	DtToken out[DT_SENTENCE_MAX_TOKENS];
	for (size_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		for (uint32_t at = 0; at < sentence->count && sentence->count + 2 <= DT_SENTENCE_MAX_TOKENS; at++) {
			if (!can_take(tokens, sentence->count, at)) continue;
			const Phrase *phrase = &phrases[dt_random_below(random, sizeof phrases / sizeof *phrases)];
			add_sentence(&varied, out, insert(arena, tokens, sentence->count, at, phrase, out));
		}
	}
	return varied.document;
}

enum { HEADLINE_LEAST = 5, HEADLINE_MOST = 22, ORDINARY = 4 }; // one in ORDINARY of those without an auxiliary

typedef struct Statement {
	bool fits;
	bool helped; // its verb has an auxiliary that a headline leaves out or turns into "to"
} Statement;

// A statement is one clause with its subject first and a verb at its root, without quotes or questions.
static Statement look_at(const DtToken *tokens, uint32_t count) {
	Statement statement = {0};
	uint32_t root = count, subject = count;
	if (count < HEADLINE_LEAST || count > HEADLINE_MOST) return statement;
	for (uint32_t i = 0; i < count; i++)
		if (tokens[i].deprel == DT_DEPREL_ROOT) root = i;
	for (uint32_t i = 0; i < count; i++) {
		const DtToken *token = &tokens[i];
		if (token->upos == DT_UPOS_PUNCT && token->xpos != DT_XPOS_COMMA && token->xpos != DT_XPOS_HYPH &&
		    !(i + 1 == count && dt_slice_is(token->form, ".")))
			return statement;
		if (token->joined || token->head < 0 || (uint32_t)token->head != root) continue;
		if (token->deprel == DT_DEPREL_NSUBJ || token->deprel == DT_DEPREL_NSUBJ_PASS) subject = i;
		if (token->deprel == DT_DEPREL_COP || token->deprel == DT_DEPREL_EXPL) return statement;
		statement.helped |= token->deprel == DT_DEPREL_AUX_PASS || dt_slice_is(token->lemma, "will");
	}
	statement.fits =
		root < count && subject < root && tokens[root].upos == DT_UPOS_VERB && tokens[subject].upos != DT_UPOS_PRON;
	return statement;
}

// What a headline leaves out. "Has" goes with "been"; without it, the participle beside it would be a past tense.
static bool is_left_out(const DtToken *tokens, uint32_t count, uint32_t at, bool passive) {
	const DtToken *token = &tokens[at];
	bool of_root = token->head >= 0 && tokens[token->head].deprel == DT_DEPREL_ROOT;
	for (uint32_t i = 0; i < count; i++)
		if (tokens[i].head == (int32_t)at) return false;
	if (token->deprel == DT_DEPREL_DET) return dt_slice_is(token->lemma, "the") || dt_slice_is(token->lemma, "a");
	if (token->deprel == DT_DEPREL_PUNCT) return at + 1 == count;
	if (!of_root) return false;
	return token->deprel == DT_DEPREL_AUX_PASS ||
	       (token->deprel == DT_DEPREL_AUX &&
	        (dt_slice_is(token->lemma, "be") || (passive && dt_slice_is(token->lemma, "have"))));
}

static bool is_will(const DtToken *token) {
	return token->deprel == DT_DEPREL_AUX && dt_slice_is(token->lemma, "will");
}

static uint32_t cut(DtArena *arena, const DtToken *tokens, uint32_t count, DtToken *out) {
	int32_t place[HEADLINE_MOST];
	uint32_t kept = 0;
	bool to_come = false, passive = false;
	for (uint32_t i = 0; i < count; i++) {
		to_come |= is_will(&tokens[i]);
		passive |= tokens[i].deprel == DT_DEPREL_AUX_PASS;
	}
	for (uint32_t i = 0; i < count; i++) {
		bool helps = tokens[i].deprel == DT_DEPREL_AUX_PASS || tokens[i].deprel == DT_DEPREL_AUX;
		bool left_out = is_left_out(tokens, count, i, passive) && !(to_come && helps); // "will be sent": "to be sent"
		place[i] = left_out ? -1 : (int32_t)kept;
		if (left_out) continue;
		out[kept] = tokens[i];
		if (is_will(&tokens[i])) {
			out[kept].form = out[kept].lemma = dt_slice_of("to");
			out[kept].upos = DT_UPOS_PART;
			out[kept].xpos = DT_XPOS_TO;
			out[kept].deprel = DT_DEPREL_MARK;
		}
		kept++;
	}
	for (uint32_t i = 0; i < kept; i++)
		if (out[i].head >= 0) out[i].head = place[out[i].head];
	if (kept > 0) out[0].form = capitalised(arena, out[0].form);
	return kept;
}

DtDocument *dt_vary_headlines(DtArena *arena, const DtDocument *document, DtRandom *random) {
	Varied varied = {.document = dt_document_new(arena)};
	DtToken out[HEADLINE_MOST];
	for (size_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		Statement statement = look_at(tokens, sentence->count);
		if (!statement.fits || (!statement.helped && dt_random_below(random, ORDINARY) != 0)) continue;
		add_sentence(&varied, out, cut(arena, tokens, sentence->count, out));
	}
	return varied.document;
}

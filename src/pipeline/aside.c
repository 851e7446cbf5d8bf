// SPDX-License-Identifier: Apache-2.0
// See aside.h. A shadow of the document is parsed, without the words of the days; trees are then carried over.
//
//   Japan on Friday lifted sanctions        on ◀─case─ Friday ◀─obl─ lifted
//   Japan           lifted sanctions   ─▶
#include "pipeline/aside.h"

typedef struct Aside {
	uint32_t first, count; // tokens within the sentence, the preposition among them
} Aside;

static bool form_is(const DtToken *token, const char *word) {
	return dt_slice_equal_folded(token->form, dt_slice_of(word));
}

static bool is_punctuation(const DtToken *token) {
	return token->form.length == 1 && strchr(",;:.()-\"'", token->form.data[0]) != NULL;
}

// A day in the middle of a clause: "on Friday", "Tuesday", "last week"; nothing before it but words of the clause.
static bool stands_aside(const DtDocument *document, const DtTime *time, Aside *aside) {
	enum { LONGEST = 5 };
	const DtSentence *sentence = &document->sentences[time->sentence];
	const DtToken *tokens = dt_sentence_tokens(document, sentence);
	bool plain = time->kind == DT_TIME_DATE && time->relation == DT_TIME_AT && !time->impossible;
	bool short_span = time->precision == DT_PRECISION_DAY || time->precision == DT_PRECISION_WEEK;
	if (!plain || !short_span || time->count > LONGEST || time->first == 0) return false;
	*aside = (Aside){time->first, time->count};
	if (form_is(&tokens[time->first - 1], "on")) {
		aside->first--;
		aside->count++;
	}
	uint32_t after = aside->first + aside->count;
	if (aside->first == 0 || after >= sentence->count) return false;
	if (is_punctuation(&tokens[aside->first - 1]) || is_punctuation(&tokens[after])) return false;
	return !form_is(&tokens[after], "'s") && !form_is(&tokens[after], "and") && !form_is(&tokens[after], "or") &&
	       !form_is(&tokens[aside->first - 1], "the") && !form_is(&tokens[aside->first - 1], "and") &&
	       !form_is(&tokens[aside->first - 1], "of") && !form_is(&tokens[aside->first - 1], "between");
}

// Marks the words to leave out; false when there are none.
static bool mark_asides(const DtDocument *document, bool *left_out) {
	bool any = false;
	for (uint32_t i = 0; i < document->time_count; i++) {
		const DtTime *time = &document->times[i];
		const DtSentence *sentence = &document->sentences[time->sentence];
		Aside aside;
		bool parsed = sentence->count && dt_sentence_tokens(document, sentence)[0].head_confidence > 0;
		if (parsed || !stands_aside(document, time, &aside)) continue;
		for (uint32_t k = 0; k < aside.count; k++) left_out[sentence->first + aside.first + k] = true;
		any = true;
	}
	return any;
}

static DtDocument *make_shadow(const DtDocument *document, const bool *left_out) {
	DtDocument *shadow = DT_NEW(document->arena, DtDocument);
	*shadow = *document;
	shadow->tokens = DT_NEW_ARRAY(document->arena, DtToken, document->token_count);
	shadow->sentences = DT_NEW_ARRAY(document->arena, DtSentence, document->sentence_count);
	shadow->token_count = 0;
	for (uint32_t s = 0; s < document->sentence_count; s++) {
		shadow->sentences[s] = document->sentences[s];
		shadow->sentences[s].first = shadow->token_count;
		for (uint32_t k = 0; k < document->sentences[s].count; k++) {
			uint32_t token = document->sentences[s].first + k;
			if (!left_out[token]) shadow->tokens[shadow->token_count++] = document->tokens[token];
		}
		shadow->sentences[s].count = shadow->token_count - shadow->sentences[s].first;
	}
	return shadow;
}

// The verb that a day belongs to: the one right after it, else the nearest before.
static int32_t verb_beside(const DtToken *tokens, uint32_t count, uint32_t first, uint32_t after) {
	for (uint32_t i = after; i < count && i < after + 3; i++) {
		if (tokens[i].upos == DT_UPOS_VERB) return (int32_t)i;
		if (tokens[i].upos != DT_UPOS_AUX && tokens[i].upos != DT_UPOS_ADV && tokens[i].upos != DT_UPOS_PART) break;
	}
	for (uint32_t i = first; i-- > 0;) {
		if (tokens[i].upos == DT_UPOS_VERB) return (int32_t)i;
	}
	for (uint32_t i = 0; i < count; i++) {
		if (tokens[i].head < 0 && tokens[i].deprel == DT_DEPREL_ROOT) return (int32_t)i;
	}
	return 0;
}

// Gives the words of a day their place in the tree.
static void hang(DtToken *tokens, uint32_t count, uint32_t first, uint32_t last) {
	bool preposition = form_is(&tokens[first], "on");
	uint32_t head = last - 1;
	int32_t verb = verb_beside(tokens, count, first, last);
	for (uint32_t i = first; i < last; i++) {
		DtToken *token = &tokens[i];
		bool digits = token->form.length && token->form.data[0] >= '0' && token->form.data[0] <= '9';
		bool on = preposition && i == first;
		token->upos = on ? DT_UPOS_ADP : digits ? DT_UPOS_NUM : DT_UPOS_PROPN;
		token->xpos = on ? DT_XPOS_IN : digits ? DT_XPOS_CD : DT_XPOS_NNP;
		token->lemma = token->form;
		token->head = i == head ? verb : (int32_t)head;
		token->deprel = i == head ? (preposition ? DT_DEPREL_OBL : DT_DEPREL_OBL_UNMARKED)
		                : on      ? DT_DEPREL_CASE
		                : digits  ? DT_DEPREL_NUMMOD
		                          : DT_DEPREL_COMPOUND;
		token->head_confidence = 0.9f;
	}
}

static void carry_over(DtDocument *document, const DtDocument *shadow, const bool *left_out, uint32_t number) {
	const DtSentence *sentence = &document->sentences[number];
	const DtToken *parsed = dt_sentence_tokens(shadow, &shadow->sentences[number]);
	DtToken *tokens = document->tokens + sentence->first;
	int32_t *place = DT_NEW_ARRAY(document->arena, int32_t, sentence->count); // in the sentence, of the shadow's words
	uint32_t kept = 0;
	for (uint32_t k = 0; k < sentence->count; k++) {
		if (!left_out[sentence->first + k]) place[kept++] = (int32_t)k;
	}
	for (uint32_t k = 0; k < kept; k++) {
		tokens[place[k]] = parsed[k];
		if (parsed[k].head >= 0) tokens[place[k]].head = place[parsed[k].head];
	}
	for (uint32_t k = 0; k < sentence->count; k++) {
		if (!left_out[sentence->first + k]) continue;
		uint32_t last = k;
		while (last < sentence->count && left_out[sentence->first + last]) last++;
		hang(tokens, sentence->count, k, last);
		k = last - 1;
	}
}

void dt_parse_around_times(DtDocument *document, const DtSyntax *syntax, DtSyntaxScratch *scratch) {
	bool *left_out = DT_NEW_ARRAY(document->arena, bool, document->token_count);
	if (!mark_asides(document, left_out)) {
		dt_parse(document, syntax, scratch);
		return;
	}
	DtDocument *shadow = make_shadow(document, left_out);
	dt_parse(shadow, syntax, scratch);
	for (uint32_t s = 0; s < document->sentence_count; s++) carry_over(document, shadow, left_out, s);
}

// SPDX-License-Identifier: Apache-2.0
// See aside.h. A shadow of the document is parsed, without the words that stand aside; trees are then carried over. A
// speech tag is a sentence of its own in the shadow.
//
//   Japan on Friday lifted sanctions, officials said.        on ◀─case─ Friday ◀─obl─ lifted ─parataxis─▶ said
//   Japan           lifted sanctions                 .  ─▶
//                                     officials said .
#include "pipeline/aside.h"

typedef struct Aside {
	uint32_t first, count; // tokens within the sentence, the preposition among them
} Aside;

enum { KEPT, TIME, TAG, DENIAL }; // what becomes of a token

static bool form_is(const DtToken *token, const char *word) {
	return dt_slice_equal_folded(token->form, dt_slice_of(word));
}

static bool is_punctuation(const DtToken *token) {
	return token->form.length == 1 && strchr(",;:.()-\"'", token->form.data[0]) != NULL;
}

static bool begins_with_capital(const DtToken *token) {
	return token->form.length && token->form.data[0] >= 'A' && token->form.data[0] <= 'Z';
}

// Nothing that the words could belong to stands before or after them: "the Friday prayers", "between March and May".
static bool stands_free(const DtToken *tokens, const Aside *aside) {
	const DtToken *after = &tokens[aside->first + aside->count];
	if (is_punctuation(after) || form_is(after, "'s") || form_is(after, "and") || form_is(after, "or")) return false;
	if (aside->first == 0) { // "On August 10 Turkey sent", "Last month the two"
		static const char *const openers[] = {"the",     "a",         "an",       "its",    "his",  "her",
		                                      "their",   "he",        "she",      "it",     "they", "some",
		                                      "several", "thousands", "hundreds", "police", NULL};
		bool opens = begins_with_capital(after);
		for (const char *const *word = openers; *word && !opens; word++) opens = form_is(after, *word);
		return opens;
	}
	const DtToken *before = &tokens[aside->first - 1];
	return !is_punctuation(before) && !form_is(before, "the") && !form_is(before, "and") && !form_is(before, "of") &&
	       !form_is(before, "between");
}

// A day in the middle of a clause, "on Friday", "Tuesday", "last week", "that month"; or before a clause without a
// comma, then with "in" too.
static bool stands_aside(const DtDocument *document, const DtTime *time, Aside *aside) {
	enum { LONGEST = 5 };
	const DtSentence *sentence = &document->sentences[time->sentence];
	const DtToken *tokens = dt_sentence_tokens(document, sentence);
	bool plain = time->kind == DT_TIME_DATE && time->relation == DT_TIME_AT && !time->impossible;
	bool short_span = time->precision == DT_PRECISION_DAY || time->precision == DT_PRECISION_WEEK;
	bool shifted = time->start.shape == DT_SHAPE_SHIFT || time->start.part; // "last month", "late last month"
	if (!plain || time->count > LONGEST) return false;
	*aside = (Aside){time->first, time->count};
	bool on = time->first && form_is(&tokens[time->first - 1], "on");
	bool in = time->first == 1 && form_is(&tokens[0], "in");
	if (on || in) {
		aside->first--;
		aside->count++;
	}
	if (!short_span && !shifted && !in) return false;
	if (!on && !in && time->first && !short_span && form_is(&tokens[time->first - 1], "in")) return false;
	return aside->first + aside->count < sentence->count && stands_free(tokens, aside);
}

// ---- speech tags: "..., officials said", "..., said the minister", "..., according to residents" ----

static bool form_in(const DtToken *token, const char *const *words) {
	for (; *words; words++)
		if (form_is(token, *words)) return true;
	return false;
}

static bool is_speech(const DtToken *token) {
	static const char *const forms[] = {
		"said",   "says",  "say",    "told",    "tells",  "reported", "reports",   "added",     "adds", "wrote",
		"writes", "noted", "stated", "claimed", "claims", "insisted", "announced", "confirmed", NULL,
	};
	return form_in(token, forms);
}

// Verbs that may stand before who speaks.
static bool opens_speech(const DtToken *token) {
	static const char *const forms[] = {"said",  "says",    "added",    "adds",    "reported",  "wrote",
	                                    "noted", "replied", "answered", "claimed", "announced", NULL};
	return form_in(token, forms);
}

// The same, right behind a quote.
static bool utters(const DtToken *token) {
	static const char *const forms[] = {"complained", "warned",    "insisted", "explained", "recalled",  "stressed",
	                                    "concluded",  "argued",    "admitted", "lamented",  "declared",  "stated",
	                                    "tweeted",    "responded", "joked",    "predicted", "continued", "countered",
	                                    "retorted",   "confirmed", NULL};
	return form_in(token, forms);
}

// Words that no plain noun phrase and no short rest of a tag holds: a clause is going on.
static bool is_of_a_clause(const DtToken *token) {
	static const char *const words[] = {
		"is",  "are",   "was",  "were",  "be",  "been",    "has",   "have", "had", "will", "would", "could", "can",
		"may", "might", "must", "that",  "who", "which",   "he",    "she",  "it",  "they", "we",    "i",     "and",
		"but", "if",    "when", "while", "as",  "because", "after", "not",  "n't", "to",   "also",  "there", NULL};
	return form_in(token, words);
}

static bool is_quote_mark(const DtToken *token) {
	static const char *const marks[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xC2\xBB", "''", "``", NULL};
	return form_in(token, marks);
}

static bool is_end(const DtToken *tokens, uint32_t count, uint32_t at) {
	if (at >= count) return true;
	return at + 1 >= count && (form_is(&tokens[at], ".") || form_is(&tokens[at], "?") || form_is(&tokens[at], "!"));
}

static bool is_break(const DtToken *tokens, uint32_t count, uint32_t at) {
	return is_end(tokens, count, at) || form_is(&tokens[at], ",") || form_is(&tokens[at], ";") ||
	       is_quote_mark(&tokens[at]);
}

// "in a statement", "on Monday", "told Reuters": what may follow the verb of a tag.
static bool is_short_rest(const DtToken *tokens, uint32_t first, uint32_t end, bool told) {
	enum { LONGEST = 9, LONGEST_TOLD = 6 };
	static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
	                                   "Friday", "Saturday", "Sunday",    NULL};
	static const char *const openers[] = {"in", "on", "at", "during", "via", "late", "early", "here", "from", NULL};
	if (end - first > LONGEST) return false;
	unsigned char letter = (unsigned char)tokens[first].form.data[0];
	bool name = letter >= 'A' && letter <= 'Z', plain = form_in(&tokens[first], openers);
	if (told && name && !plain && end - first > LONGEST_TOLD) return false;
	if (!told && !form_in(&tokens[first], days) && !plain) return false;
	for (uint32_t i = first; i < end; i++)
		if (is_of_a_clause(&tokens[i])) return false;
	return true;
}

// The end of a tag in which the speaker comes first; 0 when there is none at first.
static uint32_t tag_end(const DtToken *tokens, uint32_t count, uint32_t first) {
	enum { LONGEST = 12 };
	uint32_t verb = first, apposition = first;
	while (apposition < count && apposition < first + LONGEST && !is_break(tokens, count, apposition) &&
	       !is_speech(&tokens[apposition]))
		apposition++;
	if (apposition > first && apposition < count &&
	    form_is(&tokens[apposition], ",")) { // ", Doumbouya, a colonel, said"
		uint32_t last = apposition + 1;
		while (last < count && last < apposition + LONGEST && !is_break(tokens, count, last) &&
		       !is_of_a_clause(&tokens[last]))
			last++;
		bool closed =
			last > apposition + 1 && last + 1 < count && form_is(&tokens[last], ",") && is_speech(&tokens[last + 1]);
		for (uint32_t i = first; i < apposition; i++) closed &= !is_of_a_clause(&tokens[i]);
		if (closed) verb = last + 1;
	}
	while (verb < count && verb < first + LONGEST && !is_speech(&tokens[verb])) {
		bool he = verb == first && (form_is(&tokens[verb], "he") || form_is(&tokens[verb], "she") ||
		                            form_is(&tokens[verb], "it") || form_is(&tokens[verb], "they"));
		bool joins = verb > first && form_is(&tokens[verb], "and");
		if (is_break(tokens, count, verb) || (is_of_a_clause(&tokens[verb]) && !he && !joins)) return 0;
		verb++;
	}
	if (verb == first || verb >= count || !is_speech(&tokens[verb])) return 0;
	uint32_t end = verb + 1;
	while (!is_break(tokens, count, end)) end++;
	bool told = form_is(&tokens[verb], "told") || form_is(&tokens[verb], "tells");
	if (end > verb + 1 ? !is_short_rest(tokens, verb + 1, end, told) : told) return 0;
	return end;
}

// A clause goes on behind a comma: ", said the governor, shelled the village".
static bool goes_on(const DtToken *tokens, uint32_t count, uint32_t comma) {
	static const char *const openers[] = {"the",   "a",     "an",   "its",  "his",  "her",    "their", "who", "whose",
	                                      "which", "where", "and",  "or",   "in",   "of",     "from",  "at",  "on",
	                                      "near",  "as",    "when", "with", "that", "adding", "but",   NULL};
	if (comma + 1 >= count || is_end(tokens, count, comma + 1)) return false;
	unsigned char letter = (unsigned char)tokens[comma + 1].form.data[0];
	return letter >= 'a' && letter <= 'z' && !form_in(&tokens[comma + 1], openers);
}

// The end of a tag in which the verb comes first, or of "according to", "citing"; 0 when there is none at first.
static uint32_t inverted_end(const DtToken *tokens, uint32_t count, uint32_t first) {
	enum { LONGEST = 30 };
	bool according = form_is(&tokens[first], "according") && first + 2 < count && form_is(&tokens[first + 1], "to");
	according |= form_is(&tokens[first], "citing") || form_is(&tokens[first], "quoting");
	bool opens =
		opens_speech(&tokens[first]) || (first > 0 && is_quote_mark(&tokens[first - 1]) && utters(&tokens[first]));
	if (!according && (!opens || first + 1 >= count)) return 0;
	static const char *const others[] = {"in", "on", "by", "at", "of", NULL};
	const DtToken *next = &tokens[first + 1];
	bool starts = !is_of_a_clause(next) && !is_punctuation(next) && !is_quote_mark(next) && !form_in(next, others);
	if (!according && !starts) return 0;
	for (uint32_t i = first + 1; !according && !is_break(tokens, count, i); i++) { // "Khan, who ..., said he had ..."
		if (form_is(&tokens[i], "who")) break;
		if (is_of_a_clause(&tokens[i]) && !form_is(&tokens[i], "and")) return 0;
	}
	uint32_t end = first + 1;
	while (!is_end(tokens, count, end) && !is_quote_mark(&tokens[end]) && !form_is(&tokens[end], ";")) {
		if (form_is(&tokens[end], ",") && goes_on(tokens, count, end)) break;
		end++;
	}
	if (end < count && is_quote_mark(&tokens[end]) && form_is(&tokens[end - 1], ",")) end--;
	return end - first > LONGEST ? 0 : end;
}

static uint32_t mark_tag(const DtToken *tokens, uint32_t count, uint32_t at, uint8_t *fate) {
	uint32_t first = at + 1;
	if (first < count && is_quote_mark(&tokens[first])) first++;
	if (first >= count) return at;
	uint32_t end = inverted_end(tokens, count, first);
	if (!end) end = tag_end(tokens, count, first);
	if (!end) return at;
	enum { SHORTEST_SENTENCE = 4 };
	if (is_end(tokens, count, end) && at < SHORTEST_SENTENCE) return at; // "On Monday, officials said."
	bool inside = first == at + 1;                                       // its commas go with it
	bool comma = end < count && form_is(&tokens[end], ",");
	if (comma && end + 1 < count && dt_slice_ends(tokens[end + 1].form, "ing") &&
	    !form_is(&tokens[end + 1], "citing") && !form_is(&tokens[end + 1], "quoting"))
		return at; // "he said, adding that"
	for (uint32_t i = inside ? at : first; i < end + comma; i++) fate[i] = TAG;
	return end;
}

static bool mark_tags(const DtDocument *document, uint8_t *fate) {
	enum { SHORTEST = 2 };
	bool any = false;
	for (uint32_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		if (sentence->count == 0 || tokens[0].head_confidence > 0) continue;
		for (uint32_t i = SHORTEST - 1; i + 1 < sentence->count; i++) {
			bool stops = form_is(&tokens[i], ",") || (is_quote_mark(&tokens[i + 1]) && is_punctuation(&tokens[i])) ||
			             ((form_is(&tokens[i], "?") || form_is(&tokens[i], "!")) && is_quote_mark(&tokens[i + 1]));
			if (!stops) continue;
			uint32_t end = mark_tag(tokens, sentence->count, i, fate + sentence->first);
			any |= end > i;
			i = end > i ? end - 1 : i;
		}
	}
	return any;
}

// "no longer supplies", "has neither condemned nor helped": denials that make a noun of the verb in poor trees.
static bool mark_denials(const DtDocument *document, uint8_t *fate) {
	static const char *const auxiliaries[] = {"has", "have", "had",  "did",   "is", "are",
	                                          "was", "were", "will", "would", NULL};
	bool any = false;
	for (uint32_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		if (sentence->count == 0 || tokens[0].head_confidence > 0) continue;
		for (uint32_t i = 1; i + 2 < sentence->count; i++) {
			uint8_t *here = fate + sentence->first + i;
			bool longer = form_is(&tokens[i], "no") && form_is(&tokens[i + 1], "longer");
			bool neither = form_is(&tokens[i], "neither") && form_in(&tokens[i - 1], auxiliaries);
			if (here[0] != KEPT || !(longer || neither) || is_punctuation(&tokens[i + 1 + longer])) continue;
			here[0] = DENIAL;
			if (longer) here[1] = DENIAL;
			any = true;
		}
	}
	return any;
}

// Marks the words to leave out; false when there are none.
static bool mark_asides(const DtDocument *document, uint8_t *left_out) {
	bool any = mark_tags(document, left_out);
	any |= mark_denials(document, left_out);
	for (uint32_t i = 0; i < document->time_count; i++) {
		const DtTime *time = &document->times[i];
		const DtSentence *sentence = &document->sentences[time->sentence];
		Aside aside;
		bool parsed = sentence->count && dt_sentence_tokens(document, sentence)[0].head_confidence > 0;
		if (parsed || !stands_aside(document, time, &aside)) continue;
		for (uint32_t k = 0; k < aside.count; k++) {
			uint8_t *fate = &left_out[sentence->first + aside.first + k];
			if (*fate == KEPT) *fate = TIME;
		}
		any = true;
	}
	return any;
}

// A run of words of a tag, and its sentence in the shadow.
typedef struct Tag {
	uint32_t sentence, first, last; // first and last without the commas around
	uint32_t shadow;
} Tag;

typedef struct Tags {
	Tag *items;
	size_t count, capacity;
} Tags;

static void find_runs(const DtDocument *document, const uint8_t *left_out, Tags *tags) {
	for (uint32_t s = 0; s < document->sentence_count; s++) {
		const DtSentence *sentence = &document->sentences[s];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		for (uint32_t k = 0; k < sentence->count; k++) {
			uint32_t first = k;
			while (k < sentence->count && left_out[sentence->first + k] == TAG) k++;
			uint32_t last = k;
			while (first < last && form_is(&tokens[first], ",")) first++;
			while (last > first && form_is(&tokens[last - 1], ",")) last--;
			Tag tag = {.sentence = s, .first = first, .last = last};
			if (last > first) DT_PUSH(document->arena, tags->items, tags->count, tags->capacity, tag);
		}
	}
}

static void start_sentence(DtDocument *shadow, const DtSentence *like) {
	DtSentence *sentence = &shadow->sentences[shadow->sentence_count++];
	*sentence = *like;
	sentence->first = shadow->token_count;
	sentence->count = 0;
}

static void add_word(DtDocument *shadow, const DtToken *token) {
	shadow->tokens[shadow->token_count++] = *token;
	shadow->sentences[shadow->sentence_count - 1].count++;
}

// The sentences without what stands aside, then the tags, each with the full stop of its sentence.
static DtDocument *make_shadow(const DtDocument *document, const uint8_t *left_out, Tags *tags) {
	DtDocument *shadow = DT_NEW(document->arena, DtDocument);
	*shadow = *document;
	shadow->tokens = DT_NEW_ARRAY(document->arena, DtToken, document->token_count + tags->count);
	shadow->sentences = DT_NEW_ARRAY(document->arena, DtSentence, document->sentence_count + tags->count);
	shadow->token_count = shadow->sentence_count = 0;
	for (uint32_t s = 0; s < document->sentence_count; s++) {
		start_sentence(shadow, &document->sentences[s]);
		for (uint32_t k = 0; k < document->sentences[s].count; k++) {
			uint32_t token = document->sentences[s].first + k;
			if (left_out[token] == KEPT) add_word(shadow, &document->tokens[token]);
		}
	}
	for (size_t i = 0; i < tags->count; i++) {
		Tag *tag = &tags->items[i];
		const DtSentence *sentence = &document->sentences[tag->sentence];
		const DtToken *tokens = dt_sentence_tokens(document, sentence);
		tag->shadow = shadow->sentence_count;
		start_sentence(shadow, sentence);
		for (uint32_t k = tag->first; k < tag->last; k++) add_word(shadow, &tokens[k]);
		if (form_is(&tokens[sentence->count - 1], ".")) add_word(shadow, &tokens[sentence->count - 1]);
	}
	return shadow;
}

// The verb that a day belongs to: the one right after it, else the nearest before.
static int32_t verb_beside(const DtToken *tokens, uint32_t count, uint32_t first, uint32_t after) {
	enum { NEAR = 6 };
	bool infinitive = after < count && form_is(&tokens[after], "to"); // "urged Serbia on Friday to withdraw"
	for (uint32_t i = first; infinitive && i-- > 0 && first - i < NEAR;)
		if (tokens[i].upos == DT_UPOS_VERB) return (int32_t)i;
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
	bool preposition = form_is(&tokens[first], "on") || form_is(&tokens[first], "in");
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

// "no longer" and "neither" belong to the verb behind them.
static void hang_denial(DtToken *tokens, uint32_t count, uint32_t first, uint32_t last) {
	int32_t verb = verb_beside(tokens, count, first, last);
	for (uint32_t i = first; i < last; i++) {
		DtToken *token = &tokens[i];
		bool no = i + 1 < last;
		token->upos = last - first == 1 ? DT_UPOS_CCONJ : DT_UPOS_ADV;
		token->xpos = last - first == 1 ? DT_XPOS_CC : DT_XPOS_RB;
		token->lemma = token->form;
		token->head = no ? (int32_t)last - 1 : verb;
		token->deprel = last - first == 1 ? DT_DEPREL_CC_PRECONJ : DT_DEPREL_ADVMOD;
		token->head_confidence = 0.9f;
	}
}

static void carry_over(DtDocument *document, const DtDocument *shadow, const uint8_t *left_out, uint32_t number) {
	const DtSentence *sentence = &document->sentences[number];
	const DtToken *parsed = dt_sentence_tokens(shadow, &shadow->sentences[number]);
	DtToken *tokens = document->tokens + sentence->first;
	int32_t *place = DT_NEW_ARRAY(document->arena, int32_t, sentence->count); // in the sentence, of the shadow's words
	uint32_t kept = 0;
	for (uint32_t k = 0; k < sentence->count; k++) {
		if (left_out[sentence->first + k] == KEPT) place[kept++] = (int32_t)k;
	}
	for (uint32_t k = 0; k < kept; k++) {
		tokens[place[k]] = parsed[k];
		if (parsed[k].head >= 0) tokens[place[k]].head = place[parsed[k].head];
	}
	for (uint32_t k = 0; k < sentence->count; k++) {
		uint8_t fate = left_out[sentence->first + k];
		if (fate != TIME && fate != DENIAL) continue;
		uint32_t last = k;
		while (last < sentence->count && left_out[sentence->first + last] == fate) last++;
		if (fate == TIME)
			hang(tokens, sentence->count, k, last);
		else
			hang_denial(tokens, sentence->count, k, last);
		k = last - 1;
	}
}

// The root of what was parsed as the sentence itself.
static int32_t root_of(const DtToken *tokens, const uint8_t *left_out, uint32_t count) {
	for (uint32_t i = 0; i < count; i++)
		if (left_out[i] == KEPT && tokens[i].head < 0) return (int32_t)i;
	return -1;
}

// "said the minister": who stands behind the verb speaks.
static void right_speaker(DtToken *tokens, const Tag *tag) {
	if (!opens_speech(&tokens[tag->first]) && !utters(&tokens[tag->first])) return;
	int32_t object = -1;
	for (uint32_t i = tag->first; i < tag->last; i++) {
		if (tokens[i].head != (int32_t)tag->first) continue;
		if (tokens[i].deprel == DT_DEPREL_NSUBJ) return;
		bool follows = tokens[i].deprel == DT_DEPREL_OBJ || tokens[i].deprel == DT_DEPREL_CCOMP ||
		               tokens[i].deprel == DT_DEPREL_XCOMP || tokens[i].deprel == DT_DEPREL_OBL_UNMARKED;
		if (follows && object < 0) object = (int32_t)i;
	}
	if (object >= 0) tokens[object].deprel = DT_DEPREL_NSUBJ;
}

// Hangs the tree of a tag on the root of its sentence; one at the end becomes the root, as treebanks have it.
static void carry_tag(DtDocument *document, const DtDocument *shadow, const uint8_t *left_out, const Tag *tag) {
	const DtSentence *sentence = &document->sentences[tag->sentence];
	const DtToken *parsed = dt_sentence_tokens(shadow, &shadow->sentences[tag->shadow]);
	DtToken *tokens = document->tokens + sentence->first;
	uint32_t count = tag->last - tag->first;
	int32_t head = root_of(tokens, left_out + sentence->first, sentence->count);
	int32_t beside = verb_beside(tokens, sentence->count, tag->first, tag->last + 1);
	bool middle = beside > (int32_t)tag->last && !is_end(tokens, sentence->count, tag->last);
	if (middle) head = beside; // "and Libya, according to officials, closed the border"
	int32_t top = -1;
	for (uint32_t i = 0; i < count; i++) {
		DtToken *token = &tokens[tag->first + i];
		*token = parsed[i];
		bool outside = parsed[i].head < 0 || (uint32_t)parsed[i].head >= count;
		token->head = outside ? head : parsed[i].head + (int32_t)tag->first;
		if (!outside) continue;
		bool according = form_is(&tokens[tag->first], "according"),
			 citing = top < 0 && !is_speech(&tokens[tag->first]) && dt_slice_ends(token->form, "ing");
		token->deprel = according ? DT_DEPREL_OBL : citing ? DT_DEPREL_ADVCL : DT_DEPREL_PARATAXIS;
		top = (int32_t)(tag->first + i);
	}
	bool ends = is_end(tokens, sentence->count, tag->last) && top >= 0 && head >= 0;
	if (ends && tokens[top].deprel == DT_DEPREL_PARATAXIS && tokens[top].upos == DT_UPOS_VERB) {
		tokens[top].head = -1;
		tokens[top].deprel = DT_DEPREL_ROOT;
		tokens[head].head = top;
		tokens[head].deprel = DT_DEPREL_CCOMP;
		if (tokens[sentence->count - 1].head == head) tokens[sentence->count - 1].head = top;
	}
	right_speaker(tokens, tag);
	for (int side = 0; side < 2; side++) { // the commas around it
		uint32_t at = side ? tag->last : tag->first - 1;
		if (at >= sentence->count || !form_is(&tokens[at], ",") || tokens[at].head_confidence > 0) continue;
		tokens[at].upos = DT_UPOS_PUNCT;
		tokens[at].xpos = DT_XPOS_COMMA;
		tokens[at].lemma = tokens[at].form;
		tokens[at].deprel = DT_DEPREL_PUNCT;
		tokens[at].head = top;
		tokens[at].head_confidence = 1.0f;
	}
}

void dt_parse_around_asides(DtDocument *document, const DtSyntax *syntax, DtSyntaxScratch *scratch) {
	uint8_t *left_out = DT_NEW_ARRAY(document->arena, uint8_t, document->token_count);
	if (!mark_asides(document, left_out)) {
		dt_parse(document, syntax, scratch);
		return;
	}
	Tags tags = {0};
	find_runs(document, left_out, &tags);
	DtDocument *shadow = make_shadow(document, left_out, &tags);
	dt_parse(shadow, syntax, scratch);
	for (uint32_t s = 0; s < document->sentence_count; s++) carry_over(document, shadow, left_out, s);
	for (size_t i = 0; i < tags.count; i++) carry_tag(document, shadow, left_out, &tags.items[i]);
}

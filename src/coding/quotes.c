// SPDX-License-Identifier: Apache-2.0
// Quotes and their speakers.
//
//   "We will respond to any attack," [Khan] told parliament.     the subject of the verb of speech over it, or beside
//   it "It is over. They have left," said [the mayor].              found in the sentence where the quote ends "They
//   burned the mill."                                      free, nobody named: Khan, the mayor goes on He praised the
//   "security zone".                              nobody speaks
//
// Only tokens and their heads are read: a quote is heard before the mentions of its sentence are known, so that "we"
// in it can be its speaker. One look at most for each end of a quote: the time is linear in the text.
#include "coding/quotes.h"

#include "coding/attribution.h"
#include "coding/discourse.h"

// ---- marks ----

typedef struct Mark {
	const char *open, *close;
} Mark;

static const Mark double_marks[] = {
	{"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xC2\xAB", "\xC2\xBB"}, {"\xE2\x80\x9E", "\xE2\x80\x9C"}};
static const Mark single_marks[] = {{"'", "'"}, {"\xE2\x80\x98", "\xE2\x80\x99"}};

static bool stands_at(DtSlice text, size_t at, const char *mark, size_t *width) {
	*width = strlen(mark);
	return at + *width <= text.length && memcmp(text.data + at, mark, *width) == 0;
}

static bool is_letter(unsigned char byte) {
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

static bool paragraph_ends(DtSlice text, size_t at) {
	return text.data[at] == '\n' && at + 1 < text.length && (text.data[at + 1] == '\n' || text.data[at + 1] == '\r');
}

// A single mark opens before a word and closes behind a stop, so that no apostrophe is taken for one.
static bool opens_single(DtSlice text, size_t at, size_t width) {
	bool before = at == 0 || text.data[at - 1] == ' ' || text.data[at - 1] == '\n' || text.data[at - 1] == '(';
	return before && at + width < text.length && is_letter((unsigned char)text.data[at + width]);
}

static bool closes_single(DtSlice text, size_t at, size_t width) {
	bool stop = at > 0 && strchr(",.?!", text.data[at - 1]) != NULL;
	bool word_ends = at + width >= text.length || !is_letter((unsigned char)text.data[at + width]);
	return stop && word_ends;
}

// A quote ends at its closing mark, or with its paragraph: news repeats the opening mark where a quote goes on.
static size_t quote_end(DtSlice text, size_t start, const Mark *mark, bool single, size_t *width) {
	enum { LONGEST_SINGLE = 1500 };
	for (size_t i = start; i < text.length && (!single || i < start + LONGEST_SINGLE); i++) {
		if (stands_at(text, i, mark->close, width) && (!single || closes_single(text, i, *width))) return i;
		if (!paragraph_ends(text, i)) continue;
		*width = 0;
		return single ? SIZE_MAX : i;
	}
	*width = 0;
	return single ? SIZE_MAX : text.length;
}

static const Mark *opening_mark(DtSlice text, size_t at, bool *single, size_t *width) {
	*single = false;
	for (size_t i = 0; i < sizeof double_marks / sizeof *double_marks; i++)
		if (stands_at(text, at, double_marks[i].open, width)) return &double_marks[i];
	*single = true;
	for (size_t i = 0; i < sizeof single_marks / sizeof *single_marks; i++)
		if (stands_at(text, at, single_marks[i].open, width) && opens_single(text, at, *width)) return &single_marks[i];
	return NULL;
}

void dt_find_quotes(DtDocument *document, const DtLexicon *lexicon, DtQuotes *quotes) {
	*quotes = (DtQuotes){.document = document, .lexicon = lexicon};
	DtSlice text = document->text;
	size_t capacity = 0, heard_count = 0, heard_capacity = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		if (byte != '"' && byte != '\'' && byte != 0xE2 && byte != 0xC2) continue; // no mark begins so
		bool single;
		size_t width, close_width;
		const Mark *mark = opening_mark(text, i, &single, &width);
		size_t end = mark ? quote_end(text, i + width, mark, single, &close_width) : SIZE_MAX;
		if (end == SIZE_MAX) continue;
		DtQuote quote = {.span = {(uint32_t)(i + width), (uint32_t)end}};
		DtHeard heard = {.sentence = -1, .token = -1, .open = close_width == 0};
		DT_PUSH(document->arena, quotes->items, quotes->count, capacity, quote);
		DT_PUSH(document->arena, quotes->heard, heard_count, heard_capacity, heard);
		i = end + close_width - (close_width > 0);
	}
	document->quotes = quotes->items;
	document->quote_count = (uint32_t)quotes->count;
}

// The first quote that ends behind a byte.
static size_t quote_behind(const DtQuotes *quotes, uint32_t byte) {
	size_t low = 0, high = quotes->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (quotes->items[middle].span.end <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32_t dt_quote_at(const DtQuotes *quotes, DtSpan span) {
	size_t found = quote_behind(quotes, span.start);
	return found < quotes->count && dt_span_holds(quotes->items[found].span, span) ? (int32_t)found : -1;
}

// ---- the speaker within a sentence ----

typedef struct Line { // a sentence as far as it matters here
	const DtToken *tokens;
	size_t count;
	const DtReading *reading;
	DtConcept speech, naming, uttering, claiming;
	size_t first, last; // the words of the quote, last exclusive
} Line;

static bool in_quote(const Line *line, size_t token) { return token >= line->first && token < line->last; }

static bool speaks(const Line *line, size_t token) {
	bool verb = line->tokens[token].upos == DT_UPOS_VERB || line->tokens[token].upos == DT_UPOS_AUX;
	const DtConcept all[] = {line->speech, line->naming, line->uttering, line->claiming};
	for (size_t i = 0; i < sizeof all / sizeof *all && verb; i++)
		if (dt_reading_has(line->reading, token, all[i])) return true;
	return false;
}

static int32_t child_of(const Line *line, size_t token, DtDeprel deprel) {
	for (size_t i = 0; i < line->count; i++)
		if (line->tokens[i].head == (int32_t)token && line->tokens[i].deprel == deprel && !in_quote(line, i))
			return (int32_t)i;
	return -1;
}

static bool is_relative(const DtToken *token) { return token->xpos == DT_XPOS_WP || token->xpos == DT_XPOS_WDT; }

// Who does what a verb says, through coordination, participles and relative clauses.
static int32_t subject_of(const Line *line, size_t verb) {
	enum { FARTHEST = 4 };
	for (int steps = 0; steps < FARTHEST; steps++) {
		const DtToken *token = &line->tokens[verb];
		int32_t subject = child_of(line, verb, DT_DEPREL_NSUBJ);
		if (subject < 0) subject = child_of(line, verb, DT_DEPREL_NSUBJ_PASS);
		bool as = false; // "quoted Li as saying"
		int32_t mark = child_of(line, verb, DT_DEPREL_MARK);
		if (mark >= 0) as = dt_slice_is(line->tokens[mark].lemma, "as");
		if (token->head < 0) return subject;
		size_t head = (size_t)token->head;
		bool shares = token->deprel == DT_DEPREL_CONJ || token->deprel == DT_DEPREL_ADVCL ||
		              token->deprel == DT_DEPREL_XCOMP || token->deprel == DT_DEPREL_PARATAXIS;
		bool clause = token->deprel == DT_DEPREL_ACL || token->deprel == DT_DEPREL_ACL_RELCL;
		if (as && subject < 0) {
			int32_t object = child_of(line, head, DT_DEPREL_OBJ);
			if (object >= 0) return object;
		}
		if (subject >= 0 && !(clause && is_relative(&line->tokens[subject]))) return subject;
		if (clause) return in_quote(line, head) ? -1 : (int32_t)head;
		if (!shares || in_quote(line, head)) return -1;
		verb = head;
	}
	return -1;
}

// Verbs of speech above a word of the quote, and beside what is above.
static int32_t speaker_above(const Line *line, size_t token) {
	size_t steps = 0;
	for (int32_t up = (int32_t)token; up >= 0 && steps <= line->count; up = line->tokens[up].head, steps++) {
		if (in_quote(line, (size_t)up) || !speaks(line, (size_t)up)) continue;
		int32_t subject = subject_of(line, (size_t)up);
		if (subject >= 0) return subject;
	}
	return -1;
}

// The verb of speech nearest to the marks.
static int32_t speaker_beside(const Line *line) {
	enum { FARTHEST = 15 };
	for (size_t far = 1; far <= FARTHEST; far++) {
		if (line->last + far - 1 < line->count && speaks(line, line->last + far - 1)) {
			int32_t subject = subject_of(line, line->last + far - 1);
			if (subject >= 0) return subject;
		}
		if (line->first >= far && speaks(line, line->first - far)) {
			int32_t subject = subject_of(line, line->first - far);
			if (subject >= 0) return subject;
		}
	}
	return -1;
}

// ", according to a spokesman" behind the quote.
static int32_t speaker_according(const Line *line) {
	enum { FARTHEST = 4 };
	for (size_t i = line->last; i + 1 < line->count && i < line->last + FARTHEST; i++)
		if (dt_slice_equal_folded(line->tokens[i].form, dt_slice_of("according"))) return line->tokens[i].head;
	return -1;
}

static bool form_is(const DtToken *token, const char *form) { return dt_slice_is(token->form, form); }

// The words before a colon name who speaks: "The president was blunt: ..."
static int32_t speaker_before_colon(const Line *line) {
	bool colon = false;
	for (size_t back = 1; back <= 2 && back <= line->first; back++)
		colon |= form_is(&line->tokens[line->first - back], ":");
	for (size_t i = 0; colon && i < line->first; i++)
		if (line->tokens[i].deprel == DT_DEPREL_NSUBJ || line->tokens[i].deprel == DT_DEPREL_NSUBJ_OUTER)
			return (int32_t)i;
	return -1;
}

static bool has_clause(const Line *line) {
	for (size_t i = line->first; i < line->last; i++)
		if (line->tokens[i].upos == DT_UPOS_VERB || line->tokens[i].upos == DT_UPOS_AUX) return true;
	return false;
}

static bool is_mark(const DtToken *token) {
	unsigned char first = (unsigned char)token->form.data[0];
	return token->upos == DT_UPOS_PUNCT || first == '"' || first == '\'';
}

// Nothing but marks before it in its sentence, or a colon.
static bool stands_free(const Line *line) {
	for (size_t i = 0; i < line->first; i++)
		if (!is_mark(&line->tokens[i])) return false;
	return true;
}

static int32_t find_speaker(const Line *line) {
	for (size_t i = line->first; i < line->last; i++) {
		int32_t head = line->tokens[i].head;
		if (head >= 0 && in_quote(line, (size_t)head)) continue;
		int32_t speaker = speaker_above(line, i);
		if (speaker >= 0) return speaker;
	}
	int32_t speaker = speaker_according(line);
	if (speaker < 0) speaker = speaker_before_colon(line);
	if (speaker < 0 && (has_clause(line) || stands_free(line))) speaker = speaker_beside(line);
	return speaker;
}

// ---- from sentence to sentence ----

static Line read_line(const DtQuotes *quotes, const DtReading *reading, uint32_t sentence, DtSpan quote) {
	const DtSentence *text = &quotes->document->sentences[sentence];
	Line line = {.tokens = dt_sentence_tokens(quotes->document, text), .count = text->count, .reading = reading};
	line.speech = dt_lexicon_concept_find(quotes->lexicon, dt_slice_of("speech"));
	line.naming = dt_lexicon_concept_find(quotes->lexicon, dt_slice_of("naming"));
	line.uttering = dt_lexicon_concept_find(quotes->lexicon, dt_slice_of("uttering"));
	line.claiming = dt_lexicon_concept_find(quotes->lexicon, dt_slice_of("claiming"));
	while (line.first < line.count && line.tokens[line.first].span.start < quote.start) line.first++;
	line.last = line.first;
	while (line.last < line.count && line.tokens[line.last].span.end <= quote.end) line.last++;
	return line;
}

static uint32_t last_sentence(const DtQuotes *quotes, uint32_t sentence, DtSpan quote) {
	const DtDocument *document = quotes->document;
	while (sentence + 1 < document->sentence_count && document->sentences[sentence + 1].span.start < quote.end)
		sentence++;
	return sentence;
}

// The last paragraph of a quote that begins here and goes on without closing marks.
static size_t chain_end(const DtQuotes *quotes, size_t number) {
	enum { PARAGRAPHS = 12 };
	size_t end = number;
	if (number > 0 && quotes->heard[number - 1].open) return end;
	while (quotes->heard[end].open && end + 1 < quotes->count && end < number + PARAGRAPHS) end++;
	return end;
}

// Who speaks is named only where the quote ends: that sentence is read ahead, with what is known so far.
static void hear_ahead(DtArena *arena, DtQuotes *quotes, const DtDiscourse *discourse, size_t number, size_t end,
                       uint32_t sentence) {
	const DtSentence *text = &quotes->document->sentences[sentence];
	if (text->count == 0 || text->kind == DT_SENTENCE_FOREIGN) return;
	DtScene ahead = {.arena = arena, .lexicon = quotes->lexicon, .sentence = sentence};
	ahead.tokens = dt_sentence_tokens(quotes->document, text);
	ahead.token_count = text->count;
	dt_lexicon_read(quotes->lexicon, arena, ahead.tokens, ahead.token_count, &ahead.reading);
	Line line = read_line(quotes, &ahead.reading, sentence, quotes->items[end].span);
	int32_t speaker = find_speaker(&line);
	if (speaker < 0) return;
	DtDiscourse *copy = dt_discourse_copy(arena, discourse);
	dt_find_mentions(arena, copy, quotes->lexicon, &ahead.reading, sentence, &ahead.mentions);
	DtHeard *heard = &quotes->heard[number];
	heard->sentence = (int32_t)sentence;
	heard->token = speaker;
	if (ahead.mentions.at[speaker] < 0) return;
	heard->mention = ahead.mentions.items[ahead.mentions.at[speaker]];
	heard->mention.also = NULL;
	heard->known = true;
	quotes->items[number].speaker = dt_source_of(&ahead, (size_t)speaker);
	quotes->items[number].spoken = true;
}

// A free quote without a speaker of its own goes on with the one before, or with who was just said to speak.
static void go_on(DtQuotes *quotes, const DtDiscourse *discourse, size_t number, uint32_t sentence) {
	enum { NEAR = 1 };
	DtQuote *quote = &quotes->items[number];
	DtHeard *heard = &quotes->heard[number];
	const DtSentence *sentences = quotes->document->sentences;
	const DtQuote *before = number > 0 && quotes->items[number - 1].spoken ? &quotes->items[number - 1] : NULL;
	uint32_t back = sentence > NEAR ? sentence - NEAR : 0;
	bool near = before && (quotes->heard[number - 1].open || before->span.end > sentences[back].span.start);
	if (near) {
		quote->speaker = before->speaker;
		quote->spoken = true;
		heard->mention = quotes->heard[number - 1].mention;
		heard->known = quotes->heard[number - 1].known;
	} else if (discourse->has_speaker && discourse->speaker.sentence + NEAR >= sentence && sentence > 0) {
		heard->mention = discourse->speaker;
		heard->known = true;
	}
}

static void add_voice(DtArena *arena, DtDiscourse *discourse, const Line *line, const DtHeard *heard,
                      uint32_t sentence) {
	DtVoice voice = {.first = (uint32_t)line->first, .last = (uint32_t)line->last, .token = -1};
	if (heard->sentence == (int32_t)sentence)
		voice.token = heard->token;
	else if (heard->known)
		voice.mention = &heard->mention;
	DT_PUSH(arena, discourse->voices, discourse->voice_count, discourse->voice_capacity, voice);
}

void dt_hear_quotes(DtArena *arena, DtQuotes *quotes, DtDiscourse *discourse, const DtReading *reading,
                    uint32_t sentence) {
	DtSpan span = quotes->document->sentences[sentence].span;
	discourse->voices = NULL;
	discourse->voice_count = discourse->voice_capacity = 0;
	while (quotes->next < quotes->count && quotes->items[quotes->next].span.end <= span.start) quotes->next++;
	for (size_t i = quotes->next; i < quotes->count && quotes->items[i].span.start < span.end; i++) {
		DtHeard *heard = &quotes->heard[i];
		Line line = read_line(quotes, reading, sentence, quotes->items[i].span);
		if (line.last == line.first) continue;
		bool found = heard->token >= 0 || quotes->items[i].spoken;
		if (!found) {
			heard->token = find_speaker(&line);
			heard->sentence = heard->token >= 0 ? (int32_t)sentence : -1;
			found = heard->token >= 0;
		}
		if (!found && !heard->looked) {
			uint32_t last = last_sentence(quotes, sentence, quotes->items[i].span);
			size_t end = chain_end(quotes, i);
			if (end > i) last = last_sentence(quotes, last, quotes->items[end].span);
			if (last > sentence) hear_ahead(arena, quotes, discourse, i, end, last);
			if (heard->token < 0 && stands_free(&line)) go_on(quotes, discourse, i, sentence);
		}
		heard->looked = true;
		add_voice(arena, discourse, &line, heard, sentence);
	}
}

void dt_settle_quotes(DtQuotes *quotes, const DtScene *scene) {
	DtSpan span = quotes->document->sentences[scene->sentence].span;
	for (size_t i = quotes->next; i < quotes->count && quotes->items[i].span.start < span.end; i++) {
		DtHeard *heard = &quotes->heard[i];
		DtQuote *quote = &quotes->items[i];
		if (quote->spoken) continue;
		bool here = heard->sentence == (int32_t)scene->sentence && scene->mentions.at[heard->token] >= 0;
		if (here) {
			heard->mention = scene->mentions.items[scene->mentions.at[heard->token]];
			heard->mention.also = NULL;
			heard->known = true;
			quote->speaker = dt_source_of(scene, (size_t)heard->token);
		} else if (heard->known) {
			quote->speaker = dt_source_of_mention(scene->lexicon, &heard->mention);
		}
		quote->spoken = heard->known;
	}
}

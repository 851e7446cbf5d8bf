// SPDX-License-Identifier: Apache-2.0
// A sentence may end behind a stop, or behind an abbreviation that takes its full stop along, together with the quotes
// and brackets that close there. Whether it does, the words around tell: what kind of abbreviation it is, whether the
// next word has a capital, whether that word is one that begins sentences, whether a quote is being reported ("Why?" he
// asked). Nothing is looked for further away than a few words, so the whole is linear.
//
// A sentence of more than DT_SENTENCE_MAX_TOKENS words is cut behind the best punctuation in its second half.
#include "text/sentences.h"

#include "document/document.h"
#include "text/abbreviations.h"

enum { SPEECH_REACH = 6 };

typedef struct Place {
	DtSlice text;
	const DtWord *words;
	size_t start, end; // of the sentence so far, of the paragraph
	bool casual;       // sentences begin in small letters too
} Place;

static DtSlice word_at(const Place *place, size_t i) { return dt_word_text(place->text, &place->words[i]); }

static bool has(const Place *place, size_t i, unsigned marks) { return (place->words[i].marks & marks) != 0; }

// "[17]": the mark of a note.
static bool is_note(const Place *place, size_t i) {
	return i + 2 < place->end && dt_slice_is(word_at(place, i), "[") && has(place, i + 1, DT_WORD_DIGIT) &&
	       dt_slice_is(word_at(place, i + 2), "]");
}

// Behind the quotes and brackets that close at i, and the marks of notes.
static size_t closers_end(const Place *place, size_t i, bool *quoted) {
	*quoted = false;
	for (; i < place->end && has(place, i, DT_WORD_CLOSE); i++) {
		if (has(place, i, DT_WORD_QUOTE)) *quoted = true;
	}
	while (is_note(place, i)) i += 3;
	return i;
}

// "Why?" Mr. Kim asked: a verb of saying near, before any stop.
static bool is_reported(const Place *place, size_t i) {
	for (size_t last = i + SPEECH_REACH; i < place->end && i < last; i++) {
		if (has(place, i, DT_WORD_STOP | DT_WORD_QUOTE)) return false;
		if (dt_word_reports_speech(word_at(place, i))) return true;
	}
	return false;
}

// The first word from i on that is no opening quote, bracket or dash; place->end when there is none near.
static size_t first_word(const Place *place, size_t i) {
	for (size_t last = i + 4; i < place->end && i < last; i++) {
		if (!has(place, i, DT_WORD_OPEN | DT_WORD_DASH)) return i;
	}
	return place->end;
}

// "1." or "B." or "(2)." at the head of a line names an item.
static bool is_item_number(const Place *place, size_t stop) {
	size_t i = place->start;
	while (i < stop && has(place, i, DT_WORD_OPEN | DT_WORD_CLOSE | DT_WORD_DASH)) i++;
	if (i + 1 != stop) return false;
	DtSlice word = word_at(place, i);
	return word.length <= 4 && (has(place, i, DT_WORD_DIGIT) || word.length == 1);
}

static bool ends_at_stop(const Place *place, size_t stop, size_t next, bool quoted) {
	bool blank = has(place, next, DT_WORD_BLANK_LEFT);
	size_t first = first_word(place, next);
	if (first == place->end) return false;
	bool asks = word_at(place, stop).data[0] == '!' || word_at(place, stop).data[0] == '?';
	bool trails = has(place, stop, DT_WORD_ELLIPSIS);
	if (!blank) { // "said.The"
		return !trails && stop > place->start && has(place, stop - 1, DT_WORD_LOWER | DT_WORD_DIGIT) &&
		       has(place, first, DT_WORD_UPPER) && (first == next || has(place, next, DT_WORD_OPEN));
	}
	if (is_item_number(place, stop)) return false;
	if (quoted && (asks || trails) && is_reported(place, next)) return false;
	if (has(place, first, DT_WORD_LOWER)) return place->casual && !trails && !quoted && first == next;
	if (has(place, first, DT_WORD_UPPER | DT_WORD_LETTER)) return true;
	if (trails) return has(place, next, DT_WORD_OPEN);
	if (has(place, first, DT_WORD_DIGIT)) return true;
	char c = word_at(place, first).data[0];
	return c != ',' && c != ';' && c != ':' && c != '.' && c != '/' && c != '%';
}

static bool is_zone(DtSlice word) {
	static const char *const zones[] = {"bst", "cdt", "cest", "cet",   "cst", "edt", "est", "et",  "gmt", "hkt",
	                                    "ist", "jst", "kst",  "local", "mdt", "msk", "mst", "pdt", "pst", "utc"};
	return dt_word_find(zones, sizeof zones / sizeof *zones, word) >= 0;
}

static bool ends_at_abbreviation(const Place *place, size_t i, size_t next) {
	const DtWord *word = &place->words[i];
	size_t first = first_word(place, next);
	if (first == place->end || word->abbreviation == DT_ABBREVIATION_TITLE) return false;
	if (!has(place, next, DT_WORD_BLANK_LEFT) || !has(place, first, DT_WORD_UPPER)) return false;
	if (place->words[first].abbreviation == DT_ABBREVIATION_INITIAL) return false;
	DtSlice follower = word_at(place, first);
	if (word->abbreviation == DT_ABBREVIATION_ENDING)
		return (first == next || has(place, next, DT_WORD_QUOTE)) && !is_zone(follower) &&
		       !dt_word_is_weekday(follower) && !dt_word_is_month(follower);
	if (word->abbreviation == DT_ABBREVIATION_INITIAL && i == place->start) return false;
	if (dt_word_begins_sentences(follower)) return true;
	return next > i + 1 && has(place, i + 1, DT_WORD_QUOTE) && first == next; // … in the U.S." Officials …
}

// How well a sentence that is too long may be cut behind word i.
static int cut_value(const Place *place, size_t i) {
	DtSlice word = word_at(place, i);
	if (has(place, i, DT_WORD_STOP)) return 5;
	if (dt_slice_is(word, ";")) return 4;
	if (dt_slice_is(word, ":") || has(place, i, DT_WORD_DASH)) return 3;
	if (dt_slice_is(word, ",")) return 2;
	return i + 1 < place->end && !has(place, i + 1, DT_WORD_JOINED) ? 1 : 0;
}

static size_t cut_long(const Place *place) {
	size_t last = place->start + DT_SENTENCE_MAX_TOKENS - 2; // an abbreviation may yet give its stop away
	size_t best = last;
	int value = -1;
	for (size_t i = last; i > place->start + DT_SENTENCE_MAX_TOKENS / 2; i--) {
		int here = cut_value(place, i);
		if (here > value) value = here, best = i;
	}
	return best + 1;
}

size_t dt_sentence_end(DtSlice text, const DtWord *words, size_t start, size_t end, bool casual) {
	Place place = {text, words, start, end, casual};
	for (size_t i = start; i < end; i++) {
		if (i - start >= DT_SENTENCE_MAX_TOKENS - 1) return cut_long(&place);
		bool stop = has(&place, i, DT_WORD_STOP), quoted;
		if (!stop && !words[i].abbreviation) continue;
		size_t next = closers_end(&place, i + 1, &quoted);
		if (next - start >= DT_SENTENCE_MAX_TOKENS - 1) return cut_long(&place);
		if (next == end) return end;
		if (stop ? ends_at_stop(&place, i, next, quoted) : ends_at_abbreviation(&place, i, next)) return next;
	}
	return end;
}

bool dt_paragraph_is_casual(DtSlice text, const DtWord *words, size_t start, size_t end) {
	bool found = false;
	for (size_t i = start; i < end; i++) {
		if (!(words[i].marks & DT_WORD_IS_WORD)) continue;
		if (!found && (words[i].marks & DT_WORD_LOWER)) return true;
		found = true;
		if (dt_slice_is(dt_word_text(text, &words[i]), "i")) return true;
	}
	return false;
}

bool dt_abbreviation_gives_stop(const DtWord *word) {
	return word->abbreviation != DT_ABBREVIATION_NONE && word->abbreviation != DT_ABBREVIATION_LETTERS;
}

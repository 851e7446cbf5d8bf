// SPDX-License-Identifier: Apache-2.0
// Two tests: script, by counting letters; and stop words, by counting those of English against those of other languages
// of Latin script. A sentence is foreign only when the evidence is plain: a few foreign names or a quoted word do not
// make it so.
#include "text/language.h"

#include "text/abbreviations.h"
#include "text/characters.h"

enum { MOST_WORDS = 60, FEWEST_WORDS = 5 };

// clang-format off
static const char *const english[] = {
	"a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had",
	"has", "have", "he", "her", "his", "in", "is", "it", "its", "more", "not", "of", "on", "or", "over", "said", "she",
	"that", "the", "their", "they", "this", "to", "was", "we", "were", "which", "who", "will", "with", "would", "you",
};

// Of Spanish, French, German, Italian, Portuguese, Dutch, Turkish, Indonesian, Polish, Swedish; none also English.
static const char *const foreign[] = {
	"att", "auf", "aus", "aux", "avec", "bir", "che", "com", "como", "con", "dalam", "dan", "dans", "das", "de", "dei", "del",
	"della", "dem", "den", "dengan", "der", "des", "det", "di", "dos", "du", "e", "een", "ein", "eine", "el", "elle", "em",
	"en", "es", "est", "et", "het", "ini", "ist", "itu", "je", "jest", "la", "las", "le", "les", "los", "mais", "mit", "nicht",
	"nie", "niet", "och", "os", "ou", "para", "pas", "per", "por", "pour", "que", "qui", "se", "si", "sich", "sono", "sur", "um",
	"un", "una", "und", "une", "uno", "van", "ve", "von", "voor", "w", "y", "yang", "z", "zu", "zum",
};
// clang-format on

#define IN_LIST(list, word) (dt_word_find((list), sizeof(list) / sizeof *(list), (word)) >= 0)

static bool is_latin(uint32_t point) {
	return point < 0x250 || (point >= 0x1E00 && point <= 0x1EFF) || (point >= 0x300 && point <= 0x36F);
}

static bool is_other_script(DtSlice text) {
	size_t high = 0, latin = 0, other = 0;
	for (size_t i = 0; i < text.length; i++) high += (unsigned char)text.data[i] >= 0x80;
	if (high * 3 < text.length) return false;
	DtCharacter c;
	for (size_t at = 0; (c = dt_character_at(text, at)).kind != DT_CHARACTER_END; at += c.width) {
		if (!dt_character_is_letter(c)) continue;
		if (is_latin(c.point))
			latin++;
		else
			other++;
	}
	return other > latin && other >= 3;
}

// Between two capitals, with one more such word beside it at most: "von", "de la".
static bool is_inside_name(const DtWord *words, size_t count, size_t at) {
	size_t from = at, to = at;
	while (from > 0 && at - from < 2 && !(words[from].marks & DT_WORD_UPPER)) from--;
	while (to + 1 < count && to - at < 2 && !(words[to].marks & DT_WORD_UPPER)) to++;
	return to - from <= 3 && words[from].marks & DT_WORD_UPPER && words[to].marks & DT_WORD_UPPER;
}

bool dt_words_are_foreign(DtSlice text, const DtWord *words, size_t count) {
	if (count == 0) return false;
	if (count > MOST_WORDS) count = MOST_WORDS;
	size_t from = words[0].start, to = words[count - 1].end;
	if (to - from > 4096) to = from + 4096;
	if (is_other_script(dt_slice_cut(text, from, to))) return true;
	size_t seen = 0, home = 0, away = 0, in_names = 0;
	for (size_t i = 0; i < count; i++) {
		if (!(words[i].marks & (DT_WORD_UPPER | DT_WORD_LOWER))) continue;
		seen++;
		DtSlice word = dt_word_text(text, &words[i]);
		if (word.length > 6) continue;
		home += IN_LIST(english, word);
		if (!(words[i].marks & DT_WORD_LOWER) || !IN_LIST(foreign, word)) continue;
		away++;
		in_names += is_inside_name(words, count, i);
	}
	if (away == in_names) return false; // "Ursula von der Leyen met Ana de la Vega"
	if (seen < FEWEST_WORDS || away < 2) return false;
	return home == 0 ? away * 7 >= seen : away > 3 * home && away * 5 >= seen;
}

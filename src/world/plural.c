// SPDX-License-Identifier: Apache-2.0
// Plurals by rule, with the exceptions that role nouns need.
//
// Only dictionary words come here, so a rule may be coarse: a plural that no one writes is never met in a text. What
// matters is that every plural people do write is made, and that a word like "forces" does not get another s.
#include "world/plural.h"

static const char *const without_plural[] = {
	"police",   "people",   "personnel", "staff",    "aircraft", "spacecraft", "press",      "youth",       "media",
	"clergy",   "military", "livestock", "women",    "men",      "children",   "elite",      "gendarmerie", "public",
	"infantry", "cavalry",  "artillery", "weaponry", "hardware", "equipment",  "leadership",
};

static const char *const prepositions[] = {"of", "to", "for", "in", "at", "without", "on", "from", "against", "with"};

// Stand after the noun they belong to.
static const char *const after_noun[] = {"elect", "designate", "general", "emeritus"};
static const char *const before_general[] = {"attorney",  "secretary",  "director", "governor",
                                             "inspector", "prosecutor", "consul",   "surgeon",
                                             "solicitor", "procurator", "auditor"};

// "man" here is no word of its own.
static const char *const man_with_s[] = {"german",  "human",  "roman",    "norman",
                                         "ottoman", "shaman", "turkoman", "brahman"};

static const char *const irregular[][2] = {
	{"child", "children"}, {"person", "people"},          {"wife", "wives"}, {"thief", "thieves"}, {"hero", "heroes"},
	{"swiss", "Swiss"},    {"mouthpiece", "mouthpieces"},
};

#define HOLDS(list, word) holds((list), sizeof(list) / sizeof *(list), (word))

static bool holds(const char *const *list, size_t count, DtSlice word) {
	for (size_t i = 0; word.length && i < count; i++) {
		if ((word.data[0] | 0x20) != list[i][0]) continue;
		if (dt_slice_equal_folded(word, dt_slice_of(list[i]))) return true;
	}
	return false;
}

static bool ends(DtSlice word, const char *suffix) {
	size_t length = strlen(suffix);
	return word.length >= length &&
	       dt_slice_equal_folded(dt_slice_cut(word, word.length - length, word.length), dt_slice_of(suffix));
}

static bool is_break(char c) { return c == ' ' || c == '-'; }

// The word of phrase that begins at byte at.
static DtSlice word_at(DtSlice phrase, size_t at) {
	size_t end = at;
	while (end < phrase.length && !is_break(phrase.data[end])) end++;
	return dt_slice_cut(phrase, at, end);
}

// The head noun, as a part of phrase.
static DtSlice head_of(DtSlice phrase) {
	DtSlice head = word_at(phrase, 0);
	for (size_t at = head.length; at < phrase.length;) {
		DtSlice word = word_at(phrase, at + 1);
		if (HOLDS(prepositions, word)) return head;
		bool stays = HOLDS(after_noun, word) && (!ends(word, "general") || HOLDS(before_general, head));
		if (!stays) head = word;
		at = (size_t)(word.data - phrase.data) + word.length;
	}
	return head;
}

static bool is_plural_already(DtSlice word) {
	if (HOLDS(without_plural, word)) return true;
	return ends(word, "s") && !ends(word, "ss") && !ends(word, "us") && !ends(word, "is") && !ends(word, "'s");
}

static bool ends_in_vowel_y(DtSlice word) {
	return word.length >= 2 && memchr("aeiouAEIOU", word.data[word.length - 2], 10) != NULL;
}

static DtSlice join(DtArena *arena, DtSlice a, DtSlice b, DtSlice c) {
	char *text = dt_arena_alloc(arena, a.length + b.length + c.length + 1);
	if (a.length) memcpy(text, a.data, a.length);
	if (b.length) memcpy(text + a.length, b.data, b.length);
	if (c.length) memcpy(text + a.length + b.length, c.data, c.length);
	return dt_slice(text, a.length + b.length + c.length);
}

static DtSlice plural_of_word(DtArena *arena, DtSlice word) {
	for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++) {
		if ((word.data[0] | 0x20) != irregular[i][0][0]) continue;
		if (dt_slice_equal_folded(word, dt_slice_of(irregular[i][0]))) return dt_slice_of(irregular[i][1]);
	}
	size_t cut = 0;
	const char *ending = "s";
	if (ends(word, "man") && !HOLDS(man_with_s, word)) {
		cut = 2;
		ending = "en";
	} else if (ends(word, "y") && !ends_in_vowel_y(word)) {
		cut = 1;
		ending = "ies";
	} else if (ends(word, "s") || ends(word, "x") || ends(word, "z") || ends(word, "sh") ||
	           (ends(word, "ch") && !ends(word, "arch") && !ends(word, "ech"))) {
		ending = "es";
	}
	return join(arena, dt_slice_cut(word, 0, word.length - cut), dt_slice_of(ending), (DtSlice){0});
}

DtSlice dt_plural_of(DtArena *arena, DtSlice phrase) {
	DtSlice head = head_of(phrase);
	if (head.length < 2 || is_plural_already(head)) return (DtSlice){0};
	DtSlice plural = plural_of_word(arena, head);
	DtSlice before = dt_slice(phrase.data, (size_t)(head.data - phrase.data));
	DtSlice after = dt_slice_cut(phrase, before.length + head.length, phrase.length);
	if (before.length + after.length == 0) return plural;
	return join(arena, before, plural, after);
}

DtSlice dt_plural_of_nationality(DtArena *arena, DtSlice adjective) {
	bool makes_one = ends(adjective, "an") || ends(adjective, "i");
	if (!makes_one || dt_slice_find(adjective, dt_slice_of(" of ")) != SIZE_MAX) return (DtSlice){0};
	return join(arena, adjective, dt_slice_of("s"), (DtSlice){0});
}

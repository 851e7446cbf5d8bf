// SPDX-License-Identifier: Apache-2.0
// The lists are sorted for binary search (a unit test says when they are not). Abbreviations that are also words
// ("sat", "art", "gen") count only with a capital, some only before a number.
#include "text/abbreviations.h"

#include <stdlib.h>

enum { WORD_ROOM = 16 };

typedef struct Entry {
	char word[11];
	uint8_t kind;
	bool capital; // only when it begins with one
} Entry;

#define TITLE DT_ABBREVIATION_TITLE
#define NUMBER DT_ABBREVIATION_NUMBER
#define MONTH DT_ABBREVIATION_MONTH
#define WORD DT_ABBREVIATION_WORD
#define ENDING DT_ABBREVIATION_ENDING

// clang-format off
static const Entry entries[] = {
	{"abp", TITLE, true}, {"adm", TITLE, true}, {"al", ENDING, false}, {"ala", WORD, true}, {"amb", TITLE, true},
	{"approx", WORD, false}, {"apr", MONTH, true}, {"ariz", WORD, true}, {"ark", WORD, true}, {"art", NUMBER, true},
	{"asst", TITLE, true}, {"atty", TITLE, true}, {"aug", MONTH, true}, {"ave", WORD, true}, {"ba", WORD, true},
	{"bldg", WORD, true}, {"blvd", WORD, true}, {"brig", TITLE, true}, {"bros", WORD, true}, {"c", NUMBER, false},
	{"ca", NUMBER, false}, {"calif", WORD, true}, {"capt", TITLE, true}, {"cf", WORD, false}, {"ch", NUMBER, false},
	{"chap", NUMBER, false}, {"cmdr", TITLE, true}, {"co", WORD, true}, {"col", TITLE, true}, {"colo", WORD, true},
	{"comdr", TITLE, true}, {"conf", WORD, true}, {"conn", WORD, true}, {"corp", WORD, true}, {"cpl", TITLE, true},
	{"cpt", TITLE, true}, {"dec", MONTH, true}, {"del", WORD, true}, {"dep", TITLE, true}, {"dept", WORD, true},
	{"det", TITLE, true}, {"dist", WORD, true}, {"div", WORD, true}, {"dr", TITLE, true}, {"ed", NUMBER, false},
	{"eds", NUMBER, false}, {"eg", WORD, false}, {"eng", TITLE, true}, {"esp", WORD, false}, {"esq", ENDING, true},
	{"est", WORD, true}, {"etc", ENDING, false}, {"ext", NUMBER, false}, {"feb", MONTH, true}, {"fig", NUMBER, false},
	{"figs", NUMBER, false}, {"fla", WORD, true}, {"fr", TITLE, true}, {"fri", MONTH, true}, {"ft", TITLE, true},
	{"ga", WORD, true}, {"gen", TITLE, true}, {"gens", TITLE, true}, {"gov", TITLE, true}, {"govs", TITLE, true},
	{"govt", WORD, false}, {"hon", TITLE, true}, {"hwy", WORD, true}, {"ie", WORD, false}, {"ill", WORD, true},
	{"inc", WORD, true}, {"ind", WORD, true}, {"insp", TITLE, true}, {"intl", WORD, true}, {"jan", MONTH, true},
	{"jr", WORD, true}, {"jul", MONTH, true}, {"jun", MONTH, true}, {"kan", WORD, true}, {"ky", WORD, true},
	{"la", NUMBER, true}, {"lt", TITLE, true}, {"ltd", WORD, true}, {"maj", TITLE, true}, {"mar", NUMBER, true},
	{"mass", NUMBER, true}, {"md", WORD, true}, {"messrs", TITLE, true}, {"mfg", WORD, true}, {"mgr", TITLE, true},
	{"mich", WORD, true}, {"min", NUMBER, true}, {"minn", WORD, true}, {"miss", NUMBER, true}, {"mlle", TITLE, true},
	{"mme", TITLE, true}, {"mo", NUMBER, true}, {"mon", NUMBER, true}, {"mont", WORD, true}, {"mr", TITLE, false},
	{"mrs", TITLE, false}, {"ms", TITLE, true}, {"msgr", TITLE, true}, {"mt", TITLE, true}, {"n", NUMBER, false},
	{"nat", WORD, true}, {"natl", WORD, true}, {"neb", WORD, true}, {"nev", WORD, true}, {"no", NUMBER, false},
	{"nos", NUMBER, false}, {"nov", MONTH, true}, {"nr", NUMBER, false}, {"oct", MONTH, true}, {"okla", WORD, true},
	{"op", NUMBER, false}, {"ore", WORD, true}, {"p", NUMBER, false}, {"pa", WORD, true}, {"para", NUMBER, false},
	{"penn", WORD, true}, {"pfc", TITLE, true}, {"pp", NUMBER, false}, {"pres", TITLE, true}, {"prof", TITLE, true},
	{"profs", TITLE, true}, {"prov", WORD, true}, {"ps", ENDING, true}, {"pt", NUMBER, true}, {"pte", WORD, true},
	{"pty", WORD, true}, {"pvt", TITLE, true}, {"que", WORD, true}, {"rd", NUMBER, true}, {"ref", NUMBER, true},
	{"rep", TITLE, true}, {"reps", TITLE, true}, {"res", NUMBER, true}, {"ret", WORD, true}, {"rev", TITLE, true},
	{"rt", TITLE, true}, {"s", NUMBER, true},
	{"sat", NUMBER, true}, {"sec", NUMBER, true}, {"sect", NUMBER, true}, {"sen", TITLE, true},
	{"sens", TITLE, true}, {"sep", NUMBER, true}, {"sept", MONTH, true}, {"sgt", TITLE, true}, {"spc", TITLE, true},
	{"sq", WORD, false}, {"sr", WORD, true}, {"ss", NUMBER, true}, {"st", TITLE, true}, {"sta", TITLE, true},
	{"ste", TITLE, true}, {"sun", NUMBER, true}, {"supt", TITLE, true}, {"tel", WORD, true}, {"tenn", WORD, true},
	{"tex", WORD, true}, {"thu", MONTH, true}, {"thur", MONTH, true}, {"thurs", MONTH, true}, {"tue", MONTH, true},
	{"tues", MONTH, true}, {"univ", WORD, true}, {"v", WORD, false}, {"va", WORD, true}, {"ven", TITLE, true},
	{"viz", WORD, false}, {"vol", NUMBER, false}, {"vols", NUMBER, false}, {"vs", WORD, false}, {"vt", WORD, true},
	{"wash", WORD, true}, {"wed", NUMBER, true}, {"wis", WORD, true}, {"wyo", WORD, true},
};

static const char *const beginners[] = {
	"a", "about", "according", "after", "all", "also", "although", "among", "an", "and", "another", "any", "as", "asked",
	"at", "because", "before", "besides", "both", "but", "by", "despite", "during", "each", "earlier", "either", "even",
	"every", "few", "finally", "for", "four", "from", "further", "furthermore", "given", "he", "her", "here", "his", "how",
	"however", "i", "if", "in", "indeed", "instead", "it", "its", "last", "later", "like", "many", "meanwhile", "more",
	"moreover", "most", "much", "my", "neither", "nevertheless", "no", "nobody", "none", "nor", "not", "nothing", "now",
	"of", "on", "once", "one", "only", "or", "other", "others", "our", "out", "over", "perhaps", "several", "she",
	"similarly", "since", "so", "some", "still", "such", "that", "the", "their", "then", "there", "therefore", "these",
	"they", "this", "those", "though", "three", "through", "thus", "to", "today", "two", "under", "unless", "unlike",
	"until", "upon", "we", "what", "when", "where", "whether", "which", "while", "who", "why", "with", "within",
	"without", "yesterday", "yet", "you", "your",
};

static const char *const reports[] = {
	"added", "adds", "answered", "asked", "asks", "cried", "declared", "demanded", "exclaimed", "explained", "insisted",
	"quipped", "read", "reads", "recalled", "remarked", "replied", "said", "saying", "says", "shouted", "shouting",
	"stated", "tells", "told", "tweeted", "warned", "wondered", "writes", "wrote", "yelled",
};

static const char *const months[] = {
	"apr", "april", "aug", "august", "dec", "december", "feb", "february", "jan", "january", "jul", "july", "jun", "june",
	"mar", "march", "may", "nov", "november", "oct", "october", "sep", "sept", "september",
};

static const char *const weekdays[] = {
	"fri", "friday", "mon", "monday", "sat", "saturday", "sun", "sunday", "thu", "thur", "thurs", "thursday", "tue",
	"tues", "tuesday", "wed", "wednesday",
};
// clang-format on

#define COUNT(list) (sizeof(list) / sizeof *(list))

// A NUL-terminated lower-case copy; false when it is too long to be in any list.
static bool fold(DtSlice word, char out[WORD_ROOM]) {
	if (word.length == 0 || word.length >= WORD_ROOM) return false;
	for (size_t i = 0; i < word.length; i++) {
		char c = word.data[i];
		out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	out[word.length] = '\0';
	return true;
}

static int compare_words(const void *key, const void *item) { return strcmp(key, *(const char *const *)item); }
static int compare_entries(const void *key, const void *item) { return strcmp(key, ((const Entry *)item)->word); }

int dt_word_find(const char *const *list, size_t count, DtSlice word) {
	char folded[WORD_ROOM];
	if (!fold(word, folded)) return -1;
	const char *const *found = bsearch(folded, list, count, sizeof *list, compare_words);
	return found ? (int)(found - list) : -1;
}

static bool is_capital(DtSlice word) { return word.length && word.data[0] >= 'A' && word.data[0] <= 'Z'; }

DtAbbreviation dt_abbreviation_find(DtSlice word) {
	char folded[WORD_ROOM];
	if (!fold(word, folded)) return DT_ABBREVIATION_NONE;
	const Entry *found = bsearch(folded, entries, COUNT(entries), sizeof *entries, compare_entries);
	if (!found || (found->capital && !is_capital(word))) return DT_ABBREVIATION_NONE;
	return found->kind;
}

bool dt_word_begins_sentences(DtSlice word) {
	return is_capital(word) && dt_word_find(beginners, COUNT(beginners), word) >= 0;
}

bool dt_word_reports_speech(DtSlice word) { return dt_word_find(reports, COUNT(reports), word) >= 0; }

bool dt_word_is_month(DtSlice word) { return is_capital(word) && dt_word_find(months, COUNT(months), word) >= 0; }

bool dt_word_is_weekday(DtSlice word) { return is_capital(word) && dt_word_find(weekdays, COUNT(weekdays), word) >= 0; }

static bool are_sorted(const char *const *list, size_t count) {
	for (size_t i = 1; i < count; i++) {
		if (strcmp(list[i - 1], list[i]) >= 0) return false;
	}
	return true;
}

bool dt_abbreviations_are_sorted(void) {
	for (size_t i = 1; i < COUNT(entries); i++) {
		if (strcmp(entries[i - 1].word, entries[i].word) >= 0) return false;
	}
	return are_sorted(beginners, COUNT(beginners)) && are_sorted(reports, COUNT(reports)) &&
	       are_sorted(months, COUNT(months)) && are_sorted(weekdays, COUNT(weekdays));
}

// SPDX-License-Identifier: Apache-2.0
// Matching: the longest phrase at each token, from the left.
//
// The tokens of a sentence become words as fold.h has them, each with its token and how it is written; a token may give
// several ("al-Assad"), or none (a hyphen between its neighbours). From each token that begins a word the trie is
// walked as far as it goes; of the endings on the way the last one counts that ends with a token and has a list for
// this writing. The next search begins after it.
//
// The last word of a role may also be met through its lemma. A single capital letter between two words of a person's
// name is passed over. A surname alone must look like a name: tagged a proper noun or, in a text without tags, not at
// the head of the sentence.
#include "world/names.h"

#include <stdlib.h>

// A word of the sentence.
typedef struct Word {
	uint32_t number; // in the trie, DT_MAP_ABSENT when no dictionary has it
	uint32_t token;
	bool upper, lower; // has letters of that case
	bool begins, ends; // its token
	bool initial;      // one capital letter
} Word;

typedef struct Sentence {
	const DtNames *names;
	const DtToken *tokens;
	size_t token_count;
	Word *words;
	size_t word_count;
	bool capitals; // all of it is in capitals
} Sentence;

// A phrase found: its last word and what it may mean.
typedef struct Found {
	size_t last; // SIZE_MAX: nothing
	const DtCandidate *candidates;
	uint32_t count;
} Found;

enum { STACK_WORDS = 1024 };

static bool is_loose(const DtToken *tokens, size_t count, size_t at) {
	bool before = at == 0 || tokens[at - 1].space_after;
	return before && (at + 1 == count || tokens[at].space_after);
}

static Word word_of(const DtNames *names, const DtFoldedWord *folded, size_t token) {
	return (Word){.number = dt_names_word(names, folded),
	              .token = (uint32_t)token,
	              .upper = folded->has_upper,
	              .lower = folded->has_lower,
	              .initial = folded->length == 1 && folded->has_upper};
}

// The words of one token, to words; a token without any is a wall, but for a hyphen that touches a neighbour.
static size_t read_token(const Sentence *sentence, size_t at, Word *words, size_t room) {
	DtSlice form = sentence->tokens[at].form;
	DtFoldedWord folded;
	size_t count = 0;
	for (size_t byte = 0; count < room && dt_fold_next(form, &byte, &folded); count++)
		words[count] = word_of(sentence->names, &folded, at);
	if (count > 0) {
		words[0].begins = true;
		words[count - 1].ends = true;
		if (count > 1) words[1].begins = dt_slice_equal_folded(dt_slice_cut(form, 0, 3), dt_slice_of("ex-"));
		return count;
	}
	if (dt_fold_is_hyphen(form) && !is_loose(sentence->tokens, sentence->token_count, at)) return 0;
	words[0] = (Word){.number = DT_MAP_ABSENT, .token = (uint32_t)at};
	return 1;
}

// A token has no more words than bytes, and room for a wall.
static size_t room_of(const DtToken *token) { return token->form.length ? token->form.length : 1; }

static size_t most_words(const DtToken *tokens, size_t count) {
	size_t most = 0;
	for (size_t i = 0; i < count; i++) most += room_of(&tokens[i]);
	return most;
}

static void read_words(Sentence *sentence) {
	size_t capitals = 0, small = 0;
	for (size_t i = 0; i < sentence->token_count; i++) {
		Word *words = sentence->words + sentence->word_count;
		size_t count = read_token(sentence, i, words, room_of(&sentence->tokens[i]));
		for (size_t j = 0; j < count; j++) {
			capitals += words[j].upper && !words[j].lower && !words[j].initial;
			small += words[j].lower;
		}
		sentence->word_count += count;
	}
	sentence->capitals = small == 0 && capitals >= 3;
}

static bool covers(DtCase needed, DtCase written) {
	return (written.upper & needed.upper) == needed.upper && (written.caps & needed.caps) == needed.caps;
}

static int list_for(const DtEnding *ending, DtCase written, bool capitals) {
	bool name = ending->has[1] && covers(ending->name, written);
	bool abbreviation = ending->has[2] && covers(ending->abbreviation, written) && !(capitals && ending->ordinary);
	return (name ? 1 : 0) | (abbreviation ? 2 : 0);
}

static bool is_calendar_word(DtSlice form) {
	static const char *const words[] = {"January",  "February", "March",    "April",     "May",
	                                    "June",     "July",     "August",   "September", "October",
	                                    "November", "December", "Monday",   "Tuesday",   "Wednesday",
	                                    "Thursday", "Friday",   "Saturday", "Sunday"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (dt_slice_equal_folded(form, dt_slice_of(words[i]))) return true;
	}
	return false;
}

static bool looks_like_name(const Sentence *sentence, const Word *word) {
	const DtToken *token = &sentence->tokens[word->token];
	bool argument = token->deprel == DT_DEPREL_NSUBJ || token->deprel == DT_DEPREL_OBJ; // "Merkel met May"
	if (is_calendar_word(token->form) && !argument) return false;
	bool bare = word->token == 0 && token->xpos == DT_XPOS_NN && token->deprel == DT_DEPREL_NSUBJ; // "Moon invited Kim"
	if (token->lemma.length > 0) return token->upos == DT_UPOS_PROPN || bare;
	return word->token > 0 && token->form.length > 2; // without tags "He", "An" and "So" are words
}

// True when the tag of the last word lets a role or title end there: it must not be a verb, and where the word is all
// there is it must be a noun ("a major blow", "national unity" name nobody).
static bool is_noun(const Sentence *sentence, size_t first, size_t last) {
	const DtToken *token = &sentence->tokens[sentence->words[last].token];
	if (token->lemma.length == 0) return true;
	bool titles = token->deprel == DT_DEPREL_NMOD_DESC; // "General Mustafa Karim"
	if (first == last)
		return token->upos == DT_UPOS_NOUN || token->upos == DT_UPOS_PROPN || token->upos == DT_UPOS_X || titles;
	return token->upos != DT_UPOS_VERB && token->upos != DT_UPOS_AUX;
}

// Takes the ending of node for the words first to last, when it has a list for how they are written.
static bool take(const Sentence *sentence, uint32_t node, size_t first, size_t last, DtCase written, Found *found) {
	const DtEnding *ending = dt_names_ending(sentence->names, node);
	if (!ending) return false;
	int number = list_for(ending, written, sentence->capitals);
	DtCandidateList list = dt_names_list(sentence->names, ending, number);
	const DtCandidate *candidates = list.first;
	uint32_t count = list.count;
	if (count == 0) return false;
	if (candidates[0].sense == DT_SENSE_SURNAME && !looks_like_name(sentence, &sentence->words[first])) return false;
	bool noun = candidates[0].sense == DT_SENSE_TITLE || candidates[0].sense == DT_SENSE_ROLE;
	if (noun && candidates[count - 1].sense <= DT_SENSE_ROLE && !is_noun(sentence, first, last)) return false;
	*found = (Found){last, candidates, count};
	return true;
}

// The node that the lemma of a token of one word leads to from node, when it differs from the form.
static uint32_t step_by_lemma(const Sentence *sentence, uint32_t node, const Word *word) {
	DtSlice lemma = sentence->tokens[word->token].lemma;
	if (!word->begins || !word->ends || lemma.length == 0) return DT_NODE_NONE;
	if (dt_slice_equal(lemma, sentence->tokens[word->token].form)) return DT_NODE_NONE;
	DtFoldedWord folded;
	size_t byte = 0;
	if (!dt_fold_next(lemma, &byte, &folded)) return DT_NODE_NONE;
	return dt_names_step(sentence->names, node, dt_names_word(sentence->names, &folded));
}

// Roles and titles only: the lemma of a name says nothing about who it is.
static bool take_by_lemma(const Sentence *sentence, uint32_t node, size_t first, size_t last, Found *found) {
	uint32_t next = step_by_lemma(sentence, node, &sentence->words[last]);
	return next != DT_NODE_NONE && take(sentence, next, first, last, (DtCase){0}, found);
}

static bool is_person(const Found *found) {
	return found->candidates[0].sense == DT_SENSE_NAME && found->candidates[0].entry->kind == DT_ENTRY_PERSON;
}

// The longest phrase that begins with the word first.
static Found longest(const Sentence *sentence, size_t first) {
	Found found = {.last = SIZE_MAX}, ending;
	DtCase written = {0};
	uint32_t node = 0, depth = 0;
	bool skipped = false;
	for (size_t at = first; at < sentence->word_count && depth < DT_NAME_WORDS; at++) {
		const Word *word = &sentence->words[at];
		uint32_t next = dt_names_step(sentence->names, node, word->number);
		if (next == DT_NODE_NONE && depth > 0 && word->initial && word->begins && word->ends && !skipped) {
			skipped = true;
			continue;
		}
		DtCase here = {written.upper | (word->upper ? 1u << depth : 0),
		               written.caps | (word->upper && !word->lower ? 1u << depth : 0)};
		bool taken = next != DT_NODE_NONE && word->ends && take(sentence, next, first, at, here, &ending);
		if (!taken && word->ends) taken = take_by_lemma(sentence, node, first, at, &ending);
		if (taken && (!skipped || is_person(&ending))) found = ending;
		if (next == DT_NODE_NONE) break;
		node = next;
		written = here;
		depth++;
	}
	return found;
}

static bool is_honorific(DtSlice form) {
	static const char *const words[] = {"Mr",   "Mrs",   "Ms",       "Miss",    "Dr",      "Sir",   "Dame",
	                                    "Lord", "Lady",  "Madam",    "Madame",  "Prof",    "St",    "Herr",
	                                    "Frau", "Senor", "Monsieur", "Comrade", "Brother", "Sister"};
	if (form.length && form.data[form.length - 1] == '.') form.length--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (dt_slice_is(form, words[i])) return true;
	}
	return false;
}

static bool is_proper(const Sentence *sentence, size_t at) {
	const DtToken *token = &sentence->tokens[at];
	return token->lemma.length > 0 && token->upos == DT_UPOS_PROPN && !is_honorific(token->form);
}

// True when a surname alone is part of the name of somebody whom the world does not know: "John Roberts", "Alexander
// Novak". free_from is the first token that no match before has taken.
static bool is_stranger(const Sentence *sentence, const Found *found, size_t first, size_t last, size_t free_from) {
	if (found->candidates[0].sense != DT_SENSE_SURNAME) return false;
	if (first > free_from && is_proper(sentence, first - 1)) return true;
	if (last + 1 >= sentence->token_count || !is_proper(sentence, last + 1)) return false;
	size_t next = 0;
	while (next < sentence->word_count && sentence->words[next].token <= last) next++;
	return next < sentence->word_count && longest(sentence, next).last == SIZE_MAX;
}

// "the Elysee" must not take the beginning of "Elysee Palace" away.
static bool article_hides(const Sentence *sentence, size_t at, const Found *found) {
	if (sentence->words[at].number != sentence->names->article || at + 1 >= sentence->word_count) return false;
	if (!sentence->words[at + 1].begins) return false;
	Found next = longest(sentence, at + 1);
	return next.last != SIZE_MAX && next.last > found->last;
}

static size_t find_all(const Sentence *sentence, DtNameMatch *matches, size_t room) {
	size_t count = 0, free_from = 0;
	for (size_t at = 0; at < sentence->word_count;) {
		Found found = {.last = SIZE_MAX};
		if (sentence->words[at].begins) found = longest(sentence, at);
		if (found.last == SIZE_MAX || article_hides(sentence, at, &found)) {
			at++;
			continue;
		}
		uint32_t first = sentence->words[at].token, last = sentence->words[found.last].token;
		at = found.last + 1;
		if (is_stranger(sentence, &found, first, last, free_from)) continue;
		if (count < room) matches[count] = (DtNameMatch){first, last - first + 1, found.candidates, found.count};
		count++;
		free_from = last + 1;
	}
	return count;
}

size_t dt_names_match(const DtNames *names, const DtToken *tokens, size_t token_count, DtNameMatch *matches,
                      size_t room) {
	Word on_stack[STACK_WORDS];
	size_t most = most_words(tokens, token_count);
	Sentence sentence = {.names = names, .tokens = tokens, .token_count = token_count};
	sentence.words = most <= STACK_WORDS ? on_stack : dt_alloc(most * sizeof(Word));
	read_words(&sentence);
	size_t count = find_all(&sentence, matches, room);
	if (sentence.words != on_stack) free(sentence.words);
	return count;
}

// The ending of the whole text and how it is written; NULL when it has none.
static const DtEnding *ending_of(const DtNames *names, DtSlice text, DtCase *written) {
	uint32_t node = 0;
	DtFoldedWord folded;
	*written = (DtCase){0};
	uint32_t depth = 0;
	for (size_t at = 0; dt_fold_next(text, &at, &folded); depth++) {
		if (depth == DT_NAME_WORDS) return NULL;
		node = dt_names_step(names, node, dt_names_word(names, &folded));
		if (node == DT_NODE_NONE) return NULL;
		if (folded.has_upper) written->upper |= 1u << depth;
		if (folded.has_upper && !folded.has_lower) written->caps |= 1u << depth;
	}
	return depth ? dt_names_ending(names, node) : NULL;
}

const DtCandidate *dt_names_lookup(const DtNames *names, DtSlice text, size_t *count) {
	DtCase written;
	const DtEnding *ending = ending_of(names, text, &written);
	int number = ending ? list_for(ending, written, false) : 0;
	DtCandidateList list = ending ? dt_names_list(names, ending, number) : (DtCandidateList){0};
	*count = list.count;
	return list.first;
}

const DtEntry *const *dt_names_persons(const DtNames *names, DtSlice surname, size_t *count) {
	DtCase written;
	const DtEnding *ending = ending_of(names, surname, &written);
	*count = ending ? ending->person_count : 0;
	return *count ? names->persons + ending->person_first : NULL;
}

// SPDX-License-Identifier: Apache-2.0
// From form and tag to lemma.
//
// A rule is "strip n bytes, add a text": ("ies" NNS) strip 3 add "y"; ("went" VBD) strip 4 add "go". First the exact
// form is looked up among the exceptions, then its suffixes from the longest down to the empty one, each with its tag.
// The learner (train/lemma_learn.c) keeps a suffix only where it decides otherwise than the shorter ones, and a form
// only where the suffixes are wrong, so the tables are small. Of the suffixes that have a rule, the longest whose rule
// leads to a known base form wins: "persuaded" is of "persuade", not "persuad". Names keep their capitals; a name
// printed all in capitals gets its usual ones when training has seen them. Numbers lose their commas.
#include "syntax/lemma.h"

#include "base/unicode.h"

static uint64_t keyed(DtSlice text, uint64_t key) {
	uint64_t hash = (dt_slice_hash(text) ^ key) * 0x9E3779B97F4A7C15u;
	hash ^= hash >> 32;
	hash *= 0xD6E8FEB86659FD93u;
	return hash ^ (hash >> 29);
}

uint64_t dt_lemma_exception_hash(DtSlice folded, DtXpos xpos, DtUpos upos) {
	return keyed(folded, 0x10000 | (uint64_t)xpos << 8 | (uint64_t)upos);
}
uint64_t dt_lemma_suffix_hash(DtSlice suffix, DtXpos xpos) { return keyed(suffix, 0x20000 | (uint64_t)xpos); }
uint64_t dt_lemma_common_hash(unsigned number, DtXpos xpos) {
	return keyed((DtSlice){0}, 0x40000 | (uint64_t)number << 8 | (uint64_t)xpos);
}
uint64_t dt_lemma_known_hash(DtSlice base, DtBaseKind kind) { return keyed(base, 0x30000 | (uint64_t)kind); }

DtBaseKind dt_lemma_base_kind(DtXpos xpos) {
	switch (xpos) {
	case DT_XPOS_VBD:
	case DT_XPOS_VBG:
	case DT_XPOS_VBN:
	case DT_XPOS_VBZ:
		return DT_BASE_VERB;
	case DT_XPOS_NNS:
		return DT_BASE_NOUN;
	case DT_XPOS_JJR:
	case DT_XPOS_JJS:
	case DT_XPOS_RBR:
	case DT_XPOS_RBS:
		return DT_BASE_ADJECTIVE;
	default:
		return DT_BASE_NONE;
	}
}

static DtSlice with_capital(DtSlice folded, char *out) {
	uint32_t point;
	size_t width = dt_utf8_decode(folded, 0, &point);
	if ((point >= 'a' && point <= 'z') || (point >= 0xE0 && point <= 0xFE && point != 0xF7)) point -= 32;
	size_t head = point == DT_UTF8_INVALID ? 0 : dt_utf8_encode(point, out);
	memcpy(out + head, folded.data + width, folded.length - width);
	return dt_slice(out, head + folded.length - width);
}

bool dt_lemma_apply(const DtLemmatizer *lemmatizer, const DtLemmaRule *rule, DtSlice form, DtSlice folded, char *out,
                    DtSlice *lemma) {
	DtSlice base = rule->base == DT_LEMMA_GIVEN ? form : folded;
	if (base.length == 0 || base.length >= DT_WORD_ROOM - 8 || rule->strip > base.length) return false;
	if (rule->text > lemmatizer->strings.length || rule->text_length > lemmatizer->strings.length - rule->text)
		return false;
	if (rule->base == DT_LEMMA_TITLE)
		base = with_capital(folded, out);
	else
		memcpy(out, base.data, base.length);
	if (rule->strip > base.length) return false;
	size_t kept = base.length - rule->strip;
	memcpy(out + kept, lemmatizer->strings.data + rule->text, rule->text_length);
	*lemma = dt_slice(out, kept + rule->text_length);
	return lemma->length > 0;
}

static bool in_capitals(DtSlice form) {
	size_t capitals = 0;
	for (size_t i = 0; i < form.length; i++) {
		if (form.data[i] >= 'a' && form.data[i] <= 'z') return false;
		capitals += form.data[i] >= 'A' && form.data[i] <= 'Z';
	}
	return capitals > 1;
}

static const DtLemmaRule *rule_number(const DtLemmatizer *lemmatizer, uint32_t number) {
	return number > 0 && number <= lemmatizer->rule_count ? &lemmatizer->rules[number - 1] : NULL;
}

static bool is_known(const DtLemmatizer *lemmatizer, DtSlice base, DtBaseKind kind) {
	return dt_hash_find(lemmatizer->known, dt_lemma_known_hash(base, kind)) != 0;
}

static bool leads_to_known(const DtLemmatizer *lemmatizer, uint64_t hash, DtSlice form, DtSlice folded, DtBaseKind kind,
                           char *out, DtSlice *lemma) {
	char room[DT_WORD_ROOM];
	const DtLemmaRule *rule = rule_number(lemmatizer, dt_hash_find(lemmatizer->suffixes, hash));
	if (!rule || !dt_lemma_apply(lemmatizer, rule, form, folded, out, lemma)) return false;
	return kind == DT_BASE_NONE || is_known(lemmatizer, dt_word_fold(*lemma, room), kind);
}

// Tries the rules of suffixes from the longest down, then the tag's commonest; true at the first that gives a base form
// known as kind (any, for DT_BASE_NONE).
static bool by_known_base(const DtLemmatizer *lemmatizer, DtSlice form, DtSlice folded, DtXpos xpos, DtBaseKind kind,
                          char *out, DtSlice *lemma) {
	size_t length = folded.length < DT_LEMMA_SUFFIX_MAX ? folded.length : DT_LEMMA_SUFFIX_MAX;
	for (length++; length-- > 0;) {
		uint64_t hash = dt_lemma_suffix_hash(dt_slice_cut(folded, folded.length - length, folded.length), xpos);
		if (leads_to_known(lemmatizer, hash, form, folded, kind, out, lemma)) return true;
	}
	for (unsigned n = 0; n < DT_LEMMA_COMMON && kind != DT_BASE_NONE; n++)
		if (leads_to_known(lemmatizer, dt_lemma_common_hash(n, xpos), form, folded, kind, out, lemma)) return true;
	return false;
}

// A known base of the tag's kind; for a verb one that is known as a noun ("waged", "wage"); else the longest suffix.
// The plural of a name nobody knows stays as it is ("Reuters").
static bool by_suffix(const DtLemmatizer *lemmatizer, DtSlice form, DtSlice folded, DtXpos xpos, char *out,
                      DtSlice *lemma) {
	DtBaseKind kind = dt_lemma_base_kind(xpos);
	if (kind != DT_BASE_NONE && by_known_base(lemmatizer, form, folded, xpos, kind, out, lemma)) return true;
	if (kind == DT_BASE_VERB && by_known_base(lemmatizer, form, folded, xpos, DT_BASE_NOUN, out, lemma)) return true;
	return kind != DT_BASE_NAME && by_known_base(lemmatizer, form, folded, xpos, DT_BASE_NONE, out, lemma);
}

// "84,121" → "84121". False when the form is not digits with commas between them, or has none.
static bool without_commas(DtSlice form, char *out, DtSlice *lemma) {
	size_t length = 0, commas = 0;
	if (form.length >= DT_WORD_ROOM) return false;
	for (size_t i = 0; i < form.length; i++) {
		char c = form.data[i];
		bool digit = c >= '0' && c <= '9';
		if (!digit && (i == 0 || (c != ',' && c != '.'))) return false;
		if (c == ',')
			commas++;
		else
			out[length++] = c;
	}
	*lemma = dt_slice(out, length);
	return commas > 0;
}

static bool find_lemma(const DtLemmatizer *lemmatizer, DtSlice form, DtSlice folded, DtXpos xpos, DtUpos upos,
                       char *out, DtSlice *lemma) {
	static const DtLemmaRule titled = {.base = DT_LEMMA_TITLE};
	bool name = xpos == DT_XPOS_NNP || xpos == DT_XPOS_NNPS;
	if (name && in_capitals(form) && is_known(lemmatizer, folded, DT_BASE_NAME))
		return dt_lemma_apply(lemmatizer, &titled, form, folded, out, lemma);
	if (xpos == DT_XPOS_CD && form.length > 0 && form.data[0] >= '0' && form.data[0] <= '9')
		return without_commas(form, out, lemma);
	uint32_t number = dt_hash_find(lemmatizer->exceptions, dt_lemma_exception_hash(folded, xpos, upos));
	const DtLemmaRule *rule = rule_number(lemmatizer, number);
	if (rule) return dt_lemma_apply(lemmatizer, rule, form, folded, out, lemma);
	return by_suffix(lemmatizer, form, folded, xpos, out, lemma);
}

DtSlice dt_lemma_find(const DtLemmatizer *lemmatizer, DtArena *arena, DtSlice form, DtXpos xpos, DtUpos upos) {
	char room[DT_WORD_ROOM], out[DT_WORD_ROOM + 256];
	DtSlice folded = dt_word_fold(form, room), lemma;
	if (!find_lemma(lemmatizer, form, folded, xpos, upos, out, &lemma) || dt_slice_equal(lemma, form)) return form;
	return dt_arena_copy(arena, lemma);
}

// SPDX-License-Identifier: Apache-2.0
// From form and tag to lemma.
//
// A rule is "strip n bytes, add a text": ("ies" NNS) strip 3 add "y"; ("went" VBD) strip 4 add "go". First the exact
// form is looked up among the exceptions, then its suffixes from the longest down to the empty one, each with its tag.
// The learner (train/lemma_learn.c) keeps a suffix only where it decides otherwise than the shorter ones, and a form
// only where the suffixes are wrong, so the tables are small. Names keep their capitals; a name printed all in capitals
// gets its usual ones when training has seen them.
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
uint64_t dt_lemma_name_hash(DtSlice folded) { return keyed(folded, 0x30000); }

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

static const DtLemmaRule *find_rule(const DtLemmatizer *lemmatizer, DtSlice folded, DtXpos xpos, DtUpos upos) {
	uint32_t found = dt_hash_find(lemmatizer->exceptions, dt_lemma_exception_hash(folded, xpos, upos));
	size_t longest = folded.length < DT_LEMMA_SUFFIX_MAX ? folded.length : DT_LEMMA_SUFFIX_MAX;
	for (size_t length = longest + 1; found == 0 && length-- > 0;) {
		DtSlice suffix = dt_slice_cut(folded, folded.length - length, folded.length);
		found = dt_hash_find(lemmatizer->suffixes, dt_lemma_suffix_hash(suffix, xpos));
	}
	return found > 0 && found <= lemmatizer->rule_count ? &lemmatizer->rules[found - 1] : NULL;
}

DtSlice dt_lemma_find(const DtLemmatizer *lemmatizer, DtArena *arena, DtSlice form, DtXpos xpos, DtUpos upos) {
	char room[DT_WORD_ROOM], out[DT_WORD_ROOM + 256];
	DtSlice folded = dt_word_fold(form, room), lemma = form;
	DtLemmaRule titled = {.base = DT_LEMMA_TITLE};
	const DtLemmaRule *rule = NULL;
	bool name = xpos == DT_XPOS_NNP || xpos == DT_XPOS_NNPS;
	if (name && in_capitals(form) && dt_hash_find(lemmatizer->names, dt_lemma_name_hash(folded)))
		rule = &titled;
	else
		rule = find_rule(lemmatizer, folded, xpos, upos);
	if (!rule || !dt_lemma_apply(lemmatizer, rule, form, folded, out, &lemma)) return form;
	return dt_slice_equal(lemma, form) ? form : dt_arena_copy(arena, lemma);
}

// SPDX-License-Identifier: Apache-2.0
// The chain of who said so.
//
//   "[Sources] cited by [Reuters] said ..."     → sources, Reuters
//   "..., [Khan] told [parliament]"             → Khan
//   "according to [a State Department spokesman]"
//   "[Reuters] reported, citing [officials]"    → officials, Reuters
//   "reportedly"                                → (unattributed)
//
// A clause's speakers are the subjects of the verbs of speech above it in the tree, beside it (parataxis), or in an
// "according to" anywhere in its sentence. A sentence inside a quote without a speaker of its own has the last one.
#include "coding/attribution.h"

// ---- quotes ----

static size_t opening_mark(DtSlice text, size_t at, uint32_t *closing) {
	if ((unsigned char)text.data[at] < 0x80) {
		*closing = '"';
		return text.data[at] == '"' ? 1 : 0;
	}
	static const struct {
		const char *mark;
		uint32_t closing;
	} marks[] = {{"\xE2\x80\x9C", 0x201D}, {"\xC2\xAB", 0xBB}, {"\xE2\x80\x9E", 0x201C}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t length = strlen(marks[i].mark);
		if (at + length <= text.length && memcmp(text.data + at, marks[i].mark, length) == 0) {
			*closing = marks[i].closing;
			return length;
		}
	}
	return 0;
}

static bool closes(DtSlice text, size_t at, uint32_t closing, size_t *width) {
	if (closing == '"') {
		*width = 1;
		return text.data[at] == '"';
	}
	const char *mark = closing == 0x201D ? "\xE2\x80\x9D" : closing == 0xBB ? "\xC2\xBB" : "\xE2\x80\x9C";
	*width = strlen(mark);
	return at + *width <= text.length && memcmp(text.data + at, mark, *width) == 0;
}

static bool paragraph_ends(DtSlice text, size_t at) {
	return text.data[at] == '\n' && at + 1 < text.length && (text.data[at + 1] == '\n' || text.data[at + 1] == '\r');
}

// A quote ends at its closing mark, or with its paragraph: news repeats the opening mark where a quote goes on.
static size_t quote_end(DtSlice text, size_t start, uint32_t closing, size_t *width) {
	for (size_t i = start; i < text.length; i++) {
		if (closes(text, i, closing, width)) return i;
		if (paragraph_ends(text, i)) {
			*width = 0;
			return i;
		}
	}
	*width = 0;
	return text.length;
}

void dt_find_quotes(DtArena *arena, const DtDocument *document, DtQuotes *quotes) {
	*quotes = (DtQuotes){.document = document};
	DtSlice text = document->text;
	for (size_t i = 0; i < text.length; i++) {
		uint32_t closing;
		size_t width = opening_mark(text, i, &closing), close_width;
		if (width == 0) continue;
		size_t end = quote_end(text, i + width, closing, &close_width);
		DtSpan span = {(uint32_t)(i + width), (uint32_t)end};
		DT_PUSH(arena, quotes->spans, quotes->count, quotes->capacity, span);
		i = end + close_width - (close_width > 0);
	}
}

DtSpan dt_quote_at(const DtQuotes *quotes, DtSpan span) {
	size_t low = 0, high = quotes->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (quotes->spans[middle].end <= span.start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < quotes->count && dt_span_holds(quotes->spans[low], span)) return quotes->spans[low];
	return (DtSpan){0, 0};
}

// ---- sources ----

typedef struct Reserved {
	DtConcept speech, anonymous, witness, document, media;
} Reserved;

static Reserved find_reserved(const DtLexicon *lexicon) {
	return (Reserved){
		.speech = dt_lexicon_concept_find(lexicon, dt_slice_of("speech")),
		.anonymous = dt_lexicon_concept_find(lexicon, dt_slice_of("source-anonymous")),
		.witness = dt_lexicon_concept_find(lexicon, dt_slice_of("source-witness")),
		.document = dt_lexicon_concept_find(lexicon, dt_slice_of("source-document")),
		.media = dt_lexicon_concept_find(lexicon, dt_slice_of("source-media")),
	};
}

static bool has_sector(const DtParty *party, DtSector sector) {
	for (int i = 0; i < party->sector_count; i++) {
		if (party->sectors[i] == sector) return true;
	}
	return false;
}

static DtSourceKind source_kind(const DtScene *scene, const Reserved *reserved, size_t token,
                                const DtMention *mention) {
	if (dt_reading_has(&scene->reading, token, reserved->anonymous)) return DT_SOURCE_ANONYMOUS;
	if (dt_reading_has(&scene->reading, token, reserved->witness)) return DT_SOURCE_WITNESS;
	if (mention->entry && mention->entry->kind == DT_ENTRY_MEDIA) return DT_SOURCE_MEDIA;
	if (has_sector(&mention->party, DT_SECTOR_JRN) || dt_reading_has(&scene->reading, token, reserved->media))
		return DT_SOURCE_MEDIA;
	if (dt_reading_has(&scene->reading, token, reserved->document)) return DT_SOURCE_DOCUMENT;
	if (has_sector(&mention->party, DT_SECTOR_MIL)) return DT_SOURCE_MILITARY;
	if (has_sector(&mention->party, DT_SECTOR_GOV)) return DT_SOURCE_GOVERNMENT;
	if (mention->classes & DT_CLASS_PERSON) return DT_SOURCE_PERSON;
	if (mention->classes & DT_CLASS_STATE) return DT_SOURCE_GOVERNMENT;
	if (mention->classes & DT_CLASS_ORGANISATION) return DT_SOURCE_ORGANISATION;
	return DT_SOURCE_PERSON;
}

static bool same_span(DtSpan a, DtSpan b) { return a.start == b.start && a.end == b.end; }

static void add_source(DtAttribution *attribution, DtSource source) {
	for (int i = 0; i < attribution->count; i++) {
		if (same_span(attribution->items[i].party.span, source.party.span)) return;
	}
	if (attribution->count < DT_SOURCES) attribution->items[attribution->count++] = source;
}

static bool add_token_source(const DtScene *scene, const Reserved *reserved, size_t token, DtAttribution *attribution) {
	int32_t number = scene->mentions.at[token];
	if (number < 0) return false;
	const DtMention *mention = &scene->mentions.items[number];
	DtSource source = {.kind = source_kind(scene, reserved, token, mention), .party = mention->party};
	if (attribution->speaker < 0) attribution->speaker = number;
	add_source(attribution, source);
	return true;
}

static bool is_speech(const DtScene *scene, const Reserved *reserved, const DtProposition *p) {
	return dt_reading_has(&scene->reading, p->token, reserved->speech) && p->kind != DT_PREDICATE_ADJECTIVE;
}

static bool lemma_is(const DtScene *scene, size_t token, const char *lemma) {
	return dt_slice_is(scene->tokens[token].lemma, lemma);
}

// Media that passed it on: "told Reuters", "sources cited by Reuters".
static void add_channels(const DtScene *scene, const Reserved *reserved, const DtProposition *p,
                         DtAttribution *attribution) {
	for (size_t i = 0; i < p->count; i++) {
		const DtArgument *argument = &p->arguments[i];
		int32_t number = scene->mentions.at[argument->token];
		if (number < 0 ||
		    (argument->role != DT_ROLE_TO && argument->role != DT_ROLE_OBJ && argument->role != DT_ROLE_BY))
			continue;
		if (source_kind(scene, reserved, argument->token, &scene->mentions.items[number]) == DT_SOURCE_MEDIA)
			add_token_source(scene, reserved, argument->token, attribution);
	}
}

// "sources cited by Reuters", "officials quoted by state media": who cites the source hangs on it.
static void add_citers(const DtScene *scene, const Reserved *reserved, size_t token, DtAttribution *attribution) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		int32_t number = scene->propositions.at[c];
		bool clause = scene->tokens[c].deprel == DT_DEPREL_ACL || scene->tokens[c].deprel == DT_DEPREL_ACL_RELCL;
		if (!clause || number < 0) continue;
		const DtProposition *p = &scene->propositions.items[number];
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role == DT_ROLE_SUBJ && p->arguments[i].token != token)
				add_token_source(scene, reserved, p->arguments[i].token, attribution);
		}
	}
}

// "Reuters reported, citing officials": the cited come nearest.
static void add_cited(const DtScene *scene, const Reserved *reserved, const DtProposition *p,
                      DtAttribution *attribution) {
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		bool cites = lemma_is(scene, q->token, "cite") || lemma_is(scene, q->token, "quote");
		if (!cites || q->link != DT_LINK_ADVERBIAL || scene->tokens[q->token].head != (int32_t)p->token) continue;
		for (size_t i = 0; i < q->count; i++) {
			if (q->arguments[i].role == DT_ROLE_OBJ)
				add_token_source(scene, reserved, q->arguments[i].token, attribution);
		}
	}
}

static void add_speakers(const DtScene *scene, const Reserved *reserved, const DtProposition *p,
                         DtAttribution *attribution) {
	add_cited(scene, reserved, p, attribution);
	bool quoting = lemma_is(scene, p->token, "quote") || lemma_is(scene, p->token, "cite");
	for (size_t i = 0; i < p->count; i++) { // "Xinhua quoted Li as saying"
		if (quoting && p->arguments[i].role == DT_ROLE_OBJ)
			add_token_source(scene, reserved, p->arguments[i].token, attribution);
	}
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role != DT_ROLE_SUBJ) continue;
		add_token_source(scene, reserved, p->arguments[i].token, attribution);
		add_citers(scene, reserved, p->arguments[i].token, attribution);
	}
	add_channels(scene, reserved, p, attribution);
}

// Speech beside a clause: "..., officials said".
static void add_parenthetical(const DtScene *scene, const Reserved *reserved, size_t token,
                              DtAttribution *attribution) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		int32_t number = scene->propositions.at[c];
		if (number < 0 || scene->tokens[c].deprel != DT_DEPREL_PARATAXIS) continue;
		const DtProposition *p = &scene->propositions.items[number];
		if (is_speech(scene, reserved, p)) add_speakers(scene, reserved, p, attribution);
	}
}

// "according to X" anywhere in the sentence.
static void add_according(const DtScene *scene, const Reserved *reserved, DtAttribution *attribution) {
	for (size_t i = 0; i + 1 < scene->token_count; i++) {
		if (!dt_slice_equal_folded(scene->tokens[i].form, dt_slice_of("according"))) continue;
		int32_t source = scene->tokens[i].head;
		if (scene->tokens[i].deprel != DT_DEPREL_CASE) { // a tree that takes "according" for a verb
			const DtProposition *p =
				scene->propositions.at[i] < 0 ? NULL : &scene->propositions.items[scene->propositions.at[i]];
			const DtArgument *to = p ? dt_proposition_find(p, DT_ROLE_TO) : NULL;
			source = to ? (int32_t)to->token : -1;
		}
		if (source < 0) continue;
		add_token_source(scene, reserved, (size_t)source, attribution);
		add_citers(scene, reserved, (size_t)source, attribution);
		for (int32_t c = scene->propositions.first_child[source]; c >= 0; c = scene->propositions.next_sibling[c]) {
			if (scene->tokens[c].deprel == DT_DEPREL_CONJ) add_token_source(scene, reserved, (size_t)c, attribution);
		}
	}
}

// Words that pass on what nobody is named for.
static void add_unnamed(const DtScene *scene, DtAttribution *attribution) {
	static const struct {
		const char *word;
		DtSourceKind kind;
	} words[] = {{"reportedly", DT_SOURCE_UNATTRIBUTED},
	             {"allegedly", DT_SOURCE_UNATTRIBUTED},
	             {"purportedly", DT_SOURCE_UNATTRIBUTED},
	             {"anonymity", DT_SOURCE_ANONYMOUS}};
	for (size_t i = 0; i < scene->token_count; i++) {
		for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
			if (!dt_slice_equal_folded(scene->tokens[i].form, dt_slice_of(words[w].word))) continue;
			bool named = words[w].kind == DT_SOURCE_ANONYMOUS && attribution->count > 0;
			if (named) { // "two officials said on condition of anonymity"
				attribution->items[0].kind = DT_SOURCE_ANONYMOUS;
				continue;
			}
			DtSource source = {.kind = words[w].kind};
			source.party.entity_text = scene->tokens[i].form;
			source.party.span = scene->tokens[i].span;
			add_source(attribution, source);
		}
	}
}

void dt_attribute(const DtScene *scene, DtQuotes *quotes, const DtHappening *happening, DtAttribution *attribution) {
	Reserved reserved = find_reserved(scene->lexicon);
	*attribution = (DtAttribution){.speaker = -1};
	const DtProposition *p = &scene->propositions.items[happening->proposition];
	DtSpan trigger = scene->tokens[p->token].span;
	for (size_t steps = 0; steps <= scene->propositions.count; steps++) {
		add_parenthetical(scene, &reserved, p->token, attribution);
		if (p->parent < 0) break;
		const DtProposition *above = &scene->propositions.items[p->parent];
		bool reported = p->link == DT_LINK_COMPLEMENT || p->link == DT_LINK_PARATAXIS ||
		                p->link == DT_LINK_COORDINATE || p->link == DT_LINK_ADVERBIAL || p->link == DT_LINK_NOUN;
		bool says = is_speech(scene, &reserved, above) && reported && p->link != DT_LINK_ADVERBIAL;
		if (says && (p->link == DT_LINK_COMPLEMENT || p->link == DT_LINK_NOUN))
			add_speakers(scene, &reserved, above, attribution);
		p = above;
	}
	add_according(scene, &reserved, attribution);
	add_unnamed(scene, attribution);
	DtSpan quote = dt_quote_at(quotes, trigger);
	if (attribution->count > 0) {
		quotes->speaker = attribution->items[0];
		quotes->speaker_sentence = scene->sentence;
		quotes->has_speaker = true;
	} else if (quote.end > quote.start && quotes->has_speaker && scene->sentence <= quotes->speaker_sentence + 3) {
		add_source(attribution, quotes->speaker);
		quotes->speaker_sentence = scene->sentence;
	}
}

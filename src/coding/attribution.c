// SPDX-License-Identifier: Apache-2.0
// The chain of who said so.
//
//   "[Sources] cited by [Reuters] said ..."     → sources, Reuters
//   "..., [Khan] told [Dawn]"                   → Khan, Dawn
//   "[Xinhua] quoted [Li] as saying"            → Li, Xinhua
//   "according to [documents] seen by [Reuters]"
//   "[India] accused Iran of bombing"           → India, for the bombing
//   "reportedly"                                → (unattributed)
//   GENEVA (Reuters) - ...                      → ..., Reuters
//
// The path from the event up to the root is climbed; each verb of speech on it, or beside it, adds who speaks, then who
// passes it on. Then whoever speaks the quote in which it stands; last the agency of the dateline and the outlet.
#include "coding/attribution.h"

typedef struct Reserved {
	DtConcept speech, claiming, showing, anonymous, unnamed, witness, document, media, official, military, government,
		unsourced, citing, press, finding;
} Reserved;

static DtConcept concept(const DtLexicon *lexicon, const char *name) {
	return dt_lexicon_concept_find(lexicon, dt_slice_of(name));
}

static Reserved find_reserved(const DtLexicon *lexicon) {
	return (Reserved){
		.speech = concept(lexicon, "speech"),
		.claiming = concept(lexicon, "claiming"),
		.showing = concept(lexicon, "showing"),
		.anonymous = concept(lexicon, "source-anonymous"),
		.unnamed = concept(lexicon, "unnamed"),
		.witness = concept(lexicon, "source-witness"),
		.document = concept(lexicon, "source-document"),
		.media = concept(lexicon, "source-media"),
		.official = concept(lexicon, "source-official"),
		.unsourced = concept(lexicon, "unsourced"),
		.military = concept(lexicon, "source-military"),
		.government = concept(lexicon, "source-government"),
		.citing = concept(lexicon, "citing"),
		.press = concept(lexicon, "press-people"),
		.finding = concept(lexicon, "finding"),
	};
}

// ---- kinds ----

static bool has_sector(const DtParty *party, DtSector sector) {
	for (int i = 0; i < party->sector_count; i++) {
		if (party->sectors[i] == sector) return true;
	}
	return false;
}

static bool is_media(const DtMention *mention) {
	return (mention->entry && mention->entry->kind == DT_ENTRY_MEDIA) || has_sector(&mention->party, DT_SECTOR_JRN);
}

static DtSourceKind kind_of_mention(const DtMention *mention) {
	if (is_media(mention)) return DT_SOURCE_MEDIA;
	bool minister = mention->classes & DT_CLASS_PERSON && has_sector(&mention->party, DT_SECTOR_GOV);
	if (has_sector(&mention->party, DT_SECTOR_MIL) && !minister) return DT_SOURCE_MILITARY;
	static const DtSector organs[] = {DT_SECTOR_GOV, DT_SECTOR_COP, DT_SECTOR_JUD, DT_SECTOR_LEG, DT_SECTOR_SPY};
	for (size_t i = 0; i < sizeof organs / sizeof *organs; i++)
		if (has_sector(&mention->party, organs[i])) return DT_SOURCE_GOVERNMENT;
	if (mention->classes & DT_CLASS_PERSON) return DT_SOURCE_PERSON;
	if (mention->classes & DT_CLASS_STATE) return DT_SOURCE_GOVERNMENT;
	if (mention->classes & DT_CLASS_ORGANISATION) return DT_SOURCE_ORGANISATION;
	return DT_SOURCE_PERSON;
}

static bool has_child(const DtScene *scene, size_t token, DtConcept concept) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c])
		if (dt_reading_has(&scene->reading, (size_t)c, concept)) return true;
	return false;
}

static DtSourceKind source_kind(const DtScene *scene, const Reserved *reserved, size_t token,
                                const DtMention *mention) {
	const DtReading *reading = &scene->reading;
	if (mention->pronoun) return kind_of_mention(mention);
	if (dt_reading_has(reading, token, reserved->anonymous)) return DT_SOURCE_ANONYMOUS;
	if (scene->propositions.first_child && has_child(scene, token, reserved->unnamed)) return DT_SOURCE_ANONYMOUS;
	if (dt_reading_has(reading, token, reserved->witness)) return DT_SOURCE_WITNESS;
	if (is_media(mention) || dt_reading_has(reading, token, reserved->media)) return DT_SOURCE_MEDIA;
	if (dt_reading_has(reading, token, reserved->document)) return DT_SOURCE_DOCUMENT;
	DtSourceKind kind = kind_of_mention(mention);
	bool official = kind == DT_SOURCE_PERSON && dt_reading_has(reading, token, reserved->official);
	for (uint32_t i = mention->first; i < mention->last && kind == DT_SOURCE_PERSON; i++) // "army spokesman"
		if (dt_reading_has(reading, i, reserved->military)) return DT_SOURCE_MILITARY;
	for (uint32_t i = mention->first; i < mention->last && kind == DT_SOURCE_PERSON;
	     i++) // "Foreign Ministry spokesman"
		official |= dt_reading_has(reading, i, reserved->government);
	return official ? DT_SOURCE_GOVERNMENT : kind;
}

DtSource dt_source_of_mention(const DtLexicon *lexicon, const DtMention *mention) {
	(void)lexicon;
	return (DtSource){.kind = kind_of_mention(mention), .party = mention->party};
}

// "the representative [of Sweden]", "[Nigeria's] foreign ministry": a title is nothing without whose it is.
static void widen(const DtScene *scene, size_t token, bool owners, DtParty *party) {
	const DtToken *tokens = scene->tokens;
	if (!scene->propositions.first_child || tokens[token].upos == DT_UPOS_PROPN || tokens[token].upos == DT_UPOS_PRON)
		return;
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c]) {
		int32_t number = scene->mentions.at[c], mark = dt_child_find(&scene->propositions, (size_t)c, DT_DEPREL_CASE);
		if (number < 0 || (tokens[c].deprel != DT_DEPREL_NMOD && tokens[c].deprel != DT_DEPREL_NMOD_POSS)) continue;
		const DtMention *owner = &scene->mentions.items[number];
		bool of = tokens[c].deprel == DT_DEPREL_NMOD && mark >= 0 && (size_t)c > token &&
		          (dt_slice_is(tokens[mark].lemma, "of") || dt_slice_is(tokens[mark].lemma, "for")) &&
		          (uint32_t)mark + 1 == owner->first;
		bool whose =
			owners && tokens[c].deprel == DT_DEPREL_NMOD_POSS && tokens[c].upos == DT_UPOS_PROPN && (size_t)c < token;
		const char *start = party->entity_text.data, *end = start + party->entity_text.length;
		DtSlice edge = whose ? tokens[owner->first].form : tokens[owner->last - 1].form;
		uint32_t at = whose ? tokens[owner->first].span.start : tokens[owner->last - 1].span.end;
		if (of && edge.data + edge.length == end + (at - party->span.end)) { // one text, not copies of words
			party->entity_text.length += at - party->span.end;
			party->span.end = at;
		} else if (whose && edge.data == start - (party->span.start - at)) {
			party->entity_text = dt_slice(edge.data, (size_t)(end - edge.data));
			party->span.start = at;
		}
	}
}

DtSource dt_source_of(const DtScene *scene, size_t token) {
	Reserved reserved = find_reserved(scene->lexicon);
	const DtMention *mention = &scene->mentions.items[scene->mentions.at[token]];
	DtSource source = {.kind = source_kind(scene, &reserved, token, mention), .party = mention->party};
	widen(scene, token, source.kind != DT_SOURCE_DOCUMENT, &source.party);
	return source;
}

// ---- adding to the chain ----

typedef struct Chain {
	const DtScene *scene;
	Reserved reserved;
	DtAttribution *out;
} Chain;

static bool same_source(const DtParty *a, const DtParty *b) {
	bool same_span = dt_span_overlaps(a->span, b->span);
	bool same_entry = a->id.length && dt_slice_equal(a->id, b->id);
	return same_span || same_entry;
}

static void add_source(DtAttribution *attribution, DtSource source) {
	for (int i = 0; i < attribution->count; i++) {
		if (same_source(&attribution->items[i].party, &source.party)) return;
	}
	if (attribution->count < DT_SOURCES) attribution->items[attribution->count++] = source;
}

static bool lemma_is(const DtScene *scene, size_t token, const char *lemma) {
	return dt_slice_is(scene->tokens[token].lemma, lemma);
}

static bool form_is(const DtScene *scene, size_t token, const char *form) {
	return dt_slice_equal_folded(scene->tokens[token].form, dt_slice_of(form));
}

static int32_t first_child(const DtScene *scene, size_t token) { return scene->propositions.first_child[token]; }
static int32_t next_sibling(const DtScene *scene, int32_t token) { return scene->propositions.next_sibling[token]; }

static DtSlice preposition_of(const DtScene *scene, size_t token) {
	int32_t found = dt_child_find(&scene->propositions, token, DT_DEPREL_CASE);
	return found < 0 ? (DtSlice){0} : scene->tokens[found].lemma;
}

static bool is_kind(const Chain *chain, size_t token, DtSourceKind kind) {
	int32_t number = chain->scene->mentions.at[token];
	return number >= 0 &&
	       source_kind(chain->scene, &chain->reserved, token, &chain->scene->mentions.items[number]) == kind;
}

static void add_token(Chain *chain, size_t token);

// "sources cited by Reuters", "documents seen by AFP": who passes the source on hangs on it.
static void add_citers(Chain *chain, size_t token) {
	const DtScene *scene = chain->scene;
	for (int32_t c = first_child(scene, token); c >= 0; c = next_sibling(scene, c)) {
		int32_t number = scene->propositions.at[c];
		bool clause = scene->tokens[c].deprel == DT_DEPREL_ACL || scene->tokens[c].deprel == DT_DEPREL_ACL_RELCL;
		if (!clause || number < 0 || !dt_reading_has(&scene->reading, (size_t)c, chain->reserved.citing)) continue;
		const DtProposition *p = &scene->propositions.items[number];
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].role == DT_ROLE_SUBJ && p->arguments[i].token != token)
				add_token(chain, p->arguments[i].token);
		}
	}
}

// "a report by Amnesty", "the ministry's statement": a paper has an author.
static void add_authors(Chain *chain, size_t token) {
	const DtScene *scene = chain->scene;
	for (int32_t c = first_child(scene, token); c >= 0; c = next_sibling(scene, c)) {
		DtSlice preposition = preposition_of(scene, (size_t)c);
		bool by = dt_slice_is(preposition, "by") || dt_slice_is(preposition, "from");
		bool author =
			(scene->tokens[c].deprel == DT_DEPREL_NMOD && by) || scene->tokens[c].deprel == DT_DEPREL_NMOD_POSS;
		if (author && dt_scene_party(scene, (size_t)c, false) >= 0) add_token(chain, (size_t)c);
	}
}

static void add_token(Chain *chain, size_t token) {
	const DtScene *scene = chain->scene;
	int32_t number = scene->mentions.at[token];
	if (number < 0 || scene->tokens[token].xpos == DT_XPOS_EX) return;
	DtSource source = dt_source_of(scene, token);
	int before = chain->out->count;
	if (chain->out->speaker < 0) chain->out->speaker = number;
	add_source(chain->out, source);
	if (chain->out->count == before) return;
	add_citers(chain, token);
	if (source.kind == DT_SOURCE_DOCUMENT) add_authors(chain, token);
}

// A media outlet at a token or inside its phrase: "in an interview with Der Spiegel", "on state television".
static void add_media_inside(Chain *chain, size_t token, int depth) {
	enum { DEEPEST = 3 };
	bool people = dt_reading_has(&chain->scene->reading, token, chain->reserved.press); // "told reporters"
	if (!people && is_kind(chain, token, DT_SOURCE_MEDIA)) add_token(chain, token);
	for (int32_t c = first_child(chain->scene, token); c >= 0 && depth < DEEPEST; c = next_sibling(chain->scene, c)) {
		uint8_t deprel = chain->scene->tokens[c].deprel;
		if (deprel == DT_DEPREL_NMOD || deprel == DT_DEPREL_NMOD_POSS || deprel == DT_DEPREL_CONJ ||
		    deprel == DT_DEPREL_COMPOUND)
			add_media_inside(chain, (size_t)c, depth + 1);
	}
}

// Media that passed it on: "told Reuters", "said in an interview with El Pais".
static void add_channels(Chain *chain, const DtProposition *p) {
	for (size_t i = 0; i < p->count; i++) {
		uint8_t role = p->arguments[i].role;
		if (role != DT_ROLE_SUBJ && role != DT_ROLE_COMP && !p->arguments[i].shared)
			add_media_inside(chain, p->arguments[i].token, 0);
	}
}

// The phrase behind a word, whatever the tree makes of it.
static void add_next(Chain *chain, size_t token) {
	enum { FARTHEST = 5 };
	for (size_t i = token + 1; i < chain->scene->token_count && i <= token + FARTHEST; i++) {
		if (chain->scene->mentions.at[i] < 0 || chain->scene->mentions.items[chain->scene->mentions.at[i]].token != i)
			continue;
		add_token(chain, i);
		return;
	}
}

// "Reuters reported, citing officials", "media, citing officers, said": the cited come nearest.
static void add_cited(Chain *chain, const DtProposition *p) {
	const DtScene *scene = chain->scene;
	for (size_t n = 0; n < scene->propositions.count; n++) {
		const DtProposition *q = &scene->propositions.items[n];
		if (!lemma_is(scene, q->token, "cite") && !lemma_is(scene, q->token, "quote")) continue;
		int32_t head = scene->tokens[q->token].head;
		bool ours = head == (int32_t)p->token && q->link != DT_LINK_COMPLEMENT && q->link != DT_LINK_COORDINATE;
		for (size_t i = 0; i < p->count; i++)
			ours |= p->arguments[i].role == DT_ROLE_SUBJ && head == (int32_t)p->arguments[i].token &&
			        !(q->facts & DT_CLAUSE_PASSIVE);
		bool named = false;
		for (size_t i = 0; i < q->count && ours; i++) {
			if (q->arguments[i].role != DT_ROLE_OBJ) continue;
			add_token(chain, q->arguments[i].token);
			named = true;
		}
		if (ours && !named) add_next(chain, q->token);
	}
}

static bool is_quoting(const DtScene *scene, const DtProposition *p) {
	return lemma_is(scene, p->token, "quote") || lemma_is(scene, p->token, "cite");
}

// "quoted Li as saying": the proposition of "quoted"; NULL when it is not so.
static const DtProposition *quoting_above(const DtScene *scene, const DtProposition *p) {
	if (p->parent < 0 || (p->link != DT_LINK_ADVERBIAL && p->link != DT_LINK_COMPLEMENT)) return NULL;
	const DtProposition *above = &scene->propositions.items[p->parent];
	return is_quoting(scene, above) ? above : NULL;
}

// "it was reported that", "is said to have": nobody is named.
static void add_nobody(Chain *chain, size_t token) {
	DtSource source = {.kind = DT_SOURCE_UNATTRIBUTED};
	source.party.entity_text = chain->scene->tokens[token].form;
	source.party.span = chain->scene->tokens[token].span;
	add_source(chain->out, source);
}

// "was quoted as saying [by the daily]"
static void add_quoter(Chain *chain, const DtProposition *p) {
	const DtScene *scene = chain->scene;
	for (size_t n = 0; n < scene->propositions.count && is_quoting(scene, p); n++) {
		const DtProposition *saying = &scene->propositions.items[n];
		bool ours = saying->parent == (int32_t)(p - scene->propositions.items) && lemma_is(scene, saying->token, "say");
		for (size_t i = 0; i < saying->count && ours; i++)
			if (saying->arguments[i].role == DT_ROLE_BY) add_token(chain, saying->arguments[i].token);
	}
}

static void add_speakers(Chain *chain, const DtProposition *p) {
	const DtScene *scene = chain->scene;
	const DtProposition *quoting = quoting_above(scene, p);
	if (quoting) p = quoting;
	int before = chain->out->count;
	add_cited(chain, p);
	for (size_t i = 0; i < p->count && is_quoting(scene, p); i++) {
		if (p->arguments[i].role == DT_ROLE_OBJ) add_token(chain, p->arguments[i].token);
	}
	for (size_t i = 0; i < p->count; i++) {
		if (p->arguments[i].role == DT_ROLE_SUBJ) add_token(chain, p->arguments[i].token);
	}
	add_quoter(chain, p);
	add_channels(chain, p);
	bool told = dt_reading_has(&scene->reading, p->token, chain->reserved.speech) || p->facts & DT_CLAUSE_ALLEGED;
	if (chain->out->count == before && p->facts & DT_CLAUSE_PASSIVE && told) add_nobody(chain, p->token);
}

// ---- where speech stands ----

static bool is_speech(const Chain *chain, const DtProposition *p) {
	const DtReading *reading = &chain->scene->reading;
	if (p->kind == DT_PREDICATE_ADJECTIVE) return false;
	if (dt_reading_has(reading, p->token, chain->reserved.speech)) return p->kind == DT_PREDICATE_VERB;
	if (dt_reading_has(reading, p->token, chain->reserved.claiming)) return true;
	const DtArgument *subject = dt_proposition_find(p, DT_ROLE_SUBJ);
	bool finds = dt_reading_has(reading, p->token, chain->reserved.finding) && dt_proposition_find(p, DT_ROLE_COMP);
	if (subject && finds && p->kind == DT_PREDICATE_VERB) return true; // "the court found that"
	if (!dt_reading_has(reading, p->token, chain->reserved.showing) || p->kind != DT_PREDICATE_VERB) return false;
	return subject &&
	       (is_kind(chain, subject->token, DT_SOURCE_DOCUMENT) || is_kind(chain, subject->token, DT_SOURCE_MEDIA));
}

// Speech beside a clause: "..., officials said", "as the minister put it".
static void add_parenthetical(Chain *chain, size_t token, int32_t from) {
	const DtScene *scene = chain->scene;
	for (int32_t c = first_child(scene, token); c >= 0; c = next_sibling(scene, c)) {
		int32_t number = scene->propositions.at[c];
		if (number < 0 || c == from) continue;
		const DtProposition *p = &scene->propositions.items[number];
		int32_t mark = dt_child_find(&scene->propositions, (size_t)c, DT_DEPREL_MARK);
		bool as = scene->tokens[c].deprel == DT_DEPREL_ADVCL && mark >= 0 && form_is(scene, (size_t)mark, "as");
		bool put = as && lemma_is(scene, (size_t)c, "put");
		if (scene->tokens[c].deprel != DT_DEPREL_PARATAXIS && !as) continue;
		bool says_more = !put && dt_proposition_find(p, DT_ROLE_COMP); // "...; India says Pakistan attacked"
		if (put || (is_speech(chain, p) && !says_more)) add_speakers(chain, p);
	}
}

// What is said is the clause under the verb, or its object; not what stands around ("said after the attack").
static bool is_said(const DtScene *scene, const DtProposition *p, const DtProposition *above) {
	if (p->link == DT_LINK_COMPLEMENT) return true;
	const DtArgument *object = dt_proposition_find(above, DT_ROLE_OBJ); // "shows [soldiers burning] houses"
	bool seen = p->link == DT_LINK_RELATIVE && scene->tokens[p->token].deprel == DT_DEPREL_ACL;
	if (seen && object && scene->tokens[p->token].head == (int32_t)object->token) return true;
	for (size_t i = 0; i < above->count; i++) { // "confirmed the attack", "accused of bombing", "responsibility for"
		uint8_t role = above->arguments[i].role;
		bool told = role == DT_ROLE_OBJ || role == DT_ROLE_COMP || role == DT_ROLE_OF || role == DT_ROLE_FOR;
		if (told && above->arguments[i].token == p->token) return true;
	}
	return false;
}

static bool is_inside(const DtScene *scene, size_t token, size_t top) {
	size_t steps = 0;
	for (int32_t up = (int32_t)token; up >= 0 && steps <= scene->token_count; up = scene->tokens[up].head, steps++)
		if ((size_t)up == top) return true;
	return false;
}

// "according to X": of the sentence when it stands at one of its ends, else of the clause that it hangs on.
static void add_according(Chain *chain, const DtProposition *event) {
	const DtScene *scene = chain->scene;
	for (size_t i = 0; i + 2 < scene->token_count; i++) {
		if (!form_is(scene, i, "according") || !form_is(scene, i + 1, "to")) continue;
		int32_t source = scene->tokens[i].head;
		if (scene->tokens[i].deprel != DT_DEPREL_CASE) { // a tree that takes "according" for a verb
			const DtProposition *p =
				scene->propositions.at[i] < 0 ? NULL : &scene->propositions.items[scene->propositions.at[i]];
			const DtArgument *to = p ? dt_proposition_find(p, DT_ROLE_TO) : NULL;
			source = to ? (int32_t)to->token : -1;
		}
		if (source < 0) continue;
		bool at_end = true; // of the sentence: no verb but its own behind it
		for (size_t k = i; k < scene->token_count && i >= 2 && at_end && !form_is(scene, k, ";"); k++)
			at_end = scene->tokens[k].upos != DT_UPOS_VERB || is_inside(scene, k, (size_t)source);
		int32_t clause = scene->tokens[source].head;
		if (is_inside(scene, event->token, (size_t)source)) continue;
		if (!at_end && clause >= 0 && !is_inside(scene, event->token, (size_t)clause)) continue;
		add_token(chain, (size_t)source);
		for (int32_t c = first_child(scene, (size_t)source); c >= 0; c = next_sibling(scene, c)) {
			if (scene->tokens[c].deprel == DT_DEPREL_CONJ) add_token(chain, (size_t)c);
		}
	}
}

// "(AFP)"
static void add_bracketed(Chain *chain, const DtDocument *document) {
	const DtScene *scene = chain->scene;
	const DtSentence *here = &document->sentences[scene->sentence], *next = here + 1;
	bool signs =
		scene->sentence + 1 < document->sentence_count && next->paragraph == here->paragraph && next->count <= 4;
	const DtToken *tokens = signs ? dt_sentence_tokens(document, next) : NULL;
	if (signs && next->count >= 3 && dt_slice_is(tokens[0].form, "(") && dt_slice_is(tokens[2].form, ")")) {
		DtSource agency = {.kind = DT_SOURCE_MEDIA}; // "... (AFP)" behind the full stop
		agency.party.entity_text = tokens[1].form;
		agency.party.span = tokens[1].span;
		bool capitals = tokens[1].form.length >= 2;
		for (size_t i = 0; i < tokens[1].form.length; i++)
			capitals &= tokens[1].form.data[i] >= 'A' && tokens[1].form.data[i] <= 'Z';
		if (capitals) add_source(chain->out, agency);
	}
	for (size_t i = 1; i + 1 < scene->token_count; i++) {
		if (form_is(scene, i - 1, "(") && form_is(scene, i + 1, ")") && is_kind(chain, i, DT_SOURCE_MEDIA))
			add_token(chain, i);
	}
}

// "on condition of anonymity", "asked not to be named", "declined to be identified"
static bool hides_name(const DtScene *scene, size_t token) {
	enum { NEAR = 4 };
	if (form_is(scene, token, "anonymity") || form_is(scene, token, "anonymously")) return true;
	static const char *const hidden[] = {"named", "identified", "authorised", "authorized", "quoted"};
	bool hides = false;
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) hides |= form_is(scene, token, hidden[i]);
	if (!hides) return false;
	for (size_t i = token > NEAR ? token - NEAR : 0; i < token; i++)
		if (form_is(scene, i, "not") || form_is(scene, i, "declined") || form_is(scene, i, "refused") ||
		    form_is(scene, i, "without"))
			return true;
	return false;
}

// "reportedly", and "on condition of anonymity", which hides who was just named.
static void add_unnamed(Chain *chain, const DtProposition *event) {
	const DtScene *scene = chain->scene;
	for (size_t i = 0; i < scene->token_count; i++) {
		bool anonymity = hides_name(scene, i);
		if (anonymity && chain->out->count > 0) chain->out->items[0].kind = DT_SOURCE_ANONYMOUS;
		int32_t verb = scene->tokens[i].head;
		bool ours = verb >= 0 && is_inside(scene, event->token, (size_t)verb);
		if (ours && !anonymity && dt_reading_has(&scene->reading, i, chain->reserved.unsourced)) add_nobody(chain, i);
	}
}

// The agency of the dateline and the outlet end the chain.
static void add_outlet(const DtDocument *document, DtAttribution *attribution) {
	DtSlice names[] = {dt_document_slice(document, document->dateline.agency), document->publication};
	DtSpan spans[] = {document->dateline.agency, {0, 0}};
	for (int n = 0; n < 2; n++) {
		bool known = names[n].length == 0;
		for (int i = 0; i < attribution->count; i++)
			known |= dt_slice_equal(attribution->items[i].party.entity_text, names[n]);
		DtSource source = {.kind = DT_SOURCE_MEDIA, .outlet = true};
		source.party.entity_text = names[n];
		source.party.span = spans[n];
		if (!known) add_source(attribution, source);
	}
}

void dt_attribute(const DtScene *scene, const DtQuotes *quotes, const DtHappening *happening,
                  DtAttribution *attribution) {
	Chain chain = {scene, find_reserved(scene->lexicon), attribution};
	*attribution = (DtAttribution){.speaker = -1};
	bool marked_only = happening->row && happening->row->result.kind == DT_RESULT_SAME; // "fear", "claim": a source too
	const DtProposition *event = &scene->propositions.items[happening->proposition];
	const DtProposition *p = marked_only ? &scene->propositions.items[happening->innermost] : event;
	int32_t from = -1;
	bool warned = happening->row && !marked_only && lemma_is(scene, event->token, "warn") &&
	              happening->innermost != happening->proposition;
	if (warned && scene->propositions.items[happening->innermost].facts & DT_CLAUSE_POSSIBLE)
		add_speakers(&chain, event); // "could close the border, [he] warned": a threat, and in his words
	for (size_t steps = 0; steps <= scene->propositions.count; steps++) {
		add_parenthetical(&chain, p->token, from);
		if (p->parent < 0) break;
		const DtProposition *above = &scene->propositions.items[p->parent];
		if (is_speech(&chain, above) && is_said(scene, p, above)) add_speakers(&chain, above);
		from = (int32_t)p->token;
		p = above;
	}
	add_according(&chain, event);
	add_bracketed(&chain, quotes->document);
	add_unnamed(&chain, &scene->propositions.items[happening->innermost]);
	int32_t quote = dt_quote_at(quotes, scene->tokens[event->token].span);
	if (quote >= 0 && quotes->items[quote].spoken) {
		add_source(attribution, quotes->items[quote].speaker);
		const DtHeard *heard = &quotes->heard[quote];
		if (attribution->speaker < 0 && heard->sentence == (int32_t)scene->sentence)
			attribution->speaker = scene->mentions.at[heard->token];
	}
	add_outlet(quotes->document, attribution);
}

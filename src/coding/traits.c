// SPDX-License-Identifier: Apache-2.0
// What is known of an event, as names that weights can be learnt for.
//
// Numbers become names by steps, each said as far as it holds: a path of three arcs is "actor-path>1" and
// "actor-path>2". So a weight says what one step more is worth, and few judgements are enough to learn it.
#include "coding/traits.h"

#include <stdarg.h>
#include <stdio.h>

enum { ROOM = 160, LONGEST = 96, CLIMB = 40 };

typedef struct Traits {
	DtArena *arena;
	DtSlice *items;
	uint32_t count;
} Traits;

__attribute__((format(printf, 2, 3))) static void add(Traits *traits, const char *format, ...) {
	char text[LONGEST];
	va_list values;
	va_start(values, format);
	int length = vsnprintf(text, sizeof text, format, values);
	va_end(values);
	if (length < 0 || length >= LONGEST || traits->count == ROOM) return;
	for (int i = 0; i < length; i++)
		if (text[i] == ' ') text[i] = '-';
	DtSlice name = dt_slice(text, (size_t)length);
	for (uint32_t i = 0; i < traits->count; i++)
		if (dt_slice_equal(traits->items[i], name)) return;
	traits->items[traits->count++] = dt_arena_copy(traits->arena, name);
}

static void add_steps(Traits *traits, const char *side, const char *what, double value, const double *steps,
                      size_t count) {
	for (size_t i = 0; i < count; i++)
		if (value > steps[i]) add(traits, "%s%s>%g", side, what, steps[i]);
}

#define ADD_STEPS(traits, side, what, value, ...)                                                                      \
	add_steps(traits, side, what, value, (const double[]){__VA_ARGS__},                                                \
	          sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

bool dt_is_trait(DtSlice name) {
	for (size_t i = 1; i + 1 < name.length; i++)
		if (name.data[i] == '=' || name.data[i] == '>') return true;
	return false;
}

// ---- a side ----

static const char *kind_of(const DtScene *scene, const DtMention *mention) {
	if (mention->pronoun) return mention->first_person ? "first-person" : "pronoun";
	if (mention->entry)
		return mention->entry->kind == DT_ENTRY_COUNTRY  ? "country"
		       : mention->entry->kind == DT_ENTRY_PERSON ? "person"
		                                                 : "body";
	if (mention->office) return "office";
	if (mention->owner) return "owned";
	if (mention->place) return "place";
	return scene->tokens[mention->token].upos == DT_UPOS_PROPN ? "name" : "noun";
}

static const DtArgument *argument_of(const DtScene *scene, const DtHappening *happening, uint32_t token) {
	const uint32_t numbers[] = {happening->proposition, happening->innermost};
	for (int n = 0; n < 2; n++) {
		const DtProposition *p = &scene->propositions.items[numbers[n]];
		for (size_t i = 0; i < p->count; i++) {
			if (p->arguments[i].token == token) return &p->arguments[i];
		}
	}
	return NULL;
}

// The arcs between two tokens, and how sure the least sure of them is.
static int path_between(const DtScene *scene, uint32_t a, uint32_t b, float *sure) {
	uint32_t above[CLIMB];
	float least[CLIMB], so_far = 1;
	int count = 0;
	for (int32_t t = (int32_t)a; t >= 0 && count < CLIMB; t = scene->tokens[t].head) {
		above[count] = (uint32_t)t;
		least[count++] = so_far;
		if (scene->tokens[t].head_confidence < so_far) so_far = scene->tokens[t].head_confidence;
	}
	so_far = 1;
	int steps = 0;
	for (int32_t t = (int32_t)b; t >= 0 && steps < CLIMB; t = scene->tokens[t].head, steps++) {
		for (int i = 0; i < count; i++) {
			if (above[i] != (uint32_t)t) continue;
			*sure = least[i] < so_far ? least[i] : so_far;
			return i + steps;
		}
		if (scene->tokens[t].head_confidence < so_far) so_far = scene->tokens[t].head_confidence;
	}
	*sure = 0;
	return CLIMB;
}

static void add_party(Traits *traits, const DtScene *scene, const DtHappening *happening, const DtMention *mention,
                      const DtParty *party, const char *side) {
	const DtToken *token = &scene->tokens[mention->token];
	const DtArgument *argument = argument_of(scene, happening, mention->token);
	uint32_t outer = scene->propositions.items[happening->proposition].token;
	uint32_t inner = scene->propositions.items[happening->innermost].token;
	float sure, other_sure;
	int path = path_between(scene, mention->token, outer, &sure);
	int other = path_between(scene, mention->token, inner, &other_sure);
	uint32_t from = other < path ? inner : outer;
	if (other < path) {
		path = other;
		sure = other_sure;
	}
	DtSlice why = mention->party.why;
	add(traits, "%skind=%s", side, kind_of(scene, mention));
	if (why.length) add(traits, "%stold=" DT_SLICE_FORMAT, side, DT_SLICE_ARGS(why));
	add(traits, "%sstands=%s%s", side, argument ? dt_role_name((DtArgumentRole)argument->role) : "inside",
	    argument && argument->shared ? "-shared" : "");
	add(traits, "%srelation=%s", side, dt_deprel_name((DtDeprel)token->deprel));
	bool coded = party && party->code.length;
	add(traits, "%scode=%s", side, !coded ? "none" : mention->party.code.length ? "own" : "lent");
	add(traits, "%ssector=%s", side,
	    party && party->sector_count ? dt_sector_name((DtSector)party->sectors[0]) : "none");
	if (mention->definite) add(traits, "%sform=definite", side);
	if (mention->plural) add(traits, "%sform=plural", side);
	if (mention->titled) add(traits, "%sform=titled", side);
	if (mention->place_only) add(traits, "%sform=place", side);
	if (token->form.length && (token->form.data[0] < 'A' || token->form.data[0] > 'Z'))
		add(traits, "%sform=small", side);
	ADD_STEPS(traits, side, "path", path, 1, 2, 3, 4);
	ADD_STEPS(traits, side, "sure", (double)sure, 0.3, 0.5, 0.7, 0.85, 0.95);
	ADD_STEPS(traits, side, "distance", mention->token > from ? mention->token - from : from - mention->token, 2, 4, 8,
	          14);
	ADD_STEPS(traits, side, "words", mention->last - mention->first, 1, 2, 4);
}

// Everybody of a side is known by name, title or nationality; and stands where the predicate says.
static void look_over(const DtScene *scene, const DtHappening *happening, const DtPartyList *list, bool *known,
                      bool *direct) {
	*known = *direct = list->count > 0;
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		const DtArgument *argument = argument_of(scene, happening, mention->token);
		bool said = mention->entry || mention->office || mention->owner;
		*known &= said && !mention->pronoun && mention->party.code.length;
		*direct &= argument && !argument->shared;
	}
}

// Of a state, armed, or a state: who makes politics.
static bool is_political(const DtScene *scene, const DtPartyList *list) {
	for (int i = 0; i < list->count; i++) {
		const DtMention *mention = &scene->mentions.items[list->items[i]];
		const uint16_t power = DT_CLASS_STATE | DT_CLASS_GOVERNMENT | DT_CLASS_ARMED;
		bool office = mention->party.sectors[0] == DT_SECTOR_JUD || mention->party.sectors[0] == DT_SECTOR_PTY;
		if (mention->classes & power || office) return true;
	}
	return false;
}

static const DtMention *first_of(const DtScene *scene, const DtPartyList *list) {
	return list->count ? &scene->mentions.items[list->items[0]] : NULL;
}

static void add_sides(Traits *traits, const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	bool joined = event->recipient_count == 0 && happening->recipients.count > 0;
	const DtParty *parties[] = {event->actors, joined ? event->actors : event->recipients};
	const uint32_t counts[] = {event->actor_count, joined ? event->actor_count : event->recipient_count};
	const DtPartyList *lists[] = {&happening->actors, &happening->recipients};
	static const char *const names[] = {"actor-", "recipient-"};
	const char *kinds[2] = {"nobody", "nobody"}, *stands[2] = {"nowhere", "nowhere"};
	for (int side = 0; side < 2; side++) {
		for (int i = 0; i < lists[side]->count; i++) {
			const DtMention *mention = &scene->mentions.items[lists[side]->items[i]];
			add_party(traits, scene, happening, mention, (uint32_t)i < counts[side] ? &parties[side][i] : NULL,
			          names[side]);
		}
		ADD_STEPS(traits, names[side], "count", lists[side]->count, 0, 1, 2);
		const DtMention *first = first_of(scene, lists[side]);
		if (!first) continue;
		const DtArgument *argument = argument_of(scene, happening, first->token);
		kinds[side] = kind_of(scene, first);
		stands[side] = argument ? dt_role_name((DtArgumentRole)argument->role) : "inside";
	}
	bool known[2], direct[2];
	for (int side = 0; side < 2; side++) look_over(scene, happening, lists[side], &known[side], &direct[side]);
	add(traits, "known=%s%s", known[0] ? "actor" : "nobody", known[1] ? "-recipient" : "");
	if (known[0] && direct[0]) add(traits, "plain=actor");
	if (known[1] && direct[1]) add(traits, "plain=recipient");
	if (known[0] && direct[0] && known[1] && direct[1]) add(traits, "plain=both");
	add(traits, "political=%s%s", is_political(scene, lists[0]) ? "actor" : "nobody",
	    is_political(scene, lists[1]) ? "-recipient" : "");
	add(traits, "kinds=%s/%s", kinds[0], kinds[1]);
	add(traits, "stand=%s/%s", stands[0], stands[1]);
}

// ---- the event and its sentence ----

static bool is_plain_word(DtSlice word) {
	for (size_t i = 0; i < word.length; i++)
		if ((word.data[i] < 'a' || word.data[i] > 'z') && word.data[i] != '-') return false;
	return word.length > 1;
}

static void add_lines(Traits *traits, const DtScene *scene, const DtHappening *happening, const DtEvent *event) {
	const DtProposition *outer = &scene->propositions.items[happening->proposition],
						*inner = &scene->propositions.items[happening->innermost];
	const char *category = dt_category_name((DtCategory)event->category);
	DtSlice word = scene->tokens[outer->token].lemma, below = scene->tokens[inner->token].lemma;
	if (is_plain_word(word)) add(traits, "word=%s/" DT_SLICE_FORMAT, category, DT_SLICE_ARGS(word));
	if (is_plain_word(word)) add(traits, "verb=" DT_SLICE_FORMAT, DT_SLICE_ARGS(word));
	if (inner != outer && is_plain_word(below)) add(traits, "inner=" DT_SLICE_FORMAT, DT_SLICE_ARGS(below));
	add(traits, "category=%s", category);
	if (event->mode) add(traits, "mode=%s", dt_mode_name(event->mode));
	add(traits, "cameo=%s", event->cameo);
	add(traits, "link=%s", dt_link_name((DtLink)outer->link));
	if (happening->operator_) add(traits, "operator=" DT_SLICE_FORMAT, DT_SLICE_ARGS(happening->operator_->name));
	if (!happening->frame) add(traits, "line=none");
	for (int i = 0; happening->frame && i < happening->frame->slot_count; i++) {
		const DtFiller *filler = &happening->frame->slots[i].filler;
		add(traits, "asks=%s", filler->any ? "anything" : filler->classes ? "a-kind" : "words");
	}
	ADD_STEPS(traits, "", "specific", (double)happening->score, 1.6, 2, 2.6, 3.2, 4, 5);
	ADD_STEPS(traits, "", "arguments", (double)outer->count, 1, 2, 3);
}

static void add_sentence(Traits *traits, const DtScene *scene, const DtHappening *happening) {
	enum { LEAD = 3 };
	int countries = 0, powers = 0, unknown = 0, people = 0, depth = 0;
	double sum = 0, least = 1;
	for (size_t i = 0; i < scene->mentions.count; i++) {
		const DtMention *mention = &scene->mentions.items[i];
		bool entry = mention->entry != NULL;
		countries += entry && mention->entry->kind == DT_ENTRY_COUNTRY;
		people += entry && mention->entry->kind == DT_ENTRY_PERSON;
		powers += mention->party.sector_count && (mention->classes & (DT_CLASS_GOVERNMENT | DT_CLASS_ARMED)) != 0;
		bool blank = !mention->party.code.length && !mention->party.sector_count && !mention->place;
		unknown += scene->tokens[mention->token].upos == DT_UPOS_PROPN && blank;
	}
	for (size_t i = 0; i < scene->token_count; i++) {
		double sure = (double)scene->tokens[i].head_confidence;
		sum += sure;
		if (sure < least) least = sure;
	}
	for (int32_t t = (int32_t)scene->propositions.items[happening->proposition].token; t >= 0 && depth < CLIMB;
	     t = scene->tokens[t].head)
		depth++;
	double mentions = scene->mentions.count ? (double)scene->mentions.count : 1;
	ADD_STEPS(traits, "", "countries", countries, 0, 1, 2, 4);
	ADD_STEPS(traits, "", "powers", powers, 0, 1, 2, 4);
	ADD_STEPS(traits, "", "people", people, 0, 1, 2, 4);
	ADD_STEPS(traits, "", "unknown-names", unknown, 0, 1, 2, 4);
	ADD_STEPS(traits, "", "share-of-countries", countries / mentions, 0.1, 0.25, 0.4);
	ADD_STEPS(traits, "", "share-of-powers", powers / mentions, 0.1, 0.25, 0.4);
	ADD_STEPS(traits, "", "share-of-unknown-names", unknown / mentions, 0.1, 0.25, 0.4);
	ADD_STEPS(traits, "", "sentence-sure", scene->token_count ? sum / (double)scene->token_count : 0, 0.75, 0.8, 0.85,
	          0.9, 0.95);
	ADD_STEPS(traits, "", "least-sure", least, 0.2, 0.3, 0.4, 0.5);
	ADD_STEPS(traits, "", "sentence-words", (double)scene->token_count, 10, 18, 26, 34, 44);
	ADD_STEPS(traits, "", "depth", depth, 1, 2, 3, 4, 6);
	if (scene->sentence < LEAD) add(traits, "stands=first-in-the-text");
}

DtSlice *dt_event_traits(DtArena *arena, const DtScene *scene, const DtHappening *happening, const DtEvent *event,
                         uint32_t *count) {
	Traits traits = {arena, DT_NEW_ARRAY(arena, DtSlice, ROOM), 0};
	add_sides(&traits, scene, happening, event);
	add_lines(&traits, scene, happening, event);
	add_sentence(&traits, scene, happening);
	*count = traits.count;
	return traits.items;
}

// ---- the document ----

typedef struct Step {
	const char *name;
	double value;
} Step;

static void add_steps_of_document(DtEvent *event, double value, const Step *steps, size_t count) {
	for (size_t i = 0; i < count && event->trait_count < ROOM; i++)
		if (value > steps[i].value) event->traits[event->trait_count++] = dt_slice_of(steps[i].name);
}

void dt_add_document_traits(DtDocument *document) {
	static const Step dense[] = {{"document-events>0.1", 0.1},
	                             {"document-events>0.2", 0.2},
	                             {"document-events>0.35", 0.35},
	                             {"document-events>0.5", 0.5},
	                             {"document-events>0.8", 0.8}};
	static const Step long_[] = {{"document-sentences>1", 1},
	                             {"document-sentences>3", 3},
	                             {"document-sentences>8", 8},
	                             {"document-sentences>20", 20}};
	static const Step between[] = {
		{"document-between>0.25", 0.25}, {"document-between>0.5", 0.5}, {"document-between>0.75", 0.75}};
	uint32_t others = 0, count = document->event_count;
	for (uint32_t i = 0; i < count; i++) others += (document->events[i].signs & DT_SIGN_BIT(TWO_COUNTRIES)) != 0;
	double sentences = document->sentence_count ? (double)document->sentence_count : 1;
	for (uint32_t i = 0; i < count; i++) {
		DtEvent *event = &document->events[i];
		add_steps_of_document(event, (double)count / sentences, dense, sizeof dense / sizeof *dense);
		add_steps_of_document(event, sentences, long_, sizeof long_ / sizeof *long_);
		add_steps_of_document(event, (double)others / (double)count, between, sizeof between / sizeof *between);
	}
}

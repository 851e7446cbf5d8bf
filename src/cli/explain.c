// SPDX-License-Identifier: Apache-2.0
// detente explain: why each event is there, or is not. For every sentence its tree, mentions, propositions, the lines
// of the lexicon that were tried with the slot that failed, and the events with what dated and sourced them.
#include <stdio.h>
#include <stdlib.h>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/table.h"
#include "coding/confidence.h"
#include "dates/times.h"

typedef struct Ink {
	const char *bold, *dim, *name, *role, *good, *bad, *end;
} Ink;

static const Ink plain_ink = {"", "", "", "", "", "", ""};
static const Ink colour_ink = {"\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[35m", "\x1b[32m", "\x1b[31m", "\x1b[0m"};

static void write_children(DtBuffer *out, const DtScene *scene, size_t token, const char *indent, const Ink *ink);

static void write_node(DtBuffer *out, const DtScene *scene, size_t token, const char *indent, bool last,
                       const Ink *ink) {
	enum { DEEPEST = 240 };
	const DtToken *word = &scene->tokens[token];
	dt_buffer_format(out, "%s%s %s" DT_SLICE_FORMAT "%s %s%s %s%s\n", indent, last ? "└─" : "├─", ink->bold,
	                 DT_SLICE_ARGS(word->form), ink->end, ink->dim, dt_deprel_name((DtDeprel)word->deprel),
	                 dt_upos_name((DtUpos)word->upos), ink->end);
	char deeper[DEEPEST];
	if (strlen(indent) + 8 >= DEEPEST) return;
	snprintf(deeper, sizeof deeper, "%s%s", indent, last ? "   " : "│  ");
	write_children(out, scene, token, deeper, ink);
}

static void write_children(DtBuffer *out, const DtScene *scene, size_t token, const char *indent, const Ink *ink) {
	for (int32_t c = scene->propositions.first_child[token]; c >= 0; c = scene->propositions.next_sibling[c])
		write_node(out, scene, (size_t)c, indent, scene->propositions.next_sibling[c] < 0, ink);
}

static void write_tree(DtBuffer *out, const DtScene *scene, const Ink *ink) {
	for (size_t i = 0; i < scene->token_count; i++) {
		if (scene->tokens[i].head < 0) write_node(out, scene, i, "    ", true, ink);
	}
}

static void write_mentions(DtBuffer *out, const DtScene *scene, const Ink *ink) {
	for (size_t i = 0; i < scene->mentions.count; i++) {
		const DtMention *mention = &scene->mentions.items[i];
		if (!mention->classes && !mention->given) continue;
		dt_buffer_format(out, "    %s" DT_SLICE_FORMAT "%s: ", ink->name, DT_SLICE_ARGS(mention->party.entity_text),
		                 ink->end);
		dt_party_write(out, &mention->party);
		if (mention->party.office.length)
			dt_buffer_format(out, ", " DT_SLICE_FORMAT, DT_SLICE_ARGS(mention->party.office));
		if (mention->party.why.length)
			dt_buffer_format(out, "  %s(" DT_SLICE_FORMAT "%s)%s", ink->dim, DT_SLICE_ARGS(mention->party.why),
			                 mention->place_only ? ", as a place" : "", ink->end);
		dt_buffer_add_char(out, '\n');
	}
}

static void write_facts(DtBuffer *out, uint16_t facts) {
	static const char *const names[] = {"negated", "possible", "future",     "condition", "infinitive",
	                                    "passive", "past",     "perfect",    "obliged",   "question",
	                                    "alleged", "present",  "imperative", "would"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (facts >> i & 1) dt_buffer_format(out, " %s", names[i]);
}

static void write_proposition(DtBuffer *out, const DtScene *scene, size_t number, const Ink *ink) {
	const DtProposition *p = &scene->propositions.items[number];
	dt_buffer_format(out, "    %s" DT_SLICE_FORMAT "%s", ink->bold, DT_SLICE_ARGS(scene->tokens[p->token].lemma),
	                 ink->end);
	for (size_t i = 0; i < p->count; i++)
		dt_buffer_format(out, "  %s%s%s:" DT_SLICE_FORMAT "%s", ink->role,
		                 dt_role_name((DtArgumentRole)p->arguments[i].role), ink->end,
		                 DT_SLICE_ARGS(scene->tokens[p->arguments[i].token].form), p->arguments[i].shared ? "*" : "");
	dt_buffer_format(out, "  %s[%s", ink->dim, dt_link_name((DtLink)p->link));
	if (p->parent >= 0)
		dt_buffer_format(out, " of " DT_SLICE_FORMAT,
		                 DT_SLICE_ARGS(scene->tokens[scene->propositions.items[p->parent].token].lemma));
	write_facts(out, p->facts);
	dt_buffer_format(out, "]%s\n", ink->end);
}

static void write_trials(DtBuffer *out, const DtScene *scene, size_t number, const Ink *ink) {
	for (size_t i = 0; scene->trials && i < scene->trials->count; i++) {
		const DtTrial *trial = &scene->trials->items[i];
		if (trial->proposition != number) continue;
		const char *mark = trial->chosen ? "✓" : trial->score < 0 ? "✗" : "·";
		dt_buffer_format(out, "      %s%s%s ",
		                 trial->chosen      ? ink->good
		                 : trial->score < 0 ? ink->bad
		                                    : "",
		                 mark, ink->end);
		if (trial->frame)
			dt_buffer_format(out, "%s:%u  " DT_SLICE_FORMAT, trial->frame->file, trial->frame->line,
			                 DT_SLICE_ARGS(trial->frame->text));
		else
			dt_buffer_format(out, "%s:%u  operator " DT_SLICE_FORMAT, trial->operator_->file, trial->operator_->line,
			                 DT_SLICE_ARGS(trial->operator_->name));
		if (trial->score < 0 && trial->slot >= 0)
			dt_buffer_format(out, "  %s(%s does not fit)%s", ink->dim,
			                 dt_role_name((DtArgumentRole)__builtin_ctzll(trial->frame->slots[trial->slot].roles)),
			                 ink->end);
		else if (trial->score >= 0)
			dt_buffer_format(out, "  %s(%.1f)%s", ink->dim, (double)trial->score, ink->end);
		dt_buffer_add_char(out, '\n');
	}
}

static void write_times(DtBuffer *out, const DtDocument *document, uint32_t sentence, const Ink *ink) {
	for (uint32_t i = 0; i < document->time_count; i++) {
		if (document->times[i].sentence != sentence) continue;
		dt_buffer_format(out, "    %s" DT_SLICE_FORMAT "%s  %s\n", ink->name,
		                 DT_SLICE_ARGS(dt_document_slice(document, document->times[i].span)), ink->end,
		                 dt_time_kind_name((DtTimeKind)document->times[i].kind));
	}
}

// What the confidence was told from: its signs, and the traits that weigh something.
static void write_signs(DtBuffer *out, const DtLexicon *lexicon, const DtEvent *event, const Ink *ink) {
	const double HEAVY = 0.15;
	dt_buffer_format(out, "      %s", ink->dim);
	const char *between = "signs: ";
	for (int i = 1; i < DT_SIGN_COUNT; i++) {
		if (!(event->signs >> i & 1)) continue;
		dt_buffer_format(out, "%s%s", between, dt_sign_name((DtSign)i));
		between = ", ";
	}
	for (uint32_t i = 0; i < event->trait_count; i++) {
		double weight = (double)dt_lexicon_trait_weight(lexicon, event->traits[i]);
		if (weight < HEAVY && weight > -HEAVY) continue;
		dt_buffer_format(out, "%s" DT_SLICE_FORMAT " %.2f", between, DT_SLICE_ARGS(event->traits[i]), weight);
		between = ", ";
	}
	dt_buffer_format(out, "%s\n", ink->end);
}

// What dates an event: its words, a term of office, the story, what it tells of again.
static void write_basis(DtBuffer *out, const DtDocument *document, const DtEvent *event) {
	DtSlice words = dt_document_slice(document, event->date_span);
	switch ((DtDateBasis)event->date_basis) {
	case DT_BASIS_TEXT:
		dt_buffer_format(out, "“" DT_SLICE_FORMAT "”", DT_SLICE_ARGS(words));
		break;
	case DT_BASIS_TERM:
		dt_buffer_format(out, "the term of office “" DT_SLICE_FORMAT "”", DT_SLICE_ARGS(words));
		break;
	case DT_BASIS_STORY:
		dt_buffer_add_text(out, "the story before");
		break;
	case DT_BASIS_HAPPENING:
		dt_buffer_add_text(out, "the happening it means");
		break;
	default:
		dt_buffer_add_text(out, "publication");
	}
}

static void write_events(DtBuffer *out, const DtDocument *document, const DtScene *scene, uint32_t sentence,
                         const Ink *ink) {
	for (uint32_t i = 0; i < document->event_count; i++) {
		const DtEvent *event = &document->events[i];
		if (event->sentence != sentence) continue;
		char from[DT_DATE_ROOM], to[DT_DATE_ROOM];
		dt_buffer_format(out, "    %s%s%s%s%s %s ", ink->good, dt_category_name((DtCategory)event->category),
		                 event->mode ? "/" : "", dt_mode_name(event->mode), ink->end, event->cameo);
		for (uint32_t k = 0; k < event->actor_count; k++) {
			if (k) dt_buffer_add_text(out, ", ");
			dt_party_write(out, &event->actors[k]);
		}
		dt_buffer_add_text(out, event->recipient_count ? " → " : "");
		for (uint32_t k = 0; k < event->recipient_count; k++) {
			if (k) dt_buffer_add_text(out, ", ");
			dt_party_write(out, &event->recipients[k]);
		}
		for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++)
			if (event->auxiliary >> bit & 1) dt_buffer_format(out, " %s", dt_auxiliary_name(bit));
		bool withheld = !document->pair_given && (double)event->confidence < dt_confidence_floor(document);
		dt_buffer_format(out, "\n      %s%s..%s (%s) from ", ink->dim, dt_date_format(event->days.from, from),
		                 dt_date_format(event->days.to, to), dt_precision_name((DtPrecision)event->precision));
		write_basis(out, document, event);
		for (uint32_t k = 0; k < event->place_count; k++)
			dt_buffer_format(out, "%s%.*s", k ? ", " : "; at ", DT_SLICE_ARGS(event->places[k].name));
		if (event->about.length) dt_buffer_format(out, "; about %.*s", DT_SLICE_ARGS(event->about));
		dt_buffer_format(out, "; rule " DT_SLICE_FORMAT " at " DT_SLICE_FORMAT "; confidence %.2f%s%s\n",
		                 DT_SLICE_ARGS(event->rule_id), DT_SLICE_ARGS(event->rule), (double)event->confidence,
		                 withheld ? ", withheld by 'detente code'" : "", ink->end);
		write_signs(out, scene->lexicon, event, ink);
	}
}

static int by_speech(const void *a, const void *b) {
	float left = ((const DtPairFeature *)a)->value, right = ((const DtPairFeature *)b)->value;
	return (left < right) - (left > right);
}

// What the words around a marked pair say: the likeliest categories, each with the features that speak most for it.
static void write_ranking(DtBuffer *out, const DtDocument *document, const DtScene *scene, const DtRanker *ranker,
                          const Ink *ink) {
	enum { CATEGORIES = 3, FEATURES = 6 };
	DtPairFeatures features;
	float probabilities[DT_RANKER_LANES];
	if (!document->pair_given || !ranker || dt_pair_features(document->arena, document, scene, &features) == 0) return;
	dt_ranker_score(ranker, &features, probabilities);
	dt_buffer_add_text(out, "  words around the pair\n");
	DtPairFeature *spoken = DT_NEW_ARRAY(document->arena, DtPairFeature, features.count);
	for (int n = 0; n < CATEGORIES; n++) {
		size_t best = 0;
		for (size_t l = 1; l < DT_RANKER_LANES; l++)
			if (probabilities[l] > probabilities[best]) best = l;
		for (size_t i = 0; i < features.count; i++) {
			spoken[i] = features.items[i];
			spoken[i].value *= dt_ranker_weight(ranker, spoken[i].row, best);
		}
		qsort(spoken, features.count, sizeof *spoken, by_speech);
		dt_buffer_format(out, "    %s%s%s %.2f%s", ink->bold, dt_category_name((DtCategory)(best + 1)), ink->end,
		                 (double)probabilities[best], ink->dim);
		for (size_t i = 0; i < FEATURES && i < features.count && spoken[i].value > 0; i++)
			dt_buffer_format(out, "  " DT_SLICE_FORMAT " %+.2f", DT_SLICE_ARGS(spoken[i].name),
			                 (double)spoken[i].value);
		dt_buffer_format(out, "%s\n", ink->end);
		probabilities[best] = 0;
	}
}

static void explain_sentence(DtBuffer *out, const DtDocument *document, const DtScene *scene, uint32_t number,
                             const DtRanker *ranker, const Ink *ink) {
	DtSlice text = dt_document_slice(document, document->sentences[number].span);
	dt_buffer_format(out, "%s%u  " DT_SLICE_FORMAT "%s\n", ink->bold, number + 1, DT_SLICE_ARGS(text), ink->end);
	if (!scene->tokens) return;
	dt_buffer_add_text(out, "  tree\n");
	write_tree(out, scene, ink);
	dt_buffer_add_text(out, "  mentions\n");
	write_mentions(out, scene, ink);
	dt_buffer_add_text(out, "  times\n");
	write_times(out, document, number, ink);
	dt_buffer_add_text(out, "  propositions and the lines tried\n");
	for (size_t i = 0; i < scene->propositions.count; i++) {
		write_proposition(out, scene, i, ink);
		write_trials(out, scene, i, ink);
	}
	write_ranking(out, document, scene, ranker, ink);
	dt_buffer_add_text(out, "  events\n");
	write_events(out, document, scene, number, ink);
	dt_buffer_add_char(out, '\n');
}

static const DtOption options[] = {
	{"date", 'd', "DAY", "day of publication (YYYY-MM-DD) of what has none"},
	{"from", 'f', "FORMAT", "text, jsonl, conllu, html, feed or auto (default)"},
	{"sentence", 's', "NUMBER", "only this sentence, counted from 1"},
	{"data", 0, "FOLDER", "dictionaries of your own over the shipped ones"},
	{"model", 0, "FILE", "another syntax model"},
	{0},
};

static int run(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	DtDate date = arguments.values[0] ? dt_date_parse(dt_slice_of(arguments.values[0])) : DT_DATE_NONE;
	if (arguments.values[0] && date == DT_DATE_NONE) {
		dt_complain("--date: '%s' is no day; write YYYY-MM-DD", arguments.values[0]);
		return DT_EXIT_USAGE;
	}
	DtFormat format = DT_FORMAT_AUTO;
	if (arguments.values[1] && !dt_format_find(dt_slice_of(arguments.values[1]), &format)) {
		dt_complain("--from: there is no format '%s': text, jsonl, conllu, html, feed or auto", arguments.values[1]);
		return DT_EXIT_USAGE;
	}
	long only = 0;
	if (arguments.values[2] && !dt_option_number("sentence", arguments.values[2], 1, 1000000000, &only))
		return DT_EXIT_USAGE;
	DtCoder *coder = dt_load_coder(arguments.values[3], arguments.values[4], &code);
	if (!coder) return code;
	DtWorker worker;
	dt_worker_init(&worker, coder);
	DtInputs inputs;
	dt_inputs_open(&inputs, arguments.rest, arguments.rest_count, format, date);
	DtArena *arena = dt_arena_new();
	DtBuffer out = {0}, clean = {0};
	const Ink *ink = dt_wants_colour() ? &colour_ink : &plain_ink;
	for (DtDocument *document; (document = dt_inputs_next(&inputs, arena)) != NULL; dt_arena_reset(arena)) {
		DtExplanation explanation = {0};
		dt_worker_code(&worker, document, &explanation);
		if (only > (long)document->sentence_count) {
			dt_complain("--sentence: " DT_SLICE_FORMAT " has %u", DT_SLICE_ARGS(document->id),
			            document->sentence_count);
			inputs.faults++;
		}
		for (uint32_t i = 0; i < document->sentence_count; i++) {
			if (only && i + 1 != (uint32_t)only) continue;
			explain_sentence(&out, document, &explanation.scenes[i], i, coder->ranker, ink);
			dt_buffer_add_utf8(&clean, dt_buffer_slice(&out));
			fwrite(clean.data, 1, clean.length, stdout);
			dt_buffer_reset(&out);
			dt_buffer_reset(&clean);
		}
	}
	code = inputs.faults ? DT_EXIT_SOME_FAILED : DT_EXIT_DONE;
	dt_buffer_clear(&out);
	dt_buffer_clear(&clean);
	dt_arena_free(arena);
	dt_inputs_close(&inputs);
	dt_worker_clear(&worker);
	dt_coder_free(coder);
	return code;
}

const DtCommand dt_command_explain = {
	.name = "explain",
	.synopsis = "[OPTION…] [FILE…]",
	.summary = "why each event is there, or is not",
	.text = "Shows, sentence by sentence, the tree, the mentions and who they are, the times,\n"
			"the propositions (* marks an argument shared through control, coordination or a\n"
			"relative clause), every line of the lexicon that was tried (✓ fired, · fitted\n"
			"less well, ✗ did not fit and why), and the events with what dated them.\n"
			"Reads standard input when no FILE is given.",
	.options = options,
	.run = run,
};

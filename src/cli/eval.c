// SPDX-License-Identifier: Apache-2.0
// detente eval: precision, recall and F1 against labelled text; eval syntax: against gold trees.
//
// A labelled line is {"id","text","actor":[[start,end],…],"recipient":[[start,end],…],"root":"CATEGORY"}. The answer
// for a line is the category of its event of highest confidence; RETREAT and CONCEDE both count as YIELD where a gold
// file says YIELD, and NONE is right where nothing is coded. With --overlap the coder finds its own parties, and only
// events between the marked words count, of those that 'code' would not leave out.
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/labelled.h"
#include "coding/confidence.h"
#include "ingest/conllu.h"
#include "train/evaluate.h"

enum { OVERLAP, RAW, ERRORS, LEXICON, MINIMUM, DATA, MODEL };

static const DtOption options[] = {
	{"overlap", 0, NULL, "do not tell the coder the marked parties"},
	{"raw", 0, NULL, "syntax: from raw text, not from gold words"},
	{"errors", 0, "NUMBER", "show this many wrong answers"},
	{"lexicon-only", 0, NULL, "marked parties: the lexicon's answer, without the ranker"},
	{"min-confidence", 0, "NUMBER", "--overlap: events below it are not there (default: as 'code' leaves out)"},
	{"data", 0, "FOLDER", "dictionaries of your own over the shipped ones"},
	{"model", 0, "FILE", "another syntax model"},
	{0},
};

enum { ROOTS = 24, ROOT_ROOM = 16 };

typedef struct Tally {
	char names[ROOTS][ROOT_ROOM];
	size_t count, gold[ROOTS], coded[ROOTS], right[ROOTS];
	size_t lines, answered, correct;
} Tally;

static size_t root_number(Tally *tally, const char *name) {
	for (size_t i = 0; i < tally->count; i++) {
		if (strcmp(tally->names[i], name) == 0) return i;
	}
	if (tally->count == ROOTS) return ROOTS - 1;
	snprintf(tally->names[tally->count], ROOT_ROOM, "%s", name);
	return tally->count++;
}

// The part of gold that scoring needs beside the document itself.
typedef struct Gold {
	char root[ROOT_ROOM];
	DtGoldPair pair;
} Gold;

static const char *answer(const DtDocument *document, const Gold *gold, bool overlap, double floor) {
	const DtEvent *best = NULL;
	double least = floor < 0 ? dt_confidence_floor(document) : floor;
	for (uint32_t i = 0; i < document->event_count; i++) {
		const DtEvent *event = &document->events[i];
		if (overlap && ((double)event->confidence < least || !dt_gold_pair_relates(&gold->pair, event))) continue;
		if (!best || event->confidence > best->confidence) best = event;
	}
	return best ? dt_gold_root(best, gold->root) : NULL;
}

static void count_answer(Tally *tally, const Gold *gold, const char *said) {
	size_t wanted = root_number(tally, gold->root);
	tally->lines++;
	tally->gold[wanted]++;
	if (!said && strcmp(gold->root, "NONE") == 0) said = gold->root;
	if (!said) return;
	size_t coded = root_number(tally, said);
	tally->answered++;
	tally->coded[coded]++;
	if (coded != wanted) return;
	tally->right[wanted]++;
	tally->correct++;
}

static double ratio(size_t part, size_t whole) { return whole ? (double)part / (double)whole : 0; }

static void print_tally(const Tally *tally) {
	double sum = 0;
	size_t roots = 0;
	for (size_t i = 0; i < tally->count; i++) {
		if (!tally->gold[i]) continue;
		roots++;
		sum += ratio(2 * tally->right[i], tally->gold[i] + tally->coded[i]);
	}
	printf("accuracy %.3f  macro-F1 %.3f  coverage %.3f  lines %zu\n", ratio(tally->correct, tally->lines),
	       roots ? sum / (double)roots : 0, ratio(tally->answered, tally->lines), tally->lines);
	for (size_t i = 0; i < tally->count; i++) {
		if (!tally->gold[i]) continue;
		printf("%-10s P %.3f  R %.3f  F1 %.3f  gold %zu  coded %zu\n", tally->names[i],
		       ratio(tally->right[i], tally->coded[i]), ratio(tally->right[i], tally->gold[i]),
		       ratio(2 * tally->right[i], tally->gold[i] + tally->coded[i]), tally->gold[i], tally->coded[i]);
	}
}

typedef struct Scoring {
	DtWorker worker;
	Tally tally;
	bool overlap;
	double floor; // below 0: that of each event
	long errors;
} Scoring;

static void score_document(void *context, DtDocument *document, const char *root) {
	Scoring *scoring = context;
	Gold gold = {0};
	snprintf(gold.root, sizeof gold.root, "%s", root);
	if (scoring->overlap) gold.pair = dt_gold_pair_take(document);
	dt_worker_code(&scoring->worker, document, NULL);
	const char *said = answer(document, &gold, scoring->overlap, scoring->floor);
	count_answer(&scoring->tally, &gold, said);
	if (scoring->errors > 0 && (!said || strcmp(said, root) != 0)) {
		scoring->errors--;
		printf("%s coded %s | " DT_SLICE_FORMAT "\n", root, said ? said : "nothing", DT_SLICE_ARGS(document->text));
	}
}

static int score_file(Scoring *scoring, const char *path) {
	DtError error = {0};
	return dt_labelled_read(path, score_document, scoring, &error) ? DT_EXIT_DONE : dt_complain_error(&error);
}

// ---- mentions ----

typedef struct Marked {
	DtWorker worker;
	size_t spans, found, coded;
	bool shown;
} Marked;

static void count_spans(Marked *marked, const DtExplanation *explanation, const DtDocument *document,
                        const DtSpan *spans, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		const DtMention *mention = dt_explained_mention(explanation, document, spans[i]);
		bool coded = mention && mention->party.code.length;
		marked->spans++;
		marked->found += mention != NULL;
		marked->coded += coded;
		if (!marked->shown) continue;
		DtSlice words = dt_document_slice(document, spans[i]);
		printf(DT_SLICE_FORMAT "\t", DT_SLICE_ARGS(words));
		if (!mention) printf("no mention");
		if (mention)
			printf("%.*s", coded ? (int)mention->party.code.length : 1, coded ? mention->party.code.data : "?");
		for (int k = 0; mention && k < mention->party.sector_count; k++)
			printf(" %s", dt_sector_name((DtSector)mention->party.sectors[k]));
		if (mention && mention->party.identifier_text.length)
			printf(" " DT_SLICE_FORMAT, DT_SLICE_ARGS(mention->party.identifier_text));
		printf("\t" DT_SLICE_FORMAT "\n", DT_SLICE_ARGS(document->text));
	}
}

static void score_mentions(void *context, DtDocument *document, const char *root) {
	Marked *marked = context;
	(void)root;
	uint32_t actors = document->given_actor_count, recipients = document->given_recipient_count;
	DtExplanation explanation = {0};
	document->pair_given = false;
	document->given_actor_count = document->given_recipient_count = 0;
	dt_worker_code(&marked->worker, document, &explanation);
	count_spans(marked, &explanation, document, document->given_actors, actors);
	count_spans(marked, &explanation, document, document->given_recipients, recipients);
}

static int eval_mentions(const DtCoder *coder, const DtArguments *arguments) {
	Marked marked = {.shown = arguments->values[ERRORS] != NULL};
	DtError error = {0};
	int code = DT_EXIT_DONE;
	dt_worker_init(&marked.worker, coder);
	for (int i = 1; i < arguments->rest_count && code == DT_EXIT_DONE; i++)
		if (!dt_labelled_read(arguments->rest[i], score_mentions, &marked, &error)) code = dt_complain_error(&error);
	dt_worker_clear(&marked.worker);
	printf("marked spans %zu  found as a mention %.3f  with a code %.3f\n", marked.spans,
	       ratio(marked.found, marked.spans), ratio(marked.coded, marked.spans));
	return code;
}

// ---- syntax ----

static DtDocument *raw_copy(DtArena *arena, const DtDocument *gold) {
	DtDocument *document = dt_document_new(arena);
	document->id = gold->id;
	document->text = gold->text;
	return document;
}

static int score_trees(const DtCoder *coder, const char *path, bool raw, DtScores *scores) {
	enum { LARGEST = 1 << 30 };
	DtArena *arena = dt_arena_new();
	DtError error = {0};
	DtSlice content;
	DtDocument **documents;
	size_t count = 0;
	bool read = dt_file_read(arena, path, LARGEST, &content, &error) &&
	            dt_conllu_read(arena, content, path, &documents, &count, &error);
	DtWorker worker;
	dt_worker_init(&worker, coder);
	for (size_t i = 0; read && i < count; i++) {
		if (!raw) {
			dt_evaluate_parser(documents[i], coder->syntax, scores);
			continue;
		}
		DtDocument *system = raw_copy(arena, documents[i]);
		dt_worker_parse(&worker, system);
		read = dt_evaluate(documents[i], system, scores, &error);
	}
	dt_worker_clear(&worker);
	dt_arena_free(arena);
	return read ? DT_EXIT_DONE : dt_complain_error(&error);
}

static int eval_syntax(const DtCoder *coder, const DtArguments *arguments) {
	DtScores *scores = dt_alloc(sizeof *scores);
	int code = DT_EXIT_DONE;
	for (int i = 1; i < arguments->rest_count && code == DT_EXIT_DONE; i++)
		code = score_trees(coder, arguments->rest[i], arguments->values[RAW] != NULL, scores);
	if (code == DT_EXIT_DONE) {
		DtBuffer text = {0};
		dt_scores_write(&text, scores);
		fwrite(text.data, 1, text.length, stdout);
		dt_buffer_clear(&text);
	}
	free(scores);
	return code;
}

static int run(const DtCommand *command, int argc, char **argv) {
	DtArguments arguments;
	int code = dt_parse_arguments(command, argc, argv, &arguments);
	if (code >= 0) return code;
	bool syntax = arguments.rest_count > 0 && strcmp(arguments.rest[0], "syntax") == 0;
	bool mentions = arguments.rest_count > 0 && strcmp(arguments.rest[0], "mentions") == 0;
	if (arguments.rest_count <= (syntax || mentions ? 1 : 0)) {
		dt_complain("eval wants a labelled file");
		return DT_EXIT_USAGE;
	}
	Scoring scoring = {.overlap = arguments.values[OVERLAP] != NULL, .floor = -1};
	if (arguments.values[MINIMUM] && !dt_slice_to_double(dt_slice_of(arguments.values[MINIMUM]), &scoring.floor)) {
		dt_complain("--min-confidence wants a number from 0 to 1, not '%s'", arguments.values[MINIMUM]);
		return DT_EXIT_USAGE;
	}
	if (arguments.values[ERRORS] && !dt_option_number("errors", arguments.values[ERRORS], 0, 1000000, &scoring.errors))
		return DT_EXIT_USAGE;
	DtCoder *coder = dt_load_coder(arguments.values[DATA], arguments.values[MODEL], &code);
	if (!coder) return code;
	if (arguments.values[LEXICON]) dt_coder_drop_ranker(coder);
	if (syntax) {
		code = eval_syntax(coder, &arguments);
	} else if (mentions) {
		code = eval_mentions(coder, &arguments);
	} else {
		dt_worker_init(&scoring.worker, coder);
		code = DT_EXIT_DONE;
		for (int i = 0; i < arguments.rest_count; i++) {
			int one = score_file(&scoring, arguments.rest[i]);
			if (one > code) code = one;
		}
		if (scoring.tally.lines > 0) {
			print_tally(&scoring.tally);
		} else if (code == DT_EXIT_DONE) {
			dt_complain("there is no labelled line to score");
			code = DT_EXIT_SOME_FAILED;
		}
		dt_worker_clear(&scoring.worker);
	}
	dt_coder_free(coder);
	return code;
}

const DtCommand dt_command_eval = {
	.name = "eval",
	.synopsis = "[OPTION…] GOLD.jsonl… | mentions GOLD.jsonl… | syntax GOLD.conllu…",
	.summary = "precision, recall and F1 against labelled text",
	.text = "Codes labelled lines {\"id\",\"text\",\"actor\",\"recipient\",\"root\"} and prints accuracy,\n"
			"macro-F1 over the roots present, and precision, recall and F1 of each. 'eval mentions'\n"
			"says how many of the marked words are found as mentions, and coded (--errors lists\n"
			"them all); 'eval syntax' compares trees with gold ones as the CoNLL 2018 shared task\n"
			"did.",
	.options = options,
	.run = run,
};

// SPDX-License-Identifier: Apache-2.0
// Hostile text: thousands of quotes in quotes, of "said", of sources of sources. Coding must end, and in a time that
// grows with the text and not faster: four times the text may take eight times the time (the machine is shared), never
// sixteen.
//
//   hostile
#include <stdio.h>
#include <time.h>

#include "base/buffer.h"
#include "pipeline/coder.h"

typedef struct Text {
	const char *name, *before, *repeated, *after;
	int count; // of repetitions in the smaller text
} Text;

static const Text texts[] = {
	{"opening marks without end", "Khan said ", "\" We attacked Iran ", ".", 4000},
	{"quotes in quotes", "", "“He said: 'Iraq attacked Iran' ", "", 4000},
	{"paragraphs that go on", "", "\"Iraq has attacked Iran.\n\n", "", 3000},
	{"said upon said", "Iraq attacked Iran", ", he said", ".", 10000},
	{"sources of sources", "Iraq attacked Iran", " according to officials cited by Reuters", ".", 3000},
	{"who said that who said", "", "Reuters said that Iraq said that ", "Iran attacked Syria.", 3000},
	{"brackets", "Iraq attacked Iran ", "(AFP) ", ".", 5000},
	{"single marks", "", "'a said 'b ", "", 5000},
	{"speakers in turn", "", "\"Iraq attacked Iran,\" said Khan. ", "", 3000},
	{"one long quote", "\"", "Iraq attacked Iran. ", "\" Khan said.", 3000},
	{"not upon not", "Iraq did ", "not not ", "attack Iran.", 5000},
	{"if upon if", "", "if unless ", "Iraq attacked Iran.", 5000},
};

static double seconds_for(DtWorker *worker, const Text *text, int count) {
	DtBuffer buffer = {0};
	dt_buffer_add_text(&buffer, text->before);
	for (int i = 0; i < count; i++) dt_buffer_add_text(&buffer, text->repeated);
	dt_buffer_add_text(&buffer, text->after);
	DtArena *arena = dt_arena_new();
	DtDocument *document = dt_document_new(arena);
	document->text = dt_arena_copy(arena, dt_buffer_slice(&buffer));
	document->date = dt_date_from_civil(2020, 5, 5);
	clock_t start = clock();
	dt_worker_parse(worker, document);
	clock_t parsed = clock();
	dt_code(document, worker->coder->world, worker->coder->lexicon, worker->coder->ranker, NULL);
	double seconds = (double)(clock() - parsed) / CLOCKS_PER_SEC;
	printf("%-28s %7zu bytes  parsing %.2f s  coding %.2f s  %u quotes, %u events\n", text->name, document->text.length,
	       (double)(parsed - start) / CLOCKS_PER_SEC, seconds, document->quote_count, document->event_count);
	dt_arena_free(arena);
	dt_buffer_clear(&buffer);
	return seconds;
}

int main(void) {
	enum { TIMES = 4, ALLOWED = 10 };
	const double unmeasurable = 0.02;
	DtError error = {0};
	const char *data = "data";
	DtCoder *coder = dt_coder_load(&data, 1, "models/english.model", &error);
	if (!coder) {
		fprintf(stderr, "%s\n", dt_error_text(&error));
		return 1;
	}
	DtWorker worker;
	dt_worker_init(&worker, coder);
	int failed = 0;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		double small = seconds_for(&worker, &texts[i], texts[i].count / TIMES);
		double large = seconds_for(&worker, &texts[i], texts[i].count);
		bool linear = large < (small > unmeasurable ? small : unmeasurable) * ALLOWED;
		if (!linear) printf("%s: %.2f s for four times what took %.2f s\n", texts[i].name, large, small);
		failed += !linear;
	}
	dt_worker_clear(&worker);
	dt_coder_free(coder);
	return failed ? 1 : 0;
}

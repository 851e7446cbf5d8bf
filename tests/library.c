// SPDX-License-Identifier: Apache-2.0
// The public face as a stranger uses it: only include/detente.h, only the shared library.
#include "detente.h"

#include <stdio.h>
#include <string.h>

static int failures;

static void expect(int good, const char *what) {
	if (good) return;
	printf("failed: %s\n", what);
	failures++;
}

int main(void) {
	char *message = NULL;
	expect(dt_engine_open("no/such/folder", "models/english.model", &message) == NULL, "a missing folder is refused");
	expect(message && strstr(message, "no/such/folder"), "and named");
	dt_message_free(message);

	DtEngine *engine = dt_engine_open("data", "models/english.model", &message);
	expect(engine != NULL, "the shipped data loads");
	if (!engine) {
		printf("%s\n", message ? message : "");
		return 1;
	}
	DtArticle article = {
		.text = "The United States imposed sanctions on Iran on Tuesday.", .date = "2024-11-27", .id = "a"};
	DtAnswer *answer = dt_engine_code(engine, &article, NULL);
	expect(answer && dt_answer_count(answer) == 1, "one event");
	const DtEventView *event = answer ? dt_answer_event(answer, 0) : NULL;
	if (event) {
		expect(event->actor_count == 1 && strcmp(event->actors[0].code, "USA") == 0, "the actor");
		expect(event->recipient_count == 1 && strcmp(event->recipients[0].code, "IRN") == 0, "the recipient");
		expect(strcmp(event->date, "2024-11-26") == 0 && strcmp(event->date_precision, "day") == 0, "its day");
		expect(event->actors[0].start == 0 && event->actors[0].end == 17, "its place in the text");
		expect(event->score < 0, "a score of conflict");
		expect(strstr(dt_answer_json(answer, 0), "\"code\":\"IRN\"") != NULL, "the record");
	}
	expect(answer && dt_answer_event(answer, 1) == NULL && dt_answer_json(answer, 1) == NULL, "none past the end");
	article.date = "31 February";
	message = NULL;
	expect(dt_engine_code(engine, &article, &message) == NULL && message, "an impossible date is refused");
	dt_message_free(message);
	dt_engine_close(engine);
	dt_answer_free(answer);
	printf(failures ? "%d failures\n" : "all as promised\n", failures);
	return failures > 0;
}

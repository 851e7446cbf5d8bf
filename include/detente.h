/* SPDX-License-Identifier: Apache-2.0
 *
 * Detente: who did what to whom, when, where, according to whom, and how certain.
 *
 *     DtEngine *engine = dt_engine_open(NULL, NULL, &message);
 *     DtAnswer *answer = dt_engine_code(engine, &(DtArticle){.text = text, .date = "2024-11-26"}, &message);
 *     for (size_t i = 0; i < dt_answer_count(answer); i++) puts(dt_answer_json(answer, i));
 *     dt_answer_free(answer);
 *     dt_engine_close(engine);
 *
 * All texts are UTF-8, NUL-terminated unless a length stands beside them. What a function returns as const char * lives
 * as long as the object it was asked of. A function that can fail returns NULL and sets *message (when message is not
 * NULL) to a text that the caller frees with dt_message_free. An engine may be used by any number of threads at once;
 * an answer belongs to one thread at a time.
 */
#ifndef DETENTE_H
#define DETENTE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DT_PUBLIC __attribute__((visibility("default")))
#else
#define DT_PUBLIC
#endif

typedef struct DtEngine DtEngine; /* model, world and lexicon */
typedef struct DtAnswer DtAnswer; /* the events of one article */

/* An article. Only text is needed; what is NULL is unknown. */
typedef struct DtArticle {
	const char *text;
	size_t text_length; /* in bytes; 0: up to the NUL */
	const char *id;
	const char *date; /* of publication, YYYY-MM-DD; without it nothing relative ("on Tuesday") is dated */
	const char *title;
	const char *url;
	const char *publication;
} DtArticle;

/* One side of an event. Texts are "" where nothing is known. */
typedef struct DtSide {
	const char *code;   /* ISO 3166 alpha-3 country or PLOVER entity: "PRK", "UNO" */
	const char *sector; /* PLOVER sectors, most telling first, joined by ";": "GOV" */
	const char *words;  /* as in the text */
	const char *name;   /* canonical name: "Kim Jong Un" */
	size_t start, end;  /* characters (code points) of the text, end exclusive */
} DtSide;

/* The main fields of an event; dt_answer_json has all. */
typedef struct DtEventView {
	const char *category;        /* PLOVER: "AGREE" */
	const char *mode;            /* "" where the category has none that fits */
	const char *cameo;           /* "036"; "" where none fits */
	const char *date, *end_date; /* YYYY-MM-DD; "" where unknown */
	const char *date_precision;  /* day week month season year span unknown */
	int historical, future, hypothetical, negated;
	const DtSide *actors, *recipients;
	size_t actor_count, recipient_count;
	double confidence; /* 0..1 */
	double score;      /* PLOVER's conflict-cooperation score, -10..10 */
} DtEventView;

/* The version of the library: "0.1.0". */
DT_PUBLIC const char *dt_version(void);

/* Loads data folder and model; NULL finds those installed or beside the program. Some milliseconds. */
DT_PUBLIC DtEngine *dt_engine_open(const char *data_folder, const char *model_file, char **message);
DT_PUBLIC void dt_engine_close(DtEngine *engine); /* NULL is fine; answers stay valid */

/* Codes an article. The article is copied and may be freed afterwards. */
DT_PUBLIC DtAnswer *dt_engine_code(const DtEngine *engine, const DtArticle *article, char **message);
DT_PUBLIC void dt_answer_free(DtAnswer *answer); /* NULL is fine */

DT_PUBLIC size_t dt_answer_count(const DtAnswer *answer);

/* Event number index (from 0) as its JSON record, without line end; NULL when there is none. Format: docs/record.md. */
DT_PUBLIC const char *dt_answer_json(const DtAnswer *answer, size_t index);

/* Its main fields; NULL when there is none. */
DT_PUBLIC const DtEventView *dt_answer_event(const DtAnswer *answer, size_t index);

DT_PUBLIC void dt_message_free(char *message);

#ifdef __cplusplus
}
#endif

#endif

// SPDX-License-Identifier: Apache-2.0
// The record on disk: documents, their events, and for every pair of actors the sums of each day, in one SQLite file.
//
// One writer, many readers, in as many processes as one likes: readers see the last commit. A writer may be killed at
// any moment; what was committed stays, the rest never was. A document that is put again with the same content, coded
// by the same coder, changes nothing; otherwise its events replace the old ones, and the sums follow in the same
// transaction. Not for sharing between threads: open one each.
//
// All failures say which file it is and what can be done.
#ifndef DT_STORE_STORE_H
#define DT_STORE_STORE_H

#include "base/error.h"
#include "store/record.h"

typedef struct DtStore DtStore;

typedef enum DtStoreMode {
	DT_STORE_READ,  // the file must be there
	DT_STORE_WRITE, // makes it when absent, brings an older one up to date
} DtStoreMode;

// NULL when it cannot be opened: no such file, no record of Detente, made by a newer Detente, damaged, locked.
DtStore *dt_store_open(const char *path, DtStoreMode mode, DtError *error);
void dt_store_close(DtStore *store); // NULL is fine; an open batch is undone

// Which coder makes the events to come: program, model and dictionaries in one text ("0.1.0 3f2a…"). A document coded
// by another coder is replaced even when its content is the same.
void dt_store_set_coder(DtStore *store, DtSlice coder);

// How long to wait for another writer before giving up; ten seconds unless told.
void dt_store_set_patience(DtStore *store, int milliseconds);

// A batch is one transaction. Without one, each put is its own.
bool dt_store_begin(DtStore *store, DtError *error);
bool dt_store_commit(DtStore *store, DtError *error);
void dt_store_rollback(DtStore *store);

typedef enum DtPut {
	DT_PUT_FAILED, // nothing of this document was written; the batch goes on
	DT_PUT_UNCHANGED,
	DT_PUT_ADDED,
	DT_PUT_REPLACED,
} DtPut;

// Keeps a coded document, also one without events. Events that tell of a happening which another document has told of
// before get its link; the first to tell of it gives it its name. A document without an id is known by its content.
DtPut dt_store_put(DtStore *store, const DtDocument *document, DtError *error);

// Keeps one row of somebody else's table, under the table's name (record->document) and the row's id. A row that is
// there already is left as it is: UNCHANGED. When it fails within a batch, the batch is undone.
DtPut dt_store_put_record(DtStore *store, const DtRecord *record, DtError *error);

// Keeps a number that a table gives for two codes and a day, without events. One that is there already stays. A batch
// is begun when there is none.
bool dt_store_put_score(DtStore *store, DtSlice table, DtSlice a, DtSlice b, DtDate day, double score, bool *added,
                        DtError *error);

// Keeps who told of an event that is known by a number (GDELT's global id), also of one that is not there. A batch is
// begun when there is none.
typedef struct DtTold {
	int64_t event;
	DtSlice publication, url;
	DtDate day;
	int confidence; // 0..100
} DtTold;

bool dt_store_put_mention(DtStore *store, const DtTold *mention, bool *added, DtError *error);

// What is in it.
typedef struct DtStoreCounts {
	int64_t documents, events;
	int64_t pairs;   // of two different codes
	DtDateSpan days; // of its events; both DT_DATE_NONE when there are none
} DtStoreCounts;

bool dt_store_counts(DtStore *store, DtStoreCounts *counts, DtError *error);

// Is the document there, with this content and coder? Asked before coding, it spares the work.
bool dt_store_has(DtStore *store, const DtDocument *document);

// Queries hand every row to a function and stop early when it returns false. What they hand over is valid until it
// returns. They give false only on failure.

// Two sides and days. A side is a code, or several joined by "+", each with a sector where only that counts: "USA",
// "SYR:GOV", "DEU+FRA+GBR". Days with open ends hold everything.
typedef struct DtBetween {
	DtSlice actor, recipient;
	bool either_way; // also recipient → actor
	DtDateSpan days;
} DtBetween;

// Whether both sides are single codes without a sector: what the daily sums can answer.
bool dt_between_is_plain(const DtBetween *between);

// Whether a side means this party.
bool dt_side_means(DtSlice side, const DtRecordParty *party);

typedef struct DtEventQuery {
	DtSlice actor, recipient; // as in DtBetween; empty for any
	bool either_way;          // also recipient → actor
	DtDateSpan days;          // events that overlap; open ends hold everything: {DT_DATE_NONE, DT_DATE_NONE} for all
	uint8_t category;         // DT_CATEGORY_NONE for any
	DtSlice document;         // empty for any
	DtSlice id;               // of the event within its document; empty for any
	DtSlice link;             // events of this happening; empty for any
	DtSlice about;            // events that deny, refuse or welcome this happening; empty for any
	bool newest_first;        // else oldest first
	int64_t limit;            // 0 for all
} DtEventQuery;

typedef bool DtEventSeen(void *context, const DtRecord *record);
bool dt_store_events(DtStore *store, const DtEventQuery *query, DtEventSeen *seen, void *context, DtError *error);

typedef struct DtPairRow {
	DtSlice actor, recipient; // in dt_store_pairs actor ≤ recipient, both directions added up
	int64_t counts[DT_REALITY_COUNT];
	double score, goldstein; // sums over the facts
	DtDate first, last;
} DtPairRow;

// Pairs of different actors within days, most facts first. limit 0 for all.
typedef bool DtPairSeen(void *context, const DtPairRow *row);
bool dt_store_pairs(DtStore *store, DtDateSpan days, int64_t limit, DtPairSeen *seen, void *context, DtError *error);

// Who acted towards whom within days: a row for each direction of two different actors, and category.
typedef struct DtDyadRow {
	DtSlice actor, recipient;
	uint8_t category;
	int64_t facts;
	double score; // their number times the score of the category
} DtDyadRow;

typedef bool DtDyadSeen(void *context, const DtDyadRow *row);
bool dt_store_dyads(DtStore *store, DtDateSpan days, DtDyadSeen *seen, void *context, DtError *error);

typedef struct DtSeriesRow {
	DtDate day;
	int64_t categories[DT_CATEGORY_COUNT]; // facts; DT_CATEGORY_NONE: those of no category
	int64_t counts[DT_REALITY_COUNT];
	int64_t happenings;      // that the facts tell of: reports of one kind on one day, or of one link, are one
	double score, goldstein; // sums over the facts
} DtSeriesRow;

// A pair of plain codes (dt_between_is_plain) by day, ascending. Days without events have no row. A mutual event counts
// in either direction, and once where both are asked for.
typedef bool DtSeriesSeen(void *context, const DtSeriesRow *row);
bool dt_store_series(DtStore *store, const DtBetween *between, DtSeriesSeen *seen, void *context, DtError *error);

// An event as pairs know it.
typedef struct DtReport {
	int64_t event;
	DtDate day;
	uint8_t category;
	DtReality reality;
	bool mutual, back; // back: from recipient to actor
	double score, goldstein;
	int64_t kind, happening; // happening 0: it has no link; then kind and day tell which it is
	int64_t publication;     // 0: unknown
} DtReport;

// The events between any two sides, by day, each once, as far as they have a day.
typedef bool DtReportSeen(void *context, const DtReport *report);
bool dt_store_reports(DtStore *store, const DtBetween *between, DtReportSeen *seen, void *context, DtError *error);

// Which of them count.
typedef struct DtReportFilter {
	uint8_t category; // DT_CATEGORY_NONE for any
	uint8_t quad;     // 1..4; 0 for any
	DtSlice mode;     // a mode's name; empty for any
	uint8_t sector;   // of one of the two; DT_SECTOR_NONE for any
	int reality;      // DtReality; -1 for any
	int source;       // DtSourceKind, of any of its sources; -1 for any
	DtSlice place;    // alpha-3 of a place; empty for any
	float confidence; // at least
} DtReportFilter;

// The same, with a filter. Place, source and confidence are looked up event by event.
bool dt_store_reports_of(DtStore *store, const DtBetween *between, const DtReportFilter *filter, DtReportSeen *seen,
                         void *context, DtError *error);

// One event by its number in the record.
bool dt_store_event(DtStore *store, int64_t event, DtEventSeen *seen, void *context, DtError *error);

// The nearest of an event's sources; *found when it has one. Its texts hold until the store is asked again.
bool dt_store_nearest_source(DtStore *store, int64_t event, DtRecordSource *source, bool *found, DtError *error);

// Who told of an event: mentions by its number in the record, or in its table, the surest first.
typedef bool DtToldSeen(void *context, const DtTold *mention);
bool dt_store_mentions(DtStore *store, int64_t event, DtToldSeen *seen, void *context, DtError *error);

// Facts between different codes by day, ascending: how much news there is.
typedef bool DtNewsSeen(void *context, DtDate day, int64_t facts);
bool dt_store_news(DtStore *store, DtDateSpan days, DtNewsSeen *seen, void *context, DtError *error);

// What tables without events give for two codes, by day, ascending; sums over tables.
typedef struct DtScoreRow {
	DtDate day;
	double score;
} DtScoreRow;

typedef bool DtScoreSeen(void *context, const DtScoreRow *row);
bool dt_store_scores(DtStore *store, DtSlice a, DtSlice b, DtDateSpan days, DtScoreSeen *seen, void *context,
                     DtError *error);

// The days of all pairs of different codes: dt_store_pair_days pair by pair, then by day and direction; dt_store_days
// day by day.
typedef struct DtPairDayRow {
	DtSlice a, b;
	int64_t pair; // the same for rows of one pair, and small
	DtDate day;
	bool mutual, back; // neither: from a to b
	const DtSums *sums;
} DtPairDayRow;

typedef bool DtPairDaySeen(void *context, const DtPairDayRow *row);
bool dt_store_pair_days(DtStore *store, DtDateSpan days, DtPairDaySeen *seen, void *context, DtError *error);
bool dt_store_days(DtStore *store, DtDateSpan days, DtPairDaySeen *seen, void *context, DtError *error);

// Documents, newest first.
typedef struct DtDocumentQuery {
	DtSlice name;        // empty for all
	int64_t limit, skip; // limit 0 for all
} DtDocumentQuery;

typedef struct DtDocumentRow {
	DtSlice name, title, url, publication;
	DtSlice text; // as it was given; empty for tables of others
	DtDate date;
	int64_t events;
} DtDocumentRow;

typedef bool DtDocumentSeen(void *context, const DtDocumentRow *row);
bool dt_store_documents(DtStore *store, const DtDocumentQuery *query, DtDocumentSeen *seen, void *context,
                        DtError *error);

// Looks whether file and sums are sound: true when they are. error says what is not.
bool dt_store_check(DtStore *store, DtError *error);

#endif

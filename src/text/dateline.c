// SPDX-License-Identifier: Apache-2.0
// A dateline is places, then a date, then an agency, each of which may be missing, then a dash (some agencies: a colon,
// a full stop):
//
//     SEOUL, Nov 26 (Reuters) -            KABUL, Afghanistan (AP) --         WASHINGTON —
//     Beijing, 3 May (Xinhua) --           MOSCOW, May 3. /TASS/.             NEW DELHI:
//     Tehran, March 3, IRNA –              WASHINGTON/SEOUL, Nov 26 (Yonhap) --
//
// Without an agency or a date, a place counts when it stands in capitals, or before a long dash and a capital.
#include "text/dateline.h"

#include "text/abbreviations.h"

enum { MOST_PLACE_WORDS = 9, MOST_AGENCY_WORDS = 7 };

typedef struct Reading {
	DtSlice text;
	const DtWord *words;
	size_t at, end;
} Reading;

static bool more(const Reading *reading) { return reading->at < reading->end; }

static DtSlice word(const Reading *reading) {
	return more(reading) ? dt_word_text(reading->text, &reading->words[reading->at]) : dt_slice(NULL, 0);
}

static bool has(const Reading *reading, unsigned marks) {
	return more(reading) && (reading->words[reading->at].marks & marks);
}

static bool take(Reading *reading, const char *text) {
	if (!dt_slice_is(word(reading), text)) return false;
	reading->at++;
	return true;
}

static DtSpan span_from(const Reading *reading, size_t first) {
	if (reading->at == first) return (DtSpan){0, 0};
	return (DtSpan){reading->words[first].start, reading->words[reading->at - 1].end};
}

static DtSlice bare(DtSlice text) {
	if (text.length && text.data[text.length - 1] == '.') text.length--;
	return text;
}

static bool is_month(const Reading *reading) { return dt_word_is_month(bare(word(reading))); }
static bool is_weekday(const Reading *reading) { return dt_word_is_weekday(bare(word(reading))); }

static bool is_number(const Reading *reading, size_t shortest, size_t longest) {
	DtSlice text = word(reading);
	if (!has(reading, DT_WORD_DIGIT) || text.length < shortest || text.length > longest) return false;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9') return false;
	}
	return true;
}

// A comma and a year.
static void read_year(Reading *reading) {
	size_t at = reading->at;
	take(reading, ",");
	if (is_number(reading, 4, 4))
		reading->at++;
	else
		reading->at = at;
}

// "Nov. 26, 2024", "26 November", "Tuesday", "2024-11-26".
static bool read_date(Reading *reading) {
	size_t start = reading->at;
	if (is_weekday(reading)) {
		reading->at++;
		take(reading, ".");
		size_t behind = reading->at;
		take(reading, ",");
		if (!read_date(reading)) reading->at = behind;
		return true;
	}
	if (is_month(reading)) {
		reading->at++;
		take(reading, ".");
		if (is_number(reading, 1, 2)) {
			reading->at++;
			read_year(reading);
			return true;
		}
	} else if (is_number(reading, 1, 2)) {
		reading->at++;
		if (is_month(reading)) {
			reading->at++;
			read_year(reading);
			return true;
		}
	} else if (has(reading, DT_WORD_DIGIT) && dt_date_parse(word(reading)) != DT_DATE_NONE) {
		reading->at++;
		return true;
	}
	reading->at = start;
	return false;
}

// "(May 3, 2024)".
static bool read_bracketed_date(Reading *reading, DtSpan *date) {
	size_t start = reading->at;
	if (take(reading, "(")) {
		size_t first = reading->at;
		bool read = read_date(reading);
		*date = span_from(reading, first);
		if (read && take(reading, ")")) return true;
	}
	reading->at = start;
	*date = (DtSpan){0, 0};
	return false;
}

// "(Reuters)", "/TASS/", also a bare name in capitals behind a comma ("IRNA").
static bool read_agency(Reading *reading, DtSpan *agency) {
	size_t start = reading->at;
	bool slash = dt_slice_is(word(reading), "/"),
		 bracket = dt_slice_is(word(reading), "(") || dt_slice_is(word(reading), "[");
	if (slash || bracket) {
		reading->at++;
		size_t first = reading->at;
		bool capital = has(reading, DT_WORD_UPPER);
		while (reading->at - first < MOST_AGENCY_WORDS && more(reading) && !has(reading, DT_WORD_CLOSE) &&
		       !(slash && dt_slice_is(word(reading), "/")))
			reading->at++;
		*agency = span_from(reading, first);
		if (capital && (slash ? dt_slice_is(word(reading), "/") : has(reading, DT_WORD_CLOSE))) {
			reading->at++;
			return true;
		}
	} else if (has(reading, DT_WORD_CAPITALS) && word(reading).length <= 6) {
		reading->at++;
		*agency = span_from(reading, start);
		return true;
	}
	reading->at = start;
	*agency = (DtSpan){0, 0};
	return false;
}

// Names with capitals, hyphens, slashes and commas between: "PORT-AU-PRINCE, Haiti", "St. Petersburg".
// Says whether its first name stands in capitals.
static bool read_place(Reading *reading, bool *capitals) {
	size_t start = reading->at, behind = start; // behind the last name
	*capitals = has(reading, DT_WORD_CAPITALS) || (dt_slice_is(word(reading), "ST."));
	while (more(reading) && reading->at - start < MOST_PLACE_WORDS) {
		DtSlice text = word(reading);
		bool linked =
			dt_slice_is(text, "-") || dt_slice_is(text, "/") || dt_slice_is(text, ",") || dt_slice_is(text, "and");
		if (linked && behind == start) break;
		if (linked && behind < reading->at) break; // two links in a row
		if (!linked && (!has(reading, DT_WORD_UPPER) || is_month(reading) || is_weekday(reading))) {
			bool particle =
				behind > start && (dt_slice_is(text, "of") || dt_slice_is(text, "de") || dt_slice_is(text, "al") ||
			                       dt_slice_is(text, "the") || dt_slice_is(text, "au"));
			if (!particle) break;
		}
		if (has(reading, DT_WORD_DASH)) break;
		reading->at++;
		if (!linked) behind = reading->at;
	}
	reading->at = behind;
	return behind > start;
}

static bool is_long_dash(DtSlice text) {
	return dt_slice_is(text, "--") || dt_slice_is(text, "---") || dt_slice_is(text, "—") || dt_slice_is(text, "–") ||
	       dt_slice_is(text, "―") || dt_slice_is(text, "\x97") || dt_slice_is(text, "\x96");
}

// Words that stand where a place would but name the kind of piece, or a speaker.
static bool is_label(DtSlice first) {
	static const char *const labels[] = {
		"alert",   "analysis",   "answer",    "background", "breaking",  "brief",     "chart",     "column",
		"comment", "correction", "editorial", "exclusive",  "explainer", "factbox",   "feature",   "focus",
		"graphic", "highlights", "insight",   "interview",  "live",      "moderator", "newsmaker", "note",
		"notice",  "opinion",    "photos",    "poll",       "preview",   "profile",   "q",         "question",
		"related", "report",     "review",    "source",     "special",   "summary",   "timeline",  "update",
		"urgent",  "video",      "warning",   "watch",      "wrapup",
	};
	return dt_word_find(labels, sizeof labels / sizeof *labels, first) >= 0;
}

typedef struct Parts {
	bool place, capitals, date, agency;
} Parts;

// What closes the dateline, given what was found.
static bool read_close(Reading *reading, Parts parts) {
	DtSlice mark = word(reading);
	bool dash = has(reading, DT_WORD_DASH), long_dash = is_long_dash(mark);
	bool whole = parts.agency && (parts.date || parts.capitals);
	bool dotted = (whole && (dt_slice_is(mark, ":") || dt_slice_is(mark, "."))) ||
	              (parts.capitals && parts.place && dt_slice_is(mark, ":"));
	if (!dash && !long_dash && !dotted) return false;
	reading->at++;
	if (!more(reading)) return true;
	bool apart = has(reading, DT_WORD_BLANK_LEFT);
	while (has(reading, DT_WORD_OPEN)) reading->at++;
	bool capital_next = has(reading, DT_WORD_UPPER | DT_WORD_DIGIT | DT_WORD_LETTER);
	if (parts.agency && (parts.capitals || parts.date)) return true;
	if (parts.agency) return capital_next;
	if (parts.date) return capital_next || parts.capitals;
	return capital_next && (parts.capitals || (long_dash && apart));
}

// A place alone counts before text that ends in a stop.
static bool place_alone_counts(const Reading *reading, size_t start, Parts parts) {
	const DtWord *first = &reading->words[start];
	size_t last = reading->end - 1;
	while (last > start && (reading->words[last].marks & DT_WORD_CLOSE)) last--;
	if (!(reading->words[last].marks & DT_WORD_STOP) && !reading->words[last].abbreviation) return false;
	if (is_label(dt_word_text(reading->text, first))) return false;
	size_t names = reading->at - start;
	return parts.capitals ? names <= 5 && first->end - first->start > 2 : names <= 3;
}

// "(Washington, D.C.)": what stands in brackets alone and has a comma is a place.
static void swap_place(DtSlice text, DtDateline *read) {
	DtSlice agency = dt_slice_cut(text, read->agency.start, read->agency.end);
	if (!memchr(agency.data, ',', agency.length)) return;
	read->place = read->agency;
	read->agency = (DtSpan){0, 0};
}

size_t dt_dateline_read(DtSlice text, const DtWord *words, size_t start, size_t end, DtDateline *dateline) {
	Reading reading = {text, words, start, end};
	Parts parts = {0};
	DtDateline read = {0};
	parts.place = read_place(&reading, &parts.capitals);
	read.place = span_from(&reading, start);
	size_t behind_place = reading.at;
	if (!take(&reading, ",") && parts.place) take(&reading, ".");
	size_t first = reading.at;
	parts.date = read_date(&reading);
	read.date = span_from(&reading, first);
	if (!parts.date) reading.at = behind_place;
	if (parts.date && !take(&reading, ",")) take(&reading, ".");
	if (!parts.date && parts.place) parts.date = read_bracketed_date(&reading, &read.date);
	bool bare_agency = parts.place && parts.date;
	if (bare_agency || dt_slice_is(word(&reading), "(") || dt_slice_is(word(&reading), "["))
		parts.agency = read_agency(&reading, &read.agency);
	if (!parts.place && !parts.agency) return start;
	if (!parts.date && !parts.agency && !place_alone_counts(&reading, start, parts)) return start;
	if (!parts.place && !parts.date && dt_slice_is(dt_word_text(text, &words[start]), "[")) return start;
	size_t mark = reading.at;
	if (!read_close(&reading, parts)) return start;
	if (!parts.place && !parts.date) swap_place(text, &read);
	read.span = (DtSpan){words[start].start, words[mark].end};
	*dateline = read;
	return mark + 1;
}

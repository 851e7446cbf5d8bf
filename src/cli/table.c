// SPDX-License-Identifier: Apache-2.0
// A table that fits the terminal: fixed columns for date and category, the rest shared by the words.
//
//   DATE         WHO                  DID WHAT            TO WHOM              MARKS / ACCORDING TO
//   2024-11-26   USA GOV Trump        AGREE 036           PRK GOV Kim Jong Un  hypothetical; sources → Reuters
//
// Colours follow the quad classes: cooperation green and cyan, conflict yellow and red.
#include "cli/table.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/unicode.h"

enum { DATE_WIDTH = 12, WHAT_WIDTH = 24 };

size_t dt_terminal_width(void) {
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	long said;
	if (columns && dt_slice_to_int(dt_slice_of(columns), &said) && said >= 60 && said <= 1000) return (size_t)said;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 60) return size.ws_col;
	return 120;
}

void dt_party_write(DtBuffer *buffer, const DtParty *party) {
	bool coded = party->code.length || party->sector_count;
	dt_buffer_add(buffer, party->code.length ? party->code : coded ? dt_slice_of("?") : (DtSlice){"", 0});
	for (int i = 0; i < party->sector_count; i++) {
		dt_buffer_add_char(buffer, i ? ';' : ' ');
		dt_buffer_add_text(buffer, dt_sector_name((DtSector)party->sectors[i]));
	}
	DtSlice name = party->identifier_text.length ? party->identifier_text : party->entity_text;
	if (!coded || name.length) {
		if (coded) dt_buffer_add_char(buffer, ' ');
		for (size_t i = 0; i < name.length; i++)
			dt_buffer_add_char(buffer, name.data[i] == '\n' || name.data[i] == '\r' ? ' ' : name.data[i]);
	}
}

static void write_parties(DtBuffer *buffer, const DtParty *parties, uint32_t first, uint32_t count) {
	for (uint32_t i = first; i < count; i++) {
		if (i > first) dt_buffer_add_text(buffer, ", ");
		dt_party_write(buffer, &parties[i]);
	}
}

static void write_marks(DtBuffer *buffer, const DtEvent *event) {
	bool any = false;
	for (int bit = 0; bit < DT_AUXILIARY_COUNT; bit++) {
		if (!(event->auxiliary >> bit & 1)) continue;
		if (any) dt_buffer_add_text(buffer, ", ");
		dt_buffer_add_text(buffer, dt_auxiliary_name(bit));
		any = true;
	}
	for (uint32_t i = 0; i < event->source_count && !event->sources[i].outlet; i++) { // every row has the outlet
		dt_buffer_add_text(buffer, i ? " → " : any ? "; " : "");
		const DtParty *party = &event->sources[i].party;
		dt_buffer_add(buffer, party->identifier_text.length ? party->identifier_text : party->entity_text);
	}
}

static void write_what(DtBuffer *buffer, const DtEvent *event) {
	dt_buffer_add_text(buffer, dt_category_name((DtCategory)event->category));
	if (event->mode) dt_buffer_format(buffer, "/%s", dt_mode_name(event->mode));
	if (event->cameo[0]) dt_buffer_format(buffer, " %s", event->cameo);
}

// Appends text cut or filled to width characters.
static void add_cell(DtBuffer *buffer, DtSlice text, size_t width, const char *colour) {
	size_t length = dt_utf8_count(text);
	bool cut = length > width;
	if (colour) dt_buffer_add_text(buffer, colour);
	dt_buffer_add(buffer, cut ? dt_slice_cut(text, 0, dt_utf8_offset(text, width - 1)) : text);
	if (cut) dt_buffer_add_text(buffer, "…");
	if (colour) dt_buffer_add_text(buffer, "\x1b[0m");
	for (size_t i = cut ? width : length; i < width + 2; i++) dt_buffer_add_char(buffer, ' ');
}

static void trim_line(DtBuffer *buffer) {
	while (buffer->length && buffer->data[buffer->length - 1] == ' ') buffer->length--;
	dt_buffer_add_char(buffer, '\n');
}

static void write_date(DtBuffer *cell, const DtEvent *event) {
	char text[DT_DATE_ROOM];
	dt_date_format(event->days.from, text);
	DtSlice date = dt_slice_of(text);
	if (event->precision == DT_PRECISION_MONTH) date.length = 7;
	if (event->precision == DT_PRECISION_YEAR) date.length = 4;
	if (event->precision == DT_PRECISION_UNKNOWN && date.length) dt_buffer_add_char(cell, '~');
	dt_buffer_add(cell, date);
	bool open = event->precision == DT_PRECISION_SPAN || event->precision == DT_PRECISION_WEEK ||
	            event->precision == DT_PRECISION_SEASON;
	if (open && date.length) dt_buffer_add_text(cell, "…");
}

static void write_row(DtBuffer *buffer, const DtEvent *event, const size_t *widths, const DtTableStyle *style) {
	static const char *const quads[] = {"", "\x1b[32m", "\x1b[36m", "\x1b[33m", "\x1b[31m"};
	DtBuffer cell = {0};
	write_date(&cell, event);
	add_cell(buffer, dt_buffer_slice(&cell), DATE_WIDTH, NULL);
	dt_buffer_reset(&cell);
	bool together = event->symmetric && event->recipient_count == 0 && event->actor_count > 1;
	write_parties(&cell, event->actors, 0, together ? 1 : event->actor_count);
	add_cell(buffer, dt_buffer_slice(&cell), widths[0], NULL);
	dt_buffer_reset(&cell);
	write_what(&cell, event);
	add_cell(buffer, dt_buffer_slice(&cell), WHAT_WIDTH,
	         style->colour ? quads[dt_category_quad((DtCategory)event->category)] : NULL);
	dt_buffer_reset(&cell);
	if (together) { // the first of them stands under WHO, the others here
		dt_buffer_add_text(&cell, "with ");
		write_parties(&cell, event->actors, 1, event->actor_count);
	}
	write_parties(&cell, event->recipients, 0, event->recipient_count);
	add_cell(buffer, dt_buffer_slice(&cell), widths[0], NULL);
	dt_buffer_reset(&cell);
	write_marks(&cell, event);
	add_cell(buffer, dt_buffer_slice(&cell), widths[1], style->colour ? "\x1b[2m" : NULL);
	trim_line(buffer);
	dt_buffer_clear(&cell);
}

static void write_heading(DtBuffer *buffer, const DtDocument *document, const DtTableStyle *style) {
	char date[DT_DATE_ROOM];
	DtSlice title = document->title.length ? document->title : document->id;
	if (style->colour) dt_buffer_add_text(buffer, "\x1b[1m");
	dt_buffer_add(buffer, title);
	if (style->colour) dt_buffer_add_text(buffer, "\x1b[0m");
	if (document->date != DT_DATE_NONE) dt_buffer_format(buffer, "  %s", dt_date_format(document->date, date));
	if (document->publication.length)
		dt_buffer_format(buffer, "  " DT_SLICE_FORMAT, DT_SLICE_ARGS(document->publication));
	dt_buffer_add_char(buffer, '\n');
}

static void write_left_out(DtBuffer *buffer, uint32_t count, const DtTableStyle *style) {
	if (count == 0) return;
	dt_buffer_format(buffer, "%s  %u less certain left out; --min-confidence 0 shows all%s\n",
	                 style->colour ? "\x1b[2m" : "", count, style->colour ? "\x1b[0m" : "");
}

void dt_table_write(DtBuffer *buffer, const DtDocument *document, uint32_t left_out, const DtTableStyle *style) {
	static const char *const names[] = {"DATE", "WHO", "DID WHAT", "TO WHOM", "MARKS; ACCORDING TO"};
	size_t rest = style->width - DATE_WIDTH - WHAT_WIDTH - 10;
	size_t widths[2] = {rest * 33 / 100, rest - 2 * (rest * 33 / 100)};
	write_heading(buffer, document, style);
	if (document->event_count == 0) {
		dt_buffer_add_text(buffer, "  no events\n");
		write_left_out(buffer, left_out, style);
		dt_buffer_add_char(buffer, '\n');
		return;
	}
	size_t columns[] = {DATE_WIDTH, widths[0], WHAT_WIDTH, widths[0], widths[1]};
	for (int i = 0; i < 5; i++) add_cell(buffer, dt_slice_of(names[i]), columns[i], style->colour ? "\x1b[2m" : NULL);
	trim_line(buffer);
	for (uint32_t i = 0; i < document->event_count; i++) write_row(buffer, &document->events[i], widths, style);
	write_left_out(buffer, left_out, style);
	dt_buffer_add_char(buffer, '\n');
}

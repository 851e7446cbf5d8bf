// SPDX-License-Identifier: Apache-2.0
// See happening.h.
//
//   category   the same family; of what is only said ("accused", "urged") the same CAMEO code: that happens daily
//   marks      the same of negation, hypothetical, future; background may be told as news and the other way round
//   parties    every code of the shorter side is on the longer one, and so for the other side
//   days       day and day must be the same; a week or month holds a day; a longer or stated interval only itself;
//              without a date, one of the days up to publication
//   place      the same country, and within a degree where both have coordinates
#include "document/happening.h"

void dt_telling_add_code(DtSlice codes[DT_TELLING_PARTIES], uint32_t *count, DtSlice code) {
	for (uint32_t i = 0; i < *count; i++)
		if (dt_slice_equal(codes[i], code)) return;
	if (code.length && *count < DT_TELLING_PARTIES) codes[(*count)++] = code;
}

DtTelling dt_telling_of_event(const DtEvent *event) {
	DtTelling telling = {.category = event->category,
	                     .auxiliary = event->auxiliary,
	                     .precision = event->precision,
	                     .mode = event->mode,
	                     .days = event->days,
	                     .symmetric = event->symmetric};
	memcpy(telling.cameo, event->cameo, sizeof telling.cameo);
	for (uint32_t i = 0; i < event->actor_count; i++)
		dt_telling_add_code(telling.actors, &telling.actor_count, event->actors[i].code);
	for (uint32_t i = 0; i < event->recipient_count; i++)
		dt_telling_add_code(telling.recipients, &telling.recipient_count, event->recipients[i].code);
	if (event->place_count) {
		telling.country = event->places[0].country;
		telling.located = event->places[0].located;
		telling.latitude = event->places[0].latitude;
		telling.longitude = event->places[0].longitude;
	}
	return telling;
}

uint8_t dt_category_family(uint8_t category) {
	switch (category) {
	case DT_CATEGORY_SANCTION:
		return DT_CATEGORY_COERCE;
	case DT_CATEGORY_SUPPORT:
		return DT_CATEGORY_AGREE;
	default:
		return category;
	}
}

// What is said happens often between the same two.
static bool is_said(uint8_t category) {
	return category == DT_CATEGORY_ACCUSE || category == DT_CATEGORY_REQUEST || category == DT_CATEGORY_SUPPORT ||
	       category == DT_CATEGORY_REJECT || category == DT_CATEGORY_THREATEN || category == DT_CATEGORY_AGREE ||
	       category == DT_CATEGORY_CONCEDE;
}

static bool holds_all(const DtSlice *few, uint32_t few_count, const DtSlice *many, uint32_t many_count) {
	for (uint32_t i = 0; i < few_count; i++) {
		bool found = false;
		for (uint32_t k = 0; k < many_count; k++) found |= dt_slice_equal(few[i], many[k]);
		if (!found) return false;
	}
	return true;
}

static bool sides_agree(const DtSlice *a, uint32_t a_count, const DtSlice *b, uint32_t b_count) {
	if (a_count == 0 || b_count == 0) return a_count == b_count;
	return a_count <= b_count ? holds_all(a, a_count, b, b_count) : holds_all(b, b_count, a, a_count);
}

static bool parties_agree(const DtTelling *a, const DtTelling *b) {
	if (a->symmetric != b->symmetric || a->actor_count == 0 || b->actor_count == 0) return false;
	if (a->symmetric && (a->actor_count < 2 || b->actor_count < 2)) return false;
	return sides_agree(a->actors, a->actor_count, b->actors, b->actor_count) &&
	       sides_agree(a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

static bool is_wide(const DtTelling *telling) {
	return telling->precision == DT_PRECISION_SPAN || telling->precision == DT_PRECISION_YEAR ||
	       telling->precision == DT_PRECISION_SEASON;
}

static bool days_agree(const DtTelling *a, const DtTelling *b) {
	DtDateSpan one = a->days, other = b->days;
	if (one.from == DT_DATE_NONE || other.from == DT_DATE_NONE) return false;
	if (is_wide(a) || is_wide(b)) return one.from == other.from && one.to == other.to;
	bool open = a->precision == DT_PRECISION_UNKNOWN, open_too = b->precision == DT_PRECISION_UNKNOWN;
	if (open && open_too) return one.to - other.to <= 1 && other.to - one.to <= 1;
	if (open) one.from = one.to - DT_REPORT_DAYS;
	if (open_too) other.from = other.to - DT_REPORT_DAYS;
	return one.from <= other.to && other.from <= one.to;
}

static bool places_agree(const DtTelling *a, const DtTelling *b) {
	const double degree = 1.0;
	if (a->country.length && b->country.length && !dt_slice_equal(a->country, b->country)) return false;
	if (!a->located || !b->located) return true;
	double up = a->latitude - b->latitude, along = a->longitude - b->longitude;
	return up <= degree && up >= -degree && along <= degree && along >= -degree;
}

bool dt_same_happening(const DtTelling *a, const DtTelling *b) {
	const uint8_t factual = DT_AUXILIARY_NEGATION | DT_AUXILIARY_HYPOTHETICAL | DT_AUXILIARY_FUTURE;
	if (dt_category_family(a->category) != dt_category_family(b->category)) return false;
	if ((a->auxiliary & factual) != (b->auxiliary & factual)) return false;
	if ((is_said(a->category) || is_said(b->category)) && strcmp(a->cameo, b->cameo) != 0) return false;
	bool modes = a->mode && b->mode && a->mode != b->mode;
	if (a->category == DT_CATEGORY_CONSULT && modes) return false; // a telephone call is no visit
	return days_agree(a, b) && parties_agree(a, b) && places_agree(a, b);
}

static bool takes_part(const DtTelling *telling, DtSlice code) {
	for (uint32_t i = 0; i < telling->actor_count; i++)
		if (dt_slice_equal(telling->actors[i], code)) return true;
	for (uint32_t i = 0; i < telling->recipient_count; i++)
		if (dt_slice_equal(telling->recipients[i], code)) return true;
	return false;
}

// Everybody of the one takes part in the other, on whichever side.
static bool same_people(const DtTelling *a, const DtTelling *b) {
	if (a->actor_count + a->recipient_count < 2) return false;
	for (uint32_t i = 0; i < a->actor_count; i++)
		if (!takes_part(b, a->actors[i])) return false;
	for (uint32_t i = 0; i < a->recipient_count; i++)
		if (!takes_part(b, a->recipients[i])) return false;
	return true;
}

static bool is_planned_meeting(const DtTelling *telling) {
	return telling->category == DT_CATEGORY_CONSULT ||
	       (telling->category == DT_CATEGORY_AGREE && strcmp(telling->cameo, "036") == 0);
}

bool dt_telling_answers(const DtTelling *later, const DtTelling *earlier) {
	const uint8_t open = DT_AUXILIARY_HYPOTHETICAL | DT_AUXILIARY_FUTURE;
	const uint8_t unreal = open | DT_AUXILIARY_NEGATION | DT_AUXILIARY_HISTORICAL;
	bool family = dt_category_family(later->category) == dt_category_family(earlier->category);
	bool denies = later->auxiliary & DT_AUXILIARY_NEGATION && !(earlier->auxiliary & DT_AUXILIARY_NEGATION) && family;
	bool calls_off = later->category == DT_CATEGORY_REJECT && strcmp(later->cameo, "125") == 0 &&
	                 !(later->auxiliary & open) && is_planned_meeting(earlier);
	bool meets = later->category == DT_CATEGORY_CONSULT && is_planned_meeting(earlier);
	bool confirms = !(later->auxiliary & unreal) && earlier->auxiliary & open && (family || meets);
	bool after =
		later->days.to == DT_DATE_NONE || earlier->days.from == DT_DATE_NONE || later->days.to >= earlier->days.from;
	return (denies || calls_off || confirms) && after && same_people(later, earlier);
}

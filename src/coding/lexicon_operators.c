// SPDX-License-Identifier: Apache-2.0
// Blocks of operators, and rows that operators share.
#include "coding/lexicon_reader.h"

// ---- operators ----

static bool read_row_key(DtLexiconReader *reader, DtSlice key, DtOperatorRow *row) {
	DtResult inner = {0};
	if (dt_slice_is(key, "*")) return true;
	if (dt_lexicon_is_cameo(key)) return dt_lexicon_read_cameo(reader, key, row->cameo, false);
	if (!dt_lexicon_read_category(reader, key, &inner)) return false;
	row->category = inner.category;
	row->mode = inner.mode;
	return true;
}

// "ACCUSE | COERCE/arrest | 172 -> same +hypothetical": one line, a row for each key.
static bool read_operator_row(DtLexiconReader *reader, DtOperatorDraft *draft, size_t arrow) {
	DtSlice text = reader->line->text, keys = dt_slice_cut(text, 0, arrow), key;
	DtOperatorRow line = {.file = reader->line->file, .line = (uint32_t)reader->line->number};
	line.id = dt_arena_format(reader->arena, DT_SLICE_FORMAT "/%zu", DT_SLICE_ARGS(reader->stem), reader->line->number);
	if (!dt_lexicon_read_result(reader, dt_slice_cut(text, arrow + 2, text.length), &line.result, &line.parties, NULL,
	                            NULL))
		return false;
	while (dt_lexicon_alternative(&keys, &key)) {
		DtOperatorRow row = line;
		if (key.length == 0) return dt_lexicon_fault(reader, text, "a key is missing");
		if (!read_row_key(reader, key, &row)) return false;
		DT_PUSH(reader->arena, draft->rows, draft->row_count, draft->row_capacity, row);
	}
	return true;
}

// "rows consent +future": the shared rows of that name, with marks, and with parties where they name none.
static bool take_shared_rows(DtLexiconReader *reader, DtOperatorDraft *draft, DtSlice rest) {
	DtLexicon *lexicon = reader->lexicon;
	DtOperatorRow extra = {0};
	const DtOperator *shared = NULL;
	DtSlice name, word;
	if (!dt_line_word(&rest, &name)) return dt_lexicon_fault(reader, rest, "expected 'rows NAME'");
	for (size_t i = 0; i < lexicon->shared_count; i++) {
		if (dt_slice_equal(lexicon->shared[i]->name, name)) shared = lexicon->shared[i];
	}
	if (!shared)
		return dt_lexicon_fault(reader, name, "no rows '" DT_SLICE_FORMAT "' stand above", DT_SLICE_ARGS(name));
	while (dt_line_word(&rest, &word)) {
		bool mark = word.data[0] == '+' || word.data[0] == '-';
		if (!(mark ? dt_lexicon_read_mark(reader, word, &extra.result, false)
		           : dt_lexicon_read_option(reader, word, &extra.parties, NULL, NULL)))
			return false;
	}
	for (uint32_t i = 0; i < shared->row_count; i++) {
		DtOperatorRow row = shared->rows[i];
		row.result.add |= extra.result.add;
		row.result.remove |= extra.result.remove;
		if (!dt_parties_said(&row.parties)) row.parties = extra.parties;
		DT_PUSH(reader->arena, draft->taken, draft->taken_count, draft->taken_capacity, row);
	}
	return true;
}

// A row of its own stands before one taken over with the same key.
static void append_taken_rows(DtLexiconReader *reader, DtOperatorDraft *draft) {
	for (size_t i = 0; i < draft->taken_count; i++) {
		const DtOperatorRow *row = &draft->taken[i];
		bool replaced = false;
		for (size_t k = 0; k < draft->row_count && !replaced; k++) {
			const DtOperatorRow *own = &draft->rows[k];
			replaced = own->category == row->category && own->mode == row->mode && strcmp(own->cameo, row->cameo) == 0;
		}
		if (!replaced) DT_PUSH(reader->arena, draft->rows, draft->row_count, draft->row_capacity, *row);
	}
}

bool dt_lexicon_read_operator_field(DtLexiconReader *reader, DtOperatorDraft *draft) {
	DtSlice rest = reader->line->text, key, item;
	size_t arrow = dt_slice_find(rest, dt_slice_of("->"));
	if (arrow != SIZE_MAX) return read_operator_row(reader, draft, arrow);
	dt_line_word(&rest, &key);
	if (dt_slice_is(key, "rows")) return take_shared_rows(reader, draft, rest);
	if (draft->shared) return dt_lexicon_fault(reader, key, "shared rows hold rows alone");
	if (dt_slice_is(key, "words")) {
		while (dt_lexicon_alternative(&rest, &item)) {
			if (item.length == 0) return dt_lexicon_fault(reader, key, "a word is missing");
			if (!dt_lexicon_add_predicate(reader, item, (DtPredicateTarget){.operator_ = draft->operator_}))
				return false;
		}
		return true;
	}
	if (dt_slice_is(key, "slots")) {
		while (dt_line_word(&rest, &item)) {
			DtArgumentRole role = dt_role_find(item);
			if (role == DT_ROLE_COUNT)
				return dt_lexicon_fault(reader, item, "unknown role '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(item));
			DT_PUSH(reader->arena, draft->slots, draft->slot_count, draft->slot_capacity, (uint8_t)role);
		}
		return true;
	}
	if (dt_slice_is(key, "parties")) {
		while (dt_line_word(&rest, &item)) {
			if (!dt_lexicon_read_option(reader, item, &draft->operator_->parties, NULL, NULL)) return false;
		}
		return true;
	}
	if (dt_slice_is(key, "clause")) {
		if (!dt_line_word(&rest, &item) || !dt_slice_is(item, "untensed"))
			return dt_lexicon_fault(reader, key, "expected 'clause untensed'");
		return draft->operator_->untensed = true;
	}
	return dt_lexicon_fault(
		reader, key, "unknown field '" DT_SLICE_FORMAT "': words, slots, parties, clause, rows or a row with '->'",
		DT_SLICE_ARGS(key));
}

void dt_lexicon_finish_operator(DtLexiconReader *reader, DtOperatorDraft *draft) {
	if (!draft->operator_) return;
	DtOperator *operator_ = draft->operator_;
	DtLexicon *lexicon = reader->lexicon;
	append_taken_rows(reader, draft);
	operator_->slots = draft->slots;
	operator_->slot_count = (uint8_t)draft->slot_count;
	operator_->rows = draft->rows;
	operator_->row_count = (uint32_t)draft->row_count;
	bool lacks_slots = draft->slot_count == 0 && !draft->shared;
	if (lacks_slots || draft->row_count == 0) {
		reader->faults++;
		dt_error_add(reader->error, DT_FAULT_DATA, operator_->file, operator_->line, 1,
		             "'" DT_SLICE_FORMAT "' lacks %s", DT_SLICE_ARGS(operator_->name), lacks_slots ? "slots" : "rows");
	}
	if (draft->shared)
		DT_PUSH(lexicon->arena, lexicon->shared, lexicon->shared_count, lexicon->shared_capacity, operator_);
	else
		DT_PUSH(lexicon->arena, lexicon->operators, lexicon->operator_count, lexicon->operator_capacity, operator_);
}

void dt_lexicon_start_operator(DtLexiconReader *reader, DtOperatorDraft *draft) {
	DtSlice rest = reader->line->text, name, kind;
	*draft = (DtOperatorDraft){0};
	bool good = dt_line_word(&rest, &name) && dt_line_word(&rest, &kind);
	draft->shared = good && dt_slice_is(kind, "rows");
	if (!good || (!draft->shared && !dt_slice_is(kind, "operator"))) {
		dt_lexicon_fault(reader, reader->line->text, "expected 'name operator' or 'name rows'");
		return;
	}
	draft->operator_ = DT_NEW(reader->arena, DtOperator);
	draft->operator_->name = dt_arena_copy(reader->arena, name);
	draft->operator_->file = reader->line->file;
	draft->operator_->line = (uint32_t)reader->line->number;
}

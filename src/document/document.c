// SPDX-License-Identifier: Apache-2.0
// Documents.
#include "document/document.h"

#include "base/unicode.h"

DtDocument *dt_document_new(DtArena *arena) {
	DtDocument *document = DT_NEW(arena, DtDocument);
	document->arena = arena;
	document->date = DT_DATE_NONE;
	return document;
}

static size_t characters_between(const DtDocument *document, size_t from, size_t to) {
	return to > from ? dt_utf8_count(dt_slice_cut(document->text, from, to)) : 0;
}

void dt_document_count_characters(DtDocument *document) {
	size_t byte = document->prefix_length, character = 0;
	for (uint32_t i = 0; i < document->sentence_count; i++) {
		size_t start = document->sentences[i].span.start;
		character += characters_between(document, byte, start);
		if (start > byte) byte = start;
		document->sentences[i].character = (uint32_t)character;
	}
}

size_t dt_document_character(const DtDocument *document, uint32_t byte) {
	uint32_t low = 0, high = document->sentence_count;
	if (byte <= document->prefix_length) return 0;
	while (low < high) { // the first sentence that begins after byte
		uint32_t middle = (low + high) / 2;
		if (document->sentences[middle].span.start <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	bool before_all = low == 0 || document->sentences[low - 1].span.start < document->prefix_length;
	if (before_all) return characters_between(document, document->prefix_length, byte);
	const DtSentence *sentence = &document->sentences[low - 1];
	return sentence->character + characters_between(document, sentence->span.start, byte);
}

// SPDX-License-Identifier: Apache-2.0
// Documents.
#include "document/document.h"

DtDocument *dt_document_new(DtArena *arena) {
	DtDocument *document = DT_NEW(arena, DtDocument);
	document->arena = arena;
	document->date = DT_DATE_NONE;
	return document;
}

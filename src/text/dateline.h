// SPDX-License-Identifier: Apache-2.0
// Datelines: "SEOUL, Nov 26 (Reuters) -".
#ifndef DT_TEXT_DATELINE_H
#define DT_TEXT_DATELINE_H

#include "document/document.h"
#include "text/words.h"

// Reads a dateline at the head of a paragraph (words start … end). Returns the word behind it, start when there is
// none.
size_t dt_dateline_read(DtSlice text, const DtWord *words, size_t start, size_t end, DtDateline *dateline);

#endif

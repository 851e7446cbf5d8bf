// SPDX-License-Identifier: Apache-2.0
// Whether words are English.
#ifndef DT_TEXT_LANGUAGE_H
#define DT_TEXT_LANGUAGE_H

#include "text/words.h"

// True when most letters are not Latin, or when the small words are those of another language.
bool dt_words_are_foreign(DtSlice text, const DtWord *words, size_t count);

#endif

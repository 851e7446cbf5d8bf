// SPDX-License-Identifier: Apache-2.0
// Where sentences end within a paragraph.
#ifndef DT_TEXT_SENTENCES_H
#define DT_TEXT_SENTENCES_H

#include "text/words.h"

// True when the paragraph is written without capitals: it begins with a small letter, or says "i".
bool dt_paragraph_is_casual(DtSlice text, const DtWord *words, size_t start, size_t end);

// The end (word number, exclusive) of the sentence that begins at word start of a paragraph that ends at word end.
size_t dt_sentence_end(DtSlice text, const DtWord *words, size_t start, size_t end, bool casual);

// True when the last word of a sentence, an abbreviation, gives its full stop away: "etc|.", but not "U.S.".
bool dt_abbreviation_gives_stop(const DtWord *word);

#endif

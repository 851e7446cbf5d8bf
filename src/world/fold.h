// SPDX-License-Identifier: Apache-2.0
// The words of a name as matching sees them, the same for dictionaries and for documents.
//
// Lower case; Latin letters without diacritics; words end at blanks, hyphens and other marks; dots and apostrophes
// inside a word are dropped ("U.S." us, "Sana'a" sanaa), but a final 's is a word of its own, as tokenisers have it
// ("Lord's": lord, s); "&" is the word and, "+" the word plus.
#ifndef DT_WORLD_FOLD_H
#define DT_WORLD_FOLD_H

#include "base/slice.h"

enum { DT_FOLDED_ROOM = 48 };

typedef struct DtFoldedWord {
	char text[DT_FOLDED_ROOM]; // zeros after its end
	size_t length;
	size_t start;              // the byte where it begins
	bool has_upper, has_lower; // letters of either case in the text as it stood
	bool cut;                  // longer than the room: no word of a dictionary
} DtFoldedWord;

// Reads the next word from byte *at on, and moves *at past it; false when there is none.
bool dt_fold_next(DtSlice text, size_t *at, DtFoldedWord *word);

// True for a token of hyphens or apostrophes only, which joins its neighbours when it touches them.
bool dt_fold_is_hyphen(DtSlice text);

#endif

// SPDX-License-Identifier: Apache-2.0
// English inflection undone by rule: the base forms that a verb or noun may come from.
//
// For words that no training text held: "bombed" may come from "bomb" or "bombe", "shelling" from "shell" or "shelle".
// Who asks knows which of them is a word.
#ifndef DT_SYNTAX_INFLECTION_H
#define DT_SYNTAX_INFLECTION_H

#include "document/tags.h"

enum { DT_BASES = 4, DT_BASE_ROOM = 40 };

// Writes the possible base forms of a lower-case word of this tag (VBD, VBN, VBG, VBZ, NNS and the like), likeliest
// first; returns how many, 0 for other tags and for words longer than fits. Irregular verbs give one.
size_t dt_base_forms(DtSlice word, DtXpos xpos, char bases[DT_BASES][DT_BASE_ROOM]);

// True when the lower-case word is a form of an irregular verb with this tag; base is then its base form, for ever, and
// past tells that it can only be a past form ("tore", and not "found" or "cut").
bool dt_irregular_base(DtSlice word, DtXpos xpos, DtSlice *base, bool *past);

#endif

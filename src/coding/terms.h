// SPDX-License-Identifier: Apache-2.0
// Terms of office as times: "during the Biden administration", "at the beginning of his first presidential term",
// "under the previous government", "since Mitsotakis took office".
//
// Who held what when is the world's to say (dt_office_terms); here the words are found. Only those who head a state or
// a government give their name to a time.
#ifndef DT_CODING_TERMS_H
#define DT_CODING_TERMS_H

#include "coding/when.h"

enum { DT_TERM_TIMES = 4 };

// Writes up to room terms that the sentence names, in text order; returns how many. home is the country whose
// "previous government" is meant where the words do not say.
size_t dt_find_terms(const DtDocument *document, const DtWorld *world, const DtScene *scene, DtSlice home,
                     DtTermTime *terms, size_t room);

#endif

// SPDX-License-Identifier: Apache-2.0
// From text to sentences and tokens.
#ifndef DT_TEXT_SPLIT_H
#define DT_TEXT_SPLIT_H

#include "document/document.h"

// Fills the document's sentences, tokens and dateline from its text. Tokens get span, form, joined and space_after; no
// tags and no tree (upos X, head -1, head_confidence 0). Forms are the text at the span in UTF-8, without soft hyphens
// and other characters that do not show. A dateline is a sentence of its own. Any bytes will do; spans never share a
// byte and stand in text order. Takes time and memory linear in the text.
void dt_split_text(DtDocument *document);

#endif

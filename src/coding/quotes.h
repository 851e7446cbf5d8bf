// SPDX-License-Identifier: Apache-2.0
// The direct quotes of a document and who speaks them, carried from sentence to sentence.
//
// A quote's speaker is looked for in the sentences where it begins and ends; one that stands free and has none there
// goes on with the last speaker. Words in marks that nobody is said to speak are no speech: titles, scare quotes.
#ifndef DT_CODING_QUOTES_H
#define DT_CODING_QUOTES_H

#include "coding/match.h"

// Where the speaker of a quote was found.
typedef struct DtHeard {
	int32_t sentence, token; // -1 as long as nobody is found
	bool looked;             // its first sentence has been read
	bool open;               // its paragraph ends before its closing mark: the next one goes on
	bool known;              // mention is set
	DtMention mention;
} DtHeard;

typedef struct DtQuotes {
	DtDocument *document;
	const DtLexicon *lexicon;
	DtQuote *items; // in text order: document->quotes in the end
	DtHeard *heard; // [count]
	size_t count;
	size_t next; // the first quote that ends behind what has been read
} DtQuotes;

// Finds the direct quotes of the document; nothing is said of speakers yet. Quotes live in the document's arena.
void dt_find_quotes(DtDocument *document, const DtLexicon *lexicon, DtQuotes *quotes);

// The quote that holds the span, -1 for none.
int32_t dt_quote_at(const DtQuotes *quotes, DtSpan span);

// Looks for the speakers of the quotes in a sentence, before its mentions are found, and tells discourse whose words
// its tokens are ("we"). Sentences must come in order. What is found lives in arena as long as the sentence.
void dt_hear_quotes(DtArena *arena, DtQuotes *quotes, DtDiscourse *discourse, const DtReading *reading,
                    uint32_t sentence);

// After the mentions of a sentence: who the speakers in it are.
void dt_settle_quotes(DtQuotes *quotes, const DtScene *scene);

#endif

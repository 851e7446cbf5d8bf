// SPDX-License-Identifier: Apache-2.0
// CoNLL-U, the exchange format of Universal Dependencies, in and out.
//
// Reading makes a document of each "# newdoc" (of the whole content when there is none). The document's text is put
// together again: sentences by their "# text" where it agrees with the words, else from SpaceAfter; a blank between
// sentences, an empty line before "# newpar". Spans are exact, also within multiword tokens. Of the comments these are
// understood: "newdoc id", "newpar", "date", "title", "url" (also as "meta::date", "meta::dateCreated", "meta::title",
// "meta::sourceURL"). Everything given is kept, in DtSentence.comments and DtToken.source, and written again as it was:
// other comments, columns, multiword ranges, empty nodes. What a later stage changed (lemma, tags, head) replaces its
// column; DEPS is then emptied, because it told of the old tree.
//
// A word without a tree (HEAD "_") has head -1 and head_confidence 0; every other word has confidence 1.
#ifndef DT_INGEST_CONLLU_H
#define DT_INGEST_CONLLU_H

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "ingest/reader.h"

typedef struct DtConllu {
	const char *file; // for messages and ids; may be NULL
	DtSlice rest;
	size_t line;   // lines read so far
	size_t number; // documents read so far
} DtConllu;

static inline DtConllu dt_conllu_of(const char *file, DtSlice content) { return (DtConllu){file, content, 0, 0}; }

// Reads the next document, copying what it keeps into arena. A document with a broken sentence (columns, ids, heads
// that leave the sentence, a cycle, no root or several) is a fault: all of it is skipped and reading can go on.
DtReadResult dt_conllu_next(DtConllu *conllu, DtArena *arena, DtDocument **document, DtError *error);

// Reads all documents of content into arena. False, with every fault named, when there is any.
bool dt_conllu_read(DtArena *arena, DtSlice content, const char *file, DtDocument ***documents, size_t *count,
                    DtError *error);

// Appends the document's sentences; those that came from text get "newdoc", "newpar", "sent_id" and "text" comments.
void dt_conllu_write(DtBuffer *buffer, const DtDocument *document);

// Appends one sentence and its blank line.
void dt_conllu_write_sentence(DtBuffer *buffer, const DtDocument *document, const DtSentence *sentence);

// The DtFeature bits of a FEATS column ("Mood=Ind|Tense=Past"); unknown features give none.
uint16_t dt_features_read(DtSlice column);

// Appends the FEATS column of the bits, "_" when there are none.
void dt_features_write(DtBuffer *buffer, uint16_t features);

#endif

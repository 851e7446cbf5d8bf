// SPDX-License-Identifier: Apache-2.0
// What a syntax model file holds, once opened. Inside syntax and its trainer only; others include syntax/parse.h.
//
//   section      content
//   vocabulary   DtHashSlot[]: folded form → row of the first embedding table
//   embeddings   half[rows of all tables][embedding], read as words are met
//   dense        half[places.count], widened to single precision when the model is opened
//   pairs        uint32[DT_XPOS_LANES]: for each XPOS, bits of the UPOS seen with it
//   exceptions, suffixes, known   DtHashSlot[], rules DtLemmaRule[], strings   the lemmatizer
//
// Labels are stored by name in the head ("upos: ADJ ADP …") so that a model survives new tags in the program.
#ifndef DT_SYNTAX_MODEL_H
#define DT_SYNTAX_MODEL_H

#include "syntax/lemma.h"
#include "syntax/model_file.h"
#include "syntax/network.h"
#include "syntax/parse.h"

struct DtSyntax {
	DtArena *arena;
	DtSlice mapped; // to unmap, or empty
	DtModelFile file;
	DtNetwork network;
	DtHashTable vocabulary;
	const uint16_t *embeddings;
	uint32_t pairs[DT_XPOS_LANES];
	uint8_t upos[DT_UPOS_LANES], xpos[DT_XPOS_LANES], deprel[DT_RELATION_LANES]; // label → the program's number
	size_t upos_count, xpos_count, deprel_count;
	DtLemmatizer lemmatizer;
};

#endif

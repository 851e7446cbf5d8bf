// SPDX-License-Identifier: Apache-2.0
// The closed sets of Universal Dependencies (universaldependencies.org, version 2) and their names.
//
// An enum and its names stand in one list. Relations are the universal ones with the subtypes of English that coding
// reads; a relation or part of speech from elsewhere maps to its universal part, else to DT_DEPREL_DEP or DT_UPOS_X.
#ifndef DT_DOCUMENT_TAGS_H
#define DT_DOCUMENT_TAGS_H

#include "base/slice.h"

// clang-format off
#define DT_UPOS_LIST(X)                                                                                  \
    X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) X(PUNCT) \
    X(SCONJ) X(SYM) X(VERB) X(X)
// clang-format on

typedef enum DtUpos {
#define X(name) DT_UPOS_##name,
	DT_UPOS_LIST(X)
#undef X
		DT_UPOS_COUNT
} DtUpos;

// Penn Treebank tags as the English treebanks of UD 2.16 have them. X(identifier, name)
// clang-format off
#define DT_XPOS_LIST(X)                                                                                     \
    X(NONE, "_") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X(JJ, "JJ")        \
    X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS")           \
    X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR")       \
    X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") \
    X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB")         \
    X(ADD, "ADD") X(AFX, "AFX") X(GW, "GW") X(HYPH, "HYPH") X(NFP, "NFP") X(XX, "XX") X(DOLLAR, "$")        \
    X(COMMA, ",") X(PERIOD, ".") X(COLON, ":") X(OPEN_QUOTE, "``") X(CLOSE_QUOTE, "''")                     \
    X(OPEN_BRACKET, "-LRB-") X(CLOSE_BRACKET, "-RRB-")
// clang-format on

typedef enum DtXpos {
#define X(identifier, name) DT_XPOS_##identifier,
	DT_XPOS_LIST(X)
#undef X
		DT_XPOS_COUNT
} DtXpos;

// X(identifier, name, universal part)
// clang-format off
#define DT_DEPREL_LIST(X)                                                                                 \
    X(DEP, "dep", DEP) X(ROOT, "root", ROOT) X(ACL, "acl", ACL) X(ACL_RELCL, "acl:relcl", ACL)            \
    X(ADVCL, "advcl", ADVCL) X(ADVCL_RELCL, "advcl:relcl", ADVCL) X(ADVMOD, "advmod", ADVMOD)             \
    X(AMOD, "amod", AMOD) X(APPOS, "appos", APPOS) X(AUX, "aux", AUX) X(AUX_PASS, "aux:pass", AUX)        \
    X(CASE, "case", CASE) X(CC, "cc", CC) X(CC_PRECONJ, "cc:preconj", CC) X(CCOMP, "ccomp", CCOMP)        \
    X(COMPOUND, "compound", COMPOUND) X(COMPOUND_PRT, "compound:prt", COMPOUND) X(CONJ, "conj", CONJ)     \
    X(COP, "cop", COP) X(CSUBJ, "csubj", CSUBJ) X(CSUBJ_PASS, "csubj:pass", CSUBJ)                        \
    X(CSUBJ_OUTER, "csubj:outer", CSUBJ) X(DET, "det", DET) X(DET_PREDET, "det:predet", DET)              \
    X(DISCOURSE, "discourse", DISCOURSE) X(DISLOCATED, "dislocated", DISLOCATED) X(EXPL, "expl", EXPL)    \
    X(FIXED, "fixed", FIXED) X(FLAT, "flat", FLAT) X(FLAT_FOREIGN, "flat:foreign", FLAT)                  \
    X(GOESWITH, "goeswith", GOESWITH) X(IOBJ, "iobj", IOBJ) X(LIST, "list", LIST) X(MARK, "mark", MARK)   \
    X(NMOD, "nmod", NMOD) X(NMOD_DESC, "nmod:desc", NMOD) X(NMOD_POSS, "nmod:poss", NMOD)                 \
    X(NMOD_UNMARKED, "nmod:unmarked", NMOD) X(NSUBJ, "nsubj", NSUBJ) X(NSUBJ_OUTER, "nsubj:outer", NSUBJ) \
    X(NSUBJ_PASS, "nsubj:pass", NSUBJ) X(NUMMOD, "nummod", NUMMOD) X(OBJ, "obj", OBJ) X(OBL, "obl", OBL)  \
    X(OBL_AGENT, "obl:agent", OBL) X(OBL_UNMARKED, "obl:unmarked", OBL) X(ORPHAN, "orphan", ORPHAN)       \
    X(PARATAXIS, "parataxis", PARATAXIS) X(PUNCT, "punct", PUNCT) X(REPARANDUM, "reparandum", REPARANDUM) \
    X(VOCATIVE, "vocative", VOCATIVE) X(XCOMP, "xcomp", XCOMP)
// clang-format on

typedef enum DtDeprel {
#define X(identifier, name, universal) DT_DEPREL_##identifier,
	DT_DEPREL_LIST(X)
#undef X
		DT_DEPREL_COUNT
} DtDeprel;

// Morphological features that matter to coding, one bit each.
typedef enum DtFeature {
	DT_FEATURE_PAST = 1 << 0,       // Tense=Past
	DT_FEATURE_PRESENT = 1 << 1,    // Tense=Pres
	DT_FEATURE_PARTICIPLE = 1 << 2, // VerbForm=Part
	DT_FEATURE_GERUND = 1 << 3,     // VerbForm=Ger
	DT_FEATURE_INFINITIVE = 1 << 4, // VerbForm=Inf
	DT_FEATURE_FINITE = 1 << 5,     // VerbForm=Fin
	DT_FEATURE_PASSIVE = 1 << 6,    // Voice=Pass
	DT_FEATURE_IMPERATIVE = 1 << 7, // Mood=Imp
	DT_FEATURE_PLURAL = 1 << 8,     // Number=Plur
	DT_FEATURE_SINGULAR = 1 << 9,   // Number=Sing
	DT_FEATURE_FIRST = 1 << 10,     // Person=1
	DT_FEATURE_SECOND = 1 << 11,    // Person=2
	DT_FEATURE_THIRD = 1 << 12,     // Person=3
	DT_FEATURE_DEFINITE = 1 << 13,  // Definite=Def
	DT_FEATURE_INDEFINITE = 1 << 14 // Definite=Ind
} DtFeature;

const char *dt_upos_name(DtUpos upos);
const char *dt_xpos_name(DtXpos xpos);
const char *dt_deprel_name(DtDeprel deprel);

// The universal part: DT_DEPREL_NSUBJ for nsubj:pass.
DtDeprel dt_deprel_universal(DtDeprel deprel);

// Names back to values; unknown names give X, NONE, the universal part before ":" or DEP.
// obl:tmod, obl:npmod and nmod:tmod, nmod:npmod (before UD 2.16) read as the :unmarked subtypes.
DtUpos dt_upos_find(DtSlice name);
DtXpos dt_xpos_find(DtSlice name);
DtDeprel dt_deprel_find(DtSlice name);

#endif

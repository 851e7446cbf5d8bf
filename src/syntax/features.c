// SPDX-License-Identifier: Apache-2.0
// Features that English spells out in tag, word and tree, so that nothing needs to be learned:
//
//   VBD  past, finite          VBZ VBP MD  present, finite     VB  infinitive; imperative when it leads a clause alone
//   VBN  past participle; passive with aux:pass or a passive subject, and when it stands without any auxiliary
//        ("troops deployed by Iran", "accused of …")           VBG participle after a form of be, else gerund
//
// Number comes from the noun tags, person and number from the closed list of personal pronouns and from VBZ,
// definiteness from articles, and a noun takes that of its article or possessor.
#include "syntax/features.h"

typedef struct Pronoun {
	const char *form;
	uint16_t features;
} Pronoun;

static const Pronoun pronouns[] = {
#define SG DT_FEATURE_SINGULAR
#define PL DT_FEATURE_PLURAL
#define P1 DT_FEATURE_FIRST
#define P2 DT_FEATURE_SECOND
#define P3 DT_FEATURE_THIRD
	{"i", P1 | SG},          {"me", P1 | SG},       {"my", P1 | SG},
	{"mine", P1 | SG},       {"myself", P1 | SG},   {"we", P1 | PL},
	{"us", P1 | PL},         {"our", P1 | PL},      {"ours", P1 | PL},
	{"ourselves", P1 | PL},  {"you", P2},           {"your", P2},
	{"yours", P2},           {"yourself", P2 | SG}, {"yourselves", P2 | PL},
	{"he", P3 | SG},         {"him", P3 | SG},      {"his", P3 | SG},
	{"himself", P3 | SG},    {"she", P3 | SG},      {"her", P3 | SG},
	{"hers", P3 | SG},       {"herself", P3 | SG},  {"it", P3 | SG},
	{"its", P3 | SG},        {"itself", P3 | SG},   {"they", P3 | PL},
	{"them", P3 | PL},       {"their", P3 | PL},    {"theirs", P3 | PL},
	{"themselves", P3 | PL}, {"this", SG},          {"that", SG},
	{"these", PL},           {"those", PL},
#undef SG
#undef PL
#undef P1
#undef P2
#undef P3
};

static unsigned of_pronoun(DtSlice form) {
	for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
		if (dt_slice_equal_folded(form, dt_slice_of(pronouns[i].form))) return pronouns[i].features;
	return 0;
}

static unsigned of_tag(const DtToken *token) {
	switch (token->xpos) {
	case DT_XPOS_NN:
	case DT_XPOS_NNP:
		return DT_FEATURE_SINGULAR;
	case DT_XPOS_NNS:
	case DT_XPOS_NNPS:
		return DT_FEATURE_PLURAL;
	case DT_XPOS_VBD:
		return DT_FEATURE_PAST | DT_FEATURE_FINITE;
	case DT_XPOS_VBP:
		return DT_FEATURE_PRESENT | DT_FEATURE_FINITE;
	case DT_XPOS_VBZ:
		return DT_FEATURE_PRESENT | DT_FEATURE_FINITE | DT_FEATURE_THIRD | DT_FEATURE_SINGULAR;
	case DT_XPOS_MD:
		return DT_FEATURE_FINITE;
	case DT_XPOS_VB:
		return DT_FEATURE_INFINITIVE;
	case DT_XPOS_VBN:
		return DT_FEATURE_PAST | DT_FEATURE_PARTICIPLE;
	case DT_XPOS_VBG:
		return DT_FEATURE_PRESENT | DT_FEATURE_GERUND;
	case DT_XPOS_PRP:
	case DT_XPOS_PRPS:
	case DT_XPOS_DT:
		return of_pronoun(token->form);
	default:
		return 0;
	}
}

static unsigned of_article(const DtToken *token) {
	if (token->xpos != DT_XPOS_DT && token->deprel != DT_DEPREL_NMOD_POSS) return 0;
	if (dt_slice_equal_folded(token->form, dt_slice_of("the"))) return DT_FEATURE_DEFINITE;
	if (dt_slice_equal_folded(token->form, dt_slice_of("a")) || dt_slice_equal_folded(token->form, dt_slice_of("an")))
		return DT_FEATURE_INDEFINITE;
	return token->deprel == DT_DEPREL_NMOD_POSS ? DT_FEATURE_DEFINITE : 0;
}

// What the dependents of a word say about it.
typedef struct Family {
	bool passive, auxiliary, be, subject, to;
} Family;

static void look(const DtToken *dependent, Family *family) {
	switch (dependent->deprel) {
	case DT_DEPREL_AUX_PASS:
		family->passive = family->auxiliary = true;
		break;
	case DT_DEPREL_NSUBJ_PASS:
	case DT_DEPREL_CSUBJ_PASS:
		family->passive = family->subject = true;
		break;
	case DT_DEPREL_AUX:
		family->auxiliary = true;
		family->be |= dt_slice_is(dependent->lemma, "be");
		break;
	case DT_DEPREL_NSUBJ:
	case DT_DEPREL_CSUBJ:
	case DT_DEPREL_EXPL:
		family->subject = true;
		break;
	case DT_DEPREL_MARK:
		family->to |= dependent->xpos == DT_XPOS_TO;
		break;
	default:
		break;
	}
}

static unsigned of_family(const DtToken *token, const Family *family) {
	unsigned features = 0;
	bool verb = token->upos == DT_UPOS_VERB;
	if (token->xpos == DT_XPOS_VBN && verb && (family->passive || (!family->auxiliary && !family->subject)))
		features |= DT_FEATURE_PASSIVE;
	if (token->xpos == DT_XPOS_VBG && (family->be || token->deprel == DT_DEPREL_ACL)) features |= DT_FEATURE_PARTICIPLE;
	bool leads = token->deprel == DT_DEPREL_ROOT || token->deprel == DT_DEPREL_PARATAXIS;
	if (token->xpos == DT_XPOS_VB && leads && !family->auxiliary && !family->subject && !family->to)
		features |= DT_FEATURE_IMPERATIVE;
	return features;
}

void dt_features_fill(DtToken *tokens, size_t count) {
	Family families[DT_SENTENCE_MAX_TOKENS] = {0};
	if (count > DT_SENTENCE_MAX_TOKENS) count = DT_SENTENCE_MAX_TOKENS;
	for (size_t i = 0; i < count; i++) tokens[i].features = (uint16_t)of_tag(&tokens[i]);
	for (size_t i = 0; i < count; i++) {
		unsigned article = of_article(&tokens[i]);
		int32_t head = tokens[i].head;
		if (tokens[i].xpos == DT_XPOS_DT) tokens[i].features |= (uint16_t)article;
		if (head < 0 || (size_t)head >= count) continue;
		look(&tokens[i], &families[head]);
		if (tokens[i].deprel == DT_DEPREL_DET || tokens[i].deprel == DT_DEPREL_NMOD_POSS)
			tokens[head].features |= (uint16_t)article;
	}
	for (size_t i = 0; i < count; i++) {
		unsigned features = tokens[i].features | of_family(&tokens[i], &families[i]);
		if (features & DT_FEATURE_PARTICIPLE) features &= ~(unsigned)DT_FEATURE_GERUND;
		if (features & DT_FEATURE_IMPERATIVE) features &= ~(unsigned)DT_FEATURE_INFINITIVE;
		tokens[i].features = (uint16_t)features;
	}
}

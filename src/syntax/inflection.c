// SPDX-License-Identifier: Apache-2.0
// Base forms by the spelling rules of English: -s, -es, -ies; -ed, -d, -ied; -ing; a doubled consonant; a lost -e.
#include "syntax/inflection.h"

#include <stdlib.h>

typedef struct Irregular {
	const char *form, *base;
} Irregular;

// Sorted by form.
// clang-format off
static const Irregular irregulars[] = {
    {"arisen", "arise"}, {"arose", "arise"}, {"ate", "eat"}, {"awoke", "awake"}, {"awoken", "awake"},
    {"bade", "bid"}, {"beat", "beat"}, {"beaten", "beat"}, {"became", "become"}, {"become", "become"},
    {"befallen", "befall"}, {"befell", "befall"}, {"began", "begin"}, {"begot", "beget"}, {"begotten", "beget"},
    {"begun", "begin"}, {"beheld", "behold"}, {"belied", "belie"}, {"belying", "belie"}, {"bent", "bend"},
    {"beset", "beset"}, {"bet", "bet"}, {"bid", "bid"}, {"bidden", "bid"}, {"bit", "bite"}, {"bitten", "bite"},
    {"bled", "bleed"}, {"blew", "blow"}, {"blown", "blow"}, {"bore", "bear"}, {"born", "bear"}, {"borne", "bear"},
    {"bought", "buy"}, {"bound", "bind"}, {"bred", "breed"}, {"broadcast", "broadcast"}, {"broke", "break"},
    {"broken", "break"}, {"brought", "bring"}, {"built", "build"}, {"burnt", "burn"}, {"burst", "burst"},
    {"came", "come"}, {"cast", "cast"}, {"caught", "catch"}, {"chose", "choose"}, {"chosen", "choose"},
    {"clung", "cling"}, {"come", "come"}, {"cost", "cost"}, {"crept", "creep"}, {"cut", "cut"}, {"dealt", "deal"},
    {"died", "die"}, {"drank", "drink"}, {"drawn", "draw"}, {"drew", "draw"}, {"driven", "drive"},
    {"drove", "drive"}, {"drunk", "drink"}, {"dug", "dig"}, {"dying", "die"}, {"eaten", "eat"}, {"fallen", "fall"},
    {"fed", "feed"}, {"fell", "fall"}, {"felt", "feel"}, {"fled", "flee"}, {"flew", "fly"}, {"flown", "fly"},
    {"flung", "fling"}, {"forbade", "forbid"}, {"forbidden", "forbid"}, {"forecast", "forecast"},
    {"foresaw", "foresee"}, {"foreseen", "foresee"}, {"foretold", "foretell"}, {"forgave", "forgive"},
    {"forgiven", "forgive"}, {"forgone", "forgo"}, {"forgot", "forget"}, {"forgotten", "forget"},
    {"forwent", "forgo"}, {"fought", "fight"}, {"found", "find"}, {"freed", "free"}, {"frees", "free"}, {"froze", "freeze"}, {"frozen", "freeze"},
    {"gave", "give"}, {"given", "give"}, {"gone", "go"}, {"got", "get"}, {"gotten", "get"}, {"grew", "grow"},
    {"ground", "grind"}, {"grown", "grow"}, {"hamstrung", "hamstring"}, {"heard", "hear"}, {"held", "hold"},
    {"hid", "hide"}, {"hidden", "hide"}, {"hit", "hit"}, {"hoped", "hope"}, {"hoping", "hope"}, {"hung", "hang"}, {"hurt", "hurt"}, {"inlaid", "inlay"},
    {"interwove", "interweave"}, {"interwoven", "interweave"}, {"kept", "keep"}, {"knelt", "kneel"},
    {"knew", "know"}, {"known", "know"}, {"laid", "lay"}, {"lain", "lie"}, {"lay", "lie"}, {"leant", "lean"},
    {"leapt", "leap"}, {"learnt", "learn"}, {"led", "lead"}, {"left", "leave"}, {"lent", "lend"}, {"let", "let"},
    {"lied", "lie"}, {"lit", "light"}, {"lost", "lose"}, {"lying", "lie"}, {"made", "make"}, {"meant", "mean"},
    {"met", "meet"}, {"misled", "mislead"}, {"mistaken", "mistake"}, {"mistook", "mistake"},
    {"misunderstood", "misunderstand"}, {"mown", "mow"}, {"offset", "offset"}, {"outbid", "outbid"},
    {"outdid", "outdo"}, {"outdone", "outdo"}, {"outgrew", "outgrow"}, {"outgrown", "outgrow"},
    {"outlaid", "outlay"}, {"outran", "outrun"}, {"overate", "overeat"}, {"overcame", "overcome"},
    {"overcome", "overcome"}, {"overdid", "overdo"}, {"overdone", "overdo"}, {"overeaten", "overeat"},
    {"overflew", "overfly"}, {"overflown", "overfly"}, {"overheard", "overhear"}, {"overhung", "overhang"},
    {"overpaid", "overpay"}, {"overran", "overrun"}, {"overridden", "override"}, {"overrode", "override"},
    {"overrun", "overrun"}, {"oversaw", "oversee"}, {"overseen", "oversee"}, {"overshot", "overshoot"},
    {"overslept", "oversleep"}, {"oversold", "oversell"}, {"overtaken", "overtake"}, {"overthrew", "overthrow"},
    {"overthrown", "overthrow"}, {"overtook", "overtake"}, {"paid", "pay"}, {"partaken", "partake"},
    {"partook", "partake"}, {"pled", "plead"}, {"presupposed", "presuppose"}, {"proven", "prove"}, {"put", "put"},
    {"quit", "quit"}, {"ran", "run"}, {"rang", "ring"}, {"read", "read"}, {"rebuilt", "rebuild"},
    {"recast", "recast"}, {"redid", "redo"}, {"redone", "redo"}, {"redrawn", "redraw"}, {"redrew", "redraw"}, {"refroze", "refreeze"},
    {"regrew", "regrow"}, {"regrown", "regrow"}, {"remade", "remake"}, {"repaid", "repay"}, {"reran", "rerun"},
    {"reread", "reread"}, {"rerun", "rerun"}, {"resat", "resit"}, {"resent", "resend"}, {"reset", "reset"},
    {"resold", "resell"}, {"retaken", "retake"}, {"rethought", "rethink"}, {"retold", "retell"},
    {"retook", "retake"}, {"rewritten", "rewrite"}, {"rewrote", "rewrite"}, {"rid", "rid"}, {"ridden", "ride"},
    {"risen", "rise"}, {"rode", "ride"}, {"rose", "rise"}, {"run", "run"}, {"rung", "ring"}, {"said", "say"},
    {"sang", "sing"}, {"sank", "sink"}, {"sat", "sit"}, {"saw", "see"}, {"seen", "see"}, {"sent", "send"},
    {"set", "set"}, {"shaken", "shake"}, {"shed", "shed"}, {"shone", "shine"}, {"shook", "shake"},
    {"shot", "shoot"}, {"shown", "show"}, {"shrank", "shrink"}, {"shrunk", "shrink"}, {"shut", "shut"},
    {"slain", "slay"}, {"slept", "sleep"}, {"slew", "slay"}, {"slid", "slide"}, {"slit", "slit"},
    {"slung", "sling"}, {"sold", "sell"}, {"sought", "seek"}, {"sown", "sow"}, {"spat", "spit"}, {"sped", "speed"},
    {"spent", "spend"}, {"spilt", "spill"}, {"split", "split"}, {"spoilt", "spoil"}, {"spoke", "speak"},
    {"spoken", "speak"}, {"sprang", "spring"}, {"spread", "spread"}, {"sprung", "spring"}, {"spun", "spin"},
    {"stank", "stink"}, {"stole", "steal"}, {"stolen", "steal"}, {"stood", "stand"}, {"stricken", "strike"},
    {"stridden", "stride"}, {"striven", "strive"}, {"strode", "stride"}, {"strove", "strive"},
    {"struck", "strike"}, {"strung", "string"}, {"stuck", "stick"}, {"stung", "sting"}, {"stunk", "stink"},
    {"sung", "sing"}, {"sunk", "sink"}, {"swam", "swim"}, {"swept", "sweep"}, {"swollen", "swell"},
    {"swore", "swear"}, {"sworn", "swear"}, {"swum", "swim"}, {"swung", "swing"}, {"taken", "take"},
    {"taught", "teach"}, {"telecast", "telecast"}, {"thought", "think"}, {"threw", "throw"}, {"thrown", "throw"},
    {"thrust", "thrust"}, {"tied", "tie"}, {"told", "tell"}, {"took", "take"}, {"tore", "tear"}, {"torn", "tear"},
    {"trod", "tread"}, {"trodden", "tread"}, {"tying", "tie"}, {"typecast", "typecast"}, {"unbound", "unbind"},
    {"undercut", "undercut"}, {"undergone", "undergo"}, {"understood", "understand"}, {"undertaken", "undertake"},
    {"undertook", "undertake"}, {"underwent", "undergo"}, {"underwritten", "underwrite"},
    {"underwrote", "underwrite"}, {"undid", "undo"}, {"undone", "undo"}, {"unfroze", "unfreeze"}, {"unfrozen", "unfreeze"}, {"untied", "untie"}, {"untying", "untie"},
    {"unwound", "unwind"}, {"upheld", "uphold"}, {"upset", "upset"}, {"vied", "vie"}, {"vying", "vie"},
    {"wed", "wed"}, {"went", "go"}, {"wept", "weep"}, {"wet", "wet"}, {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"}, {"withheld", "withhold"}, {"withstood", "withstand"}, {"woke", "wake"},
    {"woken", "wake"}, {"won", "win"}, {"wore", "wear"}, {"worn", "wear"}, {"wound", "wind"}, {"wove", "weave"},
    {"woven", "weave"}, {"written", "write"}, {"wrote", "write"}, {"wrung", "wring"},
};
// clang-format on

static int compare_form(const void *key, const void *item) {
	return dt_slice_compare(*(const DtSlice *)key, dt_slice_of(((const Irregular *)item)->form));
}

typedef struct Bases {
	char (*texts)[DT_BASE_ROOM];
	size_t count;
} Bases;

static void add(Bases *bases, DtSlice stem, const char *ending) {
	size_t length = strlen(ending);
	if (bases->count == DT_BASES || stem.length < 2 || stem.length + length >= DT_BASE_ROOM) return;
	char *text = bases->texts[bases->count++];
	memcpy(text, stem.data, stem.length);
	memcpy(text + stem.length, ending, length + 1);
}

static bool is_vowel(char c) { return strchr("aeiou", c) != NULL; }

// "stopp" of "stopped": the last consonant doubled, but not where the base has it so ("tell", "press", "staff").
static bool is_doubled(DtSlice stem) {
	if (stem.length < 3) return false;
	char last = stem.data[stem.length - 1];
	return last == stem.data[stem.length - 2] && !is_vowel(last);
}

// What stood before -ed or -ing: "bomb", "arm" + "e", "stop" + "p".
static void add_stems(Bases *bases, DtSlice stem) {
	if (stem.length < 2) return;
	char last = stem.data[stem.length - 1];
	bool keeps_double = last == 's' || last == 'l' || last == 'f' || last == 'z';
	if (is_doubled(stem) && !keeps_double) add(bases, dt_slice_cut(stem, 0, stem.length - 1), "");
	bool wants_e = strchr("cgsuvz", last) != NULL || (last == 'l' && !is_vowel(stem.data[stem.length - 2]));
	if (wants_e && !is_doubled(stem)) add(bases, stem, "e");
	add(bases, stem, "");
	if (is_doubled(stem) && keeps_double) add(bases, dt_slice_cut(stem, 0, stem.length - 1), "");
	if (!wants_e) add(bases, stem, "e");
}

static void add_past(Bases *bases, DtSlice word) {
	if (dt_slice_ends(word, "ied"))
		add(bases, dt_slice_cut(word, 0, word.length - 3), "y");
	else if (dt_slice_ends(word, "ed"))
		add_stems(bases, dt_slice_cut(word, 0, word.length - 2));
	else
		add(bases, word, "");
}

static void add_s_form(Bases *bases, DtSlice word) {
	if (dt_slice_ends(word, "ies")) add(bases, dt_slice_cut(word, 0, word.length - 3), "y");
	if (dt_slice_ends(word, "s") && !dt_slice_ends(word, "ss")) add(bases, dt_slice_cut(word, 0, word.length - 1), "");
	if (dt_slice_ends(word, "es")) add(bases, dt_slice_cut(word, 0, word.length - 2), "");
}

size_t dt_base_forms(DtSlice word, DtXpos xpos, char bases[DT_BASES][DT_BASE_ROOM]) {
	Bases found = {bases, 0};
	bool verb = xpos == DT_XPOS_VBD || xpos == DT_XPOS_VBN || xpos == DT_XPOS_VBG || xpos == DT_XPOS_VBZ;
	const Irregular *irregular =
		verb ? bsearch(&word, irregulars, sizeof irregulars / sizeof *irregulars, sizeof *irregulars, compare_form)
			 : NULL;
	if (irregular) {
		add(&found, dt_slice_of(irregular->base), "");
		return found.count;
	}
	switch (xpos) {
	case DT_XPOS_VBD:
	case DT_XPOS_VBN:
		add_past(&found, word);
		break;
	case DT_XPOS_VBG:
		if (dt_slice_ends(word, "ing")) add_stems(&found, dt_slice_cut(word, 0, word.length - 3));
		break;
	case DT_XPOS_VBZ:
	case DT_XPOS_NNS:
	case DT_XPOS_NNPS:
		add_s_form(&found, word);
		break;
	default:
		break;
	}
	return found.count;
}

bool dt_irregular_base(DtSlice word, DtXpos xpos, DtSlice *base, bool *past) {
	// forms that are also base forms of other verbs: "they found a bank", "the rebels lay in wait"
	static const char *const ambiguous[] = {"bore",   "bound", "fell", "felt", "found",
	                                        "ground", "lay",   "lit",  "saw",  "wound"};
	const Irregular *irregular =
		bsearch(&word, irregulars, sizeof irregulars / sizeof *irregulars, sizeof *irregulars, compare_form);
	if (!irregular) return false;
	*base = dt_slice_of(irregular->base);
	*past = !dt_slice_ends(word, "ing") && !dt_slice_ends(word, "s") && !dt_slice_is(word, irregular->base);
	for (size_t i = 0; i < sizeof ambiguous / sizeof *ambiguous; i++) *past &= !dt_slice_is(word, ambiguous[i]);
	return *past || xpos == DT_XPOS_VBD || xpos == DT_XPOS_VBN || xpos == DT_XPOS_VBZ;
}

// SPDX-License-Identifier: Apache-2.0
// Names of tags: tables made from the lists of tags.h.
#include "document/tags.h"

static const char *const upos_names[] = {
#define X(name) #name,
	DT_UPOS_LIST(X)
#undef X
};

static const char *const xpos_names[] = {
#define X(identifier, name) name,
	DT_XPOS_LIST(X)
#undef X
};

static const char *const deprel_names[] = {
#define X(identifier, name, universal) name,
	DT_DEPREL_LIST(X)
#undef X
};

static const unsigned char universals[] = {
#define X(identifier, name, universal) DT_DEPREL_##universal,
	DT_DEPREL_LIST(X)
#undef X
};

const char *dt_upos_name(DtUpos upos) { return upos_names[upos]; }
const char *dt_xpos_name(DtXpos xpos) { return xpos_names[xpos]; }
const char *dt_deprel_name(DtDeprel deprel) { return deprel_names[deprel]; }
DtDeprel dt_deprel_universal(DtDeprel deprel) { return (DtDeprel)universals[deprel]; }

static int find(const char *const *names, int count, DtSlice name) {
	for (int i = 0; i < count; i++) {
		if (dt_slice_is(name, names[i])) return i;
	}
	return -1;
}

DtUpos dt_upos_find(DtSlice name) {
	int found = find(upos_names, DT_UPOS_COUNT, name);
	return found < 0 ? DT_UPOS_X : (DtUpos)found;
}

DtXpos dt_xpos_find(DtSlice name) {
	int found = find(xpos_names, DT_XPOS_COUNT, name);
	return found < 0 ? DT_XPOS_NONE : (DtXpos)found;
}

DtDeprel dt_deprel_find(DtSlice name) {
	int found = find(deprel_names, DT_DEPREL_COUNT, name);
	if (found >= 0) return (DtDeprel)found;
	if (dt_slice_is(name, "obl:tmod") || dt_slice_is(name, "obl:npmod")) return DT_DEPREL_OBL_UNMARKED;
	if (dt_slice_is(name, "nmod:tmod") || dt_slice_is(name, "nmod:npmod")) return DT_DEPREL_NMOD_UNMARKED;
	size_t colon = dt_slice_find(name, dt_slice_of(":"));
	found = colon == SIZE_MAX ? -1 : find(deprel_names, DT_DEPREL_COUNT, dt_slice_cut(name, 0, colon));
	return found < 0 ? DT_DEPREL_DEP : (DtDeprel)found;
}

// SPDX-License-Identifier: Apache-2.0
// Names of roles, and prepositions that mean the same.
#include "coding/roles.h"

static const char *const names[] = {
#define X(identifier, name) name,
	DT_ROLE_LIST(X)
#undef X
};

static const struct {
	const char *word;
	DtArgumentRole role;
} variants[] = {
	{"toward", DT_ROLE_TOWARDS},  {"onto", DT_ROLE_ON},          {"amongst", DT_ROLE_AMONG},
	{"regarding", DT_ROLE_ABOUT}, {"concerning", DT_ROLE_ABOUT}, {"throughout", DT_ROLE_ACROSS},
	{"versus", DT_ROLE_AGAINST},  {"beside", DT_ROLE_NEAR},      {"amidst", DT_ROLE_AMID},
	{"till", DT_ROLE_UNTIL},      {"following", DT_ROLE_AFTER},  {"aboard", DT_ROLE_ON},
	{"unto", DT_ROLE_TO},         {"round", DT_ROLE_AROUND},     {"past", DT_ROLE_BEYOND},
};

const char *dt_role_name(DtArgumentRole role) { return names[role]; }

DtArgumentRole dt_role_find(DtSlice name) {
	for (int i = 0; i < DT_ROLE_COUNT; i++) {
		if (dt_slice_is(name, names[i])) return (DtArgumentRole)i;
	}
	for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
		if (dt_slice_is(name, variants[i].word)) return variants[i].role;
	}
	return DT_ROLE_COUNT;
}

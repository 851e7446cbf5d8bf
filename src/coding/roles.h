// SPDX-License-Identifier: Apache-2.0
// The logical roles of a proposition: what stands to a predicate in which relation, passives and light verbs undone.
#ifndef DT_CODING_ROLES_H
#define DT_CODING_ROLES_H

#include "base/slice.h"

// X(identifier, name in lexicon files). SENTENCE is any word of the sentence; from TO on a role is a preposition, found
// by its word.
// clang-format off
#define DT_ROLE_LIST(X)                                                                                     \
    X(SUBJ, "subj") X(OBJ, "obj") X(COMP, "comp") X(INF, "inf") X(MOD, "mod") X(POSS, "poss")               \
    X(SENTENCE, "sentence") X(TO, "to") X(WITH, "with")                                                     \
    X(AGAINST, "against") X(FOR, "for") X(ON, "on") X(OVER, "over") X(AT, "at") X(IN, "in") X(FROM, "from") \
    X(OF, "of") X(INTO, "into") X(ABOUT, "about") X(BETWEEN, "between") X(AMONG, "among") X(BY, "by")       \
    X(AS, "as") X(TOWARDS, "towards") X(THROUGH, "through") X(UNDER, "under") X(AFTER, "after")             \
    X(BEFORE, "before") X(DURING, "during") X(NEAR, "near") X(WITHOUT, "without") X(WITHIN, "within")       \
    X(INSIDE, "inside") X(OUTSIDE, "outside") X(AROUND, "around") X(ACROSS, "across") X(ALONG, "along")     \
    X(BEHIND, "behind") X(OFF, "off") X(OUT, "out") X(UP, "up") X(DOWN, "down") X(UPON, "upon")             \
    X(VIA, "via") X(PENDING, "pending") X(AMID, "amid") X(DESPITE, "despite") X(SINCE, "since")             \
    X(UNTIL, "until") X(ALONGSIDE, "alongside") X(BEYOND, "beyond") X(PREPOSITION, "preposition")
// clang-format on

typedef enum DtArgumentRole {
#define X(identifier, name) DT_ROLE_##identifier,
	DT_ROLE_LIST(X)
#undef X
		DT_ROLE_COUNT
} DtArgumentRole;

_Static_assert(DT_ROLE_COUNT <= 64, "a set of roles is 64 bits");
#define DT_ROLE_BIT(role) ((uint64_t)1 << (role))

const char *dt_role_name(DtArgumentRole role);

// DT_ROLE_COUNT when there is none. "toward", "onto", "aboard", "amongst" and the like read as their plain form.
DtArgumentRole dt_role_find(DtSlice name);

#endif

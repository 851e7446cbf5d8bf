// SPDX-License-Identifier: Apache-2.0
// Signs: what is known of an event that tells whether it is likely right. Each is there or not.
//
// How much each weighs is learnt from judged events ('detente train confidence') and stands in the lexicon's .weights
// file, by name. The order here is no part of any file.
#ifndef DT_CODING_SIGNS_H
#define DT_CODING_SIGNS_H

#include "base/slice.h"

// X(identifier, name in .weights files)
// clang-format off
#define DT_SIGN_LIST(X)                                                                                              \
    X(ALWAYS, "always")                                                                                              \
    X(ACTOR_CODED, "actor-coded")                       /* every actor has a code */                                 \
    X(ACTOR_ENTRY, "actor-entry")                       /* every actor is an entry of the world */                   \
    X(ACTOR_STATE, "actor-state")                       /* a country by its name */                                  \
    X(ACTOR_POWER, "actor-power")                       /* of a government, court, army, party, police */            \
    X(ACTOR_CIVILIAN, "actor-civilian")                 /* private people, business, press */                        \
    X(ACTOR_PRONOUN, "actor-pronoun")                   /* "he", "they" */                                           \
    X(ACTOR_FIRST_PERSON, "actor-first-person")         /* "I", "we" */                                              \
    X(ACTOR_NAME_UNKNOWN, "actor-name-unknown")         /* a name that no dictionary has */                          \
    X(ACTOR_LENT, "actor-lent")                         /* its country was lent by the text around it */             \
    X(ACTOR_RECALLED, "actor-recalled")                 /* "the group", a surname: from earlier sentences */         \
    X(ACTOR_INSIDE, "actor-inside")                     /* stands inside an argument, not as one */                  \
    X(ACTOR_SHARED, "actor-shared")                     /* through control, coordination, a relative clause */       \
    X(ACTOR_FAR, "actor-far")                           /* more than eight words from the predicate */               \
    X(RECIPIENT_NONE, "recipient-none")                                                                              \
    X(RECIPIENT_CODED, "recipient-coded")                                                                            \
    X(RECIPIENT_ENTRY, "recipient-entry")                                                                            \
    X(RECIPIENT_STATE, "recipient-state")                                                                            \
    X(RECIPIENT_POWER, "recipient-power")                                                                            \
    X(RECIPIENT_CIVILIAN, "recipient-civilian")                                                                      \
    X(RECIPIENT_PRONOUN, "recipient-pronoun")                                                                        \
    X(RECIPIENT_NAME_UNKNOWN, "recipient-name-unknown")                                                              \
    X(RECIPIENT_LENT, "recipient-lent")                                                                              \
    X(RECIPIENT_RECALLED, "recipient-recalled")                                                                      \
    X(RECIPIENT_INSIDE, "recipient-inside")                                                                          \
    X(RECIPIENT_FAR, "recipient-far")                   /* more than eight words from the predicate */               \
    X(COMPLETED, "completed")                           /* parties told by earlier sentences */                      \
    X(RECIPIENT_ADJECTIVE, "recipient-adjective")       /* "Czech" in "Czech milk" */                                \
    X(RECIPIENT_PLACE, "recipient-place")               /* a place, for want of people */                            \
    X(PARTY_VAGUE, "party-vague")                       /* a side is nobody in particular: "14 countries" */           \
    X(SYMMETRIC, "symmetric")                                                                                        \
    X(MANY_PARTIES, "many-parties")                     /* four or more */                                           \
    X(TWO_COUNTRIES, "two-countries")                                                                                \
    X(ONE_COUNTRY, "one-country")                       /* both sides have the same code */                          \
    X(NOUN, "noun")                                     /* the predicate is a noun */                                \
    X(OPERATOR, "operator")                             /* one line of the operators fired */                        \
    X(OPERATORS, "operators")                           /* several */                                                \
    X(VAGUE_LINE, "vague-line")                         /* the line asks for nothing but the predicate */            \
    X(NARROW_LINE, "narrow-line")                       /* it asks for several things, or for words */               \
    X(ARC_DOUBTFUL, "arc-doubtful")                     /* the parser was below 0.7 on a trigger */                  \
    X(HYPOTHETICAL, "hypothetical")                                                                                  \
    X(FUTURE, "future")                                                                                              \
    X(NEGATED, "negated")                                                                                            \
    X(HISTORICAL, "historical")                                                                                      \
    X(QUOTED, "quoted")                                                                                              \
    X(TALK, "talk")                                     /* in an interview */                                        \
    X(INTERNATIONAL, "international")                   /* most events of the document are between countries */       \
    X(HOME, "home")                                     /* about one country alone, and no conflict in it */        \
    X(TITLE, "title")                                   /* the document's title or a headline */                     \
    X(LONG_SENTENCE, "long-sentence")                   /* more than forty words */                                  \
    X(MAIN_CLAUSE, "main-clause")                       /* root of its sentence, or what is said in it */            \
    X(SIDE_CLAUSE, "side-clause")                       /* relative, adverbial, conditional */                       \
    X(ACCUSE, "accuse") X(AGREE, "agree") X(AID, "aid") X(ASSAULT, "assault") X(COERCE, "coerce")                    \
    X(CONCEDE, "concede") X(CONSULT, "consult") X(PROTEST, "protest")                      \
    X(RETREAT, "retreat") X(SUPPORT, "support") X(THREATEN, "threaten")
// clang-format on

typedef enum DtSign {
#define X(identifier, name) DT_SIGN_##identifier,
	DT_SIGN_LIST(X)
#undef X
		DT_SIGN_COUNT
} DtSign;

_Static_assert(DT_SIGN_COUNT <= 64, "a set of signs is 64 bits");

#define DT_SIGN_BIT(identifier) ((uint64_t)1 << DT_SIGN_##identifier)

const char *dt_sign_name(DtSign sign);

// DT_SIGN_COUNT when there is none.
DtSign dt_sign_find(DtSlice name);

#endif

// SPDX-License-Identifier: Apache-2.0
// Who a name may be, who somebody was on a day, and who held an office on a day.
//
// The world is read once from text that people edit (data/README.md: .actors, .roles, offices.table, .places) and never
// changes afterwards: any number of threads may ask it at once. Everything it hands out lives as long as it does.
//
//   tokens ─▶ dt_world_match ─▶ candidates: this word may be that entry, role, title or place
//   entry + day ─▶ dt_entry_on ─▶ code, sectors, office, standing
//   body + office + day ─▶ dt_offices_on ─▶ the holders, acting and rival ones among them
#ifndef DT_WORLD_WORLD_H
#define DT_WORLD_WORLD_H

#include "base/date.h"
#include "base/error.h"
#include "document/document.h"
#include "document/event.h"
#include "document/ontology.h"

typedef struct DtWorld DtWorld;

// X(identifier, name in .actors files)
#define DT_ENTRY_KIND_LIST(X)                                                                                          \
	X(COUNTRY, "country")                                                                                              \
	X(REGION, "region")                                                                                                \
	X(ORGANISATION, "organisation")                                                                                    \
	X(GROUP, "group")                                                                                                  \
	X(PARTY, "party")                                                                                                  \
	X(COMPANY, "company")                                                                                              \
	X(MEDIA, "media")                                                                                                  \
	X(AGENCY, "agency")                                                                                                \
	X(PEOPLE, "people")                                                                                                \
	X(PERSON, "person")

typedef enum DtEntryKind {
#define X(identifier, name) DT_ENTRY_##identifier,
	DT_ENTRY_KIND_LIST(X)
#undef X
		DT_ENTRY_KIND_COUNT
} DtEntryKind;

const char *dt_entry_kind_name(DtEntryKind kind);

typedef enum DtGender { DT_GENDER_UNKNOWN, DT_GENDER_MALE, DT_GENDER_FEMALE } DtGender;

// Where a fact stands, for explain and for messages.
typedef struct DtOrigin {
	const char *file;
	uint32_t line;
} DtOrigin;

// An office of offices.table. Its number is its rank: of several offices held on one day the lowest says who one is.
typedef struct DtOffice {
	DtSlice id;
	DtSlice title;                     // the first one
	uint8_t sectors[DT_PARTY_SECTORS]; // DtSector of the holder; none: those of the body it belongs to
	uint8_t sector_count;
	bool many;  // several may hold it at once
	bool elect; // chosen, not yet in office
	uint32_t rank;
	DtOrigin origin;
} DtOffice;

typedef enum DtTermKind {
	DT_TERM_REGULAR,
	DT_TERM_ACTING, // stands in
	DT_TERM_RIVAL,  // claims the office while somebody else holds it
} DtTermKind;

struct DtEntry;

// Somebody holds an office of a body for a span of days.
typedef struct DtTerm {
	const struct DtEntry *holder;
	const DtOffice *office;
	DtSlice of;         // code or entry id of the body
	DtDateSpan days;    // the longest it can be: "2016 .." begins 2016-01-01
	DtDateSpan certain; // the shortest it can be: "2016 .." begins 2016-12-31
	DtTermKind kind;
	DtOrigin origin;
} DtTerm;

// A code somebody or something has for a span of days.
typedef struct DtAffiliation {
	DtSlice code;
	uint8_t sectors[DT_PARTY_SECTORS];
	uint8_t sector_count;
	DtDateSpan days;
	DtOrigin origin;
} DtAffiliation;

typedef struct DtMembership {
	DtSlice of; // entry id
	DtDateSpan days;
	DtOrigin origin;
} DtMembership;

// An entry of the .actors files.
typedef struct DtEntry {
	DtSlice id;
	DtSlice name; // canonical: the first one
	DtEntryKind kind;
	DtGender gender;
	DtSlice place;               // country code where it sits; empty when not said
	DtDateSpan active;           // when it existed
	const DtAffiliation *codes;  // in the order of the file; a country has its own code
	const DtTerm *terms;         // earliest first
	const DtMembership *members; // bodies it belongs to
	const DtSlice *names;        // all of them, canonical first
	const DtSlice *contested;    // codes of states that claim it too
	const DtSlice *adjectives;   // "French"
	DtSlice capital;             // the first one; empty when none is listed
	const DtSlice *sources;
	uint32_t code_count, term_count, member_count, name_count, contested_count, adjective_count, source_count;
	DtOrigin origin;
} DtEntry;

typedef enum DtRoleKind {
	DT_ROLE_PERSON,
	DT_ROLE_PEOPLE,    // a collective: "crowd"
	DT_ROLE_BODY,      // an institution: "ministry"
	DT_ROLE_EQUIPMENT, // "warplane": acts for those who own it
} DtRoleKind;

const char *dt_role_kind_name(DtRoleKind kind);

// A line of a .roles file.
typedef struct DtRole {
	DtSlice name;                      // its first word or phrase
	uint8_t sectors[DT_PARTY_SECTORS]; // none: those of whom it belongs to
	uint8_t sector_count;
	DtRoleKind kind;
	const DtOffice *office; // whose holder it means; NULL when none
	DtSlice code;           // "IGO" for what is international by itself; empty otherwise
	bool weak;              // an ordinary noun ("side", "plane"): an actor only with a state, group or body beside it
	DtOrigin origin;
} DtRole;

// X(identifier, name in .places files)
#define DT_PLACE_KIND_LIST(X)                                                                                          \
	X(CAPITAL, "capital")                                                                                              \
	X(CITY, "city")                                                                                                    \
	X(TOWN, "town")                                                                                                    \
	X(VILLAGE, "village")                                                                                              \
	X(PROVINCE, "province")                                                                                            \
	X(REGION, "region")                                                                                                \
	X(COUNTRY_PART, "country-part")                                                                                    \
	X(ISLAND, "island")                                                                                                \
	X(STRAIT, "strait")                                                                                                \
	X(SEA, "sea")                                                                                                      \
	X(RIVER, "river")                                                                                                  \
	X(MOUNTAIN, "mountain")                                                                                            \
	X(BORDER, "border")                                                                                                \
	X(BASE, "base")                                                                                                    \
	X(CAMP, "camp")                                                                                                    \
	X(SITE, "site")                                                                                                    \
	X(CROSSING, "crossing")                                                                                            \
	X(BUILDING, "building")                                                                                            \
	X(AREA, "area")

typedef enum DtPlaceKind {
#define X(identifier, name) DT_PLACE_##identifier,
	DT_PLACE_KIND_LIST(X)
#undef X
		DT_PLACE_KIND_COUNT
} DtPlaceKind;

const char *dt_place_kind_name(DtPlaceKind kind);

// A line of a .places file.
typedef struct DtGazetteerPlace {
	DtSlice name;    // the first one
	DtSlice country; // alpha-3; empty when in none
	double latitude, longitude;
	DtPlaceKind kind;
	uint32_t population; // 0 when not known
	DtSlice in;          // name of the containing place; empty when not said
	DtOrigin origin;
} DtGazetteerPlace;

// Ways a word can mean something, in the order in which candidates of one match stand.
typedef enum DtSense {
	DT_SENSE_NAME,         // entry
	DT_SENSE_ABBREVIATION, // entry
	DT_SENSE_ADJECTIVE,    // entry: "French"
	DT_SENSE_DEMONYM,      // entry: "Frenchman", "Russians"
	DT_SENSE_CAPITAL,      // entry: "Paris"
	DT_SENSE_SEAT,         // entry, sectors: "Kremlin"
	DT_SENSE_TITLE,        // office, only: "foreign minister", from offices.table
	DT_SENSE_ROLE,         // role: "soldiers"
	DT_SENSE_PLACE,        // place
	DT_SENSE_SURNAME,      // entry: a person whose surname this is and whose file does not list it; weak evidence
	DT_SENSE_COUNT
} DtSense;

const char *dt_sense_name(DtSense sense); // "name", …

// One thing the words of a match may mean.
typedef struct DtCandidate {
	DtSense sense;
	bool plural;     // a plural that the program made or knows: "Russians", "soldiers"
	DtSector sector; // of a seat ("Pentagon : MIL"); DT_SECTOR_NONE otherwise
	DtSlice only;    // of a title: blank-separated codes or ids where it means this office; empty: everywhere
	DtSlice text;    // as the dictionary has it
	DtOrigin origin; // the line that lists it
	union {
		const DtEntry *entry;          // NAME to SEAT, SURNAME
		const DtOffice *office;        // TITLE
		const DtRole *role;            // ROLE
		const DtGazetteerPlace *place; // PLACE
	};
} DtCandidate;

typedef struct DtNameMatch {
	uint32_t first, count; // tokens
	const DtCandidate *candidates;
	uint32_t candidate_count; // at least 1
} DtNameMatch;

// Reads the folders (each of the shape of data/), later ones over earlier ones as data/README.md says. On faults
// returns NULL; error names them all, each with file, line and column.
DtWorld *dt_world_load(const char *const *folders, size_t count, DtError *error);

// The same from one text, for tests and tools: kind by the end of name (".actors", ".roles", ".places",
// "offices.table").
typedef struct DtWorldText {
	const char *name;
	DtSlice content;
	uint32_t layer; // 0 for the first folder
} DtWorldText;
DtWorld *dt_world_load_texts(const DtWorldText *texts, size_t count, DtError *error);

void dt_world_free(DtWorld *world); // NULL is fine

// Finds the longest names, titles, roles and places in the tokens of one sentence, from the left, none overlapping.
// Writes up to room matches and returns how many there are; token_count matches always fit.
//
// Names match with their capitals (a text all in capitals too), abbreviations in capitals only, titles and roles in any
// case, singular and plural, by form and by lemma, unless tagged a verb, or alone anything but a noun. A surname alone
// must be tagged a proper noun, and no part of a longer name that nobody has ("John Roberts"). Diacritics, hyphens and
// dots do not matter: "al-Assad" and "al Assad", "U.S." and "US" are the same, however they were tokenised. A middle
// initial is passed over ("Donald J. Trump"). Candidates stand in the order of DtSense; entries of one sense by kind,
// titles by the rank of their office, places by population, else as listed.
size_t dt_world_match(const DtWorld *world, const DtToken *tokens, size_t token_count, DtNameMatch *matches,
                      size_t room);

// All that a text may mean when it stands alone, with the matching of dt_world_match over the whole of it; NULL and 0
// when nothing.
const DtCandidate *dt_world_lookup(const DtWorld *world, DtSlice text, size_t *count);

typedef enum DtStanding {
	DT_STANDING_NONE,    // no office, ever: what its code lines say
	DT_STANDING_CURRENT, // in office that day
	DT_STANDING_ELECT,   // in an office with standing=elect that day: "president-elect"
	DT_STANDING_FORMER,  // between offices or after the last one
	DT_STANDING_FUTURE,  // before the first one
} DtStanding;

const char *dt_standing_name(DtStanding standing);

// Who an entry is on a day.
typedef struct DtIdentity {
	DtSlice code;                      // empty when nothing says
	uint8_t sectors[DT_PARTY_SECTORS]; // DtSector
	uint8_t sector_count;
	const DtTerm *term; // in office: its term; FORMER: the last one ended; FUTURE: the next; otherwise NULL
	DtStanding standing;
	bool active; // it existed that day
} DtIdentity;

// Fills identity for the day; DT_DATE_NONE means the latest that is known. Returns false, with an empty code, when
// nothing is known of that day.
//
// A person in office has the code and sectors of the office of highest rank; without one, the `code` line that holds
// that day when it names a sector; else, after an office of state, the nationality and ELI; before the first one the
// nationality alone. Other entries have the code line that holds that day.
bool dt_entry_on(const DtWorld *world, const DtEntry *entry, DtDate day, DtIdentity *identity);

// Writes up to room terms of an office of a body (a code or an entry id) that cover day; returns how many there are.
// Regular holders come first, then acting, then rival ones; of each the latest started first. DT_DATE_NONE means
// today's as far as the files know: terms that have no end, else those that ended last.
size_t dt_offices_on(const DtWorld *world, DtSlice of, DtSlice office, DtDate day, DtTerm *terms, size_t room);

// All terms of an office of a body, earliest first ("during the Biden administration", "his predecessor").
const DtTerm *const *dt_office_terms(const DtWorld *world, DtSlice of, DtSlice office, size_t *count);

// Writes up to room terms of an entry (of any office), earliest first; returns how many there are.
size_t dt_world_terms(const DtWorld *world, const DtEntry *entry, DtTerm *terms, size_t room);

// NULL when there is none.
const DtEntry *dt_world_find(const DtWorld *world, DtSlice id);
const DtEntry *dt_world_country(const DtWorld *world, DtSlice code); // the entry whose id is this code
const DtOffice *dt_world_office(const DtWorld *world, DtSlice id);

// Entries, in the order of their files.
const DtEntry *const *dt_world_entries(const DtWorld *world, size_t *count);

// The persons whose surname this is, listed or not, in any case, in the order of the files. The surname is the last
// word of the full name (with "bin", "van", "de", "al-" before it or not), for Chinese, Korean and Vietnamese names
// also the first.
const DtEntry *const *dt_world_persons_by_surname(const DtWorld *world, DtSlice surname, size_t *count);

// True when entry belongs to the body with this id on the day, itself or through another body it belongs to.
// DT_DATE_NONE asks whether it does as far as the files know (a membership without an end).
bool dt_entry_member_of(const DtWorld *world, const DtEntry *entry, DtSlice id, DtDate day);

// True when a title with this `only` list means its office in the body (code or id). A title limited to one body ("CIA
// director", USA; "UN envoy", UNO) means that body where the text names none.
bool dt_title_fits(const DtCandidate *title, DtSlice of);

// Places of a name, most populous first.
size_t dt_world_places(const DtWorld *world, DtSlice name, const DtGazetteerPlace **places, size_t room);

// The place a place says it is in, preferring its own country; NULL when none is listed.
const DtGazetteerPlace *dt_place_container(const DtWorld *world, const DtGazetteerPlace *place);

// The nearest place of the kinds (bits 1 << DtPlaceKind; 0 for all) within kilometres; NULL when there is none.
const DtGazetteerPlace *dt_world_nearest(const DtWorld *world, double latitude, double longitude, uint32_t kinds,
                                         double kilometres);

#endif

// SPDX-License-Identifier: Apache-2.0
// The codes of the field: PLOVER categories, modes, contexts, sectors and auxiliary marks; CAMEO codes and weights.
//
// Sources: PLOVER manual (Open Event Data Alliance, 2021-2024 draft) for categories, modes, scores, quad classes,
// sectors and contexts; CAMEO codes with the Goldstein weights of GDELT and of the ICEWS maintainers, which differ at
// 016, 022 and 164 (GDELT's are used).
#ifndef DT_DOCUMENT_ONTOLOGY_H
#define DT_DOCUMENT_ONTOLOGY_H

#include "base/slice.h"

// X(name, score, quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict)
// clang-format off
#define DT_CATEGORY_LIST(X)                                                                                  \
    X(AGREE, 2.5, 1) X(CONSULT, 2.5, 1) X(SUPPORT, 5, 1) X(CONCEDE, 4.5, 1) X(COOPERATE, 9.5, 2)             \
    X(AID, 10, 2) X(RETREAT, 6.5, 2) X(REQUEST, 0, 3) X(ACCUSE, -3, 3) X(REJECT, -2, 3) X(THREATEN, -3.5, 3) \
    X(PROTEST, -5, 4) X(SANCTION, -6, 4) X(MOBILIZE, -5.5, 4) X(COERCE, -7, 4) X(ASSAULT, -9, 4)
// clang-format on

typedef enum DtCategory {
	DT_CATEGORY_NONE,
#define X(name, score, quad) DT_CATEGORY_##name,
	DT_CATEGORY_LIST(X)
#undef X
		DT_CATEGORY_COUNT
} DtCategory;

const char *dt_category_name(DtCategory category);  // "AGREE"; "NONE"
DtCategory dt_category_find(DtSlice name);          // DT_CATEGORY_NONE when unknown
int dt_category_quad(DtCategory category);          // 1..4
const char *dt_category_cameo(DtCategory category); // the CAMEO code of its root: "030" for AGREE; "" for NONE

// Modes belong to a category; 0 is "no mode". Numbers are stable within one build only: records keep names.
typedef uint8_t DtMode;
const char *dt_mode_name(DtMode mode); // "" for 0
bool dt_mode_find(DtCategory category, DtSlice name, DtMode *mode);
double dt_event_score(DtCategory category, DtMode mode); // PLOVER's conflict–cooperation score, -10..10
double dt_category_strength(DtCategory category);        // the farthest from 0 that the score of any mode of it is

// X(identifier, name): contexts, one bit each in a DtContexts.
// clang-format off
#define DT_CONTEXT_LIST(X)                                                                                   \
    X(military) X(intelligence) X(executive) X(legislative) X(election) X(political_institutions)            \
    X(pro_democracy) X(pro_autocracy) X(economic) X(legal) X(reparations) X(human_rights) X(rights_freedoms) \
    X(repression) X(human_security) X(gender) X(lgbt) X(religion_ethnicity) X(inequality) X(diplomatic)      \
    X(territory) X(peacekeeping) X(health) X(asylum) X(migration) X(disasters) X(natural_resource)           \
    X(environment) X(technology) X(terrorism) X(cbrn) X(cyber) X(misinformation) X(crime) X(corruption)      \
    X(illegal_drugs) X(trafficking)
// clang-format on

typedef enum DtContext {
#define X(name) DT_CONTEXT_##name,
	DT_CONTEXT_LIST(X)
#undef X
		DT_CONTEXT_COUNT
} DtContext;

typedef uint64_t DtContexts;
#define DT_CONTEXT_BIT(context) ((DtContexts)1 << (context))

const char *dt_context_name(DtContext context);
bool dt_context_find(DtSlice name, DtContext *context);

// Sectors: who within a country. X(code)
// clang-format off
#define DT_SECTOR_LIST(X)                                                                                    \
    X(GOV) X(MIL) X(COP) X(JUD) X(LEG) X(SPY) X(PRM) X(PTY) X(OPP) X(REB) X(UAF) X(UNK) X(CVL) X(ELI) X(BUS) \
    X(LAB) X(AGR) X(EDU) X(JRN) X(MED) X(REF) X(REL) X(SOC) X(CRM) X(PRE)
// clang-format on

typedef enum DtSector {
	DT_SECTOR_NONE,
#define X(name) DT_SECTOR_##name,
	DT_SECTOR_LIST(X)
#undef X
		DT_SECTOR_COUNT
} DtSector;

const char *dt_sector_name(DtSector sector); // "" for DT_SECTOR_NONE
DtSector dt_sector_find(DtSlice name);

// Codes that stand in for a country: UNO EUR IGO NGO ISM IMG MNC.
bool dt_entity_code_known(DtSlice code);

// True for ISO 3166-1 alpha-3 codes, XKX (Kosovo), historical states (SUN, YUG, CSK, DDR, SCG) and entity codes.
bool dt_actor_code_known(DtSlice code);

// Auxiliary marks of PLOVER, bits.
typedef enum DtAuxiliary {
	DT_AUXILIARY_HISTORICAL = 1 << 0,
	DT_AUXILIARY_FUTURE = 1 << 1,
	DT_AUXILIARY_HYPOTHETICAL = 1 << 2,
	DT_AUXILIARY_NEGATION = 1 << 3,
} DtAuxiliary;

enum { DT_AUXILIARY_COUNT = 4 };
const char *dt_auxiliary_name(int bit_number); // 0..3, in the order above

// A CAMEO code. Text of 2 to 4 digits.
typedef struct DtCameo {
	const char *code;
	float goldstein; // GDELT's variant
	uint8_t quad;
	uint8_t category; // PLOVER
	const char *mode; // PLOVER mode name or ""
} DtCameo;

// NULL when there is no such code.
const DtCameo *dt_cameo_find(DtSlice code);

#endif

// SPDX-License-Identifier: Apache-2.0
// Countries as foreign tables write them. Private to this layer.
#ifndef DT_STORE_COUNTRIES_H
#define DT_STORE_COUNTRIES_H

#include "document/ontology.h"

// The code of a country or of an international body by its English name, in any case; empty when unknown.
DtSlice dt_country_of_name(DtSlice name);

// The code of the record for a code of CAMEO, WEIS or KEDS: the same where ISO 3166 has it; empty when unknown.
DtSlice dt_country_of_code(DtSlice code);

#endif

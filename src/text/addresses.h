// SPDX-License-Identifier: Apache-2.0
// Addresses that stay one word: URLs, e-mail, domains and file names, document symbols, telephone numbers.
#ifndef DT_TEXT_ADDRESSES_H
#define DT_TEXT_ADDRESSES_H

#include "base/slice.h"

// The end of the address that begins at byte start, or start when none does. Looks at most a few thousand bytes ahead.
// *looked is how far it looked: when none was found, none begins before there either.
size_t dt_address_end(DtSlice text, size_t start, size_t *looked);

// The same for "555-0143", "2024-11-26", "1-800-555-0143" (a range such as "1990-1991" is none).
size_t dt_number_group_end(DtSlice text, size_t start);

// The same for the symbols of United Nations documents: "S/RES/2231", "A/73/PV.6".
size_t dt_symbol_end(DtSlice text, size_t start);

#endif

// SPDX-License-Identifier: Apache-2.0
// Sums of a day between two codes, many of them in few bytes.
//
//   key, mask of what is not 0, values │ key, mask, values │ …      keys ascending, each less the one before it
//
// Numbers are whole, seven bits a byte, the lowest first; those that may be negative are folded (0, -1, 1, -2…). The
// facts are not written: they are the sum of the categories. A change of sums is packed like sums.
#ifndef DT_STORE_PACKED_H
#define DT_STORE_PACKED_H

#include "base/buffer.h"
#include "store/record.h"

bool dt_sums_are_zero(const DtSums *sums);
void dt_sums_add(DtSums *sums, const DtSums *more);
void dt_sums_take(DtSums *sums, const DtSums *less);

typedef struct DtPacking {
	DtBuffer bytes; // cleared by the caller
	int64_t key;    // of the last
} DtPacking;

// key is above the last one, not negative and below 2^40, as are the numbers. Sums that are all 0 are left out.
void dt_pack(DtPacking *packing, int64_t key, const DtSums *sums);
void dt_pack_reset(DtPacking *packing);

typedef struct DtUnpacking {
	const unsigned char *at, *end;
	int64_t key;
	uint64_t mask;
	DtSums sums;
	bool damaged;
} DtUnpacking;

// Bytes must outlive it. Next gives the next key and sums; false at the end, or when the bytes are no packed sums.
DtUnpacking dt_unpack(DtSlice bytes);
bool dt_unpack_next(DtUnpacking *unpacking);

// The same in two steps, for whoever adds up: the key alone, then its sums on top of others (or past them: NULL).
bool dt_unpack_key(DtUnpacking *unpacking);
void dt_unpack_add(DtUnpacking *unpacking, DtSums *sums);

#endif

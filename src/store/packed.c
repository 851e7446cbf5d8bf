// SPDX-License-Identifier: Apache-2.0
// Packed sums: see packed.h.
#include "store/packed.h"

#include <string.h>

// What the bits of a mask stand for, the commonest first.
enum {
	BIT_SCORE,
	BIT_GOLDSTEIN,
	BIT_HAPPENINGS, // less the facts
	BIT_CATEGORIES,
	BIT_COUNTS = BIT_CATEGORIES + DT_CATEGORY_COUNT, // after the facts
	BIT_END = BIT_COUNTS + DT_REALITY_COUNT - 1,
	BYTES_MOST = 10 * (BIT_END + 2) // of one key and its sums
};

// Keys and numbers are never larger, so that those of damaged bytes can be added up, too.
static const int64_t largest = (int64_t)1 << 40;

bool dt_sums_are_zero(const DtSums *sums) {
	static const DtSums zero = {0};
	return memcmp(sums, &zero, sizeof zero) == 0;
}

void dt_sums_add(DtSums *sums, const DtSums *more) {
	for (size_t i = 0; i < sizeof *sums / sizeof(int64_t); i++) ((int64_t *)sums)[i] += ((const int64_t *)more)[i];
}

void dt_sums_take(DtSums *sums, const DtSums *less) {
	for (size_t i = 0; i < sizeof *sums / sizeof(int64_t); i++) ((int64_t *)sums)[i] -= ((const int64_t *)less)[i];
}

static unsigned char *put_number(unsigned char *at, uint64_t number) {
	for (; number > 0x7f; number >>= 7) *at++ = (unsigned char)(number | 0x80);
	*at++ = (unsigned char)number;
	return at;
}

static uint64_t fold(int64_t number) { return (uint64_t)number << 1 ^ (uint64_t)(number >> 63); }

static int64_t unfold(uint64_t number) { return (int64_t)(number >> 1 ^ (0 - (number & 1))); }

void dt_pack_reset(DtPacking *packing) {
	dt_buffer_reset(&packing->bytes);
	packing->key = 0;
}

void dt_pack(DtPacking *packing, int64_t key, const DtSums *sums) {
	unsigned char bytes[BYTES_MOST], *at = bytes;
	uint64_t values[BIT_END], mask = 0;
	int count = 0;
#define NOTE(bit, value)                                                                                               \
	if ((value) != 0) mask |= (uint64_t)1 << (bit), values[count++] = fold(value)
	NOTE(BIT_SCORE, sums->score);
	NOTE(BIT_GOLDSTEIN, sums->goldstein);
	NOTE(BIT_HAPPENINGS, sums->happenings - sums->counts[DT_REALITY_FACT]);
	for (int i = 0; i < DT_CATEGORY_COUNT; i++) NOTE(BIT_CATEGORIES + i, sums->categories[i]);
	for (int i = 1; i < DT_REALITY_COUNT; i++) NOTE(BIT_COUNTS + i - 1, sums->counts[i]);
#undef NOTE
	if (!mask) return;
	at = put_number(at, (uint64_t)(key - packing->key));
	at = put_number(at, mask);
	for (int i = 0; i < count; i++) at = put_number(at, values[i]);
	packing->key = key;
	dt_buffer_add(&packing->bytes, dt_slice((const char *)bytes, (size_t)(at - bytes)));
}

DtUnpacking dt_unpack(DtSlice bytes) {
	const unsigned char *at = (const unsigned char *)bytes.data;
	return (DtUnpacking){.at = at, .end = at ? at + bytes.length : NULL};
}

static bool get_number(DtUnpacking *unpacking, uint64_t *number) {
	*number = 0;
	for (unsigned shift = 0; shift < 64 && unpacking->at < unpacking->end; shift += 7) {
		unsigned char byte = *unpacking->at++;
		*number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80) return true;
	}
	unpacking->damaged = true;
	unpacking->at = unpacking->end;
	return false;
}

bool dt_unpack_key(DtUnpacking *unpacking) {
	uint64_t step;
	if (unpacking->at == unpacking->end || !get_number(unpacking, &step) || !get_number(unpacking, &unpacking->mask))
		return false;
	if (unpacking->mask >> BIT_END || step > (uint64_t)(largest - unpacking->key)) unpacking->damaged = true;
	if (!unpacking->damaged) unpacking->key += (int64_t)step;
	return !unpacking->damaged;
}

void dt_unpack_add(DtUnpacking *unpacking, DtSums *sums) {
	int64_t facts = 0, more = 0;
	DtSums nowhere;
	if (!sums) sums = &nowhere, nowhere = (DtSums){0};
	for (uint64_t rest = unpacking->mask, value; rest && get_number(unpacking, &value); rest &= rest - 1) {
		int bit = __builtin_ctzll(rest);
		int64_t number = unfold(value);
		if (number > largest || number < -largest) {
			unpacking->damaged = true;
			unpacking->at = unpacking->end;
			break;
		}
		if (bit == BIT_SCORE)
			sums->score += number;
		else if (bit == BIT_GOLDSTEIN)
			sums->goldstein += number;
		else if (bit == BIT_HAPPENINGS)
			more = number;
		else if (bit >= BIT_COUNTS)
			sums->counts[bit - BIT_COUNTS + 1] += number;
		else
			sums->categories[bit - BIT_CATEGORIES] += number, facts += number;
	}
	sums->counts[DT_REALITY_FACT] += facts;
	sums->happenings += facts + more;
}

bool dt_unpack_next(DtUnpacking *unpacking) {
	if (!dt_unpack_key(unpacking)) return false;
	unpacking->sums = (DtSums){0};
	dt_unpack_add(unpacking, &unpacking->sums);
	return !unpacking->damaged;
}

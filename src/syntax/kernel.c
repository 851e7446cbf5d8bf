// SPDX-License-Identifier: Apache-2.0
// Which build of the kernel to use, and half precision one number at a time (files are written with it).
#include "syntax/kernel.h"

#include <string.h>

const DtKernel *dt_kernel_best(void) {
	const DtKernel *best = dt_kernel_avx512();
	if (!best) best = dt_kernel_avx2();
	return best ? best : dt_kernel_portable();
}

uint16_t dt_half_from_float(float value) {
	uint32_t bits;
	memcpy(&bits, &value, sizeof bits);
	uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
	bits &= 0x7fffffff;
	if (bits > 0x7f800000) return sign;                       // not a number: nothing better than 0
	if (bits >= 0x477fe000) return (uint16_t)(sign | 0x7bff); // 65504, the largest
	if (bits < 0x33000000) return sign;                       // below half the smallest
	uint32_t exponent = bits >> 23, fraction = (bits & 0x7fffff) | 0x800000;
	uint32_t shift = exponent >= 113 ? 13 : 126 - exponent; // subnormal halves lose more bits
	uint32_t kept = fraction >> shift, rest = fraction & ((1u << shift) - 1), tie = 1u << (shift - 1);
	kept += rest > tie || (rest == tie && (kept & 1));
	return (uint16_t)(sign | (exponent >= 113 ? kept + ((exponent - 113) << 10) : kept));
}

float dt_half_to_float(uint16_t half) {
	uint32_t bits = (uint32_t)(half & 0x7fff) << 13;
	float value;
	memcpy(&value, &bits, sizeof value);
	value *= 5.192296858534828e33f; // 2^112
	return half & 0x8000 ? -value : value;
}

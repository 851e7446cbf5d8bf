// SPDX-License-Identifier: Apache-2.0
// The kernel for processors with AVX2; elsewhere this file is empty of it. Whole functions are compiled for that
// processor, so none of them may run before dt_kernel_avx2 has looked.
#include <math.h>
#include <string.h>

#include "syntax/kernel.h"

#if defined(__x86_64__)

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif

#define VECTOR_BYTES 32
#define ROWS 4
#define VECTORS 3
#define KERNEL_NAME "AVX2"
#include "syntax/kernel_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

const DtKernel *dt_kernel_avx2(void) {
	__builtin_cpu_init();
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernel : NULL;
}

#else

const DtKernel *dt_kernel_avx2(void) { return NULL; }

#endif

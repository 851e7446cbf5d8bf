// SPDX-License-Identifier: Apache-2.0
// The kernel for processors with AVX-512; elsewhere this file is empty of it. Whole functions are compiled for that
// processor, so none of them may run before dt_kernel_avx512 has looked.
#include <math.h>
#include <string.h>

#include "syntax/kernel.h"

#if defined(__x86_64__)

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl,avx512bw"))),                   \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma,avx512f,avx512dq,avx512vl,avx512bw")
#endif

#define VECTOR_BYTES 64
#define ROWS 6
#define VECTORS 4
#define KERNEL_NAME "AVX-512"
#include "syntax/kernel_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

const DtKernel *dt_kernel_avx512(void) {
	__builtin_cpu_init();
	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
	               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
	           ? &kernel
	           : NULL;
}

#else

const DtKernel *dt_kernel_avx512(void) { return NULL; }

#endif

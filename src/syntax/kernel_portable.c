// SPDX-License-Identifier: Apache-2.0
// The kernel for any processor: vectors of 16 bytes, which every machine has or the compiler takes apart.
#define VECTOR_BYTES 16
#define ROWS 4
#define VECTORS 2
#define KERNEL_NAME "portable"
#include "syntax/kernel_body.h"

const DtKernel *dt_kernel_portable(void) { return &kernel; }

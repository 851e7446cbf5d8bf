// SPDX-License-Identifier: Apache-2.0
// What every unit test includes: cmocka with the headers it expects before it.
#ifndef DT_BASE_TEST_H
#define DT_BASE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h> // must come last

#endif

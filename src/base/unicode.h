// SPDX-License-Identifier: Apache-2.0
// UTF-8, one code point at a time. Foreign bytes are never trusted: what is not UTF-8 is one byte, marked invalid.
#ifndef DT_BASE_UNICODE_H
#define DT_BASE_UNICODE_H

#include "base/slice.h"

#define DT_UTF8_INVALID 0xFFFFFFFFu

// Reads the code point that begins at byte at (at < text.length) and returns its width in bytes, at least 1.
// Overlong forms, surrogates, points past U+10FFFF and cut sequences give DT_UTF8_INVALID and width 1.
size_t dt_utf8_decode(DtSlice text, size_t at, uint32_t *point);

// Writes point (at most U+10FFFF) to out, which has room for 4; returns the width.
size_t dt_utf8_encode(uint32_t point, char *out);

// True when every byte belongs to a valid sequence.
bool dt_utf8_valid(DtSlice text);

// How many code points the text has, an invalid byte counting as one.
size_t dt_utf8_count(DtSlice text);

// The byte at which code point number index begins; text.length when it has fewer.
size_t dt_utf8_offset(DtSlice text, size_t index);

#endif

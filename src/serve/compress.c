// SPDX-License-Identifier: Apache-2.0
#include "serve/compress.h"

#include <zlib.h>

#include "base/arena.h"

enum { SHORTEST = 1024, LEVEL = 4, GZIP_WINDOW = 15 + 16, MEMORY = 8 };

// "gzip;q=0" refuses it, as does not naming it.
bool dt_takes_gzip(DtSlice accept_encoding) {
	DtSlice rest = accept_encoding, one, name;
	while (rest.length && dt_slice_split(&rest, ',', &one)) {
		dt_slice_split(&one, ';', &name);
		if (!dt_slice_equal_folded(dt_slice_trim(name), dt_slice_of("gzip"))) continue;
		DtSlice weight = dt_slice_trim(one);
		if (!dt_slice_starts(weight, "q=0")) return true;
		for (size_t i = 3; i < weight.length; i++) {
			if (weight.data[i] >= '1' && weight.data[i] <= '9') return true;
		}
		return false;
	}
	return false;
}

bool dt_compress(DtBuffer *body) {
	z_stream stream = {0};
	if (body->length < SHORTEST || body->length > UINT32_MAX / 2) return false;
	if (deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) return false;
	size_t room = deflateBound(&stream, body->length);
	DtBuffer packed = {.data = dt_alloc(room + 1), .capacity = room + 1};
	stream.next_in = (Bytef *)body->data;
	stream.avail_in = (uInt)body->length;
	stream.next_out = (Bytef *)packed.data;
	stream.avail_out = (uInt)room;
	bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
	packed.length = room - stream.avail_out;
	packed.data[packed.length] = '\0';
	deflateEnd(&stream);
	if (done) {
		dt_buffer_clear(body);
		*body = packed;
	} else {
		dt_buffer_clear(&packed);
	}
	return done;
}

// SPDX-License-Identifier: Apache-2.0
// gzip for answers.
#ifndef DT_SERVE_COMPRESS_H
#define DT_SERVE_COMPRESS_H

#include "base/buffer.h"

// Does a client take gzip, by its Accept-Encoding?
bool dt_takes_gzip(DtSlice accept_encoding);

// Replaces what body holds by its gzip; false, body as it was, when it is too short to gain by it.
bool dt_compress(DtBuffer *body);

#endif

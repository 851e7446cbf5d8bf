// SPDX-License-Identifier: Apache-2.0
// The arithmetic of the network, in several builds of one text: portable, AVX2 and AVX-512, chosen when a model is
// loaded.
//
// AVX2 and AVX-512 add in one order and give the same bits. The portable build cannot fuse multiplication with
// addition, so it agrees with them to about 1e-5 of the largest term; each build is deterministic by itself. All widths
// ("columns") are multiples of DT_LANES and rows are dense unless a stride is given.
#ifndef DT_SYNTAX_KERNEL_H
#define DT_SYNTAX_KERNEL_H

#include <stddef.h>
#include <stdint.h>

enum { DT_LANES = 16 };

// A matrix whose element (row, column) is data[row * row_stride + column * column_stride].
typedef struct DtView {
	const float *data;
	size_t row_stride, column_stride;
} DtView;

typedef struct DtKernel {
	const char *name;

	// out[rows][columns] = start + a[rows][inner] · b[inner][columns]; out, b and start have the given row strides.
	// start may be NULL (nothing), out itself (add to it) or, with stride 0, one row for all (a bias).
	void (*multiply)(float *out, size_t out_stride, const float *start, size_t start_stride, DtView a, const float *b,
	                 size_t b_stride, size_t rows, size_t inner, size_t columns);

	// out[d] = max over pieces p of in[p * width + d]; choice (may be NULL) says which.
	void (*maxout)(float *out, uint8_t *choice, const float *in, size_t width, size_t pieces);

	// normal[width] = (in - mean) / deviation, out = normal * gain + bias; returns 1 / deviation.
	float (*normalize)(float *out, float *normal, const float *in, const float *gain, const float *bias, size_t width);

	void (*sigmoid)(float *values, size_t count);

	// state = state + update * (candidate - state), the step of the minimal gated unit; out receives the state.
	void (*gate)(float *out, const float *state, const float *update, const float *candidate, size_t width);

	// out += scale * in
	void (*add_scaled)(float *out, const float *in, float scale, size_t count);

	// out = max(in, slope * in) elementwise
	void (*leaky)(float *out, const float *in, size_t count);

	// Turns scores into probabilities; any count.
	void (*softmax)(float *values, size_t count);

	// Half precision to single.
	void (*widen)(float *out, const uint16_t *in, size_t count);

	// One step of Adam: see train/adam.c.
	void (*adam)(float *weights, float *first, float *second, float *gradient, size_t count, float rate, float decay1,
	             float decay2, float scale);
} DtKernel;

#define DT_LEAKY_SLOPE 0.1f

// The best build that this processor runs.
const DtKernel *dt_kernel_best(void);

// NULL when this processor cannot run it (or the build has no such thing).
const DtKernel *dt_kernel_portable(void); // runs everywhere
const DtKernel *dt_kernel_avx2(void);
const DtKernel *dt_kernel_avx512(void);

// Single precision to half, rounded to nearest even; too large becomes the largest finite value.
uint16_t dt_half_from_float(float value);
float dt_half_to_float(uint16_t half);

#endif

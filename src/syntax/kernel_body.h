// SPDX-License-Identifier: Apache-2.0
// The text of every kernel build: the includer defines VECTOR_BYTES, ROWS and VECTORS (the block of sums held in
// registers) and KERNEL_NAME. Written with the vector types of GCC and clang, so nothing here names an instruction.
//
// Multiplication holds a block of ROWS x VECTORS vectors of sums in registers and walks the inner dimension once:
//
//            b  inner x columns            for every k:  load VECTORS vectors of b[k],
//            [....VVVV....]                              broadcast a[r][k] for each r,
//     a  r   [ sums       ]                              multiply and add
//
// The rest of rows is done by the same code with fewer rows (the compiler makes one copy for each count).
#include <math.h>
#include <string.h>

#include "syntax/kernel.h"

enum { WIDTH = VECTOR_BYTES / 4 };

typedef float Vector __attribute__((vector_size(VECTOR_BYTES), aligned(4), may_alias));
typedef int32_t Integers __attribute__((vector_size(VECTOR_BYTES), aligned(4), may_alias));
typedef float Register __attribute__((vector_size(VECTOR_BYTES)));
typedef int32_t IntegerRegister __attribute__((vector_size(VECTOR_BYTES)));

static inline Register load(const float *from) { return *(const Vector *)from; }
static inline void store(float *to, Register value) { *(Vector *)to = value; }
static inline Register spread(float value) { return value - (Register){0}; }
static inline Register choose(IntegerRegister mask, Register yes, Register no) {
	return (Register)((mask & (IntegerRegister)yes) | (~mask & (IntegerRegister)no));
}

// A sum is kept in DT_LANES lanes whatever the vectors are, and the lanes are added in one order: so AVX2 and AVX-512
// come to the same bits.
enum { PARTS = DT_LANES / WIDTH };
typedef struct Sum {
	Register parts[PARTS];
} Sum;

static inline float sum_of(const Sum *sum) {
	float total = 0;
	for (int p = 0; p < PARTS; p++)
		for (int i = 0; i < WIDTH; i++) total += sum->parts[p][i];
	return total;
}

// e^x by 2^n times a polynomial on [-ln2/2, ln2/2]; relative error below 2e-7, flat outside ±87.
static inline Register exponential(Register x) {
	x = choose(x > spread(87.0f), spread(87.0f), x);
	x = choose(x < spread(-87.0f), spread(-87.0f), x);
	Register scaled = x * 1.44269504f;
	Register magic = spread(12582912.0f); // 1.5 * 2^23: adding it rounds to an integer
	Register rounded = (scaled + magic) - magic;
	Register r = x - rounded * 0.693359375f + rounded * 2.12194440e-4f;
	Register p = r * 1.9875691500e-4f + 1.3981999507e-3f;
	p = p * r + 8.3334519073e-3f;
	p = p * r + 4.1665795894e-2f;
	p = p * r + 1.6666665459e-1f;
	p = p * r + 5.0000001201e-1f;
	p = p * r * r + r + 1.0f;
	IntegerRegister exponent = (__builtin_convertvector(rounded, IntegerRegister) + 127) << 23;
	return p * (Register)exponent;
}

typedef struct Product { // the arguments of multiply, moved along as it goes
	float *out;
	size_t out_stride;
	const float *start;
	size_t start_stride;
	DtView a;
	const float *b;
	size_t b_stride, inner;
} Product;

static inline __attribute__((always_inline)) void block(const Product *product, const int rows, const int vectors) {
	Register sums[ROWS][VECTORS];
#pragma GCC unroll 16
	for (int r = 0; r < rows; r++)
#pragma GCC unroll 16
		for (int v = 0; v < vectors; v++)
			sums[r][v] =
				product->start ? load(product->start + (size_t)r * product->start_stride + v * WIDTH) : (Register){0};
	for (size_t k = 0; k < product->inner; k++) {
		const float *line = product->b + k * product->b_stride;
		const float *left = product->a.data + k * product->a.column_stride;
		Register right[VECTORS];
#pragma GCC unroll 16
		for (int v = 0; v < vectors; v++) right[v] = load(line + v * WIDTH);
#pragma GCC unroll 16
		for (int r = 0; r < rows; r++) {
			Register value = spread(left[(size_t)r * product->a.row_stride]);
#pragma GCC unroll 16
			for (int v = 0; v < vectors; v++) sums[r][v] += value * right[v];
		}
	}
#pragma GCC unroll 16
	for (int r = 0; r < rows; r++)
#pragma GCC unroll 16
		for (int v = 0; v < vectors; v++) store(product->out + (size_t)r * product->out_stride + v * WIDTH, sums[r][v]);
}

#define BLOCK_CASE(r, v)                                                                                               \
	case r:                                                                                                            \
		block(&product, r, v);                                                                                         \
		break;

static void strip(Product product, size_t rows, int wide) {
	while (rows > 0) {
		size_t count = rows < ROWS ? rows : ROWS;
		if (wide) switch (count) {
				BLOCK_CASE(1, VECTORS)
				BLOCK_CASE(2, VECTORS)
				BLOCK_CASE(3, VECTORS)
				BLOCK_CASE(4, VECTORS)
#if ROWS > 4
				BLOCK_CASE(5, VECTORS) BLOCK_CASE(6, VECTORS)
#endif
			}
		else
			switch (count) {
				BLOCK_CASE(1, 1)
				BLOCK_CASE(2, 1)
				BLOCK_CASE(3, 1)
				BLOCK_CASE(4, 1)
#if ROWS > 4
				BLOCK_CASE(5, 1) BLOCK_CASE(6, 1)
#endif
			}
		rows -= count;
		product.out += count * product.out_stride;
		if (product.start) product.start += count * product.start_stride;
		product.a.data += count * product.a.row_stride;
	}
}

static void multiply(float *out, size_t out_stride, const float *start, size_t start_stride, DtView a, const float *b,
                     size_t b_stride, size_t rows, size_t inner, size_t columns) {
	size_t step;
	for (size_t column = 0; column < columns; column += step) {
		int wide = column + VECTORS * WIDTH <= columns;
		step = wide ? VECTORS * WIDTH : WIDTH;
		Product product = {out + column, out_stride, start ? start + column : NULL, start_stride, a, b + column,
		                   b_stride,     inner};
		strip(product, rows, wide);
	}
}

static void maxout(float *out, uint8_t *choice, const float *in, size_t width, size_t pieces) {
	for (size_t d = 0; d < width; d += WIDTH) {
		Register best = load(in + d);
		IntegerRegister which = {0};
		for (size_t p = 1; p < pieces; p++) {
			Register other = load(in + p * width + d);
			IntegerRegister larger = other > best;
			best = choose(larger, other, best);
			which = (larger & (int32_t)p) | (~larger & which);
		}
		store(out + d, best);
		if (choice)
			for (int i = 0; i < WIDTH; i++) choice[d + (size_t)i] = (uint8_t)which[i];
	}
}

static float normalize(float *out, float *normal, const float *in, const float *gain, const float *bias, size_t width) {
	Sum sum = {0}, squares = {0};
	for (size_t d = 0; d < width; d += DT_LANES)
		for (size_t p = 0; p < PARTS; p++) sum.parts[p] += load(in + d + p * WIDTH);
	Register mean = spread(sum_of(&sum) / (float)width);
	for (size_t d = 0; d < width; d += DT_LANES)
		for (size_t p = 0; p < PARTS; p++) {
			Register centred = load(in + d + p * WIDTH) - mean;
			squares.parts[p] += centred * centred;
		}
	float inverse = 1.0f / sqrtf(sum_of(&squares) / (float)width + 1e-5f);
	for (size_t d = 0; d < width; d += WIDTH) {
		Register value = (load(in + d) - mean) * inverse;
		if (normal) store(normal + d, value);
		store(out + d, value * load(gain + d) + load(bias + d));
	}
	return inverse;
}

static void sigmoid(float *values, size_t count) {
	for (size_t d = 0; d < count; d += WIDTH) store(values + d, 1.0f / (1.0f + exponential(-load(values + d))));
}

static void gate(float *out, const float *state, const float *update, const float *candidate, size_t width) {
	for (size_t d = 0; d < width; d += WIDTH) {
		Register before = load(state + d);
		store(out + d, before + load(update + d) * (load(candidate + d) - before));
	}
}

static void add_scaled(float *out, const float *in, float scale, size_t count) {
	for (size_t d = 0; d < count; d += WIDTH) store(out + d, load(out + d) + scale * load(in + d));
}

static void leaky(float *out, const float *in, size_t count) {
	for (size_t d = 0; d < count; d += WIDTH) {
		Register value = load(in + d);
		store(out + d, choose(value > 0.0f, value, value * DT_LEAKY_SLOPE));
	}
}

// values[DT_LANES] = e^(values - largest), added to sum.
static inline void exponentials(float *values, float largest, Sum *sum) {
	for (size_t p = 0; p < PARTS; p++) {
		Register value = exponential(load(values + p * WIDTH) - largest);
		sum->parts[p] += value;
		store(values + p * WIDTH, value);
	}
}

static void softmax(float *values, size_t count) {
	float largest = values[0];
	for (size_t d = 1; d < count; d++) largest = values[d] > largest ? values[d] : largest;
	size_t whole = count - count % DT_LANES, left = count - whole;
	Sum sum = {0};
	for (size_t d = 0; d < whole; d += DT_LANES) exponentials(values + d, largest, &sum);
	if (left > 0) { // what lies behind counts as e^-87, which no sum of one or more feels
		float rest[DT_LANES];
		for (size_t d = 0; d < DT_LANES; d++) rest[d] = d < left ? values[whole + d] : largest - 1000.0f;
		exponentials(rest, largest, &sum);
		memcpy(values + whole, rest, left * sizeof *rest);
	}
	float scale = 1.0f / sum_of(&sum);
	for (size_t d = 0; d + WIDTH <= whole; d += WIDTH) store(values + d, load(values + d) * scale);
	for (size_t d = whole; d < count; d++) values[d] *= scale;
}

// A half is sign, 5 bits of exponent, 10 of fraction; moved to where a single keeps them, the exponent is 112 too
// small, which one multiplication mends (also for subnormal halves).
static void widen(float *out, const uint16_t *in, size_t count) {
	typedef uint16_t Halves __attribute__((vector_size(VECTOR_BYTES / 2), aligned(2), may_alias));
	for (size_t d = 0; d < count; d += WIDTH) {
		Halves halves = *(const Halves *)(in + d);
		IntegerRegister bits = __builtin_convertvector(halves, IntegerRegister);
		Register magnitude = (Register)((bits & 0x7fff) << 13) * 5.192296858534828e33f;
		store(out + d, (Register)((IntegerRegister)magnitude | ((bits & 0x8000) << 16)));
	}
}

static void adam(float *weights, float *first, float *second, float *gradient, size_t count, float rate, float decay1,
                 float decay2, float scale) {
	for (size_t d = 0; d < count; d += WIDTH) {
		Register slope = load(gradient + d) * scale;
		Register mean = load(first + d) * decay1 + slope * (1.0f - decay1);
		Register square = load(second + d) * decay2 + slope * slope * (1.0f - decay2);
		Register root;
		for (int i = 0; i < WIDTH; i++) root[i] = sqrtf(square[i]);
		store(first + d, mean);
		store(second + d, square);
		store(weights + d, load(weights + d) - rate * mean / (root + 1e-8f));
		store(gradient + d, (Register){0});
	}
}

static const DtKernel kernel = {
	.name = KERNEL_NAME,
	.multiply = multiply,
	.maxout = maxout,
	.normalize = normalize,
	.sigmoid = sigmoid,
	.gate = gate,
	.add_scaled = add_scaled,
	.leaky = leaky,
	.softmax = softmax,
	.widen = widen,
	.adam = adam,
};

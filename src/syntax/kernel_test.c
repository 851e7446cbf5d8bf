// SPDX-License-Identifier: Apache-2.0
// Every build of the kernel against plain loops in double precision.
#include "syntax/kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/test.h"

static unsigned seed = 3;
static float draw(void) {
	seed = seed * 1664525u + 1013904223u;
	return (float)(seed >> 8) / 8388608.0f - 1.0f;
}

static void fill(float *values, size_t count) {
	for (size_t i = 0; i < count; i++) values[i] = draw();
}

static void near(float found, double expected) {
	if (!(fabs((double)found - expected) <= 1e-5 * (1 + fabs(expected))))
		fail_msg("found %g, expected %g", (double)found, expected);
}

static const DtKernel *builds[3];
static size_t build_count;

static void products_agree(void **state) {
	(void)state;
	enum { ROWS = 15, INNER = 33, COLUMNS = 112, STRIDE = 128 };
	static float a[ROWS * INNER], b[INNER * STRIDE], out[ROWS * STRIDE], start[ROWS * STRIDE];
	fill(a, ROWS * INNER);
	fill(b, INNER * STRIDE);
	fill(start, ROWS * STRIDE);
	for (size_t k = 0; k < build_count; k++)
		for (size_t rows = 1; rows <= ROWS; rows++)
			for (size_t columns = DT_LANES; columns <= COLUMNS; columns += DT_LANES)
				for (int kind = 0; kind < 3; kind++) {
					const float *from = kind == 0 ? NULL : kind == 1 ? start : out;
					size_t from_stride = kind == 1 ? 0 : STRIDE;
					memcpy(out, start, sizeof out);
					builds[k]->multiply(out, STRIDE, from, from_stride, (DtView){a, INNER, 1}, b, STRIDE, rows, INNER,
					                    columns);
					for (size_t r = 0; r < rows; r++)
						for (size_t c = 0; c < columns; c += 7) {
							double sum = kind == 0 ? 0 : (double)start[(kind == 1 ? 0 : r) * STRIDE + c];
							for (size_t i = 0; i < INNER; i++)
								sum += (double)a[r * INNER + i] * (double)b[i * STRIDE + c];
							near(out[r * STRIDE + c], sum);
						}
					near(out[columns], (double)start[columns]); // nothing past the columns is touched
				}
}

static void turned_products_agree(void **state) {
	(void)state;
	enum { ROWS = 7, INNER = 20 };
	float a[INNER * ROWS], b[INNER * DT_LANES], out[ROWS * DT_LANES];
	fill(a, INNER * ROWS);
	fill(b, INNER * DT_LANES);
	for (size_t k = 0; k < build_count; k++) {
		builds[k]->multiply(out, DT_LANES, NULL, 0, (DtView){a, 1, ROWS}, b, DT_LANES, ROWS, INNER, DT_LANES);
		for (size_t r = 0; r < ROWS; r++) {
			double sum = 0;
			for (size_t i = 0; i < INNER; i++) sum += (double)a[i * ROWS + r] * (double)b[i * DT_LANES + 5];
			near(out[r * DT_LANES + 5], sum);
		}
	}
}

static void functions_agree(void **state) {
	(void)state;
	enum { WIDTH = 32 };
	float in[2 * WIDTH], out[WIDTH], normal[WIDTH], gain[WIDTH], bias[WIDTH];
	uint8_t choice[WIDTH];
	fill(in, 2 * WIDTH);
	fill(gain, WIDTH);
	fill(bias, WIDTH);
	for (size_t k = 0; k < build_count; k++) {
		builds[k]->maxout(out, choice, in, WIDTH, 2);
		for (size_t d = 0; d < WIDTH; d++) {
			near(out[d], fmax((double)in[d], (double)in[WIDTH + d]));
			assert_int_equal(choice[d], in[WIDTH + d] > in[d]);
		}
		double mean = 0, square = 0;
		for (size_t d = 0; d < WIDTH; d++) mean += (double)in[d] / WIDTH;
		for (size_t d = 0; d < WIDTH; d++) square += ((double)in[d] - mean) * ((double)in[d] - mean) / WIDTH;
		float inverse = builds[k]->normalize(out, normal, in, gain, bias, WIDTH);
		near(inverse, 1 / sqrt(square + 1e-5));
		near(out[3], ((double)in[3] - mean) / sqrt(square + 1e-5) * (double)gain[3] + (double)bias[3]);
		memcpy(out, in, sizeof out);
		out[0] = 200;
		out[1] = -200;
		builds[k]->sigmoid(out, WIDTH);
		near(out[0], 1);
		near(out[1], 0);
		near(out[5], 1 / (1 + exp(-(double)in[5])));
		memcpy(out, in, sizeof out);
		double sum = 0;
		for (size_t d = 0; d < 21; d++) sum += exp((double)in[d]);
		builds[k]->softmax(out, 21);
		for (size_t d = 0; d < 21; d++) near(out[d], exp((double)in[d]) / sum);
		near(out[21], (double)in[21]);
		builds[k]->leaky(out, in, WIDTH);
		for (size_t d = 0; d < WIDTH; d++) near(out[d], in[d] > 0 ? (double)in[d] : 0.1 * (double)in[d]);
	}
}

// What one vector unit says, the other says to the last bit; the portable build to 1e-5, by the tests above.
static void vector_units_agree_to_the_bit(void **state) {
	(void)state;
	enum { ROWS = 9, INNER = 80, COLUMNS = 112, WIDTH = 112, COUNT = 107 };
	const DtKernel *pair[] = {dt_kernel_avx2(), dt_kernel_avx512()};
	if (!pair[0] || !pair[1]) skip();
	static float a[ROWS * INNER], b[INNER * COLUMNS], start[COLUMNS], values[2 * WIDTH], gain[WIDTH], bias[WIDTH];
	static float products[2][ROWS * COLUMNS], normal[2][WIDTH], out[2][WIDTH], sigmoid[2][WIDTH], soft[2][WIDTH];
	static float gated[2][WIDTH], added[2][WIDTH], inverse[2];
	for (int round = 0; round < 200; round++) {
		fill(a, ROWS * INNER);
		fill(b, INNER * COLUMNS);
		fill(start, COLUMNS);
		fill(values, 2 * WIDTH);
		fill(gain, WIDTH);
		fill(bias, WIDTH);
		for (int k = 0; k < 2; k++) {
			const DtKernel *kernel = pair[k];
			kernel->multiply(products[k], COLUMNS, start, 0, (DtView){a, INNER, 1}, b, COLUMNS, ROWS, INNER, COLUMNS);
			inverse[k] = kernel->normalize(out[k], normal[k], values, gain, bias, WIDTH);
			memcpy(sigmoid[k], values, sizeof *sigmoid);
			kernel->sigmoid(sigmoid[k], WIDTH);
			memcpy(soft[k], values, sizeof *soft);
			kernel->softmax(soft[k], COUNT - (size_t)round % 32);
			kernel->gate(gated[k], values, gain, bias, WIDTH);
			memcpy(added[k], values, sizeof *added);
			kernel->add_scaled(added[k], gain, 0.3f, WIDTH);
		}
		assert_memory_equal(products[0], products[1], sizeof *products);
		assert_memory_equal(normal[0], normal[1], sizeof *normal);
		assert_memory_equal(out[0], out[1], sizeof *out);
		assert_memory_equal(sigmoid[0], sigmoid[1], sizeof *sigmoid);
		assert_memory_equal(soft[0], soft[1], sizeof *soft);
		assert_memory_equal(gated[0], gated[1], sizeof *gated);
		assert_memory_equal(added[0], added[1], sizeof *added);
		assert_true(inverse[0] == inverse[1]);
	}
}

static void halves_survive(void **state) {
	(void)state;
	uint16_t halves[DT_LANES] = {0, 1, 0x3ff, 0x400, 0x3c00, 0xbc00, 0x7bff, 0x8001, 0xfbff, 0x3555};
	float wide[DT_LANES];
	for (size_t k = 0; k < build_count; k++) {
		builds[k]->widen(wide, halves, DT_LANES);
		for (size_t i = 0; i < DT_LANES; i++) assert_true(wide[i] == dt_half_to_float(halves[i]));
	}
	for (uint32_t h = 0; h < 0x10000; h++)
		if ((h & 0x7c00) != 0x7c00 && h != 0x8000)
			assert_int_equal(dt_half_from_float(dt_half_to_float((uint16_t)h)), h);
	near(dt_half_to_float(dt_half_from_float(0.1f)), 0.0999755859375);
	assert_int_equal(dt_half_from_float(1e9f), 0x7bff);
	assert_int_equal(dt_half_from_float(-1e9f), 0xfbff);
	assert_int_equal(dt_half_from_float(1e-12f), 0);
}

int main(void) {
	const DtKernel *all[] = {dt_kernel_portable(), dt_kernel_avx2(), dt_kernel_avx512()};
	for (size_t i = 0; i < 3; i++)
		if (all[i]) builds[build_count++] = all[i];
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(products_agree),  cmocka_unit_test(turned_products_agree),
		cmocka_unit_test(functions_agree), cmocka_unit_test(vector_units_agree_to_the_bit),
		cmocka_unit_test(halves_survive),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

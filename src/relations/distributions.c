// SPDX-License-Identifier: Apache-2.0
// Distributions: see distributions.h.
//
// The incomplete gamma function by its series below shape + 1 and its continued fraction above (DLMF 8.7.1, 8.9.2), the
// incomplete beta function by its continued fraction (DLMF 8.17.22), both fractions by the method of Lentz. Quantiles
// by Newton's method within a bracket that bisection keeps. Good to about 1e-10, which is far more than counts deserve.
#include "relations/distributions.h"

#include <math.h>
#include <stdbool.h>

enum { MOST_TERMS = 100000, MOST_STEPS = 400 };
static const double precise = 1e-14, tiny = 1e-300;

// lgamma(x) - lgamma(x + y) for large x loses digits when the two are subtracted; Stirling's series does not.
static double log_gamma_drop(double x, double y) {
	double z = x + y;
	double tail_x = 1 / (12 * x) - 1 / (360 * x * x * x);
	double tail_z = 1 / (12 * z) - 1 / (360 * z * z * z);
	return -(x - 0.5) * log1p(y / x) - y * log(z) + y + tail_x - tail_z;
}

double dt_log_beta(double a, double b) {
	double large = a > b ? a : b, small = a > b ? b : a;
	if (large > 1e3) return lgamma(small) + log_gamma_drop(large, small);
	return lgamma(a) + lgamma(b) - lgamma(a + b);
}

static double gamma_series(double shape, double x) {
	double term = 1 / shape, sum = term;
	for (int i = 1; i < MOST_TERMS && term > sum * precise; i++) {
		term *= x / (shape + i);
		sum += term;
	}
	return sum * exp(-x + shape * log(x) - lgamma(shape));
}

static double away_from_zero(double x) { return fabs(x) < tiny ? tiny : x; }

static double gamma_fraction(double shape, double x) {
	double b = x + 1 - shape, c = 1 / tiny, d = 1 / away_from_zero(b), product = d;
	for (int i = 1; i < MOST_TERMS; i++) {
		double an = -i * (i - shape);
		b += 2;
		d = 1 / away_from_zero(an * d + b);
		c = away_from_zero(b + an / c);
		product *= d * c;
		if (fabs(d * c - 1) < precise) break;
	}
	return product * exp(-x + shape * log(x) - lgamma(shape));
}

double dt_gamma_below(double shape, double rate, double x) {
	double y = x * rate;
	if (y <= 0) return 0;
	return y < shape + 1 ? gamma_series(shape, y) : 1 - gamma_fraction(shape, y);
}

static double beta_fraction(double a, double b, double x) {
	double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), product = d;
	for (int m = 1; m < MOST_TERMS; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / away_from_zero(1 + even * d);
		c = away_from_zero(1 + even / c);
		product *= d * c;
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / away_from_zero(1 + odd * d);
		c = away_from_zero(1 + odd / c);
		product *= d * c;
		if (fabs(d * c - 1) < precise) break;
	}
	return product;
}

double dt_beta_below(double a, double b, double x) {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	double front = exp(a * log(x) + b * log1p(-x) - dt_log_beta(a, b));
	if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
	return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

typedef double Below(double a, double b, double x);

static double gamma_density(double shape, double rate, double x) {
	return exp(shape * log(rate) + (shape - 1) * log(x) - rate * x - lgamma(shape));
}

static double beta_density(double a, double b, double x) {
	return exp((a - 1) * log(x) + (b - 1) * log1p(-x) - dt_log_beta(a, b));
}

// The x between low and high below which part lies.
static double invert(Below *below, Below *density, double a, double b, double part, double low, double high, double x) {
	for (int i = 0; i < MOST_STEPS; i++) {
		double miss = below(a, b, x) - part;
		if (miss > 0)
			high = x;
		else
			low = x;
		double slope = density(a, b, x), next = x - miss / slope;
		bool inside = slope > 0 && isfinite(next) && next > low && next < high;
		if (!inside) next = low > 0 ? (low + high) / 2 : high / 16; // small shapes end near nothing
		if (next < tiny || fabs(next - x) <= 1e-12 * x || high - low <= 1e-12 * high) return next;
		x = next;
	}
	return x;
}

double dt_gamma_quantile(double shape, double rate, double part) {
	if (part <= 0) return 0;
	double mean = shape / rate, high = mean + 10 * sqrt(shape) / rate + 50 / rate;
	return invert(dt_gamma_below, gamma_density, shape, rate, part, 0, high, mean);
}

double dt_beta_quantile(double a, double b, double part) {
	if (part <= 0) return 0;
	if (part >= 1) return 1;
	return invert(dt_beta_below, beta_density, a, b, part, 0, 1, a / (a + b));
}

// SPDX-License-Identifier: Apache-2.0
// Gamma and beta distributions: how much lies below, and below what a given part lies.
#ifndef DT_RELATIONS_DISTRIBUTIONS_H
#define DT_RELATIONS_DISTRIBUTIONS_H

// Shape and rate above 0; a and b above 0; part within 0..1. All finite.
double dt_gamma_below(double shape, double rate, double x);
double dt_gamma_quantile(double shape, double rate, double part);
double dt_beta_below(double a, double b, double x);
double dt_beta_quantile(double a, double b, double part);

// Log of the beta function, exact also where a is large and b small.
double dt_log_beta(double a, double b);

#endif

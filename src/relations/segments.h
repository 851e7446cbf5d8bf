// SPDX-License-Identifier: Apache-2.0
// Where a chain of coin tosses changes its coin.
//
// Both questions about a pair come down to one form. A period brings weights for and against: conflict and cooperation
// (the tone), or events and what stands for no event (the volume: a negative binomial count of known size is a number
// of tosses until so many failures). Within a segment one probability holds; segments meet at boundaries. A boundary
// is the number of the first period after it.
#ifndef DT_RELATIONS_SEGMENTS_H
#define DT_RELATIONS_SEGMENTS_H

#include "base/arena.h"

typedef struct DtTosses {
	size_t count;
	double *sum_for, *sum_against;   // [count + 1] running sums, the first 0
	double prior_for, prior_against; // Beta prior of the probability
} DtTosses;

// Sums up weights, none negative. The priors count as tosses before any data.
DtTosses dt_tosses_of(DtArena *arena, const double *weights_for, const double *weights_against, size_t count,
                      double prior_for, double prior_against);

// Minus the highest log-likelihood of periods from..to-1.
double dt_tosses_cost(const DtTosses *tosses, size_t from, size_t to);

// Their log-likelihood with the probability integrated out.
double dt_tosses_evidence(const DtTosses *tosses, size_t from, size_t to);

// The modified BIC of Zhang and Siegmund (2007): each boundary costs log n, each segment half the log of its length.
// scale multiplies the price of a boundary; 1 is the paper's.
typedef struct DtSegmentRule {
	double scale;
	size_t shortest; // periods of a segment, at least 1
} DtSegmentRule;

// The best boundaries under the rule, ascending: no other segmentation costs less (PELT, Killick et al. 2012).
// Writes them into boundaries (room for count); returns how many. *cost, when not NULL, is what they cost.
size_t dt_segments_find(DtArena *arena, const DtTosses *tosses, DtSegmentRule rule, size_t *boundaries, double *cost);

// What one segmentation costs.
double dt_segments_cost(const DtTosses *tosses, DtSegmentRule rule, const size_t *boundaries, size_t count);

// Where between two other boundaries (or ends) a boundary lies, and whether there is one: hazard is the chance before
// any data that a period begins something new.
typedef struct DtBoundary {
	double probability; // that there is one
	size_t at;          // the most probable place
	size_t low, high;   // it lies within with 90 %, given that there is one
} DtBoundary;

// parts, when not NULL, gets the probability of each place, from + 1 first, given that there is one [to - from - 1].
DtBoundary dt_boundary_weigh(DtArena *arena, const DtTosses *tosses, size_t from, size_t to, double hazard,
                             double **parts);

// The shortest run of places around the most probable one that holds 90 % of what all of them weigh. Places count from
// first.
DtBoundary dt_boundary_around(const double *parts, size_t count, size_t first);

// What the newest periods say, without waiting for more (Bayesian online changepoint detection, Adams and MacKay 2007).
// A segment begins at from; writes into starts [count] the probability that the present one began at each period. What
// has fallen below one in a million is dropped on the way.
void dt_online_weigh(DtArena *arena, const DtTosses *tosses, size_t from, double hazard, double *starts);

#endif

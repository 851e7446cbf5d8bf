// SPDX-License-Identifier: Apache-2.0
// Names of the enumerations of events, each table in the order of its enum.
#include "document/event.h"

static const char *const source_kind_names[] = {"unattributed", "person",  "government", "military",    "media",
                                                "anonymous",    "witness", "document",   "organisation"};

static const char *const precision_names[] = {"day", "week", "month", "season", "year", "span", "unknown"};

static const char *const date_basis_names[] = {"publication", "text", "term", "story", "happening"};

_Static_assert(sizeof date_basis_names / sizeof *date_basis_names == DT_BASIS_COUNT, "a name for each basis");
_Static_assert(sizeof source_kind_names / sizeof *source_kind_names == DT_SOURCE_KIND_COUNT, "a name for each kind");
_Static_assert(sizeof precision_names / sizeof *precision_names == DT_PRECISION_COUNT, "a name for each precision");

const char *dt_source_kind_name(DtSourceKind kind) { return source_kind_names[kind]; }
const char *dt_precision_name(DtPrecision precision) { return precision_names[precision]; }
const char *dt_date_basis_name(DtDateBasis basis) { return date_basis_names[basis]; }

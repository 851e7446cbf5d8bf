// SPDX-License-Identifier: Apache-2.0
// Dictionaries of PETRARCH and TABARI (actors, agents, discards) into files of Detente's own.
//
// What comes out is a folder to lay over the shipped one: names that the world has already are joined to its entries,
// the rest become entries, roles and vetoes of their own. Every line that cannot be taken is reported, none is passed
// over in silence.
//
//   KABUL_POLICE [AFGCOP]          kabul_police  agency
//   +POLICE_OF_KABUL_                  name  Kabul Police | Police of Kabul
//                                      code  AFG COP
//   OMAR_HASSAN_                   omar_hassan  person
//      [AFGGOV 010101-040630]          name  Omar Hassan
//      [AFGELI >040701]                code  AFG GOV 2001-01-01 .. 2004-06-30
//                                      code  AFG ELI 2004-07-01 ..
#ifndef DT_WORLD_PETRARCH_H
#define DT_WORLD_PETRARCH_H

#include "base/arena.h"
#include "base/buffer.h"
#include "world/world.h"

typedef enum DtPetrarchKind {
	DT_PETRARCH_UNKNOWN, // told by the name, else by the content
	DT_PETRARCH_ACTORS,
	DT_PETRARCH_AGENTS,
	DT_PETRARCH_DISCARDS,
} DtPetrarchKind;

// Lines that say something: taken, known (the world or an earlier line says it already), refused.
typedef struct DtPetrarchCount {
	DtPetrarchKind kind;
	size_t taken, known, refused;
} DtPetrarchCount;

// Is told of each line that is refused, as soon as it is known.
typedef void (*DtPetrarchReport)(void *context, const char *file, size_t line, const char *why);

typedef struct DtPetrarch DtPetrarch;

// An import in arena, over a world (which it only asks). Texts that are read must outlive it.
DtPetrarch *dt_petrarch_new(DtArena *arena, const DtWorld *world, DtPetrarchReport report, void *context);

// Reads a dictionary whole. Any bytes will do; name is that of the file, for messages.
DtPetrarchCount dt_petrarch_read(DtPetrarch *import, const char *name, DtSlice content, DtPetrarchKind kind);

// After the last dictionary: appends what was read, laid out as dt_world_format does; a buffer stays empty when there
// is nothing for it. discards are concepts (data/README.md).
void dt_petrarch_write(DtPetrarch *import, DtBuffer *actors, DtBuffer *roles, DtBuffer *discards);

DtPetrarchKind dt_petrarch_kind_find(DtSlice name); // "actors", "agents", "discards"
const char *dt_petrarch_kind_name(DtPetrarchKind kind);

#endif

// SPDX-License-Identifier: Apache-2.0
// Loading the world: folders are layers, read one after the other; in each the offices first, since all else names
// them.
//
//   folder/world/offices.table, *.roles, *.actors    folder/places/*.places
//
// Files are kept whole in the world's arena and everything points into them. Listings gather over all layers and become
// the trie of names at the end, when it is known what a later layer has replaced.
#include "world/world.h"

#include "base/file.h"
#include "base/unicode.h"
#include "world/reading.h"

enum { LARGEST_FILE = 64 * 1024 * 1024 };

typedef struct Format {
	const char *suffix;
	void (*read)(DtReading *reading, const char *file, DtSlice content);
} Format;

// In the order in which a layer is read.
static const Format formats[] = {
	{"offices.table", dt_offices_read},
	{".roles", dt_roles_read},
	{".actors", dt_actors_read},
	{".places", dt_places_read},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

static size_t first_bad_byte(DtSlice content) {
	size_t at = 0;
	while (at < content.length) {
		uint64_t eight = 0;
		if (content.length - at >= sizeof eight) memcpy(&eight, content.data + at, sizeof eight);
		if (content.length - at >= sizeof eight && !(eight & 0x8080808080808080u)) {
			at += sizeof eight;
			continue;
		}
		uint32_t point;
		size_t width = dt_utf8_decode(content, at, &point);
		if (point == DT_UTF8_INVALID || point == 0) return at;
		at += width;
	}
	return SIZE_MAX;
}

static bool is_text(DtReading *reading, const char *file, DtSlice content) {
	size_t bad = first_bad_byte(content);
	if (bad == SIZE_MAX) return true;
	size_t line = 1, start = 0;
	for (size_t i = 0; i < bad; i++) {
		if (content.data[i] != '\n') continue;
		line++;
		start = i + 1;
	}
	dt_error_add(reading->error, DT_FAULT_DATA, file, line, bad - start + 1,
	             "the byte 0x%02X is no UTF-8 text; save the file as UTF-8", (unsigned char)content.data[bad]);
	return false;
}

static void read_text(DtReading *reading, const Format *format, const char *file, DtSlice content) {
	if (content.length && is_text(reading, file, content)) format->read(reading, file, content);
}

// The files of one folder, in byte order of their paths.
typedef struct Layer {
	const char **world, **places;
	size_t world_count, place_count;
} Layer;

static void read_files(DtReading *reading, const Format *format, const char *const *paths, size_t count) {
	DtArena *arena = reading->world->arena;
	for (size_t i = 0; i < count; i++) {
		if (!dt_slice_ends(dt_slice_of(paths[i]), format->suffix)) continue;
		DtSlice content;
		const char *path = dt_arena_copy(arena, dt_slice_of(paths[i])).data;
		if (dt_file_read(arena, path, LARGEST_FILE, &content, reading->error))
			read_text(reading, format, path, content);
	}
}

// Lists what is under folder/name, when there is such a folder.
static void list_part(DtArena *arena, const char *folder, const char *name, const char ***paths, size_t *count,
                      DtError *error) {
	const char *part = dt_arena_format(arena, "%s/%s", folder, name).data;
	if (dt_path_is_folder(part)) dt_folder_list(arena, part, "", paths, count, error);
}

static Layer list_folder(DtArena *arena, const char *folder, DtError *error) {
	Layer layer = {0};
	if (!dt_path_is_folder(folder))
		dt_error_add(error, DT_FAULT_DATA, folder, 0, 0, "is no folder; name one of the shape of data/");
	list_part(arena, folder, "world", &layer.world, &layer.world_count, error);
	list_part(arena, folder, "places", &layer.places, &layer.place_count, error);
	return layer;
}

static void read_layer(DtReading *reading, const Layer *layer) {
	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		read_files(reading, &formats[i], layer->world, layer->world_count);
		read_files(reading, &formats[i], layer->places, layer->place_count);
	}
}

// Bytes of text grow to about nine times as many, while they are read another three are needed; an entry has some 200.
// Only hints: files that are too large are refused later.
static void begin(DtReading *reading, size_t bytes, DtError *error) {
	if (bytes > LARGEST_FILE) bytes = LARGEST_FILE;
	DtArena *arena = dt_arena_new_for(bytes * 9);
	DtWorld *world = DT_NEW(arena, DtWorld);
	world->arena = arena;
	*reading = (DtReading){.world = world, .scratch = dt_arena_new_for(bytes * 3), .error = error};
	dt_map_reserve(arena, &world->entry_ids, bytes / 200);
	dt_map_reserve(reading->scratch, &reading->place_keys, bytes / 300);
}

// Builds what needs the whole; gives the world, or NULL after faults, which move to error.
static DtWorld *finish(DtReading *reading, DtError *error) {
	DtWorld *world = reading->world;
	if (!dt_error_any(reading->error)) {
		dt_surnames_list(reading);
		dt_seats_build(reading);
		world->names =
			dt_names_new(world->arena, reading->scratch, reading->listings, reading->listing_count, reading->error);
	}
	dt_arena_free(reading->scratch);
	bool bad = dt_error_any(reading->error);
	dt_error_move(error, reading->error);
	if (!bad) return world;
	dt_world_free(world);
	return NULL;
}

DtWorld *dt_world_load(const char *const *folders, size_t count, DtError *error) {
	DtError faults = {0};
	DtReading reading;
	DtArena *lists = dt_arena_new();
	Layer *layers = DT_NEW_ARRAY(lists, Layer, count);
	size_t bytes = 0;
	for (size_t i = 0; i < count; i++) {
		layers[i] = list_folder(lists, folders[i], &faults);
		bytes += dt_files_size(layers[i].world, layers[i].world_count) +
		         dt_files_size(layers[i].places, layers[i].place_count);
	}
	begin(&reading, bytes, &faults);
	for (size_t i = 0; i < count; i++) {
		reading.layer = (uint32_t)i;
		read_layer(&reading, &layers[i]);
	}
	dt_arena_free(lists);
	return finish(&reading, error);
}

static uint32_t last_layer(const DtWorldText *texts, size_t count) {
	uint32_t last = 0;
	for (size_t i = 0; i < count; i++) {
		if (texts[i].layer > last) last = texts[i].layer;
	}
	return last;
}

DtWorld *dt_world_load_texts(const DtWorldText *texts, size_t count, DtError *error) {
	DtError faults = {0};
	DtReading reading;
	begin(&reading, 0, &faults);
	for (uint32_t layer = 0; layer <= last_layer(texts, count); layer++) {
		reading.layer = layer;
		for (size_t format = 0; format < FORMAT_COUNT; format++) {
			for (size_t i = 0; i < count; i++) {
				if (texts[i].layer != layer || !dt_slice_ends(dt_slice_of(texts[i].name), formats[format].suffix))
					continue;
				DtArena *arena = reading.world->arena;
				const char *name = dt_arena_copy(arena, dt_slice_of(texts[i].name)).data;
				read_text(&reading, &formats[format], name, dt_arena_copy(arena, texts[i].content));
			}
		}
	}
	return finish(&reading, error);
}

void dt_world_free(DtWorld *world) {
	if (world) dt_arena_free(world->arena);
}

// --- finding ---

size_t dt_world_match(const DtWorld *world, const DtToken *tokens, size_t token_count, DtNameMatch *matches,
                      size_t room) {
	return dt_names_match(world->names, tokens, token_count, matches, room);
}

const DtCandidate *dt_world_lookup(const DtWorld *world, DtSlice text, size_t *count) {
	return dt_names_lookup(world->names, text, count);
}

const DtEntry *dt_world_find(const DtWorld *world, DtSlice id) {
	uint32_t number = dt_map_find(&world->entry_ids, id);
	return number == DT_MAP_ABSENT ? NULL : world->entries[number];
}

const DtEntry *dt_world_country(const DtWorld *world, DtSlice code) {
	const DtEntry *entry = code.length == 3 ? dt_world_find(world, code) : NULL;
	return entry && dt_actor_code_known(code) ? entry : NULL;
}

const DtEntry *const *dt_world_entries(const DtWorld *world, size_t *count) {
	*count = world->entry_count;
	return (const DtEntry *const *)world->entries;
}

const DtEntry *const *dt_world_persons_by_surname(const DtWorld *world, DtSlice surname, size_t *count) {
	return dt_names_persons(world->names, surname, count);
}

bool dt_title_fits(const DtCandidate *title, DtSlice of) {
	DtSlice rest = title->only, code;
	if (rest.length == 0) return true;
	while (dt_line_word(&rest, &code)) {
		if (dt_slice_equal(code, of)) return true;
	}
	return false;
}

static const char *const sense_names[] = {"name", "abbreviation", "adjective", "demonym", "capital",
                                          "seat", "title",        "role",      "place",   "surname"};

const char *dt_sense_name(DtSense sense) { return sense_names[sense]; }

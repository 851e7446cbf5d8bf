// SPDX-License-Identifier: Apache-2.0
// Reads concepts, frames, operators and weights into memory (formats: data/README.md).
//
// Concepts may be used before they are defined; what is still undefined at the end is a fault at its first use.
#include "base/file.h"
#include "coding/lexicon_reader.h"
#include "coding/traits.h"

// ---- weights ----

static void set_trait_weight(DtLexicon *lexicon, DtSlice name, float weight) {
	uint32_t fresh = (uint32_t)lexicon->trait_count;
	if (dt_map_find(&lexicon->trait_map, name) == DT_MAP_ABSENT) name = dt_arena_copy(lexicon->arena, name);
	uint32_t number = dt_map_intern(lexicon->arena, &lexicon->trait_map, name, fresh);
	if (number == fresh)
		DT_PUSH(lexicon->arena, lexicon->trait_weights, lexicon->trait_count, lexicon->trait_capacity, weight);
	else
		lexicon->trait_weights[number] = weight;
}

// "actor-coded  0.61": what a sign or trait weighs for confidence. A later folder's weight replaces an earlier one.
static bool read_weight(DtLexiconReader *reader) {
	DtSlice rest = reader->line->text, name, value;
	double weight;
	if (!dt_line_word(&rest, &name) || !dt_line_word(&rest, &value)) {
		return dt_lexicon_fault(reader, reader->line->text, "expected 'sign weight'");
	}
	DtSign sign = dt_sign_find(name);
	if (sign == DT_SIGN_COUNT && !dt_is_trait(name))
		return dt_lexicon_fault(reader, name, "unknown sign '" DT_SLICE_FORMAT "'", DT_SLICE_ARGS(name));
	if (!dt_slice_to_double(value, &weight) || weight < -20 || weight > 20)
		return dt_lexicon_fault(reader, value, "'" DT_SLICE_FORMAT "' is no weight from -20 to 20",
		                        DT_SLICE_ARGS(value));
	if (sign < DT_SIGN_COUNT)
		reader->lexicon->weights[sign] = (float)weight;
	else
		set_trait_weight(reader->lexicon, name, (float)weight);
	return true;
}

// ---- files ----

static DtSlice file_stem(const char *path) {
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	return dt_slice(name, dot ? (size_t)(dot - name) : strlen(name));
}

static void load_file(DtLexiconReader *reader, const char *path, DtSlice content) {
	DtLines lines = dt_lines_of(path, content);
	DtLine line;
	DtOperatorDraft draft = {0};
	reader->stem = file_stem(path);
	bool concepts = dt_slice_ends(dt_slice_of(path), ".concepts"), frames = dt_slice_ends(dt_slice_of(path), ".frames");
	bool weights = dt_slice_ends(dt_slice_of(path), ".weights");
	while (dt_lines_next(&lines, &line)) {
		reader->line = &line;
		if (concepts) {
			dt_lexicon_read_concept(reader);
		} else if (frames) {
			dt_lexicon_read_frame(reader);
		} else if (weights) {
			read_weight(reader);
		} else if (!line.indented) {
			dt_lexicon_finish_operator(reader, &draft);
			dt_lexicon_start_operator(reader, &draft);
		} else if (draft.operator_) {
			dt_lexicon_read_operator_field(reader, &draft);
		} else {
			dt_lexicon_fault(reader, line.text, "no operator stands above this line");
		}
	}
	dt_lexicon_finish_operator(reader, &draft);
}

// The files of one folder, in byte order of their paths.
typedef struct Layer {
	const char **paths;
	size_t count;
} Layer;

static bool load_kind(DtLexiconReader *reader, const Layer *layer, const char *suffix) {
	enum { LARGEST_FILE = 16 * 1024 * 1024 };
	for (size_t i = 0; i < layer->count; i++) {
		if (!dt_slice_ends(dt_slice_of(layer->paths[i]), suffix)) continue;
		DtSlice content;
		const char *path = dt_arena_copy(reader->arena, dt_slice_of(layer->paths[i])).data;
		if (!dt_file_read(reader->arena, path, LARGEST_FILE, &content, reader->error)) return false;
		load_file(reader, path, content);
	}
	return true;
}

// Concepts first, since the rest names them.
static bool load_layer(DtLexiconReader *reader, const Layer *layer) {
	return load_kind(reader, layer, ".concepts") && load_kind(reader, layer, ".frames") &&
	       load_kind(reader, layer, ".operators") && load_kind(reader, layer, ".weights");
}

// Adds concept and everything that holds it to the bits of marked; recursion ends at concepts marked already.
static void climb(const DtLexicon *lexicon, DtConcept concept, bool *marked, DtConcept *list, size_t *count) {
	if (marked[concept]) return;
	marked[concept] = true;
	list[(*count)++] = concept;
	const ConceptEntry *entry = &lexicon->concepts[concept];
	for (size_t i = 0; i < entry->parent_count; i++) climb(lexicon, entry->parents[i], marked, list, count);
}

static void close_concepts(DtLexiconReader *reader) {
	DtLexicon *lexicon = reader->lexicon;
	bool *marked = DT_NEW_ARRAY(reader->arena, bool, lexicon->concept_count);
	DtConcept *list = DT_NEW_ARRAY(reader->arena, DtConcept, lexicon->concept_count);
	for (size_t i = 0; i < lexicon->concept_count; i++) {
		ConceptEntry *entry = &lexicon->concepts[i];
		if (!entry->defined) {
			reader->faults++;
			dt_error_add(reader->error, DT_FAULT_DATA, entry->file, entry->line, entry->column,
			             "concept '@" DT_SLICE_FORMAT "' is defined nowhere", DT_SLICE_ARGS(entry->name));
		}
		size_t count = 0;
		climb(lexicon, (DtConcept)i, marked, list, &count);
		entry->above = memcpy(DT_NEW_ARRAY(reader->arena, DtConcept, count), list, count * sizeof *list);
		entry->above_count = count;
		for (size_t k = 0; k < count; k++) marked[list[k]] = false;
	}
}

// Lists the lexicon of each folder; a user's folder need not have one.
static bool list_layers(DtArena *arena, const char *const *folders, size_t count, Layer *layers, DtError *error) {
	for (size_t i = 0; i < count; i++) {
		const char *folder = dt_arena_format(arena, "%s/lexicon", folders[i]).data;
		if (i > 0 && !dt_path_is_folder(folder)) continue;
		if (!dt_folder_list(arena, folder, "", &layers[i].paths, &layers[i].count, error)) return false;
	}
	return true;
}

DtLexicon *dt_lexicon_load(const char *const *folders, size_t folder_count, DtError *error) {
	enum { GROWTH = 13, MOST = 64 * 1024 * 1024 }; // bytes in memory for one of text; a hint for the arena
	DtArena *lists = dt_arena_new();
	Layer *layers = DT_NEW_ARRAY(lists, Layer, folder_count);
	bool read = list_layers(lists, folders, folder_count, layers, error);
	size_t bytes = 0;
	for (size_t i = 0; i < folder_count; i++) bytes += dt_files_size(layers[i].paths, layers[i].count) * GROWTH;
	DtArena *arena = dt_arena_new_for(bytes < MOST ? bytes : MOST);
	DtLexicon *lexicon = DT_NEW(arena, DtLexicon);
	lexicon->arena = arena;
	DtLexiconReader reader = {.lexicon = lexicon, .arena = arena, .error = error};
	for (size_t i = 0; i < folder_count && read; i++) read = load_layer(&reader, &layers[i]);
	dt_arena_free(lists);
	close_concepts(&reader);
	if (read && reader.faults == 0 && lexicon->concept_count < DT_CONCEPT_NONE) return lexicon;
	dt_lexicon_free(lexicon);
	return NULL;
}

// SPDX-License-Identifier: Apache-2.0
// Opening a syntax model: its head gives the shape, the shape gives the size that every section must have.
#include "syntax/model.h"

#include "base/file.h"

static bool fault(DtError *error, const char *name, const char *what) {
	dt_error_add(error, DT_FAULT_DATA, name, 0, 0, "%s", what);
	return false;
}

static bool read_number(DtSlice *rest, uint32_t *number) {
	DtSlice word;
	long value;
	while (dt_slice_split(rest, ' ', &word)) {
		if (word.length == 0) continue;
		if (!dt_slice_to_int(word, &value) || value < 0 || value > DT_ROWS_MAX) return false;
		*number = (uint32_t)value;
		return true;
	}
	return false;
}

// shape: width embedding pieces arc relation layers; rows: one number for each table
static bool read_shape(const DtModelFile *file, DtShape *shape) {
	*shape = (DtShape){0};
	DtSlice rest = dt_model_file_value(file, "shape");
	DtSlice layers = dt_model_file_value(file, "layers");
	uint32_t *numbers[] = {&shape->width, &shape->embedding, &shape->pieces, &shape->arc, &shape->relation};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!read_number(&rest, numbers[i])) return false;
	if (layers.length > DT_LAYERS_MAX) return false;
	if (layers.length > 0) memcpy(shape->layers, layers.data, layers.length);
	rest = dt_model_file_value(file, "rows");
	for (size_t f = 0; f < DT_WORD_FEATURES; f++)
		if (!read_number(&rest, &shape->rows[f])) return false;
	return true;
}

typedef int Finder(DtSlice name);
static int find_upos(DtSlice name) { return (int)dt_upos_find(name); }
static int find_xpos(DtSlice name) { return (int)dt_xpos_find(name); }
static int find_deprel(DtSlice name) { return (int)dt_deprel_find(name); }

static size_t read_labels(const DtModelFile *file, const char *name, size_t room, Finder *find, uint8_t *labels) {
	DtSlice rest = dt_model_file_value(file, name), word;
	size_t count = 0;
	while (count < room && dt_slice_split(&rest, ' ', &word))
		if (word.length > 0) labels[count++] = (uint8_t)find(word);
	return count;
}

// There must be a relation for words that are not the root.
static bool labels_serve(const DtSyntax *syntax) {
	size_t others = 0;
	for (size_t l = 0; l < syntax->deprel_count; l++) others += syntax->deprel[l] != DT_DEPREL_ROOT;
	return syntax->upos_count > 0 && syntax->xpos_count > 0 && others > 0;
}

static bool read_table(const DtModelFile *file, const char *name, DtHashTable *table) {
	DtSlice content = dt_model_file_section(file, name);
	size_t count = content.length / sizeof(DtHashSlot);
	if (content.length % sizeof(DtHashSlot) != 0 || (count & (count - 1)) != 0) return false;
	*table = (DtHashTable){(const DtHashSlot *)(const void *)content.data, count};
	return true;
}

static bool read_lemmas(DtSyntax *syntax) {
	DtLemmatizer *lemmatizer = &syntax->lemmatizer;
	DtSlice rules = dt_model_file_section(&syntax->file, "rules");
	if (rules.length % sizeof(DtLemmaRule) != 0) return false;
	lemmatizer->rules = (const DtLemmaRule *)(const void *)rules.data;
	lemmatizer->rule_count = rules.length / sizeof(DtLemmaRule);
	lemmatizer->strings = dt_model_file_section(&syntax->file, "strings");
	return read_table(&syntax->file, "exceptions", &lemmatizer->exceptions) &&
	       read_table(&syntax->file, "suffixes", &lemmatizer->suffixes) &&
	       read_table(&syntax->file, "known", &lemmatizer->known);
}

static bool read_weights(DtSyntax *syntax) {
	DtNetwork *network = &syntax->network;
	DtSlice dense = dt_model_file_section(&syntax->file, "dense");
	DtSlice embeddings = dt_model_file_section(&syntax->file, "embeddings");
	size_t count = network->places.count, padded = (count + DT_LANES - 1) / DT_LANES * DT_LANES;
	if (dense.length != padded * sizeof(uint16_t)) return false;
	if (embeddings.length != network->places.row_count * network->shape.embedding * sizeof(uint16_t)) return false;
	float *wide = DT_NEW_ARRAY(syntax->arena, float, padded);
	network->kernel->widen(wide, (const uint16_t *)(const void *)dense.data, padded);
	network->dense = wide;
	syntax->embeddings = (const uint16_t *)(const void *)embeddings.data;
	return true;
}

static bool read_model(DtSyntax *syntax, const char *name, DtError *error) {
	DtModelFile *file = &syntax->file;
	if (!dt_slice_is(dt_model_file_value(file, "kind"), "syntax")) return fault(error, name, "not a syntax model");
	syntax->network.kernel = dt_kernel_best();
	if (!read_shape(file, &syntax->network.shape) ||
	    !dt_network_places(&syntax->network.shape, &syntax->network.places))
		return fault(error, name, "the shape of this network is not one that this version can run");
	syntax->upos_count = read_labels(file, "upos", DT_UPOS_LANES, find_upos, syntax->upos);
	syntax->xpos_count = read_labels(file, "xpos", DT_XPOS_LANES, find_xpos, syntax->xpos);
	syntax->deprel_count = read_labels(file, "deprel", DT_RELATION_LANES, find_deprel, syntax->deprel);
	if (!labels_serve(syntax)) return fault(error, name, "this model names no labels");
	DtSlice pairs = dt_model_file_section(file, "pairs");
	if (pairs.length != sizeof syntax->pairs) return fault(error, name, "section pairs has the wrong size");
	memcpy(syntax->pairs, pairs.data, sizeof syntax->pairs);
	if (!read_table(file, "vocabulary", &syntax->vocabulary) || !read_lemmas(syntax))
		return fault(error, name, "a table of words in this model has the wrong size");
	if (!read_weights(syntax)) return fault(error, name, "the weights of this model do not fit its shape");
	return true;
}

DtSyntax *dt_syntax_read(DtSlice content, const char *name, DtError *error) {
	DtArena *arena = dt_arena_new();
	DtSyntax *syntax = DT_NEW(arena, DtSyntax);
	syntax->arena = arena;
	// Sections are read in place as arrays, so the bytes must begin where any array may.
	bool aligned = (uintptr_t)content.data % 16 == 0;
	if (!aligned) fault(error, name, "the bytes of a model must be aligned to 16");
	if (aligned && dt_model_file_read(&syntax->file, content, name, error) && read_model(syntax, name, error))
		return syntax;
	dt_syntax_free(syntax);
	return NULL;
}

DtSyntax *dt_syntax_load(const char *path, DtError *error) {
	DtSlice content;
	if (!dt_file_map(path, &content, error)) return NULL;
	DtSyntax *syntax = dt_syntax_read(content, path, error);
	if (syntax)
		syntax->mapped = content;
	else
		dt_file_unmap(content);
	return syntax;
}

void dt_syntax_free(DtSyntax *syntax) {
	if (!syntax) return;
	if (syntax->mapped.length > 0) dt_file_unmap(syntax->mapped);
	dt_arena_free(syntax->arena);
}

DtSlice dt_syntax_head(const DtSyntax *syntax) { return syntax->file.head; }

void dt_syntax_use_kernel(DtSyntax *syntax, const DtKernel *kernel) {
	syntax->network.kernel = kernel ? kernel : dt_kernel_best();
}

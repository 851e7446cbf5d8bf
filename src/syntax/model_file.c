// SPDX-License-Identifier: Apache-2.0
// Reading and writing of model files. Nothing of a file is believed: numbers are bounded, sections lie within the file,
// checksums are counted (eight bytes at a time, so that 10 MB cost about a millisecond).
#include "syntax/model_file.h"

static const char magic[] = "detente model 1\n";

static uint64_t checksum(DtSlice content) {
	uint64_t lanes[4] = {1, 2, 3, 4};
	size_t at = 0;
	for (; at + 32 <= content.length; at += 32) {
		uint64_t words[4];
		memcpy(words, content.data + at, sizeof words);
		for (int i = 0; i < 4; i++) {
			lanes[i] = (lanes[i] ^ words[i]) * 0x9E3779B97F4A7C15u;
			lanes[i] ^= lanes[i] >> 32;
		}
	}
	uint64_t hash = content.length;
	for (int i = 0; i < 4; i++) hash = (hash ^ lanes[i]) * 0xD6E8FEB86659FD93u;
	for (; at < content.length; at++) hash = (hash ^ (unsigned char)content.data[at]) * 0x100000001B3u;
	return hash ^ (hash >> 29);
}

static bool fail(DtError *error, const char *path, size_t line, const char *what) {
	dt_error_add(error, DT_FAULT_DATA, path, line, 0, "%s", what);
	return false;
}

static bool read_hex(DtSlice text, uint64_t *value) {
	*value = 0;
	if (text.length != 16) return false;
	for (size_t i = 0; i < 16; i++) {
		char c = text.data[i];
		if (c >= '0' && c <= '9')
			*value = *value << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*value = *value << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	return true;
}

static bool read_section(DtModelFile *file, DtSlice content, DtSlice line, size_t number, const char *path,
                         DtError *error) {
	DtSlice name, field;
	long offset, length;
	uint64_t sum;
	if (file->section_count == DT_MODEL_SECTIONS_MAX) return fail(error, path, number, "too many sections");
	if (!dt_slice_split(&line, ' ', &name) || !dt_slice_split(&line, ' ', &field) || !dt_slice_to_int(field, &offset) ||
	    !dt_slice_split(&line, ' ', &field) || !dt_slice_to_int(field, &length) ||
	    !dt_slice_split(&line, ' ', &field) || !read_hex(field, &sum))
		return fail(error, path, number, "a section line is name, offset, length and checksum");
	if (offset < 0 || length < 0 || offset % 64 != 0 || (size_t)offset > content.length ||
	    (size_t)length > content.length - (size_t)offset)
		return fail(error, path, number, "this section lies outside the file, which may be cut short");
	DtSlice bytes = dt_slice(content.data + offset, (size_t)length);
	if (checksum(bytes) != sum) return fail(error, path, number, "this section is damaged: its checksum differs");
	file->sections[file->section_count++] = (DtModelSection){name, bytes};
	return true;
}

bool dt_model_file_read(DtModelFile *file, DtSlice content, const char *path, DtError *error) {
	*file = (DtModelFile){0};
	if (!dt_slice_starts(content, magic)) return fail(error, path, 0, "not a model of this version of Detente");
	DtSlice rest = dt_slice_cut(content, 0, DT_MODEL_HEAD_MAX), line;
	for (size_t number = 1; dt_slice_split(&rest, '\n', &line); number++) {
		if (dt_slice_is(line, "end")) {
			file->head = dt_slice_cut(content, 0, (size_t)(line.data - content.data));
			return true;
		}
		static const char key[] = "section: ";
		if (dt_slice_starts(line, key) &&
		    !read_section(file, content, dt_slice_cut(line, sizeof key - 1, line.length), number, path, error))
			return false;
	}
	return fail(error, path, 0, "the head of this model has no end");
}

DtSlice dt_model_file_value(const DtModelFile *file, const char *name) {
	DtSlice rest = file->head, line;
	size_t length = strlen(name);
	while (dt_slice_split(&rest, '\n', &line))
		if (dt_slice_starts(line, name) && line.length > length && line.data[length] == ':')
			return dt_slice_trim(dt_slice_cut(line, length + 1, line.length));
	return (DtSlice){0};
}

DtSlice dt_model_file_section(const DtModelFile *file, const char *name) {
	for (size_t i = 0; i < file->section_count; i++)
		if (dt_slice_is(file->sections[i].name, name)) return file->sections[i].content;
	return (DtSlice){0};
}

static void pad(DtBuffer *out) {
	while (out->length % 64 != 0) dt_buffer_add_char(out, '\0');
}

void dt_model_file_write(DtBuffer *out, DtSlice head, const DtModelSection *sections, size_t count) {
	dt_buffer_reset(out);
	dt_buffer_add_text(out, magic);
	dt_buffer_add(out, head);
	size_t offset = DT_MODEL_HEAD_MAX;
	for (size_t i = 0; i < count; i++) {
		dt_buffer_format(out, "section: " DT_SLICE_FORMAT " %zu %zu %016llx\n", DT_SLICE_ARGS(sections[i].name), offset,
		                 sections[i].content.length, (unsigned long long)checksum(sections[i].content));
		offset = (offset + sections[i].content.length + 63) / 64 * 64;
	}
	dt_buffer_add_text(out, "end\n");
	while (out->length < DT_MODEL_HEAD_MAX) dt_buffer_add_char(out, '\n');
	for (size_t i = 0; i < count; i++) {
		dt_buffer_add(out, sections[i].content);
		pad(out);
	}
}

// SPDX-License-Identifier: Apache-2.0
// The file of a model: a text head that a person can read, then sections of bytes.
//
//   detente model 1
//   kind: syntax
//   language: en
//   …                                    any "name: value" lines: data, licences, scores
//   section: dense 4096 1892352 5f0c…    name, offset, length, checksum (16 hex digits)
//   end
//
// Sections begin at multiples of 64 bytes. Numbers in them are little-endian. Opening checks the head, every bound and
// every checksum.
#ifndef DT_SYNTAX_MODEL_FILE_H
#define DT_SYNTAX_MODEL_FILE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

typedef struct DtModelSection {
	DtSlice name, content;
} DtModelSection;

enum { DT_MODEL_SECTIONS_MAX = 16, DT_MODEL_HEAD_MAX = 16384 };

typedef struct DtModelFile {
	DtSlice head; // the text, without the sections
	DtModelSection sections[DT_MODEL_SECTIONS_MAX];
	size_t section_count;
} DtModelFile;

// Reads a file's bytes; everything points into content. path is for messages.
bool dt_model_file_read(DtModelFile *file, DtSlice content, const char *path, DtError *error);

// The value of "name: value" in the head; empty when absent.
DtSlice dt_model_file_value(const DtModelFile *file, const char *name);

// The content of a section; empty when absent.
DtSlice dt_model_file_section(const DtModelFile *file, const char *name);

// Builds a file: head lines ("name: value\n" each, without first and last line) and sections.
void dt_model_file_write(DtBuffer *out, DtSlice head, const DtModelSection *sections, size_t count);

#endif

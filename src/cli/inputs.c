// SPDX-License-Identifier: Apache-2.0
// Inputs: see inputs.h.
#include "cli/inputs.h"

#include "base/file.h"
#include "cli/command.h"

static void complain(DtInputs *inputs, DtError *error) {
	dt_complain_error(error);
	inputs->faults++;
}

static void add_folder(DtInputs *inputs, const char *folder) {
	const char **paths;
	size_t count;
	DtError error = {0};
	if (!dt_folder_list(inputs->arena, folder, "", &paths, &count, &error)) {
		complain(inputs, &error);
		return;
	}
	if (count == 0) {
		dt_complain("%s: no files in this folder", folder);
		inputs->faults++;
	}
	for (size_t i = 0; i < count; i++) DT_PUSH(inputs->arena, inputs->paths, inputs->count, inputs->capacity, paths[i]);
}

bool dt_inputs_open(DtInputs *inputs, char **names, int name_count, DtFormat format, DtDate date) {
	*inputs = (DtInputs){.arena = dt_arena_new(), .format = format, .date = date};
	for (int i = 0; i < name_count; i++) {
		if (dt_path_is_folder(names[i]))
			add_folder(inputs, names[i]);
		else
			DT_PUSH(inputs->arena, inputs->paths, inputs->count, inputs->capacity, (const char *)names[i]);
	}
	if (name_count == 0) DT_PUSH(inputs->arena, inputs->paths, inputs->count, inputs->capacity, "-");
	return inputs->faults == 0;
}

DtDocument *dt_inputs_next(DtInputs *inputs, DtArena *arena) {
	DtError error = {0};
	while (inputs->reader || inputs->next < inputs->count) {
		if (!inputs->reader) {
			inputs->reader = dt_reader_open(inputs->paths[inputs->next++], inputs->format, &error);
			if (!inputs->reader) complain(inputs, &error);
			continue;
		}
		DtDocument *document = NULL;
		switch (dt_reader_next(inputs->reader, arena, &document, &error)) {
		case DT_READ_DOCUMENT:
			if (document->date == DT_DATE_NONE) document->date = inputs->date;
			inputs->documents++;
			return document;
		case DT_READ_FAULT:
			complain(inputs, &error);
			break;
		case DT_READ_END:
			if (dt_error_any(&error)) complain(inputs, &error);
			dt_reader_close(inputs->reader);
			inputs->reader = NULL;
			break;
		}
	}
	return NULL;
}

void dt_inputs_close(DtInputs *inputs) {
	dt_reader_close(inputs->reader);
	dt_arena_free(inputs->arena);
	*inputs = (DtInputs){0};
}

// SPDX-License-Identifier: Apache-2.0
// What a URL says, read strictly: what is not clearly meant is refused, so that two readers can never differ about it.
//
// Escapes are decoded once, after the split at '/', '?', '&' and '='; an escaped zero byte, a cut escape and bytes that
// are not UTF-8 are faults. '+' is a blank in the query only. Nothing here touches a file: a path is looked up in
// tables, so "/../" is just a name that no table has.
#include "serve/http.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/unicode.h"

void dt_respond_error(DtResponse *response, DtStatus status, const char *format, ...) {
	char message[512];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	response->status = status;
	response->type = "application/json";
	response->page = dt_slice_of(NULL);
	response->tag = 0;
	response->is_page = false;
	dt_buffer_reset(&response->body);
	dt_buffer_format(&response->body, "{\"error\":{\"status\":%d,\"message\":", (int)status);
	dt_buffer_add_json_string(&response->body, dt_slice_of(message));
	dt_buffer_add_text(&response->body, "}}\n");
}

static int hex_digit(char c) {
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	return -1;
}

static bool decode(DtArena *arena, DtSlice text, bool plus_is_blank, DtSlice *decoded) {
	char *out = dt_arena_alloc(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		if (c == '%') {
			if (text.length - i < 3) return false;
			int high = hex_digit(text.data[i + 1]), low = hex_digit(text.data[i + 2]);
			if (high < 0 || low < 0) return false;
			c = (char)(high * 16 + low);
			i += 2;
		} else if (c == '+' && plus_is_blank) {
			c = ' ';
		}
		if (c == '\0') return false;
		out[length++] = c;
	}
	*decoded = dt_slice(out, length);
	return dt_utf8_valid(*decoded);
}

static bool add_parameter(DtArena *arena, DtTarget *target, DtSlice pair, const char **why) {
	DtParameter parameter = {0};
	DtSlice name = {0};
	dt_slice_split(&pair, '=', &name);
	if (!decode(arena, name, true, &parameter.name) || !decode(arena, pair, true, &parameter.value)) {
		*why = "a parameter has a bad escape, or is not UTF-8";
		return false;
	}
	for (size_t i = 0; i < target->parameter_count; i++) {
		if (!dt_slice_equal(target->parameters[i].name, parameter.name)) continue;
		*why = "a parameter is given twice";
		return false;
	}
	if (target->parameter_count == DT_REQUEST_PARAMETERS) {
		*why = "there are too many parameters";
		return false;
	}
	target->parameters[target->parameter_count++] = parameter;
	return true;
}

bool dt_target_read(DtArena *arena, DtSlice text, DtTarget *target, const char **why) {
	*target = (DtTarget){0};
	const char *mark = text.length ? memchr(text.data, '?', text.length) : NULL;
	size_t path_end = mark ? (size_t)(mark - text.data) : text.length;
	DtSlice path = dt_slice_cut(text, 0, path_end);
	if (!dt_slice_starts(path, "/") || !decode(arena, path, false, &target->path)) {
		*why = "the path is none: it begins with no slash, has a bad escape, or is not UTF-8";
		return false;
	}
	DtSlice query = dt_slice_cut(text, path_end + 1, text.length), pair;
	while (dt_slice_split(&query, '&', &pair)) {
		if (pair.length && !add_parameter(arena, target, pair, why)) return false;
	}
	return true;
}

bool dt_target_find(DtTarget *target, const char *name, DtSlice *value) {
	for (size_t i = 0; i < target->parameter_count; i++) {
		DtParameter *parameter = &target->parameters[i];
		if (!dt_slice_is(parameter->name, name)) continue;
		parameter->used = true;
		*value = parameter->value;
		return value->length > 0;
	}
	return false;
}

const DtParameter *dt_target_unused(const DtTarget *target) {
	for (size_t i = 0; i < target->parameter_count; i++) {
		if (!target->parameters[i].used) return &target->parameters[i];
	}
	return NULL;
}

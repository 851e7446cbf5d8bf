// SPDX-License-Identifier: Apache-2.0
// Addresses are looked for at the start of a word, over a run of ASCII characters that addresses are made of. A run is
// cut at 2048 bytes, so that a text without blanks costs no more than its length times a constant.
#include "text/addresses.h"

#include "text/abbreviations.h"

enum { LONGEST = 2048 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_alnum(char c) { return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z'); }

// Characters that may stand in a URL as newspapers print it.
static bool is_address(char c) { return is_alnum(c) || (c > ' ' && c < 0x7f && strchr("-._~:/?#@!$&'*+,;=%", c)); }

static size_t run_end(DtSlice text, size_t start) {
	size_t limit = text.length - start > LONGEST ? start + LONGEST : text.length, end = start;
	while (end < limit && is_address(text.data[end])) end++;
	return end;
}

// Without the punctuation of the sentence around it, and without a possessive.
static size_t trim_end(DtSlice text, size_t start, size_t end) {
	if (end - start > 2 && text.data[end - 2] == '\'' && text.data[end - 1] == 's') end -= 2;
	while (end > start && strchr(".,;:!?'*_~-", text.data[end - 1])) end--;
	return end;
}

static const char *const endings[] = {
	"asia", "asp", "au", "biz", "br",   "ca", "ch",  "cn",   "com", "csv",  "de",   "doc", "docx", "edu", "eu",
	"exe",  "fm",  "fr", "gif", "gov",  "hk", "htm", "html", "il",  "info", "int",  "io",  "ir",   "jp",  "jpg",
	"kr",   "mil", "mx", "net", "news", "nl", "nz",  "org",  "pdf", "php",  "pk",   "pl",  "png",  "ppt", "ru",
	"sg",   "tr",  "tv", "tw",  "txt",  "ua", "uk",  "url",  "us",  "xls",  "xlsx", "xml", "za",   "zip",
};

// "newsday.com", "kremlin.ru/events", "minutes.doc": labels with dots between, the last one known, then perhaps a path.
static size_t domain_end(DtSlice text, size_t start, size_t run) {
	size_t at = start, label = start, labels = 1;
	bool lower = false;
	for (; at < run && (is_alnum(text.data[at]) || strchr("-_.", text.data[at])); at++) {
		if (text.data[at] != '.') continue;
		if (at == label) return start; // an empty label
		if (at + 1 == run || !is_alnum(text.data[at + 1])) break;
		label = at + 1;
		labels++;
	}
	DtSlice last = dt_slice_cut(text, label, at);
	if (labels < 2 || dt_word_find(endings, sizeof endings / sizeof *endings, last) < 0) return start;
	for (size_t i = label; i < at; i++) lower |= !is_capital(text.data[i]);
	// "said.In" and the like are two sentences; "REPORT.DOC" is a name.
	for (size_t i = label; lower && i < at; i++) {
		if (is_capital(text.data[i])) return start;
	}
	if (label - start < 3 && labels == 2 && last.length == 2) return start; // "p.us"
	return at < run && (text.data[at] == '/' || text.data[at] == ':') ? trim_end(text, start, run) : at;
}

static bool has_prefix(DtSlice run, const char *prefix) {
	size_t length = strlen(prefix);
	return run.length > length && dt_slice_equal_folded(dt_slice_cut(run, 0, length), dt_slice_of(prefix));
}

// A name, "@", a host.
static size_t mail_end(DtSlice text, size_t start, size_t run, size_t sign) {
	size_t at = sign + 1;
	while (at < run && (is_alnum(text.data[at]) || strchr("-._", text.data[at]))) at++;
	at = trim_end(text, start, at);
	return sign > start && at > sign + 1 ? at : start;
}

size_t dt_address_end(DtSlice text, size_t start, size_t *looked) {
	size_t end = run_end(text, start);
	*looked = end;
	DtSlice run = dt_slice_cut(text, start, end);
	const char *colon = memchr(run.data, ':', run.length < 12 ? run.length : 12);
	size_t scheme = colon ? (size_t)(colon - run.data) : 0;
	if (scheme > 2 && end - start > scheme + 3 && colon[1] == '/' && colon[2] == '/') return trim_end(text, start, end);
	if (has_prefix(run, "www.") || has_prefix(run, "mailto:") || has_prefix(run, "doi:10."))
		return trim_end(text, start, end);
	const char *sign = memchr(run.data, '@', run.length);
	if (sign) {
		size_t mail = mail_end(text, start, end, start + (size_t)(sign - run.data));
		if (mail > start) return mail;
	}
	return memchr(run.data, '.', run.length) ? domain_end(text, start, end) : start;
}

size_t dt_number_group_end(DtSlice text, size_t start) {
	size_t at = start, groups = 0, last = 0, first = 0;
	long first_value = 0, last_value = 0;
	for (;;) {
		size_t begin = at;
		last_value = 0;
		while (at < text.length && at - begin < 9 && is_digit(text.data[at]))
			last_value = last_value * 10 + text.data[at++] - '0';
		if (at == begin) return start;
		last = at - begin;
		if (groups++ == 0) first = last, first_value = last_value;
		if (at >= text.length || text.data[at] != '-' || groups == 6) break;
		at++;
	}
	if (at < text.length && (is_alnum(text.data[at]) || (unsigned char)text.data[at] >= 0x80)) return start;
	if (groups >= 3) return at;
	bool telephone = groups == 2 && first == 3 && last == 4 && !(last_value > first_value && last_value % 100 == 0);
	return telephone ? at : start;
}

size_t dt_symbol_end(DtSlice text, size_t start) {
	size_t at = start, slashes = 0;
	bool digits = false;
	for (; at < text.length && at - start < 40; at++) {
		char c = text.data[at];
		if (c == '/' && at > start && at + 1 < text.length &&
		    (is_capital(text.data[at + 1]) || is_digit(text.data[at + 1])))
			slashes++;
		else if (is_digit(c) && slashes)
			digits = true;
		else if (!is_capital(c) && !(slashes && is_alnum(c)) &&
		         !(c == '.' && at + 1 < text.length && is_digit(text.data[at + 1])))
			break;
	}
	bool clean = at >= text.length || !(is_alnum(text.data[at]) || text.data[at] == '/');
	return slashes && digits && clean ? at : start;
}

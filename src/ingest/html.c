// SPDX-License-Identifier: Apache-2.0
// Web pages, parsed by gumbo. The main text is looked for in three ways, the first that gives enough wins: an element
// marked as the article's body; an <article> or <main>; the element with most text in paragraphs of its own. From there
// the text is written out block by block, an empty line between; what is marked or named as navigation, advertising,
// comments and the like is left out, and so are blocks that are mostly links and do not end a sentence.
//
// Trees are walked with a stack of our own, because pages nest as deeply as they like; a page that nests thousands deep
// is refused, for the parser's time grows with the square of depth.
#include <gumbo.h>

#include <stdlib.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "ingest/formats.h"
#include "ingest/names.h"

enum { DEEPEST = 2000, LARGEST_PAGE = 32 * 1024 * 1024, ENOUGH = 200 };

// ---- walking

typedef struct Step {
	const GumboNode *node;
	unsigned next; // child
} Step;

typedef struct Walk {
	Step *steps;
	size_t count, capacity;
} Walk;

static void push(Walk *walk, const GumboNode *node) {
	if (walk->count == walk->capacity) {
		walk->capacity = walk->capacity ? walk->capacity * 2 : 64;
		walk->steps = dt_realloc(walk->steps, walk->capacity * sizeof *walk->steps);
	}
	walk->steps[walk->count++] = (Step){node, 0};
}

static const GumboVector *children_of(const GumboNode *node) {
	if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
	if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) return &node->v.element.children;
	return NULL;
}

// Steps to the next node: *entered on the way down, not on the way up. NULL at the end.
static const GumboNode *walk_on(Walk *walk, bool *entered) {
	if (walk->count == 0) return NULL;
	Step *top = &walk->steps[walk->count - 1];
	const GumboVector *children = children_of(top->node);
	if (children && top->next < children->length) {
		const GumboNode *child = children->data[top->next++];
		push(walk, child);
		*entered = true;
		return child;
	}
	*entered = false;
	const GumboNode *left = top->node;
	walk->count--;
	return left;
}

// Goes up again from the node just entered, without its children.
static void pass_over(Walk *walk) { walk->count--; }

// ---- what nodes are

static bool is_element(const GumboNode *node) { return node->type == GUMBO_NODE_ELEMENT; }

static bool is_tag(const GumboNode *node, GumboTag tag) { return is_element(node) && node->v.element.tag == tag; }

static DtSlice attribute(const GumboNode *node, const char *name) {
	if (!is_element(node)) return dt_slice(NULL, 0);
	const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
	return found ? dt_slice_of(found->value) : dt_slice(NULL, 0);
}

static bool is_text(const GumboNode *node) {
	return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

static bool is_never_text(const GumboNode *node) {
	if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_TEMPLATE) return true;
	if (!is_element(node)) return false;
	switch (node->v.element.tag) {
	case GUMBO_TAG_SCRIPT:
	case GUMBO_TAG_STYLE:
	case GUMBO_TAG_NOSCRIPT:
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_FOOTER:
	case GUMBO_TAG_HEADER:
	case GUMBO_TAG_ASIDE:
	case GUMBO_TAG_FORM:
	case GUMBO_TAG_BUTTON:
	case GUMBO_TAG_SELECT:
	case GUMBO_TAG_TEXTAREA:
	case GUMBO_TAG_SVG:
	case GUMBO_TAG_FIGURE:
	case GUMBO_TAG_IFRAME:
	case GUMBO_TAG_OBJECT:
	case GUMBO_TAG_HEAD:
		return true;
	default:
		return dt_slice_is(attribute(node, "aria-hidden"), "true") || attribute(node, "hidden").data;
	}
}

static bool is_name_end(char c) { return c == ' ' || c == '-' || c == '_' || c == '\0'; }

// True when a part of the names (between blanks, hyphens and underscores) is word.
static bool names_have(DtSlice names, const char *word) {
	size_t length = strlen(word);
	for (size_t at = 0; at + length <= names.length; at++) {
		if (at > 0 && !is_name_end(names.data[at - 1])) continue;
		if (at + length < names.length && !is_name_end(names.data[at + length])) continue;
		if (dt_slice_equal_folded(dt_slice_cut(names, at, at + length), dt_slice_of(word))) return true;
	}
	return false;
}

static bool is_named_aside(const GumboNode *node) {
	static const char *const words[] = {
		"ad",      "ads",      "advert",   "advertisement", "banner",      "breadcrumb", "breadcrumbs", "byline",
		"caption", "comment",  "comments", "cookie",        "cookies",     "credit",     "disclaimer",  "footer",
		"menu",    "modal",    "nav",      "navbar",        "navigation",  "newsletter", "outbrain",    "pagination",
		"popup",   "print",    "promo",    "promoted",      "recommended", "related",    "share",       "sharing",
		"sidebar", "signup",   "skip",     "social",        "sponsored",   "subscribe",  "taboola",     "tags",
		"toolbar", "trending", "widget",
	};
	if (!is_element(node) || is_tag(node, GUMBO_TAG_BODY) || is_tag(node, GUMBO_TAG_HTML)) return false;
	DtSlice names = attribute(node, "class"), id = attribute(node, "id");
	for (size_t i = 0; (names.length || id.length) && i < sizeof words / sizeof *words; i++) {
		if (names_have(names, words[i]) || names_have(id, words[i])) return true;
	}
	return false;
}

static bool is_left_out(const GumboNode *node) { return is_never_text(node) || is_named_aside(node); }

static bool is_block(const GumboNode *node) {
	if (!is_element(node)) return false;
	switch (node->v.element.tag) {
	case GUMBO_TAG_A:
	case GUMBO_TAG_ABBR:
	case GUMBO_TAG_B:
	case GUMBO_TAG_CITE:
	case GUMBO_TAG_CODE:
	case GUMBO_TAG_EM:
	case GUMBO_TAG_FONT:
	case GUMBO_TAG_I:
	case GUMBO_TAG_INS:
	case GUMBO_TAG_MARK:
	case GUMBO_TAG_Q:
	case GUMBO_TAG_S:
	case GUMBO_TAG_SMALL:
	case GUMBO_TAG_SPAN:
	case GUMBO_TAG_STRONG:
	case GUMBO_TAG_SUB:
	case GUMBO_TAG_SUP:
	case GUMBO_TAG_TIME:
	case GUMBO_TAG_TT:
	case GUMBO_TAG_U:
	case GUMBO_TAG_WBR:
	case GUMBO_TAG_BR:
	case GUMBO_TAG_IMG:
		return false;
	default:
		return true;
	}
}

// ---- writing text

typedef struct Writer {
	DtBuffer text, block;
	size_t links;    // characters of the block within links
	unsigned inside; // links
	unsigned breaks; // <br> in a row
} Writer;

static void end_block(Writer *writer) {
	DtSlice block = dt_slice_trim(dt_buffer_slice(&writer->block));
	bool stopped = block.length && strchr(".!?\"'", block.data[block.length - 1]);
	bool curly = dt_slice_ends(block, "\xE2\x80\x9D"); // ”
	if (block.length && (stopped || curly || writer->links * 5 < block.length * 3)) {
		if (writer->text.length) dt_buffer_add_text(&writer->text, "\n\n");
		dt_buffer_add(&writer->text, block);
	}
	dt_buffer_reset(&writer->block);
	writer->links = 0;
	writer->breaks = 0;
}

static void write_text(Writer *writer, const char *text) {
	for (; *text; text++) {
		bool blank = strchr(" \t\r\n\f", *text);
		bool after_blank = writer->block.length == 0 || writer->block.data[writer->block.length - 1] == ' ';
		if (blank && after_blank) continue;
		if (!blank) writer->breaks = 0;
		dt_buffer_add_char(&writer->block, blank ? ' ' : *text);
		writer->links += writer->inside > 0;
	}
}

static void write_node(Writer *writer, const GumboNode *node, bool entered) {
	if (is_text(node)) {
		if (entered) write_text(writer, node->v.text.text);
	} else if (is_tag(node, GUMBO_TAG_BR)) {
		if (!entered) return;
		if (writer->breaks++) // two of them are a paragraph
			end_block(writer);
		else
			write_text(writer, " ");
		writer->breaks = writer->breaks ? writer->breaks : 1;
	} else if (is_tag(node, GUMBO_TAG_A)) {
		if (entered)
			writer->inside++;
		else if (writer->inside)
			writer->inside--;
	} else if (is_block(node)) {
		end_block(writer);
	}
}

// Writes what is below root.
static void write_tree(Writer *writer, const GumboNode *root) {
	Walk walk = {0};
	bool entered;
	push(&walk, root);
	for (const GumboNode *node; (node = walk_on(&walk, &entered));) {
		if (entered && is_left_out(node)) {
			pass_over(&walk);
			continue;
		}
		write_node(writer, node, entered);
	}
	end_block(writer);
	free(walk.steps);
}

static size_t text_length(const GumboNode *root) {
	Writer writer = {0};
	write_tree(&writer, root);
	size_t length = writer.text.length;
	dt_buffer_clear(&writer.text);
	dt_buffer_clear(&writer.block);
	return length;
}

// ---- finding things

enum { MOST_CANDIDATES = 4096 };

typedef struct Candidate {
	const GumboNode *node;
	size_t score;
} Candidate;

typedef struct Page {
	const GumboNode *marked, *article, *body;
	size_t article_length;
	Candidate candidates[MOST_CANDIDATES]; // elements with paragraphs of their own
	size_t candidate_count;
	DtSlice title, heading, named_title, date, url, publication;
	DtBuffer title_text, heading_text;
} Page;

static void add_score(Page *page, const GumboNode *node, size_t score) {
	size_t oldest = page->candidate_count > 16 ? page->candidate_count - 16 : 0;
	for (size_t i = page->candidate_count; i > oldest; i--) {
		if (page->candidates[i - 1].node != node) continue;
		page->candidates[i - 1].score += score;
		return;
	}
	if (page->candidate_count < MOST_CANDIDATES) page->candidates[page->candidate_count++] = (Candidate){node, score};
}

static void take_first(DtSlice *place, DtSlice found) {
	if (!place->length) *place = dt_slice_trim(found);
}

static void read_meta(Page *page, const GumboNode *node) {
	DtSlice name = attribute(node, "property"), content = attribute(node, "content");
	if (!name.length) name = attribute(node, "name");
	if (!name.length) name = attribute(node, "itemprop");
	static const char *const dates[] = {"article:published_time",
	                                    "og:article:published_time",
	                                    "datePublished",
	                                    "date",
	                                    "pubdate",
	                                    "publishdate",
	                                    "DC.date",
	                                    "dc.date.issued",
	                                    "parsely-pub-date",
	                                    "sailthru.date",
	                                    "publish-date",
	                                    "DC.date.issued"};
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		if (dt_slice_equal_folded(name, dt_slice_of(dates[i])) && dt_date_read(content) != DT_DATE_NONE)
			take_first(&page->date, content);
	}
	if (dt_slice_is(name, "og:title") || dt_slice_is(name, "twitter:title")) take_first(&page->named_title, content);
	if (dt_slice_is(name, "og:url")) take_first(&page->url, content);
	if (dt_slice_is(name, "og:site_name")) take_first(&page->publication, content);
}

// "datePublished" within the page's linked data.
static void read_linked_data(Page *page, const GumboNode *script) {
	if (!dt_slice_is(attribute(script, "type"), "application/ld+json")) return;
	const GumboVector *children = children_of(script);
	if (!children || children->length == 0 || !is_text(children->data[0])) return;
	DtSlice data = dt_slice_of(((const GumboNode *)children->data[0])->v.text.text),
			key = DT_LITERAL("\"datePublished\"");
	size_t at = dt_slice_find(data, key);
	if (at == SIZE_MAX) return;
	DtSlice rest = dt_slice_cut(data, at + key.length, data.length), part;
	dt_slice_split(&rest, '"', &part);
	if (dt_slice_split(&rest, '"', &part) && dt_date_read(part) != DT_DATE_NONE) take_first(&page->date, part);
}

static void read_title(DtBuffer *text, const GumboNode *node) {
	if (text->length) return;
	Writer writer = {0};
	write_tree(&writer, node);
	for (size_t i = 0; i < writer.text.length; i++)
		dt_buffer_add_char(text, writer.text.data[i] == '\n' ? ' ' : writer.text.data[i]);
	dt_buffer_clear(&writer.text);
	dt_buffer_clear(&writer.block);
}

static void read_element(Page *page, const GumboNode *node) {
	switch (node->v.element.tag) {
	case GUMBO_TAG_META:
		read_meta(page, node);
		break;
	case GUMBO_TAG_LINK:
		if (dt_slice_is(attribute(node, "rel"), "canonical")) take_first(&page->url, attribute(node, "href"));
		break;
	case GUMBO_TAG_SCRIPT:
		read_linked_data(page, node);
		break;
	case GUMBO_TAG_TITLE:
		read_title(&page->title_text, node);
		break;
	case GUMBO_TAG_H1:
		read_title(&page->heading_text, node);
		break;
	case GUMBO_TAG_TIME:
		if (dt_date_read(attribute(node, "datetime")) != DT_DATE_NONE)
			take_first(&page->date, attribute(node, "datetime"));
		break;
	case GUMBO_TAG_BODY:
		page->body = node;
		break;
	default:
		break;
	}
	if (!page->marked && dt_slice_is(attribute(node, "itemprop"), "articleBody")) page->marked = node;
}

static void read_candidate(Page *page, const GumboNode *node) {
	bool main =
		is_tag(node, GUMBO_TAG_ARTICLE) || is_tag(node, GUMBO_TAG_MAIN) || dt_slice_is(attribute(node, "role"), "main");
	bool nested = page->article && main; // teasers of other articles are shorter
	if (main && (!nested || page->article_length < 4 * ENOUGH)) {
		size_t length = text_length(node);
		if (length > page->article_length) page->article = node, page->article_length = length;
	}
	if (!is_tag(node, GUMBO_TAG_P) || !node->parent) return;
	size_t length = text_length(node);
	if (length < 40) return;
	add_score(page, node->parent, length);
	if (node->parent->parent) add_score(page, node->parent->parent, length / 2);
}

// Metadata stands anywhere, candidates only outside what is left out.
static void survey(Page *page, const GumboNode *root) {
	Walk walk = {0};
	bool entered;
	size_t left_out = 0; // depth of the outermost node left out
	push(&walk, root);
	for (const GumboNode *node; (node = walk_on(&walk, &entered));) {
		if (!entered) {
			if (left_out > walk.count) left_out = 0;
			continue;
		}
		if (!is_element(node)) continue;
		read_element(page, node);
		if (!left_out && is_left_out(node)) left_out = walk.count;
		if (!left_out) read_candidate(page, node);
	}
	free(walk.steps);
}

static const GumboNode *main_node(const Page *page) {
	if (page->marked && text_length(page->marked) >= ENOUGH) return page->marked;
	if (page->article && page->article_length >= ENOUGH) return page->article;
	const Candidate *best = NULL;
	for (size_t i = 0; i < page->candidate_count; i++) {
		if (!best || page->candidates[i].score > best->score) best = &page->candidates[i];
	}
	return best && best->score >= ENOUGH ? best->node : page->body;
}

// ---- before parsing

// Bytes of Windows-1252 where the page is not UTF-8.
static DtSlice to_utf8(DtArena *arena, DtSlice content) {
	static const uint16_t points[32] = {
		0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
		0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
		0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
	};
	if (dt_utf8_valid(content)) return content;
	char *out = dt_arena_alloc(arena, content.length * 3 + 1);
	size_t length = 0;
	for (size_t at = 0; at < content.length;) {
		uint32_t point;
		size_t width = dt_utf8_decode(content, at, &point);
		unsigned char byte = (unsigned char)content.data[at];
		if (point == DT_UTF8_INVALID) point = byte < 0xA0 ? points[byte - 0x80] : byte;
		length += dt_utf8_encode(point, out + length);
		at += width;
	}
	return dt_slice(out, length);
}

// How deep elements nest at most, void ones and those that close themselves not counted.
static size_t nesting(DtSlice content) {
	static const char *const open_ended[] = {"area",   "base",  "br", "col",  "dd",   "dt",     "hr",
	                                         "img",    "input", "li", "link", "meta", "option", "p",
	                                         "source", "td",    "th", "tr",   "wbr"};
	size_t depth = 0, deepest = 0;
	for (size_t at = 0; at + 1 < content.length; at++) {
		const char *found = memchr(content.data + at, '<', content.length - at - 1);
		if (!found) break;
		at = (size_t)(found - content.data);
		bool closes = content.data[at + 1] == '/';
		size_t start = at + 1 + closes, end = start;
		while (end < content.length && end - start < 12 && (content.data[end] | 32) >= 'a' &&
		       (content.data[end] | 32) <= 'z')
			end++;
		DtSlice name = dt_slice_cut(content, start, end);
		bool counts = name.length > 0;
		for (size_t i = 0; counts && i < sizeof open_ended / sizeof *open_ended; i++)
			counts = !dt_slice_equal_folded(name, dt_slice_of(open_ended[i]));
		if (!counts) continue;
		if (!closes && ++depth > deepest) deepest = depth;
		if (closes && depth) depth--;
	}
	return deepest;
}

static GumboOutput *parse(DtSlice content) {
	if (content.length > LARGEST_PAGE || nesting(content) > DEEPEST) return NULL;
	GumboOptions options = kGumboDefaultOptions;
	options.max_errors = 0;
	return gumbo_parse_with_options(&options, content.data, content.length);
}

// "Ministers meet - Daily News": the part before the publication.
static DtSlice without_site(DtSlice title, DtSlice publication) {
	static const char *const marks[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: "};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = SIZE_MAX, found;
		for (size_t from = 0;
		     (found = dt_slice_find(dt_slice_cut(title, from, title.length), dt_slice_of(marks[i]))) != SIZE_MAX;
		     from = at + 1)
			at = from + found;
		if (at == SIZE_MAX) continue;
		DtSlice site = dt_slice_trim(dt_slice_cut(title, at + strlen(marks[i]), title.length));
		if (i == 0 || i == 4 || dt_slice_equal_folded(site, publication))
			return dt_slice_trim(dt_slice_cut(title, 0, at));
	}
	return title;
}

static DtSlice title_of(const Page *page) {
	if (page->heading_text.length && page->heading_text.length < 300) return dt_buffer_slice(&page->heading_text);
	if (page->named_title.length) return without_site(page->named_title, page->publication);
	return without_site(dt_buffer_slice(&page->title_text), page->publication);
}

static DtDocument *make_document(DtArena *arena, Page *page, const char *file) {
	Writer writer = {0};
	const GumboNode *main = main_node(page);
	if (main) write_tree(&writer, main);
	DtDocument *document = NULL;
	if (writer.text.length) {
		document = dt_document_new(arena);
		document->source_name = dt_arena_copy(arena, dt_slice_of(file));
		document->id = dt_arena_copy(arena, dt_name_of_file(file));
		document->url = dt_arena_copy(arena, page->url);
		document->publication = dt_arena_copy(arena, page->publication);
		document->date = dt_date_read(page->date);
		dt_document_set_text(document, title_of(page), dt_buffer_slice(&writer.text), false);
		document->prefix_length = 0; // the caller's text is markup: offsets refer to the text as read
	}
	dt_buffer_clear(&writer.text);
	dt_buffer_clear(&writer.block);
	return document;
}

DtDocument *dt_html_read(DtArena *arena, DtSlice content, const char *file, DtError *error) {
	content = to_utf8(arena, content);
	GumboOutput *parsed = parse(content);
	if (!parsed) {
		dt_error_add(error, DT_FAULT_INPUT, file, 0, 0,
		             "the page is larger than %d bytes or nests deeper than %d elements", LARGEST_PAGE, DEEPEST);
		return NULL;
	}
	Page *page = dt_alloc(sizeof *page);
	memset(page, 0, sizeof *page);
	survey(page, parsed->document);
	DtDocument *document = make_document(arena, page, file);
	if (!document) dt_error_add(error, DT_FAULT_INPUT, file, 0, 0, "the page holds no text");
	dt_buffer_clear(&page->title_text);
	dt_buffer_clear(&page->heading_text);
	free(page);
	gumbo_destroy_output(&kGumboDefaultOptions, parsed);
	return document;
}

DtSlice dt_html_text(DtArena *arena, DtSlice piece) {
	bool markup = memchr(piece.data ? piece.data : "", '<', piece.length) ||
	              memchr(piece.data ? piece.data : "", '&', piece.length);
	if (!markup) return dt_arena_copy(arena, piece);
	GumboOutput *parsed = parse(piece);
	if (!parsed) return dt_slice("", 0);
	Writer writer = {0};
	write_tree(&writer, parsed->root);
	DtSlice text = dt_arena_copy(arena, dt_buffer_slice(&writer.text));
	dt_buffer_clear(&writer.text);
	dt_buffer_clear(&writer.block);
	gumbo_destroy_output(&kGumboDefaultOptions, parsed);
	return text;
}

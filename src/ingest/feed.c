// SPDX-License-Identifier: Apache-2.0
// RSS and Atom, parsed by libxml2 without network, entity expansion or DTDs. Items are found by their local names
// ("item", "entry"), wherever the dialect puts them.
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <limits.h>
#include <stdlib.h>

#include "ingest/formats.h"
#include "ingest/names.h"

struct DtFeed {
	xmlDoc *xml;
	xmlNode *next; // item to read
	const char *file;
	size_t number;
	DtArena *arena; // of the publication's name
	DtSlice publication;
};

static bool is_named(const xmlNode *node, const char *name) {
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static bool is_item(const xmlNode *node) { return is_named(node, "item") || is_named(node, "entry"); }

static xmlNode *item_from(xmlNode *node) {
	while (node && !is_item(node)) node = node->next;
	return node;
}

static DtSlice content_of(DtArena *arena, const xmlNode *node) {
	xmlChar *content = xmlNodeGetContent(node);
	DtSlice text = dt_arena_copy(arena, dt_slice_trim(dt_slice_of((const char *)content)));
	xmlFree(content);
	return text;
}

static bool has_prefix(const xmlNode *node, const char *prefix) {
	return node->ns && node->ns->prefix && strcmp((const char *)node->ns->prefix, prefix) == 0;
}

// The content of the first child with that name; prefix NULL is any.
static DtSlice child_content(DtArena *arena, const xmlNode *parent, const char *prefix, const char *name) {
	for (const xmlNode *child = parent->children; child; child = child->next) {
		if (is_named(child, name) && (!prefix || has_prefix(child, prefix)) && !has_prefix(child, "media"))
			return content_of(arena, child);
	}
	return dt_slice(NULL, 0);
}

// The first of the names that has content.
static DtSlice first_content(DtArena *arena, const xmlNode *item, const char *const *names) {
	DtSlice found = {NULL, 0};
	for (; *names && !found.length; names++) found = child_content(arena, item, NULL, *names);
	return found;
}

static DtSlice link_of(DtArena *arena, const xmlNode *item) {
	for (const xmlNode *child = item->children; child; child = child->next) {
		if (!is_named(child, "link")) continue;
		xmlChar *rel = xmlGetProp(child, BAD_CAST "rel"), *href = xmlGetProp(child, BAD_CAST "href");
		bool taken = href && (!rel || strcmp((const char *)rel, "alternate") == 0);
		DtSlice link = taken ? dt_arena_copy(arena, dt_slice_of((const char *)href)) : dt_slice(NULL, 0);
		xmlFree(rel);
		xmlFree(href);
		if (!href) link = content_of(arena, child);
		if (link.length) return link;
	}
	return dt_slice(NULL, 0);
}

static void say_nothing(void *context, xmlErrorPtr fault) {
	(void)context;
	(void)fault;
}

// Some faults are printed whatever the options say, unless a handler of this thread takes them.
static xmlDoc *parse(DtSlice content, const char *file) {
	int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER | XML_PARSE_NOCDATA;
	if (content.length > INT_MAX) return NULL;
	xmlStructuredErrorFunc before = xmlStructuredError;
	void *context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(NULL, say_nothing);
	xmlDoc *xml = xmlReadMemory(content.data, (int)content.length, file, NULL, options);
	xmlSetStructuredErrorFunc(context, before);
	return xml;
}

DtFeed *dt_feed_open(DtSlice content, const char *file, DtError *error) {
	xmlDoc *xml = parse(content, file);
	xmlNode *root = xml ? xmlDocGetRootElement(xml) : NULL;
	if (!root) {
		dt_error_add(error, DT_FAULT_INPUT, file, 0, 0, "not XML");
		xmlFreeDoc(xml);
		return NULL;
	}
	xmlNode *channel = root; // Atom; RSS 2.0 has the items in the channel, RSS 1.0 beside it
	for (xmlNode *child = root->children; child; child = child->next) {
		if (is_named(child, "channel")) channel = child;
	}
	DtFeed *feed = dt_alloc(sizeof *feed);
	*feed = (DtFeed){.xml = xml, .file = file, .arena = dt_arena_new()};
	feed->publication = child_content(feed->arena, channel, NULL, "title");
	feed->next = item_from(channel->children);
	if (!feed->next) feed->next = item_from(root->children);
	bool known = is_named(root, "rss") || is_named(root, "feed") || is_named(root, "RDF");
	if (feed->next || known) return feed;
	dt_error_add(error, DT_FAULT_INPUT, file, 0, 0, "XML, but neither RSS nor Atom (the root is <%s>)",
	             (const char *)root->name);
	dt_feed_close(feed);
	return NULL;
}

static DtDocument *read_item(DtFeed *feed, DtArena *arena, const xmlNode *item, DtError *error) {
	static const char *const bodies[] = {"encoded", "content", "description", "summary", NULL};
	static const char *const dates[] = {"pubDate", "published", "date", "updated", NULL};
	static const char *const ids[] = {"guid", "id", NULL};
	DtSlice title = dt_html_text(arena, child_content(arena, item, NULL, "title"));
	DtSlice text = dt_html_text(arena, first_content(arena, item, bodies));
	if (!dt_slice_trim(title).length && !dt_slice_trim(text).length) {
		dt_error_add(error, DT_FAULT_INPUT, feed->file, (size_t)xmlGetLineNo(item), 0,
		             "item %zu has neither title nor text", feed->number);
		return NULL;
	}
	DtDocument *document = dt_document_new(arena);
	document->source_name = dt_arena_copy(arena, dt_slice_of(feed->file));
	document->url = link_of(arena, item);
	document->id = first_content(arena, item, ids);
	if (!document->id.length) document->id = document->url;
	if (!document->id.length) document->id = dt_name_of_part(arena, feed->file, feed->number);
	document->date = dt_date_read(first_content(arena, item, dates));
	document->publication = dt_arena_copy(arena, feed->publication);
	dt_document_set_text(document, title, text, false);
	document->prefix_length = 0; // the caller's text is markup: offsets refer to the text as read
	return document;
}

DtDocument *dt_feed_next(DtFeed *feed, DtArena *arena, bool *ended, DtError *error) {
	xmlNode *item = feed->next;
	*ended = item == NULL;
	if (!item) return NULL;
	feed->next = item_from(item->next);
	feed->number++;
	return read_item(feed, arena, item, error);
}

void dt_feed_close(DtFeed *feed) {
	if (!feed) return;
	xmlFreeDoc(feed->xml);
	dt_arena_free(feed->arena);
	free(feed);
}

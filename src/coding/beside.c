// SPDX-License-Identifier: Apache-2.0
// What stands beside a noun and tells who it is: an apposition ("Ann Lee, a Finnish diplomat"), a relative clause
// ("who leads the miners' union"), what is counted ("dozens of Syrians").
//
// Either side may tell it of the other; what the world knows of a name is not overwritten.
#include "coding/resolve.h"

void dt_resolve_apposition(DtFinder *f, DtMention *mention) {
	for (int32_t c = dt_child_after(f, mention->token, -1, DT_DEPREL_APPOS); c >= 0;
	     c = dt_child_after(f, mention->token, c, DT_DEPREL_APPOS)) {
		DtMention *other = dt_resolve_phrase(f, (size_t)c);
		if (!other || !(other->classes & DT_CLASS_ACTOR)) continue;
		DtMention *known = &f->out->items[f->out->at[mention->token]];
		bool things = f->tokens[mention->token].upos == DT_UPOS_NOUN && known->plural != other->plural;
		if (things && !(known->classes & DT_CLASS_ACTOR)) continue; // "changes, one nominee said"
		bool person = other->entry && other->classes & DT_CLASS_PERSON;
		bool holder = person && known->entry != other->entry && dt_slice_is(known->party.why, "title");
		bool empty = !other->party.code.length && other->party.sector_count == 0 && !other->entry;
		bool sectors = known->party.sector_count && !other->party.code.length;
		if ((!known->party.code.length && !empty && !sectors) || (person && !known->entry) || holder) {
			dt_mean_same(known, other);
			if (other->office && other->entry && dt_is_called_otherwise(f, known, other->entry)) {
				known->entry = NULL; // the office is right, its holder as the world has it is not
				known->party.id = known->party.identifier_text = (DtSlice){0};
			}
			dt_use_former(f, known);
			return;
		}
		bool body = known->entry && known->entry->kind != DT_ENTRY_PERSON;
		bool told = !known->plural && (!known->entry || body) && known->classes & DT_CLASS_ACTOR;
		if (!told || !dt_is_unknown_name(f, other)) continue;
		dt_mean_same(other, known);
		if (body) { // one of it
			other->owner = known->entry;
			other->entry = NULL;
			other->party.id = other->party.identifier_text = (DtSlice){0};
		}
	}
}

void dt_resolve_relative(DtFinder *f, DtMention *mention) {
	static const char *const lemmas[] = {"lead", "head", "command", "chair", "run", "direct", "represent", NULL};
	int32_t verb = dt_child_after(f, mention->token, (int32_t)mention->token, DT_DEPREL_ACL_RELCL);
	if (verb < 0 || !dt_is_unknown_name(f, mention)) return;
	bool leads = false;
	for (size_t i = 0; lemmas[i]; i++) leads |= dt_slice_is(f->tokens[verb].lemma, lemmas[i]);
	int32_t body = leads ? dt_child_after(f, (size_t)verb, verb, DT_DEPREL_OBJ) : -1;
	int32_t subject = leads ? dt_child_after(f, (size_t)verb, -1, DT_DEPREL_NSUBJ) : -1;
	if (body < 0 || subject < 0 || f->tokens[subject].upos != DT_UPOS_PRON) return;
	const DtMention *led = dt_resolve_phrase(f, (size_t)body);
	if (!led || !(led->classes & DT_CLASS_ACTOR) || !(led->party.code.length || led->party.sector_count)) return;
	DtMention *known = &f->out->items[f->out->at[mention->token]];
	known->owner = led->entry ? led->entry : led->owner;
	known->party.code = led->party.code;
	dt_party_add_sectors(&known->party, led->party.sectors, led->party.sector_count);
	known->party.why = dt_slice_of("leads it");
	known->classes |= DT_CLASS_PERSON;
}

bool dt_resolve_measured(DtFinder *f, DtMention *mention) {
	static const char *const crowds[] = {"hundreds", "thousands", "dozens", "scores", "millions", NULL};
	DtConcept measure = dt_lexicon_concept_find(f->lexicon, dt_slice_of("measure"));
	if (!dt_reading_has(f->reading, mention->token, measure)) return false;
	int32_t counted = dt_child_after(f, mention->token, (int32_t)mention->token, DT_DEPREL_NMOD);
	const DtToken *preposition = counted < 0 ? NULL : dt_case_of(f, (size_t)counted);
	if (counted < 0 && mention->plural && dt_is_subject(&f->tokens[mention->token]) &&
	    dt_form_is_one_of(&f->tokens[mention->token], crowds)) {
		mention->classes |= DT_CLASS_ACTOR; // "thousands marched"
		dt_party_add_sector(&mention->party, DT_SECTOR_CVL);
		mention->party.why = dt_slice_of("counted");
		return true;
	}
	if (!preposition || !dt_form_is(preposition, "of")) return false;
	const DtMention *other = dt_resolve_phrase(f, (size_t)counted);
	if (!other || !other->plural || !(other->classes & DT_CLASS_ACTOR)) return false;
	DtRemembered known = {.mention = *other};
	uint32_t end = other->party.span.end;
	dt_mean_remembered(mention, &known, "counted");
	mention->plural = true;
	if (end > mention->party.span.end) { // "a large number of Syrians", as it stands in the text
		mention->party.span.end = end;
		mention->party.entity_text = dt_document_slice(f->discourse->document, mention->party.span);
	}
	return true;
}

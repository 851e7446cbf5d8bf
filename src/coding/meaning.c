// SPDX-License-Identifier: Apache-2.0
// What a mention becomes when it is known who it is: code, sectors, office and classes.
//
// A mention takes them from an entry of the world, as it was on the day of the document, or from another mention: one
// remembered, one it stands beside. Its own words and their place in the text stay its own.
#include "coding/resolve.h"

void dt_party_add_sector(DtParty *party, uint8_t sector) {
	if (sector == DT_SECTOR_NONE || party->sector_count == DT_PARTY_SECTORS) return;
	for (int i = 0; i < party->sector_count; i++) {
		if (party->sectors[i] == sector) return;
	}
	party->sectors[party->sector_count++] = sector;
}

void dt_party_add_sectors(DtParty *party, const uint8_t *sectors, uint8_t count) {
	for (int i = 0; i < count; i++) dt_party_add_sector(party, sectors[i]);
}

uint16_t dt_party_classes(const DtParty *party) {
	uint16_t classes = 0;
	for (int i = 0; i < party->sector_count; i++) {
		switch (party->sectors[i]) {
		case DT_SECTOR_MIL:
		case DT_SECTOR_REB:
		case DT_SECTOR_PRM:
		case DT_SECTOR_UAF:
		case DT_SECTOR_COP:
		case DT_SECTOR_CRM:
			classes |= DT_CLASS_ARMED;
			break;
		case DT_SECTOR_GOV:
		case DT_SECTOR_LEG:
			classes |= DT_CLASS_GOVERNMENT;
			break;
		case DT_SECTOR_CVL:
		case DT_SECTOR_REF:
		case DT_SECTOR_SOC:
		case DT_SECTOR_JRN:
		case DT_SECTOR_MED:
		case DT_SECTOR_EDU:
		case DT_SECTOR_LAB:
		case DT_SECTOR_AGR:
			classes |= DT_CLASS_CIVILIAN;
			break;
		default:
			break;
		}
	}
	return classes;
}

static uint16_t entry_classes(const DtEntry *entry) {
	switch (entry->kind) {
	case DT_ENTRY_COUNTRY:
		return DT_CLASS_ACTOR | DT_CLASS_STATE | DT_CLASS_GOVERNMENT;
	case DT_ENTRY_REGION:
		return DT_CLASS_ACTOR | DT_CLASS_STATE | DT_CLASS_PLACE;
	case DT_ENTRY_PERSON:
		return DT_CLASS_ACTOR | DT_CLASS_PERSON;
	case DT_ENTRY_PEOPLE:
		return DT_CLASS_ACTOR | DT_CLASS_CIVILIAN;
	default:
		return DT_CLASS_ACTOR | DT_CLASS_ORGANISATION;
	}
}

void dt_party_from_entry(const DtWorld *world, const DtEntry *entry, DtDate day, DtParty *party) {
	DtIdentity identity;
	party->id = entry->id;
	bool spread = false; // a people of several states: whose, only the text can say
	for (uint32_t i = 1; i < entry->code_count; i++)
		spread |= entry->kind == DT_ENTRY_PEOPLE && !dt_slice_equal(entry->codes[i].code, entry->codes[0].code);
	if (entry->kind != DT_ENTRY_COUNTRY) party->identifier_text = entry->name;
	if (!dt_entry_on(world, entry, day, &identity) && !dt_entry_on(world, entry, DT_DATE_NONE, &identity)) return;
	if (!spread) party->code = identity.code;
	dt_party_add_sectors(party, identity.sectors, identity.sector_count);
	bool holds = identity.standing == DT_STANDING_CURRENT || identity.standing == DT_STANDING_ELECT;
	if (identity.term && holds) party->office = identity.term->office->id;
}

void dt_mean_remembered(DtMention *mention, const DtRemembered *known, const char *why) {
	DtSlice text = mention->party.entity_text;
	DtSpan span = mention->party.span;
	mention->party = known->mention.party;
	mention->party.entity_text = text;
	mention->party.span = span;
	if (!mention->party.identifier_text.length) mention->party.identifier_text = known->mention.party.entity_text;
	mention->party.why = dt_slice_of(why);
	mention->entry = known->mention.entry;
	mention->owner = known->mention.owner;
	mention->office = known->mention.office;
	mention->former = known->mention.former;
	mention->classes = known->mention.classes;
	mention->gender = known->mention.gender;
	mention->also = known->mention.also;
}

void dt_mean_country(const DtFinder *f, DtMention *mention, const DtEntry *country) {
	mention->entry = country;
	mention->classes |= entry_classes(country);
	dt_party_from_entry(f->world, country, f->day, &mention->party);
	mention->party.why = dt_slice_of("both");
}

void dt_mean_entry(const DtFinder *f, DtMention *mention, const DtEntry *entry, DtSector sector, const char *why) {
	mention->entry = entry;
	mention->gender = (uint8_t)entry->gender;
	mention->classes |= entry_classes(entry);
	dt_party_from_entry(f->world, entry, f->day, &mention->party);
	if (sector) {
		mention->party.sectors[0] = (uint8_t)sector;
		mention->party.sector_count = 1;
	}
	mention->party.why = dt_slice_of(why);
}

void dt_mean_same(DtMention *mention, const DtMention *from) {
	DtSlice text = mention->party.entity_text, name = mention->party.identifier_text;
	DtSpan span = mention->party.span;
	bool titled = dt_slice_is(mention->party.why, "title"); // its holder of that day is somebody else
	mention->party = from->party;
	mention->party.entity_text = text;
	mention->party.span = span;
	if (name.length && !titled) mention->party.identifier_text = name;
	mention->party.why = dt_slice_of("apposition");
	mention->entry = from->entry;
	mention->owner = from->owner;
	mention->former |= from->former;
	mention->classes |= from->classes;
	mention->gender = from->gender;
}

void dt_mean_former(DtParty *party) {
	party->office = (DtSlice){0};
	party->sectors[0] = DT_SECTOR_ELI;
	party->sector_count = 1;
}

void dt_use_former(const DtFinder *f, DtMention *mention) {
	bool person = mention->entry && mention->entry->kind == DT_ENTRY_PERSON;
	bool state = mention->party.code.length && !dt_entity_code_known(mention->party.code);
	bool governs = dt_party_classes(&mention->party) & DT_CLASS_GOVERNMENT;
	bool ousted = dt_says_ousted(f, (DtCore){mention->first, mention->last});
	if (mention->former && person && state && (!governs || ousted)) dt_mean_former(&mention->party);
}

void dt_mean_person(const DtFinder *f, DtMention *mention, const DtEntry *person, const char *why) {
	DtSlice text = mention->party.entity_text;
	DtSpan span = mention->party.span;
	mention->party = (DtParty){.entity_text = text, .span = span};
	dt_mean_entry(f, mention, person, DT_SECTOR_NONE, why);
}

// SPDX-License-Identifier: Apache-2.0
// Codes in words.

export const quads = ['verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict'];

export const categories = {
  AGREE: 'agrees or promises', CONSULT: 'consults', SUPPORT: 'supports', CONCEDE: 'concedes', COOPERATE: 'cooperates',
  AID: 'gives aid', RETREAT: 'retreats', REQUEST: 'requests', ACCUSE: 'accuses', REJECT: 'rejects',
  THREATEN: 'threatens', PROTEST: 'protests', SANCTION: 'sanctions', MOBILIZE: 'mobilizes', COERCE: 'coerces',
  ASSAULT: 'assaults',
};

export const marks = {
  historical: 'recalled: past when it was told',
  future: 'to come: announced or foreseen',
  hypothetical: 'hypothetical: weighed or conditional, not done',
  negation: 'negated: said not to have happened',
};

const sources = {
  unattributed: 'unattributed', person: 'person', government: 'government', military: 'military', media: 'media',
  anonymous: 'anonymous', witness: 'witness', document: 'document', organisation: 'organisation',
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function day(date) {
  const [year, month, number] = date.split('-').map(Number);
  return `${number} ${months[month - 1]} ${year}`;
}

export const month = (date) => `${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(0, 4))}`;

export function period(from, to) {
  if (!from) return 'no date';
  if (!to || from === to) return day(from);
  return `${day(from)} – ${day(to)}`;
}

export function when(event) {
  const precision = event.date_precision;
  if (precision === 'unknown') return event.enddate ? `undated; told by ${day(event.enddate)}` : 'no date';
  return period(event.date, event.enddate);
}

export const source = (kind) => sources[kind] || kind || '';

export const number = (value) => Number(value).toLocaleString('en');

export const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

export function party(side) {
  const name = side.identifier_text || side.entity_text || side.code || 'somebody';
  return { name, code: side.code && side.code !== name ? side.code : '', sector: (side.sector || '').replaceAll(';', ', '), office: side.office || '' };
}

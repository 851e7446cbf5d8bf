// SPDX-License-Identifier: Apache-2.0
// Codes in words.
import type { Event, Party, Shift } from './types.ts';

export const quads = ['Verbal cooperation', 'Material cooperation', 'Verbal conflict', 'Material conflict'] as const;
export const quadClasses = ['verbal-cooperation', 'material-cooperation', 'verbal-conflict', 'material-conflict'] as const;

export const categories: Record<string, string> = {
  AGREE: 'agrees or promises', CONSULT: 'consults', SUPPORT: 'supports', CONCEDE: 'concedes', COOPERATE: 'cooperates',
  AID: 'gives aid', RETREAT: 'retreats', REQUEST: 'requests', ACCUSE: 'accuses', REJECT: 'rejects',
  THREATEN: 'threatens', PROTEST: 'protests', SANCTION: 'sanctions', MOBILIZE: 'mobilizes', COERCE: 'coerces',
  ASSAULT: 'attacks',
};

// As a plain verb between two names.
const verbs: Record<string, [withRecipient: string, alone: string]> = {
  AGREE: ['promises or agrees with', 'agree'], CONSULT: ['consults with', 'meet or talk'], SUPPORT: ['supports', 'support each other'],
  CONCEDE: ['concedes to', 'concede'], COOPERATE: ['cooperates with', 'cooperate'], AID: ['gives aid to', 'aid each other'],
  RETREAT: ['withdraws from', 'withdraw'], REQUEST: ['makes a demand of', 'make demands'], ACCUSE: ['accuses', 'accuse each other'],
  REJECT: ['rejects', 'reject each other'], THREATEN: ['threatens', 'threaten each other'], PROTEST: ['protests against', 'protest'],
  SANCTION: ['sanctions', 'sanction each other'], MOBILIZE: ['mobilizes against', 'mobilize'],
  COERCE: ['coerces', 'coerce'], ASSAULT: ['attacks', 'fight'],
};

export function verb(event: Event): string {
  const category = event.event[0] ?? '';
  const said = verbs[category] ?? ['acts towards', 'act'];
  return event.recipient.length ? said[0] : event.actor.length > 1 ? said[1] : categories[category] ?? 'acts';
}

export const realities: [string, string][] = [
  ['fact', 'it happened'], ['hypothetical', 'weighed, possible or alleged'], ['future', 'planned or announced'],
  ['negated', 'denied or refused'], ['historical', 'recalled'], ['vague', 'loosely dated'],
];

export const marks: Record<string, string> = {
  historical: 'Recalled: past when it was told',
  future: 'To come: announced or planned',
  hypothetical: 'Hypothetical: weighed, conditional or alleged; not done',
  negation: 'Negated: said not to have happened',
};

export const sectors: [string, string][] = [
  ['GOV', 'government'], ['MIL', 'military'], ['COP', 'police'], ['JUD', 'courts'], ['LEG', 'legislature'], ['SPY', 'intelligence'],
  ['PRM', 'paramilitary'], ['PTY', 'party'], ['OPP', 'opposition'], ['REB', 'rebels'], ['UAF', 'unidentified armed force'],
  ['UNK', 'unknown'], ['CVL', 'civilians'], ['ELI', 'former officials'], ['BUS', 'business'], ['LAB', 'labour'], ['AGR', 'farming'],
  ['EDU', 'education'], ['JRN', 'journalists'], ['MED', 'medical'], ['REF', 'refugees'], ['REL', 'religious'], ['SOC', 'civil society'],
  ['CRM', 'criminal'], ['PRE', 'prisoners'],
];
const sectorWords = new Map(sectors);

export const sourceKinds: [string, string][] = [
  ['person', 'a person'], ['government', 'a government'], ['military', 'a military'], ['media', 'media'],
  ['anonymous', 'unnamed sources'], ['witness', 'witnesses'], ['document', 'a document'],
  ['organisation', 'an organisation'], ['unattributed', 'nobody named'],
];
const kindWords: Record<string, string> = {
  person: 'a named person', government: 'a government', military: 'a military', media: 'a news medium',
  anonymous: 'unnamed', witness: 'a witness', document: 'a document', organisation: 'an organisation', unattributed: 'nobody named',
  nobody: 'the text itself',
};
export const kind = (name: string): string => kindWords[name] ?? name;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function day(date: string): string {
  const [year, month = 1, number] = date.split('-').map(Number);
  return `${number} ${months[month - 1]} ${year}`;
}

export const month = (date: string): string => `${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(0, 4))}`;

export function period(from: string | null, to: string | null): string {
  if (!from) return to ? `until ${day(to)}` : 'no date';
  if (!to || from === to) return day(from);
  const [year, name] = [from.slice(0, 4), from.slice(0, 7)];
  const end = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).getUTCDate();
  const wholeMonths = from.endsWith('-01') && Number(to.slice(8)) === end;
  if (wholeMonths && from.endsWith('-01-01') && to === `${year}-12-31`) return year;
  if (wholeMonths && name === to.slice(0, 7)) return month(from);
  if (wholeMonths) return `${month(from)} – ${month(to)}`;
  return `${day(from)} – ${day(to)}`;
}

export function when(event: Event): string {
  if (event.date_precision === 'unknown') return event.enddate ? `by ${day(event.enddate)}` : 'no date';
  return period(event.date, event.enddate);
}

export function howDated(event: Event): string {
  if (event.date_text) return `dated by “${event.date_text}”`;
  if (event.date_basis === 'happening') return 'dated by what was told of it before';
  if (event.date_basis === 'story') return 'dated by the sentence before';
  if (event.date_precision === 'unknown') return 'nothing in the text dates it; it was told by then';
  return 'dated by the story';
}

export const number = (value: number): string => Math.round(value).toLocaleString('en');
export const percent = (value: number): string => `${Math.round(value * 100)} %`;
export const plural = (count: number, one: string, many = one + 's'): string => `${number(count)} ${count === 1 ? one : many}`;

export function partyName(side: Party): string { return side.identifier_text || side.entity_text || side.code || 'somebody'; }

export function partyDetails(side: Party): string {
  const sector = (side.sector ?? '').split(';').filter(Boolean).map((one) => sectorWords.get(one) ?? one).join(', ');
  const code = side.code && side.code !== partyName(side) ? side.code : '';
  return [code, sector, (side.office ?? '').replaceAll('-', ' ')].filter(Boolean).join(' · ');
}

export const isConflict = (event: Event): boolean => (event.quad_code ?? 0) > 2;

// What a shift says, in a sentence.
export function shiftWords(shift: Shift): string {
  const parts: string[] = [];
  if (shift.kind !== 'volume') parts.push(`conflict ${percent(shift.before.share.mean)} → ${percent(shift.after.share.mean)} of events`);
  if (shift.kind !== 'tone') parts.push(`events ×${shift.volume_ratio >= 10 ? Math.round(shift.volume_ratio) : shift.volume_ratio.toFixed(1)}`);
  return parts.join(', ');
}

export function shiftDirection(shift: Shift): { words: string; towards: 'conflict' | 'cooperation' | 'volume' } {
  if (shift.kind === 'volume') return { words: shift.volume_ratio > 1 ? 'More events' : 'Fewer events', towards: 'volume' };
  return shift.share_change > 0 ? { words: 'Towards conflict', towards: 'conflict' } : { words: 'Towards cooperation', towards: 'cooperation' };
}

// SPDX-License-Identifier: Apache-2.0
// An event in words: who did what to whom, whether it happened, who says so, and why it was coded.
import { address } from './address.ts';
import { get } from './api.ts';
import { h, outside, type Child } from './dom.ts';
import { sentence } from './marking.ts';
import type { Event, Happening, Happenings, Party, Source } from './types.ts';
import { categories, day, howDated, isConflict, kind, marks, partyDetails, partyName, percent, plural, quads, verb, when } from './words.ts';

function sides(list: Party[]): Child {
  return list.map((side, i) => {
    const details = partyDetails(side);
    return [i ? (i === list.length - 1 ? ' and ' : ', ') : '', h('b', {}, partyName(side)), details ? h('small', {}, ` ${details}`) : null];
  });
}

export function whoDidWhat(event: Event): Child {
  const what = h('span', { class: `act ${isConflict(event) ? 'conflict' : 'cooperation'}${event.auxiliary.length ? ' unsure' : ''}` }, verb(event));
  return [sides(event.actor), ' ', what, event.recipient.length ? [' ', sides(event.recipient)] : null];
}

export const plainTitle = (event: Event): string =>
  [event.actor.map(partyName).join(', '), verb(event), event.recipient.map(partyName).join(', ')].filter(Boolean).join(' ');

export const happeningAddress = (event: Event): string =>
  event.link ? address(['happening', event.link]) : address(['mention', event.document, event.id]);

export const articleAddress = (event: Event): string => address(['article', event.document], { event: event.id });

export function markList(event: Event): Child {
  if (!event.auxiliary.length) return null;
  return h('ul', { class: 'marks', 'aria-label': 'Marks' }, event.auxiliary.map((mark) => h('li', { class: `mark-${mark}` }, marks[mark] ?? mark)));
}

// The chain of who says so, the nearest speaker first; at its end the outlet, which the sentence does not name.
export function saidBy(event: Event): Child {
  const name = (one: Source): Child => h('b', {}, one.identifier_text || one.text || one.code || '?');
  const chain = event.attribution.filter((one) => !one.outlet);
  const outlets = event.attribution.filter((one) => one.outlet);
  const publication = event.cite_info?.publication;
  const last: Child[] = outlets.length ? outlets.map(name) : publication ? [h('b', {}, publication)] : [];
  if (!chain.length) return last.length ? ['Told by ', last.map((one, i) => [i ? ', in ' : '', one]), ' itself'] : 'The source is not named';
  return ['According to ', chain.map((one, i) => [i ? ', as told to ' : '', name(one), ` (${kind(one.kind ?? '')})`]), last.map((one) => [', in ', one])];
}

// "accuse.frames:12" of a path.
const shortLine = (line: string): string => line.split('/').slice(-2).join('/');

export function why(event: Event): Child {
  const codes = [event.event[0], (event.mode[0] ?? '').replaceAll('_', ' '), event.cameo ? `CAMEO ${event.cameo}` : '', ...event.context].filter(Boolean);
  return h('dl', { class: 'why' },
    h('div', {}, h('dt', {}, 'Source'), h('dd', {}, saidBy(event))),
    h('div', {}, h('dt', {}, 'Day'), h('dd', {}, `${when(event)}, ${howDated(event)}`)),
    h('div', {}, h('dt', {}, 'Codes'), h('dd', {}, codes.join(' · '),
      event.quad_code ? ` · ${(quads[event.quad_code - 1] ?? '').toLowerCase()}` : '', event.event_scale === undefined ? '' : ` · score ${event.event_scale}`)),
    event.rule ? h('div', {}, h('dt', {}, 'Line'), h('dd', {}, h('code', {}, event.rule), event.rule_line ? [' at ', h('code', { title: event.rule_line }, shortLine(event.rule_line))] : null)) : null,
    h('div', {}, h('dt', {}, 'Sureness'), h('dd', {}, percent(event.confidence), ' (an order, no probability)')));
}

export function whence(event: Event): Child {
  const cite = event.cite_info ?? {};
  return [h('a', { href: articleAddress(event) }, cite.title || event.document), cite.url ? [' · ', outside(cite.url, 'source')] : null];
}

// One happening in a list.
export function happeningItem(happening: Happening): HTMLElement {
  const { event } = happening;
  const told = happening.mentions > 1 ? `told ${plural(happening.mentions, 'time')} in ${plural(happening.documents, 'article')}` : '';
  return h('li', { class: 'happening' },
    h('p', { class: 'head' }, h('time', event.date ? { datetime: event.date } : {}, when(event)),
      h('a', { class: 'what', href: happeningAddress(event) }, whoDidWhat(event)), told ? h('small', {}, ` ${told}`) : null),
    markList(event), sentence(event),
    h('p', { class: 'whence' }, event.attribution.some((one) => !one.outlet) ? [saidBy(event), ' · '] : null, whence(event)));
}

// A list of happenings with a button for more; load starts it anew with another question.
export function happeningList(): { box: HTMLElement; load: (query: Record<string, string | number | undefined>) => Promise<void> } {
  const list = h('ol', { class: 'happenings' });
  const nothing = h('p', { class: 'nothing', hidden: true }, 'Nothing was told of these days.');
  const more = h('button', { type: 'button', class: 'quiet', hidden: true }, 'More');
  const box = h('div', { class: 'happening-list' }, list, nothing, more);
  let asked: Record<string, string | number | undefined> = {}, cursor: string | null = null, round = 0;
  async function next(mine: number): Promise<void> {
    more.disabled = true;
    const answer = await get<Happenings>('happenings', { ...asked, limit: 20, cursor: cursor ?? undefined });
    if (mine !== round) return;
    list.append(...answer.happenings.map(happeningItem));
    cursor = answer.next;
    more.hidden = !cursor;
    more.disabled = false;
    nothing.hidden = list.childElementCount > 0 || cursor !== null;
  }
  more.addEventListener('click', () => { void next(round).catch(() => { more.disabled = false; }); });
  return {
    box,
    load: async (query) => {
      asked = query;
      cursor = null;
      const mine = ++round;
      list.replaceChildren();
      await next(mine);
    },
  };
}

export const category = (event: Event): string => categories[event.event[0] ?? ''] ?? 'no category';
export const dayOf = (event: Event): string => (event.date ? day(event.date) : 'no date');

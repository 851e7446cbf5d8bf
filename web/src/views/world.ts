// SPDX-License-Identifier: Apache-2.0
// The world: which pairs shifted of late, and who acts towards whom.
import { address } from '../address.ts';
import { get } from '../api.ts';
import { sparkline } from '../charts/sparkline.ts';
import { h, type Child } from '../dom.ts';
import { episode } from '../episode.ts';
import { section, slots, table } from '../parts.ts';
import type { Episode, PairRow, Ranked, RecordFacts } from '../types.ts';
import { categories, day, month, number, percent, period, plural, shiftDirection, shiftWords } from '../words.ts';
import type { View } from './view.ts';
import { who } from './who.ts';

function evidence(pair: Ranked): Child {
  const best = pair.shift.episodes.find((one) => one.text) ?? pair.shift.episodes[0];
  if (!best) return null;
  const names = [best.actor, best.recipient].map((code) => (code === pair.a ? pair.a_name : code === pair.b ? pair.b_name : code) ?? code);
  return h('p', { class: 'evidence' }, h('time', { datetime: best.date }, day(best.date)), ' ',
    best.text ? h('q', {}, best.text) : `${names[0]} ${categories[best.event] ?? 'acts towards'} ${names[1]}${best.events > 1 ? ` (${best.events} events)` : ''}`,
    best.document && best.text ? [' ', h('a', { class: 'more', href: address(['article', best.document]) }, best.title || 'article')] : null);
}

function rankedItem(pair: Ranked): HTMLElement {
  const { shift } = pair, direction = shiftDirection(shift);
  const names = `${pair.a_name ?? pair.a} – ${pair.b_name ?? pair.b}`;
  return h('li', { class: 'ranked' },
    h('h3', {}, h('a', { href: address(['pair', pair.a, pair.b]) }, names)),
    sparkline(pair.points, pair.by, shift.date, `${names} by ${pair.by}: ${shiftWords(shift)} since ${day(shift.date)}`),
    h('p', { class: 'turned' }, h('span', { class: `direction ${direction.towards}` }, direction.words), ` since ${day(shift.date)} `,
      h('small', {}, `${shiftWords(shift)} · probability ${percent(shift.probability)} · between ${period(shift.between.from, shift.between.to)}`)),
    pair.surprise ? h('p', { class: 'stands' }, h('small', {}, `The last four weeks stand out: ${plural(pair.surprise.facts, 'event')} where ${pair.surprise.expected.toFixed(pair.surprise.expected < 10 ? 1 : 0)} were to be expected, ${percent(pair.surprise.share)} of them conflict (${percent(pair.surprise.share_expected)})`)) : null,
    evidence(pair));
}

async function shifted(): Promise<Child> {
  const { shifts } = await get<{ shifts: Ranked[] }>('shifts', { limit: 9 });
  if (!shifts.length) return h('p', { class: 'nothing' }, 'No pair has events enough for a shift to show. The busiest pairs are below.');
  return [h('ol', { class: 'shifted' }, shifts.map(rankedItem)),
    h('p', { class: 'key' }, h('span', { class: 'swatch cooperation' }), ' cooperation above the line, ', h('span', { class: 'swatch conflict' }), ' conflict below; the square root of counts. The dotted line is the shift.')];
}

async function busiest(): Promise<Child> {
  const { pairs } = await get<{ pairs: PairRow[] }>('pairs', { limit: 12 });
  return pairs.length ? table('Busiest pairs', ['Pair', 'Facts', 'First', 'Last'], pairs.map((pair) => [
    h('a', { href: address(['pair', pair.a, pair.b]) }, `${pair.a_name ?? pair.a} – ${pair.b_name ?? pair.b}`), pair.fact,
    pair.first ? month(pair.first) : '', pair.last ? month(pair.last) : ''])) : h('p', { class: 'nothing' }, 'No pairs yet.');
}

// What was strongest in the last four weeks of the record.
async function strongest(about: RecordFacts): Promise<Child> {
  if (!about.to) return null;
  const from = new Date(Date.parse(about.to) - 27 * 86400000).toISOString().slice(0, 10);
  const { episodes } = await get<{ episodes: Episode[] }>('strongest', { from, to: about.to, limit: 6 });
  return episodes.length ? [h('p', { class: 'note' }, `${period(from, about.to)}: by the number of reports and how far their kind lies from neutral.`),
    h('ul', { class: 'strongest' }, episodes.map((one) => episode(one, (code) => code)))] : h('p', { class: 'nothing' }, 'Nothing between two actors.');
}

export const world: View = async (_names, parameters) => {
  const record = get<RecordFacts>('record');
  const { boxes, ready } = slots([
    ['Counting…', record.then(({ events, documents, from, to }) => h('p', { class: 'lead' }, `${number(events)} events in ${number(documents)} articles and tables`, from ? `, ${period(from, to)}` : '', '.'))],
    ['Looking for shifts among the pairs…', shifted()], ['Counting who acts towards whom…', record.then((about) => who([], parameters, about))], ['Counting pairs…', busiest()],
    ['Looking for what was strongest…', record.then(strongest)],
  ]);
  const [lead, list, network, pairs, happened] = boxes;
  await ready;
  return { title: 'The world', content: [lead, section('shifted', 'Relations that shifted', list), network, section('strongest', 'Strongest of the last weeks', happened), section('busiest', 'Busiest pairs', pairs)] };
};

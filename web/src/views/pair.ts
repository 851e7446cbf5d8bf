// SPDX-License-Identifier: Apache-2.0
// A pair: the river of its events, where it shifted, and what happened in any stretch of it.
import { address, remember, type Parameters } from '../address.ts';
import { get, wasDropped } from '../api.ts';
import { apart, river, riverLabel } from '../charts/river.ts';
import { append, drawn, h, say, type Child } from '../dom.ts';
import { episode } from '../episode.ts';
import { happeningList } from '../event.ts';
import { csv, png, save, saveText, seriesRows, svgText } from '../export.ts';
import { legend } from '../marking.ts';
import { dateField, said, section, select, table } from '../parts.ts';
import { actorField } from '../search.ts';
import type { Attribution, Relations, Series, Shift } from '../types.ts';
import { categories, day, kind, percent, period, quadClasses, quads, realities, sectors, shiftDirection, shiftWords, sourceKinds } from '../words.ts';
import type { View } from './view.ts';

const filters = ['category', 'mode', 'sector', 'source', 'place', 'confidence'] as const;
const apartWords = { hypothetical: 'hypothetical', future: 'planned', negated: 'negated', historical: 'recalled' } as const;

const modes: Record<string, string> = {
  CONSULT: 'visit third-party multilateral phone', RETREAT: 'withdraw release disarm ceasefire access resign', REQUEST: 'assist change yield meet',
  ACCUSE: 'disapprove investigate allege', REJECT: 'assist change yield meet', THREATEN: 'restrict arrest relations expel territory violence',
  PROTEST: 'demo riot strike hunger boycott obstruct', SANCTION: 'convict expel withdraw discontinue', MOBILIZE: 'troops weapons police militia',
  COERCE: 'seize restrict censor curfew martial-law arrest deport withhold misinformation cyber',
  ASSAULT: 'abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional',
};
const modeOptions = (category: string | undefined): [string, string][] =>
  [...new Set((category ? modes[category] ?? '' : Object.values(modes).sort().join(' ')).split(' ').filter(Boolean))].map((mode) => [mode, mode.replaceAll('-', ' ')]);

function controls(a: string, b: string, names: [string, string], parameters: Parameters): HTMLElement {
  const form = h('form', { class: 'controls', 'aria-label': 'What is shown' },
    select('by', 'By', parameters.by ?? '', [['', 'fitting'], ...['day', 'week', 'month', 'quarter', 'year'].map((one): [string, string] => [one, one])]),
    select('way', 'Direction', parameters.way ?? '', [['', 'both'], ['forth', `${names[0]} → ${names[1]}`], ['back', `${names[1]} → ${names[0]}`]]),
    dateField('from', 'From', parameters.from), dateField('to', 'To', parameters.to),
    h('details', { class: 'filters', open: filters.some((name) => parameters[name]) },
      h('summary', {}, 'Filters', filters.some((name) => parameters[name]) ? ` (${filters.filter((name) => parameters[name]).length})` : ''),
      h('div', { class: 'row' },
        select('category', 'Category', parameters.category ?? '', [['', 'all'], ...Object.entries(categories).map(([key, words]): [string, string] => [key, `${key.toLowerCase()}: ${words}`])]),
        select('mode', 'Mode', parameters.mode ?? '', [['', 'all'], ...modeOptions(parameters.category)]),
        select('sector', 'Sector', parameters.sector ?? '', [['', 'all'], ...sectors]),
        select('source', 'Said by', parameters.source ?? '', [['', 'anybody'], ...sourceKinds]),
        select('confidence', 'Sureness', parameters.confidence ?? '', [['', 'any'], ['50', 'at least 50 %'], ['70', 'at least 70 %'], ['85', 'at least 85 %']]),
        h('label', {}, h('span', {}, 'Place'), h('input', { name: 'place', value: parameters.place, placeholder: 'code, e.g. UKR', maxlength: 3, size: 10, pattern: '[A-Z]{3}', title: 'three capital letters' })),
      )),
    h('button', { class: 'quiet' }, 'Show'));
  const go = (): void => {
    const kept = { hide: parameters.hide, vs: parameters.vs, since: parameters.since, until: parameters.until, only: parameters.only };
    const now = said(form);
    if (now.mode && now.category && !modeOptions(now.category).some(([mode]) => mode === now.mode)) delete now.mode;
    location.hash = address(['pair', a, b], { ...kept, ...now });
  };
  form.addEventListener('submit', (event) => { event.preventDefault(); go(); });
  form.addEventListener('change', (event) => { if (event.target instanceof HTMLSelectElement) go(); });
  return form;
}

function seriesQuery(a: string, b: string, parameters: Parameters): Record<string, string | number | undefined> {
  const [first, second] = parameters.way === 'back' ? [b, a] : [a, b];
  return { a: first, b: second, directed: parameters.way ? 1 : undefined, by: parameters.by, from: parameters.from, to: parameters.to,
    ...Object.fromEntries(filters.map((name) => [name, parameters[name]])) };
}

async function series(a: string, b: string, parameters: Parameters): Promise<Series> {
  const query = seriesQuery(a, b, parameters);
  try {
    return await get<Series>('series', { ...query, shifts: 1 });
  } catch (error) { // too many periods to seek shifts in; the series may still be had
    if (wasDropped(error) || !(error instanceof Error) || !error.message.startsWith('shifts')) throw error;
    return get<Series>('series', query);
  }
}

function numbers(relations: Relations): HTMLElement {
  const rows = relations.points.filter((point) => point.fact + point.negated + point.hypothetical + point.future + point.historical + point.vague > 0);
  return h('details', {}, h('summary', {}, 'The numbers'),
    table('The numbers', ['Period', ...quads, 'Balance', '90 % interval', 'Hypothetical', 'Planned', 'Negated', 'Recalled'], rows.map((point) => [
      period(point.from, point.to), ...point.quads, (1 - 2 * point.share.mean).toFixed(2),
      `${(1 - 2 * point.share.high).toFixed(2)} to ${(1 - 2 * point.share.low).toFixed(2)}`, point.hypothetical, point.future, point.negated, point.historical])));
}

// Who says so: what a kind of source has of all facts, and the loudest voices.
function attributionTable({ kinds, points, voices }: Attribution): Child {
  const sums = kinds.map((_one, i) => points.reduce((sum, point) => sum + (point[i] ?? 0), 0)), all = sums.reduce((one, other) => one + other, 0);
  const some = kinds.map((one, i): [string, number] => [one, sums[i] ?? 0]).filter(([, sum]) => sum > 0).sort((one, other) => other[1] - one[1]);
  return [table('Facts by who says so', ['According to', 'Facts', 'Of all'], some.map(([one, sum]) => [kind(one), sum, percent(sum / all)])),
    voices.length ? table('The loudest voices', ['Voice', 'Kind', 'Facts', 'Weighed, planned or denied'], voices.map((one) => [one.name, kind(one.kind), one.facts, one.others])) : null];
}

// Read when it is opened: in a large record that takes a while.
function attribution(query: Record<string, string | number | undefined>): HTMLElement {
  const box = h('div', { 'aria-live': 'polite' });
  let asked = false;
  const load = async (): Promise<void> => {
    box.replaceChildren(h('p', { class: 'note' }, 'Reading who says so…'));
    const { relations } = await get<Series>('series', { ...query, attribution: 1 });
    box.replaceChildren();
    if (relations.attribution) append(box, [attributionTable(relations.attribution)]);
  };
  return h('details', { ontoggle: () => {
    if (asked) return;
    asked = true;
    load().catch((error: unknown) => { if (!wasDropped(error)) box.replaceChildren(h('p', { class: 'fault' }, error instanceof Error ? error.message : String(error))); });
  } }, h('summary', {}, 'According to whom'), box);
}

function shiftItem(shift: Shift, i: number, name: (code: string) => string, show: (shift: Shift) => void): HTMLElement {
  const direction = shiftDirection(shift);
  return h('li', { value: i + 1 },
    h('p', {}, h('b', {}, day(shift.date)), ' ', h('span', { class: `direction ${direction.towards}` }, direction.words), ` ${shiftWords(shift)} `,
      h('small', {}, `probability ${percent(shift.probability)}, began between ${period(shift.between.from, shift.between.to)}`), ' ',
      h('button', { type: 'button', class: 'link', onclick: () => show(shift) }, 'what happened then')),
    shift.episodes.length ? h('ul', {}, shift.episodes.map((one) => episode(one, name))) : null);
}

const kinds: [string, string][] = [...quadClasses.map((key, i): [string, string] => [key, (quads[i] ?? '').toLowerCase()]), ...apart.map((key): [string, string] => [key, apartWords[key]])];

export const pair: View = async ([a = '', b = ''], parameters) => {
  const vs = parameters.vs?.split('.') ?? [];
  const [main, other] = await Promise.all([series(a, b, parameters), vs[0] && vs[1] ? series(vs[0], vs[1], { ...parameters, way: '' }) : null]);
  const back = parameters.way === 'back';
  const nameOf = (answer: Series, code: string): string =>
    (answer.relations.actor === code ? answer.actor_name : answer.relations.recipient === code ? answer.recipient_name : undefined) ?? code;
  const name = (code: string): string => (code === a || code === b ? nameOf(main, code) : code);
  const names: [string, string] = [name(a), name(b)];
  const state: Record<string, string | undefined> = { ...parameters };
  const list = happeningList();
  const heading = h('h2', { id: 'happened' }), all = h('button', { type: 'button', class: 'link', hidden: true }, 'all periods');
  const only = select('only', 'Show', parameters.only ?? '', [['', 'everything told'], ...realities]);
  async function listHappenings(): Promise<void> {
    heading.replaceChildren('What happened', state.since ? `, ${period(state.since, state.until ?? null)}` : '');
    all.hidden = !state.since;
    await list.load({ actor: back ? b : a, recipient: back ? a : b, either: parameters.way ? undefined : 1, from: state.since ?? parameters.from,
      to: state.until ?? parameters.to, reality: state.only, ...Object.fromEntries(filters.map((one) => [one, parameters[one]])) });
  }
  const refresh = (): void => {
    remember(['pair', a, b], state);
    void listHappenings().catch((error: unknown) => { if (!wasDropped(error)) say('The happenings could not be had.'); });
  };
  const chooseDays = (since?: string, until?: string): void => { state.since = since; state.until = until; refresh(); };
  all.addEventListener('click', () => { chooseDays(); redraw(); });
  only.addEventListener('change', (event) => { state.only = (event.target as HTMLSelectElement).value || undefined; refresh(); });

  const hidden = new Set((parameters.hide ?? '').split('.').filter(Boolean));
  const shown = (): Set<string> => new Set(kinds.map(([key]) => key).filter((key) => !hidden.has(key)));
  const reading = h('p', { class: 'reading' }, 'Point at a period to read it; drag over several to see what happened then.');
  const figures: (() => void)[] = [];
  const redraw = (): void => figures.forEach((draw) => draw());
  const answers = [main, ...(other ? [other] : [])].filter((answer) => answer.relations.points.length);
  const ends = answers.flatMap((answer) => answer.relations.points).flatMap((point) => [point.from, point.to]).sort();
  const domain: [string, string] | undefined = ends.length ? [ends[0] ?? '', ends.at(-1) ?? ''] : undefined;

  function chart(answer: Series, isMain: boolean): Child {
    const { relations } = answer, [one, two] = isMain ? names : [nameOf(answer, vs[0] ?? ''), nameOf(answer, vs[1] ?? '')];
    if (!relations.points.length) return h('p', { class: 'nothing' }, `The record has no facts between ${one} and ${two} in these days.`);
    let width = 0;
    const draw = (given: number): SVGSVGElement => {
      width = given;
      return river({ relations, label: riverLabel(one, two, relations), shown: shown(), ...(domain && { domain }),
        chosen: state.since && state.until ? { from: state.since, to: state.until } : undefined,
        onRead: (text) => { reading.textContent = isMain && !other ? text : `${one} – ${two}, ${text}`; },
        onChoose: (from, to) => { chooseDays(from, to); say(`What happened, ${period(from, to)}`); }, onRelease: () => chooseDays() }, given);
    };
    const box = drawn('canvas', draw);
    figures.push(() => { if (width) box.replaceChildren(draw(width)); });
    const drawing = (): SVGSVGElement | null => box.querySelector('svg');
    const file = `${relations.actor}-${relations.recipient}`;
    return h('figure', {}, other ? h('h2', {}, `${one} – ${two}`, isMain ? null : [' ', h('a', { class: 'more', href: address(['pair', a, b], { ...parameters, vs: undefined }) }, 'without')]) : null,
      box, h('div', { class: 'exports', role: 'group', 'aria-label': `Save ${one} – ${two}` }, 'Save as ',
        ([['CSV', () => saveText(`${file}.csv`, csv(seriesRows(relations)), 'text/csv')],
          ['JSON', () => saveText(`${file}.json`, JSON.stringify(answer, null, 1), 'application/json')],
          ['SVG', () => { const one = drawing(); if (one) saveText(`${file}.svg`, svgText(one), 'image/svg+xml'); }],
          ['PNG', () => { const one = drawing(); if (one) void png(one).then((picture) => save(`${file}.png`, picture)); }]] as [string, () => void][])
          .map(([words, go]) => h('button', { type: 'button', class: 'link', onclick: go }, words))),
      numbers(relations), isMain ? attribution(seriesQuery(a, b, parameters)) : null);
  }

  const key = h('fieldset', { class: 'key' }, h('legend', { class: 'unseen' }, 'Kinds of events'), kinds.map(([one, words]) =>
    h('label', {}, h('input', { type: 'checkbox', checked: !hidden.has(one), onchange: (event: Event) => {
      if ((event.target as HTMLInputElement).checked) hidden.delete(one); else hidden.add(one);
      state.hide = [...hidden].join('.') || undefined;
      remember(['pair', a, b], state);
      redraw();
    } }), h('span', { class: `swatch ${one}` }), words)));

  await listHappenings();
  const { shifts } = main.relations;
  return {
    title: `${names[0]} and ${names[1]}`,
    heading: [h('a', { href: address(['actor', a]) }, names[0]), ' and ', h('a', { href: address(['actor', b]) }, names[1])],
    content: [
      controls(a, b, names, parameters), reading, chart(main, true), other ? chart(other, false) : null, key,
      h('div', { class: 'with' }, h('span', {}, 'Compare with '), ...[0].map(() => compareField(a, b, parameters))),
      shifts.length ? section('shifts', 'When it shifted', h('ol', { class: 'shifts' }, shifts.map((shift, i) => shiftItem(shift, i, name, (one) => {
        chooseDays(one.between.from < one.date ? one.between.from : one.date, one.between.to > one.date ? one.between.to : one.date);
        redraw();
        heading.scrollIntoView({ block: 'start' });
      }))), h('p', { class: 'note' }, 'That something happened at a shift does not make it the cause.'))
        : main.relations.points.length ? section('shifts', 'When it shifted', h('p', { class: 'nothing' }, 'No shift of tone or volume is likelier than not.')) : null,
      h('section', { 'aria-labelledby': 'happened' }, h('div', { class: 'bar' }, heading, all, only), legend(), list.box),
    ],
  };
};

// Two fields: the pair to compare with. One actor alone is compared as that actor with the second of this pair.
function compareField(a: string, b: string, parameters: Parameters): HTMLElement {
  let first = '';
  const chosen = h('b', {});
  const field = actorField('Compare with another pair: its first actor, then its second', 'two actors, one after the other', (code) => {
    if (!first) { first = code; chosen.textContent = `${code} and `; field.querySelector('input')?.focus(); return; }
    location.hash = address(['pair', a, b], { ...parameters, vs: `${first}.${code}` });
  });
  return h('span', { class: 'compare' }, chosen, field);
}

// SPDX-License-Identifier: Apache-2.0
// Who acts towards whom, by quad class and period: as a map, a network or a table. Part of the world and of an actor.
import { address, type Parameters } from '../address.ts';
import { get } from '../api.ts';
import { drawn, h, type Child } from '../dom.ts';
import { choices, dateField, said, section, select, table } from '../parts.ts';
import type { Network } from '../types.ts';
import { percent, plural, quads } from '../words.ts';

const years = (from: string | null, to: string | null): [string, string][] => {
  if (!from || !to) return [];
  const last = Number(to.slice(0, 4)), first = Math.max(Number(from.slice(0, 4)), last - 11);
  return Array.from({ length: last - first + 1 }, (_, i) => [String(last - i), String(last - i)]);
};

export async function who(names: string[], parameters: Parameters, days: { from: string | null; to: string | null }, actor?: string): Promise<Child> {
  const here = names.length ? names : [''];
  const as = parameters.as ?? 'map';
  const [network, charts] = await Promise.all([
    get<Network>('network', { from: parameters.from, to: parameters.to, quad: parameters.quad, actor, limit: as === 'table' ? 200 : 400 }),
    as === 'map' ? import('../charts/map.ts') : as === 'network' ? import('../charts/network.ts') : null,
  ]);
  const name = (code: string): string => network.names[code] ?? code;
  const year = parameters.from?.endsWith('-01-01') && parameters.to === `${parameters.from.slice(0, 4)}-12-31` ? parameters.from.slice(0, 4) : '';
  const form = h('form', { class: 'controls', 'aria-label': 'Whose acts are shown' },
    select('quad', 'Acts', parameters.quad ?? '', [['', 'all'], ...quads.map((words, i): [string, string] => [String(i + 1), words.toLowerCase()])]),
    select('year', 'Year', year, [['', 'any'], ...years(days.from, days.to)]),
    dateField('from', 'From', parameters.from), dateField('to', 'To', parameters.to), h('button', { class: 'quiet' }, 'Show'));
  const go = (): void => {
    const { year: picked, ...rest } = said(form);
    location.hash = address(here, { ...parameters, quad: undefined, from: undefined, to: undefined, ...rest,
      ...(picked && picked !== year ? { from: `${picked}-01-01`, to: `${picked}-12-31` } : {}) });
  };
  form.addEventListener('submit', (event) => { event.preventDefault(); go(); });
  form.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    if (event.target.name === 'year') for (const field of form.querySelectorAll<HTMLInputElement>('input[type=date]')) field.value = '';
    go();
  });
  const link = (key: string): string => address(here, { ...parameters, as: key === 'map' ? undefined : key });
  const figure = !network.edges.length ? h('p', { class: 'nothing' }, 'Nothing happened between two actors in these days.')
    : charts && 'map' in charts ? drawn('canvas', (width) => charts.map(network, width, name))
      : charts && 'network' in charts ? drawn('canvas', (width) => charts.network(network, width, name))
        : table('Who acts towards whom', ['Actor', 'Towards', 'Events', ...quads, 'Conflict'], network.edges.slice(0, 200).map((edge) => [
          h('a', { href: address(['actor', edge.actor]) }, name(edge.actor)), h('a', { href: address(['pair', edge.actor, edge.recipient]) }, name(edge.recipient)),
          edge.facts, ...edge.quads, percent((edge.quads[2] + edge.quads[3]) / (edge.facts || 1))]));
  const key = as === 'table' ? null : h('p', { class: 'key' }, [0, 1, 2, 3, 4].map((step) => [h('span', { class: `swatch tone-${step}` }), ['cooperation', '', 'mixed', '', 'conflict'][step] ? ` ${['cooperation', '', 'mixed', '', 'conflict'][step]} ` : ' ']),
    ` · ${plural(network.all, 'direction')} between two actors`, network.edges.length < network.all ? `, the ${network.edges.length} busiest shown` : '', ' · facts only');
  return section('who', actor ? 'Towards whom' : 'Who acts towards whom',
    h('div', { class: 'bar' }, choices('As', as, [['map', 'Map', link('map')], ['network', 'Network', link('network')], ['table', 'Table', link('table')]]), form),
    h('figure', {}, figure, key ? h('figcaption', {}, key) : null));
}

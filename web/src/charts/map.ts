// SPDX-License-Identifier: Apache-2.0
// Who acts towards whom, on a map: countries by the balance of what they take part in, lines by what passes between them.
import { geoCentroid, geoEqualEarth, geoGraticule10, geoPath } from 'd3-geo';
import { scaleLinear } from 'd3-scale';
import { address } from '../address.ts';
import { s } from '../dom.ts';
import type { Edge, Network } from '../types.ts';
import { percent, plural } from '../words.ts';
import { anchors, countries } from './countries.ts';

const conflictOf = (edge: Edge): number => edge.quads[2] + edge.quads[3];
const shareOf = (conflict: number, facts: number): number => (facts ? conflict / facts : 0.5);
// Five steps from cooperation to conflict, coloured by the style sheet.
export const toneClass = (share: number): string => `tone-${Math.min(4, Math.floor(share * 5))}`;

const centres = new Map<string, [number, number]>(countries.filter((one) => one.code).map((one) => [one.code, anchors[one.code] ?? geoCentroid(one)]));
for (const [code, place] of Object.entries(anchors)) centres.set(code, place);

export function map(network: Network, width: number, name: (code: string) => string): SVGSVGElement {
  const height = Math.round(width * 0.49);
  const projection = geoEqualEarth().fitExtent([[1, 1], [width - 1, height - 1]], { type: 'Sphere' });
  const path = geoPath(projection);
  const sums = new Map<string, { facts: number; conflict: number }>();
  for (const edge of network.edges) {
    for (const code of [edge.actor, edge.recipient]) {
      const sum = sums.get(code) ?? { facts: 0, conflict: 0 };
      sum.facts += edge.facts;
      sum.conflict += conflictOf(edge);
      sums.set(code, sum);
    }
  }
  const both = new Map<string, { a: string; b: string; facts: number; conflict: number }>();
  for (const edge of network.edges) {
    if (!centres.has(edge.actor) || !centres.has(edge.recipient)) continue;
    const [a, b] = edge.actor < edge.recipient ? [edge.actor, edge.recipient] : [edge.recipient, edge.actor];
    const sum = both.get(a + b) ?? { a, b, facts: 0, conflict: 0 };
    sum.facts += edge.facts;
    sum.conflict += conflictOf(edge);
    both.set(a + b, sum);
  }
  const lines = [...both.values()].sort((one, other) => other.facts - one.facts).slice(0, 60).reverse();
  const most = lines.at(-1)?.facts ?? 1;
  const thick = scaleLinear().domain([0, Math.sqrt(most)]).range([0.6, Math.max(3, width / 180)]);
  const top = [...sums.entries()].sort((one, other) => other[1].facts - one[1].facts).slice(0, 3).map(([code]) => name(code));
  const drawing = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, class: 'map', role: 'group',
    'aria-label': `Map of ${plural(lines.length, 'relation')}; most events: ${top.join(', ')}. The table has the numbers.` });
  drawing.append(s('path', { d: path({ type: 'Sphere' }) ?? '', class: 'sea' }), s('path', { d: path(geoGraticule10()) ?? '', class: 'graticule' }));
  for (const country of countries) {
    const sum = sums.get(country.code);
    const d = path(country) ?? '';
    if (!sum) {
      drawing.append(s('path', { d, class: 'land' }));
      continue;
    }
    const words = `${name(country.code)}: ${plural(sum.facts, 'event')}, ${percent(shareOf(sum.conflict, sum.facts))} conflict`;
    drawing.append(s('a', { href: address(['actor', country.code]), 'aria-label': words, tabindex: -1 },
      s('path', { d, class: `land known ${toneClass(shareOf(sum.conflict, sum.facts))}` }, s('title', {}, words))));
  }
  for (const one of lines) {
    const [from, to] = [centres.get(one.a), centres.get(one.b)];
    if (!from || !to) continue;
    const words = `${name(one.a)} – ${name(one.b)}: ${plural(one.facts, 'event')}, ${percent(shareOf(one.conflict, one.facts))} conflict`;
    const d = path({ type: 'LineString', coordinates: [from, to] }) ?? '';
    drawing.append(s('a', { href: address(['pair', one.a, one.b]), 'aria-label': words, tabindex: -1 },
      s('path', { d, class: `route ${toneClass(shareOf(one.conflict, one.facts))}`, 'stroke-width': thick(Math.sqrt(one.facts)).toFixed(1) }, s('title', {}, words))));
  }
  return drawing;
}

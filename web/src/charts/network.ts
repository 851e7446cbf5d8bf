// SPDX-License-Identifier: Apache-2.0
// Who acts towards whom, as a network: an arrow for each direction, bent so that two of a pair lie apart.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { scaleSqrt } from 'd3-scale';
import { address } from '../address.ts';
import { s } from '../dom.ts';
import type { Network } from '../types.ts';
import { percent, plural } from '../words.ts';
import { toneClass } from './map.ts';

interface Node extends SimulationNodeDatum { id: string; facts: number; conflict: number }

export function network(given: Network, width: number, name: (code: string) => string): SVGSVGElement {
  const height = Math.round(Math.max(340, Math.min(600, width * 0.62)));
  const edges = given.edges.slice(0, width < 520 ? 40 : 90);
  const nodes = new Map<string, Node>();
  const node = (id: string): Node => {
    const found = nodes.get(id) ?? { id, facts: 0, conflict: 0 };
    nodes.set(id, found);
    return found;
  };
  const links = edges.map((edge) => {
    const conflict = edge.quads[2] + edge.quads[3];
    const [source, target] = [node(edge.actor), node(edge.recipient)];
    for (const end of [source, target]) { end.facts += edge.facts; end.conflict += conflict; }
    return { source, target, edge, conflict };
  });
  const list = [...nodes.values()];
  const most = Math.max(1, ...list.map((one) => one.facts));
  const size = scaleSqrt().domain([0, most]).range([5, width < 520 ? 17 : 24]);
  const thick = scaleSqrt().domain([0, Math.max(1, ...edges.map((edge) => edge.facts))]).range([0.7, 5]);
  forceSimulation(list)
    .force('link', forceLink(links).distance(width < 520 ? 55 : 95).strength(0.25))
    .force('charge', forceManyBody().strength(width < 520 ? -150 : -320))
    .force('collide', forceCollide<Node>((one) => size(one.facts) + 12))
    .force('center', forceCenter(width / 2, height / 2))
    .force('x', forceX(width / 2).strength(0.06)).force('y', forceY(height / 2).strength(0.11))
    .stop().tick(300);
  for (const one of list) {
    const edge = size(one.facts) + 16;
    one.x = Math.max(edge, Math.min(width - edge, one.x ?? 0));
    one.y = Math.max(edge, Math.min(height - edge, one.y ?? 0));
  }
  const drawing = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, class: 'network', role: 'group',
    'aria-label': `Network of ${plural(list.length, 'actor')} and ${plural(edges.length, 'direction')}. The table has the numbers.` });
  for (const { source, target, edge, conflict } of [...links].reverse()) {
    const [x1, y1, x2, y2] = [source.x ?? 0, source.y ?? 0, target.x ?? 0, target.y ?? 0];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1, bend = Math.min(26, length * 0.16);
    const [mx, my] = [(x1 + x2) / 2 - ((y2 - y1) / length) * bend, (y1 + y2) / 2 + ((x2 - x1) / length) * bend];
    const back = Math.hypot(x2 - mx, y2 - my) || 1, stop = size(target.facts) + 5;
    const [ex, ey] = [x2 - ((x2 - mx) / back) * stop, y2 - ((y2 - my) / back) * stop];
    const wide = thick(edge.facts), tip = 3 + wide * 1.3, [ux, uy] = [(x2 - mx) / back, (y2 - my) / back];
    const tone = toneClass(edge.facts ? conflict / edge.facts : 0.5);
    const words = `${name(edge.actor)} towards ${name(edge.recipient)}: ${plural(edge.facts, 'event')}, ${percent(edge.facts ? conflict / edge.facts : 0)} conflict`;
    drawing.append(s('a', { href: address(['pair', edge.actor, edge.recipient]), 'aria-label': words, tabindex: -1 },
      s('path', { d: `M${x1} ${y1}Q${mx} ${my} ${ex} ${ey}`, class: `link ${tone}`, 'stroke-width': wide.toFixed(1) }, s('title', {}, words)),
      s('path', { d: `M${ex + ux * tip} ${ey + uy * tip}L${ex - uy * tip * 0.7} ${ey + ux * tip * 0.7}L${ex + uy * tip * 0.7} ${ey - ux * tip * 0.7}Z`, class: `tip ${tone}` })));
  }
  for (const one of list) {
    const radius = size(one.facts), words = `${one.id} ${name(one.id)}: ${plural(one.facts, 'event')}, ${percent(one.conflict / (one.facts || 1))} conflict`;
    drawing.append(s('g', {}, s('title', {}, words), s('a', { href: address(['actor', one.id]), 'aria-label': words },
      s('circle', { cx: one.x, cy: one.y, r: radius, class: `node ${toneClass(one.conflict / (one.facts || 1))}` }),
      s('text', { x: one.x, y: (one.y ?? 0) + (radius > 14 ? 4 : radius + 12), 'text-anchor': 'middle', class: radius > 14 ? 'inner' : '' }, one.id))));
  }
  return drawing;
}

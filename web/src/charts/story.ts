// SPDX-License-Identifier: Apache-2.0
// The time of a story: what is news on the day it was told, what is recalled and from when, what is only planned or feared.
// Days are counted from the telling, and drawn closer together the farther away they are.
import { scaleSymlog } from 'd3-scale';
import { h, s, type Child } from '../dom.ts';
import type { Event } from '../types.ts';
import { isConflict, period } from '../words.ts';
import { dayLength, toTime } from './time.ts';

export const lanes = ['News', 'Recalled', 'Planned', 'Weighed', 'Feared', 'Denied'] as const;
export type Lane = (typeof lanes)[number];

export function laneOf(event: Event): Lane {
  if (event.auxiliary.includes('negation')) return 'Denied';
  if (event.auxiliary.includes('hypothetical')) return isConflict(event) ? 'Feared' : 'Weighed';
  if (event.auxiliary.includes('future')) return isConflict(event) ? 'Feared' : 'Planned';
  return event.auxiliary.includes('historical') ? 'Recalled' : 'News';
}

const distances: [number, string][] = [
  [-36525, '100 years'], [-7305, '20 years'], [-3652, '10 years'], [-1461, '4 years'], [-365, 'a year'], [-91, '3 months'], [-30, 'a month'], [-7, 'a week'], [0, 'told'],
  [7, 'in a week'], [30, 'in a month'], [365, 'in a year'], [1461, 'in 4 years'],
];

export function story(events: Event[], told: string, width: number, title: (event: Event, i: number) => string, open: (i: number) => void): Node {
  const dated = events.map((event, i) => ({ event, i })).filter(({ event }) => event.date);
  if (!dated.length) return h('p', { class: 'nothing' }, 'No event has a day.');
  const offset = (date: string): number => (toTime(date) - toTime(told)) / dayLength;
  const low = Math.min(-8, ...dated.map(({ event }) => offset(event.date ?? told))), high = Math.max(3, ...dated.map(({ event }) => offset(event.enddate ?? told)));
  const used = lanes.filter((lane) => dated.some(({ event }) => laneOf(event) === lane));
  const left = 74, right = width - 14, row = 34, top = 8, bottom = top + used.length * row;
  const x = scaleSymlog().constant(4).domain([low, high]).range([left, right]);
  const drawing = s('svg', { viewBox: `0 0 ${width} ${bottom + 26}`, width, height: bottom + 26, class: 'story', role: 'group', 'aria-label': 'The days of the story' });
  let lastText = -Infinity;
  const ticks: Child[] = distances.filter(([day]) => day >= low && day <= high).map(([day, text]) => {
    const at = x(day), room = day === 0 || at - lastText > 66;
    if (room) lastText = at;
    return [s('line', { x1: at, x2: at, y1: top, y2: bottom, class: day === 0 ? 'axis' : 'grid' }),
      room ? s('text', { x: Math.min(at, right - 14), y: bottom + 17, 'text-anchor': 'middle' }, text) : null];
  });
  drawing.append(...ticks.flat(Infinity as 1).filter((part): part is SVGElement => part instanceof SVGElement));
  used.forEach((lane, k) => {
    const middle = top + k * row + row / 2;
    drawing.append(s('text', { x: left - 10, y: middle + 4, 'text-anchor': 'end', class: 'lane' }, lane), s('line', { x1: left, x2: right, y1: middle, y2: middle, class: 'grid' }));
    const taken: number[] = [];
    for (const { event, i } of dated.filter((one) => laneOf(one.event) === lane)) {
      const a = x(offset(event.date ?? told)), b = x(offset(event.enddate ?? event.date ?? told));
      let at = (a + b) / 2;
      while (taken.some((other) => Math.abs(other - at) < 15) && at < right) at += 15;
      taken.push(at);
      const words = `${i + 1}. ${title(event, i)}: ${period(event.date, event.enddate)}`;
      const go = (): void => open(i);
      const spot = s('g', { class: `spot ${isConflict(event) ? 'conflict' : 'cooperation'} lane-${lane.toLowerCase()}`, tabindex: 0, role: 'button', 'aria-label': words,
        onclick: go, onkeydown: (key: KeyboardEvent) => { if (key.key === 'Enter' || key.key === ' ') { key.preventDefault(); go(); } } },
      b - a > 16 ? s('line', { x1: a, x2: b, y1: middle, y2: middle, class: 'reach' }) : null,
      s('circle', { cx: at, cy: middle, r: 9 }), s('text', { x: at, y: middle + 4, 'text-anchor': 'middle' }, i + 1), s('title', {}, words));
      drawing.append(spot);
    }
  });
  return drawing;
}

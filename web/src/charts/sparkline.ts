// SPDX-License-Identifier: Apache-2.0
// A pair in the space of a word: cooperation above the line, conflict below, and where it shifted.
import { max } from 'd3-array';
import { s } from '../dom.ts';
import type { Ranked } from '../types.ts';
import { dayLength, timeScale, toTime } from './time.ts';

const lengths: Record<string, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };

export function sparkline(points: Ranked['points'], by: string, shiftDay: string | null, label: string): SVGSVGElement {
  const width = 240, height = 44, middle = height / 2;
  const first = points[0]?.[0], last = points.at(-1)?.[0];
  const drawing = s('svg', { viewBox: `0 0 ${width} ${height}`, class: 'sparkline', role: 'img', 'aria-label': label, preserveAspectRatio: 'none' });
  if (!first || !last) return drawing;
  const x = timeScale(first, last, 0, width);
  const most = Math.sqrt(max(points, (point) => Math.max(point[1], point[2])) || 1);
  const tall = (count: number): number => (Math.sqrt(count) / most) * (middle - 2);
  const wide = Math.max(1, (x(toTime(first) + (lengths[by] ?? 7) * dayLength) - x(toTime(first))) * 0.86);
  const bars = (at: 1 | 2): string => points.filter((point) => point[at] > 0).map((point) => {
    const left = x(toTime(point[0])), size = tall(point[at]);
    return `M${left.toFixed(1)} ${middle}v${(at === 1 ? -size : size).toFixed(1)}h${wide.toFixed(2)}V${middle}z`;
  }).join('');
  drawing.append(
    s('path', { d: bars(1), class: 'cooperation' }), s('path', { d: bars(2), class: 'conflict' }),
    s('line', { x1: 0, x2: width, y1: middle, y2: middle, class: 'axis' }));
  if (shiftDay) drawing.append(s('line', { x1: x(toTime(shiftDay)), x2: x(toTime(shiftDay)), y1: 0, y2: height, class: 'turn' }));
  return drawing;
}

// SPDX-License-Identifier: Apache-2.0
// How two actors get along over time: counts by quad class above and below the line, under it the balance with its
// interval, under that what is not fact. Shifts go through all three.
//
// The chart is read with the pointer or with the keys: left and right move by a period, with Shift they widen the
// choice, Enter chooses, Escape lets go.
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { s, type Child } from '../dom.ts';
import type { Point, Relations } from '../types.ts';
import { period, plural, quadClasses, quads } from '../words.ts';
import { after, dayLength, tickText, timeScale, toTime } from './time.ts';

export interface River {
  relations: Relations; label: string; shown: Set<string>; // quad classes and kinds that are drawn
  domain?: [string, string];                               // days of the axis; else those of the series
  chosen?: { from: string; to: string } | undefined;
  onRead?: (text: string) => void;
  onChoose?: (from: string, to: string) => void;
  onRelease?: () => void;
}

export const apart = ['hypothetical', 'future', 'negated', 'historical'] as const;

const middleOf = (point: Point): number => (toTime(point.from) + after(point.to)) / 2;
export const balanceOf = (share: number): number => 1 - 2 * share;

export function describe(point: Point): string {
  const counts = quads.map((name, i) => (point.quads[i] ? `${point.quads[i]} ${name.toLowerCase()}` : '')).filter(Boolean);
  const rest = apart.filter((name) => point[name]).map((name) => `${point[name]} ${{ hypothetical: 'hypothetical', future: 'planned', negated: 'negated', historical: 'recalled' }[name]}`);
  return `${period(point.from, point.to)}: ${counts.join(', ') || 'no facts'}${rest.length ? `; apart: ${rest.join(', ')}` : ''}`;
}

export function river(options: River, width: number): SVGSVGElement {
  const { relations, shown } = options;
  const { points, shifts } = relations;
  const narrow = width < 520;
  const left = narrow ? 30 : 42, right = width - (narrow ? 8 : 16), top = 26;
  const flow = narrow ? 210 : 280, balanceHeight = 74, apartHeight = 44, gap = 26;
  const balanceTop = top + flow + gap, apartTop = balanceTop + balanceHeight + gap;
  const withApart = apart.some((name) => shown.has(name)) && points.some((point) => apart.some((name) => shown.has(name) && point[name]));
  const bottom = withApart ? apartTop + apartHeight : balanceTop + balanceHeight;
  const height = bottom + 28;
  const [from, to] = options.domain ?? [points[0]?.from ?? '2000-01-01', points.at(-1)?.to ?? '2000-01-02'];
  const x = timeScale(from, to, left, right);
  const quad = (point: Point, i: 0 | 1 | 2 | 3): number => (shown.has(quadClasses[i]) ? point.quads[i] : 0);
  const most = max(points, (point) => Math.max(quad(point, 0) + quad(point, 1), quad(point, 2) + quad(point, 3))) || 1;
  const y = scaleLinear().domain([-most, most]).range([top + flow, top]);
  const few = points.length * 4 < right - left;

  // Few periods are bars, many flow together.
  const band = (low: (point: Point) => number, high: (point: Point) => number): string => {
    if (few) {
      return points.map((point) => {
        if (low(point) === high(point)) return '';
        const a = x(toTime(point.from)), b = x(after(point.to)), space = Math.min(1.5, (b - a) * 0.1);
        return `M${a + space} ${y(low(point))}H${b - space}V${y(high(point))}H${a + space}Z`;
      }).join('');
    }
    return area<Point>().x((point) => x(middleOf(point))).y0((point) => y(low(point))).y1((point) => y(high(point))).curve(curveMonotoneX)(points) ?? '';
  };
  const bands = [
    band(() => 0, (point) => quad(point, 0)), band((point) => quad(point, 0), (point) => quad(point, 0) + quad(point, 1)),
    band(() => 0, (point) => -quad(point, 2)), band((point) => -quad(point, 2), (point) => -quad(point, 2) - quad(point, 3)),
  ].map((d, i) => s('path', { d, class: `band ${quadClasses[i]}` }));

  const steps = y.ticks(narrow ? 4 : 6).filter((tick) => Number.isInteger(tick));
  const grid: Child = steps.map((tick) => [
    s('line', { x1: left, x2: right, y1: y(tick), y2: y(tick), class: tick ? 'grid' : 'axis' }),
    s('text', { x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, Math.abs(tick)),
  ]);

  const balance = scaleLinear().domain([-1, 1]).range([balanceTop + balanceHeight, balanceTop]);
  const corridor = area<Point>().x((point) => x(middleOf(point))).curve(curveMonotoneX)
    .y0((point) => balance(balanceOf(point.share.high))).y1((point) => balance(balanceOf(point.share.low)))(points) ?? '';
  const course = line<Point>().x((point) => x(middleOf(point))).y((point) => balance(balanceOf(point.share.mean))).curve(curveMonotoneX)(points) ?? '';
  const balancePart: Child = [
    s('text', { x: left, y: balanceTop - 8, class: 'panel' }, narrow ? 'Balance, 90 % interval' : 'Balance: +1 all cooperation, −1 all conflict; with its 90 % interval'),
    [1, 0, -1].map((tick) => [
      s('line', { x1: left, x2: right, y1: balance(tick), y2: balance(tick), class: tick ? 'grid' : 'axis' }),
      s('text', { x: left - 6, y: balance(tick) + 4, 'text-anchor': 'end' }, tick > 0 ? '+1' : tick < 0 ? '−1' : '0'),
    ]),
    s('path', { d: corridor, class: 'corridor' }), s('path', { d: course, class: 'course' }),
  ];

  const apartMost = max(points, (point) => apart.reduce((sum, name) => sum + (shown.has(name) ? point[name] : 0), 0)) || 1;
  const apartTall = (count: number): number => (count / apartMost) * apartHeight;
  const apartPart: Child = withApart ? [
    s('text', { x: left, y: apartTop - 8, class: 'panel' }, narrow ? 'Not fact' : 'Not fact: hypothetical, planned, negated, recalled'),
    s('text', { x: left - 6, y: apartTop + 8, 'text-anchor': 'end' }, apartMost),
    s('line', { x1: left, x2: right, y1: apartTop + apartHeight, y2: apartTop + apartHeight, class: 'axis' }),
    points.map((point) => {
      let base = apartTop + apartHeight;
      return apart.map((name) => {
        const count = shown.has(name) ? point[name] : 0;
        if (!count) return null;
        const tall = apartTall(count);
        base -= tall;
        const a = x(toTime(point.from)), b = x(after(point.to));
        return s('rect', { x: a, y: base, width: Math.max(1.5, (b - a) * 0.86), height: tall, class: `apart-${name}` });
      });
    }),
  ] : null;

  const ticks: Child = x.ticks(Math.max(2, Math.floor((right - left) / (narrow ? 70 : 95)))).map((tick) => [
    s('line', { x1: x(tick), x2: x(tick), y1: top, y2: bottom, class: 'grid faint' }),
    s('text', { x: x(tick), y: bottom + 18, 'text-anchor': 'middle' }, tickText(tick)),
  ]);
  const ranges: Child = shifts.map((shift) => {
    const a = x(toTime(shift.between.from)), b = x(after(shift.between.to));
    return s('rect', { x: a, width: Math.max(1, b - a), y: top, height: bottom - top, class: 'turn-range' });
  });
  const turns: Child = shifts.map((shift, i) => {
    const at = x(toTime(shift.date));
    return [
      s('line', { x1: at, x2: at, y1: top - 4, y2: bottom, class: 'turn' }),
      s('circle', { cx: at, cy: top - 14, r: 9, class: 'turn-flag' }),
      s('text', { x: at, y: top - 10, 'text-anchor': 'middle', class: 'turn-number' }, i + 1),
    ];
  });

  // Reading and choosing
  const chosen = s('rect', { y: top, height: bottom - top, width: 0, class: 'chosen' });
  const cursor = s('rect', { y: top, height: bottom - top, width: 0, class: 'cursor' });
  const cover = (box: SVGRectElement, a: number, b: number): void => {
    const [first, last] = [points[Math.min(a, b)], points[Math.max(a, b)]];
    if (!first || !last) return;
    box.setAttribute('x', String(x(toTime(first.from))));
    box.setAttribute('width', String(Math.max(2, x(after(last.to)) - x(toTime(first.from)))));
  };
  let at = -1, anchor = -1, dragging = false;
  const indexAt = (event: PointerEvent): number => {
    const box = drawing.getBoundingClientRect();
    const time = x.invert(((event.clientX - box.left) / box.width) * width).getTime();
    const found = points.findIndex((point) => after(point.to) > time);
    return found < 0 ? points.length - 1 : found;
  };
  const read = (i: number): void => {
    at = Math.max(0, Math.min(points.length - 1, i));
    cover(cursor, at, anchor >= 0 ? anchor : at);
    const point = points[at];
    if (point) options.onRead?.(describe(point));
  };
  const choose = (): void => {
    const [a, b] = [Math.min(at, anchor >= 0 ? anchor : at), Math.max(at, anchor >= 0 ? anchor : at)];
    const [first, last] = [points[a], points[b]];
    anchor = -1;
    dragging = false;
    if (!first || !last) return;
    cover(chosen, a, b);
    options.onChoose?.(first.from, last.to);
  };
  const drawing = s('svg', {
    viewBox: `0 0 ${width} ${height}`, width, height, class: 'river', tabindex: 0, role: 'application', 'aria-label': options.label,
    'aria-roledescription': 'chart of periods; arrow keys move, with Shift they widen the choice, Enter shows what happened then',
    onkeydown: (event: KeyboardEvent) => {
      const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: points.length - 1, PageUp: at - 12, PageDown: at + 12 }[event.key];
      if (event.key === 'Enter' && at >= 0) choose();
      if (event.key === 'Escape') { anchor = -1; chosen.setAttribute('width', '0'); options.onRelease?.(); }
      if (next === undefined) return;
      event.preventDefault();
      if (event.shiftKey && anchor < 0) anchor = Math.max(0, at);
      if (!event.shiftKey) anchor = -1;
      read(next);
    },
    onpointerdown: (event: PointerEvent) => {
      if (event.button) return;
      dragging = true;
      anchor = indexAt(event);
      drawing.setPointerCapture(event.pointerId);
    },
    onpointermove: (event: PointerEvent) => { read(indexAt(event)); },
    onpointerup: (event: PointerEvent) => { if (dragging) { at = indexAt(event); choose(); } },
    onpointercancel: () => { dragging = false; anchor = -1; },
    onpointerleave: () => { if (!dragging) cursor.setAttribute('width', '0'); },
  });
  drawing.append(s('title', {}, options.label));
  const parts: Child = [
    ranges, ticks, grid, cursor, chosen, bands, s('line', { x1: left, x2: right, y1: y(0), y2: y(0), class: 'axis' }), balancePart, apartPart,
    narrow ? null : [
      s('text', { x: left + 6, y: top + 12, class: 'panel' }, `↑ cooperation, events a ${relations.period}`),
      s('text', { x: left + 6, y: top + flow - 4, class: 'panel' }, '↓ conflict')],
    turns,
  ];
  drawing.append(...[parts].flat(Infinity as 1).filter((part): part is SVGElement => part instanceof SVGElement));
  if (options.chosen) {
    const { from: first, to: last } = options.chosen;
    const a = points.findIndex((point) => point.to >= first), b = points.findLastIndex((point) => point.from <= last);
    if (a >= 0 && b >= a) cover(chosen, a, b);
  }
  return drawing;
}

export const riverLabel = (a: string, b: string, relations: Relations): string => {
  const sums = [0, 1, 2, 3].map((i) => relations.points.reduce((sum, point) => sum + (point.quads[i] ?? 0), 0));
  return `${a} and ${b}, ${plural(relations.points.length, relations.period)}: ${sums.map((count, i) => `${count} ${quads[i]?.toLowerCase()}`).join(', ')}; ${plural(relations.shifts.length, 'shift')}`;
};
export { dayLength };

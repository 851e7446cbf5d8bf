// SPDX-License-Identifier: Apache-2.0
// Elements and drawings. Text enters the page only as text nodes and attributes: never as markup.

const svgSpace = 'http://www.w3.org/2000/svg';

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const element = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
export const shape = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS(svgSpace, tag), attributes, children);

const dayNumber = (date) => Date.UTC(...date.split('-').map((part, i) => Number(part) - (i === 1 ? 1 : 0))) / 864e5;
const round = (value) => Math.round(value * 10) / 10;

// Facts as bars, cooperation up and conflict down, of a pair's points [day, cooperation, conflict, score].
export function sparkline(points, from, to, label) {
  const width = 160, height = 36, middle = height / 2;
  const start = dayNumber(from), length = Math.max(1, dayNumber(to) - start + 1);
  const most = Math.max(1, ...points.map((point) => Math.max(point[1], point[2])));
  const bar = Math.max(2, Math.min(8, width / Math.max(12, points.length) - 1));
  const bars = points.map(([day, cooperation, conflict]) => {
    const x = round((dayNumber(day) - start) / length * (width - bar));
    const up = cooperation / most * (middle - 1), down = conflict / most * (middle - 1);
    return [
      up ? shape('rect', { x, y: round(middle - up), width: round(bar), height: round(up), class: 'cooperation' }) : null,
      down ? shape('rect', { x, y: middle, width: round(bar), height: round(down), class: 'conflict' }) : null,
    ];
  });
  return shape('svg', { viewBox: `0 0 ${width} ${height}`, class: 'sparkline', role: 'img', 'aria-label': label },
    shape('line', { x1: 0, x2: width, y1: middle, y2: middle, class: 'axis' }), bars);
}

// A band between two lines of the river: flat within each period, curved between them.
// It rises from the shore at the beginning and returns to it at the end.
function band(points, x, shore, low, high) {
  const first = x(0), last = x(points.length), slope = points.length < 24 ? 0.08 : 0.3; // of a period's width
  const edge = (value) => [[first, first, shore], ...points.map((point, i) => {
    const left = x(i), width = x(i + 1) - left;
    return [left + width * slope, left + width * (1 - slope), value(point)];
  }), [last, last, shore]];
  const line = (steps) => steps.map(([a, b, y], i) => {
    if (i === 0) return `${round(a)} ${round(y)}L${round(b)} ${round(y)}`;
    const [, before, from] = steps[i - 1], middle = round((before + a) / 2);
    return `C${middle} ${round(from)} ${middle} ${round(y)} ${round(a)} ${round(y)}L${round(b)} ${round(y)}`;
  }).join('');
  const back = edge(low).reverse().map(([a, b, y]) => [b, a, y]);
  return `M${line(edge(high))}L${line(back)}Z`;
}

function timeTicks(points, x, width) {
  const ticks = [];
  let last = -100, lastYear = '';
  points.forEach((point, i) => {
    const at = x(i), year = point.from.slice(0, 4), manyYears = points[0].from.slice(0, 4) !== points.at(-1).to.slice(0, 4);
    const long = dayNumber(points.at(-1).to) - dayNumber(points[0].from) > 3 * 366;
    const old = long && year === lastYear; // a year is named at its beginning, or not at all
    lastYear = year;
    if (old || at - last < (long ? 44 : 64) || at > width - 20) return;
    ticks.push([at, long ? Number(year) : monthOrDay(points, point, manyYears)]);
    last = at;
  });
  return ticks;
}

function monthOrDay(points, point, manyYears) {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const month = months[Number(point.from.slice(5, 7)) - 1];
  const short = dayNumber(points.at(-1).to) - dayNumber(points[0].from) < 120;
  return short ? `${Number(point.from.slice(8))} ${month}` : manyYears ? `${month} ${point.from.slice(2, 4)}` : month;
}

// The mean score of each period, a line that breaks where nothing happened.
function balanceLine(points, x, y) {
  let path = '', pen = false;
  const dots = [];
  points.forEach((point, i) => {
    if (!point.fact) { pen = false; return; }
    const at = round((x(i) + x(i + 1)) / 2), up = round(y(point.balance));
    path += `${pen ? 'L' : 'M'}${at} ${up}`;
    pen = true;
    dots.push(shape('circle', { cx: at, cy: up, r: points.length > 80 ? 1.5 : 3, class: 'balance-dot' }));
  });
  return [shape('path', { d: path, class: 'balance' }), dots];
}

// The river: cooperation above the line, conflict below, verbal ones next to it; over it the balance.
// A shift is a numbered line, with the days between which it lies behind it. choose(i) is called for a period that was clicked, or reached with the arrow keys and chosen with Enter. room is its width in pixels.
export function river(points, shifts, room, label, describe, choose, chosen) {
  const width = Math.max(340, Math.min(1000, room)), height = Math.round(Math.max(220, Math.min(320, width / 2))), left = 44, right = 40, top = 16, bottom = 28;
  const inner = width - left - right, middle = top + (height - top - bottom) / 2, half = (height - top - bottom) / 2;
  const most = Math.max(1, ...points.map(({ quads }) => Math.max(quads[0] + quads[1], quads[2] + quads[3])));
  const x = (i) => left + i / points.length * inner;
  const count = (value) => middle - value / most * half;
  const score = (value) => middle - value / 10 * half;
  const bands = [
    ['verbal cooperation', () => middle, ({ quads }) => count(quads[0])],
    ['material cooperation', ({ quads }) => count(quads[0]), ({ quads }) => count(quads[0] + quads[1])],
    ['verbal conflict', () => middle, ({ quads }) => count(-quads[2])],
    ['material conflict', ({ quads }) => count(-quads[2]), ({ quads }) => count(-quads[2] - quads[3])],
  ].map(([name, low, high]) => shape('path', { d: band(points, x, middle, low, high), class: name }));
  const steps = [...new Set([most, Math.round(most / 2)])].filter((step) => step > 0);
  const grid = steps.flatMap((step) => [step, -step]).map((step) => [
    shape('line', { x1: left, x2: width - right, y1: count(step), y2: count(step), class: 'grid' }),
    shape('text', { x: left - 6, y: count(step) + 4, 'text-anchor': 'end' }, String(Math.abs(step))),
  ]);
  const scores = [10, 5, 0, -5, -10].map((value) =>
    shape('text', { x: width - right + 6, y: score(value) + 4, class: 'score' }, value > 0 ? `+${value}` : String(value)));
  const ticks = timeTicks(points, x, width - right).map(([at, text]) => [
    shape('line', { x1: at, x2: at, y1: height - bottom, y2: height - bottom + 5, class: 'axis' }),
    shape('text', { x: at + 2, y: height - 8 }, text),
  ]);
  const place = (date) => {
    const number = dayNumber(date), i = points.findIndex((point) => dayNumber(point.to) >= number);
    return i < 0 ? width - right : x(i);
  };
  const turns = shifts.map((shift, i) => [
    shape('rect', { class: 'turn-range', x: place(shift.between.from), y: top, height: height - top - bottom,
      width: Math.max(1, place(shift.between.to) - place(shift.between.from)) }),
    shape('line', { class: 'turn', x1: place(shift.date), x2: place(shift.date), y1: top - 4, y2: height - bottom }),
    shape('text', { x: place(shift.date), y: top - 5, 'text-anchor': 'middle' }, String(i + 1)),
  ]);
  const cursor = shape('rect', { class: 'cursor', y: top, height: height - top - bottom, width: 0 });
  let at = chosen >= 0 ? chosen : -1;
  const move = (i) => {
    at = Math.max(0, Math.min(points.length - 1, i));
    cursor.setAttribute('x', x(at));
    cursor.setAttribute('width', Math.max(2, inner / points.length));
    describe(points[at]);
  };
  const under = (event) => {
    const box = drawing.getBoundingClientRect();
    return Math.floor(((event.clientX - box.left) / box.width * width - left) / inner * points.length);
  };
  const drawing = shape('svg', {
    viewBox: `0 0 ${width} ${height}`, class: 'river', role: 'application', tabindex: 0, 'aria-label': label,
    'aria-roledescription': 'chart of periods; arrow keys move, Enter shows the events of one',
    onkeydown: (event) => {
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: points.length - 1 }[event.key];
      if (event.key === 'Enter' && at >= 0) choose(points[at]);
      if (to === undefined) return;
      event.preventDefault();
      move(to);
    },
    onpointermove: (event) => { const i = under(event); if (i >= 0 && i < points.length) move(i); },
    onclick: (event) => { const i = under(event); if (i >= 0 && i < points.length) choose(points[i]); },
  }, grid, cursor, bands,
  shape('line', { x1: left, x2: width - right, y1: middle, y2: middle, class: 'axis' }),
  balanceLine(points, x, score), scores, ticks, turns);
  if (at >= 0) move(at);
  return drawing;
}

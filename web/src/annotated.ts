// SPDX-License-Identifier: Apache-2.0
// A text with its events: numbers at the words that make them, and the parts of the one that is chosen in colour. Beside it
// the list of events, above it the days of the story.
import { story } from './charts/story.ts';
import { drawn, h, say, type Child } from './dom.ts';
import { happeningAddress, markList, plainTitle, saidBy, whoDidWhat, why } from './event.ts';
import { legend, pieces, spansOf, type Span } from './marking.ts';
import type { Event } from './types.ts';
import { isConflict, when } from './words.ts';

export interface Annotated { box: HTMLElement; choose: (i: number) => void }

// extra: what stands under each event, such as a button to correct it.
export function annotated(text: string, events: Event[], told: string | null, onChoose: (i: number) => void, extra: (event: Event, i: number) => Child = () => null,
  linked = true): Annotated {
  const letters = Array.from(text);
  const all = events.flatMap((event, i) => spansOf(event, i, letters, 0));
  const triggers = all.filter((span) => span.part === 'trigger');
  const firstTrigger = new Map<number, number>();
  for (const span of triggers) firstTrigger.set(span.event, Math.min(firstTrigger.get(span.event) ?? Infinity, span.start));
  let chosen = -1;

  const badge = (i: number): HTMLElement => h('button', { type: 'button', class: `badge ${events[i] && isConflict(events[i]) ? 'conflict' : 'cooperation'}${i === chosen ? ' now' : ''}`,
    'aria-label': `Event ${i + 1}: ${events[i] ? plainTitle(events[i]) : ''}`, 'aria-pressed': String(i === chosen), onclick: () => choose(i) }, i + 1);

  function draw(): Child {
    const mine = all.filter((span) => span.event === chosen);
    const spans: Span[] = [...triggers.filter((span) => span.event !== chosen), ...mine];
    const parts = pieces(letters, spans).map((piece): Child => {
      const starts = events.map((_, i) => i).filter((i) => firstTrigger.get(i) === piece.start);
      const own = piece.spans.filter((span) => span.event === chosen).at(-1);
      const other = piece.spans.find((span) => span.event !== chosen);
      const words: Child = own ? h('mark', { class: own.part }, piece.text) : other ? h('mark', { class: 'some' }, piece.text) : piece.text;
      return [starts.map(badge), words];
    });
    return parts;
  }
  // Paragraphs: a line break in a piece of text starts a new one.
  const article = h('div', { class: 'text' });
  function redraw(): void {
    const paragraphs: HTMLElement[] = [h('p')];
    const put = (child: Child): void => {
      if (Array.isArray(child)) { child.forEach(put); return; }
      if (typeof child === 'string') {
        child.split(/\n\s*\n|\n/).forEach((part, i) => {
          if (i && paragraphs.at(-1)?.hasChildNodes()) paragraphs.push(h('p'));
          if (part) paragraphs.at(-1)?.append(part);
        });
      } else if (child instanceof Node) paragraphs.at(-1)?.append(child);
    };
    put(draw());
    article.replaceChildren(...paragraphs.filter((one) => one.hasChildNodes()));
  }
  const items = events.map((event, i) => h('li', { class: 'told' },
    h('div', { class: 'head' }, badge(i), h('p', {}, h('time', event.date ? { datetime: event.date } : {}, when(event)), ' ', whoDidWhat(event))),
    markList(event), h('p', { class: 'whence' }, saidBy(event)),
    h('details', {}, h('summary', {}, 'Why'), why(event), linked ? h('p', {}, h('a', { href: happeningAddress(event) }, 'All who told it')) : null), extra(event, i)));
  const list = h('ol', { class: 'told-list' }, items);
  function choose(i: number): void {
    chosen = i === chosen ? -1 : i;
    redraw();
    items.forEach((item, k) => {
      item.classList.toggle('now', k === chosen);
      const button = item.querySelector('.badge');
      button?.classList.toggle('now', k === chosen);
      button?.setAttribute('aria-pressed', String(k === chosen));
    });
    onChoose(chosen);
    const event = events[chosen];
    if (!event) return;
    say(`Event ${chosen + 1}: ${plainTitle(event)}`);
    article.querySelector('.badge.now')?.scrollIntoView({ block: 'nearest' });
    items[chosen]?.scrollIntoView({ block: 'nearest' });
  }
  redraw();
  const days = told ? h('figure', { class: 'days' }, drawn('canvas', (width) => story(events, told, width, plainTitle, choose)),
    h('figcaption', { class: 'key' }, 'Days are counted from the telling. ', h('span', { class: 'swatch cooperation' }), ' cooperation ', h('span', { class: 'swatch conflict' }), ' conflict')) : null;
  return { box: h('div', { class: 'annotated' }, events.length ? days : null, h('div', { class: 'columns' }, h('div', { class: 'reader' }, legend(), article), list)), choose };
}

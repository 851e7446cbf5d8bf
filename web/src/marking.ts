// SPDX-License-Identifier: Apache-2.0
// Which characters of a text play which part in an event. Positions count code points of the document's text; of words
// in a title there are none, so they are looked for.
import { h, type Child } from './dom.ts';
import type { Event } from './types.ts';

export type Part = 'actor' | 'recipient' | 'trigger' | 'source' | 'day' | 'place';
export interface Span { part: Part; start: number; end: number; event: number }

const spoken: Record<Part, string> = {
  actor: 'actor', recipient: 'recipient', trigger: 'what happened', source: 'speaker', day: 'date', place: 'place',
};

// Later parts lie over earlier ones.
export function spansOf(event: Event, number: number, letters: string[], offset: number): Span[] {
  const spans: Span[] = [];
  const text = letters.join('');
  const add = (part: Part, start?: number, end?: number, words?: string): void => {
    let from = (start ?? -1) - offset, to = (end ?? -1) - offset;
    if (!(from >= 0 && to > from && to <= letters.length) || (start === 0 && words && !text.startsWith(words))) {
      const found = words ? text.indexOf(words) : -1;
      if (found < 0 || !words) return;
      from = Array.from(text.slice(0, found)).length;
      to = from + Array.from(words).length;
    }
    spans.push({ part, start: from, end: to, event: number });
  };
  if (event.date_span) add('day', event.date_span[0], event.date_span[1], event.date_text);
  const places = Array.isArray(event.event_loc) ? event.event_loc : event.event_loc ? [event.event_loc] : [];
  for (const place of places) add('place', place.start, place.end, place.extracted_place);
  for (const side of event.attribution) add('source', side.start, side.end, side.text);
  for (const side of event.recipient) add('recipient', side.start, side.end, side.entity_text);
  for (const side of event.actor) add('actor', side.start, side.end, side.entity_text);
  (event.trigger ?? []).forEach(([start, end], i) => add('trigger', start, end, event.event_text?.[i]));
  return spans;
}

// The text in pieces, each with the parts that it plays.
export function pieces(letters: string[], spans: Span[]): { start: number; end: number; text: string; spans: Span[] }[] {
  const cuts = [...new Set([0, letters.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? letters.length;
    return { start, end, text: letters.slice(start, end).join(''), spans: spans.filter((span) => span.start <= start && span.end >= end) };
  });
}

// A sentence with the parts of one event; screen readers hear what each part is.
export function sentence(event: Event): Child {
  if (!event.text) return null;
  const letters = Array.from(event.text), info = event.text_info;
  const placed = info && info.end - info.start === letters.length;
  return h('blockquote', {}, pieces(letters, spansOf(event, 0, letters, placed ? info.start : 1e9)).map((piece) => {
    const part = piece.spans.at(-1)?.part;
    if (!part) return piece.text;
    return h('mark', { class: part }, piece.text, h('span', { class: 'unseen' }, ` (${spoken[part]}) `));
  }));
}

export const legend = (): HTMLElement => h('p', { class: 'legend' }, 'In the sentences: ',
  (['actor', 'recipient', 'trigger', 'source', 'day', 'place'] as const).map((part, i) =>
    [i ? ' ' : '', h('mark', { class: part }, spoken[part])]));

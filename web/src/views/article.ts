// SPDX-License-Identifier: Apache-2.0
// An article with all its events; and the list of articles.
import { address, remember } from '../address.ts';
import { annotated } from '../annotated.ts';
import { get } from '../api.ts';
import { h, outside } from '../dom.ts';
import { happeningItem } from '../event.ts';
import type { Articles, ArticleWhole, Event } from '../types.ts';
import { day, plural } from '../words.ts';
import type { View } from './view.ts';

export const article: View = async ([id = ''], parameters) => {
  const first = await get<ArticleWhole>('documents/' + encodeURIComponent(id), { limit: 500 });
  const about = first.document;
  // In the order of the text.
  const events = first.events.map((event): [number, Event] => [Math.min(...(event.trigger ?? []).map(([start]) => start), event.text_info?.start ?? 1e9), event])
    .sort((one, other) => one[0] - other[0]).map(([, event]) => event);
  const told = about.date ?? events.map((event) => event.enddate ?? '').sort().at(-1) ?? null;
  const lead = h('p', { class: 'lead' }, [about.date ? day(about.date) : '', about.publication ?? '', plural(about.events, 'event')].filter(Boolean).join(' · '),
    about.url ? [' · ', outside(about.url, 'source')] : null);
  if (!about.text) {
    return { title: about.title ?? about.id, content: [lead, h('p', { class: 'note' }, 'The record holds rows of a table here, no text.'),
      h('ol', { class: 'happenings' }, events.slice(0, 100).map((event) => happeningItem({ id: event.link ?? '', mentions: 1, documents: 1, event })))] };
  }
  const shown = annotated(about.text, events, told, (i) => remember(['article', id], { event: events[i]?.id }));
  const asked = events.findIndex((event) => event.id === parameters.event);
  if (asked >= 0) requestAnimationFrame(() => shown.choose(asked));
  return { title: about.title ?? about.id, content: [lead, shown.box] };
};

export const articles: View = async (_names, parameters) => {
  const answer = await get<Articles>('documents', { limit: 40, cursor: parameters.cursor });
  return {
    title: 'Articles', content: [
      answer.documents.length ? h('ol', { class: 'articles' }, answer.documents.map((one) => h('li', {},
        h('time', one.date ? { datetime: one.date } : {}, one.date ? day(one.date) : ''), h('a', { href: address(['article', one.id]) }, one.title || one.id),
        h('small', {}, [one.publication ?? '', plural(one.events, 'event')].filter(Boolean).join(' · '))))) : h('p', { class: 'nothing' }, 'None.'),
      answer.next ? h('p', {}, h('a', { href: address(['articles'], { cursor: answer.next }) }, 'Older')) : null,
    ],
  };
};

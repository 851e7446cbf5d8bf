// SPDX-License-Identifier: Apache-2.0
// A happening: everybody who told of it, and what was said of it afterwards.
import { get } from '../api.ts';
import { h, type Child } from '../dom.ts';
import { articleAddress, happeningAddress, markList, plainTitle, saidBy, whence, whoDidWhat, why } from '../event.ts';
import { legend, sentence } from '../marking.ts';
import { address } from '../address.ts';
import { section } from '../parts.ts';
import type { ArticleWhole, Event, HappeningWhole } from '../types.ts';
import { partyName, plural, when } from '../words.ts';
import type { View } from './view.ts';

// Where a mention stands in its article: a bar as long as the text, with its sentence in it.
function where(event: Event, length: number): Child {
  const info = event.text_info;
  if (!info || !length || info.end <= info.start) return null;
  const bar = h('span', { class: 'where', 'aria-hidden': 'true' }), part = h('span');
  part.style.marginInlineStart = `${(info.start / length) * 100}%`;
  part.style.width = `${Math.max(2, ((info.end - info.start) / length) * 100)}%`;
  bar.append(part);
  return [bar, h('small', {}, ` sentence ${info.sequence}, ${Math.round((info.start / length) * 100)} % into the text`)];
}

function mention(event: Event, lengths: Map<string, number>): HTMLElement {
  return h('li', { class: 'mention' },
    h('p', { class: 'head' }, whence(event), ' ', where(event, lengths.get(event.document) ?? 0)),
    sentence(event), markList(event), why(event),
    event.text ? h('p', {}, h('a', { href: articleAddress(event) }, 'Read it in its article')) : null);
}

function sequel(title: string, id: string, events: Event[]): Child {
  if (!events.length) return null;
  return section(id, title, h('ul', { class: 'happenings' }, events.map((event) => h('li', { class: 'happening' },
    h('p', { class: 'head' }, h('time', event.date ? { datetime: event.date } : {}, when(event)), h('a', { class: 'what', href: happeningAddress(event) }, whoDidWhat(event))),
    markList(event), sentence(event), h('p', { class: 'whence' }, saidBy(event), ' · ', whence(event))))));
}

async function show(whole: HappeningWhole): ReturnType<View> {
  const [first] = whole.mentions;
  if (!first) throw new Error('The record has no such happening.');
  const surest = whole.mentions.reduce((best, one) => (one.confidence > best.confidence ? one : best), first);
  const documents = [...new Set(whole.mentions.map((event) => event.document))];
  const lengths = new Map<string, number>();
  await Promise.all(documents.slice(0, 12).map(async (id) => {
    const answer = await get<ArticleWhole>('documents/' + encodeURIComponent(id), { limit: 1 });
    lengths.set(id, Array.from(answer.document.text ?? '').length);
  }));
  const codes = [...new Set([...surest.actor, ...surest.recipient].map((side) => side.code).filter((code): code is string => Boolean(code)))];
  return {
    title: plainTitle(surest), heading: whoDidWhat(surest), content: [
      h('p', { class: 'lead' }, when(surest), ' · ', plural(whole.mentions.length, 'mention'), ' in ', plural(documents.length, 'article'),
        codes[0] && codes[1] ? [' · ', h('a', { href: address(['pair', codes[0], codes[1]]) }, `${[...surest.actor, ...surest.recipient].slice(0, 2).map(partyName).join(' and ')} over time`)] : null),
      surest.about ? h('p', {}, 'This is about ', h('a', { href: address(['happening', surest.about]) }, 'what was told before'), '.') : null,
      markList(surest), legend(),
      section('mentions', whole.mentions.length > 1 ? 'Who told it' : 'The sentence', h('ol', { class: 'mentions' }, whole.mentions.map((event) => mention(event, lengths)))),
      sequel('Denied', 'denied', whole.denied), sequel('Confirmed', 'confirmed', whole.confirmed), sequel('What was said of it', 'commented', whole.commented), sequel('What followed', 'followed', whole.followed),
    ],
  };
}

export const happening: View = async ([id = '']) => show(await get<HappeningWhole>('happenings/' + encodeURIComponent(id)));
export const oneMention: View = async ([document = '', event = '']) => show(await get<HappeningWhole>('mention', { document, event }));

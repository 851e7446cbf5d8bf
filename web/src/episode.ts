// SPDX-License-Identifier: Apache-2.0
// One happening as it is told under a shift, or among the strongest of some days.
import { address } from './address.ts';
import { h, type Child } from './dom.ts';
import type { Episode } from './types.ts';
import { categories, day, plural } from './words.ts';

export function episode(one: Episode, name: (code: string) => string): Child {
  return h('li', {}, h('time', { datetime: one.date }, day(one.date)), ' ', h('b', {}, name(one.actor)), ` ${categories[one.event] ?? 'acts towards'} `, h('b', {}, name(one.recipient)),
    one.events > 1 ? h('small', {}, ` ${plural(one.events, 'event')}`) : null,
    one.mentions ? h('small', {}, ` mentioned ${plural(one.mentions, 'time')}: ${(one.outlets ?? []).join(', ')}`) : null,
    one.text ? [': ', h('q', {}, one.text), ' ', one.document ? h('a', { href: address(['article', one.document]) }, one.title || 'article') : null] : null);
}

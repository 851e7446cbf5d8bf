// SPDX-License-Identifier: Apache-2.0
// An actor: towards whom it acts, and what it did last.
import { address } from '../address.ts';
import { get } from '../api.ts';
import { h } from '../dom.ts';
import { happeningList } from '../event.ts';
import { legend } from '../marking.ts';
import { section } from '../parts.ts';
import { actorField } from '../search.ts';
import type { Actor, Network, RecordFacts } from '../types.ts';
import { plural } from '../words.ts';
import type { View } from './view.ts';
import { who } from './who.ts';

export const actor: View = async ([code = ''], parameters) => {
  const record = await get<RecordFacts>('record');
  const list = happeningList();
  const [network, known, whole] = await Promise.all([
    get<Network>('network', { actor: code, limit: 400, from: parameters.from, to: parameters.to, quad: parameters.quad }),
    get<{ actors: Actor[] }>('actors', { search: code, limit: 5 }), who(['actor', code], parameters, record, code),
    list.load({ actor: code, either: 1, from: parameters.from, to: parameters.to, quad: parameters.quad }),
  ]);
  const name = network.names[code] ?? known.actors.find((one) => one.code === code)?.name ?? code;
  const partners = new Map<string, number>();
  for (const edge of network.edges) {
    const other = edge.actor === code ? edge.recipient : edge.actor;
    partners.set(other, (partners.get(other) ?? 0) + edge.facts);
  }
  const most = [...partners].sort((a, b) => b[1] - a[1]).slice(0, 16);
  return {
    title: name, heading: [name, ' ', h('small', {}, code)], content: [
      h('div', { class: 'with' }, actorField('The other actor of a pair', `${name} and …`, (other) => { location.hash = address(['pair', code, other]); })),
      most.length ? section('partners', 'With', h('ul', { class: 'partners' }, most.map(([other, facts]) =>
        h('li', {}, h('a', { href: address(['pair', code, other]) }, network.names[other] ?? other), h('small', {}, ` ${plural(facts, 'event')}`))))) : null,
      whole,
      section('happened', 'What happened', legend(), list.box),
    ],
  };
};

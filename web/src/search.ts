// SPDX-License-Identifier: Apache-2.0
// Finding an actor by name: a text field with a list under it, moved through with the arrow keys (the combobox pattern of
// ARIA). "France – Germany" or "France and Germany" finds a pair.
import { address } from './address.ts';
import { get } from './api.ts';
import { h } from './dom.ts';
import type { Actor } from './types.ts';

let made = 0;
const never = new AbortController().signal;

async function find(search: string): Promise<Actor[]> {
  const { actors } = await get<{ actors: Actor[] }>('actors', { search, limit: 12 }, never);
  const seen = new Set<string>();
  return actors.filter((actor) => actor.code && !seen.has(actor.code + actor.name) && seen.add(actor.code + actor.name));
}

async function codeOf(words: string): Promise<string> {
  if (/^[A-Z]{3}$/.test(words)) return words;
  const [first] = await find(words);
  if (!first) throw new Error(`Nobody is known by the name “${words}”.`);
  return first.code;
}

const kinds: Record<string, string> = { country: 'state', organisation: 'organisation', person: 'person' };

export function actorField(label: string, placeholder: string, choose: (code: string) => void): HTMLElement {
  const id = `actors-${++made}`;
  const input = h('input', { type: 'search', role: 'combobox', 'aria-label': label, placeholder, autocomplete: 'off', spellcheck: 'false',
    'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list', maxlength: 100 });
  const list = h('ul', { id, role: 'listbox', 'aria-label': 'Actors found', hidden: true });
  const fault = h('p', { class: 'fault', role: 'alert', hidden: true });
  const form = h('form', { class: 'actor-field' }, input, list, fault);
  let found: Actor[] = [], at = -1, timer = 0, round = 0;

  const close = (): void => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const point = (i: number): void => {
    at = i;
    [...list.children].forEach((option, k) => option.setAttribute('aria-selected', String(k === at)));
    const option = list.children[at];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  };
  const take = (code: string): void => {
    input.value = '';
    fault.hidden = true;
    close();
    choose(code);
  };
  const show = (): void => {
    list.replaceChildren(...found.map((actor, i) => h('li', { id: `${id}-${i}`, role: 'option', 'aria-selected': 'false',
      onmousedown: (event: Event) => { event.preventDefault(); take(actor.code); } },
    h('b', {}, actor.name), ' ', h('small', {}, [actor.code, kinds[actor.kind] ?? actor.kind].join(' · ')))));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    fault.hidden = true;
    const words = input.value.trim(), mine = ++round;
    if (words.length < 2) { close(); return; }
    timer = window.setTimeout(() => {
      void find(words).then((actors) => { if (mine === round) { found = actors; at = -1; show(); } }, () => close());
    }, 120);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden || !found.length) return;
      event.preventDefault();
      point((at + (event.key === 'ArrowDown' ? 1 : found.length - (at < 0 ? 0 : 1))) % found.length);
    } else if (event.key === 'Escape') close();
  });
  input.addEventListener('blur', close);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    round++;
    const words = input.value.trim(), pointed = found[at];
    if (!list.hidden && pointed) { take(pointed.code); return; }
    if (!words) return;
    const pair = words.split(/\s+(?:and|–|-|\/)\s+|\s*,\s*/);
    Promise.all((pair.length === 2 ? pair : [words]).map(codeOf)).then(([a, b]) => {
      if (a && b && a !== b) { input.value = ''; close(); location.hash = address(['pair', a, b]); } else if (a) take(a);
    }, (error: Error) => { fault.textContent = error.message; fault.hidden = false; close(); });
  });
  return form;
}

// SPDX-License-Identifier: Apache-2.0
// Small things that several views share.
import { NeedsToken, wasDropped } from './api.ts';
import { append, h, type Child } from './dom.ts';

export function select(name: string, label: string, value: string, options: [string, string][]): HTMLElement {
  return h('label', {}, h('span', {}, label), h('select', { name }, options.map(([key, words]) => h('option', { value: key, selected: key === value }, words))));
}

export function dateField(name: string, label: string, value: string | undefined): HTMLElement {
  return h('label', {}, h('span', {}, label), h('input', { type: 'date', name, value, min: '0001-01-01', max: '9999-12-31' }));
}

// A few choices of which one holds; each is a link, so that it can be opened elsewhere.
export function choices(label: string, chosen: string, options: [key: string, words: string, href: string][]): HTMLElement {
  return h('nav', { class: 'choices', 'aria-label': label }, options.map(([key, words, href]) =>
    h('a', { href, 'aria-current': key === chosen ? 'true' : undefined }, words)));
}

export function section(id: string, title: Child, ...children: Child[]): HTMLElement {
  return h('section', { 'aria-labelledby': id }, h('h2', { id }, title), ...children);
}

export function table(label: string, heads: string[], rows: Child[][]): HTMLElement {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${label}: table` }, h('table', {},
    h('thead', {}, h('tr', {}, heads.map((head, i) => h('th', { scope: 'col', class: typeof rows[0]?.[i] === 'number' ? 'number' : undefined }, head)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, i) => i ? h('td', { class: typeof cell === 'number' ? 'number' : undefined }, cell) : h('th', { scope: 'row' }, cell)))))));
}

// What a form says, without what is empty.
export function said(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''));
}

// Parts that may take long come in when they are there; ready is when all are, or a moment has passed.
export function slots(parts: [waiting: string, part: Promise<Child>][]): { boxes: HTMLElement[]; ready: Promise<void> } {
  const boxes = parts.map(([waiting]) => h('div', { 'aria-busy': 'true' }, h('p', { class: 'note' }, waiting)));
  const all = Promise.all(parts.map(async ([, part], i) => {
    const box = boxes[i];
    try {
      const child = await part;
      box?.replaceChildren();
      if (box) append(box, [child]);
    } catch (error) {
      if (error instanceof NeedsToken) throw error;
      if (!wasDropped(error)) box?.replaceChildren(h('p', { class: 'fault' }, error instanceof Error ? error.message : String(error)));
    }
    box?.removeAttribute('aria-busy');
  }));
  return { boxes, ready: Promise.race([all.then(() => undefined), new Promise<void>((done) => setTimeout(done, 700))]) };
}

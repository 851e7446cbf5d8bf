// SPDX-License-Identifier: Apache-2.0
// Try it: a text and a date in, events out; each may be corrected, and what was corrected saved as labelled lines, which
// `detente eval FILE` reads: {"id","text","date","actor":[[start,end]],"recipient":[[start,end]],"root":"CATEGORY"}.
import { address, remember } from '../address.ts';
import { annotated } from '../annotated.ts';
import { code, wasDropped } from '../api.ts';
import { h, say, type Child } from '../dom.ts';
import { saveText } from '../export.ts';
import { said, select } from '../parts.ts';
import type { Coded, Event, Party } from '../types.ts';
import { categories, plural } from '../words.ts';
import type { View } from './view.ts';

const longestShared = 4000;
const sample = {
  text: 'PARIS, March 4 - France expelled six Russian diplomats on Monday, a day after accusing Moscow of spying on its embassy. Russia has denied the charge.\n\nOfficials said the two governments could still hold talks in Geneva next week. In 2018 they met there and agreed to open a hotline.',
  date: '2024-03-05',
};

interface Label { text: string; actor: [number, number][]; recipient: [number, number][]; root: string }

// The place of words in a sentence, the nearest to where they stood.
function find(sentence: string, words: string, near: number): [number, number] | null {
  const letters = Array.from(sentence), wanted = Array.from(words.trim());
  let best: [number, number] | null = null;
  for (let i = 0; wanted.length && i + wanted.length <= letters.length; i++) {
    if (wanted.every((letter, k) => letters[i + k] === letter) && (!best || Math.abs(i - near) < Math.abs(best[0] - near))) best = [i, i + wanted.length];
  }
  return best;
}

const firstWords = (sides: Party[]): string => sides.map((side) => side.entity_text ?? '').filter(Boolean).join(' | ');

function correction(sentence: string, offset: number, event: Event | null, keep: (label: Label) => void, done: () => void): HTMLElement {
  const recipients = event ? (event.recipient.length ? event.recipient : event.actor.slice(1)) : [];
  const actors = event ? (event.recipient.length ? event.actor : event.actor.slice(0, 1)) : [];
  const fault = h('p', { class: 'fault', role: 'alert', hidden: true });
  const form = h('form', { class: 'correction', 'aria-label': 'The event as it should be' },
    h('blockquote', {}, sentence),
    select('root', 'Category', event?.event[0] ?? 'CONSULT', [...Object.entries(categories).map(([key, words]): [string, string] => [key, `${key.toLowerCase()}: ${words}`]), ['NONE', 'no event here']]),
    h('label', {}, h('span', {}, 'Actor, in its words; several with |'), h('input', { name: 'actor', value: firstWords(actors), autocomplete: 'off' })),
    h('label', {}, h('span', {}, 'Recipient'), h('input', { name: 'recipient', value: firstWords(recipients), autocomplete: 'off' })), fault,
    h('div', { class: 'row' }, h('button', {}, 'Keep'), h('button', { type: 'button', class: 'quiet', onclick: done }, 'Cancel')));
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    const given = said(form), label: Label = { text: sentence, actor: [], recipient: [], root: given.root ?? '' };
    for (const [role, sides] of [['actor', actors], ['recipient', recipients]] as const) {
      const parts = (given[role] ?? '').split('|').map((one) => one.trim()).filter(Boolean);
      for (const [i, words] of parts.entries()) {
        const place = find(sentence, words, (sides[i]?.start ?? 0) - offset);
        if (!place) {
          fault.textContent = `“${words}” does not stand in the sentence.`;
          fault.hidden = false;
          return;
        }
        label[role].push(place);
      }
    }
    if (label.root !== 'NONE' && !label.actor.length) {
      fault.textContent = 'An event wants an actor.';
      fault.hidden = false;
      return;
    }
    keep(label);
  });
  return form;
}

function labelOf(event: Event): Label | null {
  const offset = event.text_info?.start ?? 0;
  if (!event.text) return null;
  const [actors, recipients] = event.recipient.length ? [event.actor, event.recipient] : [event.actor.slice(0, 1), event.actor.slice(1)];
  const place = (side: Party): [number, number][] => {
    const found = find(event.text ?? '', side.entity_text ?? '', (side.start ?? 0) - offset);
    return found ? [found] : [];
  };
  return { text: event.text, actor: actors.flatMap(place), recipient: recipients.flatMap(place), root: event.event[0] ?? '' };
}

export function lines(labels: (Label & { id: string })[], date: string): string {
  return labels.map((label) => JSON.stringify({ id: label.id, text: label.text, ...(date && { date }), actor: label.actor, recipient: label.recipient, root: label.root }) + '\n').join('');
}

function results(answer: Coded, text: string, date: string): Child {
  const labels = new Map<number, Label>();
  const added: Label[] = [];
  const state = h('span', { class: 'note' });
  const count = (): void => { state.textContent = labels.size + added.length ? ` ${plural(labels.size + added.length, 'correction')} so far.` : ''; };
  const download = (): void => {
    const all = answer.events.flatMap((event, i) => {
      const label = labels.get(i) ?? labelOf(event);
      return label ? [{ ...label, id: `try-${i + 1}` }] : [];
    });
    saveText('labelled.jsonl', lines([...all, ...added.map((label, i) => ({ ...label, id: `try-added-${i + 1}` }))], date), 'application/x-ndjson');
  };
  const extra = (event: Event, i: number): Child => {
    if (!event.text) return null;
    const box = h('div', { class: 'correct' });
    const verdict = h('small', {});
    const open = h('button', { type: 'button', class: 'link', 'aria-label': `Correct event ${i + 1}`, onclick: () => {
      box.replaceChildren(correction(event.text ?? '', event.text_info?.start ?? 0, event, (label) => {
        labels.set(i, label);
        verdict.textContent = ` now ${label.root === 'NONE' ? 'no event' : label.root}`;
        say('Kept');
        count();
        box.replaceChildren(open, verdict);
        open.focus();
      }, () => { box.replaceChildren(open, verdict); open.focus(); }));
      box.querySelector('select')?.focus();
    } }, 'Correct');
    box.append(open, verdict);
    return box;
  };
  const missed = h('div', { class: 'missed' });
  const addButton = h('button', { type: 'button', class: 'quiet', onclick: () => {
    const picked = String(getSelection() ?? '').trim();
    const sentence = picked && text.includes(picked) ? picked : text.split(/(?<=[.!?])\s+/)[0] ?? text;
    const ask = h('form', { class: 'correction', 'aria-label': 'A missed event' }, h('label', {}, h('span', {}, 'The sentence that tells it'), h('textarea', { name: 'sentence', rows: 2, required: true }, sentence)),
      h('button', {}, 'Go on'));
    ask.addEventListener('submit', (event) => {
      event.preventDefault();
      const given = said(ask).sentence ?? '';
      missed.replaceChildren(correction(given, 0, null, (label) => { added.push(label); count(); missed.replaceChildren(addButton); addButton.focus(); }, () => missed.replaceChildren(addButton)));
      missed.querySelector('select')?.focus();
    });
    missed.replaceChildren(ask);
    ask.querySelector('textarea')?.focus();
  } }, 'Add an event that was missed');
  missed.append(addButton);
  const shown = annotated(text, answer.events, date || null, () => undefined, extra, false);
  return [
    h('h2', {}, answer.events.length ? `${plural(answer.events.length, 'event')} in ${plural(answer.sentences, 'sentence')}` : `${plural(answer.sentences, 'sentence')}, no events`),
    shown.box, missed,
    h('p', { class: 'save' }, h('button', { type: 'button', onclick: download }, 'Save as labelled lines'), state,
      h('span', { class: 'note' }, ' One line an event, as corrected; `detente eval` scores a coder by them.')),
  ];
}

export const tryIt: View = async (_names, parameters) => {
  const box = h('section', { 'aria-label': 'Events found' });
  const text = h('textarea', { name: 'text', rows: 7, required: true, 'aria-describedby': 'try-note', placeholder: 'A report, in English' });
  text.value = parameters.text ?? '';
  const form = h('form', { class: 'try', 'aria-label': 'A text to code' },
    h('label', {}, h('span', {}, 'Text'), text),
    h('div', { class: 'row' }, h('label', {}, h('span', {}, 'Title'), h('input', { name: 'title', value: parameters.title })),
      h('label', {}, h('span', {}, 'Published on'), h('input', { type: 'date', name: 'date', value: parameters.date })), h('button', {}, 'Find events'),
      parameters.text ? null : h('a', { class: 'quiet button', href: address(['try'], sample) }, 'Show an example')),
    h('p', { id: 'try-note', class: 'note' }, 'The text is read by this server and not kept. A short text becomes part of this page’s address.'));
  const show = async (): Promise<void> => {
    const given = said(form);
    box.replaceChildren(h('p', { class: 'note' }, 'Reading…'));
    const answer = await code({ text: given.text ?? '', ...(given.title && { title: given.title }), ...(given.date && { date: given.date }) });
    box.replaceChildren(...[results(answer, given.text ?? '', given.date ?? '')].flat(Infinity as 1).filter((one): one is Node => one instanceof Node));
    say(plural(answer.events.length, 'event'));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = said(form);
    remember(['try'], (given.text ?? '').length <= longestShared ? given : { title: given.title, date: given.date });
    void show().catch((error: unknown) => {
      if (!wasDropped(error)) box.replaceChildren(h('p', { role: 'alert', class: 'fault' }, error instanceof Error ? error.message : 'That did not work.'));
    });
  });
  if (text.value) await show();
  return { title: 'Try it', content: [form, box] };
};

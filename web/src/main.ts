// SPDX-License-Identifier: Apache-2.0
// The page: reads its address, shows the view, and says so.
import './style.css';
import { address, readAddress } from './address.ts';
import { get, NeedsToken, setToken, startView, wasDropped } from './api.ts';
import { append, h, say } from './dom.ts';
import { actorField } from './search.ts';
import type { RecordFacts } from './types.ts';
import { actor } from './views/actor.ts';
import { article, articles } from './views/article.ts';
import { happening, oneMention } from './views/happening.ts';
import { pair } from './views/pair.ts';
import { tryIt } from './views/try.ts';
import type { View } from './views/view.ts';
import { world } from './views/world.ts';

const views: Record<string, [view: View, names: number]> = {
  world: [world, 0], actor: [actor, 1], pair: [pair, 2], happening: [happening, 1], mention: [oneMention, 2], article: [article, 1],
  articles: [articles, 0], try: [tryIt, 0],
};
const main = document.getElementById('main') as HTMLElement;
let last = '';

function askToken(): HTMLElement {
  const form = h('form', { class: 'controls' }, h('label', {}, h('span', {}, 'Token'), h('input', { type: 'password', name: 'token', required: true, autocomplete: 'off' })), h('button', {}, 'Go on'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    setToken(String(new FormData(form).get('token')));
    void render();
    void showNature();
  });
  return form;
}

function showFailure(error: unknown): void {
  const needs = error instanceof NeedsToken;
  document.title = 'Detente';
  main.replaceChildren(h('h1', {}, needs ? 'Who is asking?' : 'That did not work'), h('p', { role: 'alert' }, error instanceof Error ? error.message : String(error)),
    needs ? askToken() : h('p', {}, h('a', { href: address(['']) }, 'To the world')));
}

async function render(): Promise<void> {
  const signal = startView();
  const { view, names, parameters } = readAddress();
  for (const one of document.querySelectorAll<HTMLAnchorElement>('header nav a')) {
    if (one.dataset.view === view || (view === 'article' && one.dataset.view === 'articles')) one.setAttribute('aria-current', 'page'); else one.removeAttribute('aria-current');
  }
  const place = view + '/' + names.join('/'), moved = place !== last;
  main.setAttribute('aria-busy', 'true');
  try {
    const known = Object.hasOwn(views, view) ? views[view] : undefined;
    if (!known || names.length < known[1] || names.slice(0, known[1]).some((name) => !name)) throw new Error('There is no such view.');
    const shown = await known[0](names, parameters);
    if (signal.aborted) return;
    document.title = `${shown.title} · Detente`;
    const title = h('h1');
    append(title, [shown.heading ?? shown.title]);
    const fresh = h('div');
    append(fresh, [title, ...shown.content]);
    main.replaceChildren(...fresh.childNodes);
    if (moved && last) { scrollTo(0, 0); main.focus({ preventScroll: true }); }
    say(shown.title);
    last = place;
  } catch (error) {
    if (!signal.aborted && !wasDropped(error)) showFailure(error);
  } finally {
    if (!signal.aborted) main.removeAttribute('aria-busy');
  }
}

// What kind of record this is, where it says so: data for show are named as such on every view.
async function showNature(): Promise<void> {
  const { nature } = await get<RecordFacts>('record', {}, new AbortController().signal);
  const line = document.getElementById('nature');
  if (!line || !nature) return;
  line.textContent = nature;
  line.hidden = false;
}

document.getElementById('search')?.append(actorField('Find an actor, or a pair', 'Find an actor or a pair', (code) => { location.hash = address(['actor', code]); }));
addEventListener('hashchange', () => void render());
void render();
showNature().catch(() => undefined);

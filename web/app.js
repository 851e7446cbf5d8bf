// SPDX-License-Identifier: Apache-2.0
// The views. What is shown is what the address says: #/…?…, so that every view can be kept, sent and gone back to.

import { NeedsToken, code, get, setToken } from './api.js';
import { element, river, sparkline } from './draw.js';
import { categories, day, marks, month, number, party, period, plural, quads, source, when } from './words.js';

const main = document.getElementById('main');
const status = document.getElementById('status');
const longestSharedText = 4000;
let asking = new AbortController();

const say = (text) => { status.textContent = text; };
const nameOf = (code, name) => name || code;
const link = (view, parameters, ...children) => element('a', { href: address(view, parameters) }, ...children);

function address(view, parameters = {}) {
  const said = Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined && value !== null);
  return '#/' + view + (said.length ? '?' + new URLSearchParams(said) : '');
}

function readAddress() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  let names;
  try { names = path.split('/').map(decodeURIComponent); } catch { names = ['']; }
  return { names, parameters: Object.fromEntries(new URLSearchParams(query)) };
}

// Events

// Which characters of the sentence play which part. Positions are code points of the document's text; a title stands
// before it and has none, so there the words are looked for.
function paint(event) {
  const letters = Array.from(event.text || '');
  const parts = new Array(letters.length).fill('');
  const info = event.text_info || {};
  const placed = info.end - info.start === letters.length;
  const cover = (part, start, end, words) => {
    let from = placed ? start - info.start : -1, to = placed ? end - info.start : -1;
    if (!(from >= 0 && to > from && to <= letters.length)) {
      const found = words ? event.text.indexOf(words) : -1;
      if (found < 0) return;
      from = Array.from(event.text.slice(0, found)).length;
      to = from + Array.from(words).length;
    }
    parts.fill(part, from, to);
  };
  if (event.date_span) cover('day', event.date_span[0], event.date_span[1], event.date_text);
  (event.attribution || []).forEach((side) => cover('source', side.start, side.end, side.text));
  (event.recipient || []).forEach((side) => cover('recipient', side.start, side.end, side.entity_text));
  (event.actor || []).forEach((side) => cover('actor', side.start, side.end, side.entity_text));
  (event.trigger || []).forEach(([start, end], i) => cover('trigger', start, end, (event.event_text || [])[i]));
  return { letters, parts };
}

function sentence(event) {
  if (!event.text) return null;
  const { letters, parts } = paint(event);
  const pieces = [];
  for (let start = 0; start < letters.length;) {
    let end = start;
    while (end < letters.length && parts[end] === parts[start]) end++;
    const words = letters.slice(start, end).join('');
    const spoken = { actor: ' (actor) ', recipient: ' (recipient) ', trigger: ' (what happened) ' }[parts[start]];
    pieces.push(parts[start]
      ? element('mark', { class: parts[start] }, words, spoken ? element('span', { class: 'unseen' }, spoken) : null)
      : words);
    start = end;
  }
  return element('blockquote', {}, pieces);
}

function sides(list) {
  return list.map((side, i) => {
    const { name, code, sector, office } = party(side);
    const details = [code, sector, office.replaceAll('-', ' ')].filter(Boolean).join(' · ');
    return [i ? ', ' : '', element('b', {}, name), details ? element('small', {}, ` ${details}`) : null];
  });
}

function whoDidWhat(event) {
  const category = (event.event || [])[0] || 'NONE';
  const mode = (event.mode || [])[0];
  const verb = categories[category] || 'no category';
  const what = element('span', { class: 'category ' + (event.quad_code > 2 ? 'conflict' : 'cooperation') },
    verb, mode ? ` (${mode.replaceAll('_', ' ')})` : '');
  if (!(event.recipient || []).length) return [sides(event.actor || []), ' · ', what];
  return [sides(event.actor || []), ' ', what, ' ', sides(event.recipient)];
}

function saidBy(event) {
  const chain = event.attribution || [];
  const publication = event.cite_info && event.cite_info.publication;
  const links = chain.map((one) => [element('b', {}, one.identifier_text || one.text), ` (${source(one.kind)})`]);
  if (publication) links.push(publication);
  if (!links.length) return null;
  return element('li', {}, chain.length ? 'According to ' : 'Told by ', links.flatMap((one, i) => i ? [' → ', one] : [one]));
}

function safeLink(url, text) {
  try {
    if (!['http:', 'https:'].includes(new URL(url).protocol)) return text;
  } catch { return text; }
  return element('a', { href: url, rel: 'noreferrer noopener', target: '_blank' }, text);
}

function evidence(event) {
  const cite = event.cite_info || {};
  const codes = [(event.event || [])[0], event.cameo ? `CAMEO ${event.cameo}` : '', ...(event.context || [])].filter(Boolean);
  const title = cite.title || event.document;
  return element('ul', { class: 'evidence' },
    (event.auxiliary || []).map((mark) => element('li', { class: 'mark' }, marks[mark] || mark)),
    saidBy(event),
    element('li', {}, codes.join(' · '), event.event_scale === undefined ? '' : ` · score ${event.event_scale}`,
      event.confidence === undefined ? '' : ` · confidence ${Math.round(event.confidence * 100)} %`),
    event.rule_line || event.rule
      ? element('li', {}, 'Rule ', element('code', {}, event.rule || ''), event.rule_line ? [' at ', element('code', { title: event.rule_line }, event.rule_line.split('/').slice(-2).join('/'))] : null)
      : null,
    title ? element('li', {}, 'In ', event.document ? link('document/' + encodeURIComponent(event.document), {}, title) : title,
      cite.url ? [' · ', safeLink(cite.url, 'source')] : null) : null);
}

function showEvent(event, reports = 0) {
  const uncertain = (event.auxiliary || []).length ? ' uncertain' : '';
  return element('li', { class: 'event' + uncertain },
    element('p', { class: 'head' }, element('time', event.date ? { datetime: event.date } : {}, when(event)), ' ', whoDidWhat(event),
      reports ? element('small', {}, ` · told ${plural(reports + 1, 'time', 'times')}`) : null),
    sentence(event), evidence(event));
}

// Events of one happening (one link) on one day stand together, the surest of them in full.
function gather(events) {
  const groups = new Map();
  for (const event of events) {
    const key = event.link ? event.link + event.date : event.document + event.id;
    if (groups.has(key)) groups.get(key).push(event); else groups.set(key, [event]);
  }
  return [...groups.values()].map((group) => {
    const surest = group.reduce((best, one) => (one.confidence > best.confidence ? one : best));
    return showEvent(surest, group.length - 1);
  });
}

// A list of events with a button for more.
function eventList(path, parameters) {
  const list = element('ol', { class: 'events' });
  const more = element('button', { type: 'button', hidden: true }, 'More');
  const box = element('div', {}, list, more);
  let cursor = '';
  const load = async () => {
    more.disabled = true;
    const answer = await get(path, { ...parameters, cursor }, asking.signal);
    list.append(...gather(answer.events));
    cursor = answer.next || '';
    more.hidden = !cursor;
    more.disabled = false;
    if (!list.children.length) box.prepend(element('p', { class: 'nothing' }, 'No events.'));
  };
  more.addEventListener('click', () => load().catch(showFailure));
  return load().then(() => box);
}

const legend = () => element('p', { class: 'legend' }, 'In sentences: ',
  ['actor', 'recipient', 'trigger', 'source', 'day'].map((part, i) =>
    [i ? ' · ' : '', element('mark', { class: part }, { trigger: 'what happened', day: 'date' }[part] || part)]));

// Views

function tile(count, words) {
  return element('div', { class: 'tile' }, element('dt', {}, words), element('dd', {}, number(count)));
}

function pairRow(pair, from, to) {
  const names = `${nameOf(pair.a, pair.a_name)} – ${nameOf(pair.b, pair.b_name)}`;
  const points = pair.points || [];
  const cooperation = points.reduce((sum, point) => sum + point[1], 0);
  const conflict = points.reduce((sum, point) => sum + point[2], 0);
  const all = cooperation + conflict;
  return element('tr', {},
    element('th', { scope: 'row' }, link(`pair/${encodeURIComponent(pair.a)}/${encodeURIComponent(pair.b)}`, {}, names)),
    element('td', {}, sparkline(points, from, to, `${names}: ${cooperation} cooperative, ${conflict} conflictual`)),
    element('td', { class: 'number' }, number(pair.fact)),
    element('td', { class: 'number' }, all ? `${Math.round(conflict / all * 100)} %` : '–'),
    element('td', {}, pair.last ? month(pair.last) : ''));
}

async function showRecord() {
  const [record, { pairs }, newest] = await Promise.all([
    get('record', {}, asking.signal),
    get('pairs', { limit: 40, by: 'auto' }, asking.signal),
    eventList('events', { limit: 10 }),
  ]);
  const first = pairs.map((pair) => pair.first).filter(Boolean).sort()[0] || record.from;
  const last = pairs.map((pair) => pair.last).filter(Boolean).sort().at(-1) || record.to;
  return ['The record', [
    element('dl', { class: 'tiles' }, tile(record.events, 'events'), tile(record.documents, 'documents'), tile(record.pairs, 'directed pairs')),
    record.from ? element('p', {}, 'Events of ', period(record.from, record.to), '.') : null,
    element('section', { 'aria-labelledby': 'pairs' }, element('h2', { id: 'pairs' }, 'Most active pairs'),
      pairs.length ? element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'pairs' }, element('table', {},
        element('thead', {}, element('tr', {}, ['Pair', `${month(first)} – ${month(last)}`, 'Facts', 'Conflict', 'Last'].map((head) => element('th', { scope: 'col' }, head)))),
        element('tbody', {}, pairs.map((pair) => pairRow(pair, first, last))))) : element('p', { class: 'nothing' }, 'No pairs yet.'),
      element('p', { class: 'key' }, element('span', { class: 'swatch cooperation' }), ' cooperation above, ', element('span', { class: 'swatch conflict' }), ' conflict below the line')),
    element('section', { 'aria-labelledby': 'newest' }, element('h2', { id: 'newest' }, 'Newest events'), legend(), newest),
  ]];
}

function choice(name, label, value, options) {
  return element('label', {}, label, ' ', element('select', { name },
    options.map(([key, words]) => element('option', { value: key, selected: key === value }, words))));
}

function pairControls(a, b, names, parameters) {
  const form = element('form', { class: 'controls', 'aria-label': 'What is shown' },
    choice('by', 'by', parameters.by || '', [['', 'fitting'], ['day', 'day'], ['week', 'week'], ['month', 'month'], ['quarter', 'quarter'], ['year', 'year']]),
    choice('way', 'direction', parameters.way || '', [['', 'both'], ['forth', `${names[0]} → ${names[1]}`], ['back', `${names[1]} → ${names[0]}`]]),
    choice('category', 'events', parameters.category || '', [['', 'all'], ...Object.entries(categories)]),
    element('label', {}, 'from ', element('input', { type: 'date', name: 'from', value: parameters.from })),
    element('label', {}, 'to ', element('input', { type: 'date', name: 'to', value: parameters.to })),
    element('button', {}, 'Show'));
  const show = () => { location.hash = address(`pair/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, Object.fromEntries(new FormData(form))); };
  form.addEventListener('submit', (event) => { event.preventDefault(); show(); });
  form.addEventListener('change', (event) => { if (event.target.tagName === 'SELECT') show(); });
  return form;
}

function describePoint(point) {
  const counts = quads.map((name, i) => `${point.quads[i]} ${name}`).filter((_, i) => point.quads[i]);
  const balance = point.fact ? `; mean score ${point.balance > 0 ? '+' : ''}${point.balance.toFixed(1)}` : '';
  return `${period(point.from, point.to)}: ${counts.join(', ') || 'nothing'}${balance}`;
}

function numbersTable(points) {
  const heads = ['Period', ...quads, 'Mean score', 'Not facts'];
  return element('details', {}, element('summary', {}, 'The numbers'),
    element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'The numbers' }, element('table', {},
      element('thead', {}, element('tr', {}, heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, points.filter((point) => point.fact + notFacts(point)).map((point) => element('tr', {},
        element('th', { scope: 'row' }, period(point.from, point.to)),
        point.quads.map((count) => element('td', { class: 'number' }, count)),
        element('td', { class: 'number' }, point.fact ? point.balance.toFixed(1) : '–'),
        element('td', { class: 'number' }, notFacts(point))))))));
}

const notFacts = (point) => point.negated + point.hypothetical + point.future + point.historical + point.vague;

function chart(series, a, b, parameters) {
  const { points } = series;
  if (!points.length) return element('p', { class: 'nothing' }, 'No facts between them in these days.');
  const line = element('p', { class: 'reading', 'aria-live': 'polite' }, 'Point at a period to read it; choose it to see its events.');
  const total = [0, 1, 2, 3].map((i) => points.reduce((sum, point) => sum + point.quads[i], 0));
  const label = `Facts by ${series.period}, ${period(points[0].from, points.at(-1).to)}: ` + quads.map((name, i) => `${total[i]} ${name}`).join(', ');
  const choose = (point) => { location.hash = address(`pair/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, { ...parameters, since: point.from, until: point.to }); };
  const chosen = points.findIndex((point) => point.from === parameters.since);
  const drawing = river(points, series.shifts, main.clientWidth, label, (point) => { line.textContent = describePoint(point); }, choose, chosen);
  return element('figure', {}, drawing, element('figcaption', {},
    element('p', { class: 'key' }, quads.map((name) => [element('span', { class: 'swatch ' + name }), ` ${name} `]), element('span', { class: 'swatch line' }), ' mean score (right scale)'),
    line), numbersTable(points));
}

const percent = (share) => `${Math.round(share * 100)} %`;

function shiftWords(shift) {
  const parts = [];
  if (shift.kind !== 'volume') parts.push(`conflict went from ${percent(shift.before.share.mean)} to ${percent(shift.after.share.mean)} of what happens`);
  if (shift.kind !== 'tone') parts.push(shift.volume_ratio >= 1 ? `${shift.volume_ratio.toFixed(1)} times as much happens` : `${percent(shift.volume_ratio)} as much happens`);
  return parts.join('; ');
}

function episode(one) {
  const words = one.text || `${one.actor} ${categories[one.event] || one.event} ${one.recipient}`;
  return element('li', {}, element('time', { datetime: one.date }, one.date ? day(one.date) : ''), ' ', words,
    one.events > 1 ? element('small', {}, ` · ${plural(one.events, 'event', 'events')}`) : null);
}

function shiftList(shifts) {
  if (!shifts.length) return null;
  return element('section', { 'aria-labelledby': 'shifts' }, element('h2', { id: 'shifts' }, 'Shifts'),
    element('ol', { class: 'shifts' }, shifts.map((shift) => element('li', {},
      element('b', {}, day(shift.date)), `: ${shiftWords(shift)} `,
      element('small', {}, `(probability ${percent(shift.probability)}; between ${period(shift.between.from, shift.between.to)})`),
      element('ul', {}, shift.episodes.map(episode))))));
}

async function askSeries(parameters) {
  try {
    return await get('series', { ...parameters, shifts: 1 }, asking.signal);
  } catch (error) { // too many periods to seek shifts in; the series itself may still be had
    if (error.name === 'AbortError' || error instanceof NeedsToken) throw error;
    return get('series', parameters, asking.signal);
  }
}

async function showPair(names, parameters) {
  const [, a, b] = names;
  const [first, second] = parameters.way === 'back' ? [b, a] : [a, b];
  const directed = parameters.way === 'forth' || parameters.way === 'back';
  const days = { from: parameters.from, to: parameters.to };
  const [answer, list] = await Promise.all([
    askSeries({ a: first, b: second, directed: directed ? 1 : '', by: parameters.by, ...days }),
    eventList('events', { actor: first, recipient: second, either: directed ? '' : 1, category: parameters.category,
      from: parameters.since || days.from, to: parameters.until || days.to }),
  ]);
  const asked = [nameOf(first, answer.actor_name), nameOf(second, answer.recipient_name)];
  const [nameA, nameB] = first === a ? asked : asked.reverse();
  const all = { ...parameters, since: '', until: '' };
  return [`${nameA} and ${nameB}`, [
    pairControls(a, b, [nameA, nameB], parameters),
    chart(answer.relations, a, b, parameters),
    shiftList(answer.relations.shifts),
    element('section', { 'aria-labelledby': 'happenings' },
      element('h2', { id: 'happenings' }, 'What happened', parameters.since ? `, ${period(parameters.since, parameters.until)}` : ''),
      parameters.since ? element('p', {}, link(`pair/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, all, 'All periods')) : null,
      legend(), list),
  ]];
}

async function showDocument(names, parameters) {
  const id = names.slice(1).join('/');
  const path = 'documents/' + encodeURIComponent(id);
  const [{ document: about }, list] = await Promise.all([get(path, { limit: 1 }, asking.signal), eventList(path, parameters)]);
  return [about.title || about.id, [
    element('p', {}, [about.publication, about.title ? about.id : ''].filter(Boolean).join(' · '), about.url ? [' · ', safeLink(about.url, 'source')] : null),
    legend(), list,
  ]];
}

function codedEvents(answer) {
  if (!answer.events.length) return [element('p', { class: 'nothing' }, `${plural(answer.sentences, 'sentence', 'sentences')}, no events.`)];
  return [element('h2', {}, `${plural(answer.events.length, 'event', 'events')} in ${plural(answer.sentences, 'sentence', 'sentences')}`),
    legend(), element('ol', { class: 'events' }, answer.events.map((event) => showEvent(event)))];
}

async function showTry(names, parameters) {
  const answerBox = element('section', { 'aria-live': 'polite', 'aria-label': 'Events found' });
  const text = element('textarea', { name: 'text', rows: 7, required: true, 'aria-describedby': 'try-note' });
  text.value = parameters.text || '';
  const form = element('form', { class: 'try', 'aria-label': 'A text to code' },
    element('label', {}, 'Text', text),
    element('div', { class: 'row' },
      element('label', {}, 'Title ', element('input', { name: 'title', value: parameters.title })),
      element('label', {}, 'Published on ', element('input', { type: 'date', name: 'date', value: parameters.date })),
      element('button', {}, 'Find events')),
    element('p', { id: 'try-note', class: 'note' }, 'The text is read by this server and not kept. A short text becomes part of this page’s address.'));
  const show = async () => {
    const { text: words, title, date } = Object.fromEntries(new FormData(form));
    answerBox.replaceChildren(element('p', { class: 'note' }, 'Reading…'));
    const answer = await code({ text: words, ...(title && { title }), ...(date && { date }) }, asking.signal);
    answerBox.replaceChildren(...codedEvents(answer));
    say(plural(answer.events.length, 'event', 'events'));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    const shared = address('try', given.text.length <= longestSharedText ? given : { title: given.title, date: given.date });
    if (location.hash !== shared) history.replaceState(null, '', shared);
    show().catch(showFailure);
  });
  if (text.value) await show();
  return ['Try it', [form, answerBox]];
}

function askToken() {
  const form = element('form', { class: 'controls' }, element('label', {}, 'Token ', element('input', { type: 'password', name: 'token', required: true, autocomplete: 'off' })), element('button', {}, 'Go on'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    setToken(new FormData(form).get('token'));
    render();
  });
  return form;
}

function showFailure(error) {
  if (error.name === 'AbortError') return;
  document.title = 'Detente';
  main.replaceChildren(element('h1', {}, error instanceof NeedsToken ? 'Who is asking?' : 'That did not work'), element('p', { role: 'alert' }, error.message), error instanceof NeedsToken ? askToken() : element('p', {}, link('', {}, 'To the record')));
}

const views = { '': showRecord, pair: showPair, document: showDocument, try: showTry };

async function render() {
  asking.abort();
  asking = new AbortController();
  const mine = asking, { names, parameters } = readAddress();
  for (const one of document.querySelectorAll('nav a')) {
    const here = one.dataset.view === (names[0] === 'try' ? 'try' : names[0] === '' ? 'record' : names[0]);
    if (here) one.setAttribute('aria-current', 'page'); else one.removeAttribute('aria-current');
  }
  main.setAttribute('aria-busy', 'true');
  try {
    const known = Object.hasOwn(views, names[0]) && (names[0] !== 'pair' || (names[1] && names[2]));
    if (!known) throw new Error('There is no such view.');
    const [title, content] = await views[names[0]](names, parameters);
    if (mine !== asking) return;
    document.title = `${title} · Detente`;
    main.replaceChildren(element('h1', {}, title), ...content.filter(Boolean));
    say(title);
  } catch (error) {
    if (mine === asking) showFailure(error);
  } finally {
    if (mine === asking) main.removeAttribute('aria-busy');
  }
}

// Looking up a pair

const lookup = document.getElementById('lookup');
const suggestions = document.getElementById('actors');
let typing = 0;

lookup.addEventListener('input', (event) => {
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const search = event.target.value.trim();
    if (search.length < 2) return;
    const answer = await get('actors', { search, limit: 12 }).catch(() => ({ actors: [] }));
    suggestions.replaceChildren(...answer.actors.filter((actor) => actor.code).map((actor) => element('option', { value: actor.name }, `${actor.code} ${actor.kind}`)));
  }, 150);
});

async function codeOf(words) {
  if (/^[A-Z]{3}$/.test(words)) return words;
  const { actors } = await get('actors', { search: words, limit: 5 });
  const found = actors.find((actor) => actor.code);
  if (!found) throw new Error(`Nobody is known by the name “${words}”.`);
  return found.code;
}

lookup.addEventListener('submit', async (event) => {
  event.preventDefault();
  const given = new FormData(lookup);
  try {
    const [a, b] = await Promise.all([codeOf(given.get('a').trim()), codeOf(given.get('b').trim())]);
    location.hash = address(`pair/${encodeURIComponent(a)}/${encodeURIComponent(b)}`);
  } catch (error) { showFailure(error); }
});

addEventListener('hashchange', render);
render();

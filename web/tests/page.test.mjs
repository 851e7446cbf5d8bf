// SPDX-License-Identifier: Apache-2.0
// Every view in headless Chromium, over the demonstration record: at the size of a telephone and of a desktop, in light and
// dark. Nothing may be said on the console, nothing asked of another host, nothing stick out at the side, and axe-core
// find nothing; then what one does there, by pointer and by keys alone.
//
//   DETENTE=program RECORD=file node --test web/tests        SHOTS=folder keeps pictures, too
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { DETENTE, RECORD, SHOTS, CHROMIUM = '/usr/bin/chromium' } = process.env;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const script = '<script>document.title="broken"</script><img src=x onerror=alert(1)>';
const report = `${script} FRANCE expelled two Russian diplomats on Monday. Russia denied that it had threatened France.`;
let server, base, browser, happening, mention;

const get = async (path) => (await fetch(base + '/api/v1/' + path)).json();

before(async () => {
  server = spawn(DETENTE, ['serve', '--port', '0', RECORD], { stdio: ['ignore', 'pipe', 'inherit'] });
  base = await new Promise((done, fail) => {
    let said = '';
    server.stdout.on('data', (data) => { said += data; const found = /http:\/\/[^/\s]+/.exec(said); if (found) done(found[0]); });
    server.on('exit', () => fail(new Error('the server does not start')));
  });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const { events } = await get('events?document=korea-2024&reality=hypothetical');
  happening = events[0].link;
  mention = events[0];
});
after(async () => {
  await browser?.close();
  server?.kill();
});

const views = () => ({
  world: '#/', network: '#/?as=network&quad=4&from=2023-01-01&to=2023-12-31', table: '#/?as=table', actor: '#/actor/IND?as=table',
  pair: '#/pair/IND/PAK', compared: '#/pair/IND/PAK?by=month&vs=GRC.TUR&since=2024-06-01&until=2024-08-31', filtered: '#/pair/EGY/ETH?category=ACCUSE&sector=GOV',
  happening: `#/happening/${happening}`, mention: `#/mention/${encodeURIComponent(mention.document)}/${mention.id}`,
  article: `#/article/korea-2024?event=${mention.id}`, articles: '#/articles', try: '#/try', tried: '#/try?' + new URLSearchParams({ text: report, date: '2024-11-27' }),
});
const sizes = { desktop: { width: 1280, height: 800 }, telephone: { width: 360, height: 740 } };

async function open(hash, { size = 'desktop', scheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: sizes[size], colorScheme: scheme, reducedMotion: 'reduce', acceptDownloads: true, locale: 'en-GB' });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => { if (!/^(blob:|data:)/.test(request.url()) && !request.url().startsWith(base + '/')) faults.push('asks ' + request.url()); });
  page.on('response', (response) => { if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`); });
  await page.goto(base + '/' + hash);
  await settled(page);
  return { page, faults, close: () => context.close() };
}

async function settled(page) {
  await page.waitForSelector('main:not([aria-busy]) h1');
  await page.waitForFunction(() => !document.querySelector('main [aria-busy]'));
  await page.waitForFunction(() => [...document.querySelectorAll('.canvas')].every((box) => box.firstElementChild));
}

for (const size of Object.keys(sizes)) {
  for (const scheme of ['light', 'dark']) {
    test(`all views, ${size}, ${scheme}`, async () => {
      const found = [];
      for (const [name, hash] of Object.entries(views())) {
        const { page, faults, close } = await open(hash, { size, scheme });
        if ((await page.textContent('h1')) === 'That did not work') found.push(`${name}: ${await page.textContent('main')}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) found.push(`${name} sticks out by ${over} px`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
        for (const one of violations) found.push(`${name}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target + ' ' + (node.any[0]?.message ?? '')).join('; ')}`);
        found.push(...faults.map((fault) => `${name}: ${fault}`));
        if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${size}-${scheme}.png`, fullPage: false });
        await close();
      }
      assert.deepEqual(found, []);
    });
  }
}

test('the policy allows no script but the page’s own', async () => {
  const policy = (await fetch(base + '/')).headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
});

test('by keys alone: to an actor, a pair, what happened then', async () => {
  const { page, faults, close } = await open('#/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  for (let i = 0; i < 20 && (await page.evaluate(() => document.activeElement.getAttribute('role'))) !== 'combobox'; i++) await page.keyboard.press('Tab');
  await page.keyboard.type('pakis');
  await page.waitForSelector('[role=option]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#/actor/PAK');
  await settled(page);
  await page.fill('.search input', 'India and Pakistan');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#/pair/'));
  await settled(page);
  await page.focus('svg.river');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  assert.match(await page.textContent('.reading'), /\d{4}/);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /since=\d{4}-\d\d-\d\d&until=/.test(location.hash));
  assert.match(await page.textContent('#happened'), /What happened, /);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !location.hash.includes('since='));
  assert.deepEqual(faults, []);
  await close();
});

test('the address is the view: brushed, hidden and gone back', async () => {
  const { page, close } = await open('#/pair/GRC/TUR?by=quarter');
  const box = await page.locator('svg.river').boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(() => location.hash.includes('since='));
  const chosen = page.url();
  await page.uncheck('fieldset.key label:nth-of-type(1) input');
  assert.match(page.url(), /hide=verbal-cooperation/);
  const other = await open(chosen.slice(base.length + 1));
  assert.equal(await other.page.textContent('#happened'), await page.textContent('#happened'));
  assert.ok(Number(await other.page.getAttribute('svg.river .chosen', 'width')) > 50);
  await other.close();
  await page.click('header nav a[data-view=articles]');
  await settled(page);
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes('hide='));
  await settled(page);
  assert.equal(await page.isChecked('fieldset.key label:nth-of-type(1) input'), false);
  await close();
});

const download = async (page, name) => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`.exports button:text-is("${name}")`)]);
  return readFile(await file.path());
};

test('who says so, and what was strongest', async () => {
  const { page, faults, close } = await open('#/pair/GRC/TUR');
  await page.click('summary:has-text("According to whom")');
  await page.waitForSelector('[aria-label="Facts by who says so: table"] tbody tr');
  await page.evaluate(axe);
  assert.deepEqual((await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))).violations.map((one) => one.id), []);
  await page.goto(base + '/#/');
  await settled(page);
  assert.ok(await page.locator('.strongest li').count() > 0);
  assert.deepEqual(faults, []);
  await close();
});

test('what is shown can be saved', async () => {
  const { page, faults, close } = await open('#/pair/IND/PAK?by=year');
  const series = await get('series?a=IND&b=PAK&by=year&shifts=1');
  const csv = (await download(page, 'CSV')).toString().trim().split('\r\n');
  assert.equal(csv.length, series.relations.points.length + 1);
  assert.equal(csv[1].split(',')[4], String(series.relations.points[0].quads[0]));
  assert.deepEqual(JSON.parse(await download(page, 'JSON')).relations.points, series.relations.points);
  assert.match((await download(page, 'SVG')).toString(), /^<svg[^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.equal((await download(page, 'PNG')).subarray(1, 4).toString(), 'PNG');
  assert.deepEqual(faults, []);
  await close();
});

test('a text is coded, corrected and saved; a script in it stays text', async () => {
  const { page, faults, close } = await open('#/try');
  await page.fill('textarea[name=text]', report);
  await page.fill('input[name=title]', script);
  await page.fill('input[name=date]', '2024-11-27');
  await page.click('form.try button');
  await page.waitForSelector('.told');
  assert.match(await page.textContent('.text'), /<script>/);
  assert.equal(await page.locator('main script, main img').count(), 0);
  await page.click('button[aria-label="Correct event 1"]');
  await page.selectOption('.correction select[name=root]', 'REJECT');
  await page.fill('.correction input[name=recipient]', 'nobody at all');
  await page.click('.correction button:text-is("Keep")');
  assert.match(await page.textContent('.correction .fault'), /does not stand/);
  await page.fill('.correction input[name=recipient]', 'diplomats');
  await page.click('.correction button:text-is("Keep")');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('button:text-is("Save as labelled lines")')]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(lines[0].root, 'REJECT');
  const letters = Array.from(lines[0].text);
  assert.equal(letters.slice(...lines[0].recipient[0]).join(''), 'diplomats');
  const labelled = join(await mkdtemp(join(tmpdir(), 'detente-')), 'labelled.jsonl');
  await file.saveAs(labelled);
  const scored = await new Promise((done) => {
    const evaluation = spawn(DETENTE, ['eval', labelled], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    evaluation.stdout.on('data', (data) => { said += data; });
    evaluation.on('close', (code) => done({ code, said }));
  });
  await rm(dirname(labelled), { recursive: true });
  assert.equal(scored.code, 0);
  assert.match(scored.said, new RegExp(`lines ${lines.length}\\b`));
  assert.equal(await page.title(), 'Try it · Detente');
  assert.deepEqual(faults, []);
  await close();
});

test('addresses that lead nowhere say so, and run nothing', async () => {
  for (const hash of ['#/nowhere', '#/pair/IND', `#/article/${encodeURIComponent(script)}`, `#/happening/${encodeURIComponent(script)}`, '#/pair/IND/PAK?from=x', '#/%E0%A4%A']) {
    const { page, close } = await open(hash);
    assert.equal(await page.locator('main script, main img').count(), 0);
    assert.match(await page.textContent('h1'), /did not work|The world/, hash);
    await close();
  }
  const { page, faults, close } = await open(`#/pair/IND/${encodeURIComponent('<b>x</b>')}`);
  assert.match(await page.textContent('h1'), /<b>x<\/b>/);
  assert.deepEqual(faults, []);
  await close();
});

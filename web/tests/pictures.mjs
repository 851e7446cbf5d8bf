// SPDX-License-Identifier: Apache-2.0
// The pictures of docs/: pictures.mjs ADDRESS FOLDER, of a server on the demonstration record.
import { chromium } from 'playwright-core';

const [address, folder] = process.argv.slice(2);
const pictures = [
  ['world', '#/', 1120, 1180, 'light'], ['pair', '#/pair/IND/PAK?by=month&since=2024-07-01&until=2024-09-30', 1120, 1000, 'light'],
  ['article', '#/article/korea-2024', 1120, 900, 'light'], ['network', '#/?as=network', 1120, 760, 'dark', '#who'], ['telephone', '#/pair/GRC/TUR?by=quarter', 390, 800, 'dark'],
];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const [name, hash, width, height, colorScheme, at] of pictures) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' });
  await page.goto(`${address}/${hash}`);
  await page.waitForSelector('main:not([aria-busy]) h1');
  await page.waitForFunction(() => !document.querySelector('main [aria-busy]'));
  await page.waitForFunction(() => [...document.querySelectorAll('.canvas')].every((box) => box.firstElementChild));
  if (name === 'article') await page.click('.told .badge >> nth=3');
  if (at) await page.evaluate((id) => document.querySelector(id)?.scrollIntoView(), at);
  await page.screenshot({ path: `${folder}/page-${name}.png` });
  await page.close();
}
await browser.close();

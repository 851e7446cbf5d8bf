// SPDX-License-Identifier: Apache-2.0
// What is shown, as a file: numbers as CSV, answers as JSON, drawings as SVG and PNG.
import type { Relations } from './types.ts';

export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export const saveText = (name: string, text: string, type: string): void => save(name, new Blob([text], { type }));

const field = (value: string | number): string => (/[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

export function csv(rows: (string | number)[][]): string { return rows.map((row) => row.map(field).join(',') + '\r\n').join(''); }

export function seriesRows(relations: Relations): (string | number)[][] {
  const head = ['actor', 'recipient', 'from', 'to', 'verbal_cooperation', 'material_cooperation', 'verbal_conflict', 'material_conflict',
    'balance', 'balance_low', 'balance_high', 'mean_score', 'negated', 'hypothetical', 'future', 'historical', 'vague', 'shift_probability'];
  const shifts = new Map(relations.shifts.map((shift) => [shift.date, shift.probability]));
  return [head, ...relations.points.map((point) => [
    relations.actor, relations.recipient, point.from, point.to, ...point.quads,
    (1 - 2 * point.share.mean).toFixed(4), (1 - 2 * point.share.high).toFixed(4), (1 - 2 * point.share.low).toFixed(4), point.balance,
    point.negated, point.hypothetical, point.future, point.historical, point.vague, shifts.get(point.from) ?? ''])];
}

const looks = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'fill-opacity', 'font-size', 'font-weight', 'font-family'];

// A copy that looks the same without the style sheet.
function standalone(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((node, i) => {
    const original = originals[i];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const look of looks) node.setAttribute(look, style.getPropertyValue(look));
    for (const name of ['class', 'tabindex', 'role']) node.removeAttribute(name);
  });
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: getComputedStyle(document.body).backgroundColor })) paper.setAttribute(name, value);
  copy.prepend(paper);
  for (const name of ['class', 'tabindex', 'role', 'aria-roledescription']) copy.removeAttribute(name);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return copy;
}

export const svgText = (drawing: SVGSVGElement): string => new XMLSerializer().serializeToString(standalone(drawing));

export async function png(drawing: SVGSVGElement): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svgText(drawing)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = drawing.width.baseVal.value * 2;
    canvas.height = drawing.height.baseVal.value * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('The picture could not be made.')))));
  } finally {
    URL.revokeObjectURL(address);
  }
}

// SPDX-License-Identifier: Apache-2.0
// Elements of HTML and SVG. Text enters as text nodes and attributes only, so nothing of it is ever read as markup.

export type Child = Node | string | number | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | EventListener | ((event: never) => void);
export type Attributes = Record<string, Value>;

function fill(node: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value as EventListener);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, children);
}

export function append(node: Element, children: Child[]): void {
  for (const child of children.flat(Infinity as 1) as Child[]) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  fill(node, attributes, children);
  return node;
}

export function s<Name extends keyof SVGElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[Name] {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  fill(node, attributes, children);
  return node;
}

// A link to another host: only what a browser would fetch, never a script.
export function outside(url: string, ...children: Child[]): Child {
  try {
    if (!['http:', 'https:'].includes(new URL(url).protocol)) return children;
  } catch { return children; }
  return h('a', { href: url, rel: 'noreferrer noopener', target: '_blank' }, ...children);
}

// Calls draw with the width that a box has, now and whenever it changes.
export function drawn(className: string, draw: (width: number) => Node): HTMLElement {
  const box = h('div', { class: className });
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(box.clientWidth);
    if (width === last || width === 0) return;
    last = width;
    box.replaceChildren(draw(width));
  }).observe(box);
  return box;
}

export function say(text: string): void {
  const status = document.getElementById('status');
  if (status) status.textContent = text;
}

// SPDX-License-Identifier: Apache-2.0
// The whole state of a view is its address: #/view/name/name?parameter=…, to be kept, sent and gone back to.

export type Parameters = Record<string, string>;
export interface Address { view: string; names: string[]; parameters: Parameters }

export function address(names: string[], parameters: Record<string, string | number | undefined | null> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== '' && value !== undefined && value !== null) query.set(name, String(value));
  const said = query.toString();
  return '#/' + names.map(encodeURIComponent).join('/') + (said ? '?' + said : '');
}

export function readAddress(): Address {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  let names: string[];
  try { names = path.split('/').map(decodeURIComponent); } catch { names = ['']; }
  return { view: names[0] || 'world', names: names.slice(1), parameters: Object.fromEntries(new URLSearchParams(query)) };
}

// Remembers a change of the view that is already shown.
export function remember(names: string[], parameters: Record<string, string | number | undefined | null>): void {
  const next = address(names, parameters);
  if (next !== location.hash) history.pushState(null, '', next);
}

// SPDX-License-Identifier: Apache-2.0
// Asking the server. Every failure becomes an Error with a message for people.
import type { Coded } from './types.ts';

const tokenKey = 'detente-token';
type Query = Record<string, string | number | undefined | null>;

export class NeedsToken extends Error {}

export function setToken(token: string): void { sessionStorage.setItem(tokenKey, token); }

let asking = new AbortController();

// What an earlier view still waits for is of no use any more.
export function startView(): AbortSignal {
  asking.abort();
  asking = new AbortController();
  return asking.signal;
}

export function wasDropped(error: unknown): boolean { return error instanceof DOMException && error.name === 'AbortError'; }

export function url(path: string, query: Query = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== '' && value !== undefined && value !== null) said.set(name, String(value));
  const text = said.toString();
  return `/api/v1/${path}${text ? '?' + text : ''}`;
}

async function ask<Answer>(path: string, options: RequestInit): Promise<Answer> {
  const headers = new Headers(options.headers);
  const token = sessionStorage.getItem(tokenKey);
  if (token) headers.set('Authorization', 'Bearer ' + token);
  let response: Response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (wasDropped(error)) throw error;
    throw new Error('The server does not answer. Is it running?');
  }
  if (response.status === 401) throw new NeedsToken('This server wants a token.');
  let answer: unknown;
  try {
    answer = await response.json();
  } catch (error) {
    if (wasDropped(error)) throw error;
    throw new Error(`The server answered ${response.status}, and nothing that can be read.`);
  }
  if (!response.ok) {
    const said = (answer as { error?: { message?: string } }).error?.message;
    throw new Error(said ?? `The server answered ${response.status}.`);
  }
  return answer as Answer;
}

export function get<Answer>(path: string, query: Query = {}, signal: AbortSignal = asking.signal): Promise<Answer> {
  return ask<Answer>(url(path, query), { signal });
}

export function code(article: { text: string; title?: string; date?: string }): Promise<Coded> {
  return ask<Coded>('/api/v1/code', {
    method: 'POST', signal: asking.signal, body: JSON.stringify(article), headers: { 'Content-Type': 'application/json' },
  });
}

// SPDX-License-Identifier: Apache-2.0
// Asking the server. Every failure becomes an Error with a message for people.

const tokenKey = 'detente-token';

export class NeedsToken extends Error {}

export function setToken(token) {
  sessionStorage.setItem(tokenKey, token);
}

function query(parameters) {
  const said = Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined && value !== null);
  return said.length ? '?' + new URLSearchParams(said) : '';
}

async function ask(path, options) {
  const headers = { ...options.headers };
  const token = sessionStorage.getItem(tokenKey);
  if (token) headers.Authorization = 'Bearer ' + token;
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('The server does not answer. Is it running?');
  }
  if (response.status === 401) throw new NeedsToken('This server wants a token.');
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new Error(`The server answered ${response.status}, and nothing that can be read.`);
  }
  if (!response.ok) throw new Error(answer.error ? answer.error.message : `The server answered ${response.status}.`);
  return answer;
}

export const get = (path, parameters = {}, signal) => ask('/api/v1/' + path + query(parameters), { signal });

export const code = (article, signal) => ask('/api/v1/code', {
  method: 'POST', signal, body: JSON.stringify(article), headers: { 'Content-Type': 'application/json' },
});

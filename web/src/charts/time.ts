// SPDX-License-Identifier: Apache-2.0
// Days as numbers, and the ticks of an axis of days.
import { scaleUtc } from 'd3-scale';

export const toTime = (date: string): number => Date.parse(date + 'T00:00:00Z');
export const dayLength = 86400000;
export const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
export const after = (date: string): number => toTime(date) + dayLength;

export function timeScale(from: string, to: string, left: number, right: number) {
  return scaleUtc().domain([toTime(from), after(to)]).range([left, right]);
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function tickText(time: Date): string {
  const [year, month, number] = [time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()];
  if (month === 0 && number === 1) return String(year);
  if (number === 1) return names[month] ?? '';
  return `${number} ${names[month]}`;
}

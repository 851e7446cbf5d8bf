// SPDX-License-Identifier: Apache-2.0
import type { Parameters } from '../address.ts';
import type { Child } from '../dom.ts';

export interface Shown { title: string; heading?: Child; content: Child[] }
export type View = (names: string[], parameters: Parameters) => Promise<Shown>;

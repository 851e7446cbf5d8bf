// SPDX-License-Identifier: Apache-2.0
// What the server answers; docs/openapi.json is the contract.

export interface Party {
  code?: string; sector?: string; entity_text?: string; identifier_text?: string; id?: string; office?: string;
  start?: number; end?: number;
}

export interface Source {
  text?: string; kind?: string; code?: string; sector?: string; identifier_text?: string; start?: number; end?: number;
  outlet?: boolean;
}

export interface Place {
  extracted_place?: string; name?: string; country_code?: string; lat?: number; lon?: number; start?: number; end?: number;
}

export interface Event {
  id: string; document: string; date: string | null; enddate: string | null; date_precision: string;
  date_text?: string; date_basis?: string; date_span?: [number, number];
  actor: Party[]; recipient: Party[]; event: string[]; mode: string[]; context: string[];
  cameo?: string; quad_code?: number; event_scale?: number; goldstein?: number;
  auxiliary: string[]; attribution: Source[]; quote?: string; event_text?: string[]; trigger?: [number, number][];
  event_loc?: Place | Place[]; text?: string; text_info?: { sequence: number; start: number; end: number };
  rule?: string; rule_line?: string; confidence: number; link?: string; about?: string;
  cite_info?: { title?: string; url?: string; publication?: string };
}

export interface Happening { id: string; mentions: number; documents: number; event: Event }
export interface Happenings { happenings: Happening[]; next: string | null }
export interface HappeningWhole { id: string; mentions: Event[]; denied: Event[]; confirmed: Event[]; commented: Event[]; followed: Event[] }
export interface Events { events: Event[]; next: string | null }

export interface Estimate { mean: number; low: number; high: number }

export interface Point {
  from: string; to: string; fact: number; negated: number; hypothetical: number; future: number; historical: number;
  vague: number; quads: [number, number, number, number]; categories: Record<string, number>; score: number;
  balance: number; exposure: number; events: Estimate; share: Estimate;
}

export interface Level { from: string; to: string; facts: number; events: Estimate; share: Estimate; balance: number }

export interface Episode {
  date: string; event: string; mode: string; cameo: string; events: number; actor: string; recipient: string;
  text: string; title: string; publication: string; url: string; document: string; weight: number;
  mentions?: number; outlets?: string[];
}

export interface Voice { name: string; code: string; kind: string; facts: number; others: number }
export interface Attribution { kinds: string[]; points: number[][]; voices: Voice[] }

export interface Shift {
  kind: 'tone' | 'volume' | 'both'; date: string; between: { from: string; to: string }; probability: number;
  tone_probability: number; volume_probability: number; share_change: number; volume_ratio: number;
  before: Level; after: Level; episodes: Episode[];
}

export interface Relations {
  actor: string; recipient: string; directed: boolean; period: string; weights: string; points: Point[]; shifts: Shift[];
  attribution?: Attribution;
}

export interface Series { actor_name?: string; recipient_name?: string; relations: Relations }

export interface Ranked {
  a: string; b: string; a_name?: string; b_name?: string; facts: number; by: string;
  points: [string, number, number, number][]; shift: Shift;
  surprise?: { chance: number; facts: number; expected: number; share: number; share_expected: number };
}

export interface Edge {
  actor: string; recipient: string; quads: [number, number, number, number]; facts: number; score: number;
}
export interface Network { edges: Edge[]; all: number; names: Record<string, string> }

export interface PairRow {
  a: string; b: string; a_name?: string; b_name?: string; fact: number; first: string | null; last: string | null;
  by?: string; points?: [string, number, number, number][];
}

export interface RecordFacts {
  version: string; documents: number; events: number; pairs: number; from: string | null; to: string | null;
  nature?: string;
}

export interface Article {
  id: string; date: string | null; title?: string; url?: string; publication?: string; events: number; text?: string;
}
export interface Articles { documents: Article[]; next: string | null }
export interface ArticleWhole { document: Article; events: Event[]; next: string | null }
export interface Coded { date: string | null; sentences: number; events: Event[] }
export interface Actor { code: string; name: string; id: string; kind: string }

// SPDX-License-Identifier: Apache-2.0
// The shapes of countries (Natural Earth, by way of world-atlas) under the codes that events have.
import { feature } from 'topojson-client';
import type { Feature, Geometry, GeoJsonProperties } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-110m.json';

// ISO 3166-1: number and alpha-3, of the countries that the atlas draws.
const codes = `004AFG 008ALB 010ATA 012DZA 024AGO 031AZE 032ARG 036AUS 040AUT 044BHS 050BGD 051ARM 056BEL 064BTN 068BOL 070BIH
072BWA 076BRA 084BLZ 090SLB 096BRN 100BGR 104MMR 108BDI 112BLR 116KHM 120CMR 124CAN 140CAF 144LKA 148TCD 152CHL 156CHN 158TWN
170COL 178COG 180COD 188CRI 191HRV 192CUB 196CYP 203CZE 204BEN 208DNK 214DOM 218ECU 222SLV 226GNQ 231ETH 232ERI 233EST 238FLK
242FJI 246FIN 250FRA 260ATF 262DJI 266GAB 268GEO 270GMB 275PSE 276DEU 288GHA 300GRC 304GRL 320GTM 324GIN 328GUY 332HTI 340HND
348HUN 352ISL 356IND 360IDN 364IRN 368IRQ 372IRL 376ISR 380ITA 384CIV 388JAM 392JPN 398KAZ 400JOR 404KEN 408PRK 410KOR 414KWT
417KGZ 418LAO 422LBN 426LSO 428LVA 430LBR 434LBY 440LTU 442LUX 450MDG 454MWI 458MYS 466MLI 478MRT 484MEX 496MNG 498MDA 499MNE
504MAR 508MOZ 512OMN 516NAM 524NPL 528NLD 540NCL 548VUT 554NZL 558NIC 562NER 566NGA 578NOR 586PAK 591PAN 598PNG 600PRY 604PER
608PHL 616POL 620PRT 624GNB 626TLS 630PRI 634QAT 642ROU 643RUS 646RWA 682SAU 686SEN 688SRB 694SLE 703SVK 704VNM 705SVN 706SOM
710ZAF 716ZWE 724ESP 728SSD 729SDN 732ESH 740SUR 748SWZ 752SWE 756CHE 760SYR 762TJK 764THA 768TGO 780TTO 784ARE 788TUN 792TUR
795TKM 800UGA 804UKR 807MKD 818EGY 826GBR 834TZA 840USA 854BFA 858URY 860UZB 862VEN 887YEM 894ZMB`.split(/\s+/);
const byNumber = new Map(codes.map((entry) => [entry.slice(0, 3), entry.slice(3)]));
const byName: Record<string, string> = { Kosovo: 'XKX' };

export type Country = Feature<Geometry, GeoJsonProperties> & { code: string };

const world = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
export const countries: Country[] = feature(world, world.objects.countries).features
  .map((one) => Object.assign(one, { code: byNumber.get(String(one.id)) ?? byName[one.properties.name] ?? '' }))
  .filter((one) => one.code !== 'ATA');

// Where a line begins: the largest part of a country, and for those with far parts or too small to be drawn, by hand.
export const anchors: Record<string, [number, number]> = {
  USA: [-98, 39], FRA: [2.5, 46.8], RUS: [55, 58], CAN: [-105, 57], NOR: [9, 61], CHL: [-71, -33], NLD: [5.3, 52.2],
  GBR: [-1.8, 53], ESP: [-3.6, 40.2], PRT: [-8, 39.6], DNK: [9.5, 56], NZL: [173, -41], ECU: [-78.5, -1.5],
  SGP: [103.8, 1.35], BHR: [50.5, 26], MLT: [14.4, 35.9], VAT: [12.45, 41.9], HKG: [114.2, 22.3], MAC: [113.5, 22.2],
  MDV: [73.2, 3.2], MUS: [57.6, -20.2], COM: [43.3, -11.7], CPV: [-23.6, 15.1], BRB: [-59.5, 13.2], LIE: [9.5, 47.1],
  AND: [1.5, 42.5], MCO: [7.4, 43.7], SMR: [12.4, 43.9], GRD: [-61.7, 12.1], LCA: [-61, 13.9], DMA: [-61.4, 15.4],
  ATG: [-61.8, 17.1], KNA: [-62.7, 17.3], VCT: [-61.2, 13.2], STP: [6.6, 0.2], SYC: [55.5, -4.7], WSM: [-172, -13.8],
  TON: [-175, -21], KIR: [173, 1.4], NRU: [166.9, -0.5], TUV: [179, -8.5], PLW: [134.5, 7.5], FSM: [158, 6.9], MHL: [171, 7.1],
};

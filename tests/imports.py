#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""imports.py PROGRAM FOLDER: real event tables, imported and counted twice.

Every table under FOLDER is imported with PROGRAM, and read here by itself: rows, rows added and known, rows without a
coded side, pairs, facts by category, and for the five busiest pairs the mean Goldstein weight of each month. Both must
agree in all of it. Nothing of Detente is used to read: codes are those of ISO 3166 (iso-codes), CAMEO's categories and
weights those of FOLDER/../ontology. Ends with 77 when FOLDER is not there.
"""
import csv
import json
import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date

program, folder = sys.argv[1:3]
if not os.path.isdir(folder):
    print(f"{folder} is not there: skipped")
    sys.exit(77)
ontology = os.path.join(folder, "..", "ontology")

COUNTRIES = json.load(open("/usr/share/iso-codes/json/iso_3166-1.json"))["3166-1"]
ENTITIES = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}
GONE = {"XKX", "YUG", "SUN", "CSK", "DDR", "SCG"}
CODES = {country["alpha_3"] for country in COUNTRIES} | ENTITIES | GONE
# Codes of CAMEO, WEIS and KEDS that are not ISO's.
OLD = dict(pair.split(":") for pair in (
    "BOS:BIH CRO:HRV GDR:DDR GER:DEU GFR:DEU KSV:XKX KUW:KWT LEB:LBN NAT:IGO PAL:PSE ROM:ROU SER:SRB SLO:SVN TAW:TWN "
    "TMP:TLS UKG:GBR UN:UNO UNN:UNO ZAR:COD EEC:EUR EU:EUR").split())
NAMES = {}
for country in COUNTRIES:
    for key in ("name", "common_name"):
        if key in country:
            NAMES[country[key].lower()] = country["alpha_3"]
NAMES.update({name.lower(): code for code, names in {
    "ARE": "UAE", "BHS": "The Bahamas", "BOL": "Bolivia", "BRN": "Brunei", "CIV": "Cote d'Ivoire|Ivory Coast",
    "COD": "Democratic Republic of Congo|Democratic Republic of the Congo|DR Congo|Congo-Kinshasa",
    "COG": "Republic of the Congo|Congo-Brazzaville", "CPV": "Cape Verde", "CUW": "Curacao", "CZE": "Czech Republic",
    "EUR": "European Union|EU|European Commission|European Parliament", "FLK": "Falkland Islands", "FSM": "Micronesia",
    "GBR": "UK|Great Britain|Britain", "GMB": "The Gambia", "IRN": "Iran", "KOR": "South Korea|Republic of Korea",
    "LAO": "Laos", "MAC": "Macau", "MDA": "Moldova", "MKD": "Macedonia", "MMR": "Burma", "PRK": "North Korea",
    "PSE": "Palestine|Palestinian Territories|Occupied Palestinian Territory|Palestinian Territory, Occupied|West Bank|Gaza|Gaza Strip",
    "REU": "Reunion", "RUS": "Russia", "SUN": "Soviet Union|USSR", "SWZ": "Swaziland", "SYR": "Syria", "TLS": "East Timor",
    "TUR": "Turkey|Turkiye", "TWN": "Taiwan", "TZA": "Tanzania", "UNO": "United Nations|UN",
    "USA": "United States|United States of America|US|U.S.|America", "VAT": "Holy See Vatican City State|Vatican|Holy See",
    "VEN": "Venezuela", "VNM": "Vietnam", "XKX": "Kosovo", "YUG": "Yugoslavia|Former Yugoslavia", "DDR": "East Germany",
    "CSK": "Czechoslovakia", "SCG": "Serbia and Montenegro", "BES": "Bonaire, Sint Eustatius and Saba",
    "COD ": "Congo, The Democratic Republic of the"}.items() for name in names.split("|") for code in [code.strip()]})

CAMEO = {}
for row in csv.DictReader(open(os.path.join(ontology, "cameo_goldstein.tsv")), delimiter="\t"):
    CAMEO[row["code"]] = (row["plover_event"], row["goldstein_gdelt"])
WEIS = dict(line.rstrip("\n").split("\t") for line in open(os.path.join(ontology, "weis_goldstein.tsv")))
# The CAMEO code nearest to each of WEIS's 22 kinds.
NEAREST = "080 010 040 051 030 080 070 030 020 020 120 112 111 016 100 130 130 140 160 160 170 190".split()


def code_of(text):
    return text if text in CODES else OLD.get(text, "")


def name_of(text):
    return NAMES.get(text.lower(), "")


def day_of(text):
    try:
        if len(text) in (8, 14) and text.isdigit():
            return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        return date(int(text[:4]), int(text[5:7]), int(text[8:10]))
    except ValueError:
        return None


def cell(row, key):
    value = row.get(key)
    value = (value or "").strip()
    return "" if value in ("NA", "NULL") else value


def side(code, country, name, group, types):
    found = code_of(code[:3]) if len(code) >= 3 else code_of(code)
    return found or name_of(country) or name_of(name) or code_of(group) or next((t for t in types if t in ENTITIES), "")


GDELT = ("GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode "
         "Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code "
         "Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code "
         "Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode EventBaseCode EventRootCode QuadClass "
         "GoldsteinScale").split()


def rows_of(path):
    """Kind of table, and its rows as (id, day, code, weight, source, target); None where a row cannot be read."""
    text = lzma.open(path, "rt", encoding="utf-8", errors="surrogateescape", newline="\n")
    first = text.readline().rstrip("\r\n")
    separator = "\t" if "\t" in first else ","
    if first.split(separator)[0].isdigit():
        names, lines = GDELT, [first]
    else:
        names, lines = [n.strip('"').lower().replace(" ", "_") for n in first.split(separator)], []
    kind = ("gdelt" if "actor1countrycode" in names or names is GDELT else "mentions" if "mentiontype" in names else
            "scores" if "edge" in names else "table")

    def all_lines():
        yield from lines
        yield from text

    if separator == "\t":  # no quotes there
        split = (line.rstrip("\r\n").split("\t") for line in all_lines())
    else:
        split = csv.reader(all_lines())
    keys = [n.lower() for n in names]
    if kind == "table" and "code" in keys:  # codes of WEIS go on to 22, CAMEO's end with 20
        head = [line.rstrip("\r\n").split(separator) for line in lzma.open(path, "rt", errors="replace")][1:400]
        if any(fields[keys.index("code")][:2] in ("21", "22") for fields in head if len(fields) > keys.index("code")):
            kind = "weis"
    # R writes names of rows as a first column that the header does not count.
    return kind, ((number, dict(zip(keys, fields[1:] if len(fields) == len(keys) + 1 and names is not GDELT else fields)))
                  for number, fields in enumerate(split, 1 if names is GDELT else 2) if fields and fields != [""])


def read(kind, number, row):
    """(id, day, category, weight, source, target), "wrong" or "nobody"."""
    if kind == "gdelt":
        row_id, when, code, weight = (cell(row, k) for k in ("globaleventid", "sqldate", "eventcode", "goldsteinscale"))
        sides = [side(cell(row, f"actor{i}countrycode"), "", cell(row, f"actor{i}name"), cell(row, f"actor{i}knowngroupcode"),
                      [cell(row, f"actor{i}type{k}code") for k in (1, 2, 3)]) for i in (1, 2)]
    else:
        row_id = cell(row, "event_id") or str(number)
        when = cell(row, "event_date") or cell(row, "date")
        code = cell(row, "cameo_code") or cell(row, "cameo") or cell(row, "code")
        weight = cell(row, "intensity") or cell(row, "goldstein")
        sides = []
        for which in ("source", "target"):
            if which + "_country" in row:
                name = cell(row, which + "_name") or cell(row, which)
                sides.append(side("", cell(row, which + "_country"), name, "", []))
            else:
                sides.append(side(cell(row, which), "", "", "", []))
    day = day_of(when)
    if not day:
        return "wrong"
    if kind == "weis":
        if len(code) != 3 or not code[:2].isdigit() or not 1 <= int(code[:2]) <= 22:
            return "wrong"
        weight = float(weight) if weight else float(WEIS.get(code, 0))
        code = NEAREST[int(code[:2]) - 1]
    known = next((code[:n] for n in range(len(code), 1, -1) if code[:n] in CAMEO), None)
    if not known:
        return "wrong"
    weight = float(weight) if weight != "" else float(CAMEO[known][1] or 0)
    if not sides[0] and not sides[1]:
        return "nobody"
    return row_id, day, CAMEO[known][0] or "NONE", weight, sides[0], sides[1]


def count(path):
    kind, rows = rows_of(path)
    totals = Counter()
    categories, pairs, months = Counter(), Counter(), defaultdict(lambda: [0, 0])
    seen = set()
    for number, row in rows:
        totals["rows"] += 1
        if kind == "scores":
            a, b = sorted((code_of(cell(row, "a")), code_of(cell(row, "b"))))
            key = (a, b, cell(row, "date"))
            if not a:
                totals["nobody"] += 1
            elif key in seen:
                totals["known"] += 1
            else:
                seen.add(key)
                totals["added"] += 1
                pairs[a, b] += 1
                months[a, b, key[2][:7]][0] += float(row["edge"])
                months[a, b, key[2][:7]][1] += 1
            continue
        if kind == "mentions":
            key = tuple(cell(row, k) for k in ("globaleventid", "mentionsourcename", "mentionidentifier")) + (
                cell(row, "mentiontimedate")[:8],)
            totals["known" if key in seen else "added"] += 1
            seen.add(key)
            continue
        event = read(kind, number, row)
        if isinstance(event, str):
            totals[event] += 1
            continue
        row_id, day, category, weight, source, target = event
        if row_id in seen:
            totals["known"] += 1
            continue
        seen.add(row_id)
        totals["added"] += 1
        categories[category] += 1
        if source and target and source != target:
            pair = tuple(sorted((source, target)))
            pairs[pair] += 1
            months[pair + (day.strftime("%Y-%m"),)][0] += round(weight * 100)
            months[pair + (day.strftime("%Y-%m"),)][1] += 1
    return kind, totals, categories, pairs, months


def recorded(path):
    with tempfile.TemporaryDirectory() as where:
        record = os.path.join(where, "record.db")
        said = subprocess.run([program, "import", "-o", record, path], capture_output=True, text=True)
        counts = [int(word) for word in said.stdout.rsplit(": ", 2)[-2].split()[1:2]] + [
            int(part.split()[0]) for part in said.stdout.rsplit(": ", 1)[-1].split(", ")]
        base = sqlite3.connect(record)
        categories = Counter(dict(base.execute(
            "SELECT k.category, count(*) FROM event e JOIN kind k ON k.id = e.kind GROUP BY 1")))
        pairs = Counter({(a, b): n for a, b, n in base.execute(
            "SELECT a, b, fact FROM pair WHERE a <> '' AND a <> b AND fact > 0 UNION ALL "
            "SELECT a, b, count(*) FROM pair_score s JOIN pair p ON p.id = s.pair GROUP BY 1, 2")})
        months = {(a, b, month): [total, n] for a, b, month, total, n in base.execute(
            "SELECT a, b, strftime('%Y-%m', day * 86400, 'unixepoch') AS month, sum(s.score), count(*) FROM pair_score s "
            "JOIN pair p ON p.id = s.pair GROUP BY 1, 2, 3")}
        panel = subprocess.run([program, "export", "--as", "panel", "--by", "month", record], capture_output=True, text=True)
        for row in csv.DictReader(panel.stdout.splitlines()):
            sums = months.setdefault((*sorted((row["source"], row["target"])), row["from"][:7]), [0, 0])
            sums[0] += round(float(row["goldstein"]) * 100)
            sums[1] += int(row["facts"])
        base.close()
        return dict(zip(("rows", "added", "known", "nobody", "wrong"), counts)), categories, pairs, months


tables = failures = 0
for path in sorted(os.path.join(top, name) for top, _, names in os.walk(folder) for name in names if name.endswith(".xz")):
    name = os.path.relpath(path, folder)
    kind, totals, categories, pairs, months = count(path)
    theirs = recorded(path)
    faults = []
    for key in ("rows", "added", "known", "nobody", "wrong"):
        if totals[key] != theirs[0].get(key):
            faults.append(f"{key}: {totals[key]} here, {theirs[0].get(key)} there")
    if kind not in ("scores", "mentions") and +categories != +theirs[1]:
        faults.append(f"categories: {dict((categories - theirs[1]) or (theirs[1] - categories))}")
    if len(pairs) != len(theirs[2]):
        faults.append(f"pairs: {len(pairs)} here, {len(theirs[2])} there: {list(set(pairs) ^ set(theirs[2]))[:6]}")
    compared = 0
    for pair, _ in pairs.most_common(5):
        for key in {k for k in months if k[:2] == pair} | {k for k in theirs[3] if k[:2] == pair}:
            mine, his = months.get(key, [0, 0]), theirs[3].get(key, [0, 0])
            compared += 1
            if mine[1] != his[1] or abs(mine[0] - his[0]) > 1e-6 * max(1, abs(mine[0])):
                faults.append(f"{key}: {mine} here, {his} there")
    tables += 1
    failures += bool(faults)
    print(f"{'differs' if faults else 'agrees '}  {name}: {kind}, {totals['rows']} rows, {totals['added']} added, "
          f"{totals['known']} known, {totals['nobody']} without a side, {totals['wrong']} wrong, {len(pairs)} pairs, "
          f"{compared} months of five pairs")
    for fault in faults[:6]:
        print(f"    {fault}")
print(f"{tables - failures} of {tables} tables agree")
sys.exit(1 if failures else 0)

#!/usr/bin/env python3
"""Labelled sentences → the JSON lines that `detente eval` scores.

  labelled.py FILE…             writes {"id","text","actor":[[s,e],…],"recipient":[[s,e],…],"root"} lines, offsets in characters
  labelled.py --check FILE…     only checks

A line is ROOT, a tab, and a sentence whose parties stand in brackets: [A who does it], [R to whom]; several of either
are allowed, nested ones are not. `#` begins a comment line. RETREAT and CONCEDE are written YIELD, as `detente eval` joins
them. A line that is not so is refused with its file, line and column.
"""
import json
import pathlib
import re
import sys

ROOTS = set(
    "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
JOINED = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
BRACKET = re.compile(r"\[([AR]) ([^][]+)\]")


class Malformed(Exception):
    def __init__(self, column, what):
        super().__init__(what)
        self.column = column


def read_line(line):
    """The root, the text without its brackets, and the spans of actors and recipients."""
    root, tab, marked = line.partition("\t")
    root = JOINED.get(root, root)
    if not tab:
        raise Malformed(1, "no tab between root and sentence")
    if root not in ROOTS:
        raise Malformed(1, f"unknown root '{root}'")
    text, spans, at = "", {"A": [], "R": []}, 0
    for bracket in BRACKET.finditer(marked):
        text += marked[at : bracket.start()]
        spans[bracket[1]].append([len(text), len(text) + len(bracket[2])])
        text += bracket[2]
        at = bracket.end()
    text += marked[at:]
    stray = re.search(r"[][]", BRACKET.sub(lambda bracket: "_" * len(bracket[0]), marked))
    if stray:
        raise Malformed(len(root) + 2 + stray.start(), "a bracket that is not [A …] or [R …]")
    for kind, name in ("A", "actor"), ("R", "recipient"):
        if not spans[kind]:
            raise Malformed(len(root) + 2, f"no {name} is marked")
    if text != text.strip() or not text:
        raise Malformed(len(root) + 2, "blanks around the sentence")
    return root, text, spans


def main(arguments):
    check = arguments[:1] == ["--check"]
    paths = arguments[1:] if check else arguments
    if not paths:
        sys.exit(__doc__)
    faults, seen = 0, {}
    for path in paths:
        for number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            try:
                root, text, spans = read_line(line)
                if (text, str(spans)) in seen:
                    raise Malformed(1, f"the same as {seen[text, str(spans)]}")
            except Malformed as fault:
                print(f"{path}:{number}:{fault.column}: {fault}", file=sys.stderr)
                faults += 1
                continue
            place = seen[text, str(spans)] = f"{path}:{number}"
            labelled = {"id": place, "text": text, "actor": spans["A"], "recipient": spans["R"], "root": root}
            if not check:
                print(json.dumps(labelled, ensure_ascii=False))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(sys.argv[1:])

#!/usr/bin/env python3
"""Labelled sentences: how many are right must not fall below the floors that tests/labelled/floors names.

  labelled.py DETENTE

A line of floors is a pattern of files, then the least accuracy with parties given, by the lexicon alone, and with parties
found. Floors are a little below what was measured: trees differ slightly from processor to processor.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def accuracy(detente, options, path):
    printed = subprocess.run([detente, "eval", *options, path], stdout=subprocess.PIPE, check=True, text=True).stdout
    return float(re.match(r"accuracy (\S+)", printed)[1])


def main():
    detente, folder, failed = sys.argv[1], pathlib.Path("tests/labelled"), 0
    for line in (folder / "floors").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        pattern, given, found = line.split()
        files = sorted(folder.glob(pattern))
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
            subprocess.run([sys.executable, "tools/labelled.py", *files], stdout=lines, check=True)
            count = sum(1 for _ in open(lines.name))
            for how, options, floor in ("given", ["--lexicon-only"], given), ("found", ["--overlap"], found):
                got = accuracy(detente, options, lines.name)
                bad = got < float(floor)
                failed += bad
                print(f"{'not ok' if bad else 'ok'} {pattern}, {count} lines, parties {how}: {got:.3f}, floor {floor}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Golden sentences → labelled lines for `detente train coding`: golden-pairs.py DETENTE FILE…

A block of one sentence and one expected event gives a line when the coder finds that event: its category and the words
of its parties are then what the block's author meant."""
import json
import re
import subprocess
import sys

JOINED = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
EXPECTED = re.compile(r"= ([A-Z]+)(?:/\S+)? (\S+) > (\S+)")


def blocks(path):
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        text = [line for line in lines if not re.match(r"[@=!<~]|\.\.\.$", line)]
        found = [EXPECTED.match(line) for line in lines if line.startswith("=")]
        if len(text) == 1 and len(found) == 1 and found[0] and found[0][2] != "-" and found[0][3] != "-":
            yield text[0], JOINED.get(found[0][1], found[0][1])


def spans(parties):
    return sorted([party["start"], party["end"]] for party in parties if "start" in party and party["end"] > party["start"])


def main(detente, *paths):
    wanted, documents = {}, []
    for path in paths:
        for number, (text, root) in enumerate(blocks(path)):
            id = f"{path}#{number}"
            wanted[id] = text, root
            documents.append(json.dumps({"id": id, "date": "2024-11-26", "text": text}))
    printed = subprocess.run(
        [detente, "code", "--from", "jsonl", "--to", "jsonl", "-"], input="\n".join(documents), stdout=subprocess.PIPE,
        check=True, encoding="utf-8",
    ).stdout
    events = {}
    for event in map(json.loads, printed.splitlines()):
        events.setdefault(event["document"], []).append(event)
    for id, (text, root) in wanted.items():
        for event in events.get(id, []):
            actor, recipient = spans(event["actor"]), spans(event["recipient"])
            if not recipient and len(actor) > 1:  # done together
                actor, recipient = actor[:1], actor[1:]
            if JOINED.get(event["event"][0], event["event"][0]) == root and actor and recipient:
                line = {"id": id, "text": text, "actor": actor, "recipient": recipient, "root": root}
                print(json.dumps(line, ensure_ascii=False))
                break


main(*sys.argv[1:])

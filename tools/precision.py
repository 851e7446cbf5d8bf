#!/usr/bin/env python3
"""precision.py SALT COUNT EVENTS.jsonl [SKIP]: a random sample of coded events to judge (docs/precision.md).

Events come in the order of the MD5 of salt, document, start of the sentence, category and trigger, so that the same ones
are drawn whenever the coder writes the same. For each is printed what it says, then its sentence, then the beginning of
its line in docs/precision.tsv, to be ended with "right", or "wrong" and why."""
import hashlib, json, sys


def key(salt, event):
    trigger = ",".join(f"{start}-{end}" for start, end in event.get("trigger", []))
    text = f"{salt} {event['document']} {event['text_info']['start']} {event['event'][0]} {trigger}"
    return hashlib.md5(text.encode()).hexdigest()


def party(party):
    sector = ":" + party["sector"] if party.get("sector") else ""
    name = party.get("identifier_text", "")
    known = f" = {name}" if name and name != party["entity_text"] else ""
    return f"{party.get('code') or '?'}{sector} [{party['entity_text']}{known}]"


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    salt, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    skip = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    with open(path, encoding="utf-8") as lines:
        events = sorted((json.loads(line) for line in lines), key=lambda event: key(salt, event))
    for number, event in enumerate(events[skip:skip + count], skip + 1):
        mode = "/" + event["mode"][0] if event["mode"] else ""
        sides = " > ".join(" | ".join(map(party, event[side])) for side in ("actor", "recipient"))
        print(f"#{number} {event['event'][0]}{mode} {event.get('cameo', '')}: {sides} {' '.join(event['auxiliary'])}")
        print(f"   {event['date']}, {event['event_text']}, {event['rule_line']}, confidence {event['confidence']:.2f}"
              + (", quoted" if event.get("quote") else ""))
        print("   " + " ".join(event["text"].split()))
        print("\t".join((salt.lstrip("v"), event["document"], str(event["text_info"]["start"]), event["event"][0])))


if __name__ == "__main__":
    main()

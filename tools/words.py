#!/usr/bin/env python3
"""words.py WORDS FILE.jsonl[.xz]…: unlabelled text to teach a syntax model with, as JSON lines for `detente code`.

Documents in the order of the MD5 of their id, those rich in words of foreign affairs before the rest, until WORDS
words are together: the same choice everywhere. Lines whose source is not in the public domain are passed over: only
"US Senate press release" is taken."""
import hashlib, json, lzma, re, sys

AFFAIRS = re.compile(
    r"\b(Iraqi?s?|Iran(?:ian)?s?|Afghan\w*|troops?|Russian?|China|Chinese|Israeli?s?|Palestin\w+|Darfur|Sudan\w*|Korean?|"
    r"U\.N\.|United Nations|ambassador|foreign|Lebanon|Syrian?|Pakistan\w*|India|Taliban|Qaeda|terrorist\w*|nuclear|"
    r"sanctions|military|minister|treaty|Kosovo|Georgian?|Burma|Cuban?|Venezuela\w*|Mexic\w+|Haiti\w*|Africa\w*|Europe\w*|"
    r"NATO|soldiers?|war|peace|genocide|refugees?|Hezbollah|Hamas|embassy|insurg\w+|killed)\b"
)
RICH = 0.01  # share of such words from which on a document counts as rich: about a fifth of the releases


def lines(path):
    with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as file:
        yield from file


def main():
    room = int(sys.argv[1])
    documents = []
    for path in sys.argv[2:]:
        for line in lines(path):
            document = json.loads(line)
            if not document["source"].startswith("US Senate press release"):
                continue
            words = len(document["text"].split())
            rich = len(AFFAIRS.findall(document["text"])) > RICH * words
            documents.append((not rich, hashlib.md5(document["id"].encode()).hexdigest(), words, document["text"]))
    for _, id, words, text in sorted(documents):
        if room <= 0:
            break
        room -= words
        print(json.dumps({"id": id, "text": text}))


main()

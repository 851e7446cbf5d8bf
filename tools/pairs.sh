#!/bin/sh
# pairs.sh: the ranker of marked pairs anew (models/pairs.model), from sentences written for this project:
# tests/labelled, and the golden sentences of one event. models/README.md is its card.
set -eu
cd "$(dirname "$0")/.."
detente=${BUILD:-build}/detente
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tools/labelled.py tests/labelled/*.txt >"$work/labelled.jsonl"
python3 tools/golden-pairs.py "$detente" tests/golden/coding/*.txt >"$work/golden.jsonl"
"$detente" train coding -o models/pairs.model --notes 'language: en
data: sentences written for this project (tests/labelled, tests/golden/coding)
licence: Apache-2.0
' "$work/labelled.jsonl" "$work/golden.jsonl"

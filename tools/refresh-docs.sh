#!/bin/sh
# refresh-docs.sh: what the documents show, made anew with the program just built: examples, picture, figures. Read the
# diff before it is committed. What the figures need is told in tools/accuracy.sh; without it they stay as they are.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}
python3 tests/docs.py "$build/detente" --update README.md CONTRIBUTING.md
COLUMNS=118 script -qec "$build/detente code --to table samples/korea-2024.jsonl" /dev/null |
	tools/terminal-picture.py 'detente code samples/korea-2024.jsonl' >docs/terminal.svg.new
mv docs/terminal.svg.new docs/terminal.svg
sh tools/accuracy.sh --update "$@" || true
git diff --stat -- README.md CONTRIBUTING.md docs

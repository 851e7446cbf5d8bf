#!/bin/sh
# page.sh PROGRAM: the page, where Node and Chromium are: its types, whether web/dist is what its sources make, and the
# views in a browser. What is missing is said, and the test skipped.
set -eu
program=$1
cd "$(dirname "$0")/../web"
skip() { echo "skipped: $1"; exit 77; }
command -v node >/dev/null || skip 'no Node; the page is used as it was built'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
	skip "Node $(node --version); the page wants 20.19 or newer"
if [ ! -d node_modules/vite ]; then
	[ "${CI:-}" = true ] || skip 'no node_modules; "make page" brings them'
	npm ci --silent
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npx tsc --noEmit
npx vite build --logLevel warn --outDir "$folder/dist" --emptyOutDir
diff -r dist "$folder/dist" >"$folder/diff" || { echo 'failed: web/dist is not what web/src makes; run "make page"'; head -n 3 "$folder/diff" | cut -c 1-200; exit 1; }
size=$(for file in dist/*; do gzip -9c "$file" | wc -c; done | awk '{ sum += $1 } END { print sum }')
[ "$size" -lt 400000 ] || { echo "failed: the page has $size bytes compressed"; exit 1; }
if grep -l 'https\?://' dist/*.html dist/*.css; then echo 'failed: the page names another host'; exit 1; fi
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || skip 'types and build are right; no Chromium to look at it'
cd ..
"$program" code --to jsonl -o "$folder/demo.db" samples >/dev/null
python3 tools/demo-articles.py | "$program" code --from jsonl --to jsonl -o "$folder/demo.db" - >/dev/null
DETENTE=$program RECORD=$folder/demo.db node --test --test-reporter=spec web/tests/
echo "the page is $size bytes compressed"

#!/bin/sh
# test.sh BUILD [meson test options]: runs the tests of a build folder; the last line counts them.
set -u
build=$1
shift
meson test -C "$build" --print-errorlogs --no-rebuild "$@" >"$build/test.log" 2>&1
status=$?
if [ "$status" -ne 0 ]; then cat "$build/test.log"; else grep -E '^ *[0-9]+/[0-9]+ ' "$build/test.log"; fi
count() { sed -n "s/^$1: *\([0-9]*\).*/\1/p" "$build/test.log" | tail -n 1; }
passed=$(count Ok) failed=$(count Fail) timeout=$(count Timeout) skipped=$(count Skipped)
failed=$((${failed:-0} + ${timeout:-0}))
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
if [ "${skipped:-0}" -gt 0 ]; then
	echo "${passed:-0} passed, $failed failed, $skipped skipped"
else
	echo "${passed:-0} passed, $failed failed"
fi
[ "$failed" -eq 0 ]

#!/bin/sh
# Layout, layers, and warnings as errors with both compilers.
set -eu
clang-format --dry-run --Werror $(git ls-files '*.c' '*.h')
python3 tools/check-layers.py
for compiler in gcc clang; do
	[ -f "build-$compiler/build.ninja" ] || CC=$compiler meson setup "build-$compiler" -Dwerror=true \
		-Dbuildtype=debugoptimized -Ddefault_library=static >/dev/null
	ninja -C "build-$compiler" -j2 >"build-$compiler/lint.log" 2>&1 || { cat "build-$compiler/lint.log"; exit 1; }
done
echo "lint: nothing to say"

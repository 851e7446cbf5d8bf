#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Accuracy and speed of the syntax model on gold CoNLL-U files, as CSV: one row a file and way of cutting words.
#
#   bench/syntax.sh build/detente ewt-test.conllu gum-news.conllu >> bench/results.csv
#
# seconds covers reading, parsing and scoring of the file by one run of `detente eval syntax`, start included, so words a
# second is a lower bound for the parser alone.
set -eu

if [ $# -lt 2 ]; then
	echo "usage: $0 DETENTE FILE.conllu..." >&2
	exit 2
fi
detente=$1
shift

echo "file,words,cut,UPOS,XPOS,lemmas,UAS,LAS,CLAS,seconds,words_per_second"
for file in "$@"; do
	words=$(grep -c '^[0-9][0-9]*	' "$file")
	for cut in gold text; do
		flag=
		if [ "$cut" = text ]; then flag=--raw; fi
		begun=$(date +%s.%N)
		scores=$("$detente" eval syntax $flag "$file")
		ended=$(date +%s.%N)
		printf '%s\n' "$scores" | awk -v file="$(basename "$file")" -v words="$words" -v cut="$cut" \
			-v begun="$begun" -v ended="$ended" '
			{ if (!($1 in score)) score[$1] = $2 }
			END {
				seconds = ended - begun
				printf "%s,%d,%s,%s,%s,%s,%s,%s,%s,%.2f,%.0f\n", file, words, cut, score["UPOS"], score["XPOS"],
					score["lemmas"], score["UAS"], score["LAS"], score["CLAS"], seconds, words / seconds
			}'
	done
done

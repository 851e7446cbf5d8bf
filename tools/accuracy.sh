#!/bin/sh
# accuracy.sh [--update] [FOLDER]: the figures of docs/accuracy.md, as Markdown tables; --update puts them there.
#
# FOLDER holds the labelled text, which is not part of the project: data/gold/*.jsonl (lines with parties and root),
# data/gold/articles/*/ (gold.json and article.txt, scored by eval/score_article.py), data/treebank/*.conllu[.xz].
# What is not there is skipped, and said so. BUILD names another build folder than build.
set -eu
cd "$(dirname "$0")/.."
update=
[ "${1:-}" = --update ] && { update=yes; shift; }
folder=${1:-../shared}
detente=${BUILD:-build}/detente
[ -x "$detente" ] || { echo "$detente is not there: run 'make' first" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# how a set is called in the tables
title() {
	case $1 in
	plv-dev) echo 'PLV development lines' ;;
	plv-check) echo 'PLV check lines, unread' ;;
	ewt-dev) echo 'UD English EWT 2.16, dev' ;;
	gum-open-dev) echo 'GUM 11, open documents, dev' ;;
	gum-news) echo 'GUM 11, news (learned from)' ;;
	*) echo "$1" ;;
	esac
}

labelled_lines() {
	echo '### Labelled lines'
	echo
	set -- "$folder"/data/gold/*.jsonl
	[ -e "$1" ] || { echo 'skipped: no labelled lines'; echo; return; }
	echo '| lines | number | parties | accuracy | macro-F1 | coverage |'
	echo '|---|---:|---|---:|---:|---:|'
	for file in "$folder/data/gold/plv-dev.jsonl" "$@"; do
		name=$(basename "$file" .jsonl)
		[ -e "$work/$name.given" ] && continue
		for how in given found; do
			option=
			[ $how = found ] && option=--overlap
			# shellcheck disable=SC2086
			"$detente" eval $option "$file" >"$work/$name.$how"
			awk -v title="$(title "$name")" -v how=$how 'NR == 1 {
				printf "| %s | %d | %s | %s | %s | %s |\n", title, $8, how, $2, $4, $6 }' "$work/$name.$how"
		done
	done
	echo
	[ -e "$work/plv-dev.given" ] || return 0
	echo 'By category, on the PLV development lines:'
	echo
	echo '| category | labelled | P given | R given | F1 given | P found | R found | F1 found |'
	echo '|---|---:|---:|---:|---:|---:|---:|---:|'
	awk 'FNR > 1 && FILENAME ~ /given$/ { gold[$1] = $9; given[$1] = $3 " | " $5 " | " $7 }
		FNR > 1 && FILENAME ~ /found$/ { found[$1] = $3 " | " $5 " | " $7 }
		END { for (root in gold) printf "| %s | %d | %s | %s |\n", root, gold[root], given[root], found[root] }' \
		"$work/plv-dev.given" "$work/plv-dev.found" | sort
	echo
}

mentions() {
	[ -e "$folder/data/gold/plv-dev.jsonl" ] || return 0
	echo '| words marked as parties | number | found as a mention | with a country or entity code |'
	echo '|---|---:|---:|---:|'
	"$detente" eval mentions "$folder/data/gold/plv-dev.jsonl" |
		awk '{ printf "| PLV development lines | %d | %s | %s |\n", $3, $8, $12 }'
	echo
}

# What becomes of the lines when the coder has to find the parties itself.
fates() {
	[ -e "$folder/data/gold/plv-dev.jsonl" ] || return 0
	python3 - "$folder/data/gold/plv-dev.jsonl" "$detente" "$work" <<'END'
import collections, json, pathlib, subprocess, sys

gold = [json.loads(line) for line in open(sys.argv[1]) if line.strip()]
text = pathlib.Path(sys.argv[3]) / "text.jsonl"
text.write_text("".join(json.dumps({"id": line["id"], "text": line["text"]}) + "\n" for line in gold))
printed = subprocess.run([sys.argv[2], "code", "--to", "jsonl", text], stdout=subprocess.PIPE, check=True).stdout
coded = collections.defaultdict(list)
for event in map(json.loads, printed.splitlines()):
    coded[event["document"]].append(event)


def root(event):
    return {"RETREAT": "YIELD", "CONCEDE": "YIELD"}.get(event["event"][0], event["event"][0])


def touch(sides, spans):
    return any(s["start"] < end and start < s["end"] for s in sides if "start" in s for start, end in spans)


def relates(event, line):
    actors, both = event["actor"], event["actor"] + event["recipient"]
    return touch(actors, line["actor"]) and touch(both, line["recipient"])


fates = collections.Counter()
for line in gold:
    events = coded[line["id"]]
    related = [event for event in events if relates(event, line)]
    if related:
        right = root(max(related, key=lambda event: event["confidence"])) == line["root"]
        fates["an event of the pair, of the right category" if right else "an event of the pair, of another category"] += 1
    elif any(root(event) == line["root"] for event in events):
        fates["an event of the right category, with other words as a party"] += 1
    else:
        fates["only other events" if events else "no event"] += 1
print("What becomes of the PLV development lines when the parties are found:\n\n| outcome | lines | share |\n|---|---:|---:|")
for fate, count in fates.most_common():
    print(f"| {fate} | {count} | {100 * count / len(gold):.1f}% |")
print()
END
}

# F1 of the relations that coding leans on, from text: one line a relation, one column a set.
relations() {
	set -- $found
	[ $# -gt 0 ] || return 0
	echo 'Relations that coding leans on, F1 from text, head and whole relation right:'
	echo
	printf '| relation |'
	for name in "$@"; do printf ' %s |' "$(title "$name")"; done
	printf '\n|---|'
	for name in "$@"; do printf -- '---:|'; done
	echo
	for relation in nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss ccomp xcomp advcl acl acl:relcl conj appos \
		compound compound:prt; do
		printf '| `%s` |' "$relation"
		for name in "$@"; do
			awk -v relation="$relation" '$1 == "relation" { inside = 1 } inside && $1 == relation { printf " %s |", $2; exit }' \
				"$work/$name.text"
		done
		echo
	done
	echo
}

trees() {
	echo '### Syntax'
	echo
	found=
	for name in ewt-dev gum-open-dev gum-news; do
		file=$folder/data/treebank/$name.conllu
		if [ -e "$file.xz" ]; then xz -dc "$file.xz" >"$work/$name.conllu"; fi
		if [ -e "$file" ]; then cp "$file" "$work/$name.conllu"; fi
		[ -e "$work/$name.conllu" ] || continue
		[ "$found" ] || {
			echo '| treebank | from | tokens | sentences | words | UPOS | XPOS | lemmas | UAS | LAS | CLAS |'
			echo '|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|'
		}
		found="$found $name"
		for from in words text; do
			option=
			[ $from = text ] && option=--raw
			# shellcheck disable=SC2086
			"$detente" eval $option syntax "$work/$name.conllu" >"$work/$name.$from"
			awk -v title="$(title "$name")" -v from=$from '!v[$1] { v[$1] = $2 }
				END { printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", title, from, v["tokens"],
					v["sentences"], v["words"], v["UPOS"], v["XPOS"], v["lemmas"], v["UAS"], v["LAS"], v["CLAS"] }' \
				"$work/$name.$from"
		done
	done
	[ "$found" ] || echo 'skipped: no treebanks'
	echo
	relations
}

articles() {
	echo '### Articles'
	echo
	scorer=$folder/eval/score_article.py
	set -- "$folder"/data/gold/articles/*/gold.json
	[ -e "$1" ] && [ -e "$scorer" ] || { echo 'skipped: no labelled articles'; return; }
	echo '| article | core events found | with marks, day, place, names and source right | all right | must not be coded, but is | coded | not asked for |'
	echo '|---|---:|---:|---:|---:|---:|---:|'
	for gold in "$@"; do
		date=$(sed -n 's/.*"date" *: *"\([0-9-]*\)".*/\1/p' "$gold" | head -n 1)
		"$detente" code --date "$date" --to jsonl "$(dirname "$gold")/article.txt" >"$work/events.jsonl"
		python3 "$scorer" "$gold" "$work/events.jsonl" >"$work/article" || true
		sed -n "s/^core found \([0-9.]*\), core exact \([0-9.]*\), all exact \([0-9.]*\), forbidden \([0-9]*\), events \([0-9]*\), unexplained \([0-9]*\)\$/| $(basename "$(dirname "$gold")") | \1 | \2 | \3 | \4 | \5 | \6 |/p" "$work/article"
	done
}

commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
{
	echo "Made by \`sh tools/accuracy.sh --update\` on $(date -u +%Y-%m-%d), commit $commit."
	echo
	labelled_lines
	mentions
	fates
	trees
	articles
} >"$work/figures"
if [ -z "$update" ]; then
	cat "$work/figures"
elif grep -q '^skipped' "$work/figures"; then
	grep '^skipped' "$work/figures"
	echo 'docs/accuracy.md stays as it is' >&2
	exit 1
else
	awk -v figures="$work/figures" '/^<!-- end of figures/ { skip = 0 } !skip { print }
		/^<!-- figures/ { print ""; while ((getline line < figures) > 0) print line; print ""; skip = 1 }' \
		docs/accuracy.md >"$work/page"
	cat "$work/page" >docs/accuracy.md
fi

#!/bin/sh
# model.sh TREEBANKS [TEXT.jsonl[.xz]]: the shipped syntax model anew; models/README.md is its card.
#
# TREEBANKS holds ewt-train, ewt-dev, gum-open-train and gum-news as .conllu or .conllu.xz; TEXT holds unlabelled
# documents (US Senate press releases). Without TEXT gold trees alone are learned: quick, and some two points worse.
# Keeps what it made in WORK (default: a folder of its own, removed at the end) and goes on from what is there.
set -eu
folder=${1:-${TREEBANKS:-}}
text=${2:-${TEXT:-}}
[ -n "$folder" ] || { echo "usage: sh tools/model.sh TREEBANKS [TEXT.jsonl], or TREEBANKS=FOLDER make model" >&2; exit 2; }
work=${WORK:-}
[ -n "$work" ] || { work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; }
mkdir -p "$work"
for name in ewt-train ewt-dev gum-open-train gum-news; do
	[ -e "$work/$name.conllu" ] && continue
	if [ -e "$folder/$name.conllu.xz" ]; then
		xz -dc "$folder/$name.conllu.xz" >"$work/$name.conllu"
	else
		cp "$folder/$name.conllu" "$work/"
	fi
done
gold="$work/ewt-train.conllu $work/gum-open-train.conllu"
notes='language: en
labels: UPOS, English XPOS and relations of Universal Dependencies 2.16
data: UD_English-EWT 2.16 train (CC BY-SA 4.0); GUM 11 train, documents free for commercial use (annotations CC BY 4.0)
licence: CC BY-SA 4.0; see models/README.md
'

# Trains $1 in the folder unless it is there.
train() {
	name=$1
	shift
	[ -e "$work/$name" ] || build/detente train -o "$work/$name" "$@"
}

# shellcheck disable=SC2086
if [ -z "$text" ]; then
	train gold.model --seed 11 --notes "$notes" --dev "$work/ewt-dev.conllu" $gold
	cp "$work/gold.model" models/english.model
	exit 0
fi

# The words without trees: split by the program itself, sentences of 3 to 70 words.
[ -e "$work/words.conllu" ] || {
	python3 tools/words.py 4600000 "$text" >"$work/words.jsonl"
	build/detente code --from jsonl --to conllu "$work/words.jsonl" | awk -F '\t' -v OFS='\t' '
		/^[0-9]+\t/ { line[++n] = $1 OFS $2 OFS "_" OFS "_" OFS "_" OFS "_" OFS "_" OFS "_" OFS "_" OFS "_" }
		/^$/ { if (n >= 3 && n <= 70) { for (i = 1; i <= n; i++) print line[i]; print "" } n = 0 }' >"$work/words.part"
	mv "$work/words.part" "$work/words.conllu"
}
# Every sixth sentence, for the last stage.
[ -e "$work/sixth.conllu" ] || awk 'BEGIN { RS = ""; ORS = "\n\n" } NR % 6 == 0' "$work/words.conllu" >"$work/sixth.conllu"

# Sentences with trees that the program's own grammar of wire reports makes.
[ -e "$work/wire.conllu" ] || python3 tools/wire.py 12000 >"$work/wire.conllu"

# 1. Teachers, from gold trees alone, two at a time.
# shellcheck disable=SC2086
{
	(
		train t2.model --width 160 --layers cgcgcg --epochs 14 --seed 3 $gold
		train t4.model --width 96 --layers cgcg --epochs 12 --seed 1 $gold
	) &
	train t1.model --width 128 --layers cgcgg --epochs 16 --seed 2 $gold
	train t3.model --width 128 --layers ccgg --epochs 16 --seed 1 $gold
	wait
	teachers="$work/t1.model,$work/t2.model,$work/t3.model,$work/t4.model"

	# 2. Their pupil, from gold and from what they say of the words.
	train taught.model --seed 11 --dev "$work/ewt-dev.conllu" --teacher "$teachers" --unlabelled "$work/words.conllu" \
		--notes "$notes" $gold

	# 3. It goes on for a little while with a low rate, mostly on gold, and on made-up sentences of wire reports; once
	#    without GUM's news, which is what scores on that news are of, and once with it.
	last="--start $work/taught.model --rate 0.001 --dropout 0.12 --epochs 5 --gold-repeats 2 --seed 13
		--dev $work/ewt-dev.conllu --teacher $teachers,$work/taught.model --unlabelled $work/sixth.conllu"
	train held-out.model $last --notes "${notes}unlabelled: US Senate press releases (public domain), parsed by teachers
" $gold "$work/wire.conllu"
	train news.model $last --notes "${notes}data-news: GUM 11 news (CC BY 2.5, annotations CC BY 4.0)
unlabelled: US Senate press releases (public domain), parsed by teachers
" $gold "$work/gum-news.conllu" "$work/wire.conllu"

	# 4. And a little more, at a lower rate, on real trees alone.
	train english.model --start "$work/news.model" --rate 0.0006 --dropout 0.12 --epochs 3 --gold-repeats 3 --seed 17 \
		--dev "$work/ewt-dev.conllu" --teacher "$teachers,$work/taught.model" --unlabelled "$work/sixth.conllu" --notes "${notes}data-news: GUM 11 news (CC BY 2.5, annotations CC BY 4.0)
unlabelled: US Senate press releases (public domain), parsed by teachers
" $gold "$work/gum-news.conllu"
	cp "$work/english.model" models/english.model
}

#!/bin/sh
# model.sh FOLDER [WORDS.conllu]: trains the syntax model anew from ewt-train.conllu, ewt-dev.conllu and
# gum-open-train.conllu in FOLDER and, taught by four wider networks, from unlabelled words. models/README.md is the card.
set -eu
folder=${1:-${TREEBANKS:-}}
words=${2:-}
[ -n "$folder" ] || { echo "usage: sh tools/model.sh FOLDER [WORDS.conllu], or TREEBANKS=FOLDER make model" >&2; exit 2; }
gold="$folder/ewt-train.conllu $folder/gum-open-train.conllu"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
train() { build/detente train "$@"; }
# shellcheck disable=SC2086
if [ -z "$words" ]; then
	train -o models/english.model --seed 11 --dev "$folder/ewt-dev.conllu" $gold
	exit 0
fi
# shellcheck disable=SC2086
{
	train -o "$work/t1.model" --width 128 --layers cgcgg --epochs 16 --seed 2 $gold
	train -o "$work/t2.model" --width 160 --layers cgcgcg --epochs 14 --seed 3 $gold
	train -o "$work/t3.model" --width 128 --layers ccgg --epochs 16 --seed 1 $gold
	train -o "$work/t4.model" --width 96 --layers cgcg --epochs 12 --seed 1 $gold
	teachers="$work/t1.model,$work/t2.model,$work/t3.model,$work/t4.model"
	train -o "$work/taught.model" --seed 11 --dev "$folder/ewt-dev.conllu" --teacher "$teachers" --unlabelled "$words" $gold
	train -o models/english.model --start "$work/taught.model" --rate 0.001 --dropout 0.12 --epochs 5 --gold-repeats 2 \
		--seed 13 --dev "$folder/ewt-dev.conllu" --teacher "$teachers" --unlabelled "$words" $gold
}

#!/bin/sh
# run.sh PROGRAM: the commands as users meet them: output, messages, exit codes. Each check names what it wants.
set -u
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
checks=0

# check NAME EXIT PATTERN COMMAND…: the command ends with EXIT, and its output (both streams) holds PATTERN.
check() {
	name=$1 wanted=$2 pattern=$3
	shift 3
	"$@" >"$folder/out" 2>&1 </dev/null
	got=$?
	checks=$((checks + 1))
	if [ "$got" -ne "$wanted" ] || { [ -n "$pattern" ] && ! grep -qE -- "$pattern" "$folder/out"; }; then
		echo "failed: $name (exit $got, wanted $wanted; output wanted: $pattern)"
		head -n 5 "$folder/out"
		failures=$((failures + 1))
	fi
}

sentence='The United States imposed sanctions on Iran on Tuesday.'
echo "$sentence" >"$folder/one.txt"
mkdir -p "$folder/with blank" "$folder/empty"
cp "$folder/one.txt" "$folder/with blank/two.txt"
printf '{"id":"good","date":"2024-11-27","text":"%s"}\nnot json\n{"id":"no text"}\n{"id":"last","text":"%s"}\n' \
	"$sentence" "$sentence" >"$folder/some.jsonl"
grep -v 'not json' "$folder/some.jsonl" | grep text.*The >"$folder/some.jsonl.good"
cat >"$folder/doubt.txt" <<END
The book sold well. Its author was said to have been attacked by critics in France. The shop was full. It rained all day. People
went home.
END
head -c 4096 /dev/urandom >"$folder/noise.bin"
: >"$folder/nothing.txt"

check 'no command is a usage error' 2 'usage: detente' "$program"
check 'help fits a screen' 0 'who did what to whom' "$program" --help
check 'an unknown command is named' 2 "no command 'cod'" "$program" cod
printf 'round\tdocument\tstart\tcategory\tverdict\twhy\n1\tgood\t0\tCOERCE\tright\t\n1\tlast\t0\tCOERCE\twrong\tx\n' >"$folder/judged.tsv"
check 'confidence is learnt from judged events' 0 '^ten parts, each told from the others: 2 events, 1 right' \
	"$program" train confidence -o "$folder/own.weights" "$folder/judged.tsv" "$folder/some.jsonl.good"
check 'what was learnt can be read again' 0 'talk' grep talk "$folder/own.weights"
check 'a judged line without a verdict is named' 1 'one.txt:1: expected round, document' \
	"$program" train confidence -o "$folder/no.weights" "$folder/one.txt" "$folder/some.jsonl.good"
check 'a doubtful event is left out' 0 '' sh -c "! '$program' code --min-confidence 0.99 '$folder/one.txt' | grep ."
check 'a table says that something is left out' 0 ' less certain left out' \
	"$program" code --to table --min-confidence 0.99 "$folder/one.txt"
check 'explain shows what is left out' 0 'withheld' "$program" explain "$folder/doubt.txt"
check 'an unknown option is named' 2 "no option '--dat'" "$program" code --dat x
for command in export relations; do
	check "$command: days the wrong way round" 2 'from is later than' "$program" $command --from 2020 --to 2019 none.db
	check "$command: a day that is none" 2 "'2020-13' is no date" "$program" $command --to 2020-13 none.db
done
check 'every command explains itself' 0 'usage: detente code' "$program" code --help
check 'the version' 0 'detente [0-9]' "$program" --version
check 'the manual page' 0 '\.TH DETENTE' "$program" --manual
check 'an event comes out' 0 '"code":"IRN"' "$program" code --date 2024-11-27 "$folder/one.txt"
check 'its day is the Tuesday' 0 '"date":"2024-11-26"' "$program" code --date 2024-11-27 "$folder/one.txt"
check 'a table' 0 'SANCTION|COERCE' "$program" code --to table "$folder/one.txt"
check 'CSV has a header' 0 'actor' "$program" code --to csv "$folder/one.txt"
check 'dyads' 0 'USA.*IRN' "$program" code --dyadic "$folder/one.txt"
check 'trees' 0 'nsubj' "$program" code --to conllu "$folder/one.txt"
check 'an impossible date' 2 'is no day' "$program" code --date 2024-02-31 "$folder/one.txt"
check 'an unknown format' 2 "no format 'xml'" "$program" code --to xml "$folder/one.txt"
check 'a folder with a blank in its name' 0 '"code":"IRN"' "$program" code "$folder/with blank"
check 'a missing file is named' 1 'missing.txt' "$program" code "$folder/missing.txt"
check 'a bad line is named, the others are coded' 1 'some.jsonl:2' "$program" code "$folder/some.jsonl"
check 'the line after a bad one is coded' 1 '"document":"last"' "$program" code "$folder/some.jsonl"
check 'binary input is refused' 1 'noise.bin' "$program" code "$folder/noise.bin"
check 'an empty file is said to be empty' 1 'nothing.txt' "$program" code "$folder/nothing.txt"
check 'a folder without files' 1 'no files' "$program" code "$folder/empty"
check 'a record is made' 0 '' "$program" code -o "$folder/record.db" "$folder/one.txt"
cat >"$folder/twice.jsonl" <<'END'
{"id":"a","date":"2023-09-06","publication":"A","text":"France expelled six Russian diplomats on Monday."}
{"id":"b","date":"2023-09-07","publication":"B","text":"On Monday France expelled six Russian diplomats, officials said."}
END
check 'a record of one happening in two articles' 0 '' "$program" code -o "$folder/twice.db" "$folder/twice.jsonl"
check 'a happening is one row, with mentions, sources, articles' 0 ',FRA,.*,RUS,.*,2,2,2$' \
	"$program" export --dyadic --unique "$folder/twice.db"
check 'happenings without dyads' 0 ',mentions,sources,articles$' "$program" export --unique "$folder/twice.db"
check 'happenings at once, without a record' 0 ',FRA,.*,RUS,.*,2,2,2$' \
	"$program" code --dyadic --unique "$folder/twice.jsonl"
check 'happenings without dyads at once' 0 ',mentions,sources,articles$' "$program" code --unique "$folder/twice.jsonl"
check 'happenings are rows' 2 'goes with --to csv' "$program" code --unique --to jsonl "$folder/twice.jsonl"
cat >"$folder/denied.jsonl" <<'END'
{"id":"a","date":"2023-09-06","text":"Chad bombed a Sudanese camp on Monday."}
{"id":"b","date":"2023-09-07","text":"Chad denied that it had bombed Sudan."}
END
check 'a record of a denial in another article' 0 '' "$program" code -o "$folder/denied.db" "$folder/denied.jsonl"
check 'it is about what the other told' 0 ',[0-9a-f]{16},[0-9a-f]{16},' "$program" export "$folder/denied.db"
check 'and made again' 0 '' "$program" code -o "$folder/record.db" "$folder/one.txt"
check 'a record of nothing' 0 '' sh -c "echo 'It rained.' | '$program' code -o '$folder/nobody.db'"
cp "$folder/noise.bin" "$folder/damaged.db"
check 'a damaged record is refused' 4 'damaged.db' "$program" code -o "$folder/damaged.db" "$folder/one.txt"
printf 'Pr\351sident Macron met "Angela Merkel" in Berlin on Monday.\n' >"$folder/latin.txt"
for format in jsonl csv conllu table; do
	check "$format is UTF-8, whatever comes in" 0 'Angela' \
		sh -c "'$program' code --to $format '$folder/latin.txt' | iconv -f UTF-8 -t UTF-8"
done
check 'explain is UTF-8, too' 0 'Angela' sh -c "'$program' explain '$folder/latin.txt' | iconv -f UTF-8 -t UTF-8"
check 'a full disk is told' 4 'cannot write|No space' sh -c "\"$program\" code --to jsonl \"$folder/one.txt\" >/dev/full"
check 'a missing model is named' 3 'no.model' "$program" code --model "$folder/no.model" "$folder/one.txt"
check 'a foreign model is refused' 3 'noise.bin' "$program" code --model "$folder/noise.bin" "$folder/one.txt"
check 'a folder is no record' 1 'is a folder' "$program" relations "$folder/empty"
check 'a record without facts' 1 'no facts' "$program" relations "$folder/nobody.db"
check 'a sentence that is not there' 1 'one.txt has 1' "$program" explain --sentence 2 "$folder/one.txt"
check 'nothing to score' 1 'no labelled line' "$program" eval "$folder/nothing.txt"
check 'explain shows the tree' 0 'nsubj' "$program" explain "$folder/one.txt"
check 'explain shows the line that fired' 0 '✓' "$program" explain "$folder/one.txt"
check 'explain shows what did not fit' 0 'does not fit' "$program" explain "$folder/one.txt"
check 'dictionaries are in order' 0 'in order' "$program" dict check
check 'dictionaries are counted' 0 'frames' "$program" dict stats
check 'the model tells of itself' 0 'kind: syntax' "$program" model show

# a dictionary of one's own, as data/README.md tells
mkdir -p "$folder/mine/lexicon" "$folder/mine/world" "$folder/wrong/lexicon"
echo 'befriend/v  obj:@actor  -> SUPPORT 050' >"$folder/mine/lexicon/mine.frames"
printf '# one federation\nzog_federation  organisation\n    name  Zog Federation\n    code  IGO\n' >"$folder/mine/world/zog.actors"
echo 'France has befriended the Zog Federation.' >"$folder/zog.txt"
check 'a frame and an actor of one'"'"'s own' 0 'IGO.*SUPPORT' \
	"$program" code --data "$folder/mine" "$folder/zog.txt"
echo 'unfriend  objet:*  -> SANCTON 161' >"$folder/wrong/lexicon/wrong.frames"
check 'a wrong line is named by line and column' 3 'wrong.frames:1:11' "$program" code --data "$folder/wrong" "$folder/zog.txt"

# dictionaries of PETRARCH
printf 'ZOG_FRONT_ [FRAREB]\n+FRONT_OF_ZOG\nOLGA_ZOG\n\t[FRAGOV 200101-201231]\nNOWHERE [ZZZ]\n' >"$folder/zog.actors.txt"
printf 'WORLD_CUP\n' >"$folder/zog.discards.txt"
printf 'Olga Zog visited Iran in 2020.\nRussia attacked the Front of Zog during the World Cup.\nIran attacked the Zog Front.\n' >"$folder/front.txt"
check 'PETRARCH: what cannot be taken is named' 1 'zog.actors.txt:5: .*no state' \
	"$program" import petrarch "$folder/zog.actors.txt" "$folder/zog.discards.txt" -o "$folder/petrarch"
check 'PETRARCH: the result is in order' 0 'in order' "$program" dict check --data "$folder/petrarch"
check 'PETRARCH: an actor, on a day' 0 'FRA GOV Olga Zog' "$program" code --data "$folder/petrarch" --to table "$folder/front.txt"
check 'PETRARCH: a group' 0 'ASSAULT.*FRA REB' "$program" code --data "$folder/petrarch" --to table "$folder/front.txt"
check 'PETRARCH: a discard' 0 '^2$' \
	sh -c "\"$program\" code --data \"$folder/petrarch\" --to jsonl \"$folder/front.txt\" | wc -l"
check 'PETRARCH: a folder is wanted' 2 'wants files, and a folder' "$program" import petrarch "$folder/zog.actors.txt"
given=${DETENTE_PETRARCH:-../shared/data/petrarch} # the dictionaries of Phoenix, where they are at hand
if [ -d "$given" ]; then
	check 'PETRARCH: the dictionaries of Phoenix' 1 'Phoenix.Countries.* [45][0-9]{4} lines taken' \
		"$program" import petrarch "$given"/Phoenix.*.xz -o "$folder/phoenix"
	check 'PETRARCH: and they are in order' 0 'in order' "$program" dict check --data "$folder/phoenix"
else
	echo "skipped: $given is not here"
fi

# names that no dictionary has
printf 'Colombian troops attacked the Arenal Front in Colombia. The Arenal Front killed Ana Soto.\n\nAna Soto accused Colombia of murder. Soto threatened Colombia.\n' >"$folder/names.txt"
"$program" code -o "$folder/names.db" "$folder/names.txt" >/dev/null 2>&1
check 'suggest lists unknown names' 0 'arenal_front  ' "$program" dict suggest "$folder/names.db"
check 'suggest guesses a code' 0 'code  COL.*guess' "$program" dict suggest "$folder/names.db"
check 'suggest shows sentences' 0 '#   Colombian troops attacked' "$program" dict suggest "$folder/names.db"
mkdir -p "$folder/grown/world"
"$program" dict suggest "$folder/names.db" >"$folder/grown/world/grown.actors"
check 'suggest: what is pasted loads' 0 'organisation' "$program" dict stats --data "$folder/grown"
check 'suggest: and is known then' 0 'every name' "$program" dict suggest --data "$folder/grown" "$folder/names.db"
check 'suggest wants a record' 2 'wants a record' "$program" dict suggest

# the same bytes on one thread and on several
for i in 1 2 3 4 5 6 7 8; do cp "$folder/one.txt" "$folder/with blank/$i.txt"; done
"$program" code -j 1 --to jsonl "$folder/with blank" samples >"$folder/serial" 2>/dev/null
"$program" code -j 4 --to jsonl "$folder/with blank" samples >"$folder/parallel" 2>/dev/null
check 'threads do not change the answer' 0 '' cmp "$folder/serial" "$folder/parallel"

# Tables: every fault a message, none a crash; an import that is killed goes on.
printf 'date\tsource\ttarget\tcode\n1999-03-24\tUSA\tYUG\t195\r\n1999-03-25\tUSA\n1999-13-01\tUSA\tYUG\t195\n9\tUSA\tYUG\t195\n1999-03-24\tUSA\tYUG\t999\n' >"$folder/faulty.tsv"
head -c 10485760 /dev/zero | tr '\0' 'x' >>"$folder/faulty.tsv"
check 'faults of a table are named' 1 'faulty.tsv:3: columns are missing' "$program" import -o "$folder/table.db" "$folder/faulty.tsv"
check 'and counted' 1 '1 added, 0 known, 0 without a coded side, 5 unreadable' "$program" import -o "$folder/table2.db" "$folder/faulty.tsv"
check 'a line of 10 MB' 1 'longer than 4 MiB' "$program" import -o "$folder/table3.db" "$folder/faulty.tsv"
check 'no table, no record' 1 'No such file' "$program" import -o "$folder/none.db" "$folder/absent.tsv"
check 'and none is left behind' 1 '' test -e "$folder/none.db"
check 'no folder for the record' 4 'cannot be opened' "$program" import -o "$folder/none/none.db" "$folder/faulty.tsv"
check 'nor for one of texts' 4 'cannot be opened' "$program" code -o "$folder/none/none.db" "$folder/one.txt"
printf 'date\tsource\ttarget\tcode\r1999-03-24\tUSA\tYUG\t195\r\n1999-03-25\tUSA\tYUG\t195\n1999-03-26\tUSA\tYUG\t195\r1999-03-27\tUSA\tYUG\t195' >"$folder/ends.tsv"
check 'mixed line ends' 0 'ends.tsv: table, 4 rows: 4 added' "$program" import -o "$folder/ends.db" "$folder/ends.tsv"
awk 'BEGIN { for (k = 0; k < 4; k++) { for (i = 0; i < 58; i++) printf "%s%s", i == 0 ? 100 + k : i == 1 ? (k == 1 ? "20209999" : "20200105") : i == 7 || i == 17 ? "USA" : i == 26 ? (k == 2 ? "777" : "040") : i == 31 ? (k == 3 ? "-4" : "4") : "", i < 57 ? "\t" : "\n" } print "105\t20200105\t2020" }' >"$folder/gdelt.tsv"
check 'a date out of range' 1 'gdelt.tsv:2: no date: "20209999"' "$program" import -o "$folder/gdelt.db" "$folder/gdelt.tsv"
check 'a wrong code' 1 'gdelt.tsv:3: no CAMEO code: "777"' "$program" import -o "$folder/gdelt.db" "$folder/gdelt.tsv"
check 'a negative count' 1 'gdelt.tsv:4: a negative count: "-4"' "$program" import -o "$folder/gdelt.db" "$folder/gdelt.tsv"
check 'columns that are missing' 1 'gdelt.tsv:5: columns are missing' "$program" import -o "$folder/gdelt.db" "$folder/gdelt.tsv"
awk 'BEGIN { print "date\tsource\ttarget\tcode"; for (i = 0; i < 60000; i++) printf "20%02d-%02d-%02d\t%s\t%s\t%s\n", i % 20, i % 12 + 1, i % 28 + 1, i % 3 ? "USA" : "PRK", i % 3 ? "PRK" : "USA", i % 2 ? "036" : "112" }' >"$folder/long.tsv"
"$program" import -o "$folder/killed.db" "$folder/long.tsv" >/dev/null 2>&1 &
sleep 0.1
kill -9 $! 2>/dev/null
wait $! 2>/dev/null
check 'a killed import goes on' 0 'long.tsv: table, 60000 rows' "$program" import -o "$folder/killed.db" "$folder/long.tsv"
check 'and has all of it' 0 '0 added, 60000 known' "$program" import -o "$folder/killed.db" "$folder/long.tsv"
check 'relations by name' 0 'USA and PRK' "$program" relations "$folder/killed.db" 'United States' 'north korea'
check 'the members of a body' 1 'no facts between .*IDN.*PHL.* and PRK' \
	"$program" relations "$folder/killed.db" 'members of the ASEAN' PRK
check 'a name of nobody' 2 'is nobody that the dictionaries know' "$program" relations "$folder/killed.db" USA Zogistan
check 'the world' 0 'stand out' "$program" relations --all "$folder/killed.db"
check 'what was strongest' 0 'STRONGEST HAPPENINGS' "$program" relations --from 2010-03 --to 2010-03 "$folder/killed.db"
check 'export by name' 0 'PRK' "$program" export --actor 'North Korea' --recipient USA "$folder/killed.db"
check 'a panel' 0 '^PRK,USA,2000-01-01,2000-01-31,' "$program" export --as panel "$folder/killed.db"
check 'a graph' 0 '<edge source="PRK" target="USA">' "$program" export --as graphml "$folder/killed.db"
for command in relations export serve code explain; do
	check "$command: a file that is not there" 1 'No such file' "$program" $command "$folder/not-there"
done


echo "$((checks - failures)) of $checks checks passed"
[ "$failures" -eq 0 ]

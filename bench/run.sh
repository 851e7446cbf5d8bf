#!/bin/sh
# run.sh [FILE|FOLDER]: how fast Detente is, what it needs, and what each stage costs. Builds nothing.
#
# Without a name it makes its own corpus (generate.py: 2,000 articles). BUILD names another build folder, RUNS how often
# each thing is timed (the least counts: what else the machine does only ever adds), NOTE goes into bench/results.csv.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build} runs=${RUNS:-3}
for program in detente bench-stages bench-time; do
	[ -x "$build/$program" ] || { echo "$build/$program is not there: run 'make' first" >&2; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if [ $# -gt 0 ]; then
	corpus=$1 name=$(basename "$1")
	[ -r "$corpus" ] || { echo "$corpus cannot be read" >&2; exit 2; }
else
	corpus=$folder/generated.jsonl name=generated-2000
	python3 bench/generate.py 2000 >"$corpus"
fi
cat >"$folder/small.txt" <<'END'
Ministers meet in Geneva

GENEVA, Nov 26 - The French foreign minister met his Iranian counterpart on Tuesday and agreed to resume talks on a
prisoner exchange, two diplomats said. Iran had threatened last week to expel the French ambassador.

Paris condemned the arrest of three of its citizens in Tehran in October and called for their immediate release.
END

# value NAME FILE: the value behind a name
value() { awk -v name="$1" '$1 == name { print $2 }' "$2"; }

processors=$(getconf _NPROCESSORS_ONLN)
"$build/bench-stages" "$corpus" >"$folder/stages"
"$build/bench-time" "$runs" "$build/detente" code -j 1 --to jsonl "$corpus" >"$folder/one"
"$build/bench-time" "$runs" "$build/detente" code -j "$processors" --to jsonl "$corpus" >"$folder/all"
"$build/bench-time" 20 "$build/detente" code -j 1 --to jsonl "$folder/small.txt" >"$folder/start"

documents=$(value documents "$folder/stages") sentences=$(value sentences "$folder/stages")
tokens=$(value tokens "$folder/stages")
printf '%s: %s documents, %s sentences, %s tokens, %s events\n\n' "$name" "$documents" "$sentences" "$tokens" \
	"$(value events "$folder/stages")"

# rates TITLE FILE: documents, sentences and tokens a second of the least time, seconds by the clock and of processor (less
# than the clock's on a busy machine), and the memory of the run
rates() {
	awk -v title="$1" -v d="$documents" -v s="$sentences" -v t="$tokens" '{ v[$1] = $2 }
		END { w = v["least"]; printf "%-14s %11.0f %11.0f %11.0f %9.1f %9.1f %9.1f\n", title, d / w, s / w, t / w, w, v["processor"], v["memory"] / 1024 }' "$2"
}
printf '%-14s %11s %11s %11s %9s %9s %9s\n' 'whole command' documents/s sentences/s tokens/s seconds processor 'peak MiB'
rates '1 thread' "$folder/one"
rates "$processors threads" "$folder/all"
awk '{ v[$1] = $2 } END { printf "\nstart to end on one small article: %.1f ms (median of 20), %.1f MiB\n", v["median"] * 1000, v["memory"] / 1024 }' \
	"$folder/start"
awk '$1 ~ /^load-/ { printf "%s%s %.1f ms", n++ ? ", " : "of which loading: ", substr($1, 6), $2 * 1000 } END { print "" }' \
	"$folder/stages"

printf '\nstage        seconds   share   µs/sentence\n'
awk -v s="$sentences" '$1 ~ /^stage-/ { name[n + 0] = substr($1, 7); cost[n++] = $2; sum += $2 }
	END {
		for (i = 0; i < n; i++)
			printf "%-10s %9.3f %6.1f%% %13.1f\n", name[i], cost[i], 100 * cost[i] / sum, 1e6 * cost[i] / s
		printf "%-10s %9.3f %6.1f%% %13.1f\n", "all", sum, 100, 1e6 * sum / s
	}' "$folder/stages"

# one line a run, so that a loss is a diff
results=bench/results.csv
columns='date,commit,processor,corpus,documents,sentences,tokens,sentences_per_s_1,sentences_per_processor_s,threads,sentences_per_s_all'
columns="$columns,tokens_per_s_1,start_ms,peak_mib_1,peak_mib_all,read_us,text_us,syntax_us,dates_us,coding_us,write_us,note"
[ -f "$results" ] || echo "$columns" >"$results"
commit=$(git rev-parse --short HEAD 2>/dev/null || echo none)
git diff --quiet HEAD -- src data models 2>/dev/null || commit=$commit+
processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -n 1 | tr -d ',"')
cat "$folder/stages" >"$folder/line"
sed 's/^/one-/' "$folder/one" >>"$folder/line"
sed 's/^/all-/' "$folder/all" >>"$folder/line"
sed 's/^/start-/' "$folder/start" >>"$folder/line"
awk -v head="$(date -u +%Y-%m-%d),$commit,${processor:-unknown},$name" -v threads="$processors" -v note="${NOTE:-}" '
	{ v[$1] = $2 }
	function us(stage) { return 1e6 * v["stage-" stage] / v["sentences"] }
	END {
		printf "%s,%d,%d,%d,%.0f,%.0f,%d,%.0f,%.0f,%.1f,%.1f,%.1f", head, v["documents"], v["sentences"], v["tokens"],
			v["sentences"] / v["one-least"], v["sentences"] / v["one-processor"], threads, v["sentences"] / v["all-least"], v["tokens"] / v["one-least"],
			v["start-median"] * 1000, v["one-memory"] / 1024, v["all-memory"] / 1024
		printf ",%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%s\n", us("read"), us("text"), us("syntax"), us("dates"), us("coding"),
			us("write"), note
	}' "$folder/line" >>"$results"

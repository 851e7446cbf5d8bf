#!/bin/sh
# serve.sh RECORD [SECONDS]: how long the server takes over a record: from start to the first view, the view once it is
# warm, a pair, and 500 clients at once (wrk) who ask for events and series of pairs in turn. Memory before and after.
set -eu
record=$1 seconds=${2:-20}
build=${BUILD:-build}
folder=$(mktemp -d)
"$build/detente" serve --port 0 "$record" >"$folder/said" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$folder"' EXIT
until grep -q http "$folder/said" 2>/dev/null; do sleep 0.1; done
url=$(sed -n 's|.* at \(http://[^ ]*\)/ .*|\1|p' "$folder/said")
took() { curl -s -o /dev/null -w '%{time_total}' "$url$1"; }
memory() { awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$server/status"; }
view="/api/v1/record /api/v1/shifts?limit=9 /api/v1/network?limit=400 /api/v1/pairs?limit=12"
asked=
for path in $view; do # all at once, as a browser asks
	took "$path" >"$folder/took$(echo "$path" | tr '/?=' ___)" &
	asked="$asked $!"
done
wait $asked
for path in $view; do echo "first view, cold: $path $(cat "$folder/took$(echo "$path" | tr '/?=' ___)") s"; done
echo "record: $(curl -s "$url/api/v1/record")"
for path in $view; do echo "first view, warm: $path $(took "$path") s"; done
pairs=$(curl -s "$url/api/v1/pairs?limit=40" | sed -n 's/.*"a":"\([A-Z]*\)","b":"\([A-Z]*\)".*/\1,\2/p')
set -- $pairs
first=${1%,*} second=${1#*,}
for path in "/api/v1/series?a=$first&b=$second&shifts=1" "/api/v1/series?a=$first&b=$second&by=month" "/api/v1/happenings?actor=$first&recipient=$second&either=1&limit=20" "/api/v1/series?a=$first&b=$second&sector=GOV" "/api/v1/strongest?from=2024-11-01&to=2024-11-30"; do
	echo "a pair, new: $path $(took "$path") s"
done
for pair in "$@"; do
	echo "/api/v1/events?actor=${pair%,*}&recipient=${pair#*,}&limit=20"
	echo "/api/v1/events?actor=${pair%,*}&recipient=${pair#*,}&from=2020-01-01&to=2020-03-31&limit=20"
	echo "/api/v1/series?a=${pair%,*}&b=${pair#*,}&by=month&from=2020-01-01&to=2021-12-31"
done >"$folder/paths"
cat >"$folder/ask.lua" <<END
local paths, at = {}, 0
for line in io.lines("$folder/paths") do paths[#paths + 1] = line end
function request() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
END
echo "memory before: $(memory) MiB"
wrk -t2 -c500 -d"${seconds}s" --latency -s "$folder/ask.lua" "$url" | sed -n '/50%\|99%\|Requests\/sec\|Non-2xx\|Socket errors/p'
echo "memory after: $(memory) MiB"
wrk -t2 -c500 -d"${seconds}s" --latency -s "$folder/ask.lua" "$url" | sed -n '/99%/p'
echo "memory after twice as many: $(memory) MiB"

#!/bin/sh
# serve.sh PROGRAM SAMPLES: the server as clients meet it, on a port of its own; python3 is the client.
set -u
program=$1 samples=$2
folder=$(mktemp -d)
server=
# shellcheck disable=SC2317
end() {
	[ -n "$server" ] && kill -KILL "$server" 2>/dev/null
	rm -rf "$folder"
}
trap end EXIT
failures=0

# refuses NAME EXIT PATTERN ARGUMENT…: serve does not start, and says why.
refuses() {
	name=$1 wanted=$2 pattern=$3
	shift 3
	timeout 20 "$program" serve "$@" >"$folder/out" 2>&1 </dev/null
	got=$?
	[ "$got" -eq "$wanted" ] && grep -qE -- "$pattern" "$folder/out" && return
	echo "failed: $name (exit $got, wanted $wanted; output wanted: $pattern)"
	head -n 5 "$folder/out"
	failures=$((failures + 1))
}

# start ARGUMENT…: starts a server, and sets server and url.
start() {
	: >"$folder/said"
	"$program" serve --port 0 "$@" >"$folder/said" 2>"$folder/complaints" </dev/null &
	server=$!
	url=
	for _ in $(seq 100); do
		url=$(sed -n 's|.* at \(http://[^ ]*\)/ .*|\1|p' "$folder/said")
		[ -n "$url" ] && return
		kill -0 "$server" 2>/dev/null || break
		sleep 0.1
	done
	echo "failed: the server does not start"
	cat "$folder/complaints"
	exit 1
}

# stop SIGNAL: the server ends at once and well.
stop() {
	kill "-$1" "$server"
	wait "$server"
	got=$?
	server=
	if [ "$got" -ne 0 ]; then
		echo "failed: exit $got after $1"
		failures=$((failures + 1))
	fi
	if [ -s "$folder/complaints" ]; then
		echo "failed: the server complains"
		head -n 5 "$folder/complaints"
		failures=$((failures + 1))
	fi
}

"$program" code -o "$folder/record.db" "$samples" >/dev/null || exit 1
printf 'a-secret-of-enough-length\n' >"$folder/token"
chmod 644 "$folder/token"

refuses 'a record is wanted' 2 'wants one record'
refuses 'a record that is not there' 1 'nowhere.db' --port 0 "$folder/nowhere.db"
refuses 'a port that is none' 2 'port' --port 70000 "$folder/record.db"
refuses 'an open address without a token' 2 'needs --token-file' --address 0.0.0.0 "$folder/record.db"
refuses 'a secret that others can read' 2 'chmod 600' --token-file "$folder/token" "$folder/record.db"
printf 'short\n' >"$folder/short"
chmod 600 "$folder/token" "$folder/short"
refuses 'an address that is none' 2 'no address' --token-file "$folder/token" --address 127.0.0.256 "$folder/record.db"
refuses 'a short secret' 2 'at least 16' --token-file "$folder/short" "$folder/record.db"

start "$folder/record.db"
timeout 60 python3 - "$url" <<'CLIENT' || failures=$((failures + 1))
import concurrent.futures, http.client, json, socket, sys
from urllib.parse import urlsplit

host = urlsplit(sys.argv[1]).netloc
failures = 0


def ask(method, path, body=None, **headers):
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    answer = response.status, response.headers, response.read()
    connection.close()
    return answer


def raw(text):
    with socket.create_connection(host.split(":"), timeout=20) as peer:
        peer.sendall(text)
        peer.settimeout(20)
        parts = []
        while part := peer.recv(65536):
            parts.append(part)
    return b"".join(parts)


def check(name, holds):
    global failures
    if not holds:
        print("failed:", name)
        failures += 1


def code(text, **more):
    return ask("POST", "/api/v1/code", json.dumps({"text": text, **more}), Content_Type="application/json")


status, headers, body = ask("GET", "/")
check("the page", status == 200 and b"<title>Detente</title>" in body)
check("the page allows no foreign script", "script-src 'self'" in headers["Content-Security-Policy"])
check("no sniffing", headers["X-Content-Type-Options"] == "nosniff")
check("no other origins", "Access-Control-Allow-Origin" not in headers)
check("a page that is there is not sent again", ask("GET", "/", If_None_Match=headers["ETag"])[0] == 304)
status, headers, body = ask("HEAD", "/page.js")
check("HEAD has no body", status == 200 and body == b"" and int(headers["Content-Length"]) > 0)
status, headers, body = ask("GET", "/api/v1/record")
record = json.loads(body)
check("the record", status == 200 and record["documents"] >= 6 and record["events"] > 20)
check("a record that did not change is not sent again", ask("GET", "/api/v1/record", If_None_Match=headers["ETag"])[0] == 304)
ids, cursor = [], ""
while cursor is not None:
    page = json.loads(ask("GET", "/api/v1/events?limit=7" + (f"&cursor={cursor}" if cursor else ""))[2])
    ids += [(event["document"], event["id"]) for event in page["events"]]
    cursor = page["next"]
check("pages hold every event once", len(ids) == len(set(ids)) == record["events"])
pair = json.loads(ask("GET", "/api/v1/pairs?limit=1&by=month")[2])["pairs"][0]
check("a pair", pair["fact"] > 0 and pair["points"])
series = json.loads(ask("GET", f"/api/v1/series?a={pair['a']}&b={pair['b']}&by=quarter&shifts=1")[2])["relations"]
check("its series", sum(point["fact"] for point in series["points"]) == pair["fact"] and "shifts" in series)
check("an actor by name", json.loads(ask("GET", "/api/v1/actors?search=North+Korea")[2])["actors"][0]["code"] == "PRK")
found = json.loads(ask("GET", "/api/v1/actors?search=korea")[2])["actors"]
check("states before parties", {found[0]["code"], found[1]["code"]} == {"KOR", "PRK"} and found[1]["kind"] == "country")
check("a document", ask("GET", "/api/v1/documents/korea-2024")[0] == 200)
check("no document", ask("GET", "/api/v1/documents/..%2F..%2Fetc%2Fpasswd")[0] == 404)
check("no file", ask("GET", "/../../../../etc/passwd")[0] == 404)
check("a wrong number", ask("GET", "/api/v1/events?limit=many")[0] == 400)
check("a wrong method", ask("DELETE", "/api/v1/events")[1]["Allow"] == "GET, HEAD")
check("a foreign name", ask("GET", "/api/v1/record", Host="evil.example")[0] == 421)
events = json.loads(code("The United States imposed sanctions on Iran on Tuesday.", date="2024-11-27")[2])["events"]
check("a text is coded", [event["date"] for event in events] == ["2024-11-26"])
check("a script stays text", b"<script>" in code("<script>alert(1)</script> Iran attacked Iraq.")[2])
check("a form cannot post", ask("POST", "/api/v1/code", "text=x", Content_Type="application/x-www-form-urlencoded")[0] == 415)
check("a foreign page cannot post", ask("POST", "/api/v1/code", "{}", Content_Type="application/json", Origin="http://evil.example")[0] == 403)
check("a huge body is refused before it is sent", raw(b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n").startswith(b"HTTP/1.1 413"))
check("huge pieces too", b" 413 " in raw(b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + b"10000\r\n" + b"x" * 65536 + b"\r\n" + (b"10000\r\n" + b"x" * 65536 + b"\r\n") * 16 + b"0\r\n\r\n"))
check("endless headers are refused", raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 65536 + b"\r\n\r\n").split()[1:2] in ([b"431"], [b"413"], []))
check("noise is refused", raw(b"\x16\x03\x01\x02\x00\x01\r\n\r\n").split()[1:2] in ([b"400"], []))
text = "Iran attacked Iraq on Monday. " * 400
with concurrent.futures.ThreadPoolExecutor(24) as crowd:
    answers = [future.result()[0] for future in [crowd.submit(code, text) for _ in range(12)]
               + [crowd.submit(ask, "GET", "/api/v1/events?limit=100") for _ in range(100)]]
check("a crowd is served, or told to wait", set(answers) <= {200, 503} and answers.count(200) >= 100)
check("it lives", ask("GET", "/healthz")[0] == 200)
metrics = ask("GET", "/metrics")[2].decode()
check("it counts", 'detente_http_requests_total{route="events",status="4xx"} 2' in metrics)
sys.exit(failures > 0)
CLIENT
stop TERM

start --token-file "$folder/token" "$folder/record.db"
timeout 20 python3 - "$url" <<'CLIENT' || failures=$((failures + 1))
import sys, urllib.error, urllib.request

def status(path, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(sys.argv[1] + path, headers=headers), timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code

answers = [status("/api/v1/record"), status("/api/v1/record", Authorization="Bearer a-secret-of-enough-lengtH"),
           status("/api/v1/record", Authorization="Bearer a-secret-of-enough-length"), status("/"), status("/healthz")]
if answers != [401, 401, 200, 200, 200]:
    print("failed: the token:", answers)
    sys.exit(1)
CLIENT
stop INT

[ "$failures" -eq 0 ] && echo "the server answers"
exit "$((failures > 0))"

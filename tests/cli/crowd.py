#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""crowd.py PROGRAM SAMPLES [CONNECTIONS]: ten thousand connections, most of which say nothing, half a request, or noise;
others are served meanwhile, with the right status, and when all are gone the server is as small as it was.
"""
import http.client
import json
import random
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time

NOISE = [
    b"", b"GET", b"GET /api/v1/record HTTP/1.1\r\nHost: localhost\r\n", b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"text\":", b"\x16\x03\x01\x02\x00\x01\x00\x01", b"\r\n\r\n\r\n",
    b"GET /api/v1/events?format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n",  # and then takes nothing
]
REQUESTS = [  # method, target, body, headers, status
    ("GET", "/", None, {}, 200), ("GET", "/api/v1/events?limit=20", None, {}, 200), ("GET", "/healthz", None, {}, 200),
    ("GET", "/api/v1/events?limit=0", None, {}, 400), ("GET", "/api/v1/events?from=yesterday", None, {}, 400),
    ("GET", "/%2e%2e/%2e%2e/etc/passwd", None, {}, 404), ("GET", "/..%5c..%5cwindows", None, {}, 404), ("GET", "/%00", None, {}, 400),
    ("GET", "/%c0%ae%c0%ae/", None, {}, 400), ("GET", "/" + "a" * 5000, None, {}, 414), ("PUT", "/api/v1/code", b"{}", {}, 413),
    ("DELETE", "/api/v1/events", None, {}, 405), ("GET", "/api/v1/record", None, {"Host": "evil.example"}, 421),
    ("POST", "/api/v1/code", b"{\"text\":\"<script>alert(1)</script> Iran attacked Iraq.\"}", {"Content-Type": "application/json"}, 200),
    ("POST", "/api/v1/code", b"[" * 100000, {"Content-Type": "application/json"}, 400),
    ("POST", "/api/v1/code", b"x" * (1 << 21), {"Content-Type": "application/json"}, 413),
    ("POST", "/api/v1/code", b"{}", {"Content-Type": "application/json", "Origin": "http://evil.example"}, 403),
    ("GET", "/api/v1/happenings/%3Cscript%3E", None, {}, 404), ("GET", "/api/v1/documents/%3Cscript%3E", None, {}, 404),
]


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def ask(host, method, target, body, headers):
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request(method, target, body, headers)
    except (BrokenPipeError, ConnectionResetError):
        pass  # refused before all was said; the answer is there
    started = time.monotonic()
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, time.monotonic() - started


def main(program, samples, wanted="10000"):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(int(wanted), (hard if hard != resource.RLIM_INFINITY else 1 << 20) - 512)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 256) if hard != resource.RLIM_INFINITY else count + 256, hard))
    failures, chance = [], random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "code", "--to", "jsonl", "-o", f"{folder}/r.db", samples], stdout=subprocess.DEVNULL, check=True)
        server = subprocess.Popen([program, "serve", "--port", "0", f"{folder}/r.db"], stdout=subprocess.PIPE, text=True)
        host = re.search(r"http://([^/]*)/", server.stdout.readline()).group(1)
        address = (host.split(":")[0], int(host.split(":")[1]))
        for request in REQUESTS:
            ask(host, *request[:4])
        before = resident(server.pid)
        crowd = []
        for _ in range(count):
            peer = socket.create_connection(address, timeout=30)
            peer.sendall(chance.choice(NOISE))
            crowd.append(peer)
        slowest = 0
        for round_ in range(3):
            for *request, status in REQUESTS:
                got, took = ask(host, *request)
                slowest = max(slowest, took)
                if got != status:
                    failures.append(f"{request[0]} {request[1][:60]}: {got}, wanted {status}")
            for peer in crowd[round_::50]:  # some go on, slowly
                try:
                    peer.sendall(b"x")
                except OSError:
                    pass
        during = resident(server.pid)
        for peer in crowd:
            peer.close()
        for _ in range(60):
            time.sleep(0.5)
            metrics = http.client.HTTPConnection(host, timeout=30)
            metrics.request("GET", "/metrics")
            text = metrics.getresponse().read().decode()
            metrics.close()
            still = int(re.search(r"^detente_http_connections\S* (\d+)", text, re.M).group(1))
            if still <= 50:
                break
        after = resident(server.pid)
        server.terminate()
        ended = server.wait(60)
    if ended != 0:
        failures.append(f"the server ended with {ended}")
    if still > 50:
        failures.append(f"{still} connections are still open")
    if after > during + 64:  # what the last streams had in the making
        failures.append("memory grew when all were gone")
    print(json.dumps({"connections": count, "slowest answer, s": round(slowest, 3), "MiB before": round(before), "MiB during": round(during),
                      "MiB after": round(after), "faults": len(failures)}))
    print("\n".join(dict.fromkeys(failures)))
    return bool(failures)


sys.exit(main(*sys.argv[1:]))

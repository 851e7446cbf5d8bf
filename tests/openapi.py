#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""openapi.py PROGRAM SAMPLES: asks a real server what docs/openapi.json says one may ask, and holds every answer against
its schema.

Every parameter that is written down must stand in a request that is tried, every request must be answered as it is
written, and one that is not written down refused. The part of JSON Schema that the file uses is checked here; a keyword
that is not known here is a fault.
"""
import http.client
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

FILE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "openapi.json"
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
KNOWN = {"type", "required", "properties", "additionalProperties", "items", "minItems", "maxItems", "enum", "pattern", "minimum",
         "maximum", "oneOf", "$ref", "description", "x-more"}


def is_type(value, name):
    return isinstance(value, TYPES[name]) and (name in ("boolean",) or not isinstance(value, bool))


def faults(schema, value, schemas, at="$"):
    """What is wrong with a value, by its schema."""
    unknown = set(schema) - KNOWN
    if unknown:
        yield f"{at}: the schema has keywords that are not checked: {sorted(unknown)}"
    if "$ref" in schema:
        yield from faults(schemas[schema["$ref"].rsplit("/", 1)[1]], value, schemas, at)
        return
    if "oneOf" in schema:
        fits = sum(not list(faults(one, value, schemas, at)) for one in schema["oneOf"])
        if fits != 1:
            yield f"{at}: fits {fits} of what it may be one of"
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_type(value, one) for one in types):
        yield f"{at}: {json.dumps(value)[:60]} is no {'/'.join(types)}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not look like {schema['pattern']}"
    if is_type(value, "number") and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} lies outside"
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for i, item in enumerate(value):
            yield from faults(schema.get("items", {}), item, schemas, f"{at}[{i}]")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{at}: has no {name}"
        for name, item in value.items():
            if name in schema.get("properties", {}):
                yield from faults(schema["properties"][name], item, schemas, f"{at}.{name}")
            elif "x-more" in schema:  # fields that another document tells of
                if f"`{name}`" not in (FILE.parent.parent / schema["x-more"]).read_text(encoding="utf-8"):
                    yield f"{at}: {name} stands neither here nor in {schema['x-more']}"
            elif schema.get("additionalProperties") is False:
                yield f"{at}: {name} is not written down"


class Trial:
    def __init__(self, program, samples, folder):
        record = f"{folder}/record.db"
        subprocess.run([program, "code", "--to", "jsonl", "-o", record, samples], stdout=subprocess.DEVNULL, check=True)
        self.server = subprocess.Popen([program, "serve", "--port", "0", record], stdout=subprocess.PIPE, text=True)
        self.host = re.search(r"http://([^/]*)/", self.server.stdout.readline()).group(1)
        self.about = json.loads(FILE.read_text(encoding="utf-8"))
        self.schemas = self.about["components"]["schemas"]
        self.tried, self.failures = 0, []

    def ask(self, method, target, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request(method.upper(), target, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        answer = response.status, response.headers.get("Content-Type", "").split(";")[0], response.read()
        connection.close()
        return answer

    def fail(self, target, why):
        self.failures.append(f"{target}: {why}")

    def hold(self, target, operation, status, kind, content):
        answer = operation["responses"].get(str(status)) or operation["responses"].get("default", {})
        if kind not in answer.get("content", {}):
            self.fail(target, f"{status} with {kind} is not written down")
            return
        schema = answer["content"][kind]["schema"]
        if kind == "text/plain":
            values = [content.decode()]
        elif kind == "application/x-ndjson":
            values = [json.loads(line) for line in content.splitlines()]
        else:
            values = [json.loads(content)]
        for value in values:
            for fault in list(faults(schema, value, self.schemas))[:3]:
                self.fail(target, fault)

    def target_of(self, path, rest):
        base = re.sub(r"/\{\w+\}$", "", path)
        event = next(one for one in json.loads(self.ask("get", "/api/v1/events?reality=fact")[2])["events"] if one.get("link"))
        if rest == "$happening":
            return base + "/" + event["link"]
        if rest == "$mention":
            return base + "?" + urllib.parse.urlencode({"document": event["document"], "event": event["id"]})
        return base + rest

    def parameters_in_use(self, path, operation):
        written = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
        used = set()
        for rest in operation["x-try"]:
            used |= set(urllib.parse.parse_qs(urllib.parse.urlsplit(self.target_of(path, rest)).query))
        for name in written - used:
            self.fail(path, f"parameter {name} is in no request that is tried")
        for name in used - written:
            self.fail(path, f"parameter {name} is tried, but not written down")

    def run(self):
        for path, operations in self.about["paths"].items():
            for method, operation in operations.items():
                self.parameters_in_use(path, operation)
                body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
                for rest in operation["x-try"]:
                    target = self.target_of(path, rest)
                    status, kind, content = self.ask(method, target, json.dumps(body) if body else None)
                    self.tried += 1
                    if status != 200:
                        self.fail(target, f"{status}: {content[:200]!r}")
                    self.hold(target, operation, status, kind, content)
                if path.startswith("/api/v1/") and method == "get" and "parameters" in operation:
                    target = self.target_of(path, operation["x-try"][0])
                    target += ("&" if "?" in target else "?") + "nonsense=1"
                    status, kind, content = self.ask("get", target)
                    self.hold(target, operation, status, kind, content)
                    if status != 400:
                        self.fail(target, f"{status}, though the parameter is unknown")


def main(program, samples):
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(program, samples, folder)
        try:
            trial.run()
        finally:
            trial.server.terminate()
            trial.server.wait(20)
        seen = dict.fromkeys(re.sub(r"\[\d+\]", "[]", one) for one in trial.failures)
        print("\n".join(list(seen)[:20]))
        print(f"{trial.tried} requests of docs/openapi.json tried, {len(trial.failures)} faults")
        return len(trial.failures) > 0


sys.exit(main(*sys.argv[1:]))

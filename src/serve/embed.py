#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""embed.py OUTPUT FILE...: writes a C file that holds the files of the page; see pages.h."""
import gzip
import hashlib
import os
import sys

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}

ADDRESSES = {"index.html": ["/", "/index.html"], "openapi.json": ["/api/v1/openapi.json"]}


def main(output, paths):
    parts, rows = [], []
    for number, path in enumerate(paths):
        name = os.path.basename(path)
        with open(path, "rb") as file:
            content = file.read()
        for kind, held in ("page", content), ("packed", gzip.compress(content, 9, mtime=0)):
            lines = [",".join(str(byte) for byte in held[at:at + 32]) for at in range(0, len(held), 32)]
            parts.append("static const unsigned char %s_%d[] = {\n%s};\n" % (kind, number, ",\n".join(lines)))
        tag = hashlib.sha256(content).hexdigest()[:16]
        for address in ADDRESSES.get(name, ["/" + name]):
            rows.append('\t{"%s", "%s", {(const char *)page_%d, sizeof page_%d}, '
                        '{(const char *)packed_%d, sizeof packed_%d}, 0x%s},\n'
                        % ((address, TYPES[os.path.splitext(name)[1]]) + 4 * (number,) + (tag,)))
    with open(output, "w", encoding="ascii") as file:
        file.write('#include "serve/pages.h"\n\n%s\nconst DtPage dt_pages[] = {\n%s\t{0},\n};\n'
                   % ("".join(parts), "".join(rows)))


main(sys.argv[1], sys.argv[2:])

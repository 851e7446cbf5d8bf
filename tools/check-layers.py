#!/usr/bin/env python3
"""Reports every #include that names a layer which src/LAYERS does not allow, as file:line."""
import pathlib, re, sys

source = pathlib.Path(__file__).resolve().parent.parent / "src"
allowed = {}
for line in (source / "LAYERS").read_text().splitlines():
    if line.strip() and not line.startswith("#"):
        layer, uses = line.split(":")
        allowed[layer.strip()] = {layer.strip(), *uses.split()}
bad = 0
for path in sorted(source.glob("*/*.[ch]")):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'#include "(\w+)/', line)
        if found and found[1] in allowed and found[1] not in allowed[path.parent.name]:
            print(f"{path.relative_to(source.parent)}:{number}: {path.parent.name} may not use {found[1]}")
            bad += 1
sys.exit(bad > 0)

#!/bin/sh
# The shared library shows dt_ names of the public header and nothing else.
strangers=$(nm -D --defined-only "$1" | awk '$2 == "T" || $2 == "D" || $2 == "B" || $2 == "R" { print $3 }' |
	grep -vE '^dt_(version|message_free|engine_(open|close|code)|answer_(free|count|json|event))$' | grep -vE '^_(init|fini)$')
[ -z "$strangers" ] || { echo "exported, but not in include/detente.h:"; echo "$strangers"; exit 1; }

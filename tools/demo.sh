#!/bin/sh
# Codes the sample articles and keeps their events.
set -eu
rm -f demo.db demo.db-wal demo.db-shm
build/detente code --to table --output demo.db samples
printf 'The record is kept in demo.db. Why an event is there:\n  build/detente explain samples/%s | less -R\n' \
	"$(ls samples | grep -m 1 jsonl)"

#!/bin/sh
# Codes the sample articles, keeps their events, and says what to try next.
set -eu
rm -f demo.db demo.db-wal demo.db-shm
build/detente code --to table --output demo.db samples
cat <<'END'
The events are kept in demo.db (SQLite). Next:
  build/detente explain samples/korea-2024.jsonl | less -R     why each event is there, or is not
  build/detente code --to jsonl samples | head -n 1            an event as a record
  echo 'Your own sentence.' | build/detente code --to table
END

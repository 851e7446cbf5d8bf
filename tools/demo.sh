#!/bin/sh
# Codes the sample articles, keeps their events, and says what to try next.
set -eu
rm -f demo.db demo.db-wal demo.db-shm
build/detente code --to table --output demo.db samples
cat <<'END'
The events are kept in demo.db (SQLite). Next:
  build/detente explain samples/korea-2024.jsonl | less -R     why each event is there, or is not
  build/detente relations demo.db RUS UKR                      how two actors get along
  build/detente serve demo.db                                  the page, at http://127.0.0.1:8080
  echo 'Your own sentence.' | build/detente code --to table
END

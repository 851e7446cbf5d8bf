#!/bin/sh
# Codes the sample articles and generated reports, keeps their events, and says what to try next.
set -eu
rm -f demo.db demo.db-wal demo.db-shm
build/detente code --to table --output demo.db samples
python3 tools/demo-articles.py | build/detente code --from jsonl --to jsonl --output demo.db - >/dev/null
cat <<'END'
The events are kept in demo.db (SQLite), with those of some thousand generated reports about sixteen pairs of states,
2020 to 2024 (tools/demo-articles.py: nothing in them happened). Next:
  build/detente serve demo.db                                  the page, at http://127.0.0.1:8080
  build/detente explain samples/korea-2024.jsonl | less -R     why each event is there, or is not
  build/detente relations demo.db IND PAK                      how two actors get along
  echo 'Your own sentence.' | build/detente code --to table
END

#!/usr/bin/env bash
# Quantities that the topic holds, each once, with kcat and jq: examples/consumers/consume.sh [BROKER]
# Leave out -e to go on with what comes.
set -euo pipefail
for program in kcat jq; do
  command -v "$program" >/dev/null || { echo "$0: $program is needed: apt-get install $program" >&2; exit 2; }
done
kcat -C -e -q -b "${1:-${NEWSWIRE_BROKER:-127.0.0.1:19092}}" -t news.quantities.v1 -o beginning -J |
  jq --unbuffered -r '
    [.headers as $h | range(0; $h | length; 2) | {key: $h[.], value: $h[. + 1]}] as $headers
    | ($headers | from_entries | .ce_id) as $id
    # the frame of a schema registry, if any, goes from a zero byte to where the JSON begins
    | (.payload // "" | sub("^\u0000.*?(?=\\{\")"; ""; "p") | fromjson? // empty) as $event
    | $event.quantity as $q
    | [$id, $event.article_id, $q.relation, $q.value, $q.low, $q.high, ($q.counted.surface // $q.unit.name)]
    | map(. // "null") | @tsv' |
  awk -F'\t' '!seen[$1]++' | cut -f2-

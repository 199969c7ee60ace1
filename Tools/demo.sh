#!/usr/bin/env bash
# The example case from an empty folder to its pages: what a newcomer sees first.
#   Tools/demo.sh PROGRAM CASEBASE        DEMO_SERVE=no leaves the pages out
set -euo pipefail
program=$1
casebase=$2
show() { printf '\n\033[1m$ counterfoil %s\033[0m\n' "$*"; }
run() { show "$@"; "$program" "$@" --casebase "$casebase"; }

mkdir -p "$(dirname "$casebase")"
rm -rf "$casebase"
show init "$casebase"
"$program" init "$casebase"
run ingest Examples/documents
run ledger
run search 'encrypted AND (consultant OR consulting)' --top 3
run search '国家安全' --top 3
run search 'from:fang AND (报告 OR report*)' --top 3
run resolve
run screen Examples/watch/visitors.csv --list Examples/watch/watchlist.csv --case "$(
  "$program" case new --title Visitors --purpose 'admission to the institute' --basis 'a fictional act' \
    --casebase "$casebase" 2>/dev/null)"
run leads --top 2
run verify
cat <<TEXT

That was a fictional case. Try next:
  $program search '"Ministry of State Security" OR 国家安全部' --casebase $casebase
  $program show org-mss --casebase $casebase
  $program check 'Examples/documents/mail/o.brekkhus/2024-03-11_expert-consultation.eml' --lang en
  $program review --casebase $casebase
  $program export --format statements --casebase $casebase | head
  $program init mycase && $program ingest --casebase mycase FOLDER
TEXT
[ "${DEMO_SERVE:-yes}" = no ] && exit 0
echo
exec "$program" serve --casebase "$casebase"

#!/usr/bin/env bash
# Others' software reads what we export: PyPI's followthemoney loads our entities without a complaint.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=.deps/exchange-venv
if [ ! -x "$venv/bin/pytest" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r Tests/Exchange/requirements.txt
fi
exec "$venv/bin/pytest" -q Tests/Exchange

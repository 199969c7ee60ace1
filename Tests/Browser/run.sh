#!/bin/sh
# Runs the browser tests against the real program: builds it unless COUNTERFOIL names one, installs
# the test tools under .deps/, and hands further arguments to pytest.
#
# CHROMIUM names the browser; Debian's is taken where it is not set.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv="$root/.deps/browser-venv"
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
if [ -z "$CHROMIUM" ]; then
  echo "run.sh: no browser; install one with: apt-get install chromium" >&2
  exit 1
fi
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/requirements.txt"
fi
if [ -z "${COUNTERFOIL:-}" ]; then
  swift build --package-path "$root" --product counterfoil
  COUNTERFOIL="$(swift build --package-path "$root" --show-bin-path)/counterfoil"
fi
export CHROMIUM COUNTERFOIL
if [ "${1:-}" = screenshots ]; then
  shift
  exec "$venv/bin/python" "$here/screenshots.py" "$@"
fi
exec "$venv/bin/python" -m pytest -q "$here" "$@"

#!/bin/sh
# Installs libpdfium.so, with the licences of what is inside it, under .deps/ of the repository.
#
# The library comes out of the pypdfium2 wheel, through pip's ordinary configuration: the version
# is pinned because character positions differ between builds of PDFium.
set -eu

version=5.15.2
root=$(cd "$(dirname "$0")/.." && pwd)
target="$root/.deps"
stamp="$target/lib/libpdfium.version"

if [ -f "$target/lib/libpdfium.so" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$version" ]; then
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
  --dest "$work" "pypdfium2==$version"
python3 -m zipfile -e "$work"/pypdfium2-*.whl "$work/wheel"

library=$(find "$work/wheel" -name libpdfium.so | head -n 1)
if [ -z "$library" ]; then
  echo "fetch-pdfium: the pypdfium2 $version wheel for this machine holds no libpdfium.so" >&2
  exit 1
fi

mkdir -p "$target/lib" "$target/licences/pdfium"
find "$work/wheel" -path '*licen*' -ipath '*dist-info*' -type f \
  -exec cp {} "$target/licences/pdfium/" \;
cp "$library" "$target/lib/libpdfium.so.new"
mv "$target/lib/libpdfium.so.new" "$target/lib/libpdfium.so"
echo "$version" > "$stamp"
echo "fetch-pdfium: installed PDFium from pypdfium2 $version in .deps/lib"

#!/bin/sh
# Writes kg/names/divisions.tsv from the table of the package cpca, which is downloaded without what it depends on and
# never installed: only its table is of use.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m pip --disable-pip-version-check --quiet download --no-deps --dest "$folder" cpca==0.5.5
"$python" requirements/divisions.py "$folder"/cpca-0.5.5-*.whl > "$folder/divisions.tsv"
mv "$folder/divisions.tsv" kg/names/divisions.tsv

#!/bin/sh
# Writes kg/names/english/courts_latin.tsv from kg/names/courts.tsv: run it whenever the directory of courts, the
# divisions or kg/names/english/places.tsv have changed.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PYTHONPATH=. "$python" requirements/latin.py > "$folder/courts_latin.tsv"
mv "$folder/courts_latin.tsv" kg/names/english/courts_latin.tsv

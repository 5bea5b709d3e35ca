#!/bin/sh
# Writes kg/names/division_history.tsv and kg/names/division_changes.tsv from the repository areacodes, which collects
# the yearly tables of the Ministry of Civil Affairs since 1981: divisions_history.sh [WORKING-COPY-OF-IT]
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
commit=eed219a
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
copy=${1:-$folder/areacodes}
if [ $# -eq 0 ]; then
    git clone --quiet https://github.com/yescallop/areacodes "$copy"
    git -C "$copy" checkout --quiet "$commit"
fi
mkdir "$folder/tables"
PYTHONPATH=. "$python" requirements/divisions_history.py "$copy" "$folder/tables"
mv "$folder"/tables/division_*.tsv kg/names/

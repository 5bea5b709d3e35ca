#!/bin/sh
# Writes kg/names/traditional.tsv from the dictionary of OpenCC, whose Python package is downloaded and never installed:
# only its table is of use.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m pip --disable-pip-version-check --quiet download --no-deps --dest "$folder" \
    opencc-python-reimplemented==0.1.7
"$python" requirements/traditional.py "$folder"/opencc_python_reimplemented-0.1.7-*.whl > "$folder/traditional.tsv"
mv "$folder/traditional.tsv" kg/names/traditional.tsv

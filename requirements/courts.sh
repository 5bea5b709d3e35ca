#!/bin/sh
# Writes kg/names/courts.tsv and kg/names/court_sources.tsv from the tables in the repository; nothing is downloaded.
set -eu
cd "$(dirname "$0")/.."
"${PYTHON:-python3}" requirements/courts.py

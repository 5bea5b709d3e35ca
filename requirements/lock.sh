#!/bin/sh
# Writes requirements/lock.txt: one version of every dependency of every extra, used as constraints (pip install -c).
# It is resolved for Python 3.11: what runs there runs on 3.12 and 3.13 too, the other way round not always.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3.11}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "lock: $python is not Python 3.11" >&2; exit 1; }
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install pip-tools
CUSTOM_COMPILE_COMMAND="make lock" "$folder/venv/bin/pip-compile" --quiet --upgrade --all-extras --strip-extras \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --unsafe-package courtgraph \
    --output-file "$folder/lock.txt" pyproject.toml
# The package itself is no dependency, and what pip-compile says of it at the end neither.
sed -e '/^# The following packages are considered/,$d' "$folder/lock.txt" | sed -e '$d' > requirements/lock.txt

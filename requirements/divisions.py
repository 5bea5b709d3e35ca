"""Writes China's administrative divisions as a table to stdout: ``divisions.py PATH-OF-THE-WHEEL-OF-CPCA``."""

import csv
import io
import sys
import zipfile

_HEADER = """\
# China's administrative divisions: code (GB/T 2260, of about 2016), name, longitude and latitude in degrees.
# Source: the table resources/adcodes.csv of the Python package cpca 0.5.5 (MIT License, Copyright (c) 2018 QinYuan Du),
# by requirements/divisions.sh; what only fills a level of the code, such as 市辖区, is left out, and six
# codes without coordinates are.
code\tname\tlon\tlat
"""
# Levels of the code that are no division of their own.
_FILLERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# Where on Earth a division of China can lie, in degrees: a mistyped coordinate must not get in.
_WEST, _EAST, _SOUTH, _NORTH = 73.0, 136.0, 3.0, 54.0


def rows(wheel: str) -> list[tuple[str, str, str, str]]:
    """Code of six digits, name, longitude and latitude (four decimals: ten metres) of every division, by code."""
    with zipfile.ZipFile(wheel) as archive:
        table = archive.read("cpca/resources/adcodes.csv").decode("utf-8")
    found = []
    for row in csv.DictReader(io.StringIO(table)):
        code, name = row["adcode"], row["name"]
        if name in _FILLERS or not row["longitude"]:
            continue
        lon, lat = float(row["longitude"]), float(row["latitude"])
        if len(code) != 12 or not code.endswith("000000") or not (_WEST < lon < _EAST and _SOUTH < lat < _NORTH):
            raise SystemExit(f"{wheel}: {code} {name} {lon} {lat}: no division of China: look at the table")
        found.append((code[:6], name, f"{lon:.4f}", f"{lat:.4f}"))
    return sorted(found)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(_HEADER + "".join("\t".join(row) + "\n" for row in rows(sys.argv[1])))

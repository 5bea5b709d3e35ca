"""``python -m benchmarks [NAME …] [--folder DIR]``: what is measured, against whom; see --help."""

import argparse
import os
import platform
from collections.abc import Callable

from benchmarks import build, facts, lookup, mirror, names, numbers, queries, web

BENCHMARKS: dict[str, Callable[[str], None]] = {
    "build": build.main,
    "facts": facts.main,
    "show": lookup.show,
    "path": lookup.path,
    "queries": queries.main,
    "chain": queries.chain,
    "large": build.large,
    "names": names.main,
    "numbers": numbers.main,
    "mirror": mirror.main,
    "web": web.main,
}
# Many minutes, 10 GB of disk, a Neo4j or a Chromium: only when they are named.
LONG = frozenset({"large", "mirror", "web"})


def main() -> None:
    """Run the benchmarks that are named, in order; all but the long ones without a name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(BENCHMARKS))
    parser.add_argument("--folder", default=os.path.join(os.path.dirname(__file__), "out"), help="for generated data")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - BENCHMARKS.keys():
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    os.makedirs(chosen.folder, exist_ok=True)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}", flush=True)
    for name in chosen.names or [name for name in BENCHMARKS if name not in LONG]:
        print(f"\n{name}\n", flush=True)
        BENCHMARKS[name](chosen.folder)


if __name__ == "__main__":
    main()

"""``python -m benchmarks [NAME …] [--folder DIR]``: build, large, facts, show, path, queries, chain; all without a name."""

import argparse
import os
import platform

from benchmarks import build, facts, lookup, queries

BENCHMARKS = {
    "build": build.main,
    "facts": facts.main,
    "show": lookup.show,
    "path": lookup.path,
    "queries": queries.main,
    "chain": queries.chain,
}


def main() -> None:
    """Run the benchmarks that are named, in order."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS, "large"], help="which; all but large without a name")
    parser.add_argument("--folder", default=os.path.join(os.path.dirname(__file__), "out"), help="where data is generated")
    chosen = parser.parse_args()
    os.makedirs(chosen.folder, exist_ok=True)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}", flush=True)
    for name in chosen.names or BENCHMARKS:
        print(f"\n{name}\n", flush=True)
        if name == "large":
            build.large(chosen.folder)
        else:
            BENCHMARKS[name](chosen.folder)


if __name__ == "__main__":
    main()

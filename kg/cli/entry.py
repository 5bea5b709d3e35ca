"""Where the command ``kg`` begins: case numbers, which scripts ask for by the thousand, need no more than that."""

import sys


def main() -> None:
    """The entry point of the command ``kg``: what `kg.cli.case_number_plain` does not answer goes the usual way."""
    if sys.argv[1:2] == ["case-number"]:
        from kg.cli.case_number_plain import run

        try:
            code = run(sys.argv[1:])
        except KeyboardInterrupt:
            sys.exit(130)  # as in kg.cli.main.run
        if code is not None:
            sys.exit(code)
    from kg.cli.main import main as whole

    whole()

"""``kg neo4j``: a Neo4j of our own, without Docker."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.options import format_option
from kg.cli.output import note, write_rows

if TYPE_CHECKING:
    from kg.server.home import ServerHome

F = TypeVar("F", bound=Callable[..., object])
_WAIT = 90.0


def home_option(function: F) -> F:
    """``--home DIR``: which server."""
    return click.option(
        "--home",
        metavar="DIR",
        default="",
        help="Folder of the server (default: KG_NEO4J_HOME, else the user's data folder).",
    )(function)


def _home(path: str) -> "ServerHome":
    from kg.server.home import ServerHome

    return ServerHome(path)


def _megabytes(size: str | None) -> int:
    from kg.server.config import megabytes

    return megabytes(size) if size else 0


@click.group("neo4j")
def command() -> None:
    """A Neo4j of our own: installed by Maven, without Docker, reachable from this machine only.

    Needs Java (17 or 21; for the versions by calendar 21 or newer) and, to install, Maven. Bolt listens on
    127.0.0.1 at a port that is chosen at the first start and kept; HTTP and reports to the maker are off; the
    password is generated and lies in a file that only you can read.

    \b
    Example:
      kg neo4j install
      kg neo4j start
      kg neo4j status
    """


@command.command("install")
@click.option("--version", default="", help="A version of Neo4j, as 5.26.26 (the default) or 2026.08.1.")
@click.option("--again", is_flag=True, help="Also where it is wholly there.")
@click.option("--rehearsal/--no-rehearsal", default=True, help="Start and stop it once, for quicker starts later.")
@home_option
def install_(version: str, again: bool, rehearsal: bool, home: str) -> None:
    """Get the programs of Neo4j, and keep them for all homes.

    They take some 120 MB; KG_NEO4J_LIB says where (default: the user's data folder). An install that was broken
    off is begun anew. A rehearsal then starts and stops the server once, and keeps what Java has learned (another
    100 MB): later starts take a third less.

    \b
    Example:
      kg neo4j install
      kg neo4j install --version 2026.08.1 --home ~/neo4j-2026
    """
    from kg.server.install import install
    from kg.server.library import library

    place = _home(home)
    wanted = version or place.version
    place.check(wanted)
    done = install(wanted, again=again, rehearsal=rehearsal, report=note)
    place.use(wanted)
    note(f"Neo4j {wanted} {'installed' if done else 'is installed'} in {library(wanted)}; next: kg neo4j start")


@command.command("start")
@home_option
@click.option("--port", type=click.IntRange(1, 65535), help="Port of Bolt (default: the one kept, else any free).")
@click.option("--heap", metavar="SIZE", help="Memory of Java, as 512m or 4g (default: the one kept, else 1g).")
@click.option("--pagecache", metavar="SIZE", help="Memory for pages of the data (default: the one kept, else 512m).")
@click.option("--wait", type=click.FloatRange(min=0), default=_WAIT, help="Seconds to wait for an answer.")
def start_(home: str, port: int | None, heap: str | None, pagecache: str | None, wait: float) -> None:
    """Start the server in the background, and wait until it answers.

    Where it runs already, that is said, and the exit code is 0.

    \b
    Example:
      kg neo4j start
      kg neo4j start --port 7687 --heap 4g
    """
    from kg.server.run import start

    place = _home(home)
    done = start(place, wait=wait, port=port or 0, heap=_megabytes(heap), pagecache=_megabytes(pagecache), report=note)
    note(f"Neo4j {place.version} {'answers' if done else 'is already running'} at {place.uri}")


@command.command("stop")
@home_option
@click.option("--wait", type=click.FloatRange(min=0), default=_WAIT, help="Seconds to wait before it is killed.")
def stop_(home: str, wait: float) -> None:
    """Stop the server, with all that was committed on the disk.

    Where none runs, that is said, and the exit code is 0.

    \b
    Example:
      kg neo4j stop
    """
    from kg.server.run import stop

    place = _home(home)
    done = stop(place, wait=wait, report=note)
    note(f"the Neo4j in {place.folder} {'is stopped' if done else 'was not running'}")


@command.command("status")
@home_option
@click.option("--show-password", is_flag=True, help="Also show the password itself.")
@format_option
def status_(home: str, show_password: bool, form: str | None) -> int:
    """Where the server is, and whether it runs.

    The exit code is 0 where it does, else 1.

    \b
    Example:
      kg neo4j status
      kg neo4j status --show-password --format json
    """
    from kg.server.status import status

    place = _home(home)
    rows = [{"name": name, "value": value} for name, value in status(place, password=show_password).items()]
    write_rows(rows, form)
    return 0 if place.running else 1

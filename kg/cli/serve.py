"""``kg serve``."""

import os
import re
import sys

import click

from kg.cli.options import graph_option
from kg.cli.output import note
from kg.errors import UsageError
from kg.store.ask import TIMEOUT

_TOKEN = re.compile(r"[A-Za-z0-9._~-]{16,256}")  # what nobody guesses, and what a cookie can hold
_ORIGIN = re.compile(r"\*|https?://[A-Za-z0-9.:\[\]_-]+")
_DAY = 86_400.0
_PORT, _ROWS = 8001, 100_000  # as in kg.web.settings, whose import --help does not need


@click.command("serve")
@click.option(
    "--port", default=_PORT, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on; 0: any."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--documents", metavar="DIR", help="Folder of the source documents: sentences are shown with passages.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--allow-remote", is_flag=True, help="Let other machines in; needs a token.")
@click.option("--token", default="", metavar="TEXT", help="Asked of every request (default: KG_TOKEN).")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Pages of this origin may read the answers; *: any.")
@click.option(
    "--timeout", default=TIMEOUT, show_default=True, metavar="SECONDS", help="A query is ended after so long."
)
@click.option(
    "--rows",
    default=_ROWS,
    show_default=True,
    type=click.IntRange(min=1),
    help="Most rows or triples of one SPARQL answer.",
)
@graph_option
def command(
    port: int,
    no_browser: bool,
    documents: str | None,
    host: str,
    allow_remote: bool,
    token: str,
    cors: tuple[str, ...],
    timeout: float,
    rows: int,
    graph: str | None,
) -> int:
    """The explorer in the browser, and a SPARQL 1.1 endpoint at /sparql.

    Only this machine is served, unless --allow-remote and a token are given. Other machines open the address with
    ?token=TEXT once, and programs send it as "Authorization: Bearer TEXT" (or as the password of Basic); what goes
    over the network is not encrypted. A graph that is built anew meanwhile is taken up. Ctrl-C ends it.

    \b
    Example:
      kg serve --documents ~/documents
      kg serve --port 0 --no-browser
      curl -G http://127.0.0.1:8001/sparql --data-urlencode 'query=SELECT * { ?court a cg:Tribunal } LIMIT 5'
    """
    token = token or os.environ.get("KG_TOKEN", "")
    _check(host, allow_remote, token, timeout)
    for origin in cors:
        if not _ORIGIN.fullmatch(origin):
            raise UsageError(f"--cors {origin}: write an origin such as https://example.org, without a path, or *")
    import dataclasses

    from kg.data import default_graph_dir
    from kg.web.app import create_app
    from kg.web.server import listen, serve
    from kg.web.settings import Settings

    settings = Settings(
        graph_dir=graph or default_graph_dir(),
        documents=documents,
        host=host,
        port=port,
        token=token or None,
        cors=cors,
        timeout=timeout,
        rows=rows,
        remote=allow_remote,
    )
    sock = listen(settings)
    with sock:
        settings = dataclasses.replace(settings, port=sock.getsockname()[1])
        url = _url(host, settings.port)
        app = create_app(settings)

        def listens() -> None:
            note(f"{url} (Ctrl-C ends it{'; open it with ?token=… once' if token else ''})")
            texts = app.state.live.ctx.documents
            if texts is not None and not texts.at_hand():
                note(f"{documents}: no file there is the text of a document here: passages stand without sentences")
            if not no_browser:
                _open_browser(f"{url}?token={token}" if token else url)

        serve(app, sock, listens)
    _leave_threads()
    return 0


def _leave_threads() -> None:
    """End now, where Python would wait for threads: they wait for a Neo4j, or work on what nobody asks for any more."""
    import threading

    if any(thread is not threading.main_thread() and not thread.daemon for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _check(host: str, allow_remote: bool, token: str, timeout: float) -> None:
    """UsageError for options that do not go together."""
    if not 0 < timeout <= _DAY:
        raise UsageError(f"--timeout is a number of seconds above 0 and at most {_DAY:g}")
    if token and not _TOKEN.fullmatch(token):
        raise UsageError("a token has 16 characters or more, of A-Z a-z 0-9 - . _ ~: such as $(openssl rand -hex 16)")
    if allow_remote and not token:
        raise UsageError("--allow-remote lets other machines in: give --token TEXT too (or KG_TOKEN)")
    if not allow_remote and not _loopback(host):
        raise UsageError(f"--host {host} lets other machines in: give --allow-remote and --token TEXT (or KG_TOKEN)")


def _loopback(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _open_browser(url: str) -> None:
    """Open the browser of a desktop, in a thread of its own: some of them end only when they are closed."""
    import threading

    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        threading.Thread(target=click.launch, args=(url,), daemon=True).start()

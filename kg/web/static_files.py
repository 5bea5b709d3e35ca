"""The files of the explorer: the page at ``/``, its modules under ``/static/``, vis-network under ``/lib/``.

A name is taken apart and each part must be plain, so no way leads out of the folder; what is left is looked up as a
real path within it. Every answer has an ETag of its content, and a browser asks again each time: on loopback that
costs nothing, and after an update nobody sees old scripts.
"""

import hashlib
import os
import re
import threading
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import StoreError

router = APIRouter(include_in_schema=False)
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "static")
VIS = os.path.join("templates", "lib", "vis-9.1.2", "vis-network.min.js")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class Served(NamedTuple):
    """A file as it is sent: when and how large it was, its ETag, its bytes."""

    stamp: tuple[int, int]
    etag: str
    body: bytes


_read: dict[str, Served] = {}
_lock = threading.Lock()


def find(name: str) -> str:
    """The path of a file of the folder by its name in a URL; empty where there is none of that name."""
    parts = name.split("/")
    if not all(_PLAIN.fullmatch(part) for part in parts):
        return ""
    path = os.path.realpath(os.path.join(FOLDER, *parts))
    inside = path.startswith(os.path.realpath(FOLDER) + os.sep)
    return path if inside and os.path.isfile(path) and os.path.splitext(path)[1] in TYPES else ""


@cache
def vis_network() -> str:
    """The path of vis-network's script in the installed pyvis; StoreError where it is not there."""
    spec = find_spec("pyvis")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = os.path.join(folder, VIS)
        if os.path.isfile(path):
            return path
    raise StoreError("vis-network is missing: install pyvis again: pip install --force-reinstall pyvis")


def read(path: str) -> Served:
    """A file with its ETag, from memory as long as it is the same on disk."""
    status = os.stat(path)
    stamp = (status.st_mtime_ns, status.st_size)
    with _lock:
        served = _read.get(path)
        if not served or served.stamp != stamp:
            with open(path, "rb") as file:
                body = file.read()
            served = Served(stamp, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', body)
            _read[path] = served
    return served


def answer(request: Request, path: str) -> Response:
    """A file, or 304 where the browser has it."""
    served = read(path)
    headers = {"etag": served.etag, "cache-control": "no-cache"}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if served.etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(served.body, headers=headers, media_type=TYPES[os.path.splitext(path)[1]])


@router.api_route("/", methods=["GET", "HEAD"])
def page(request: Request) -> Response:
    """The explorer."""
    return static(request, "index.html")


@router.api_route("/static/{name:path}", methods=["GET", "HEAD"])
def static(request: Request, name: str) -> Response:
    """A module, a style sheet or a picture of the explorer."""
    path = find(name)
    if not path:
        raise HTTPException(404)
    return answer(request, path)


@router.api_route("/lib/vis-network.min.js", methods=["GET", "HEAD"])
def library(request: Request) -> Response:
    """vis-network, from the installed pyvis."""
    return answer(request, vis_network())

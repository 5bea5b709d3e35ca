"""The line of a log that says why, and what to do about it."""

import json
import os
import re

_STAMP = re.compile(r"^\S+ \S+ (?=ERROR|WARN|INFO)")
_ERROR = re.compile("ERROR|Error:|Exception|Could not|insufficient memory")
_CAUSE = re.compile(r"^Caused by: (?:[\w$]+\.)*(?P<text>[\w$]+.*)")
_PROGRAMS = re.compile("ClassNotFound|NoClassDefFound|NoSuchMethod|ZipException|find or load main class")


def size(path: str) -> int:
    """The length of a log in bytes; 0 where there is none."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def text(path: str, after: int = 0) -> str:
    """A log from a place on, or the whole of it where it has been begun anew; empty where there is none."""
    try:
        with open(path, "rb") as file:
            file.seek(after if after <= size(path) else 0)
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""


def _plain(line: str) -> list[str]:
    """A line as it is, or where it is JSON (debug.log of the versions by calendar), its message and stack trace."""
    try:
        found = json.loads(line) if line.startswith("{") else {}
        return [f"{found['level']} {found['message']}", *found.get("stacktrace", "").splitlines()] if found else [line]
    except (ValueError, LookupError, TypeError, AttributeError):
        return [line]


def last_words(path: str, after: int = 0, *, longest: int = 300) -> str:
    """The most telling of a log's lines: the innermost cause at its end, else an error, else the last line there is."""
    lines = [part.strip() for line in text(path, after)[-65536:].splitlines() for part in _plain(line)]
    lines = [line for line in lines if line and not line.startswith(("at ", "... ", "Picked up ", "[INFO]"))]
    causes = [found["text"] for line in lines if (found := _CAUSE.match(line))]
    errors = [line for line in lines if _ERROR.search(line)]
    if "USAGE" in lines:  # what was wrong stands above the explanation of what is right
        errors = errors or lines[:1]
    line = (causes or errors or lines or [""])[-1]
    return _STAMP.sub("", line)[:longest]


def why(path: str, after: int = 0) -> str:
    """The last words, and the next step: to look into the log, or where programs are damaged, to install again."""
    words = last_words(path, after) or "it left no word"
    return f"{words}: {'kg neo4j install --again' if _PROGRAMS.search(words) else f'see {path}'}"

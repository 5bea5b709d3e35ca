"""Which format an answer of the endpoint has: content negotiation (RFC 9110, §12.5.1) over what the store can write."""

import io
import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

import pyoxigraph as ox

from kg.errors import UsageError
from kg.store.rdf_text import write_rdf

# Name, by which the store is asked, and media type with which it is sent; the first is for those who take anything.
RESULTS: dict[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPHS: dict[str, str] = {
    "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
# What clients say besides.
_ALSO_RESULTS = {"application/json": "json", "application/xml": "xml", "text/xml": "xml"}
_ALSO_GRAPHS = {
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
    "application/x-turtle": "turtle",
    "application/turtle": "turtle",
    "text/plain": "ntriples",
}
_RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_RANGE = re.compile(r"\s*([\w!#$&^+.*-]+)/([\w!#$&^+.*-]+)\s*((?:;[^;]*)*)")
_QUALITY = re.compile(r";\s*q\s*=\s*([^;\s]*)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"0(\.\d*)?|\.\d+|1(\.0*)?", re.ASCII)  # more than RFC 9110 has: Java itself says q=.2


class Range(NamedTuple):
    """A media range of Accept, in small letters, with its quality from 0 to 1."""

    type: str
    subtype: str
    quality: float


def ranges(accept: str) -> list[Range]:
    """The media ranges of an Accept field; parameters but ``q`` are left out, and so is what is malformed."""
    found = []
    for part in accept.lower().split(","):
        match = _RANGE.fullmatch(part)
        quality = _QUALITY.search(match[3]) if match else None
        if match and (not quality or _NUMBER.fullmatch(quality[1])):
            found.append(Range(match[1], match[2], float(quality[1]) if quality else 1.0))
    return found


def _quality(media: str, accepted: list[Range]) -> float:
    """The quality of a media type: what its most particular range says."""
    kind, _, sub = media.partition("/")
    for wanted in ((kind, sub), (kind, "*"), ("*", "*")):
        found = [r.quality for r in accepted if (r.type, r.subtype) == wanted]
        if found:
            return max(found)
    return 0.0


def _choose(accept: str, offers: Mapping[str, str], also: Mapping[str, str]) -> str:
    accepted = ranges(accept) or [Range("*", "*", 1.0)]
    best, chosen = 0.0, ""
    own = ((media.partition(";")[0], name) for name, media in offers.items())
    for media, name in (*own, *also.items()):
        quality = _quality(media, accepted)
        if quality > best:
            best, chosen = quality, name
    return chosen


def results_format(accept: str) -> str:
    """The format of rows that an Accept field likes best; empty where it takes none."""
    return _choose(accept, RESULTS, _ALSO_RESULTS)


def graph_format(accept: str) -> str:
    """The format of triples that an Accept field likes best; empty where it takes none."""
    return _choose(accept, GRAPHS, _ALSO_GRAPHS)


def prefers_html(accept: str) -> bool:
    """Whether a person's browser asks: HTML is named, and nothing of ours is liked better."""
    accepted = ranges(accept)
    html = max((r.quality for r in accepted if (r.type, r.subtype) == ("text", "html")), default=0.0)
    ours = [_quality(media.partition(";")[0], accepted) for media in (*GRAPHS.values(), *RESULTS.values())]
    return html > 0 and html >= max(ours)


def write_triples(body: bytes, name: str) -> bytes:
    """Triples in N-Triples written in another format; UsageError where the format cannot hold them."""
    if name == "ntriples":
        return body
    out = io.BytesIO()
    write_rdf((quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)), _RDF[name], out)
    return checked(out.getvalue(), GRAPHS[name])


def checked(body: bytes, media: str) -> bytes:
    """An answer as it is; UsageError for XML that is none.

    The store writes control characters, and properties whose name ends in what begins no XML name, as they are.
    """
    if media.endswith("+xml"):
        try:
            expat.ParserCreate(namespace_separator=" ").Parse(body, True)
        except expat.ExpatError as error:
            text = f"this answer cannot be written as {media} ({error}): ask for another format, such as JSON or Turtle"
            raise UsageError(text) from None
    return body

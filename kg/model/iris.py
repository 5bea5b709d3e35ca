"""IRIs: how resources, documents and passages are named (RFC 3987, RFC 5147, RFC 7111).

An IRI here is what people read: Chinese stays Chinese, and only what RFC 3987 forbids in a path segment is
percent-encoded.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

BASE = "https://w3id.org/courtgraph/"
CG = BASE + "ontology#"
ONTOLOGY_GRAPH = BASE + "ontology"
SOURCES_GRAPH = BASE + "sources"
DOCUMENTS = BASE + "document/"

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREF_LABEL = SKOS + "prefLabel"
ALT_LABEL = SKOS + "altLabel"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
DCTERMS = "http://purl.org/dc/terms/"

PREFIXES = {
    "cg": CG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "dcterms": DCTERMS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "schema": "http://schema.org/",
}

# Control and space, what would end or split a path segment, and whatever is no ``ucschar`` of RFC 3987: private
# use, tags, and the last two code points of every plane.
_FORBIDDEN = (
    '[\x00-\x20\x7f-\x9f"#%/<>?\\[\\\\\\]^`{|}\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff'
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "\U000e0000-\U000e0fff\U000efffe-\U0010ffff]"
)
DOCUMENT_ID = r"[a-z0-9][a-z0-9._-]{0,63}"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))


def segment(name: str) -> str:
    """A name as one IRI path segment: ``长春 A`` gives ``长春%20A``."""
    return re.sub(_FORBIDDEN, _percent, name)


def resource_iri(kind: str, name: str) -> str:
    """The IRI of a resource from its kind (``court``) and its canonical name."""
    return f"{BASE}{kind}/{segment(name)}"


def local_name(iri: str) -> str:
    """The last part of an IRI, after ``#`` or the last ``/``: ``…ontology#partOf`` gives ``partOf``."""
    return re.split("[#/]", iri)[-1]


class Passage(NamedTuple):
    """A document and the place in it that says something: a named graph.

    ``fragment`` is ``char=375,403`` (code points, end exclusive; RFC 5147), ``char=1,5&char=9,12`` for one
    sentence that columns tore apart, ``row=17`` for a row of a table (RFC 7111), or empty for the whole document.
    """

    document: str
    fragment: str

    @property
    def iri(self) -> str:
        """The IRI of the named graph that holds what this passage says."""
        return DOCUMENTS + self.document + ("#" + self.fragment if self.fragment else "")


def spans_fragment(spans: Sequence[tuple[int, int]]) -> str:
    """The fragment of one passage of one or more spans, in code points, end exclusive."""
    return "&".join(f"char={start},{end}" for start, end in spans)


def parse_passage(iri: str) -> Passage | None:
    """The passage that a named graph stands for, or None where the graph is not one of a document."""
    if not iri.startswith(DOCUMENTS):
        return None
    document, _, fragment = iri[len(DOCUMENTS) :].partition("#")
    return Passage(document, fragment)


def passage_spans(passage: Passage) -> list[tuple[int, int]]:
    """The spans of a passage in code points; empty for a table row or a whole document."""
    found = re.findall(r"char=(\d+),(\d+)", passage.fragment)
    return [(int(start), int(end)) for start, end in found]

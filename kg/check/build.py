"""The check that every build runs before it publishes: shapes, unused declarations, shared names, levels of courts."""

from kg.check.courts import court_levels
from kg.check.declarations import shared_names, unused
from kg.check.findings import in_order
from kg.check.shacl import check_shapes
from kg.model.facts import Reject
from kg.model.statements import Statement
from kg.model.vocabulary import Vocabulary
from kg.rdf.compile import Compiler


def files_of(compilers: list[Compiler]) -> dict[str, str]:
    """The file that each document's facts came from."""
    return {compiler.source.info.document: compiler.source.file for compiler in compilers}


def check_build(vocabulary: Vocabulary, statements: list[Statement], compilers: list[Compiler]) -> list[Reject]:
    """What is wrong with the statements of a build, with file, line and rule; empty where all is well.

    The compiler has said already what it can say statement by statement (unknown names, classes, domains,
    ranges, literals). StoreError where the shapes are missing or broken.
    """
    files = files_of(compilers)
    rejects = unused(compilers, statements)
    rejects += shared_names(vocabulary, statements, files).errors
    rejects += court_levels(vocabulary, statements, files)
    rejects += check_shapes(vocabulary, statements, files)
    return in_order(rejects, files.values())

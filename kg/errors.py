"""The errors of the house: one root, few children, each with the exit code that the command line ends with."""


class KgError(Exception):
    """Root of all errors that a user can meet; its text is one line: what, where, what to do next."""

    exit_code = 4


class NotFound(KgError):
    """Nothing in the graph answers the question."""

    exit_code = 1


class UsageError(KgError):
    """The question itself is not well formed."""

    exit_code = 2


class Ambiguous(KgError):
    """A name means several resources; ``candidates`` lists them, and none is guessed."""

    exit_code = 3

    def __init__(self, message: str, candidates: list[dict[str, str]]) -> None:
        super().__init__(message)
        self.candidates = candidates


class InputError(KgError):
    """A file that was given cannot be read as what it should be."""


class StoreError(KgError):
    """The store is missing, damaged, or cannot be written."""


class TimeLimit(StoreError):
    """A query took longer than it was allowed to."""

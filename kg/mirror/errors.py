"""What Neo4j and its driver say, in one line of the house: what, where, what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import StoreError, TimeLimit, UsageError

_SENSE = {
    "Neo.ClientError.Security.Unauthorized": "wrong user or password: give --user and --password, or NEO4J_PASSWORD",
    "Neo.ClientError.Security.AuthenticationRateLimit": "too many wrong passwords: wait a few seconds, then again",
    "Neo.ClientError.Security.CredentialsExpired": "the password must be changed first: see the server's manual",
    "Neo.ClientError.Security.Forbidden": "this user may not do that: take a user with the right to write",
    "Neo.ClientError.Database.DatabaseNotFound": "no such database: give another with --database",
    "Neo.ClientError.General.WriteOnReadOnlyAccessMode": "this database is read-only: give another",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": "this database is read-only: give another",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": "this database is read-only: give another",
    "Neo.DatabaseError.Transaction.TransactionLogError": (
        "its disk is full, or fails: make room, stop and start it, then run again"
    ),
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "its memory is full: give it more, then run again",
    "Neo.TransientError.General.OutOfMemoryError": "its memory is full: give it more, then run again",
    "Neo.TransientError.Transaction.DeadlockDetected": "another writer holds what is needed: wait, then run again",
    "Neo.TransientError.Transaction.LockClientStopped": "another writer holds what is needed: wait, then run again",
}
_AGAIN = "run again: what is written stays, and the rest follows"


def sense(code: str, message: str) -> str:
    """The reason in words, of an error code of Neo4j."""
    words = " ".join(message.split())
    if code in _SENSE:
        return _SENSE[code]
    if "No space left" in words or "disk" in words.lower():
        return f"its disk is full ({words[:160]}): make room, then {_AGAIN}"
    return f"{words[:300]} ({code})"


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turns what the driver raises within into errors of the house; ``where`` is the address of the server."""
    from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

    try:
        yield
    except Neo4jError as error:
        code = error.code or ""
        text = sense(code, error.message or str(error))
        if code.startswith("Neo.ClientError.Statement"):
            raise UsageError(f"no Cypher: {text}") from error
        if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
            raise TimeLimit("the query took longer than allowed: make it narrower, or give --timeout") from error
        raise StoreError(f"{where}: {text}") from error
    except (ServiceUnavailable, SessionExpired) as error:
        reason = " ".join(str(error).split())
        if "defunct" in reason or isinstance(error, SessionExpired):
            raise StoreError(f"{where}: the connection was cut: see that the server runs, then {_AGAIN}") from error
        raise StoreError(f"{where}: no Neo4j answers: start one with: kg neo4j start, or give --uri") from error
    except ConfigurationError as error:
        raise UsageError(f"{where}: {' '.join(str(error).split())}") from error
    except DriverError as error:
        raise StoreError(f"{where}: {' '.join(str(error).split())[:300]}: {_AGAIN}") from error
    except OSError as error:
        raise StoreError(f"{where}: {error.strerror or error}: {_AGAIN}") from error

"""What goes wrong between us and Neo4j is one line, says what to do, and ends with the documented exit code."""

import socket

import pytest
from neo4j.exceptions import (
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from kg.errors import KgError, StoreError, TimeLimit, UsageError
from kg.mirror.connect import Connection, Target
from kg.mirror.errors import sense, told
from kg.mirror.source import Source
from kg.mirror.sync import sync
from kg.store.reader import Reader
from tests.mirror.server import kg, one_line, quiet

NOBODY = Target("bolt://127.0.0.1:9", "", "")


def of_server(code: str, message: str = "words\nof the  server") -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message=message)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (of_server("Neo.ClientError.Security.Unauthorized"), StoreError, "wrong user or password"),
        (of_server("Neo.ClientError.Security.AuthenticationRateLimit"), StoreError, "too many wrong passwords"),
        (of_server("Neo.ClientError.Security.CredentialsExpired"), StoreError, "must be changed"),
        (of_server("Neo.ClientError.Security.Forbidden"), StoreError, "may not do that"),
        (of_server("Neo.ClientError.Database.DatabaseNotFound"), StoreError, "no such database"),
        (of_server("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase"), StoreError, "read-only"),
        (of_server("Neo.DatabaseError.Transaction.TransactionLogError"), StoreError, "disk is full"),
        (of_server("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), StoreError, "memory is full"),
        (of_server("Neo.TransientError.Transaction.DeadlockDetected"), StoreError, "another writer"),
        (of_server("Neo.ClientError.Transaction.TransactionTimedOut"), TimeLimit, "longer than allowed"),
        (of_server("Neo.ClientError.Statement.SyntaxError"), UsageError, "no Cypher: words of the server"),
        (of_server("Neo.DatabaseError.General.UnknownError", "No space left on device"), StoreError, "disk is full"),
        (of_server("Neo.DatabaseError.General.UnknownError"), StoreError, "words of the server"),
        (ServiceUnavailable("Couldn't connect to 127.0.0.1:9"), StoreError, "no Neo4j answers"),
        (ServiceUnavailable("Failed to read from defunct connection"), StoreError, "the connection was cut"),
        (IncompleteCommit("Failed to read from defunct connection"), StoreError, "the connection was cut"),
        (SessionExpired("x"), StoreError, "the connection was cut"),
        (ConfigurationError("URI scheme 'http' is not supported"), UsageError, "is not supported"),
        (DriverError("something\nelse"), StoreError, "something else"),
        (ConnectionResetError(104, "Connection reset by peer"), StoreError, "Connection reset by peer"),
    ],
)
def test_an_error_is_one_line(error: Exception, kind: type[KgError], words: str) -> None:
    with pytest.raises(kind) as found, told("bolt://here"):
        raise error
    assert words in str(found.value)
    assert "\n" not in str(found.value)
    assert found.value.exit_code == (2 if kind is UsageError else 4)
    assert found.value.__cause__ is error


def test_what_is_no_fault_of_neo4j_passes() -> None:
    for error in (KeyError("x"), ValueError("x"), StoreError("x"), KeyboardInterrupt()):
        with pytest.raises(type(error)), told("bolt://here"):
            raise error


def test_long_words_are_cut() -> None:
    assert len(sense("Neo.DatabaseError.General.UnknownError", "long " * 1000)) < 400


@pytest.mark.parametrize("verb", ["plan", "sync", "verify", "export", "clear"])
def test_nobody_answers(verb: str, toy: str) -> None:
    args = {"export": [], "clear": ["--yes"]}.get(verb, ["--graph", toy])
    line = one_line(kg(NOBODY, "mirror", verb, *args))
    assert "no Neo4j answers" in line
    assert "kg neo4j start" in line


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("http://127.0.0.1:7474", 2),
        ("127.0.0.1:7687", 2),
        ("bolt://127.0.0.1:no", 2),
        ("bolt://no.such.host.invalid:7687", 4),
        ("bolt+s://127.0.0.1:9", 4),
    ],
)
def test_an_address_that_is_none(uri: str, code: int, toy: str) -> None:
    assert uri in one_line(kg(Target(uri, "", ""), "mirror", "plan", "--graph", toy), code)


def test_one_who_answers_and_is_no_neo4j(toy: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        import threading

        def talk() -> None:
            for _ in range(8):
                try:
                    client, _address = listener.accept()
                except OSError:
                    return
                client.recv(64)
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                client.close()

        threading.Thread(target=talk, daemon=True).start()
        target = Target(f"bolt://127.0.0.1:{listener.getsockname()[1]}", "", "")
        assert target.uri in one_line(kg(target, "mirror", "plan", "--graph", toy))


def test_no_graph_is_told_before_anybody_is_asked() -> None:
    assert "kg build" in one_line(kg(NOBODY, "mirror", "sync", "--graph", "/nowhere"))


def test_without_a_mirror_there_is_nothing_to_prove(database: Connection, neo4j_target: Target, toy: str) -> None:
    for args in (("verify", "--graph", toy), ("export",)):
        assert "no mirror there: make one with: kg mirror sync" in one_line(kg(neo4j_target, "mirror", *args))


def test_no_such_database(neo4j_target: Target, toy: str) -> None:
    done = kg(neo4j_target, "mirror", "sync", "--graph", toy, "--database", "elsewhere")
    assert "no such database" in one_line(done)


def test_a_wrong_password(neo4j_target: Target, toy: str) -> None:
    for user, password in (("neo4j", "a-secret-of-mine"), ("nobody", neo4j_target.password), ("neo4j", "")):
        line = one_line(kg(Target(neo4j_target.uri, user, password), "mirror", "sync", "--graph", toy))
        assert "wrong user or password" in line
        assert not password or password not in line


def test_a_name_too_long_for_an_index_is_one_line(
    database: Connection, neo4j_target: Target, reader: Reader, tmp_path: object
) -> None:
    from tests.mirror.server import graph_of

    folder = f"{tmp_path}/graph"
    found = graph_of(folder, [f'<https://a.example/{"x" * 40_000}> <https://a.example/p> "x" <https://a.example/g> .'])
    line = one_line(kg(neo4j_target, "mirror", "sync", "--graph", folder))
    assert "too large to index" in line
    found.close()
    sync(database, Source(reader), quiet)

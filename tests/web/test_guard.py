"""The guard: who may ask, what is too large or too slow, and what every answer carries."""

import gzip
import json
import socket
import time
from pathlib import Path

import httpx
import pytest

from kg.web import guard
from tests.web import raw
from tests.web.conftest import Serve, Served

TOKEN = "one-that-nobody-guesses"
ORIGIN = "http://elsewhere.example"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def ok(server: Served) -> None:
    """Fails where the server does not answer."""
    assert httpx.get(f"{server}/api/openapi.json", timeout=30).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:80", "localhost", "LOCALHOST.:{port}", "[::1]:{port}"])
def test_own_names(server: Served, host: str) -> None:
    assert raw.get(server.port, "/api/openapi.json", host=host.format(port=server.port)).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.1:{port}@evil.example",
        "127.0.0.1, evil.example",
        "192.168.1.1",
        "0.0.0.0",
        "[::2]",
        "127.0.0.1:x",
        "",
    ],
)
def test_other_names_are_refused(server: Served, host: str) -> None:
    for target in ("/", "/sparql?query=ASK%20%7B%7D", "/static/app.js"):
        found = raw.get(server.port, target, host=host.format(port=server.port))
        assert found.status == 403, host
        assert b"another name" in found.body


def test_exactly_one_host(server: Served) -> None:
    line = b"Host: 127.0.0.1\r\n"
    for hosts in (b"", line + b"Host: evil.example\r\n", b"Host: evil.example\r\n" + line):
        found = raw.send(server.port, b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")
        assert found.status in {400, 403}
    assert raw.send(server.port, b"GET / HTTP/1.0\r\n\r\n").status == 403
    absolute = raw.get(server.port, "http://evil.example/", host="127.0.0.1")
    assert absolute.status == 400


@pytest.mark.parametrize(
    "target", ["/", "/static/none.js", "/api/none", "/sparql?query=ASK%20%7B%7D", "/sparql?query=x"]
)
def test_every_answer_has_the_security_fields(server: Served, target: str) -> None:
    for host in (None, "evil.example"):
        fields = raw.get(server.port, target, host=host).fields
        assert fields["content-security-policy"] == guard.CSP
        assert fields["x-content-type-options"] == "nosniff"
        assert fields["x-frame-options"] == "DENY"
        assert fields["referrer-policy"] == "no-referrer"
        assert fields["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in fields
        assert "access-control-allow-origin" not in fields
    assert "unsafe" not in guard.CSP


@pytest.mark.parametrize(
    ("method", "fields", "status"),
    [
        ("GET", {}, 200),
        ("GET", {"origin": "{own}"}, 200),
        ("POST", {"origin": "{own}"}, 200),
        ("GET", {"origin": ORIGIN}, 403),
        ("POST", {"origin": ORIGIN}, 403),
        ("POST", {"origin": "null"}, 403),
        ("POST", {"origin": "{own}.evil.example"}, 403),
        ("POST", {"origin": "http://127.0.0.1:1"}, 403),
        ("GET", {"sec-fetch-site": "same-origin"}, 200),
        ("GET", {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ("GET", {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, 403),
        ("POST", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403),
    ],
)
def test_pages_of_others_do_not_ask(server: Served, method: str, fields: dict[str, str], status: int) -> None:
    headers = {name: value.format(own=server.url) for name, value in fields.items()}
    asked = {"params": {"query": "ASK {}"}} if method == "GET" else {"data": {"query": "ASK {}"}}
    found = httpx.request(method, f"{server}/sparql", headers=headers, **asked)  # type: ignore[arg-type]
    assert found.status_code == status
    assert "access-control-allow-origin" not in found.headers


def test_cors_where_it_is_asked_for(start: Serve) -> None:
    server = start("--cors", ORIGIN)
    found = httpx.get(f"{server}/sparql", params={"query": "ASK {}"}, headers={"origin": ORIGIN})
    assert (found.status_code, found.headers["access-control-allow-origin"]) == (200, ORIGIN)
    assert "origin" in found.headers["vary"].lower()
    wanted = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    before = httpx.options(f"{server}/sparql", headers={"origin": ORIGIN, **wanted})
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (204, ORIGIN)
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "content-type" in before.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in before.headers
    for origin in (ORIGIN + ".evil.example", "null", ORIGIN.replace("http", "https")):
        refused = httpx.get(f"{server}/sparql", params={"query": "ASK {}"}, headers={"origin": origin})
        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers
        assert httpx.options(f"{server}/sparql", headers={"origin": origin, **wanted}).status_code == 403


def test_the_token(start: Serve) -> None:
    server = start("--token", TOKEN)
    url = f"{server}/api/openapi.json"
    for headers in (
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": f"Bearer {TOKEN[:-1]}"},
        {"authorization": "Basic !!!"},
        {"authorization": "Bearer"},
        {"cookie": f"kg_token_{server.port}=wrong"},
        {"cookie": f"kg_token_1={TOKEN}"},
    ):
        refused = httpx.get(url, headers=headers)
        assert refused.status_code == 401, headers
        assert TOKEN not in refused.text
        assert "Bearer" in refused.headers["www-authenticate"]
    for path in ("/", "/static/app.js", "/lib/vis-network.min.js", "/sparql", "/api/none"):
        assert httpx.get(f"{server}{path}").status_code == 401
    assert httpx.get(url, headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert httpx.get(url, auth=("anyone", TOKEN)).status_code == 200
    assert httpx.get(f"{server}/?token=wrong").status_code == 401
    assert httpx.post(f"{server}/sparql?token={TOKEN}", data={"query": "ASK {}"}).status_code == 401
    with httpx.Client(base_url=server.url) as browser:
        came = browser.get("/", params={"token": TOKEN, "x": "1"})
        assert (came.status_code, came.headers["location"]) == (303, "/?x=1")
        cookie = came.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        found = browser.get("/api/openapi.json")
        assert (found.status_code, found.headers["cache-control"]) == (200, "no-store")
        assert browser.post("/sparql", data={"query": "ASK {}"}, headers={"origin": ORIGIN}).status_code == 403


def test_a_link_with_the_token_leads_nowhere_else(start: Serve) -> None:
    server = start("--token", TOKEN)
    for path in ("//evil.example/", "/%0d%0aset-cookie:x=1", "/\\evil.example", "/%E4%B8%80"):
        found = raw.get(server.port, f"{path}?token={TOKEN}")
        assert found.status == 303
        assert found.fields["location"].startswith("/")
        assert not found.fields["location"].startswith(("//", "/\\"))
        assert found.fields["set-cookie"].startswith("kg_token_")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /?" + b"a" * guard.TARGET + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET /" + b"%41" * guard.TARGET + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * guard.FIELD_BYTES + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * guard.FIELDS + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * (1 << 20) + b"\r\n\r\n", 431),
        (b"GET /?" + b"a" * (1 << 17) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 100_000 + b"\r\n", 431),
        (b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n" + b"a" * (9 << 20), 413),
        (
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\nExpect: 100-continue\r\n\r\n",
            413,
        ),
        (
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            + (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 20
            + b"0\r\n\r\n",
            413,
        ),
        (
            b"GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n" + b"a" * 9_999_999,
            413,
        ),
    ],
)
def test_what_is_too_large(server: Served, data: bytes, status: int) -> None:
    found = raw.send(server.port, data)
    assert found.status == status
    refused_by_us(found)
    ok(server)


def refused_by_us(found: raw.Answer) -> None:
    """One line of JSON with the headers of every answer, though the application never saw the request."""
    assert [*json.loads(found.body)] == ["error"]
    assert found.fields["content-type"] == "application/json"
    assert found.fields.items() >= {name.decode(): value.decode() for name, value in guard.SECURITY}.items()
    assert int(found.fields["content-length"]) == len(found.body)


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 the beginning of TLS\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_no_http_is_told_so(server: Served, data: bytes) -> None:
    found = raw.send(server.port, data)
    assert found.status == 400
    refused_by_us(found)


def test_a_compressed_body_is_refused(server: Served) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "content-encoding": "gzip"}
    found = httpx.post(f"{server}/sparql", content=gzip.compress(b"query=ASK+%7B%7D"), headers=headers)
    assert (found.status_code, found.headers["accept-encoding"]) == (415, "identity")
    assert "compressed" in found.json()["error"]


def test_a_body_of_the_largest_size_is_taken(server: Served) -> None:
    query = "ASK {} #"
    body = query + "x" * (guard.BODY - len(query))
    for length in (guard.BODY, guard.BODY + 1):
        found = httpx.post(
            f"{server}/sparql",
            content=body + "x" * (length - guard.BODY),
            headers={"content-type": "application/sparql-query"},
            timeout=30,
        )
        assert found.status_code == (200 if length == guard.BODY else 413)


SLOW = {
    "silence": b"",
    "half a line": b"GET / HT",
    "half a head": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n",
    "half of a second": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: loc",
    "half a body": b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nquery=",
    "a refused one": b"POST /none HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 100000\r\n\r\nx",
    "a body for what takes none": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx",
}


def test_slow_ones_are_cut(server: Served) -> None:
    """A byte now and then keeps no connection open: there is a time for the whole."""
    open_ones = {name: raw.connect(server.port) for name in SLOW}
    for name, sock in open_ones.items():
        sock.sendall(SLOW[name])
        sock.setblocking(False)
    end = time.monotonic() + 60
    while open_ones and time.monotonic() < end:
        time.sleep(0.5)
        for name, sock in list(open_ones.items()):
            try:
                sock.sendall(b"x")
                closed = sock.recv(1 << 16) == b""
            except BlockingIOError:
                closed = False
            except OSError:
                closed = True
            if closed:
                open_ones.pop(name).close()
    assert list(open_ones) == []
    ok(server)


def test_many_slow_ones_keep_nobody_out(start: Serve) -> None:
    """More half heads than there are connections: the one that is silent longest makes room."""
    server = start()
    socks: list[socket.socket] = []
    try:
        for _ in range(700):
            sock = raw.connect(server.port)
            sock.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            socks.append(sock)
        ok(server)
    finally:
        for sock in socks:
            sock.close()
    ok(server)


def test_one_who_does_not_read(server: Served) -> None:
    """An answer that nobody takes holds nobody else up."""
    query = "SELECT * { ?s ?p ?o . ?t a cg:Tribunal } LIMIT 90000".replace(" ", "%20").replace("{", "%7B")
    socks = []
    for _ in range(3):
        sock = raw.connect(server.port)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(f"GET /sparql?query={query.replace('}', '%7D')} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        socks.append(sock)
    for _ in range(5):
        ok(server)
        time.sleep(0.2)
    for sock in socks:
        sock.close()
    ok(server)


SECRETS = ["/etc/passwd", "/../../../../../../etc/passwd", "/static/../settings.py", "/static/../../../pyproject.toml"]
DOTS = ["..", "%2e%2e", "%252e%252e", ".%2e", "..%c0%af", "%c0%ae%c0%ae", "..;", "..\\", "%5c..", "....//", "..%00"]
SLASHES = ["/", "%2f", "%252f", "\\", "%5c", "//"]


def traversals() -> list[str]:
    """Ways up, in every spelling."""
    found = list(SECRETS)
    for start in ("/static", "/lib", ""):
        for dots in DOTS:
            for slash in SLASHES:
                up = (dots + slash) * 3
                found += [f"{start}/{up}settings.py", f"{start}{slash}{up}{up}{up}etc/passwd"]
        found += [
            f"{start}/%00",
            f"{start}//etc/passwd",
            f"{start}/.git/config",
            f"{start}/C:/x",
            f"{start}/file:///etc/passwd",
        ]
        found += [
            f"{start}/app.js%00.html",
            f"{start}/app.js/",
            f"{start}/./app.js",
            f"{start}/index.html%20",
            f"{start}/..",
        ]
    return sorted(set(found))


def test_no_way_out_of_the_folders(server: Served) -> None:
    for target in traversals():
        found = raw.get(server.port, target)
        assert found.status in {400, 404}, target
        assert b"root:" not in found.body
        assert b"dataclass" not in found.body


def test_no_way_out_of_the_documents(server: Served) -> None:
    for target in traversals():
        name = target.lstrip("/").replace("&", "")
        for asked in (
            f"/api/evidence?source={name}&property=heard&target={name}",
            f"/api/entity?id={name}",
            f"/api/dossier?id={name}",
            f"/api/overview?document={name}",
        ):
            found = raw.get(server.port, asked.replace("\\", "%5c"))
            assert found.status in {200, 400, 404}, asked
            assert b"root:" not in found.body
            assert b"dataclass" not in found.body


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.web import static_files

    (tmp_path / "static").mkdir()
    (tmp_path / "secret.js").write_text("secret")
    (tmp_path / "static" / "plain.js").write_text("plain")
    (tmp_path / "static" / "link.js").symlink_to(tmp_path / "secret.js")
    (tmp_path / "static" / "folder.js").mkdir()
    (tmp_path / "static" / "plain.py").write_text("plain")
    monkeypatch.setattr(static_files, "FOLDER", str(tmp_path / "static"))
    assert static_files.find("plain.js") == str(tmp_path / "static" / "plain.js")
    for name in ("link.js", "folder.js", "plain.py", "../secret.js", "", ".", "/", "plain.js/", "none.js"):
        assert static_files.find(name) == ""


def test_files_are_sent_with_an_etag(server: Served) -> None:
    found = httpx.get(f"{server}/lib/vis-network.min.js")
    assert found.status_code == 200
    assert found.headers["content-type"].startswith("text/javascript")
    assert b"vis" in found.content[:2000]
    again = httpx.get(f"{server}/lib/vis-network.min.js", headers={"if-none-match": f'"x", {found.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", found.headers["etag"])
    other = httpx.get(f"{server}/lib/vis-network.min.js", headers={"if-none-match": '"x"'})
    assert other.status_code == 200
    head = httpx.head(f"{server}/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == "text/html; charset=utf-8"

"""Who may ask: the address that was meant, the page that asks, the token."""

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from kg.web.settings import LOOPBACK, Settings

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}))(?::(\d{1,5}))?")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def host_allowed(settings: Settings, host: str) -> bool:
    """Whether a Host field names this server.

    A page that has its own name point to 127.0.0.1 (DNS rebinding) is known by that name. Where other machines are
    let in, any name will do: none of their pages has the token.
    """
    match = _HOST.fullmatch(host)
    if not match:
        return False
    name = match[1].strip("[]").rstrip(".").lower()
    return settings.remote or name in LOOPBACK or name == settings.host.lower()


def origin_allowed(settings: Settings, method: str, headers: Mapping[bytes, bytes]) -> bool:
    """Whether the page that asks, if it is one, is ours or one of ``cors``.

    Browsers send Origin with every POST, and with what scripts ask of another site; Sec-Fetch-Site says the same of
    pictures and forms. A link from elsewhere is followed. Other programs send neither.
    """
    origin = headers.get(b"origin", b"").decode("latin-1")
    if origin:
        own = origin.partition("://")[2] == headers.get(b"host", b"").decode("latin-1")
        return own or allowed_origin(settings, origin) != ""
    if headers.get(b"sec-fetch-site", b"none") in {b"none", b"same-origin"}:
        return True
    return method in SAFE and headers.get(b"sec-fetch-mode") == b"navigate"


def allowed_origin(settings: Settings, origin: str) -> str:
    """What Access-Control-Allow-Origin says to an origin; empty where it may not read the answers."""
    return "*" if "*" in settings.cors else origin if origin in settings.cors else ""


def cookie_name(settings: Settings) -> str:
    """The cookie that holds the token: cookies of one host are shared by its ports."""
    return f"kg_token_{settings.port}"


def token_given(settings: Settings, headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request has the token: as Bearer, as the password of Basic, or in the cookie."""
    kind, _, value = headers.get(b"authorization", b"").partition(b" ")
    given = b""
    if kind.lower() == b"bearer":
        given = value.strip()
    elif kind.lower() == b"basic":
        try:
            given = base64.b64decode(value.strip(), validate=True).partition(b":")[2]
        except binascii.Error:
            given = b""
    else:
        name = cookie_name(settings).encode()
        pairs = (part.strip().partition(b"=") for part in headers.get(b"cookie", b"").split(b";"))
        given = next((value for key, _, value in pairs if key == name), b"")
    return is_token(settings, given)


def is_token(settings: Settings, given: bytes) -> bool:
    """Whether this is the token, found out in a time that does not tell how much of it is right."""
    return hmac.compare_digest(given, (settings.token or "").encode())


def token_of_link(settings: Settings, query: bytes) -> tuple[bool, str]:
    """Whether the query of a URL has the token, and the query without it."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    given = [value for name, value in pairs if name == "token"]
    rest = urlencode([pair for pair in pairs if pair[0] != "token"])
    return any(is_token(settings, value.encode("utf-8", "replace")) for value in given), rest


def token_cookie(settings: Settings) -> str:
    """Set-Cookie with the token: scripts do not see it, other sites do not send it."""
    return f"{cookie_name(settings)}={settings.token}; Path=/; HttpOnly; SameSite=Strict"

"""What there is to say of a server."""

import os

from kg.errors import StoreError
from kg.server.bolt import answers
from kg.server.home import HOST, ServerHome
from kg.server.java import find_java
from kg.server.library import flaw


def status(home: ServerHome, *, password: bool = False) -> dict[str, str]:
    """State (``running``, ``starting``, ``stopped``), version, address and so on; the password only on request."""
    process = home.process
    state = "stopped"
    if process:
        state = "running" if answers(HOST, home.port) else "starting"
    try:
        found = find_java(home.version)
        java = f"{found.path} (Java {found.version})"
    except StoreError as error:
        java = str(error)
    rows = {
        "state": state,
        "version": home.version,
        "uri": home.uri if home.port else "",
        "user": home.user,
        "home": home.folder,
        "programs": home.library + (f" ({flaw(home.library)})" if flaw(home.library) else ""),
        "pid": str(process.pid) if process else "",
        "java": java,
        "password file": home.password_file if os.path.exists(home.password_file) else "",
    }
    if password:
        rows["password"] = home.password
    return rows

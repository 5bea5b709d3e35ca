"""Does a server answer Bolt? Its handshake, without the driver."""

import socket

# Bolt Protocol handshake: preamble, then four versions wanted (5.0 to 5.8, then none).
_HELLO = bytes.fromhex("6060B017 00080805") + bytes(12)


def answers(host: str, port: int, *, timeout: float = 2.0) -> bool:
    """Whether a server at this port agrees on a version of Bolt within ``timeout`` seconds."""
    try:
        with socket.create_connection((host, port), timeout) as connection:
            connection.sendall(_HELLO)
            answer = connection.recv(4)
    except OSError:
        return False
    return len(answer) == 4 and answer[3] == 5

"""``kg`` as a process of its own: its streams, its environment, a terminal where one is wanted."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

KG = [sys.executable, "-m", "kg"]
# What would tell a verb that it is not in a plain shell.
_ASIDE = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "LC_ALL", "LANG", "PYTHONIOENCODING", "PYTHONUTF8", "KG_GRAPH"}


def environment(**wanted: str) -> dict[str, str]:
    """The environment of a plain shell, with some variables set."""
    return {key: value for key, value in os.environ.items() if key not in _ASIDE} | wanted


def kg(*args: str, stdin: str | bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a verb with pipes; fails on a traceback."""
    wanted, data = {"LANG": "C.UTF-8"} | env, stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run([*KG, *args], input=data, capture_output=True, check=False, env=environment(**wanted))
    assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
    return done


def on_terminal(*args: str, width: int = 80, **env: str) -> tuple[int, str]:
    """Run a verb with a terminal for its output; returns the exit code and what the terminal got."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    wanted = {"LANG": "C.UTF-8", "TERM": "xterm-256color"} | env
    with subprocess.Popen(
        [*KG, *args], stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.PIPE, env=environment(**wanted)
    ) as child:
        os.close(follower)
        parts = []
        while True:
            try:
                part = os.read(leader, 1 << 16)
            except OSError:  # Linux says so when the other side has gone
                part = b""
            if not part:
                break
            parts.append(part)
        os.close(leader)
    return child.returncode, b"".join(parts).decode().replace("\r\n", "\n")

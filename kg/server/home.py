"""The home of one server: its settings, address, user, password, and whether it runs."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace

from kg.errors import StoreError
from kg.server.library import flaw, library
from kg.server.process import Process, read_process
from kg.server.versions import DEFAULT, takes_over

HOST = "127.0.0.1"
USER = "neo4j"


@dataclass(frozen=True)
class Settings:
    """What is kept from one start to the next. Sizes in MB; port 0: none was chosen yet."""

    version: str = ""
    port: int = 0
    heap: int = 1024
    pagecache: int = 512


def default_home() -> str:
    """The folder of the server: ``KG_NEO4J_HOME``, or ``courtgraph/neo4j`` in the user's data folder."""
    chosen = os.environ.get("KG_NEO4J_HOME")
    if chosen:
        return chosen
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("courtgraph", appauthor=False), "neo4j")


def _write(path: str, text: str) -> None:
    """Write a file for nobody but the user (mode 600), all or nothing."""
    beside = f"{path}.part-{os.getpid()}"
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(beside, path)


class ServerHome:
    """One server's folder; ``path`` empty means the default one. Making the object touches nothing on the disk."""

    user = USER
    host = HOST

    def __init__(self, path: str = "") -> None:
        self.folder = os.path.abspath(path or default_home())
        self.conf = self.at("conf")
        self.logs = self.at("logs")
        self.password_file = self.at("password")

    def at(self, *parts: str) -> str:
        """A path inside the home."""
        return os.path.join(self.folder, *parts)

    @property
    def settings(self) -> Settings:
        """The settings that are kept; the defaults where there are none.

        Raises StoreError where the file is damaged.
        """
        path = self.at("settings.json")
        try:
            with open(path, encoding="utf-8") as file:
                found = Settings(**json.load(file))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"{path} cannot be read ({error}): delete it, and start with --port") from error
        if [type(value) for value in asdict(found).values()] != [type(value) for value in asdict(Settings()).values()]:
            raise StoreError(f"{path} holds something else than settings: delete it, and start with --port")
        return found

    def keep(self, settings: Settings) -> None:
        """Write the settings, all or nothing; makes the folder. Raises StoreError where it cannot be written."""
        path = self.at("settings.json")
        try:
            for folder in (self.folder, self.conf, self.logs):
                os.makedirs(folder, mode=0o700, exist_ok=True)
            _write(path, json.dumps(asdict(settings), indent=1))
        except OSError as error:
            raise StoreError(f"{error.filename}: {error.strerror}: choose another folder with --home") from error

    @property
    def version(self) -> str:
        """The version of Neo4j that this home is for."""
        return self.settings.version or DEFAULT

    def check(self, version: str) -> None:
        """Raises StoreError where the home holds data that ``version`` is not for."""
        settings = self.settings
        if self.has_data and not settings.version:
            raise StoreError(f"{self.folder} holds a Neo4j that kg did not make: choose another folder with --home")
        if self.has_data and not takes_over(settings.version, version):
            raise StoreError(
                f"{self.folder} holds data of Neo4j {settings.version}, not {version}: "
                "choose another folder with --home, or delete this one and sync again"
            )

    def use(self, version: str) -> None:
        """Make the home one for ``version``. Raises StoreError as ``check`` does."""
        self.check(version)
        if self.settings.version != version:
            self.keep(replace(self.settings, version=version))

    @property
    def has_data(self) -> bool:
        """Whether there are databases: by a start, or by an import."""
        return os.path.isdir(self.at("data", "databases"))

    @property
    def has_users(self) -> bool:
        """Whether a server has already been started here; its users, with passwords, stand in a database of theirs."""
        return os.path.isdir(self.at("data", "databases", "system"))

    @property
    def library(self) -> str:
        """The folder of the programs."""
        return library(self.version)

    @property
    def installed(self) -> bool:
        """Whether the programs of this version are wholly there."""
        return not flaw(self.library)

    @property
    def port(self) -> int:
        """The port of Bolt; 0 where none was chosen yet."""
        return self.settings.port

    @property
    def uri(self) -> str:
        """The address of Bolt, for the driver. Raises StoreError where the server was never started."""
        port = self.port
        if not port:
            raise StoreError(f"the Neo4j in {self.folder} was never started: kg neo4j start")
        return f"bolt://{HOST}:{port}"

    @property
    def password(self) -> str:
        """The password of ``user``. Raises StoreError where there is none yet, or where it cannot be read."""
        try:
            with open(self.password_file, encoding="ascii") as file:
                return file.read().strip()
        except FileNotFoundError:
            step = (
                f"stop it and delete {self.at('data')} for a new one" if self.has_users else "kg neo4j start makes it"
            )
            raise StoreError(f"{self.password_file} is missing: {step}") from None
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.password_file} cannot be read: {error}") from error

    def make_password(self) -> str:
        """The password, made and written with mode 600 where there is none yet."""
        if not os.path.exists(self.password_file):
            _write(self.password_file, secrets.token_hex(20) + "\n")  # hexadecimal: no option, no quote
        return self.password

    @property
    def process(self) -> Process | None:
        """The process of the server, where it is alive."""
        return read_process(self.at("server.pid"))

    @property
    def running(self) -> bool:
        """Whether the server's process is alive; at its start it may not answer yet."""
        return self.process is not None


def local_connection() -> tuple[str, str, str] | None:
    """Address, user and password of the server in the default home, where it runs; else None."""
    home = ServerHome()
    return (home.uri, home.user, home.password) if home.running else None

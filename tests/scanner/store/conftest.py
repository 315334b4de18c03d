"""Every test of a store runs on SQLite, and on a PostgreSQL of its own where there is one."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest

from scanner.store import Store
from tests.system import path


class Postgres:
    """A server in a folder, on a socket in it, for the user of that name; as root it runs as `postgres`."""

    def __init__(self, folder):
        self.folder = folder
        self._bin = Path(path("postgresql")).parent
        self._as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def start(self):
        if self._as:
            shutil.chown(self.folder, "postgres")
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "tenken", "--auth=trust", "-E", "UTF8", "--no-sync")
        flags = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off -c log_min_messages=panic"
        self._run("pg_ctl", "-D", data, "-w", "-o", flags, "-l", str(self.folder / "log"), "start")

    def stop(self):
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def url(self):
        """The address of a new database."""
        name = f"t{uuid.uuid4().hex[:12]}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "tenken", name)
        return f"postgresql://tenken:hunter2@127.0.0.1:{self.port}/{name}"

    def _run(self, program, *words):
        command = [*self._as, str(self._bin / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@pytest.fixture(scope="session")
def postgres():
    with tempfile.TemporaryDirectory(prefix="tenken-postgres-") as folder:  # pytest's own is closed to others
        server = Postgres(Path(folder))
        server.start()
        yield server
        server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs_system("postgresql"))])
def address(request, tmp_path):
    """The address of an empty store."""
    if request.param == "sqlite":
        return str(tmp_path / "store" / "tenken.db")
    return request.getfixturevalue("postgres").url()


@pytest.fixture
def store(address):
    with Store.open(address) as store:
        yield store

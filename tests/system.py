"""The programs that tests need beside Python: whether they are there, and how they get there.

`python tests/system.py` installs what is missing with apt, where it may, and says what is left.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).with_name("system.txt")
SBIN = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
"""Servers lie where only root's path leads."""


def packages() -> dict[str, tuple[str, ...]]:
    """What shows that a package is there, by its Debian name."""
    lines = (line.split("#")[0].split() for line in LIST.read_text("utf-8").splitlines())
    return {name: tuple(signs) for name, *signs in filter(None, lines)}


def path(package: str) -> str | None:
    """Where it is: the first of its programs or paths that is there."""
    return next(filter(None, map(_found, packages()[package])), None)


def missing() -> list[str]:
    """The packages that are not there."""
    return [name for name in packages() if not path(name)]


def _found(sign: str) -> str | None:
    if not sign.startswith("/"):
        return shutil.which(sign, path=SBIN)
    return next((str(one) for one in sorted(Path("/").glob(sign[1:]))), None)


def _install(names: list[str]) -> None:
    """Ask apt, where there is one and it may; what fails shows in what is left."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *names]):
        done = subprocess.run(
            ["apt-get", "-qq", *words], env=quiet, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stderr.strip(), file=sys.stderr)  # noqa: T201 - a command


def main() -> None:
    """Install what is missing, and name what is still missing then."""
    if names := missing():
        print("installing for the tests:", *names)  # noqa: T201 - a command
        _install(names)
    if left := missing():
        print("tests that need these can not run:", *left, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()

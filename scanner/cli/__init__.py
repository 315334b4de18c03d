"""The command line: `tenken`. Nothing heavy is imported before a command needs it."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end the process with its exit code.

    The process ends here and now, also where threads still hang in a call: whatever matters is written.
    """
    for name in ("stdout", "stderr"):  # None where the shell has closed it: `>&-`, a service, pythonw
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
    code = _version() if sys.argv[1:] == ["--version"] else _run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _version() -> int:
    from importlib.metadata import version  # noqa: PLC0415 - starting time

    sys.stdout.write(f"tenken {version('tenken')}\n")
    return 0


def _run() -> int:
    from scanner.cli.running import run  # noqa: PLC0415 - starting time: `--version` does without click

    return run(sys.argv[1:])

"""Starting the program stays quick: no SDK is imported before a scan needs it."""

import subprocess
import sys

import pytest

SDKS = ("azure", "boto3", "botocore", "httpx", "kiota_abstractions", "kiota_http", "msgraph", "msgraph_core")
HEAVY = (*SDKS, "jinja2", "moto", "rich")
STARTS = (["--version"], ["--help"], ["scan", "--help"], ["--lang", "ja", "--help"])
PROGRAM = f"""
import os, sys
def end(code):
    heavy = sorted(name for name in {HEAVY!r} if name in sys.modules)
    print("heavy:", *heavy, file=sys.stderr)
    sys.stderr.flush()
os._exit = end
import scanner.cli
try:
    scanner.cli.main()
except SystemExit:
    end(0)
"""


def heavy(*arguments, program=PROGRAM):
    """What heavy modules a start with these arguments imports."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "heavy:" in done.stderr, done.stderr
    return done.stderr.splitlines()[-1].removeprefix("heavy:").split()


@pytest.mark.parametrize("arguments", STARTS)
def test_no_sdk_is_imported(arguments):
    assert heavy(*arguments) == []


def test_listing_the_checks_needs_no_sdk():
    assert heavy("checks") == []


def test_what_is_heavy_would_be_noticed():
    program = PROGRAM.replace("import scanner.cli", "import scanner.cli, rich")
    assert heavy("--version", program=program) == ["rich"]

"""What holds for every format: the same bytes in another process, and what the result is not."""

import io
import os
import subprocess
import sys

import pytest

from scanner.host import Host
from scanner.language import Translator
from tests.house.project import ROOT
from tests.reports.town import TOWN

PROGRAM = """
import hashlib, io
from scanner.host import Host
from scanner.language import Translator
from tests.reports.town import TOWN

for name, one in Host.load().renderers.items():
    if not one.absent:
        for paper in one.papers(TOWN, Translator("ja")):
            out = io.BytesIO()
            paper.write(out)
            print(name, paper.name, hashlib.sha256(out.getvalue()).hexdigest())
"""
TOLD = ("console", "csv", "html", "json", "junit", "oscal", "oscal-components")


def digests(seed):
    """The hash of every file of every format, from a process whose sets have an order of their own."""
    surroundings = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_format_gives_the_same_bytes_in_any_process():
    first = digests(1)
    assert {line.split()[0] for line in first} >= set(TOLD)
    assert first == digests(2)


@pytest.mark.parametrize("name", TOLD)
def test_a_report_says_what_it_is_not_of_what_edition_and_what_was_not_read(name):
    out = io.BytesIO()
    for paper in Host.load().renderers[name].papers(TOWN, Translator("ja")):
        paper.write(out)
    said = "".join(out.getvalue().decode("utf-8").split())
    assert "技術的確認の補助" in said
    assert "2026-04-01" in said
    assert "未完了" in said or name == "json"

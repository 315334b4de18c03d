"""Runs the command line, with the made-up plugin `lines` installed as any other."""

import gettext
import importlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from scanner.cli.running import run
from scanner.host import _installed

ROOT = Path(__file__).parents[3]
CONTENT = "実施記録".encode()

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets: [{targets}]
frameworks: [lines]
"""


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Install the plugin: metadata with an entry point, in a folder on the path. Gives that folder."""
    folder = tmp_path / "installed"
    metadata = folder / "tenken_lines-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: tenken-lines\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[tenken]\nlines = tests.scanner.cli.lines\n")
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    _installed.cache_clear()
    yield folder
    _installed.cache_clear()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def tenken(plugin, folder, monkeypatch, capfdbinary):
    """Run a command in this process; English unless the arguments say otherwise."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("LANG", "C.UTF-8")
    domain = gettext.textdomain()

    def tenken(*arguments):
        capfdbinary.readouterr()
        code = run([str(one) for one in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    yield tenken
    gettext.textdomain(domain)


@pytest.fixture
def configured(folder):
    """Write a configuration with a target in each of these states."""

    def configured(*states):
        targets = [
            f"{{id: line-{number}, provider: lines, state: {one}}}" for number, one in enumerate(states)
        ]
        (folder / "tenken.yaml").write_text(CONFIG.format(targets=", ".join(targets)), encoding="utf-8")

    return configured


@pytest.fixture
def process(plugin, folder):
    """Start the program in a process of its own."""
    started = []

    def process(*arguments, **environment):
        path = os.pathsep.join((str(ROOT), str(plugin)))
        variables = {**os.environ, "PYTHONPATH": path, "LANG": "C.UTF-8", **environment}
        one = subprocess.Popen(
            [sys.executable, "-m", "scanner.cli", *arguments],
            cwd=folder,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(one)
        return one

    yield process
    for one in started:
        one.kill()
        one.communicate()


@pytest.fixture
def evidence(tenken, configured, folder):
    """Evidence of a reading, with what people have shown."""
    configured("bad")
    (folder / "records").mkdir()
    (folder / "records/proof.pdf").write_bytes(CONTENT)
    item = {
        "control": "CS-C01",
        "evidence": "iso",
        "statement": "確認した。",
        "document": "認証書.pdf",
        "path": "proof.pdf",
        "sha256": sha256(CONTENT).hexdigest(),
        "role": "情報政策課長",
        "date": "2026-11-01",
        "valid_for": "P1Y",
    }
    gone = {**item, "document": "別紙.pdf", "path": "gone.pdf"}
    (folder / "records/attestations.yaml").write_text(json.dumps({"attestations": [item, gone]}), "utf-8")
    assert tenken("collect", "--out", "evidence.tenken").code == 0
    return folder / "evidence.tenken"


@pytest.fixture
def package(tenken, folder, evidence):
    """A package of it."""
    assert tenken("keygen", "signing.pem").code == 0
    said = tenken(
        "package", evidence, "--key", "signing.pem", "--out", "package.zip", "--documents", "records"
    )
    assert said.code == 0, said.err
    return folder / "package.zip"

"""A third party's plugin is built, installed into a fresh environment, and run."""

import json
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from scanner.testing import Fault, FixtureServer, Player, Reply, Script

SOURCE = Path(__file__).parent.parent / "example_plugin"
THREADS = [
    {"id": "1", "title": "住民向けお知らせ", "public": True},
    {"id": "2", "title": "庁内連絡", "public": False},
]
ADMINISTRATORS = [{"id": "a", "secondFactor": True}]


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A fresh environment with the plugin; the project itself and its dependencies come from this one."""
    pytest.importorskip("hatchling", reason="building needs hatchling: pip install --group dev")
    folder = tmp_path_factory.mktemp("third-party")
    source = folder / "source"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("*.mo", "dist", "__pycache__"))
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=source,
        check=True,
        capture_output=True,
    )
    home = folder / "environment"
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    inside = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    base = [*site.getsitepackages(), sysconfig.get_path("purelib")]
    lines = "".join(f"import site; site.addsitedir({path!r})\n" for path in dict.fromkeys(base))
    (inside / "base.pth").write_text(lines)
    (wheel,) = (source / "dist").glob("*.whl")
    install = [
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    return python


SCRIPT = Script.of({"GET /threads": THREADS, "GET /administrators": ADMINISTRATORS})


@pytest.fixture
def board():
    with FixtureServer(Player(SCRIPT)) as server:
        yield server


def run(python, *arguments, folder):
    environment = {**os.environ, "PYTHONUTF8": "1", "COVERAGE_PROCESS_START": ""}
    command = [str(python), "-m", "scanner.cli", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def configured(folder, url):
    (folder / "tenken.yaml").write_text(
        "organisations:\n"
        "  - id: aozora\n"
        "    name: 青空市\n"
        "    case: i\n"
        "    targets:\n"
        f"      - {{id: board, provider: board, url: '{url}'}}\n"
        "frameworks: [board-rules]\n",
        encoding="utf-8",
    )


def test_the_plugin_s_checks_are_listed_beside_the_others(python, tmp_path):
    listed = run(python, "checks", "--format", "json", "--lang", "ja", folder=tmp_path)
    assert listed.returncode == 0, listed.stderr
    found = {one["id"]: one for one in json.loads(listed.stdout)}
    assert found["board.thread.closed"]["title"] == "すべてのスレッドが外部に公開されていないこと"
    assert found["board.thread.closed"]["controls"] == ["BOARD-1"]
    assert found["board.thread.closed"]["permissions"] == ["board:read"]
    assert any(name.startswith("aws.") for name in found)


def test_a_scan_judges_by_the_plugin_s_own_framework_and_report(python, board, tmp_path):
    configured(tmp_path, board.url)
    done = run(
        python,
        "scan",
        "--lang",
        "ja",
        "--format",
        "json",
        "--format",
        "failing",
        "--out",
        "out",
        folder=tmp_path,
    )
    assert done.returncode == 3, done.stderr
    assessment = json.loads((tmp_path / "out" / "assessment.json").read_text(encoding="utf-8"))
    statuses = {one["id"]: one["status"] for one in assessment["controls"]}
    assert statuses == {"BOARD-1": "not-met", "BOARD-2": "met"}
    (report,) = (tmp_path / "out").glob("*.txt")
    assert report.read_text(encoding="utf-8") == "board.thread.closed\t住民向けお知らせ\t誰でも閲覧できる\n"


def test_a_refused_read_is_unknown_and_names_the_right(python, tmp_path):
    refusing = Player(SCRIPT, faults=[Fault("/administrators", Reply(403))])
    with FixtureServer(refusing) as server:
        configured(tmp_path, server.url)
        done = run(python, "scan", "--lang", "en", "--format", "json", "--out", "out", folder=tmp_path)
    assert done.returncode == 4, done.stderr
    assert "board:read" in done.stdout + done.stderr
    assessment = json.loads((tmp_path / "out" / "assessment.json").read_text(encoding="utf-8"))
    statuses = {one["id"]: one["status"] for one in assessment["controls"]}
    assert statuses == {"BOARD-1": "not-met", "BOARD-2": "undetermined"}

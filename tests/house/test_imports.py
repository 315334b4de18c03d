"""Who may import whom: the contracts hold, and they would notice a breach."""

import importlib.util
import subprocess
import sys

import pytest

from tests.house.project import ROOT

pytestmark = pytest.mark.skipif(
    not importlib.util.find_spec("importlinter"), reason="import-linter is not installed"
)
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]


def lint(folder=ROOT):
    return subprocess.run(
        [*LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_contracts_hold():
    done = lint()
    assert done.returncode == 0, done.stdout


def test_a_check_that_asks_for_the_sdk_is_noticed(tmp_path):
    import shutil

    for package in ("scanner", "plugins", "mappings", "reports"):
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "plugins/aws/checks/rash.py").write_text('"""Rash."""\n\nimport boto3\n')
    done = lint(tmp_path)
    assert done.returncode != 0
    assert "plugins.aws.checks.rash -> boto3" in done.stdout

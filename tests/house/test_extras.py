"""With only one provider's extra installed, everything but the others works."""

import json
import os
import subprocess
import sys

import pytest

BLOCK = """
import sys
from importlib.abc import MetaPathFinder

class Absent(MetaPathFinder):
    NAMES = {names!r}

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.NAMES:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
        return None

sys.meta_path.insert(0, Absent())
"""
MICROSOFT = ["msgraph", "msgraph_core", "azure", "msal", "kiota_abstractions", "kiota_http", "httpx"]
OFFICE = (
    "organisations:\n"
    "  - id: aozora\n"
    "    name: Aozora\n"
    "    case: i\n"
    "    targets:\n"
    "      - {id: office, provider: m365, tenant_id: 11111111-2222-4333-8444-555555555555, auth: token}\n"
)
AMAZON = ["boto3", "botocore", "moto"]


@pytest.fixture
def without(tmp_path):
    """Run the program where these modules are not installed."""

    def run(names, *arguments):
        (tmp_path / "sitecustomize.py").write_text(BLOCK.format(names=names))
        path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-m", "scanner.cli", *arguments]
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return run


@pytest.mark.parametrize("names", [MICROSOFT, AMAZON, MICROSOFT + AMAZON])
def test_all_checks_are_listed_without_any_sdk(without, names):
    done = without(names, "checks", "--format", "json")
    assert done.returncode == 0, done.stderr
    providers = {one["provider"] for one in json.loads(done.stdout)}
    assert providers == {"aws", "m365"}


def test_a_target_whose_sdk_is_missing_is_unread_and_says_what_to_install(without, tmp_path):
    (tmp_path / "tenken.yaml").write_text(OFFICE)
    done = without(MICROSOFT, "scan", "--lang", "en", "--out", "out")
    assert done.returncode == 4, done.stderr
    assert "tenken[m365]" in " ".join(done.stdout.split())
    assert "Traceback" not in done.stderr
    assessment = json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))
    assert {one["outcome"] for one in assessment["findings"]} == {"unknown"}
    assert not any(one["status"] in ("met", "excepted") for one in assessment["controls"])


def test_the_demo_runs_with_one_cloud_alone(without, tmp_path):
    done = without(AMAZON, "demo", "--lang", "en", "--out", "out")
    assert done.returncode == 0, done.stderr
    assessment = json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))
    assert {one["id"] for one in assessment["targets"]} == {"aozora-m365"}


def test_a_format_whose_packages_are_missing_says_what_to_install_before_anything_is_read(without, tmp_path):
    (tmp_path / "tenken.yaml").write_text(OFFICE)
    done = without(["jinja2"], "scan", "--lang", "en", "--out", "out", "--format", "html")
    assert done.returncode == 2
    assert "the format 'html' needs jinja2; install: pip install 'tenken[html]'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_demo_leaves_out_a_format_whose_packages_are_missing(without, tmp_path):
    done = without([*AMAZON, "jinja2"], "demo", "--lang", "en", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert "(jinja2 is not installed; install: pip install 'tenken[demo]')" in done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert "assessment.html" not in names
    assert {"assessment.json", "assessment.csv", "assessment.junit.xml", "assessment.oscal.json"} <= names

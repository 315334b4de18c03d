"""The package as people install it: the data files are in it, and the translations compiled."""

import importlib.util
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.house.project import PACKAGES, ROOT

DATA = (".yaml", ".po", ".typed", ".json", ".css", ".js", ".html")
pytestmark = [
    pytest.mark.skipif(not importlib.util.find_spec("hatchling"), reason="hatchling is not installed"),
    pytest.mark.skipif(not importlib.util.find_spec("babel"), reason="babel is not installed"),
    pytest.mark.xdist_group("package"),
]


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """Both distributions, built without an environment of their own and without a network."""
    folder = tmp_path_factory.mktemp("dist")
    program = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(program, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture(scope="module")
def wheel(dist):
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def sdist(dist):
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def data():
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in DATA)
    return {str(path.relative_to(ROOT)) for path in found}


def test_data_files_are_in_the_wheel(wheel):
    assert data() - wheel == set()


def test_every_catalogue_is_compiled_in_the_wheel(wheel):
    catalogues = {name for name in wheel if name.endswith(".po")}
    assert catalogues
    assert {str(Path(name).with_suffix(".mo")) for name in catalogues} - wheel == set()


def test_the_licence_is_in_the_wheel(wheel):
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_nothing_but_the_packages_is_in_the_wheel(wheel):
    assert {name.split("/")[0] for name in wheel} - set(PACKAGES) == {
        name.split("/")[0] for name in wheel if ".dist-info/" in name
    }


def test_data_files_are_in_the_source_distribution(sdist):
    assert data() - sdist == set()
    assert {"README.md", "README.ja.md", "docs/schema/assessment.json", "Makefile", "tox.ini"} <= sdist

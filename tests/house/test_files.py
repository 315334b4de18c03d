"""Every file of the project: short, and free of the machine that it was written on."""

import re

from tests.house.project import PACKAGES, ROOT, files

LONGEST = 300
HOME = re.compile(r"(?<![\w.:/-])/(?:home|root|Users)/\w")
INDEX = re.compile(r"(?:index-url|extra-index|find-links)\b")


def test_no_file_is_longer_than_300_lines():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files(".py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_file_names_the_machine_it_was_written_on():
    texts = files(".py", ".md", ".toml", ".ini", ".yaml", ".json", ".po", "Makefile", "run")
    found = [path for path in texts if HOME.search(path.read_text("utf-8"))]
    assert found == []


def test_no_file_says_where_packages_come_from():
    settings = files(".toml", ".ini", ".cfg", "Makefile", "run")
    assert [path for path in settings if INDEX.search(path.read_text("utf-8"))] == []


def test_every_package_says_that_it_is_typed():
    assert [name for name in PACKAGES if not (ROOT / name / "py.typed").is_file()] == []


def test_the_ci_script_can_be_run():
    assert (ROOT / ".ci/run").stat().st_mode & 0o111

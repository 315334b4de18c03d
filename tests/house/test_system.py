"""Programs that tests need beside Python: listed once, installed by the set-up, never left out unseen."""

import re

import pytest

from tests import conftest, system
from tests.house.project import ROOT, files

ASKED = re.compile(r"(?:needs_system|path)\(([^)]*)\)")


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """Put another list in the place of ours."""

    def put(text):
        path = tmp_path / "system.txt"
        path.write_text(text, "utf-8")
        monkeypatch.setattr(system, "LIST", path)

    return put


def test_what_is_there_is_found_by_any_of_its_signs(listed):
    listed("# ours\nshell  no-such-program sh\nroot  /nowhere/*/x /*  # a path\n")
    assert system.packages() == {"shell": ("no-such-program", "sh"), "root": ("/nowhere/*/x", "/*")}
    assert system.path("shell").endswith("/sh")
    assert system.missing() == []


def test_what_is_missing_is_installed_and_what_is_left_is_named(listed, monkeypatch, capsys):
    listed("nowhere  no-such-program\nshell  sh\n")
    asked = []
    monkeypatch.setattr(system, "_install", asked.extend)
    system.main()
    assert asked == ["nowhere"]
    assert "can not run: nowhere" in capsys.readouterr().err


def test_a_test_whose_program_is_missing_is_skipped_here(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="make system"):
        conftest.leave_out("x is not installed; run: make system")


def test_a_test_whose_program_is_missing_fails_in_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        conftest.leave_out("x is not installed")


def test_the_marker_leaves_out_a_test_of_what_is_not_there(listed, monkeypatch, request):
    listed("nowhere  no-such-program\n")
    monkeypatch.delenv("CI", raising=False)
    request.node.add_marker(pytest.mark.needs_system("nowhere"))
    with pytest.raises(pytest.skip.Exception, match="nowhere is not installed"):
        conftest.pytest_runtest_setup(request.node)


def test_every_package_of_the_list_is_asked_for():
    calls = (call for path in files(".py") for call in ASKED.findall(path.read_text("utf-8")))
    asked = {name for call in calls for name in re.findall(r"[\"']([\w-]+)[\"']", call)}
    assert set(system.packages()) - asked == set()


def test_make_test_installs_what_tests_need():
    assert re.search(r"^test:.* system\b", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

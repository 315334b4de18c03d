"""Every check has a test for each outcome that its code can come to, also for want of a licence."""

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType
from typing import Any

import pytest

import plugins.aws
import plugins.m365
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.house.project import ROOT
from tests.house.recorded_outcomes import LICENCE

PROVIDERS = {"aws": plugins.aws.provider, "m365": plugins.m365.provider}
ELSEWHERE = {
    ("m365.score.administrators-mfa", LICENCE),
    ("m365.score.legacy-authentication", LICENCE),
}
"""What only another check says, whose verdicts these compare and don't pass on."""
OUTCOMES = {one: one.__name__ for one in (Pass, Fail, Unknown, NotApplicable)}


def codes(code: CodeType) -> Iterator[CodeType]:
    """A piece of code, and what stands within it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from codes(one)


def functions(one: Any) -> list[FunctionType]:
    """The functions of the plugins behind a name: itself, or the methods of a class."""
    held = list(vars(one).values()) if inspect.isclass(one) else [one]
    plain = [getattr(inner, "fget", None) or inner for inner in held]
    return [inner for inner in plain if inspect.isfunction(inner) and inner.__module__.startswith("plugins.")]


def can_say(function: FunctionType, seen: set[FunctionType]) -> set[str]:
    """The outcomes that a function, or what it calls, names; and whether it speaks of a missing licence."""
    seen.add(function)
    found: set[str] = set()
    for code in codes(function.__code__):
        found |= {LICENCE for text in code.co_consts if isinstance(text, str) and LICENCE in text}
        for one in (function.__globals__.get(name) for name in code.co_names):
            found |= {name for outcome, name in OUTCOMES.items() if one is outcome}
            for inner in functions(one):
                found |= can_say(inner, seen) if inner not in seen else set()
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What every check said while its tests ran."""

    @cache
    def listen(name):
        heard, folder = tmp_path_factory.mktemp(name) / "outcomes.json", ROOT / "tests/plugins" / name
        files = [
            one for one in folder.glob("test_*.py") if f"plugins.{name}.checks" in one.read_text("utf-8")
        ]
        plain = ("-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "tests.house.recorded_outcomes")
        command = (sys.executable, "-m", "pytest", *plain, "--outcomes", heard, *files)
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)  # what fails, fails for itself
        return {(check, outcome) for check, outcome in json.loads(heard.read_text("utf-8"))}

    return listen


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_check_has_a_test_for_each_outcome_that_it_can_come_to(name, said):
    wanted = {(check.id, one) for check in PROVIDERS[name].checks for one in can_say(check.function, set())}
    missing = sorted(wanted - ELSEWHERE - said(name))
    assert missing == [], missing


def test_what_a_check_can_say_is_told_from_its_code():
    from plugins.m365.checks.labels import exist
    from plugins.m365.checks.mail_hygiene import external_tag

    assert can_say(external_tag.function, set()) == {"Pass", "Fail"}
    assert can_say(exist.function, set()) >= {"Pass", "Fail", LICENCE}

"""Every text that people read has its Japanese, and no translation is left over."""

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from scanner.cli.formatter import RAW
from scanner.cli.root import root
from scanner.cli.texts import paragraphs
from scanner.host import Host
from tests.scanner.source_texts import constants_in, texts_in

ROOT = Path(__file__).parents[2]
PACKAGES = ("scanner", "reports", "plugins/aws", "plugins/m365")


@cache
def texts(package):
    """The English texts of a package, with the place that says each."""
    found = texts_in(ROOT / package)
    if package == "scanner":
        found |= dict(of_commands())
    if package.startswith("plugins/"):
        found |= dict(of_checks(package.removeprefix("plugins/")))
    return found


def commands(group=root, path="") -> Iterator[tuple[str, click.Command]]:
    """Every command there is, with its words; those under a command too."""
    yield path, group
    for name in group.list_commands(None) if isinstance(group, click.Group) else ():
        yield from commands(group.get_command(None, name), f"{path} {name}".strip())


PAGES = [path for path, _ in commands()]


def of_commands() -> Iterator[tuple[str, str]]:
    for path, command in commands():
        for paragraph in paragraphs(command.callback.__doc__):
            if not paragraph.startswith(RAW):
                yield paragraph, f"tenken {path}"


def of_checks(name) -> Iterator[tuple[str, str]]:
    for check in Host.load().providers[name].checks:
        for text in (check.docs.title, check.docs.reason, check.docs.remedy):
            yield text, check.id


@cache
def entries(package):
    """The entries of a package's catalogue."""
    with (ROOT / package / "locale/ja/LC_MESSAGES/tenken.po").open("rb") as file:
        return [entry for entry in read_po(file, locale="ja") if entry.id]


def translated(package):
    """The texts that have a translation; of one with a plural, both forms."""
    found = set()
    for entry in entries(package):
        done = entry.string if isinstance(entry.string, str) else all(entry.string)
        if done and not entry.fuzzy:
            found |= {entry.id} if isinstance(entry.id, str) else set(entry.id)
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_has_its_japanese(package):
    known = translated(package) | translated("scanner")
    assert {text: place for text, place in texts(package).items() if text not in known} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_translation_is_left_over(package):
    own = {entry.id for entry in entries(package) if "click" not in entry.auto_comments}
    assert own - texts(package).keys() - constants_in(ROOT / package) == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_placeholders_are_the_same_in_both_languages(package):
    own = [entry for entry in entries(package) if "click" not in entry.auto_comments]
    assert [entry.id for entry in own if fields(entry.id) != fields(entry.string)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_translation_is_japanese(package):
    same = [entry.id for entry in entries(package) if entry.id == entry.string]
    assert [text for text in same if re.search("[a-z]", re.sub(r"\{.*?\}", "", text))] == []


def fields(text):
    """The placeholders of a template; a text with a lone brace is none. `:.0` leaves one empty."""
    try:
        return {
            (name, spec.removeprefix(".0")) for _, name, spec, _ in string.Formatter().parse(text) if name
        }
    except ValueError:
        return set()

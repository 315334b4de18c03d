"""What the documents say is so: commands, options, examples, links, generated parts."""

import re
import shlex

import click
import pytest

from scanner.config import Config
from scanner.records import read_declarations
from tests.house.project import ROOT, blocks, files

READMES = ("README.md", "README.ja.md")
CONFIGURED = (*READMES, "docs/configuration.md")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def read(name):
    return (ROOT / name).read_text("utf-8")


def commands(name):
    """The commands in console blocks, without comments."""
    found = re.findall(r"^\$ (.+)$", read(name), re.MULTILINE)
    return [line.split("#")[0].strip() for line in found]


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_in_a_readme_exists(readme):
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = {line.split()[1] for line in commands(readme) if line.startswith("make ")}
    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("readme", READMES)
def test_every_tenken_command_in_a_readme_exists(readme):
    from scanner.cli.root import COMMANDS

    words = {line.split()[1] for line in commands(readme) if line.startswith("tenken ")}
    named = {word for word in words if not word.startswith("-")}
    named |= set(re.findall(r"`tenken ([a-z]+)", read(readme)))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("readme", READMES)
def test_every_tenken_command_in_a_readme_is_used_rightly(readme):
    from scanner.cli.root import root

    for line in commands(readme):
        name, *words = shlex.split(line)
        if name == "tenken":
            parse(root, words)


def parse(command, words, parent=None):
    """Take the words apart as the program does. Raises click's errors for what it would refuse."""
    try:
        context = command.make_context(command.name, list(words), parent=parent)
    except click.exceptions.Exit:  # --help
        return
    if isinstance(command, click.Group):
        name, below, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        assert below, name
        parse(below, rest, context)


@pytest.mark.parametrize("readme", READMES)
def test_every_option_in_a_readme_exists(readme):
    from scanner.cli.scan import scan

    known = {name for param in scan.params for name in param.opts}
    named = set(re.findall(r"`(--[a-z-]+)`", read(readme)))
    assert named <= known


@pytest.mark.parametrize("document", CONFIGURED)
def test_the_configuration_in_a_document_is_right(document, tmp_path):
    (example,) = blocks(read(document), "example: tenken.yaml")
    (declared,) = blocks(read(document), "example: declarations.yaml")
    (tmp_path / "tenken.yaml").write_text(example, "utf-8")
    (tmp_path / "records").mkdir()
    (tmp_path / "records/declarations.yaml").write_text(declared, "utf-8")
    config = Config.load(tmp_path / "tenken.yaml")
    assert [target.provider for target in config.targets] == ["aws", "m365"]
    assert read_declarations(tmp_path / "records", [target.id for target in config.targets]).items


def test_the_exit_codes_are_those_of_the_program():
    from scanner import exit_code

    told = re.findall(r"^\| (\d) \|", read("README.md"), re.MULTILINE)
    known = {exit_code.GOOD, exit_code.DEFECT, exit_code.USAGE, exit_code.NOT_MET, exit_code.UNREAD}
    assert {int(code) for code in told} == known
    assert told == re.findall(r"^\| (\d) \|", read("README.ja.md"), re.MULTILINE)


@pytest.mark.parametrize("path", files(".md"), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    targets = LINK.findall(path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_module_that_the_architecture_names_exists():
    named = set(re.findall(r"`([a-z_]+\.py)`", read("docs/architecture.md")))
    known = {path.name for path in files(".py")}
    assert named - known == set()


def test_decisions_are_numbered_without_a_gap():
    names = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_the_changelog_has_a_place_for_what_is_new():
    assert "\n## [Unreleased]\n" in read("CHANGELOG.md")

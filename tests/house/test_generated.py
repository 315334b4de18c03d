"""The documents that are made from the code: up to date, and their examples run."""

import importlib.util
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pluggy
import pytest
import yaml
from babel.messages.pofile import read_po

from docs.generators import configuration, coverage, hooks, source
from docs.generators.coverage import Answer
from scanner import Provider, Renderer, Series, hookimpl, hookspecs
from scanner.frameworks import load_framework, packaged
from scanner.people import FILES, read_people
from scanner.sink import Sink
from tests.house.project import ROOT, blocks

GIVES = {
    "tenken_providers": Provider,
    "tenken_mappings": Path,
    "tenken_renderers": (Renderer, Series),
    "tenken_sinks": Sink,
}


def read(name):
    return (ROOT / name).read_text("utf-8")


@pytest.mark.skipif(not importlib.util.find_spec("cogapp"), reason="cogapp is not installed")
def test_the_generated_parts_are_up_to_date():
    program = [sys.executable, "-m", "docs.generators", "--check"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run: make docs\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", [name for name, _ in hooks.hooks()])
def test_the_example_of_a_hook_runs(name, tmp_path):
    plugin = types.ModuleType("example")
    vars(plugin).update(surroundings(tmp_path))
    exec(hooks.example(dict(hooks.hooks())[name]), vars(plugin))  # ours
    manager = pluggy.PluginManager("tenken")
    manager.add_hookspecs(hookspecs)
    manager.register(plugin)
    (given,) = [list(found) for found in getattr(manager.hook, name)()]
    assert given
    assert all(isinstance(one, GIVES[name]) for one in given)


def surroundings(folder):
    """What the examples take as given: imports, and the plugin's own names."""

    @dataclass(frozen=True)
    class Options:
        line: str

    own = {"Options": Options, "Line": object, "connect": print, "render": print, "letters": print}
    own |= {"PagerOptions": Options, "open_pager": print}
    api = {"Iterable": Iterable, "Path": Path, "Provider": Provider, "Renderer": Renderer, "Sink": Sink}
    return {**own, **api, "Series": Series, "hookimpl": hookimpl, "__file__": str(folder / "plugin.py")}


def test_the_examples_of_records_are_right(tmp_path):
    for name, example in configuration.examples():
        (tmp_path / name).write_text(example, "utf-8")
    controls = [control for path in packaged() for control in load_framework(path).controls]
    people = read_people(tmp_path, controls)
    assert set(dict(configuration.examples())) == set(FILES)
    assert people.attestations
    assert people.waivers
    assert people.accepted_gaps
    assert people.assets
    assert people.systems
    assert people.operators
    assert people.plans


def test_every_control_is_counted_once():
    counts = Counter(coverage.answer(one) for known in source.frameworks() for one in known.controls)
    assert counts.total() == 415
    assert counts[Answer.EVIDENCE] > counts[Answer.BOTH] > 0


def test_a_control_that_only_people_can_show_is_answered_by_evidence():
    control = next(one for known in source.frameworks() for one in known.controls if one.id == "ALPHA-O01")
    assert coverage.answer(control) is Answer.EVIDENCE


def test_the_test_that_contributing_shows_passes():
    (example,) = blocks(read("CONTRIBUTING.md"), "example: test")
    names: dict[str, object] = {}
    exec(example, names)  # ours
    tests = [one for name, one in names.items() if name.startswith("test_")]
    assert tests
    for test in tests:
        test()


def test_the_mapping_and_the_japanese_that_contributing_shows_are_in_the_project():
    (mapping,) = blocks(read("CONTRIBUTING.md"), "example: mapping")
    (check,) = yaml.safe_load(mapping)["checks"]
    assert any(check in control.checks for known in source.frameworks() for control in known.controls)
    (japanese,) = blocks(read("CONTRIBUTING.md"), "example: japanese")
    shown = read_po(japanese.splitlines(keepends=True))
    with (ROOT / "plugins/aws/locale/ja/LC_MESSAGES/tenken.po").open("rb") as file:
        known = {entry.id: entry.string for entry in read_po(file)}
    assert [entry.id for entry in shown if entry.id and known.get(entry.id) != entry.string] == []

"""Plugins are found by entry point; one that is broken is reported and stops nothing else."""

import sys
from dataclasses import replace
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from scanner import Provider, hookimpl
from scanner.errors import DeclarationError
from scanner.host import Host
from scanner.renderer import Renderer


def plugin(monkeypatch, name, **functions):
    """An entry point to a made-up module with these functions."""
    module = ModuleType(f"made_up_{name}")
    vars(module).update(functions)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return EntryPoint(name, module.__name__, "tenken")


def provider(name):
    return Provider(
        name=name, title=name.upper(), options=object, connection=object, connect=lambda *_: None, packages=()
    )


@hookimpl
def lgwan_providers():
    yield provider("lgwan")


@hookimpl
def other_providers():
    yield provider("other")


@hookimpl
def incomplete_providers():
    yield replace(provider("incomplete"), packages=("no_such_package_of_checks",))
    yield provider("whole")


@hookimpl
def failing_providers():
    yield provider("first")
    raise RuntimeError("the second\nis missing")


def test_a_provider_is_found_by_name(monkeypatch):
    host = Host.of([plugin(monkeypatch, "lgwan", tenken_providers=lgwan_providers)])
    assert list(host.providers) == ["lgwan"]
    assert host.problems == ()


def test_a_plugin_that_cannot_be_imported_stops_no_other(monkeypatch):
    broken = EntryPoint("broken", "no_such_module_anywhere", "tenken")
    host = Host.of([broken, plugin(monkeypatch, "lgwan", tenken_providers=lgwan_providers)])
    assert list(host.providers) == ["lgwan"]
    (problem,) = host.problems
    assert problem.plugin == "broken"
    assert str(problem.reason) == "ModuleNotFoundError: No module named 'no_such_module_anywhere'"


def test_a_hook_that_fails_midway_gives_what_it_gave_so_far(monkeypatch):
    host = Host.of([plugin(monkeypatch, "half", tenken_providers=failing_providers)])
    assert list(host.providers) == ["first"]
    assert [str(one.reason) for one in host.problems] == ["RuntimeError: the second is missing"]


def test_a_provider_whose_checks_cannot_be_imported_is_left_out(monkeypatch):
    host = Host.of([plugin(monkeypatch, "a", tenken_providers=incomplete_providers)])
    assert list(host.providers) == ["whole"]
    assert [(one.plugin, str(one.reason)) for one in host.problems] == [
        ("incomplete", "ModuleNotFoundError: No module named 'no_such_package_of_checks'")
    ]


def test_a_misspelt_hook_is_an_error_that_names_the_nearest(monkeypatch):
    with pytest.raises(DeclarationError, match=r"no hook 'tenken_provider'; did you mean tenken_providers\?"):
        Host.of([plugin(monkeypatch, "lgwan", tenken_provider=lgwan_providers)])


def test_a_hook_that_is_not_marked_is_an_error(monkeypatch):
    with pytest.raises(DeclarationError, match="'tenken_providers' is not marked"):
        Host.of([plugin(monkeypatch, "lgwan", tenken_providers=list)])


def test_a_name_that_is_taken_is_left_to_the_first(monkeypatch):
    one = plugin(monkeypatch, "a", tenken_providers=lgwan_providers)
    two = plugin(monkeypatch, "b", tenken_providers=lgwan_providers)
    host = Host.of([two, one])
    assert [(problem.plugin, str(problem.reason)) for problem in host.problems] == [
        ("b", "tenken_providers: the name 'lgwan' is already taken by the plugin 'a'")
    ]


def test_a_hook_that_yields_something_else_is_reported(monkeypatch):
    @hookimpl
    def renderers():
        yield "console"
        yield Renderer("ids", "Ids of the findings", "txt", lambda *_: None)

    host = Host.of([plugin(monkeypatch, "wrong", tenken_renderers=renderers)])
    assert list(host.renderers) == ["ids"]
    assert str(host.problems[0].reason) == "tenken_renderers gave str where Renderer was expected"


def test_plugins_come_in_order_of_name_whatever_the_order_of_installation(monkeypatch):
    one = plugin(monkeypatch, "a", tenken_providers=other_providers)
    two = plugin(monkeypatch, "b", tenken_providers=lgwan_providers)
    assert Host.of([one, two]).plugins == Host.of([two, one]).plugins


def test_a_plugin_has_its_texts_beside_its_module(monkeypatch, tmp_path):
    (tmp_path / "locale").mkdir()
    host = Host.of([plugin(monkeypatch, "texts", __file__=str(tmp_path / "__init__.py"))])
    assert host.locales == (tmp_path / "locale",)


def test_the_host_of_the_process_is_loaded_once():
    assert Host.load() is Host.load()

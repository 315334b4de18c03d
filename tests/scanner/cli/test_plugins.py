"""`tenken plugins`: what is installed, what each gives, and what could not be loaded."""

import json

import pytest

from scanner.host import _installed


@pytest.fixture
def broken(plugin):
    """Install a second plugin that can't be imported."""
    metadata = plugin / "tenken_broken-2.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: tenken-broken\nVersion: 2.0\n")
    (metadata / "entry_points.txt").write_text("[tenken]\nbroken = no_such_module [probe]\n")
    _installed.cache_clear()


def test_every_plugin_is_listed_with_what_it_gives(tenken):
    found = {one["plugin"]: one for one in json.loads(tenken("plugins", "--format", "json").out)["plugins"]}
    assert found["lines"] == {
        "plugin": "lines",
        "version": "1.0",
        "providers": ["lines"],
        "formats": [],
        "frameworks": ["lines.yaml"],
        "sinks": [],
    }
    assert {"aws", "m365", "mappings", "reports"} < found.keys()
    assert "json" in found["reports"]["formats"]


def test_one_that_cannot_be_loaded_is_told_with_the_reason_and_what_to_install(tenken, broken):
    said = tenken("plugins")
    assert said.code == 0
    assert "broken can't be used: ModuleNotFoundError: No module named 'no_such_module'" in said.out
    assert "install: pip install 'tenken-broken[probe]'" in said.out


def test_one_that_cannot_be_loaded_stops_nothing_else(tenken, broken, configured):
    configured("good")
    said = tenken("scan")
    assert said.code == 0
    assert said.err == (
        "tenken: the plugin 'broken' is left out: ModuleNotFoundError: No module named 'no_such_module'\n"
    )

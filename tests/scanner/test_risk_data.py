"""The packaged risk model agrees with itself, with the framework, the signals and the checks."""

import pytest

from scanner.frameworks import load_frameworks, load_signals
from scanner.host import Host
from scanner.risk_data import load_risk
from scanner.yamlfile import YamlError

MODEL = load_risk()


def test_there_are_six_threats_and_seven_kinds_of_asset():
    assert MODEL.threat_ids == ("TH1", "TH2", "TH3", "TH4", "TH5", "TH6")
    assert MODEL.kind_keys == ("terminal", "server", "fw", "lbofw", "net", "lbo", "cloud")


def test_the_countermeasures_are_the_technical_controls_of_the_framework():
    (framework,) = (one for one in load_frameworks() if one.framework == MODEL.framework)
    technical = {one.id for one in framework.controls if one.id.startswith("ALPHA-T")}
    assert {one.id for one in MODEL.controls} == technical


def test_every_countermeasure_counters_a_threat():
    named = {name for threat in MODEL.threats for name in (*threat.controls, *threat.added)}
    assert named == {one.id for one in MODEL.controls}


def test_what_this_project_adds_stands_apart_from_the_source():
    for threat in MODEL.threats:
        assert not set(threat.added) & set(threat.controls)
        assert set(threat.added) <= {"ALPHA-T01", "ALPHA-T02"}
        assert not set(threat.controls) & {"ALPHA-T01", "ALPHA-T02"}


def test_a_measure_that_reaches_further_is_taken_where_it_says():
    for one in MODEL.controls:
        for reach in one.also:
            assert reach.via in one.kinds
            assert not set(reach.kinds) & set(one.kinds)


def test_the_threats_that_each_kind_of_asset_has_a_measure_against():
    found = {kind: MODEL.threats_to(kind) for kind in ("terminal", "lbofw", "lbo", "cloud")}
    assert found == {
        "terminal": ("TH1", "TH2", "TH4", "TH5", "TH6"),
        "lbofw": ("TH1", "TH2", "TH3", "TH4", "TH5"),
        "lbo": ("TH2", "TH5", "TH6"),
        "cloud": (),
    }


def test_the_signals_exist():
    keys = [key for one in (*MODEL.signals, *MODEL.products) for key in one.keys]
    assert set(keys) <= set(load_signals())


def test_the_checks_name_kinds_of_asset_that_there_are():
    checks = [check for provider in Host.load().providers.values() for check in provider.checks]
    assert {kind for check in checks for kind in check.assets} <= {*MODEL.kind_keys, *MODEL.other_kinds}


def test_a_check_beside_the_signals_of_a_measure_says_which_assets_it_speaks_of():
    """Unnamed, it would speak of all of them: what holds of accounts would be a mark for a switch."""
    checks = {check.id: check for provider in Host.load().providers.values() for check in provider.checks}
    taken = {one.id: one.kinds for one in MODEL.controls}
    (framework,) = (one for one in load_frameworks(checks=checks) if one.framework == MODEL.framework)
    for control in (one for one in framework.controls if len(taken.get(one.id, ())) > 1):
        named = (checks[name] for name in control.checks)
        beside = [one for one in named if not {*one.signals} & {*control.signals}]
        assert [one.id for one in beside if not one.assets] == [], control.id


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[3, 2, 1]", "[2, 1]", "each of 1, 2, 3, 4, 6 and 9 once"),
        ("default_reading: 1", "default_reading: 4", "'4' is named, but not listed"),
        ("controls: [ALPHA-T13, ALPHA-T14]", "controls: [ALPHA-T99]", "'ALPHA-T99' is named"),
        ("via: terminal", "via: terminals", "'terminals' is named"),
        ("marks: 0", "marks: 5", "no level is given for 0 marks"),
    ],
)
def test_a_model_that_contradicts_itself_is_refused(tmp_path, old, new, said):
    from importlib.resources import files

    text = (files("mappings") / "risk.yaml").read_text("utf-8")
    path = tmp_path / "risk.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(YamlError, match=said):
        load_risk(path)

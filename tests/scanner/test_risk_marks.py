"""Marks per kind of asset: what holds there, what doesn't, what was not read."""

from dataclasses import replace

from scanner.assessment import Status
from scanner.framework_logic import Rule
from scanner.framework_model import Condition
from scanner.risk_marks import Mark
from tests.scanner.people_world import item
from tests.scanner.risk_world import (
    EXAMPLE,
    FAIL,
    NA,
    PARTIAL,
    PASS,
    SERVER,
    T08,
    answer,
    assessed,
    asset,
    cell,
    control,
    marks,
    products,
    rated,
)


def test_a_fail_on_firewalls_takes_no_mark_from_terminals():
    found = {"ALPHA-T05": {"terminal": PASS, "lbofw": FAIL}}
    assert marks(cell(found, "TH1", asset=asset("terminal")))["ALPHA-T05"] is Mark.YES
    assert marks(cell(found, "TH1", asset=asset("lbofw")))["ALPHA-T05"] is Mark.NO


def test_silence_about_a_kind_of_asset_is_no_mark_but_unread():
    found = {"ALPHA-T05": {"terminal": PASS}}
    assert marks(cell(found, "TH1", asset=asset("fw")))["ALPHA-T05"] is Mark.UNREAD


def test_a_control_that_was_not_assessed_is_unread():
    one = cell({}, "TH1")
    assert set(marks(one).values()) == {Mark.UNREAD}
    assert (products(one), one.safe) == ((9, 3), None)


def test_a_measure_on_the_path_counts_for_what_lies_behind_it_against_its_threats():
    found = {"ALPHA-T06": PASS}
    for threat, counts in (("TH2", True), ("TH5", True), ("TH1", False)):
        assert ("ALPHA-T06" in marks(cell(found, threat))) is counts
    assert "ALPHA-T06" not in marks(cell(found, "TH2", asset=asset("fw")))


def test_the_mark_of_a_measure_on_the_path_is_that_of_the_path():
    found = {"ALPHA-T06": {"lbo": FAIL, "server": PASS}}
    assert marks(cell(found, "TH2"))["ALPHA-T06"] is Mark.NO


def test_evidence_of_another_kind_of_asset_gives_no_mark():
    ones = [control("ALPHA-T09", **PARTIAL)]
    found = {"ALPHA-T09": PASS}
    terminals = [answer("ALPHA-T09", assets=("terminal",))]
    assert marks(cell(found, "TH1", controls=ones, weighed=terminals))["ALPHA-T09"] is Mark.NO
    servers = [answer("ALPHA-T09", assets=("server", "terminal"))]
    assert marks(cell(found, "TH1", controls=ones, weighed=servers))["ALPHA-T09"] is Mark.YES
    assert marks(cell(found, "TH1", controls=ones, weighed=[answer("ALPHA-T09")]))["ALPHA-T09"] is Mark.YES


def test_an_attestation_that_does_not_count_gives_no_mark():
    faulty = replace(answer("ALPHA-T09"), fault="expired")
    ones = [control("ALPHA-T09", **PARTIAL)]
    assert marks(cell({"ALPHA-T09": PASS}, "TH1", controls=ones, weighed=[faulty]))["ALPHA-T09"] is Mark.NO


def test_a_kind_that_no_reading_speaks_of_is_shown_by_evidence_that_names_it():
    ones = [control("ALPHA-T05", evidence=(item("fwexp"),))]
    found = {"ALPHA-T05": {"terminal": PASS}}
    firewall = asset("fw")

    def mark(*weighed):
        return marks(cell(found, "TH1", asset=firewall, controls=ones, weighed=weighed))["ALPHA-T05"]

    assert mark() is Mark.UNREAD
    assert mark(answer("ALPHA-T05")) is Mark.UNREAD
    assert mark(answer("ALPHA-T05", assets=("fw",))) is Mark.YES


def test_a_signal_that_no_plugin_reads_is_unread_until_people_answer_it():
    ones = [control("ALPHA-T06", signals=("probe.canary",), logic=Rule(needs="probe.canary"))]
    path = asset("lbo")

    def mark(*weighed):
        return marks(cell({}, "TH2", asset=path, controls=ones, weighed=weighed))["ALPHA-T06"]

    assert mark() is Mark.UNREAD
    assert mark(answer("ALPHA-T06", "probe.canary", signal=True)) is Mark.YES


def test_a_signal_of_other_kinds_of_asset_is_not_asked_for_here():
    ones = [control("ALPHA-T05", signals=("cloud.ALPHA-T05", "import.fwver"))]
    found = {"ALPHA-T05": PASS}
    assert marks(cell(found, "TH1", controls=ones))["ALPHA-T05"] is Mark.YES
    assert marks(cell(found, "TH1", controls=ones, asset=asset("fw")))["ALPHA-T05"] is Mark.UNREAD


def test_a_waived_fail_gives_no_mark():
    found = {"ALPHA-T09": FAIL}
    whole = assessed(found)
    excepted = tuple(
        replace(one, status=Status.EXCEPTED) if one.id == "ALPHA-T09" else one for one in whole.controls
    )
    table = rated(replace(whole, controls=excepted), SERVER)
    assert marks(table.cell("server", "TH1"))["ALPHA-T09"] is Mark.NO


def test_what_the_provider_covers_is_not_seen_and_so_unread():
    whole = assessed({"ALPHA-T09": PASS}, relieved=frozenset({"ALPHA-T09"}))
    assert marks(rated(whole, SERVER).cell("server", "TH1"))["ALPHA-T09"] is Mark.UNREAD


def test_an_undeclared_condition_leaves_the_mark_open():
    ones = [control("ALPHA-T09", applies_if=Condition(declared="remote_work"))]
    assert marks(cell({"ALPHA-T09": PASS}, "TH1", controls=ones))["ALPHA-T09"] is Mark.UNREAD


def test_nothing_of_the_kind_leaves_the_denominator():
    assert marks(cell({"ALPHA-T09": NA}, "TH1"))["ALPHA-T09"] is Mark.NOT_ASKED


def test_every_mark_has_a_reason_and_its_findings():
    for one in cell(EXAMPLE, "TH2", controls=[T08]).signs:
        assert str(one.why)
        assert one.findings

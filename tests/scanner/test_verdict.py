"""The verdict of a control: the ordered rule."""

from dataclasses import replace
from typing import Any

import pytest

from scanner.assessment import Status
from scanner.findings import Finding
from scanner.framework_logic import Rule
from scanner.framework_model import (
    Assessment,
    Cases,
    Control,
    Level,
)
from scanner.model import Outcome
from tests.scanner.controls import (
    CITY,
    CONDITIONAL,
    CONTROL,
    FAIL,
    NA,
    PARTIAL,
    PASS,
    PROBED,
    UNKNOWN,
    finding,
    status,
)


def test_one_the_case_does_not_ask_for_it():
    level = Cases(a=Level.REQUIRED, i=Level.NOT_APPLICABLE, u=Level.REQUIRED)
    assert status(FAIL, control=replace(CONTROL, level=level)) is Status.NOT_APPLICABLE


def test_one_a_condition_that_is_declared_not_to_hold():
    city = replace(CITY, facts=(("file_exchange_outside", False),))
    assert status(FAIL, control=CONDITIONAL, city=city) is Status.NOT_APPLICABLE


def test_one_no_target_of_its_providers():
    assert status(control=replace(CONTROL, signals=("other.one",), checks=())) is Status.NOT_APPLICABLE


def test_what_people_must_show_is_asked_for_even_without_a_target():
    control = replace(PARTIAL, signals=("other.one",), checks=())
    assert status(control=control) is Status.EVIDENCE_NEEDED


def test_two_an_unwaived_fail_comes_before_relief_and_gaps():
    assert status(FAIL, UNKNOWN, PASS, relieved={"C-1"}) is Status.NOT_MET


def test_three_relief_comes_before_what_is_unknown():
    assert status(UNKNOWN, relieved={"C-1"}) is Status.COVERED


def test_four_something_unknown():
    assert status(PASS, UNKNOWN) is Status.UNDETERMINED


def test_four_an_undeclared_condition_unless_something_fails():
    assert status(PASS, control=CONDITIONAL) is Status.UNDETERMINED
    assert status(FAIL, control=CONDITIONAL) is Status.NOT_MET


def test_four_a_signal_in_scope_that_no_check_decides():
    control = replace(CONTROL, signals=("cloud.one", "cloud.three"))
    assert status(PASS, control=control) is Status.UNDETERMINED


def test_four_a_check_that_did_not_run():
    assert status(control=replace(CONTROL, checks=("cloud.later",))) is Status.UNDETERMINED


def test_four_one_of_two_checks_of_a_signal_did_not_run():
    assert (
        status(PASS, control=replace(CONTROL, checks=("cloud.later", "cloud.one.check")))
        is Status.UNDETERMINED
    )


def test_four_a_control_without_signals_whose_check_did_not_run():
    control = replace(CONTROL, signals=(), checks=("cloud.later",))
    assert status(control=control) is Status.UNDETERMINED


def test_a_check_of_a_provider_out_of_scope_is_not_missed():
    assert status(PASS, control=replace(CONTROL, checks=("cloud.one.check", "other.check"))) is Status.MET


def test_five_a_signal_that_no_plugin_reads_and_nobody_attested():
    assert status(PASS, control=PROBED) is Status.EVIDENCE_NEEDED
    assert status(PASS, control=PROBED, signals={("C-1", "probe.tls")}) is Status.MET


def test_five_evidence_that_is_missing():
    assert status(PASS, control=PARTIAL) is Status.EVIDENCE_NEEDED
    assert status(PASS, control=PARTIAL, evidence={("C-1", "paper")}) is Status.MET


def test_an_attestation_never_answers_what_a_plugin_can_read():
    assert status(FAIL, signals={("C-1", "cloud.one")}) is Status.NOT_MET
    assert status(UNKNOWN, signals={("C-1", "cloud.one")}) is Status.UNDETERMINED


def test_six_a_waived_fail_is_shown_as_an_exception():
    assert status(FAIL, PASS, waived={FAIL.id}) is Status.EXCEPTED
    assert status(FAIL, PASS, waived_controls={"C-1"}) is Status.EXCEPTED


def test_a_waiver_of_one_fail_leaves_the_other():
    other = finding(Outcome.FAIL, id="other")
    assert status(FAIL, other, waived={FAIL.id}) is Status.NOT_MET


def test_seven_at_least_one_pass():
    assert status(PASS, NA) is Status.MET


def test_eight_nothing_of_the_kind():
    assert status(NA) is Status.NOT_APPLICABLE


def test_a_partial_control_needs_both_halves():
    evidence = {("C-1", "paper")}
    assert status(UNKNOWN, control=PARTIAL, evidence=evidence) is Status.UNDETERMINED
    assert status(FAIL, control=PARTIAL, evidence=evidence) is Status.NOT_MET


def logic(**rule: Any) -> Control:
    rules = Rule(**rule)
    return replace(
        CONTROL,
        logic=rules,
        signals=("cloud.one", "cloud.two", "probe.tls"),
        checks=("cloud.one.check", "cloud.two.check"),
    )


def of(one: Outcome, two: Outcome) -> tuple[Finding, Finding]:
    return finding(one, "cloud.one.check", "1"), finding(two, "cloud.two.check", "2")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (Outcome.PASS, Outcome.FAIL, Status.MET),
        (Outcome.FAIL, Outcome.FAIL, Status.NOT_MET),
        (Outcome.UNKNOWN, Outcome.FAIL, Status.UNDETERMINED),
        (Outcome.NOT_APPLICABLE, Outcome.PASS, Status.MET),
        (Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE, Status.NOT_APPLICABLE),
    ],
)
def test_any_of_two_signals(one, two, expected):
    control = replace(logic(any=("cloud.one", "cloud.two")), signals=("cloud.one", "cloud.two"))
    assert status(*of(one, two), control=control) is expected


def test_a_waiver_of_one_alternative_excepts_nothing_while_the_other_is_open():
    control = logic(any=("cloud.one", "cloud.two"))
    assert status(*of(Outcome.FAIL, Outcome.UNKNOWN), control=control, waived={"1"}) is Status.UNDETERMINED
    assert status(*of(Outcome.FAIL, Outcome.FAIL), control=control, waived={"1"}) is Status.NOT_MET
    assert status(*of(Outcome.FAIL, Outcome.FAIL), control=control, waived={"1", "2"}) is Status.EXCEPTED


def test_the_first_signal_in_scope_decides():
    control = logic(first=("other.one", "cloud.two", "cloud.one"))
    assert status(*of(Outcome.FAIL, Outcome.PASS), control=control) is Status.MET


def test_a_needed_signal_is_needed_even_out_of_scope():
    control = logic(all=("cloud.one", Rule(needs="other.one")))
    assert status(*of(Outcome.PASS, Outcome.PASS), control=control) is Status.UNDETERMINED


def test_a_named_piece_of_evidence_decides():
    control = logic(any=("cloud.one", Rule(evidence="paper")))
    found = of(Outcome.FAIL, Outcome.PASS)
    assert status(*found, control=control) is Status.UNDETERMINED
    assert status(*found, control=control, evidence={("C-1", "paper")}) is Status.MET


def test_one_console_does_not_speak_for_the_machines_of_another():
    control = logic(any=("cloud.one", "cloud.two"), each="machine")
    assert status(*of(Outcome.PASS, Outcome.FAIL), control=control) is Status.UNDETERMINED
    assert status(*of(Outcome.PASS, Outcome.PASS), control=control) is Status.MET


def test_what_government_cloud_covers_elsewhere_asks_for_evidence_where_nobody_said_how_it_is_judged():
    unsaid = replace(CONTROL, assessment=Assessment.COVERED, evidence=())
    assert status(control=unsaid) is Status.EVIDENCE_NEEDED
    assert status(PASS, control=unsaid) is Status.EVIDENCE_NEEDED

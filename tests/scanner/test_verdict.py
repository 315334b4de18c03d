"""The verdict of a control: the ordered rule, and what must never happen."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from scanner import Message, Pass, Reason, Resource, Severity, Verdict, check
from scanner.assessment import Organisation, Status
from scanner.findings import Finding
from scanner.framework_logic import Rule
from scanner.framework_model import (
    Assessment,
    Cases,
    Condition,
    Control,
    EvidenceItem,
    Level,
    Responsibility,
    Source,
    Text,
)
from scanner.model import Outcome
from scanner.reasons import reasons
from scanner.verdict import Case, Scope, Standing
from tests.scanner.world import Bucket

TEXT = Text(ja="題", en="title")
CONTROL = Control(
    id="C-1",
    title=TEXT,
    summary=TEXT,
    source=Source(section="1"),
    level=Level.REQUIRED,
    responsibility=Responsibility(who=("municipality",)),
    rule_16_3=5,
    assessment=Assessment.AUTOMATED,
    signals=("cloud.one",),
    checks=("cloud.one.check",),
)
CITY = Organisation(id="aozora", name="青空市", case="i")


def declared(name: str, *signals: str) -> Any:
    @check(name, severity=Severity.LOW, signals=signals)
    def one(bucket: Bucket) -> Iterator[Verdict]:
        """Good.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(bucket, "fine")

    return one


ONE, TWO = declared("cloud.one.check", "cloud.one"), declared("cloud.two.check", "cloud.two")
SCOPE = Scope(
    providers=frozenset({"cloud"}),
    plugins=frozenset({"cloud"}),
    checks={"cloud.one.check": ONE, "cloud.two.check": TWO},
)


def finding(outcome: Outcome, check: str = "cloud.one.check", id: str = "f") -> Finding:
    return Finding(
        id=id,
        check=check,
        provider="cloud",
        organisation="aozora",
        target="t1",
        account="1",
        resource=Resource("bucket", id),
        outcome=outcome,
        message=Message.of("what was found: {outcome}", outcome=outcome.value),
        code=Reason.DENIED if outcome is Outcome.UNKNOWN else None,
        gap=None,
        severity=Severity.LOW,
        observed=None,
        read_at="",
    )


PASS, FAIL, UNKNOWN, NA = (
    finding(outcome, id=outcome.value)
    for outcome in (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)
)


def case(*found: Finding, control: Control = CONTROL, city: Organisation = CITY, **standing: Any) -> Case:
    scope = replace(SCOPE, standing=Standing(**{key: frozenset(value) for key, value in standing.items()}))
    return Case(control=control, organisation=city, findings=found, scope=scope)


def status(*found: Finding, **options: Any) -> Status:
    return case(*found, **options).status


PARTIAL = replace(
    CONTROL, assessment=Assessment.PARTIAL, evidence=(EvidenceItem(key="paper", item=TEXT, valid_for="P1Y"),)
)
PROBED = replace(CONTROL, signals=("cloud.one", "probe.tls"))
CONDITIONAL = replace(CONTROL, applies_if=Condition(declared="file_exchange_outside"))


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
    assert status(*found, control=control) is Status.EVIDENCE_NEEDED
    assert status(*found, control=control, evidence={("C-1", "paper")}) is Status.MET


def test_one_console_does_not_speak_for_the_machines_of_another():
    control = logic(any=("cloud.one", "cloud.two"), each="machine")
    assert status(*of(Outcome.PASS, Outcome.FAIL), control=control) is Status.EVIDENCE_NEEDED
    assert status(*of(Outcome.PASS, Outcome.PASS), control=control) is Status.MET


# What must never happen, over every control, set of findings and set of records.

GOOD = (Status.MET, Status.EXCEPTED, Status.NOT_APPLICABLE, Status.COVERED)
WORSE_TO_BETTER = (
    Status.NOT_MET,
    Status.UNDETERMINED,
    Status.EVIDENCE_NEEDED,
    Status.EXCEPTED,
    Status.MET,
)
SIGNALS = ("cloud.one", "cloud.two", "cloud.three", "probe.tls", "other.one")
EVIDENCE = tuple(EvidenceItem(key=key, item=TEXT, valid_for="P1Y") for key in ("paper", "photo"))


def rules() -> st.SearchStrategy[Rule]:
    leaves = st.sampled_from(SIGNALS) | st.builds(Rule, evidence=st.sampled_from(("paper", "photo")))
    leaves |= st.builds(Rule, needs=st.sampled_from(SIGNALS))

    def grown(part: Any) -> Any:
        parts = st.lists(part, min_size=1, max_size=3).map(tuple)
        each = st.sampled_from((None, "machine"))
        return (
            st.builds(Rule, all=parts) | st.builds(Rule, any=parts, each=each) | st.builds(Rule, first=parts)
        )

    return st.recursive(leaves, grown, max_leaves=5).filter(lambda rule: isinstance(rule, Rule))


controls = st.builds(
    replace,
    st.just(CONTROL),
    logic=st.none() | rules(),
    assessment=st.sampled_from(Assessment),
    signals=st.lists(st.sampled_from(SIGNALS), min_size=1, unique=True).map(tuple),
    checks=st.sets(st.sampled_from(("cloud.one.check", "cloud.two.check", "cloud.later"))).map(
        lambda found: tuple(sorted(found))
    ),
    evidence=st.sampled_from(((), EVIDENCE[:1], EVIDENCE)),
    applies_if=st.none() | st.just(Condition(declared="file_exchange_outside")),
)
some_findings = st.lists(
    st.tuples(st.sampled_from(Outcome), st.sampled_from(("cloud.one.check", "cloud.two.check"))), max_size=6
).map(lambda found: [finding(outcome, name, str(n)) for n, (outcome, name) in enumerate(found)])
pairs = st.sets(st.tuples(st.just("C-1"), st.sampled_from((*SIGNALS, "paper", "photo"))))
standings = st.fixed_dictionaries(
    {
        "evidence": pairs,
        "signals": pairs,
        "waived": st.sets(st.sampled_from("012345")),
        "relieved": st.sampled_from((set(), {"C-1"})),
    }
)
cities = st.sampled_from(
    [CITY, *(replace(CITY, facts=(("file_exchange_outside", answer),)) for answer in (True, False))]
)


def mine(control: Control, found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.check in control.checks]


@given(controls, some_findings, standings, cities, st.sampled_from(("cloud.one.check", "cloud.two.check")))
def test_a_gap_never_makes_a_control_good(control, found, standing, city, name):
    before = status(*mine(control, found), control=control, city=city, **standing)
    gap = mine(control, [finding(Outcome.UNKNOWN, name, "gap")])
    after = status(*mine(control, found), *gap, control=control, city=city, **standing)
    assert after is before or after not in GOOD


@given(controls, some_findings, standings, cities, st.data())
def test_an_unread_finding_never_makes_a_control_met_or_excepted(control, found, standing, city, data):
    place = data.draw(st.integers(0, max(0, len(found) - 1)))
    unread = [
        replace(one, outcome=Outcome.UNKNOWN) if number == place else one for number, one in enumerate(found)
    ]
    before = status(*mine(control, found), control=control, city=city, **standing)
    after = status(*mine(control, unread), control=control, city=city, **standing)
    assert after is before or after not in (Status.MET, Status.EXCEPTED, Status.NOT_APPLICABLE)


@given(controls, some_findings, standings, cities, st.data())
def test_a_removed_record_never_makes_a_control_good(control, found, standing, city, data):
    less = dict(standing)
    key = data.draw(st.sampled_from(sorted(standing)))
    less[key] = data.draw(st.sets(st.sampled_from(sorted(standing[key])))) if standing[key] else set()
    before = status(*mine(control, found), control=control, city=city, **standing)
    after = status(*mine(control, found), control=control, city=city, **less)
    if key == "relieved":
        assert after is before or before is Status.COVERED
    else:
        assert after is before or after not in GOOD


@given(controls, some_findings, standings, cities, st.sampled_from(("cloud.one.check", "cloud.two.check")))
def test_an_added_fail_never_makes_a_control_better(control, found, standing, city, name):
    before = status(*mine(control, found), control=control, city=city, **standing)
    more = mine(control, [*found, finding(Outcome.FAIL, name, "added")])
    after = status(*more, control=control, city=city, **standing)
    if {before, after} <= set(WORSE_TO_BETTER):
        assert WORSE_TO_BETTER.index(after) <= WORSE_TO_BETTER.index(before)
    else:
        assert after is before or after in (Status.NOT_MET, Status.UNDETERMINED, Status.EVIDENCE_NEEDED)


@given(controls, some_findings, standings, cities, st.randoms())
def test_the_order_of_findings_does_not_matter(control, found, standing, city, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    first = status(*mine(control, found), control=control, city=city, **standing)
    assert first is status(*mine(control, shuffled), control=control, city=city, **standing)


@given(controls, some_findings, standings, cities)
def test_every_verdict_has_a_reason(control, found, standing, city):
    one = case(*mine(control, found), control=control, city=city, **standing)
    assert all(str(message) for message in reasons(one, one.status))
    assert reasons(one, one.status)

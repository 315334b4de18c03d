"""What a verdict must never do, over every control, set of findings and set of records."""

from dataclasses import replace
from typing import Any

from hypothesis import given, strategies as st

from scanner.assessment import Status
from scanner.findings import Finding
from scanner.framework_logic import Rule
from scanner.framework_model import (
    Assessment,
    Condition,
    Control,
    EvidenceItem,
)
from scanner.model import Outcome
from scanner.reasons import reasons
from tests.scanner.controls import (
    CITY,
    CONTROL,
    SCOPE,
    TEXT,
    case,
    finding,
    status,
)

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


def rule(control, found, standing, city):  # noqa: PLR0911 - one for each line of the rule
    """The ordered rule, as the guideline's readers know it, for a control without a tree of signals."""
    fact = dict(city.facts).get("file_exchange_outside")
    mine_ = {one: [f for f in found if f.check == one] for one in control.checks}
    mine_ = {name: fs for name, fs in mine_.items() if name in SCOPE.checks}
    failing = [f for fs in mine_.values() for f in fs if f.outcome is Outcome.FAIL]
    waived = [f for f in failing if f.id in standing["waived"]]
    unknown = [f for fs in mine_.values() for f in fs if f.outcome is Outcome.UNKNOWN]
    in_scope = [key for key in control.signals if key.partition(".")[0] in ("cloud", "probe")]
    decided = {key for name in mine_ for key in SCOPE.checks[name].signals}
    kind = control.assessment
    if kind is Assessment.COVERED:
        kind = control.assessment_elsewhere or Assessment.ATTESTED
    clouds = [key for key in control.signals if not key.startswith("probe.")]
    if (control.applies_if and fact is False) or (kind is Assessment.AUTOMATED and clouds and not in_scope):
        return Status.NOT_APPLICABLE
    if len(failing) > len(waived):
        return Status.NOT_MET
    if standing["relieved"]:
        return Status.COVERED
    undecided = [key for key in in_scope if key.startswith("cloud.") and key not in decided]
    not_run = [name for name in control.checks if name not in SCOPE.checks]
    if unknown or undecided or not_run or (control.applies_if and fact is None):
        return Status.UNDETERMINED
    asked = kind in (Assessment.PARTIAL, Assessment.ATTESTED)
    papers = [
        item.key for item in control.evidence if asked and ("C-1", item.key) not in standing["evidence"]
    ]
    unseen = [key for key in in_scope if key.startswith("probe.") and ("C-1", key) not in standing["signals"]]
    if papers or unseen or (control.assessment is Assessment.COVERED and not control.evidence):
        return Status.EVIDENCE_NEEDED
    if waived:
        return Status.EXCEPTED
    passing = any(f.outcome is Outcome.PASS for fs in mine_.values() for f in fs)
    shown = asked and control.evidence
    attested = any(key.startswith("probe.") for key in in_scope)
    return Status.MET if passing or shown or attested else Status.NOT_APPLICABLE


@given(controls.map(lambda one: replace(one, logic=None)), some_findings, standings, cities)
def test_without_a_tree_the_first_rule_that_matches_decides(control, found, standing, city):
    assert status(*mine(control, found), control=control, city=city, **standing) is rule(
        control, found, standing, city
    )

"""What the risk value must never do, over all findings, controls and records."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from scanner.assessment import Status
from scanner.framework_logic import Rule
from scanner.framework_model import Assessment as By
from scanner.model import Outcome
from scanner.risk_kind import sign
from scanner.risk_marks import Mark, Sight
from scanner.weighing import Weighed
from tests.scanner.people_world import item
from tests.scanner.risk_world import (
    CITY,
    FAIL,
    IDS,
    KINDS,
    MODEL,
    NA,
    PASS,
    UNKNOWN,
    answer,
    assessed,
    asset,
    control,
    rated,
    status_of,
)

OUTCOMES = st.sampled_from(Outcome)
KIND = st.sampled_from(MODEL.kind_keys)
found_of_one = OUTCOMES | st.dictionaries(KIND, OUTCOMES, max_size=3)
some_found = st.dictionaries(st.sampled_from(IDS), found_of_one, max_size=8)
RULES = [
    None,
    Rule(any=("cloud.X", "probe.one")),
    Rule(any=("cloud.X", "probe.one"), each="machine"),
    Rule(all=("cloud.X", "probe.one")),
    Rule(first=("probe.one", "cloud.X")),
    Rule(any=("cloud.X", Rule(evidence="fwexp"))),
    Rule(all=(Rule(needs="other.one"), "cloud.X")),
]


def with_rule(id, rule, by):
    text = "cloud." + id
    parts = {
        name: tuple(text if part == "cloud.X" else part for part in getattr(rule, name))
        for name in ("all", "any", "first")
        if rule and getattr(rule, name)
    }
    logic = replace(rule, **parts) if rule else None
    signals = (text, "probe.one", "other.one") if rule else (text,)
    return control(id, assessment=by, logic=logic, signals=signals, evidence=(item("fwexp"),))


some_controls = st.lists(
    st.builds(
        with_rule,
        st.sampled_from(IDS),
        st.sampled_from(RULES),
        st.sampled_from((By.AUTOMATED, By.PARTIAL, By.ATTESTED)),
    ),
    max_size=6,
)
some_answers = st.lists(
    st.builds(
        lambda name, key, kinds: answer(name, key, signal=key == "probe.one", assets=tuple(sorted(kinds))),
        st.sampled_from(IDS),
        st.sampled_from(("fwexp", "probe.one")),
        st.sets(KIND, max_size=2),
    ),
    max_size=6,
)
relieved = st.sets(st.sampled_from(IDS), max_size=1).map(frozenset)
ASSETS = tuple(asset(kind) for kind in ("terminal", "server", "lbofw", "lbo"))


def table(found, controls, weighed, free):
    return rated(assessed(found, controls, weighed, free), *ASSETS, weighed=weighed)


def replaced(found, data, old, new):
    """Some of the outcomes `old` turned into others."""

    def turned(outcome):
        return data.draw(new) if outcome in old and data.draw(st.booleans()) else outcome

    return {
        name: turned(one) if isinstance(one, Outcome) else {kind: turned(each) for kind, each in one.items()}
        for name, one in found.items()
    }


def lies_within(inner, outer):
    return all(
        small.value.worst.product <= large.value.worst.product
        and small.value.best.product >= large.value.best.product
        for small, large in zip(inner.cells, outer.cells, strict=True)
    )


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_more_gaps_only_widen_the_interval(found, controls, weighed, free, data):
    gapped = replaced(found, data, set(Outcome), st.just(UNKNOWN))
    assert lies_within(table(found, controls, weighed, free), table(gapped, controls, weighed, free))


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_the_interval_contains_every_completion(found, controls, weighed, free, data):
    completed = replaced(found, data, {UNKNOWN}, st.sampled_from((PASS, FAIL, NA)))
    assert lies_within(table(completed, controls, weighed, free), table(found, controls, weighed, free))


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_a_record_that_is_removed_or_expired_never_makes_a_cell_better(found, controls, weighed, free, data):
    def kept(one: Weighed):
        return data.draw(st.sampled_from((one, replace(one, fault="expired"), None)))

    less = [one for one in map(kept, weighed) if one is not None]
    before, after = table(found, controls, weighed, free), table(found, controls, less, free)
    for old, new in zip(before.cells, after.cells, strict=True):
        assert new.value.worst.product >= old.value.worst.product
        assert new.value.best.product >= old.value.best.product
        assert not (new.safe is True and old.safe is not True)


@settings(max_examples=20)
@given(some_found, some_controls, some_answers, relieved, st.data())
def test_an_added_fail_never_makes_a_cell_better(found, controls, weighed, free, data):
    worse = replaced(found, data, {PASS}, st.just(FAIL))
    before, after = table(found, controls, weighed, free), table(worse, controls, weighed, free)
    for old, new in zip(before.cells, after.cells, strict=True):
        assert new.value.worst.product >= old.value.worst.product


@settings(max_examples=20)
@given(some_found, some_controls, some_answers)
def test_where_no_kind_is_named_a_mark_means_that_the_control_is_met(found, controls, weighed):
    plain = {name: one for name, one in found.items() if isinstance(one, Outcome)}
    general = [replace(one, attestation=replace(one.attestation, assets=())) for one in weighed]
    whole = assessed(plain, controls, general)
    sight = Sight(whole, CITY, tuple(general), KINDS, MODEL)
    for name in IDS:
        met = status_of(whole, name) is Status.MET
        assert (sign(sight, name, MODEL.countermeasure(name).kinds[0]).mark is Mark.YES) is met

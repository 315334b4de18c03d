"""Records over time: what ends when, and that less of them never makes anything better."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, strategies as st

from scanner.attestations import Attestation
from scanner.expiring import Kind, expired, expiring
from scanner.people import People
from scanner.plans import overdue
from scanner.standing import standing
from scanner.waivers import Waiver
from tests.scanner.people_world import (
    ATTESTATION,
    CONTROLS,
    GAP,
    NOON,
    WAIVER,
    finding,
    less,
    people,
)

DAY = timedelta(days=1)


def test_what_ends_in_the_next_thirty_sixty_and_ninety_days(tmp_path):
    records = people(
        tmp_path,
        attestations=[ATTESTATION, less(ATTESTATION, evidence="design", valid_for="P1M")],
        waivers=[WAIVER],
        accepted_gaps=[GAP, less(GAP, target="midori-aws", valid_until="2027-12-31")],
    )
    found = expiring(records, CONTROLS, NOON)
    assert [(one.kind, one.about, one.left, one.within) for one in found] == [
        (Kind.ATTESTATION, "ALPHA-T08 / design", 11, 30),
        (Kind.ACCEPTED_GAP, "aozora-aws / organizations:*", 41, 60),
        (Kind.WAIVER, "ALPHA-T08", 41, 60),
        (Kind.ATTESTATION, "ALPHA-T08 / fwexp", 73, 90),
    ]
    assert found[0].role == "情報政策課長"


def test_on_its_last_day_a_record_ends_today_and_the_day_after_it_has_expired(tmp_path):
    records = people(tmp_path, waivers=[WAIVER])
    last = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
    assert [(one.left, one.within) for one in expiring(records, CONTROLS, last)] == [(0, 30)]
    assert expired(records, CONTROLS, last) == ()
    assert expiring(records, CONTROLS, last + DAY) == ()
    assert [one.left for one in expired(records, CONTROLS, last + DAY)] == [-1]


def test_a_record_that_was_renewed_is_not_listed(tmp_path):
    renewed = less(ATTESTATION, date="2026-11-19", document="無害化装置設定書（更新）.pdf")
    records = people(tmp_path, attestations=[less(ATTESTATION, date="2026-08-01"), renewed])
    assert expiring(records, CONTROLS, NOON) == ()
    assert expired(records, CONTROLS, NOON) == ()


def test_a_renewal_whose_document_is_missing_renews_nothing(tmp_path):
    renewed = less(ATTESTATION, date="2026-11-19", path="missing.pdf")
    records = people(tmp_path, attestations=[less(ATTESTATION, date="2026-08-01"), renewed])
    assert [one.left for one in expired(records, CONTROLS, NOON)] == [-19]


def test_other_periods_may_be_asked_for(tmp_path):
    records = people(tmp_path, waivers=[WAIVER])
    assert expiring(records, CONTROLS, NOON, days=(7, 40)) == ()
    assert [one.within for one in expiring(records, CONTROLS, NOON, days=(365, 41))] == [41]


def test_a_plan_is_overdue_the_day_after(tmp_path):
    plan = {
        "control": "ALPHA-T08",
        "measure": "更新する。",
        "owner": "情報政策課 基盤係",
        "date": "2026-04-01",
        "due": "令和8年11月20日",
    }
    plans = people(tmp_path, plans=[plan, less(plan, done="2026-11-01")]).plans
    assert overdue(plans, NOON) == ()
    assert overdue(plans, NOON + DAY) == (plans[0],)


# Less is never more, over all records and days.

days = st.dates(NOON.date() - 60 * DAY, NOON.date() + 60 * DAY).map(lambda one: one.isoformat())
attestations = st.builds(
    lambda first, length, key, assets: Attestation(
        **less(ATTESTATION, date=first, valid_for=f"P{length}D", assets=assets, **key)
    ),
    days,
    st.integers(0, 120),
    st.sampled_from(
        [
            {"evidence": "fwexp"},
            {"evidence": "design"},
            {"evidence": None, "signal": "import.cdr"},
            {"evidence": "cspdoc", "control": "ALPHA-T01"},
        ]
    ),
    st.sampled_from([(), ("lbo",), ("cloud",), ("terminal", "server")]),
)
waivers = st.builds(
    lambda length, about: Waiver(**less(WAIVER, "control", valid_until=length, date="2026-09-01", **about)),
    days,
    st.sampled_from(
        [
            {"control": "ALPHA-T08"},
            {"control": "ALPHA-T08", "resource": "p-*"},
            {"control": "ALPHA-T01", "resource": "p-1"},
            {"control": "ALPHA-T01", "check": "m365.exchange.malware-filter"},
            {"finding": "a" * 24},
        ]
    ),
)
records = st.builds(
    lambda shown, waived: People(folder=Path("none"), attestations=tuple(shown), waivers=tuple(waived)),
    st.lists(attestations, max_size=5),
    st.lists(waivers, max_size=5),
)
FAILS = (finding(), finding(id="b" * 24), finding(id="c" * 24, check="aws.s3.encryption"))
found = st.sets(st.sampled_from(FAILS))
moments = st.integers(-70, 130).map(lambda number: NOON + number * DAY)


def fields(one):
    return (one.evidence, one.signals, one.waived, one.waived_controls)


def within(less, more):
    return all(mine <= theirs for mine, theirs in zip(fields(less), fields(more), strict=True))


@given(records, found, moments, st.data())
def test_a_removed_record_never_adds_anything(whole, findings, moment, data):
    kept = replace(
        whole,
        attestations=tuple(one for one in whole.attestations if data.draw(st.booleans())),
        waivers=tuple(one for one in whole.waivers if data.draw(st.booleans())),
    )
    before = standing("aozora", whole, CONTROLS, findings, moment)
    assert within(standing("aozora", kept, CONTROLS, findings, moment), before)


@given(records, found, moments)
def test_an_expired_record_is_as_good_as_none(whole, findings, moment):
    today = (moment + timedelta(hours=9)).date()
    alive = replace(
        whole,
        attestations=tuple(one for one in whole.attestations if one.last and one.last >= today),
        waivers=tuple(one for one in whole.waivers if one.last >= today),
    )
    assert standing("aozora", alive, CONTROLS, findings, moment) == standing(
        "aozora", whole, CONTROLS, findings, moment
    )


@given(records, found, moments, st.sampled_from(("ALPHA-T08", "ALPHA-T01")))
def test_a_control_that_no_waiver_names_is_never_excepted(whole, findings, moment, control):
    kept = tuple(one for one in whole.waivers if one.control not in (control, None))
    after = standing("aozora", replace(whole, waivers=kept), CONTROLS, findings, moment)
    assert control not in after.waived_controls
    assert not after.waived & {one.id for one in findings if one.check in CONTROLS[0].checks}


@given(records, found, moments, st.randoms())
def test_the_order_of_records_does_not_matter(whole, findings, moment, random):
    shuffled = [list(whole.attestations), list(whole.waivers)]
    for one in shuffled:
        random.shuffle(one)
    turned = replace(whole, attestations=tuple(shuffled[0]), waivers=tuple(shuffled[1]))
    assert standing("aozora", turned, CONTROLS, findings, moment) == standing(
        "aozora", whole, CONTROLS, findings, moment
    )

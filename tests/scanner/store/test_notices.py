"""Notices are kept with their revisions, and who reviewed which."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scanner import Notice, Reading, Target
from scanner.evidence import TargetEvidence
from scanner.store.errors import StoreError
from scanner.store.notices import follow, given_reviews, keep, newest, notices, review, reviews
from tests.scanner.store.worlds import run_of

JULY = datetime(2026, 7, 1, tzinfo=UTC)
POST = Notice(
    id="MC900001",
    title="SMTP AUTH",
    services=("Exchange Online",),
    category="planforchange",
    major=True,
    act_by=JULY,
    starts=None,
    ends=JULY + timedelta(days=90),
    modified=JULY - timedelta(days=30, microseconds=1),
    text="off by default",
)
REVISED = replace(POST, act_by=JULY + timedelta(days=30), modified=POST.modified + timedelta(microseconds=1))


def told(store, *posts, organisation="aozora"):
    """Keep a reading with these posts; the ids of those that are new or revised."""
    evidence, _ = run_of(1)
    target = TargetEvidence(
        target=Target("tenant", "m365", organisation, None),
        account="",
        readings={Notice: Reading(posts)},
        read_at={},
    )
    with store.change() as connection:
        return [one.notice.id for one in keep(connection, replace(evidence, targets=(target,)))]


def test_a_notice_is_new_once(store):
    assert told(store, POST) == ["MC900001"]
    assert told(store, POST) == []
    (kept,) = notices(store)
    assert (kept.notice, kept.target, kept.revised, kept.moved) == (POST, "tenant", False, ())


def test_a_revised_notice_is_told_again_with_the_dates_that_moved(store):
    told(store, POST)
    assert told(store, REVISED) == ["MC900001"]
    (kept,) = notices(store)
    assert (kept.notice, kept.revised) == (REVISED, True)
    assert kept.moved == (("act_by", POST.act_by, REVISED.act_by),)


def test_an_older_reading_that_comes_late_changes_nothing(store):
    told(store, REVISED)
    assert told(store, POST) == []
    assert notices(store)[0].notice == REVISED


def test_a_notice_that_is_no_longer_listed_stays(store):
    told(store, POST)
    told(store)
    assert [one.notice.id for one in notices(store)] == ["MC900001"]


def test_a_review_holds_for_the_notice_as_it_stood(store):
    told(store, POST)
    review(store, newest(store, "aozora", "MC900001"), "情報政策課長", "確認済み")
    told(store, REVISED)
    assert [one.revision == POST.modified for one in given_reviews(store)["aozora"]] == [True]
    review(store, newest(store, "aozora", "MC900001"), "情報政策課長", "再確認済み")
    assert [one.revision for one in given_reviews(store)["aozora"]] == [POST.modified, REVISED.modified]
    assert [one.note for one in reviews(store)] == ["確認済み", "再確認済み"]


def test_a_notice_that_was_never_read_can_not_be_reviewed(store):
    with pytest.raises(StoreError, match="no notice 'MC1' was read"):
        newest(store, "aozora", "MC1")
    assert reviews(store) == []


def test_what_a_whole_run_read_is_followed_until_it_is_revised(store):
    told(store, POST)
    assert [one.followed_at for one in notices(store)] == [None]
    evidence, _ = run_of(1)
    with store.change() as connection:
        follow(connection, notices(store), evidence.run.started_at)
    assert [one.followed_at for one in notices(store)] == [datetime.fromisoformat(evidence.run.started_at)]
    told(store, REVISED)
    assert [one.followed_at for one in notices(store)] == [None]


def test_municipalities_that_name_their_targets_alike_have_notices_and_reviews_of_their_own(store):
    told(store, POST)
    told(store, POST, organisation="midori")
    assert sorted(one.organisation for one in notices(store)) == ["aozora", "midori"]
    review(store, newest(store, "aozora", "MC900001"), "情報政策課長", "確認済み")
    assert list(given_reviews(store)) == ["aozora"]

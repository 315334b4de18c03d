"""Answers written from documentation: learn.microsoft.com/graph/api/serviceannouncement-list-messages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.messages import reviewed
from plugins.m365.collectors.messages import messages
from plugins.m365.endpoints import SERVICE_MESSAGES
from plugins.m365.rules.markup import plain
from scanner import Comparison, Fail, Notice, Pass, Reviewed
from tests.plugins.m365.replay import collected, page

CHECKED = datetime(2026, 11, 1, tzinfo=UTC)
BASELINE = Comparison(run="1f3a", approved_at="2026-11-01T00:00:00Z", role="情報政策課長")
POST = Notice(
    id="MC900001",
    title="SMTP AUTH",
    services=("Exchange Online",),
    category="planforchange",
    major=True,
    act_by=None,
    starts=CHECKED,
    ends=None,
    modified=CHECKED + timedelta(days=5),
    text="",
)
SEEN = Reviewed(notice=POST.id, revision=POST.modified, role="情報政策課 基盤係")
ROW = {
    "id": "MC172851",
    "title": "(Updated) New feature",
    "services": ["SharePoint Online", "OneDrive for Business"],
    "category": "StayInformed",
    "severity": "Normal",
    "tags": ["Updated message"],
    "isMajorChange": True,
    "actionRequiredByDateTime": None,
    "startDateTime": "2019-02-01T18:51:00Z",
    "endDateTime": "2019-06-01T08:00:00Z",
    "lastModifiedDateTime": "2021-01-08T01:10:06.843Z",
    "body": {
        "contentType": "Html",
        "content": "<p>Updated:</p><script>x()</script><p>later &amp; slower</p>",
    },
    "viewPoint": None,
}


def judged(*posts, reviews=()):
    return [type(one) for one in reviewed(posts, BASELINE, reviews)]


def test_without_posts_nothing_waits():
    assert judged() == [Pass]


@pytest.mark.parametrize(
    "change", [{}, {"major": False, "act_by": CHECKED + timedelta(days=60)}], ids=["major", "to do"]
)
def test_a_post_that_asks_for_something_and_nobody_looked_at_fails(change):
    assert judged(replace(POST, **change)) == [Fail]


def test_a_post_that_only_informs_waits_for_nobody():
    assert judged(replace(POST, major=False)) == [Pass]


def test_a_post_from_before_the_last_check_of_the_settings_waits_for_nobody():
    assert judged(replace(POST, modified=CHECKED)) == [Pass]


def test_a_reviewed_post_passes():
    assert judged(POST, reviews=[SEEN]) == [Pass]


def test_a_post_that_was_revised_after_its_review_waits_again():
    assert judged(replace(POST, modified=POST.modified + timedelta(hours=1)), reviews=[SEEN]) == [Fail]


def test_the_review_of_another_post_does_not_count():
    assert judged(POST, reviews=[replace(SEEN, notice="MC900002")]) == [Fail]


def test_each_waiting_post_fails_by_itself():
    assert judged(POST, replace(POST, id="MC900002"), replace(POST, id="MC900003", major=False)) == [
        Fail,
        Fail,
    ]


def test_posts_are_read_as_documented_without_markup():
    (found,) = collected(messages, {f"GET {SERVICE_MESSAGES.path}": page([ROW])})
    assert found.services == ("OneDrive for Business", "SharePoint Online")
    assert (found.category, found.major, found.act_by, found.modified.year) == (
        "stayinformed",
        True,
        None,
        2021,
    )
    assert found.text == "Updated:\nlater & slower"


def test_plain_text_stays_as_it_is():
    assert plain("a < b") == "a < b"

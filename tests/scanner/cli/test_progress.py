"""How far the improvements are: what is open and for how long, overdue, closed, with whom, where else."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets:
{targets}
frameworks: [lines]
store: kept.db
"""
PLAN = """\
plans:
  - control: LINE-1
    measure: 回線を閉域にする。
    owner: 情報政策課 基盤係
    date: {date}
    due: {due}
"""
TODAY = datetime.now(UTC).date()


@pytest.fixture
def scanned(tenken, folder):
    """Scan with a target per state."""

    def scanned(*states):
        lines = (
            f"      - {{id: line-{number}, provider: lines, state: {state}}}"
            for number, state in enumerate(states)
        )
        (folder / "tenken.yaml").write_text(CONFIG.format(targets="\n".join(lines)), "utf-8")
        return tenken("scan", "--format", "json")

    return scanned


@pytest.fixture
def planned(folder):
    def planned(due):
        (folder / "records").mkdir(exist_ok=True)
        text = PLAN.format(date=TODAY - timedelta(days=60), due=due)
        (folder / "records/plans.yaml").write_text(text, "utf-8")

    return planned


def began(folder, number, days):
    """Let a kept run have begun so many days ago."""
    then = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with closing(sqlite3.connect(folder / "kept.db")) as store, store:
        store.execute("update run set started_at = ? where number = ?", (then, number))


def told(tenken, *more):
    said = tenken("progress", "--format", "json", *more)
    (one,) = json.loads(said.out)
    return said.code, one


def test_what_is_open_has_its_age_since_the_first_run_that_found_it(tenken, scanned, folder):
    for _ in range(3):
        scanned("bad")
    began(folder, 1, 40)
    began(folder, 2, 20)
    code, one = told(tenken)
    (fault,) = one["open"]
    assert (code, fault["days"], fault["check"], fault["required"]) == (0, 40, "lines.closed", True)
    assert (fault["owner"], fault["due"], one["overdue"]) == (None, None, [])


def test_a_time_in_which_it_could_not_be_read_does_not_make_it_younger(tenken, scanned, folder):
    for state in ("bad", "denied", "bad"):
        scanned(state)
    began(folder, 1, 40)
    began(folder, 2, 20)
    assert told(tenken)[1]["open"][0]["days"] == 40


def test_what_was_good_in_between_is_as_old_as_its_return(tenken, scanned, folder):
    for state in ("bad", "good", "bad", "bad"):
        scanned(state)
    for number, days in enumerate((40, 30, 20), 1):
        began(folder, number, days)
    assert told(tenken)[1]["open"][0]["days"] == 20


def test_a_clock_that_was_set_back_makes_nothing_younger_than_today(tenken, scanned, folder):
    scanned("bad")
    scanned("bad")
    began(folder, 1, -3)
    assert told(tenken)[1]["open"][0]["days"] == 0
    found = json.loads(tenken("diff", "--format", "json").out)
    assert [one["days"] for one in found[0]["findings"]["still_open"]] == [0]


def test_a_plan_gives_owner_and_due_date_and_one_that_is_late_is_3(tenken, scanned, planned):
    scanned("bad")
    planned(TODAY + timedelta(days=30))
    code, one = told(tenken)
    assert (code, one["open"][0]["owner"]) == (0, "情報政策課 基盤係")
    planned(TODAY - timedelta(days=9))
    code, one = told(tenken)
    assert (code, one["overdue"][0]["days_late"] in (9, 10)) == (3, True)
    assert tenken("progress", "--exit-zero").code == 0


def test_what_was_mended_is_closed_and_what_can_not_be_read_is_not(tenken, scanned):
    scanned("bad", "bad")
    scanned("good", "denied")
    _, one = told(tenken)
    assert (len(one["closed"]), len(one["untold"]), one["open"]) == (1, 1, [])
    assert one["not_read"] == 1


def test_without_an_earlier_run_it_is_not_told_what_was_closed(tenken, scanned):
    scanned("bad")
    assert told(tenken)[1]["closed"] is None
    assert "no earlier whole run is kept" in tenken("progress").out


def test_the_same_fault_elsewhere_is_named(tenken, scanned):
    scanned("bad", "good", "bad")
    _, one = told(tenken)
    assert one["repeated"] == {"lines.closed": {"line-0": 1, "line-2": 1}}
    assert [fault["elsewhere"] for fault in one["open"]] == [["line-2"], ["line-0"]]


def test_the_page_is_there_in_both_languages(tenken, scanned, planned):
    scanned("bad")
    planned(TODAY - timedelta(days=9))
    english, japanese = tenken("progress").out, tenken("progress", "--lang", "ja").out
    assert "overdue: 1" in english
    assert "期限超過：1" in japanese or "期限超過: 1" in japanese
    assert "回線を閉域にする。" in japanese


def test_the_report_on_paper_goes_into_the_folder(tenken, scanned):
    scanned("bad")
    said = tenken("progress", "--out", "report")
    assert "ciso-aozora.pdf" in said.err


def test_an_organisation_that_is_not_there_is_told_with_those_that_are(tenken, scanned):
    scanned("bad")
    said = tenken("progress", "--organisation", "midori")
    assert (said.code, "aozora" in said.err) == (2, True)


def test_with_no_run_kept_it_says_how_to_get_one(tenken, folder):
    said = tenken("progress", "--store", "empty.db")
    assert (said.code, "tenken history" in said.err) == (2, True)

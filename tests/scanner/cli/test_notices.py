"""What providers announced: open, revised, reviewed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from scanner.store import Store
from tests.scanner.store.test_notices import POST, REVISED, told

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets: [{id: line-0, provider: lines}]
frameworks: [lines]
store: kept.db
"""
REVIEW = ("notices", "review", "MC900001", "--by", "情報政策課長", "--note", "影響なし")
QUIET = replace(POST, id="MC900002", title="A new colour", major=False, act_by=None)


@pytest.fixture
def posts(folder):
    """Put posts into the store, as a reading would."""

    def posts(*found):
        with Store.open(str(folder / "kept.db")) as store:
            told(store, *found)

    (folder / "tenken.yaml").write_text(CONFIG, "utf-8")
    return posts


def test_nothing_announced_is_0(tenken, posts):
    posts()
    said = tenken("notices")
    assert (said.code, said.out.strip()) == (0, "no notice is open")


def test_an_open_notice_is_3_with_the_services_and_dates(tenken, posts):
    posts(POST, QUIET)
    said = tenken("notices")
    assert said.code == 3
    assert "MC900001 SMTP AUTH [major change]" in said.out
    assert "to be done by: 2026-07-01 09:00" in said.out
    assert "MC900002" not in said.out
    assert "MC900002" in tenken("notices", "--all").out
    assert tenken("notices", "--exit-zero").code == 0


def test_a_review_closes_it_until_it_is_revised(tenken, posts):
    posts(POST)
    assert tenken(*REVIEW).code == 0
    assert tenken("notices").code == 0
    posts(REVISED)
    said = tenken("notices")
    assert said.code == 3
    assert "[revised]" in said.out
    assert "moved; first announced: 2026-07-01 09:00" in said.out


def test_json_has_everything(tenken, posts):
    posts(POST, REVISED)
    tenken(*REVIEW)
    (one,) = json.loads(tenken("notices", "--all", "--format", "json").out)
    assert (one["open"], one["revisions"], one["target"]) == (False, 2, "tenant")
    assert one["moved"][0]["date"] == "act_by"
    assert one["reviews"][0]["role"] == "情報政策課長"
    assert one["modified"] == (POST.modified + timedelta(microseconds=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@pytest.mark.parametrize(
    ("role", "note", "text"), [("someone@aozora.example", "x", "is an account"), ("x", " ", "write a role")]
)
def test_a_review_is_signed_by_a_role_with_words(tenken, posts, role, note, text):
    posts(POST)
    said = tenken("notices", "review", "MC900001", "--by", role, "--note", note)
    assert (said.code, text in said.err) == (2, True)
    assert tenken("notices").code == 3


def test_a_notice_that_was_never_read_is_told(tenken, posts):
    posts(QUIET)
    said = tenken(*REVIEW)
    assert (said.code, "no notice 'MC900001' was read" in said.err) == (2, True)


def test_it_is_there_in_japanese(tenken, posts):
    posts(POST)
    said = tenken("notices", "--lang", "ja").out
    assert "[重要な変更]" in said
    assert "対応期限" in said


def test_a_review_is_evidence_with_the_notice_as_it_stood(tenken, posts, folder):
    posts(POST)
    (folder / "tenken.yaml").write_text(CONFIG.replace("[lines]", "[alpha-prime]"), "utf-8")
    said = tenken(*REVIEW)
    assert (said.code, "ALPHA-G04" in said.err) == (0, True)
    written = (folder / "records/attestations.yaml").read_text("utf-8")
    assert "MC900001: 影響なし" in written
    (document,) = (folder / "records/notices").iterdir()
    assert json.loads(document.read_text("utf-8"))["text"] == POST.text
    assert document.stat().st_mode & 0o077 == 0
    assert tenken("records", "check").code == 0
    shown = json.loads(tenken("scan", "--format", "json", "--exit-zero").out)
    control = next(one for one in shown["controls"] if one["id"] == "ALPHA-G04")
    assert not [reason for reason in control["reasons"] if "evidence is needed" in reason]


def test_records_that_are_wrong_are_told_and_nothing_is_recorded(tenken, posts, folder):
    posts(POST)
    (folder / "tenken.yaml").write_text(CONFIG.replace("[lines]", "[alpha-prime]"), "utf-8")
    (folder / "records").mkdir()
    (folder / "records/attestations.yaml").write_text("attestations: [{}]\n", "utf-8")
    said = tenken(*REVIEW)
    assert (said.code, "attestations.yaml" in said.err) == (2, True)
    assert tenken("notices").code == 3
    assert not (folder / "records/notices").exists()

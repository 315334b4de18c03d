"""`tenken records check`: every fault has its line, and what is right is summed up."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from scanner.days import day_of
from tests.scanner.people_world import CONTENT, DIGEST, less

TODAY = day_of(datetime.now(UTC))
SHOWN = {
    "control": "ALPHA-T05",
    "evidence": "fwexp",
    "statement": "適用状況を確認した。",
    "document": "適用状況.pdf",
    "sha256": DIGEST,
    "role": "情報政策課長",
    "date": (TODAY - timedelta(days=1)).isoformat(),
    "valid_until": (TODAY + timedelta(days=20)).isoformat(),
}
WAIVER = {
    "control": "ALPHA-T10",
    "reason": "移行中のため。",
    "approver": "最高情報セキュリティ責任者",
    "date": (TODAY - timedelta(days=9)).isoformat(),
    "valid_until": (TODAY + timedelta(days=80)).isoformat(),
    "compensating": "ログを毎週確認する。",
}
PLAN = {
    "control": "ALPHA-T05",
    "measure": "更新する。",
    "owner": "基盤係",
    "date": (TODAY - timedelta(days=9)).isoformat(),
    "due": (TODAY - timedelta(days=2)).isoformat(),
}


@pytest.fixture
def kept(folder, configured):
    """Write records: `waivers=[…]` is the list in `waivers.yaml`."""
    configured("good")

    def kept(**files):
        (folder / "records").mkdir(exist_ok=True)
        for key, content in files.items():
            path = folder / "records" / f"{key}.yaml"
            path.write_bytes(msgspec.json.encode(content if isinstance(content, dict) else {key: content}))

    return kept


def lines(said):
    """The lines of the page, each in single spaces."""
    return [" ".join(line.split()) for line in said.out.splitlines()]


def under(said, head):
    """The lines under a heading."""
    found = lines(said)
    start = found.index(head) + 1
    return found[start : found.index("", start)]


def check(tenken, *arguments):
    said = tenken("records", "check", *arguments)
    assert (said.code, said.err) == (0, "")
    return said


def test_what_is_there_is_counted_file_by_file(tenken, kept):
    kept(attestations=[SHOWN], declarations={"partner_domains": ["a.example", "b.example"]})
    said = check(tenken)
    assert lines(said)[0] == "青空市 (aozora): records in records"
    assert under(said, "What is there")[:3] == [
        "declarations.yaml 2",
        "attestations.yaml 1",
        "waivers.yaml not there",
    ]


def test_without_any_record_that_is_what_is_said(tenken, configured):
    configured("good")
    said = check(tenken)
    assert {line.split(maxsplit=1)[1] for line in under(said, "What is there")} == {"not there"}
    assert under(said, "What does not count") == ["none"]


def test_every_fault_of_every_file_is_a_line_with_its_place(tenken, kept, folder):
    kept(
        attestations=[SHOWN | {"control": "ALPHA-T55"}],
        waivers=[less(WAIVER, "valid_until")],
        declarations={"colour": []},
    )
    said = tenken("records", "check")
    assert (said.code, said.out) == (2, "")
    told = said.err.splitlines()
    assert len(told) == 3
    assert told[0].startswith("tenken: records/declarations.yaml:1:2: there is no key 'colour'")
    assert told[1].startswith("tenken: records/attestations.yaml:1:29: there is no control 'ALPHA-T55'")
    assert told[2].startswith("tenken: records/waivers.yaml:1:13: the key ")


def test_a_folder_that_two_organisations_share_is_complained_of_once(tenken, kept, folder):
    kept(waivers=[WAIVER | {"control": "X"}])
    text = (folder / "tenken.yaml").read_text("utf-8").replace("frameworks: [lines]\n", "")
    other = text.replace("organisations:\n", "").replace("aozora", "hoshizora").replace("line-0", "line-1")
    (folder / "tenken.yaml").write_text(text + other, "utf-8")
    assert len(tenken("records", "check").err.splitlines()) == 1


def test_what_has_expired_or_is_too_early_does_not_count(tenken, kept):
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    kept(
        attestations=[SHOWN | {"valid_until": yesterday.isoformat()}],
        waivers=[WAIVER | {"date": tomorrow.isoformat()}],
    )
    assert under(check(tenken), "What does not count") == [
        f"attestation ALPHA-T05 / fwexp 情報政策課長 it expired after {yesterday}",
        f"waiver ALPHA-T10 最高情報セキュリティ責任者 it holds from {tomorrow} on",
    ]


def test_a_document_that_was_changed_does_not_count(tenken, kept, folder):
    kept(attestations=[SHOWN | {"path": "doc.pdf"}])
    (folder / "records/doc.pdf").write_bytes(CONTENT)
    assert under(check(tenken), "What does not count") == ["none"]
    (folder / "records/doc.pdf").write_bytes(b"changed")
    (line,) = under(check(tenken), "What does not count")
    assert line.endswith("the document has changed since it was signed: doc.pdf")


def test_a_waiver_that_has_expired_does_not_count(tenken, kept):
    kept(waivers=[WAIVER | {"valid_until": (TODAY - timedelta(days=1)).isoformat()}])
    (line,) = under(check(tenken), "What does not count")
    assert line.startswith("waiver ALPHA-T10 最高情報セキュリティ責任者 it expired after")


def test_what_ends_soon_is_listed_by_its_period(tenken, kept):
    kept(attestations=[SHOWN], waivers=[WAIVER])
    assert under(check(tenken), "What ends within 30, 60 or 90 days") == [
        f"within 30 days {SHOWN['valid_until']} attestation ALPHA-T05 / fwexp 情報政策課長",
        f"within 90 days {WAIVER['valid_until']} waiver ALPHA-T10 最高情報セキュリティ責任者",
    ]


def test_an_overdue_improvement_is_listed(tenken, kept):
    kept(plans=[PLAN])
    (line,) = under(check(tenken), "Improvements that are overdue")
    assert line == f"{PLAN['due']} ALPHA-T05 基盤係 更新する。"


def test_the_page_is_in_japanese_where_that_is_asked_for(tenken, kept):
    kept(attestations=[SHOWN])
    out = check(tenken, "--lang", "ja").out
    assert "効力のない記録" in out
    assert "30日以内" in out


def test_without_a_command_of_its_own_it_says_where_help_is(tenken):
    said = tenken("records")
    assert (said.code, said.out) == (2, "")
    assert "tenken records --help" in said.err

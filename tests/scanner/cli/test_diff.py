"""What changed between kept runs, and against an approved one."""

import json

import pytest

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets: [{{id: line-0, provider: lines, state: {state}}}]
frameworks: [lines]
store: kept.db
"""
RECORD = """\
changes:
  - {setting: line, reason: 更改, role: 情報政策課長, date: 2026-11-20}
"""
SIGNED = ("--by", "情報政策課長", "--reason", "設定確認会議で承認した。")


@pytest.fixture
def scanned(tenken, folder):
    def scanned(*states):
        for state in states:
            (folder / "tenken.yaml").write_text(CONFIG.format(state=state), "utf-8")
            said = tenken("scan", "--format", "json")
        return json.loads(said.out)

    return scanned


def plain(said):
    (one,) = json.loads(said.out)
    return one


def test_nothing_changed_is_0(tenken, scanned):
    scanned("good", "good")
    said = tenken("diff")
    assert (said.code, "nothing changed" in said.out) == (0, True)


def test_a_change_is_told_field_by_field_with_findings_and_controls(tenken, scanned):
    scanned("good", "bad")
    said = tenken("diff")
    assert said.code == 3
    assert ": changed" in said.out
    assert "→" in said.out
    assert "new: lines." in said.out
    found = plain(tenken("diff", "--format", "json"))
    assert [one["kind"] for one in found["settings"]] == ["changed"]
    assert (len(found["findings"]["new"]), found["findings"]["fixed"]) == (1, [])
    assert found["controls"]


def test_what_was_mended_is_fixed_and_what_was_not_has_an_age(tenken, scanned):
    scanned("bad", "bad")
    assert plain(tenken("diff", "--format", "json"))["findings"]["still_open"][0]["days"] == 0
    scanned("good")
    assert len(plain(tenken("diff", "--format", "json"))["findings"]["fixed"]) == 1


def test_what_can_not_be_read_is_never_removed_nor_fixed(tenken, scanned):
    scanned("bad", "denied")
    found = plain(tenken("diff", "--format", "json"))
    assert {one["kind"] for one in found["settings"]} <= {"unread"}
    assert found["findings"]["fixed"] == []
    assert len(found["findings"]["untold"]) == 1


def test_two_runs_may_be_named(tenken, scanned):
    scanned("good", "bad", "good")
    first, second, _ = json.loads(tenken("history", "list", "--format", "json").out)
    assert tenken("diff", first["id"][:12], second["id"][:12]).code == 3
    assert tenken("diff", first["id"][:12]).code == 0
    assert tenken("diff", "--since", "2000-01-01").code == 0


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("a", "b", "c"), "give two runs at the most"),
        (("last", "--baseline", "approved"), "give two runs at the most"),
        (("--baseline", "approved"), "no run is approved yet"),
        (("--since", "yesterday"), "'yesterday' is no day; write 2026-11-01"),
        (("nowhere",), "holds no run 'nowhere'"),
        ((), "there is no earlier run to compare with"),
    ],
)
def test_what_can_not_be_compared_is_told(tenken, scanned, arguments, text):
    scanned("good")
    said = tenken("diff", *arguments)
    assert (said.code, text in said.err) == (2, True)


def test_a_run_is_approved_and_shown(tenken, scanned):
    scanned("good")
    assert tenken("baseline", "approve", "last", *SIGNED).code == 0
    (found,) = json.loads(tenken("baseline", "show", "--format", "json").out)
    assert (found["organisation"], found["role"]) == ("aozora", "情報政策課長")
    scanned("bad")
    assert tenken("diff", "--baseline", "approved").code == 3


@pytest.mark.parametrize(
    ("role", "reason", "text"),
    [
        ("someone@aozora.example", "x", "is an account"),
        (" ", "x", "write a role"),
        ("x", " ", "write a role"),
    ],
)
def test_an_approval_is_signed_by_a_role_with_a_reason(tenken, scanned, role, reason, text):
    scanned("good")
    said = tenken("baseline", "approve", "last", "--by", role, "--reason", reason)
    assert (said.code, text in said.err) == (2, True)
    assert "no run is approved yet" in tenken("baseline", "show").out


def test_an_approved_run_is_never_forgotten(tenken, scanned):
    scanned("good", "good", "good")
    first = json.loads(tenken("history", "list", "--format", "json").out)[0]["id"]
    tenken("baseline", "approve", first, *SIGNED)
    tenken("history", "prune", "--keep-days", "0")
    assert first in {one["id"] for one in json.loads(tenken("history", "list", "--format", "json").out)}


def test_each_changed_setting_says_where_it_comes_from(tenken, scanned, folder):
    scanned("good", "bad")
    (one,) = plain(tenken("diff", "--who", "--format", "json"))["settings"]
    assert one["attribution"]["cause"] == "unexplained"
    assert "unexplained: no record, no notice and no new field fits" in tenken("diff").out
    (folder / "records").mkdir()
    (folder / "records/changes.yaml").write_text(RECORD, "utf-8")
    said = tenken("diff")
    assert "our own record: on record since 2026-11-20, 情報政策課長: 更改" in said.out
    assert "how sure: certain" in said.out
    assert "団体の記録" in tenken("diff", "--lang", "ja").out

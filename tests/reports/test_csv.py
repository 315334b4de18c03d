"""The table for a spreadsheet: every row whole, nothing that could run, and what the result is not."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from reports.csv import COLUMNS, FORMULA, LONGEST, cell, render
from scanner.model import Resource
from tests.reports.city import CITY, FINDINGS
from tests.reports.town import TOWN


@pytest.fixture
def table(rendered):
    """The rows below the heading, by column."""

    def table(assessment=CITY, **where):
        (head, *rows) = list(csv.reader(io.StringIO(rendered(render, assessment, **where), newline="")))
        assert {len(row) for row in rows} == {len(head)}
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    return table


def of(rows, kind):
    return [row for row in rows if row["kind"] == kind]


def test_excel_sees_that_it_is_utf8(rendered):
    assert rendered(render, CITY).startswith("\ufeff")


def test_the_heading_is_in_the_chosen_language(rendered, en):
    assert rendered(render, CITY).splitlines()[0].startswith('\ufeff"種別","団体","基準"')
    assert rendered(render, CITY, en).splitlines()[0].startswith('\ufeff"kind","organisation"')


def test_no_heading_is_left_in_english(ja):
    assert [name for name in COLUMNS if name != "id" and ja(name) == name] == []


def test_it_says_what_it_is_not_of_what_edition_and_what_was_not_read(table):
    notes = " ".join(row["reason"] for row in of(table(), "注記"))
    assert "技術的確認の補助" in notes
    assert "【未完了】" in notes
    assert "2026-11-20 09:30" in notes
    assert CITY.frameworks[0].edition in notes
    assert CITY.run.version in notes


def test_a_row_for_each_control_each_finding_and_each_thing_unread(table):
    rows = table()
    assert len(of(rows, "管理策")) == len(CITY.controls)
    assert len(of(rows, "検出結果")) == len(CITY.findings)
    assert len(of(rows, "未読取")) == len(CITY.gaps)
    denied = next(row for row in of(rows, "未読取") if row["why it is not known"] == "権限の不足")
    assert denied["permission"] == "s3:GetEncryptionConfiguration"


def test_a_finding_says_what_was_seen_what_to_do_and_for_which_controls(table):
    row = of(table(), "検出結果")[0]
    assert (row["result"], row["severity"], row["control"]) == ("不備", "高", "DEMO-01, DEMO-02")
    assert "S3 Block Public Access" in row["remedy"]
    assert '"public": true' in row["observed"]


def test_evidence_is_named_by_what_it_is(table):
    row = next(row for row in of(table(TOWN), "管理策") if row["control"] == "DEMO-04")
    assert row["reason"] == "証跡が必要です：研修計画・受講記録"


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "＝1+1", "\t=1", "\n=1", "\r=1"]
)
def test_a_name_never_becomes_a_formula(name, table):
    finding = replace(FINDINGS[0], resource=Resource("AWS::S3::Bucket", name, name))
    (row,) = of(table(replace(CITY, findings=(finding,))), "検出結果")
    assert row["resource"][0] in "'\\"
    assert "=1" in row["resource"] or name in row["resource"]


@given(st.text(st.characters()))
def test_whatever_a_cell_holds_it_is_text_that_can_be_written(name):
    shown = cell(name)
    assert not shown.startswith(FORMULA)
    assert len(shown) <= LONGEST + 2
    shown.encode("utf-8")


def test_a_cell_holds_no_more_than_excel_takes():
    assert len(cell("x" * 40_000)) < 32_767


def test_the_same_assessment_gives_the_same_bytes(rendered):
    assert rendered(render, CITY) == rendered(render, CITY)

"""The console report: what an official reads, on any terminal."""

import io
import sys
from dataclasses import replace

import pytest
from rich.cells import cell_len

from reports.console import render
from scanner.assessment import Status
from scanner.model import Reason, Resource
from scanner.sentinel import NewField
from scanner.text import Message
from tests.reports.city import CITY, FINDINGS, verdict

COMPLETE = replace(CITY, targets=tuple(replace(target, gaps=()) for target in CITY.targets))


@pytest.fixture
def page(rendered):
    return rendered(render, CITY)


def test_what_could_not_be_read_stands_in_front(page):
    assert page.startswith("【未完了】読み取れなかった設定があります（2件）")


def test_an_unread_setting_comes_with_target_permission_and_remedy(page):
    unread = page[: page.index("青空市")]
    assert "aozora-aws: 権限の不足" in unread
    assert "不足している権限: s3:GetEncryptionConfiguration" in unread
    assert "対応: 読取り用のロール又はアプリケーション" in unread


def test_unread_settings_with_one_remedy_are_told_together(rendered):
    gap = CITY.targets[0].gaps[0]
    gaps = tuple(replace(gap, message=Message(f"bucket {number}")) for number in range(10))
    city = replace(CITY, targets=(replace(CITY.targets[0], gaps=gaps),))
    page = rendered(render, city)
    assert page.count("aozora-aws: 権限の不足") == 1
    assert "ほか7件" in page


def test_a_permission_is_called_missing_only_where_it_was_refused(rendered):
    gap = replace(CITY.targets[0].gaps[0], reason=Reason.UNREACHABLE)
    page = rendered(render, replace(CITY, targets=(replace(CITY.targets[0], gaps=(gap,)),)))
    assert "不足している権限" not in page


def test_a_long_reason_is_told_in_two_lines(rendered):
    reason = Message("設定" * 100)
    control = replace(verdict("aozora", 1, Status.NOT_MET), reasons=(reason,))
    lines = rendered(render, replace(COMPLETE, controls=(control,))).splitlines()
    assert sum("設定設定" in line for line in lines) == 2


def test_a_complete_reading_has_no_warning(rendered):
    assert "【未完了】" not in rendered(render, COMPLETE)


def test_every_status_has_its_japanese_name(page):
    for status in ["適合", "不適合", "判定不能", "要証跡", "例外承認", "対象外", "事業者対応"]:
        assert status in page


def test_controls_stand_in_the_order_of_the_document(page):
    table = page[page.index("管理策別の判定") :]
    places = [table.index(f"DEMO-0{number}") for number in range(1, 8)]
    assert places == sorted(places)


def test_a_control_that_is_not_met_says_why_under_its_line(page):
    lines = page.splitlines()
    row = next(number for number, line in enumerate(lines) if line.startswith("DEMO-02  不適合"))
    assert lines[row + 1].strip() == "the bucket policy lets * read"


def test_a_required_control_that_is_not_met_comes_with_the_check_and_its_remedy(page):
    part = page[page.index("必須の管理策が不適合となった原因と対応") :]
    assert "aws.s3.public  重大度: 緊急  管理策: DEMO-02" in part
    assert "対応: Turn on S3 Block Public Access." in part


def test_the_remedy_of_a_check_is_told_once_for_all_its_findings(rendered):
    many = tuple(
        replace(FINDINGS[0], id=f"{number:024x}", resource=Resource("AWS::S3::Bucket", f"b{number}"))
        for number in range(12)
    )
    control = replace(verdict("aozora", 1, Status.NOT_MET), findings=tuple(one.id for one in many))
    page = rendered(render, replace(COMPLETE, findings=many, controls=(control,)))
    assert page.count("Turn on S3 Block Public Access.") == 1
    assert "ほか7件" in page


def test_a_recommended_control_that_is_not_met_asks_for_no_correction(rendered):
    control = replace(verdict("aozora", 1, Status.NOT_MET), level="recommended")
    page = rendered(render, replace(COMPLETE, controls=(control,)))
    assert "必須の管理策が不適合となった原因" not in page


def test_checks_that_no_framework_uses_are_listed(page):
    assert "どの基準にも対応付けられていない検査" in page
    assert "aws.kms.rotation" in page


def test_the_next_steps_name_permissions_and_declarations(page):
    steps = page[page.index("次に行うこと") :]
    assert "不足している権限を付与し、再度読み取ってください" in steps
    assert "申告: add the partner tenants to declarations.yaml" in steps
    assert "証跡を用意してください（1件）" in steps


def test_a_fact_that_is_not_declared_is_a_next_step(rendered):
    control = replace(
        verdict("aozora", 2, Status.UNDETERMINED), reasons=(Message.of("answer {fact}", fact="remote_work"),)
    )
    page = rendered(render, replace(COMPLETE, controls=(control,)))
    assert "facts: に回答を記入してください：remote_work" in page


def test_a_result_without_anything_to_do_says_so(rendered):
    city = replace(COMPLETE, findings=(FINDINGS[1],), controls=(verdict("aozora", 0, Status.MET),))
    assert "対応が必要な事項はありません" in rendered(render, city)


def test_unread_settings_without_a_permission_are_a_next_step_too(rendered):
    gap = replace(CITY.targets[0].gaps[1], reason=Reason.UNREACHABLE)
    city = replace(CITY, targets=(replace(CITY.targets[0], gaps=(gap,)),), findings=(), controls=())
    assert "冒頭に示した読取りの支障を取り除き" in rendered(render, city)


def test_the_result_says_what_it_is_not(page):
    assert page.rstrip().endswith("地方公共団体において判断してください。")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_line_is_wider_than_a_pipe_of_80_columns(language, rendered, request):
    page = rendered(render, CITY, request.getfixturevalue(language))
    assert max(cell_len(line) for line in page.splitlines()) <= 80


def test_the_same_assessment_gives_the_same_bytes(rendered):
    assert rendered(render, CITY) == rendered(render, CITY)


def test_a_pipe_gets_no_colours(page):
    assert "\x1b" not in page


def test_a_name_from_the_cloud_can_not_steer_the_terminal(rendered):
    name = "\x1b]0;owned\x07[red]\u202egnp\r\n"
    finding = replace(FINDINGS[0], resource=replace(FINDINGS[0].resource, name=name))
    page = rendered(render, replace(CITY, findings=(finding,)))
    assert "?]0;owned?[red]?gnp??" in page


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "latin-1"])
def test_a_console_that_is_not_utf8_gets_question_marks_and_no_crash(encoding, ja, monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
    name = replace(FINDINGS[0], resource=replace(FINDINGS[0].resource, name="🏯 城"))
    render(replace(CITY, findings=(name,)), sys.stdout.buffer, ja)
    text = out.getvalue().decode(encoding)
    assert "DEMO-02" in text
    assert ("不適合" in text) == (encoding == "cp932")


def test_the_stream_stays_open_for_whoever_opened_it(ja):
    out = io.BytesIO()
    render(CITY, out, ja)
    assert not out.closed


def test_a_field_that_is_new_in_the_service_is_named_with_its_operation(page, rendered):
    assert "サービスで新しく現れた項目" in page
    assert "aozora-m365: graph GET /v1.0/policies: value[].allowBypass" in page
    known = replace(CITY, targets=tuple(replace(target, new_fields=()) for target in CITY.targets))
    assert "サービスで新しく現れた項目" not in rendered(render, known)


def test_many_new_fields_are_counted(rendered):
    many = tuple(NewField(operation="List", field=f"f{number:02}") for number in range(13))
    city = replace(CITY, targets=(replace(CITY.targets[1], new_fields=many),))
    assert "f09 （ほか3件）" in rendered(render, city) or "f09 (ほか3件)" in rendered(render, city)

"""The page as it is written: what stands in it, and where."""

import json
import re
from dataclasses import replace

import pytest

from reports.html import render
from scanner.assessment import Status
from scanner.since import Since, Turn
from scanner.text import Message
from tests.reports.city import CITY, FINDINGS
from tests.reports.reading import section, text
from tests.reports.town import EVIL, PEOPLE, TOWN


@pytest.fixture
def page(rendered):
    return rendered(render, TOWN)


def test_what_was_not_read_stands_before_everything_else(page):
    body = page[page.index("<main>") :]
    assert body.index("【未完了】") < body.index("概要")
    unread = text(section(page, "unread"))
    assert "s3:GetEncryptionConfiguration" in unread
    assert "対応" in unread


def test_a_complete_reading_says_so(rendered):
    whole = replace(TOWN, targets=tuple(replace(one, gaps=()) for one in TOWN.targets), findings=FINDINGS[:3])
    assert "すべて読み取れました" in text(section(rendered(render, whole), "unread"))


def test_it_says_what_it_is_not_of_what_edition_and_by_which_versions(page):
    about = text(page[page.index('<footer id="about">') :])
    for said in ("技術的確認の補助", "2026-04-01", "【未完了】", "2026-11-20 09:30", "0.1.0", "架空"):
        assert said in about
    assert "技術的確認の補助" in text(page[: page.index("<main>")])


def test_controls_stand_in_the_order_of_the_document(page):
    ids = re.findall(r'<span class="id">(DEMO-\d+)</span>', section(page, "controls"))
    assert ids == [*(f"DEMO-0{number}" for number in range(1, 8)), "DEMO-01"]


def test_a_control_says_what_it_asks_how_it_stands_what_to_do_and_who(page):
    rows = re.findall(r"<tbody data-k=.*?</tbody>", section(page, "controls"), re.DOTALL)
    said = text(rows[1])
    for part in ("求められていること", "要約", "見本 (2026-04-01) 1.1", "第16条の3 第1号", "不適合", "必須",
                 "the bucket policy lets * read", "Turn on S3 Block Public Access.",
                 "改善計画：制限を設定する。", "地方公共団体、委託事業者", "青空情報サービス"):  # fmt: skip
        assert part in said


def test_evidence_is_named_by_what_it_is_with_its_last_day(page):
    rows = re.findall(r"<tbody data-k=.*?</tbody>", section(page, "controls"), re.DOTALL)
    said = " ".join(text(rows[3]).split())
    assert "証跡が必要です：研修計画・受講記録" in said
    assert "○ 実施記録.pdf, 情報政策課長, 2026-04-01, 2027-03-31 まで有効" in said
    assert "× 旧記録.pdf" in said
    assert "it expired after 2025-03-31" in said or "2025-03-31 に期限" in said or "2025-03-31" in said


def test_an_exception_says_until_when_by_whom_and_what_instead(page):
    assert "例外承認（2027-03-31 まで、承認者：最高情報セキュリティ責任者）" in text(
        section(page, "controls")
    )


def test_the_figures_stand_in_their_own_order_and_the_own_case_is_open(page):
    figures = section(page, "figures")
    assert figures.index("DEMO-02") < figures.index("DEMO-01")
    opened = re.findall(r'<details class="figure"( open)?><summary><h4>(図表\d+)', figures)
    assert opened == [(" open", "図表28"), ("", "図表30"), ("", "図表28"), ("", "図表30")]


def test_the_matrix_of_risk_counts_pairs_at_their_worst(page):
    risk = section(page, "risk")
    assert "業務サーバ" in risk
    assert len(re.findall(r'<g class="r-[A-E]">', risk)) == 18
    assert "1組" in risk
    assert "資産の記録がない" in risk  # the other town's


def test_a_finding_shows_its_picture_and_not_the_picture_as_text(page):
    findings = section(page, "findings")
    assert findings.count('<svg class="path"') == 1
    assert "name of internet" in findings
    assert "0.0.0.0/0" in findings
    assert "any other" in findings
    assert "pictures" not in findings
    assert "ports:\n  - 22\n  - 443\n" in findings


def test_every_picture_can_be_read_without_seeing_it(page):
    svgs = re.findall(r"<svg [^>]*>", page)
    assert svgs
    assert [
        svg for svg in svgs if 'role="img" aria-label="' not in svg and 'aria-hidden="true"' not in svg
    ] == []
    assert "<figcaption><ol>" in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_is_in_the_language_that_was_asked_for(language, rendered, request):
    page = rendered(render, TOWN, request.getfixturevalue(language))
    assert f'<html lang="{language}">' in page
    assert ("What it asks" in page) == (language == "en")
    assert ("求められていること" in page) == (language == "ja")


def test_every_link_leads_somewhere(page):
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_no_id_is_there_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_what_is_wrong_stands_first(rendered):
    page = rendered(render, replace(TOWN, findings=TOWN.findings[::-1]))
    keys = [
        json.loads(one.replace("&#34;", '"'))
        for one in re.findall(r'<tbody data-k="([^"]+)"', section(page, "findings"))
    ]
    assert [key[1] for key in keys] == [
        "fail",
        "fail",
        "unknown",
        "unknown",
        "unknown",
        "pass",
        "not-applicable",
    ]


def test_a_reading_without_records_says_so(rendered):
    assert "職員の記録を保存していません" in text(section(rendered(render, CITY), "evidence"))


def test_without_an_earlier_reading_nothing_is_said_of_changes(page):
    assert 'id="changes"' not in page


def test_what_has_changed_is_told_with_what_can_not_be_told_any_more(rendered):
    turn = Turn(organisation="aozora", framework="demo", edition="2026-04-01", id="DEMO-02",
                before=Status.MET, after=Status.NOT_MET)  # fmt: skip
    news = Since(
        run="before",
        read_at="2026-10-01T00:00:00.000Z",
        closed=(),
        opened=(EVIL,),
        untold=(FINDINGS[0],) * 51,
        controls=(turn, replace(turn, id="DEMO-01", before=None, after=Status.MET)),
    )
    said = " ".join(text(section(rendered(render, replace(TOWN, since=news)), "changes")).split())
    assert "2026-10-01 09:00" in said
    assert "DEMO-02 aozoraファイルダウンロード制限" in said
    assert said.index("○適合") < said.index("×不適合")
    assert "新たな不備: 1" in said
    assert "是正された不備: 0" in said
    assert "未解決として扱うもの: 51" in said
    assert "ほか1件" in said


def test_a_signal_is_named_by_what_a_good_reading_is(rendered):
    reason = Message.of("no check that ran decides {signal}", signal="aws.trail")
    unknown = Message.of("no check that ran decides {signal}", signal="made.up")
    control = replace(TOWN.controls[2], reasons=(reason, unknown))
    said = text(rendered(render, replace(TOWN, controls=(control,))))
    assert "（aws.trail）" in said
    assert "made.up を判定" in said


def test_a_fault_that_is_excepted_says_so(rendered):
    waived = replace(PEOPLE, waivers=(replace(PEOPLE.waivers[0], control=None, finding=EVIL.id),))
    findings = section(rendered(render, replace(TOWN, people={"aozora": waived})), "findings")
    (first, *others) = re.findall(r"<tbody data-k=.*?</tbody>", findings, re.DOTALL)
    assert "例外承認" in text(first)
    assert not any("例外承認" in text(one) for one in others)


def test_what_is_new_in_the_service_has_a_section_of_its_own(rendered):
    page = rendered(render, CITY)
    assert '<a href="#new">' in page
    assert "value[].allowBypass" in text(section(page, "new"))
    known = replace(CITY, targets=tuple(replace(one, new_fields=()) for one in CITY.targets))
    assert 'id="new"' not in rendered(render, known)

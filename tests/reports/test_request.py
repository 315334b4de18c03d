"""Requests for correction: to whom what goes, and the reply that comes back as a plan."""

import io
from dataclasses import replace

import openpyxl
import pytest

from reports.request import papers
from scanner.corrections import requests
from scanner.forms import REPLY, marked
from scanner.model import Outcome, Resource
from scanner.on_file import OnFile
from scanner.systems import Operator, System
from scanner.waivers import Waiver
from tests.reports.city import CITY
from tests.reports.town import EVIL, PEOPLE, TOWN
from tests.scanner.people_world import WAIVER, less

SYSTEM = System(id="koukai", name="公開", importance=2, resources=("aozora-*",))
BY_SYSTEM = Operator(id="vendor-s", name="システム社", systems=("koukai",))
BY_TARGET = Operator(id="vendor-t", name="クラウド社", targets=("aozora-aws",))


def town(**changes):
    return replace(TOWN, people={"aozora": replace(PEOPLE, **changes)})


def asked(assessment):
    """Per operator, the resources of each item."""
    return {
        one.operator.id: [[finding.resource.id for finding in item.findings] for item in one.items]
        for one in requests(assessment)
    }


def test_a_system_goes_before_the_target_and_the_rest_to_nobody():
    both = town(systems=(SYSTEM,), operators=(BY_SYSTEM, BY_TARGET))
    assert asked(both) == {"vendor-s": [["aozora-kokai"]], "vendor-t": [[EVIL.resource.id]]}
    assert asked(town(systems=(SYSTEM,), operators=(BY_SYSTEM,))).keys() == {"vendor-s", "unassigned"}


def test_where_records_were_not_recorded_all_goes_to_nobody():
    assert asked(replace(TOWN, people={})).keys() == {"unassigned"}


def test_only_what_a_control_is_not_met_for_is_asked_for():
    assert asked(replace(TOWN, controls=())) == {}
    items = [item for one in requests(TOWN) for item in one.items]
    assert {finding.outcome for item in items for finding in item.findings} == {Outcome.FAIL}


def test_what_is_excepted_is_not_asked_for():
    whole = Waiver(**less(WAIVER, control="DEMO-02"))
    assert asked(town(waivers=(whole,))) == {}
    later = Waiver(**less(WAIVER, control="DEMO-02", date="2026-12-01"))
    assert asked(town(waivers=(later,))) != {}
    one = Waiver(**less(WAIVER, "control", finding=EVIL.id))
    assert [ids for items in asked(town(waivers=(one,))).values() for ids in items] == [["aozora-kokai"]]


def test_an_item_says_what_where_why_how_and_by_when():
    ((item,),) = [one.items for one in requests(TOWN)]
    assert item.check.id == "aws.s3.public"
    assert [why.control.id for why in item.why] == ["DEMO-02"]
    assert item.due.isoformat() == "2026-10-31"


def test_the_plan_of_another_check_or_target_says_nothing_of_it():
    for changes in ({"check": "aws.other"}, {"target": "midori-aws"}, {"done": "2026-11-01"}):
        plans = tuple(replace(plan, **changes) for plan in PEOPLE.plans)
        ((item,),) = [one.items for one in requests(town(plans=plans))]
        assert item.due is None


def test_each_operator_gets_a_letter_and_a_workbook(ja):
    names = [paper.name for paper in papers(town(operators=(BY_TARGET,)), ja)]
    assert names == ["request-aozora-vendor-t.xlsx", "request-aozora-vendor-t.pdf"]


def test_names_of_files_stay_in_their_folder(ja):
    odd = replace(BY_TARGET, id="../../etc/x y")
    assert {paper.name for paper in papers(town(operators=(odd,)), ja)} == {
        "request-aozora-etc_x_y.xlsx",
        "request-aozora-etc_x_y.pdf",
    }


@pytest.mark.parametrize("place", [0, 1])
def test_the_same_assessment_gives_the_same_bytes(ja, place):
    def made():
        out = io.BytesIO()
        list(papers(TOWN, ja))[place].write(out)
        return out.getvalue()

    assert made() == made()


def workbook(assessment, t):
    out = io.BytesIO()
    next(paper for paper in papers(assessment, t) if paper.name.endswith(".xlsx")).write(out)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def test_the_workbook_names_every_resource_and_stays_text(ja):
    book = workbook(TOWN, ja)
    said = {cell.value: cell.data_type for row in book["該当リソース一覧"].iter_rows() for cell in row}
    assert said[EVIL.resource.id] == "s"
    assert "aozora-kokai" in said
    marks = [found for row in book.worksheets[0].values for text in row if (found := marked(text))]
    assert marks == [{"kind": REPLY, "organisation": "aozora", "operator": "unassigned", "run": CITY.run.id}]


def test_the_workbook_says_what_every_report_says(ja):
    said = " ".join(str(text) for row in workbook(TOWN, ja).worksheets[0].values for text in row if text)
    for words in ("技術的確認の補助", "2026-04-01", "0.1.0", "未完了"):
        assert words in said


def test_without_records_there_is_still_somebody_to_ask():
    assert OnFile(day=PEOPLE.day).operators == ()
    assert Resource("t", "x") not in SYSTEM.resources

"""JUnit XML: what a pipeline sees as passed is met, and nothing else."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from reports.junit import Suites, render
from scanner.assessment import Status
from scanner.model import Resource
from scanner.text import Message
from tests.reports.city import CITY, FINDINGS


@pytest.fixture
def suites(rendered):
    def suites(assessment=CITY, **where):
        return list(ET.fromstring(rendered(render, assessment, **where)))

    return suites


def case(suites, name):
    return next(one for suite in suites for one in suite.iter("testcase") if one.get("name").startswith(name))


def test_each_control_is_a_case_and_only_what_is_met_passes(suites):
    found = {
        one.get("name").split()[0]: [child.tag for child in one] for one in suites()[-2].iter("testcase")
    }
    assert found == {
        "DEMO-01": [],
        "DEMO-02": ["failure"],
        "DEMO-03": ["error"],
        "DEMO-04": ["skipped"],
        "DEMO-05": ["skipped"],
        "DEMO-06": ["skipped"],
        "DEMO-07": ["skipped"],
    }


def test_the_counts_of_a_suite_are_those_of_its_cases(suites):
    for suite in suites():
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(name)) == len(suite.findall(f"testcase/{tag}"))


def test_a_setting_that_was_not_read_is_an_error(suites):
    unread = suites()[0]
    assert unread.get("name") == "aozora-aws"
    assert unread.get("errors") == unread.get("tests") != "0"
    assert "s3:GetEncryptionConfiguration" in [error.text for error in unread.iter("error")]


def test_a_failure_shows_level_reason_and_what_was_found(suites):
    failure = case(suites(), "DEMO-02").find("failure")
    assert failure.get("message") == "不適合 (必須): the bucket policy lets * read"
    assert "aws.s3.public aozora-aws aozora-kokai" in failure.text


def test_what_is_skipped_says_why(suites):
    assert "people have to show it" in case(suites(), "DEMO-04").find("skipped").get("message")


def test_many_findings_are_cut_and_counted(suites):
    many = tuple(replace(FINDINGS[0], id=f"{number:024x}") for number in range(25))
    control = replace(CITY.controls[1], findings=tuple(one.id for one in many))
    found = suites(replace(CITY, findings=many, controls=(control,)))
    assert case(found, "DEMO-02").find("failure").text.endswith("ほか5件")


def test_every_suite_says_what_the_result_is_not(suites):
    for suite in suites():
        values = [one.get("value") for one in suite.iter("property")]
        assert "技術的確認の補助" in values[0]
        assert any(CITY.frameworks[0].edition in value for value in values)


@given(st.text(st.characters(), min_size=1))
def test_whatever_a_cloud_answers_it_stays_xml(ja, name):
    gap = replace(CITY.targets[0].gaps[0], scope=Resource("x", name, name), message=Message.of("{x}", x=name))
    finding = replace(FINDINGS[0], resource=Resource("x", name, name), message=gap.message)
    control = replace(CITY.controls[1], reasons=(gap.message,), findings=(finding.id,), status=Status.NOT_MET)
    targets = (replace(CITY.targets[0], gaps=(gap,)),)
    city = replace(
        CITY, targets=targets, findings=(finding,), controls=(control,), run=replace(CITY.run, id=name)
    )
    for suite in Suites(city, ja).all():
        back = ET.fromstring(ET.tostring(suite, encoding="utf-8"))
        assert back.get("tests") == "1"


def test_an_id_that_looks_like_markup_is_text(rendered):
    name = '"><testsuite a="\x01'
    root = ET.fromstring(rendered(render, replace(CITY, run=replace(CITY.run, id=name))))
    assert root.get("id") == '"><testsuite a="\\x01'


def test_the_same_assessment_gives_the_same_bytes(rendered):
    assert rendered(render, CITY) == rendered(render, CITY)

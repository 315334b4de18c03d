"""The page as it is written: only its own script can run, nothing is lost, and large ones stay small."""

import base64
import hashlib
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from reports.html import render
from reports.html.environment import prose
from scanner.assessment import Status
from scanner.model import Resource
from scanner.text import Message
from tests.reports.city import CITY, FINDINGS, verdict
from tests.reports.reading import attributes, packs, section, text
from tests.reports.town import EVIL, HOSTILE, TOWN, crowded

KEYS = re.compile(r'<tbody data-k="([^"]+)"')


@pytest.fixture
def page(rendered):
    return rendered(render, TOWN)


def test_no_name_becomes_markup(page):
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_only_the_pages_own_script_and_style_may_run_and_nothing_may_be_asked_for(page):
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert {name for name in attributes(page) if name in ("style", "src") or name.startswith("on")} == set()


def test_no_address_outside_the_page_is_named(page):
    assert re.findall(r'(?:href|src|action)="(?!#)[^"]*"', page) == []


def test_what_does_not_stand_in_the_page_lies_packed_beside_it(rendered):
    page = rendered(render, crowded(1_300))
    assert len(re.findall(r"<tbody data-k=", section(page, "findings"))) == 200
    rows = packs(page, "findings-table")
    assert len(rows) == 1_300 + 7 - 200
    key, html = rows[0]
    assert key[0] == "aozora"
    assert "bucket-" in html


def test_controls_of_many_organisations_are_packed_in_their_order(rendered):
    first = TOWN.organisations[0]
    cities = tuple(replace(first, id=f"city-{number}", name=f"{number}市") for number in range(80))
    controls = tuple(
        replace(one, organisation=city.id, findings=())
        for city in cities
        for one in TOWN.controls
        if one.organisation == first.id
    )
    page = rendered(render, replace(TOWN, organisations=cities, controls=controls, people={}))
    shown = [json.loads(one.replace("&#34;", '"')) for one in KEYS.findall(section(page, "controls"))]
    order = [*shown, *(key for key, _ in packs(page, "controls-table"))]
    assert len(shown) == 450
    assert [key[0] for key in order] == [one.organisation for one in controls]
    assert [key[-1] for key in order] == list(range(560))


def test_all_findings_are_there_once_wherever_they_lie(rendered):
    page = rendered(render, crowded(700))
    ids = re.findall(r"<dt>ID</dt><dd>(\w+)</dd>", section(page, "findings"))
    ids += [
        name for _, html in packs(page, "findings-table") for name in re.findall(r"<dd>(\w{24})</dd>", html)
    ]
    assert sorted(ids) == sorted(one.id for one in crowded(700).findings)


def test_the_same_assessment_gives_the_same_bytes(rendered):
    assert rendered(render, TOWN) == rendered(render, TOWN)


def test_an_assessment_of_nothing_is_a_page_too(rendered):
    empty = replace(
        CITY, organisations=(), targets=(), findings=(), controls=(), checks=(), frameworks=(), unmapped=()
    )
    assert rendered(render, empty).endswith("</html>")


def test_a_setting_that_is_very_long_is_cut(rendered):
    long = replace(FINDINGS[0], observed={"policy": "x" * 9_000})
    assert "x" * 3_000 + "x" * 1_001 not in rendered(render, replace(TOWN, findings=(long,)))


anything = st.text(st.characters(), max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=6,
)


@given(name=anything, observed=plain)
def test_whatever_a_cloud_answers_the_page_can_be_written(ja, name, observed):
    finding = replace(
        EVIL, resource=Resource("x", name, name, name), message=Message.of("{x}", x=name), observed=observed
    )
    city = replace(TOWN, findings=(finding,), controls=(verdict("aozora", 1, Status.NOT_MET),))
    out = io.BytesIO()
    render(city, out, ja)
    page = out.getvalue().decode("utf-8")
    assert page.count("<script") == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", page)


def test_the_hostile_name_is_what_the_tests_say(page):
    assert HOSTILE in text(page)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Turn on *Always encrypt*, then stop.", "Turn on <em>Always encrypt</em>, then stop."),
        ("Name it under `facts`.", "Name it under <code>facts</code>."),
        ("Principal「*」と「*」", "Principal「*」と「*」"),
        ("s3:Get* and s3:List*", "s3:Get* and s3:List*"),
        ("*<b>*", "<em>&lt;b&gt;</em>"),
        ("a < b & `<i>`", "a &lt; b &amp; <code>&lt;i&gt;</code>"),
    ],
)
def test_emphasis_of_our_texts_is_marked_up_and_nothing_else_becomes_markup(text, html):
    assert prose(text) == html

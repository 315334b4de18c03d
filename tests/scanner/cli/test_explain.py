"""`tenken explain`: everything about one check or one control."""

import pytest

from scanner.cli.rules import rule_text
from scanner.cli.texts import speak
from scanner.framework_logic import Rule
from scanner.language import Translator
from scanner.words import valid_text


def test_a_check_is_explained_with_reason_remedy_permissions_and_controls(tenken):
    said = tenken("explain", "lines.closed")
    assert said.code == 0
    for text in ("lines.closed  Every line is closed", "An open line is a way in.", "Close it.", "line:Read",
                 "LINE-1  Closed lines"):  # fmt: skip
        assert text in said.out


def test_a_control_is_explained_with_source_level_signals_evidence_and_relatives(tenken, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    said = tenken("explain", "ALPHA-T02")
    assert said.code == 0
    texts = [
        "edition of 2024-03-25",
        "ア: not asked for, イ: required, ウ: not asked for",
        "m365.spodl:",
        "Must hold: the first that is in scope of probe.dl",
        "(valid 3 months)",
        "ALPHA-P09  ",
    ]
    for text in texts:
        assert text in said.out


def test_an_assessment_adds_the_verdict_and_its_reasons(tenken, configured, folder):
    configured("denied")
    tenken("scan", "--out", "result", "--lang", "ja")
    said = tenken("explain", "LINE-1", "--assessment", "result/assessment.json")
    assert "aozora: undetermined" in said.out
    assert "missing permissions: line:Read" in said.out


def test_a_condition_is_shown_as_the_question_that_is_asked(tenken):
    assert "(unlisted_update_service)" in tenken("explain", "ALPHA-P03").out


def test_a_name_that_leads_nowhere_is_told_with_the_nearest(tenken):
    said = tenken("explain", "ALPHA-T99")
    assert said.code == 2
    assert "no check and no control is called 'ALPHA-T99'; did you mean 'ALPHA-T0" in said.err


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule(all=("x", Rule(any=("y", "z")))), "all of x, (one of y, z)"),
        (Rule(first=("x", Rule(evidence="soc"))), "the first that is in scope of x, (the evidence soc)"),
        (Rule(needs="x"), "x, in any case"),
        (Rule(all=("x",), each="machine"), "for each machine: all of x"),
    ],
)
def test_logic_is_said_in_words(rule, text):
    speak("en")
    assert rule_text(rule) == text


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("P3M", "3 months"),
        ("P1Y6M", "1 years 6 months"),
        ("P30D", "30 days"),
        ("until-change", "until it changes"),
    ],
)
def test_a_time_of_validity_is_said_in_words(given, text):
    speak("en")
    assert valid_text(given, Translator("en", ())) == text

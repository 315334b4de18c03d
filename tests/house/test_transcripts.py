"""What the READMEs show of the demo is what the program prints, in shape and in words."""

import re

import pytest

from reports import words
from scanner.frameworks import load_framework, packaged
from scanner.language import Translator
from tests.house.project import ROOT, blocks

READMES = {"ja": "README.ja.md", "en": "README.md"}
SECTIONS = ("Controls", "What to do next")


@pytest.fixture(params=sorted(READMES))
def told(request):
    text = (ROOT / READMES[request.param]).read_text("utf-8")
    (transcript,) = blocks(text, f"transcript: {request.param}")
    return Translator(request.param), transcript


@pytest.fixture(scope="module")
def titles():
    (path,) = [path for path in packaged() if path.name == "alpha-prime.yaml"]
    return {control.id: control.title for control in load_framework(path).controls}


def test_a_transcript_has_the_sections_of_the_report(told):
    say, transcript = told
    ruled = re.findall(r"^(.+)\n-+$", transcript, re.MULTILINE)
    assert [any(title.startswith(say(section)) for title in ruled) for section in SECTIONS] == [True, True]


def test_a_transcript_names_controls_as_the_framework_does(told, titles):
    say, transcript = told
    statuses = "|".join(re.escape(say(text)) for text in words.STATUS.values())
    levels = "|".join(re.escape(say(text)) for text in words.LEVEL.values())
    row = re.compile(rf"^(ALPHA-\w+) +(?:{statuses}) +(?:{levels}) +(.+?)(?:\.\.\.)?$", re.MULTILINE)
    rows = row.findall(transcript)
    assert len(rows) == len(re.findall(r"^ALPHA-", transcript, re.MULTILINE)) > 5
    assert [name for name, title in rows if not titles[name][say.language].startswith(title)] == []


def test_a_transcript_says_what_the_result_is_not(told):
    say, transcript = told
    ending = "".join(transcript.split("\n\n")[-1].split())
    from reports.summary import DISCLAIMER

    assert ending == "".join(say(DISCLAIMER).split())

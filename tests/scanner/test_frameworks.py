"""Framework files: what is wrong in one is said with file, line, column and remedy, before anything runs."""

# ruff: noqa: E501  # a message stands on one line here, as it does on the screen

from dataclasses import replace

import pytest

from scanner.framework_model import Cases, Level, Source, Text
from scanner.frameworks import diff, load_framework, load_frameworks, relatives
from scanner.yamlfile import YamlError

GOOD = """\
framework: test
edition: "1"
title: {ja: 試験, en: test}
status: {ja: 案, en: draft}
source: {document: {ja: 文書, en: document}}
controls:
  - id: T-1
    title: {ja: 一, en: one}
    summary: {ja: 一。, en: One.}
    source: {section: "1", figure: 図表1}
    level: {a: required, i: required, u: not-applicable}
    applies_if: {declared: saas}
    responsibility: {who: [municipality]}
    rule_16_3: 5
    assessment: automated
    signals: [aws.trail, m365.owa]
    logic: {any: [aws.trail, {all: [m365.owa, {evidence: design}]}]}
    checks: [aws.cloudtrail.all-regions]
    evidence: [{key: design, item: {ja: 設計書, en: design}, valid_for: P3M}]
    related: [T-2]
  - id: T-2
    title: {ja: 二, en: two}
    summary: {ja: 二。, en: Two.}
    source: {section: "2"}
    level: required
    responsibility: {who: [municipality]}
    rule_16_3: 1
    assessment: attested
    evidence: [{key: rule, item: {ja: 規程, en: rule}, valid_for: until-change}]
    related: [T-1]
"""
KNOWN = {
    "facts": dict.fromkeys(["saas", "government_cloud"]),
    "signals": dict.fromkeys(["aws.trail", "m365.owa"]),
    "checks": ["aws.cloudtrail.all-regions"],
    "providers": ["aws"],
}


@pytest.fixture
def load(tmp_path):
    def load(*texts, **known):
        paths = [tmp_path / f"f{number}.yaml" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, "utf-8")
        return load_frameworks(paths, **{**KNOWN, **known})

    return load


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_a_good_file_loads(load):
    (framework,) = load(GOOD)
    one, two = framework.controls
    assert one.level_in("u") is Level.NOT_APPLICABLE
    assert two.level_in("u") is Level.REQUIRED
    assert list(one.logic.signals()) == ["aws.trail", "m365.owa"]
    assert framework.control("T-2") is two
    assert framework.control("T-3") is None
    assert relatives([framework], "T-1") == ["T-2"]


CASES = "{a: required, i: required, u: not-applicable}"
DESIGN = "{key: design, item: {ja: 設計書, en: design}, valid_for: P3M}"
LOGIC = "{any: [aws.trail, {all: [m365.owa, {evidence: design}]}]}"
ATTESTED = "    assessment: attested\n    evidence: [{key: rule, item: {ja: 規程, en: rule}, valid_for: until-change}]\n"
WRONG = [
    ("framework: test\n", "", "1:1: the key 'framework' is missing; for example framework: alpha-prime"),
    ('edition: "1"', "edition: 1", '2:10: expected text, not a number or true/false; put it in quotes: "1"'),
    ("title: {ja: 試験, en: test}", "title: test", "3:8: expected keys with values, found text"),
    ("title: {ja: 試験, en: test}", "title: {en: test}", "3:8: the key 'ja' is missing; add it"),
    ("title: {ja: 試験, en: test}", 'title: {ja: 試験, en: " "}', "3:21: the text in 'en' is empty; write it"),
    ("status: ", "statsu: ", "4:1: unknown key 'statsu'; did you mean 'status'?"),
    ("controls:\n", "controls: {}\nx:\n", "7:1: unknown key 'x'; allowed here: framework, edition, title, status, source, controls, figures"),
    ("  - id: T-1\n", "  - id: T-2\n", "21:9: control id 'T-2' is already given in line 7; give each control its own id"),
    ("    title: {ja: 一, en: one}\n", "", "7:5: the key 'title' is missing; add it"),
    ("summary: {ja: 一。, en: One.}", "summary: {ja: 一。, de: Eins.}", "9:23: unknown key 'de'; allowed here: ja, en"),
    (", figure: 図表1", ", figur: 図表1", "10:28: unknown key 'figur'; did you mean 'figure'?"),
    (CASES, "{a: required, i: required}", "11:12: the key 'u' is missing; add it"),
    (CASES, "requird", "11:12: 'requird' is not known here; did you mean 'required'? Allowed: required, recommended, information, not-applicable"),
    (CASES, "{a: must, i: required, u: required}", "11:16: 'must' is not known here; allowed: required, recommended, information, not-applicable"),
    ("declared: saas", "declared: sas", "12:28: there is no fact 'sas'; did you mean 'saas'?"),
    ("applies_if: {declared: saas}", "applies_if: saas", "12:17: expected keys with values, found text"),
    ("who: [municipality]", "who: municipality", "13:27: expected a list, found text"),
    ("rule_16_3: 5", "rule_16_3: 9", "14:16: '9' is not an item of 16条の3; write 1 to 8"),
    ("rule_16_3: 5", "rule_16_3: five", "14:16: expected a whole number, found text"),
    ("assessment: automated", "assessment: auto", "15:17: 'auto' is not known here; did you mean 'automated'? Allowed: automated, partial, attested, covered-by-provider"),
    ("[aws.trail, m365.owa]", "[aws.trial, m365.owa]", "17:12: there is no signal 'aws.trail'; did you mean 'aws.trial'?"),
    (LOGIC, "{any: [aws.trail, import.zzz]}", "17:12: there is no signal 'import.zzz'; correct it or take it out"),
    (LOGIC, "{evidence: desing}", "17:12: there is no evidence key 'desing'; did you mean 'design'?"),
    (LOGIC, "{any: [aws.trail], all: [m365.owa]}", "17:12: give exactly one of all, any, first, needs, evidence here"),
    (LOGIC, "{any: []}", "17:18: 'any' is empty; name at least one part"),
    (LOGIC, "{any: [aws.trail], each: server}", "17:37: 'server' is not known here; allowed: machine, destination, break-out, provider"),
    (LOGIC, "{anny: [aws.trail]}", "17:13: unknown key 'anny'; did you mean 'any'?"),
    ("aws.cloudtrail.all-regions", "aws.cloudtrail.all-region", "18:14: there is no check 'aws.cloudtrail.all-region'; did you mean 'aws.cloudtrail.all-regions'?"),
    ("valid_for: P3M", "valid_for: 3M", "19:70: '3M' is no duration; write P3M, P1Y, P30D or one of: until-change, until-expiry, contract-term, permanent"),
    ("valid_for: P3M", "valid_for: PT5H", "19:70: 'PT5H' is no duration; write P3M, P1Y, P30D or one of: until-change, until-expiry, contract-term, permanent"),
    (DESIGN, "{key: design, item: {ja: 設計書, en: design}}", "19:16: the key 'valid_for' is missing; add it"),
    ("related: [T-2]", "related: [T-3]", "20:15: there is no control 'T-3'; did you mean 'T-2'?"),
    ("related: [T-1]", "related: []", "20:15: 'T-2' does not name 'T-1' in return; add 'T-1' to the related of 'T-2'"),
    (ATTESTED, "    assessment: attested\n", "21:5: control 'T-2' has neither checks, signals nor evidence; add one"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_file_is_refused_with_place_and_remedy(load, tmp_path, old, new, message):
    with pytest.raises(YamlError) as caught:
        load(changed(old, new))
    assert f"{tmp_path / 'f0.yaml'}:{message}" in [str(problem) for problem in caught.value.problems]


def test_a_figure_that_lists_what_is_not_there_is_refused(load, tmp_path):
    figure = "figures: [{figure: 図表1, case: i, title: {ja: 図, en: f}, parts: [{title: {ja: 群, en: g}, controls: [T-3]}]}]"
    with pytest.raises(
        YamlError, match="'図表1' names the control 'T-3', which is not in this file; correct it"
    ):
        load(GOOD + figure)
    ((part,),) = [one.parts for one in load(GOOD + figure.replace("T-3", "T-2"))[0].figures]
    assert part.controls == ("T-2",)


def test_an_id_of_another_framework_is_refused(load):
    with pytest.raises(YamlError, match="control id 'T-1' already belongs to 'test'"):
        load(GOOD, GOOD.replace("framework: test", "framework: other"))


def test_one_edition_is_loaded_once_but_two_stand_side_by_side(load):
    with pytest.raises(YamlError, match="edition 1 of 'test' is already loaded"):
        load(GOOD, GOOD)
    assert len(load(GOOD, changed('edition: "1"', 'edition: "2"'))) == 2


def test_a_check_of_a_provider_that_is_not_loaded_is_kept(load):
    (framework,) = load(changed("aws.cloudtrail.all-regions", "azure.any"))
    assert framework.controls[0].checks == ("azure.any",)


def test_checks_are_not_looked_up_where_none_are_given(load):
    assert load(changed("aws.cloudtrail.all-regions", "aws.any"), checks=None)


def test_a_relative_in_a_framework_that_is_not_loaded_is_kept(load):
    (framework,) = load(changed("related: [T-2]", "related: [T-2, CS-C01]"))
    assert framework.controls[0].related == ("T-2", "CS-C01")


def test_other_people_need_not_be_named_in_return(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
    (ours / "f.yaml").write_text(GOOD, "utf-8")
    other = GOOD.replace("framework: test", "framework: other").replace("T-", "X-")
    (theirs / "f.yaml").write_text(other.replace("related: [X-1]", "related: [X-1, T-2]"), "utf-8")
    frameworks = load_frameworks([ours / "f.yaml", theirs / "f.yaml"], **KNOWN)
    assert relatives(frameworks, "T-2") == ["T-1", "X-2"]


def test_the_faults_of_all_files_are_told_at_once(load):
    with pytest.raises(YamlError) as caught:
        load(changed("saas", "sas"), changed("edition", "edtion"))
    assert [problem.path[-7:] for problem in caught.value.problems] == ["f1.yaml", "f0.yaml"]


def test_two_editions_are_compared(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_text(GOOD, "utf-8")
    old = load_framework(path)
    one, two = old.controls
    one = replace(
        one,
        level=Cases(a=Level.REQUIRED, i=Level.REQUIRED, u=Level.RECOMMENDED),
        source=Source(section="1", figure="図表2"),
        title=Text(ja="壱", en="one"),
    )
    three = replace(two, id="T-3")
    changes = diff(old, replace(old, edition="2", controls=(one, three)))
    assert [(change.kind, change.id) for change in changes] == [
        ("level", "T-1"),
        ("figure", "T-1"),
        ("title", "T-1"),
        ("added", "T-3"),
        ("removed", "T-2"),
    ]
    assert diff(old, old) == ()

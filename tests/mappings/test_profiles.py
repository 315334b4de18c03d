"""The packaged profiles and limits, and what is wrong in a profile of one's own."""

# ruff: noqa: E501  # a message stands on one line here, as it does on the screen

import pytest

from scanner.frameworks import load_frameworks
from scanner.profiles import default_limits, load_limits, load_profile, profile_names
from scanner.yamlfile import YamlError

NAMES = [
    "alpha-prime-a",
    "alpha-prime-i",
    "alpha-prime-u",
    "cloud-purchase",
    "government-cloud-asp",
    "government-cloud-direct",
    "government-cloud-shared",
]


@pytest.fixture(scope="module")
def frameworks():
    return load_frameworks()


def test_the_packaged_profiles():
    assert profile_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_packaged_profile_names_only_what_there_is(name, frameworks):
    profile = load_profile(name, frameworks)
    assert profile.profile == name
    assert profile.limits_in_force() == default_limits()


def test_the_three_cases():
    assert [load_profile(f"alpha-prime-{case}").case for case in "aiu"] == ["a", "i", "u"]


def test_log_protection_is_relieved_only_where_no_vendor_keeps_logs():
    assert load_profile("government-cloud-direct").relieved_controls() == {"R4-4.1", "R4-4.2", "R4-7.7"}
    for name in ("government-cloud-shared", "government-cloud-asp"):
        assert load_profile(name).relieved_controls() == {"R4-4.1", "R4-4.2"}
    assert load_profile("cloud-purchase").relieved_controls() == frozenset()


def test_only_two_limits_come_from_a_document():
    stated = {key: limit.value for key, limit in load_limits().items() if not limit.proposal}
    assert stated == {"log_retention_days": 365, "training_per_fiscal_year": 1}


def test_a_limit_without_a_document_says_so_in_both_languages():
    for limit in load_limits().values():
        if limit.proposal:
            assert limit.source.ja.startswith("独自の提案")
            assert limit.source.en.startswith("Our proposal")


GOOD = """\
profile: ours
title: {ja: 当市, en: our city}
frameworks: [cloud-policy-2022]
limits: {unused_days: 60}
facts: {government_cloud: true}
relieved:
  - {control: R4-4.1, sentence: {ja: 文, en: sentence}, document: {ja: 文書, en: document}}
"""
WRONG = [
    ("cloud-policy-2022", "cloud-policy-2023", "3:14: there is no framework 'cloud-policy-2023'; did you mean 'cloud-policy-2022'?"),
    ("unused_days", "unusd_days", "4:10: there is no limit 'unusd_days'; did you mean 'unused_days'?"),
    ("60", "sixty", "4:23: expected a whole number, found text"),
    ("government_cloud", "goverment_cloud", "5:9: there is no fact 'goverment_cloud'; did you mean 'government_cloud'?"),
    ("R4-4.1", "R4-4.9", "7:15: there is no control 'R4-4.9'; did you mean 'R4-8.9'?"),
    (", document: {ja: 文書, en: document}", "", "7:5: the key 'document' is missing; add it"),
    ("title:", "case: x\ntitle:", "2:7: 'x' is not known here; allowed: a, i, u"),
]  # fmt: skip


def test_limits_of_a_profile_replace_the_defaults(tmp_path, frameworks):
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD, "utf-8")
    assert load_profile(path, frameworks).limits_in_force() == {**default_limits(), "unused_days": 60}


@pytest.mark.parametrize(("old", "new", "message"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_profile_is_refused_with_place_and_remedy(tmp_path, frameworks, old, new, message):
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(YamlError) as caught:
        load_profile(path, frameworks)
    assert [str(problem) for problem in caught.value.problems] == [f"{path}:{message}"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("value: -1", "'-1' is less than 0; write a larger number"),
        ("value: 1, unit: weeks", "'weeks' is not known here"),
    ],
)
def test_a_wrong_limit_is_refused(tmp_path, entry, message):
    path = tmp_path / "limits.yaml"
    unit = "" if "unit" in entry else ", unit: days"
    path.write_text(
        f"limits: [{{key: a, {entry}{unit}, name: {{ja: 名, en: n}}, source: {{ja: 源, en: s}}}}]", "utf-8"
    )
    with pytest.raises(YamlError, match=message):
        load_limits(path)


def test_a_limit_is_given_once(tmp_path):
    path = tmp_path / "limits.yaml"
    one = "  - {key: a, value: 1, unit: days, name: {ja: 名, en: n}, source: {ja: 源, en: s}}\n"
    path.write_text("limits:\n" + one + one, "utf-8")
    with pytest.raises(YamlError, match=r"limits.yaml:3:11: limit 'a' is given twice; remove one of the two"):
        load_limits(path)

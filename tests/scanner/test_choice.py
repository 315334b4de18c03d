"""Checks are chosen by id, framework, control and severity."""

import pytest

from scanner.choice import chosen
from scanner.framework_choice import UnknownFrameworkError
from scanner.host import Host
from scanner.selection import SelectionError


@pytest.fixture(scope="module")
def host():
    return Host.load()


def severities(host, ids):
    checks = {check.id: check for one in host.providers.values() for check in one.checks}
    return {checks[one].severity for one in ids}


def test_without_patterns_all_are_meant(host):
    assert chosen(host, [], []) is None


def test_ids_are_chosen_by_pattern_and_given_in_order(host):
    found = chosen(host, ["aws.s3.*", "aws.iam.root-protected"])
    assert found == tuple(sorted(found))
    assert "aws.iam.root-protected" in found
    assert all(one.startswith(("aws.s3.", "aws.iam.root")) for one in found)


def test_a_framework_stands_for_the_checks_of_its_controls(host):
    found = set(chosen(host, ["framework:alpha-prime"]))
    assert "m365.ca.app-restrictions" in found
    assert set(chosen(host, ["framework:alpha-prime", "aws.s3.*"])) >= found


def test_a_control_stands_for_its_checks(host):
    assert "m365.ca.app-restrictions" in chosen(host, ["control:ALPHA-T02"])


def test_a_severity_stands_for_all_checks_of_it(host):
    assert severities(host, chosen(host, ["severity:critical"])) == {"critical"}
    assert "critical" not in severities(host, chosen(host, [], ["severity:critical"]))


def test_what_is_skipped_wins(host):
    assert chosen(host, ["aws.s3.*"], ["aws.s3.p*"]) == tuple(
        one for one in chosen(host, ["aws.s3.*"]) if not one.startswith("aws.s3.p")
    )


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("aws.s3.encrypt", "no check is called 'aws.s3.encrypt'; did you mean 'aws.s3.encryption'?"),
        ("severity:hihg", "no severity is called 'hihg'; did you mean 'high'?"),
        ("severity:grave", "no severity is called 'grave'; did you mean"),
        ("control:ALPHA-T002", "no control is called 'ALPHA-T002'; did you mean 'ALPHA-T02'?"),
    ],
)
def test_a_pattern_that_leads_nowhere_is_refused_with_the_nearest(host, pattern, message):
    with pytest.raises(SelectionError) as caught:
        chosen(host, [pattern])
    assert str(caught.value).startswith(message)


def test_an_unknown_framework_is_refused(host):
    with pytest.raises(UnknownFrameworkError):
        chosen(host, ["framework:alpha"])


def test_nothing_left_is_refused(host):
    with pytest.raises(SelectionError, match="no check is left"):
        chosen(host, ["aws.s3.*"], ["aws.*"])

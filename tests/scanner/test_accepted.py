"""Accepted gaps: what may be accepted, and what never is."""

from datetime import UTC, datetime, timedelta

import pytest

from scanner import Gap, Message, Reason, Resource
from scanner.accepted import accepted
from scanner.yamlfile import YamlError
from tests.scanner.people_world import GAP, NOON, less, people


def gap(reason=Reason.DENIED, setting="AWS::Organizations::Policy", permission="organizations:ListPolicies"):
    return Gap(setting, Resource("target", "aozora-aws"), reason, Message.of("denied"), permission)


def takes(folder, record, one, target="aozora-aws", as_of=NOON):
    return accepted(one, target, people(folder, accepted_gaps=[record]).accepted_gaps, as_of)


def refused(folder, record, targets=None):
    with pytest.raises(YamlError) as error:
        people(folder, targets, accepted_gaps=[record])
    return str(error.value)


def test_a_gap_is_accepted_by_its_permission(tmp_path):
    assert takes(tmp_path, GAP, gap())
    assert not takes(tmp_path, GAP, gap(permission="s3:GetBucketPolicy"))


def test_a_gap_is_accepted_by_its_setting(tmp_path):
    record = less(GAP, "permission", setting="AWS::Organizations::*")
    assert takes(tmp_path, record, gap(permission=""))
    assert not takes(tmp_path, record, gap(setting="AWS::S3::Bucket"))


def test_where_both_are_given_both_must_match(tmp_path):
    record = less(GAP, setting="AWS::S3::*")
    assert not takes(tmp_path, record, gap())


def test_a_gap_without_a_known_permission_is_not_accepted_by_permission(tmp_path):
    assert not takes(tmp_path, GAP, gap(permission=""))


def test_a_gap_of_another_target_is_not_accepted(tmp_path):
    assert not takes(tmp_path, GAP, gap(), target="midori-aws")


@pytest.mark.parametrize(
    "reason",
    [
        Reason.THROTTLED,
        Reason.MALFORMED,
        Reason.DEADLINE,
        Reason.DEFECT,
        Reason.UNRECORDED,
        Reason.UNDECLARED,
    ],
)
def test_a_fault_or_a_slow_answer_is_never_accepted(tmp_path, reason):
    assert not takes(tmp_path, GAP, gap(reason))


def test_it_holds_from_its_first_day_through_its_last_in_japan(tmp_path):
    begin, end = datetime(2026, 10, 31, 15, 0, tzinfo=UTC), datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    moment = timedelta(microseconds=1)
    found = [takes(tmp_path, GAP, gap(), as_of=at) for at in (begin - moment, begin, end - moment, end)]
    assert found == [False, True, True, False]


@pytest.mark.parametrize("name", ["target", "reason", "approver", "date", "valid_until"])
def test_nothing_of_it_may_be_missing(tmp_path, name):
    assert f"the key '{name}' is missing" in refused(tmp_path, less(GAP, name))


@pytest.mark.parametrize("pattern", ["*", "**", "*:*", "?*", " ", "*.*"])
def test_whatever_can_not_be_read_is_never_accepted_as_a_whole(tmp_path, pattern):
    assert "accepts whatever can't be read" in refused(tmp_path, less(GAP, permission=pattern))


def test_it_names_what_it_is_about(tmp_path):
    assert "give at least one of setting, permission" in refused(tmp_path, less(GAP, "permission"))


def test_an_unknown_target_is_refused_with_the_nearest(tmp_path):
    message = refused(tmp_path, less(GAP, target="aozora-asw"), ["aozora-aws", "aozora-m365"])
    assert "there is no target 'aozora-asw'; did you mean 'aozora-aws'?" in message

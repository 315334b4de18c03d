"""Tags that every resource needs, and resources that never bore one."""

import boto3
import pytest

from plugins.aws.checks.importance import if_important
from plugins.aws.checks.tags import required, some
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.instances import Instance
from plugins.aws.settings.s3 import Bucket
from plugins.aws.settings.storage import Volume
from plugins.aws.settings.tags import Tag, TaggedResource
from scanner import (
    DeclaredImportance,
    DeclaredTag,
    Fail,
    Gap,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="111122223333", target="aozora-aws")
REGIONS = (Region(name=TOKYO), Region(name=OSAKA))
ARN = f"arn:aws:ec2:{TOKYO}:111122223333:volume/vol-1"
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"), "tag:GetResources")
NOBODY = Reading((), (Gap("declared.x", Resource("declared", "x"), Reason.UNDECLARED, Message("no")),))
USUAL = {"system": "juki", "zone": "lgwan", "data-class": "2"}


def tagged(arn=ARN, **tags):
    made = tuple(Tag(key=key.replace("_", "-"), value=value) for key, value in tags.items())
    return TaggedResource(arn=arn, region=TOKYO, tags=made)


def judged(declared=NOBODY, **tags):
    [verdict] = required(tagged(**tags), declared)
    return type(verdict)


def keys(*names):
    return Reading(tuple(DeclaredTag(tag=name) for name in names))


def test_the_usual_tags_pass_without_a_declaration():
    assert judged(system="juki", zone="lgwan", data_class="2") is Pass
    assert judged(System="juki", ZONE="lgwan", Data_Class="2") is Pass


def test_other_tags_may_be_those_of_the_municipality():
    assert judged(system="juki") is Unknown


def test_a_declared_tag_that_is_missing_or_empty_fails():
    assert judged(keys("owner"), owner="it") is Pass
    assert judged(keys("owner"), owner=" ") is Fail
    assert judged(keys("owner"), system="juki") is Fail
    assert judged(keys(), system="juki") is NotApplicable


VOLUME = Volume(id="vol-1", region=TOKYO, encrypted=True)


def bare(*listed, gaps=(), volumes=(VOLUME,), instances=(), buckets=()):
    found = some(ACCOUNT, REGIONS, instances, volumes, (), (), (), buckets, Reading(listed, gaps))
    return [type(one) for one in found]


def test_what_never_bore_a_tag_is_found_though_the_list_leaves_it_out():
    assert bare(tagged(owner="it")) == [Pass, NotApplicable]
    assert bare() == [Fail, NotApplicable]
    assert bare(tagged()) == [Fail, NotApplicable]  # bore one once
    assert bare(tagged(owner="it"), buckets=(Bucket(name="aozora", region=OSAKA),)) == [Pass, Fail]


def test_a_server_that_is_gone_needs_no_tag():
    gone = Instance(
        id="i-1",
        region=OSAKA,
        state="terminated",
        zone="a",
        vpc=None,
        subnet=None,
        tokens=None,
        endpoint=None,
    )
    assert bare(tagged(owner="it"), instances=(gone,)) == [Pass, NotApplicable]


def test_tags_that_were_not_read_are_not_missing():
    assert bare(gaps=(GAP,)) == [Unknown, NotApplicable]


HIGH = Reading((DeclaredImportance(tag="importance", value="high"),))


@pytest.mark.parametrize(
    ("important", "tags", "gaps", "expected"),
    [
        (HIGH, {"importance": "high"}, (), Fail),
        (HIGH, {"importance": "low"}, (), NotApplicable),
        (HIGH, {}, (GAP,), Unknown),
        (Reading(()), {}, (), Fail),
        (NOBODY, {"importance": "high"}, (), Unknown),
    ],
)
def test_a_lack_is_a_fault_of_what_is_important(important, tags, gaps, expected):
    found = if_important(Fail(ACCOUNT, "no log"), "a log", ARN, Reading((tagged(**tags),), gaps), important)
    assert type(found) is expected


def test_what_is_good_stays_good_whatever_its_importance():
    good = Pass(ACCOUNT, "a log")
    assert if_important(good, "a log", ARN, Reading(()), NOBODY) is good


def test_tags_are_read(aws):
    volume = boto3.client("ec2", TOKYO).create_volume(AvailabilityZone=f"{TOKYO}a", Size=1)["VolumeId"]
    boto3.client("ec2", TOKYO).create_tags(Resources=[volume], Tags=[{"Key": "zone", "Value": "lgwan"}])
    [found] = [one for one in read(TaggedResource, aws) if one.arn.endswith(volume)]
    assert found.tags == (Tag(key="zone", value="lgwan"),)

"""Volumes, snapshots and databases."""

from dataclasses import replace

import pytest

from plugins.aws.checks.storage import (
    cluster_encryption,
    default_encryption,
    instance_encryption,
    not_public,
    snapshot_encryption,
    volume_encryption,
)
from plugins.aws.settings.account import Region
from plugins.aws.settings.storage import DbCluster, DbInstance, EbsDefault, GroupUse, Snapshot, Volume
from scanner import Fail, Pass

TOKYO = "ap-northeast-1"
DATABASE = {"id": "aozora", "region": TOKYO, "engine": "postgres", "encrypted": True}
INSTANCE = DbInstance(
    arn="arn:aws:rds:ap-northeast-1:111122223333:db:aozora",
    public=False,
    multi_az=True,
    cluster=None,
    groups=(GroupUse(name="own", status="in-sync"),),
    **DATABASE,
)
CLUSTER = DbCluster(
    arn="arn:aws:rds:ap-northeast-1:111122223333:cluster:aozora",
    multi_az=True,
    group="own",
    members=("aozora-1",),
    group_in_sync=True,
    **(DATABASE | {"engine": "aurora-postgresql"}),
)
SWITCHES = [
    (default_encryption, EbsDefault(region=Region(name=TOKYO), enabled=True), "enabled"),
    (volume_encryption, Volume(id="vol-1", region=TOKYO, encrypted=True), "encrypted"),
    (snapshot_encryption, Snapshot(id="snap-1", region=TOKYO, encrypted=True), "encrypted"),
    (instance_encryption, INSTANCE, "encrypted"),
    (cluster_encryption, CLUSTER, "encrypted"),
]


@pytest.mark.parametrize(("check", "good", "field"), SWITCHES)
def test_what_is_encrypted_passes_and_what_is_not_fails(check, good, field):
    assert [type(one) for one in check(good)] == [Pass]
    assert [type(one) for one in check(replace(good, **{field: False}))] == [Fail]


def test_a_database_inside_passes_and_a_public_one_fails():
    assert [type(one) for one in not_public(INSTANCE)] == [Pass]
    assert [type(one) for one in not_public(replace(INSTANCE, public=True))] == [Fail]

"""The collectors read the made-up city as moto serves it."""

import ast
import inspect
import os
import re
import textwrap
from unittest.mock import patch

import pytest
from moto import mock_aws

from plugins.aws import provider
from plugins.aws.base import connect
from plugins.aws.demo import ENVIRONMENT, FOREIGN, fill
from plugins.aws.demo.clients import Clients
from plugins.aws.operations import READS, action_of
from plugins.aws.options import AwsOptions
from plugins.aws.settings.backup import BackupPlan, BackupVault
from plugins.aws.settings.iam import Credentials, Group, ManagedPolicy, Role, RootAccess, User
from plugins.aws.settings.kms import Key, KeyDetail, KeyRotation
from plugins.aws.settings.s3 import AccountPublicAccess, BucketEncryption, BucketPolicyStatus
from plugins.aws.settings.storage import DbCluster, DbInstance, EbsDefault, Snapshot, Volume
from plugins.aws.settings.trail import BasicSelector, Trail, TrailRecording
from plugins.aws.settings.vpc import RouteTable
from scanner import Target
from tests.plugins.aws.conftest import EVERYTHING, OSAKA, TOKYO
from tests.plugins.aws.reading import read


@pytest.fixture(scope="module")
def city():
    """A connection to the city's account."""
    with patch.dict(os.environ, ENVIRONMENT), pytest.MonkeyPatch.context() as environment, mock_aws():
        for name in (*FOREIGN, "AWS_ENDPOINT_URL"):
            environment.delenv(name, raising=False)
        fill(Clients())
        yield connect(Target("aozora-aws", "aws", "aozora", AwsOptions(regions=(TOKYO, OSAKA))), EVERYTHING)


def test_who_can_sign_in_and_with_what(city):
    people = {one.name: one for one in read(Credentials, city)}
    assert {name for name, one in people.items() if one.mfa} == {"aoki", "sato"}
    assert [key.active for key in people["nightly-batch"].keys] == [True, True]
    assert people["kato"].password
    [root] = read(RootAccess, city)
    assert (root.mfa, root.keys) == (False, False)


def test_who_may_do_what(city):
    users = {one.name: one for one in read(User, city)}
    assert users["kato"].groups == ("operators",)
    assert users["aoki"].attached[0].endswith(":policy/aozora-administrator")
    [group] = read(Group, city)
    assert '"Action": "*"' in group.inline[0].document
    assert [one.name for one in read(ManagedPolicy, city)] == ["aozora-administrator"]
    assert read(Role, city) == []


def test_keys_and_their_rotation(city):
    assert {one.aliases for one in read(Key, city)} >= {("alias/aozora",), ()}
    assert {one.state for one in read(KeyDetail, city)} == {"Enabled", "PendingDeletion"}
    asked = {(one.enabled, one.period_days) for one in read(KeyRotation, city)}
    # moto keeps the period to itself: it is the default.
    assert asked == {(False, None), (True, 365), (None, None)}


def test_the_period_of_a_rotation_is_read(tape, sign_in):
    # Written from documentation: KMS API reference, ListKeys, DescribeKey, GetKeyRotationStatus.
    key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
    arn = f"arn:aws:kms:{TOKYO}:111122223333:key/{key_id}"
    kept = {"KeyId": key_id, "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "Origin": "AWS_KMS"}
    tape.answer("sts.GetCallerIdentity", {"Account": "111122223333"})
    tape.answer("kms.ListAliases", {"Aliases": [{"AliasName": "alias/aws/backup"}]})
    tape.answer("kms.ListKeys", {"Keys": [{"KeyId": key_id, "KeyArn": arn}]})
    metadata = kept | {"KeyState": "Enabled", "KeyUsage": "ENCRYPT_DECRYPT"}
    tape.answer("kms.DescribeKey", {"KeyMetadata": metadata})
    tape.answer("kms.GetKeyRotationStatus", {"KeyRotationEnabled": True, "RotationPeriodInDays": 365})
    [one] = read(KeyRotation, sign_in())
    assert (one.enabled, one.period_days, one.detail.key.aliases) == (True, 365, ())


def test_buckets_of_the_city(city):
    assert {one.algorithm for one in read(BucketEncryption, city)} >= {"aws:kms"}
    assert True in {one.public for one in read(BucketPolicyStatus, city)}
    assert [one.flags for one in read(AccountPublicAccess, city)] == [None]


def test_volumes_and_databases_of_both_regions(city):
    assert {one.region.name: one.enabled for one in read(EbsDefault, city)} == {TOKYO: True, OSAKA: False}
    assert {(one.region, one.encrypted) for one in read(Volume, city)} == {(TOKYO, True), (OSAKA, False)}
    assert [one.region for one in read(Snapshot, city)] == [OSAKA]
    databases = {one.id: (one.encrypted, one.public) for one in read(DbInstance, city)}
    assert databases == {"aozora-residents": (True, False), "aozora-events": (False, True)}
    assert [one.encrypted for one in read(DbCluster, city)] == [True]


def test_a_trail_seen_from_two_regions_is_the_same_trail(city):
    [here, there] = read(Trail, city)
    assert here == there
    assert (here.home_region, here.multi_region, here.validation, here.key) == (TOKYO, True, True, None)
    recorded = read(TrailRecording, city)[0]
    assert recorded.logging
    assert recorded.basic == (BasicSelector(read_write="All", management=True, excluded=(), data=()),)


def test_backups_of_the_city(city):
    assert [one.name for one in read(BackupPlan, city)] == ["aozora-daily"]
    [vault] = read(BackupVault, city)
    assert (vault.locked, vault.min_days, vault.fixed_at, vault.points) == (True, 35, None, 0)


def test_a_default_route_in_two_halves_is_read(city):
    routes = {route.destination for table in read(RouteTable, city) for route in table.routes}
    assert {"0.0.0.0/1", "128.0.0.0/1"} <= routes


DATA = (str, tuple, frozenset, dict)
OPERATION = re.compile(r"[a-z0-9-]+\.[A-Z][A-Za-z0-9]+")


def operations_of(function):
    """Every operation that a collector names, also in the functions of the plugin that it calls."""
    seen, todo, found, words = set(), [function], set(), set()
    while todo:
        one = todo.pop()
        seen.add(one)
        names = vars(inspect.getmodule(one))
        nodes = list(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(one)))))
        words |= {
            node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        for node in nodes:
            if isinstance(node, ast.JoinedStr):  # a name put together from words of the collector
                found |= {operation for operation in READS if re.fullmatch(shape(node, words), operation)}
            elif isinstance(node, ast.Name) and node.id in names:
                known = names[node.id]
                found |= READS & set(OPERATION.findall(repr(known))) if isinstance(known, DATA) else set()
                if (
                    inspect.isfunction(known)
                    and known.__module__.startswith("plugins.aws")
                    and known not in seen
                ):
                    todo.append(known)
    return found | (READS & words)


def shape(node, words):
    """A pattern of the texts that an f-string can become."""
    any_word = "|".join(re.escape(word) for word in sorted(words))
    parts = (re.escape(p.value) if isinstance(p, ast.Constant) else f"(?:{any_word})" for p in node.values)
    return "".join(parts)


@pytest.mark.parametrize("collector", provider.collectors, ids=lambda one: one.__name__)
def test_a_collector_declares_the_permissions_of_its_calls_and_no_others(collector):
    needed = {action_of(operation) for operation in operations_of(collector.function)}
    assert set(collector.permissions) == needed


def test_every_declared_read_is_used():
    used = {operation for one in provider.collectors for operation in operations_of(one.function)}
    assert READS - used == set()

"""Databases insist on TLS. Answers by hand are written from documentation: RDS API reference."""

from dataclasses import replace

import pytest

from plugins.aws.checks.rdstls import cluster_tls, instance_tls
from plugins.aws.derived.rdstls import cluster_groups, instance_groups
from plugins.aws.settings.rdstls import ClusterGroup, ClusterTls, InstanceGroup, InstanceTls, Parameter
from scanner import Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.test_aws_storage_checks import CLUSTER, INSTANCE

OWN = InstanceGroup(name="own", region=TOKYO)
OF_CLUSTER = ClusterGroup(name="own", region=TOKYO)


def parameters(**named):
    return tuple(Parameter(name=name.replace("_dot_", "."), value=value) for name, value in named.items())


def kind(engine, given, instance=INSTANCE):
    groups = Reading((InstanceTls(group=OWN, parameters=given),))
    [verdict] = instance_tls(replace(instance, engine=engine), groups)
    return type(verdict)


FORCED, OPEN = parameters(rds_dot_force_ssl="1"), parameters(rds_dot_force_ssl="0")


@pytest.mark.parametrize(
    ("engine", "given"),
    [
        ("postgres", FORCED),
        ("sqlserver-se", FORCED),
        ("mysql", parameters(require_secure_transport="ON")),
        ("mysql", parameters(require_secure_transport="1")),
        ("mariadb", parameters(require_secure_transport="on")),
        ("docdb", parameters(tls="tls1.2+")),
    ],
)
def test_a_database_that_insists_on_tls_passes(engine, given):
    assert kind(engine, given) is Pass


@pytest.mark.parametrize(
    ("engine", "given"),
    [
        ("postgres", OPEN),
        ("mysql", parameters(require_secure_transport="OFF")),
        ("mysql", parameters(require_secure_transport=None)),  # OFF is MySQL's own default
        ("mysql", FORCED),  # a parameter of another engine
        ("docdb", parameters(tls="disabled")),
    ],
)
def test_a_database_that_only_offers_tls_fails(engine, given):
    assert kind(engine, given) is Fail


@pytest.mark.parametrize(
    ("engine", "given"),
    [
        ("postgres", parameters(rds_dot_force_ssl=None)),
        ("mariadb", ()),
        ("oracle-ee", ()),
        ("db2-se", FORCED),
    ],
)
def test_what_the_service_does_not_tell_is_unknown(engine, given):
    assert kind(engine, given) is Unknown


def test_a_change_that_waits_for_a_restart_is_unknown():
    waiting = replace(INSTANCE, groups=(replace(INSTANCE.groups[0], status="pending-reboot"),))
    assert kind("postgres", FORCED, waiting) is Unknown


def test_a_group_of_another_region_is_another_group():
    there = InstanceTls(group=replace(OWN, region=OSAKA), parameters=FORCED)
    [verdict] = instance_tls(INSTANCE, Reading((there,)))
    assert verdict.reason is Reason.MALFORMED


def test_a_group_that_could_not_be_read_is_unknown_for_the_same_reason():
    gap = Gap("x", Resource("x", "own"), Reason.DENIED, Message("no"), "rds:DescribeDBParameters")
    [verdict] = instance_tls(INSTANCE, Reading((), (gap,)))
    assert verdict.reason is Reason.DENIED
    assert "rds:DescribeDBParameters" in str(verdict.message)


def test_a_member_is_judged_with_its_cluster():
    [verdict] = instance_tls(replace(INSTANCE, cluster="aozora"), Reading())
    assert type(verdict) is NotApplicable


@pytest.mark.parametrize(
    ("given", "in_sync", "expected"), [(FORCED, True, Pass), (OPEN, True, Fail), (FORCED, False, Unknown)]
)
def test_a_cluster_is_judged_by_its_own_group(given, in_sync, expected):
    groups = Reading((ClusterTls(group=OF_CLUSTER, parameters=given),))
    [verdict] = cluster_tls(replace(CLUSTER, group_in_sync=in_sync), groups)
    assert type(verdict) is expected


def test_groups_are_named_once_for_their_databases():
    assert list(instance_groups(INSTANCE)) == [OWN]
    assert cluster_groups(CLUSTER) == OF_CLUSTER


def test_only_the_deciding_parameters_are_kept(tape, sign_in):
    from plugins.aws.collectors import rdstls

    rows = [
        {"ParameterName": "rds.force_ssl", "ParameterValue": "1"},
        {"ParameterName": "autovacuum", "ParameterValue": "1"},
        {"ParameterName": "require_secure_transport"},
    ]
    answers = {
        "rds.DescribeDBParameters": {"Parameters": rows},
        "rds.DescribeDBClusterParameters": {"Parameters": rows[:1]},
    }
    aws = answered(tape, sign_in, answers)
    found = rdstls.instance_tls(OWN, aws)
    assert found.parameters == (*FORCED, Parameter(name="require_secure_transport", value=None))
    assert rdstls.cluster_tls(OF_CLUSTER, aws).parameters == FORCED

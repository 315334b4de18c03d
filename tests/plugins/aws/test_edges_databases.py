"""Databases of which an endpoint does not say everything."""

from plugins.aws.checks.storage import instance_encryption, not_public
from plugins.aws.settings.storage import DbInstance
from scanner import Pass, Reason
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

# Written from documentation: RDS API reference, type DBInstance (PubliclyAccessible is not "always
# present"; moto leaves it out unless it was set).
DATABASE = {
    "DBInstanceArn": f"arn:aws:rds:{TOKYO}:111122223333:db:aozora-residents",
    "DBInstanceIdentifier": "aozora-residents",
    "Engine": "postgres",
    "StorageEncrypted": True,
    "MultiAZ": True,
    "DBParameterGroups": [],
}


def test_a_database_that_does_not_say_whether_it_is_public_is_unknown_for_that_alone(tape, sign_in):
    answers = {"rds.DescribeDBInstances": {"DBInstances": [DATABASE]}}
    [instance] = read(DbInstance, answered(tape, sign_in, answers))
    [verdict] = not_public(instance)
    assert verdict.reason is Reason.MALFORMED
    assert [type(one) for one in instance_encryption(instance)] == [Pass]

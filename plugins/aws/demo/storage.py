"""Keys, buckets, volumes and databases of 青空市, well kept and not."""

import json
from typing import Any

from plugins.aws.demo.clients import OSAKA, TOKYO, Clients

BLOCK = dict.fromkeys(
    ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
)
DATABASE = {
    "DBInstanceClass": "db.t3.medium",
    "Engine": "postgres",
    "AllocatedStorage": 20,
    "MasterUsername": "aozora",
    "MasterUserPassword": "of-nobody-at-all",
}


def fill_storage(aws: Clients) -> dict[str, str]:
    """Make them; gives the keys by name."""
    keys = _keys(aws("kms"))
    _buckets(aws, keys["rotated"])
    _volumes(aws)
    _databases(aws("rds"), keys["rotated"])
    return keys


def _keys(kms: Any) -> dict[str, str]:
    names = ("rotated", "forgotten", "signing", "ended")
    specs = {"signing": {"KeySpec": "RSA_2048", "KeyUsage": "SIGN_VERIFY"}}
    keys = {
        name: kms.create_key(Description=name, **specs.get(name, {"KeyUsage": "ENCRYPT_DECRYPT"}))[
            "KeyMetadata"
        ]["Arn"]
        for name in names
    }
    kms.create_alias(AliasName="alias/aozora", TargetKeyId=keys["rotated"])
    kms.enable_key_rotation(KeyId=keys["rotated"], RotationPeriodInDays=365)
    kms.schedule_key_deletion(KeyId=keys["ended"].rpartition("/")[2], PendingWindowInDays=7)
    return keys


def _buckets(aws: Clients, key: str) -> None:
    place = {"LocationConstraint": TOKYO}
    s3 = aws("s3")
    for name in ("aozora-residents", "aozora-website"):
        s3.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    s3.put_public_access_block(Bucket="aozora-residents", PublicAccessBlockConfiguration=BLOCK)
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
    s3.put_bucket_encryption(Bucket="aozora-residents", ServerSideEncryptionConfiguration={"Rules": [rule]})
    s3.put_bucket_policy(Bucket="aozora-residents", Policy=_tls_only("aozora-residents"))
    s3.put_bucket_policy(Bucket="aozora-website", Policy=_open_to_all("aozora-website"))


def _tls_only(bucket: str) -> str:
    arns = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    return _policy("Deny", "s3:*", arns, {"Bool": {"aws:SecureTransport": "false"}})


def _open_to_all(bucket: str) -> str:
    return _policy("Allow", "s3:GetObject", [f"arn:aws:s3:::{bucket}/*"], {})


def _policy(effect: str, action: str, arns: list[str], condition: dict[str, Any]) -> str:
    one = {"Effect": effect, "Principal": "*", "Action": action, "Resource": arns}
    return json.dumps(
        {"Version": "2012-10-17", "Statement": [one | ({"Condition": condition} if condition else {})]}
    )


def _volumes(aws: Clients) -> None:
    aws("ec2").enable_ebs_encryption_by_default()
    aws("ec2").create_volume(AvailabilityZone=f"{TOKYO}a", Size=8, Encrypted=True)
    osaka = aws("ec2", OSAKA)
    volume = osaka.create_volume(AvailabilityZone=f"{OSAKA}a", Size=8, Encrypted=False)["VolumeId"]
    osaka.create_snapshot(VolumeId=volume)


def _databases(rds: Any, key: str) -> None:
    kept = {"StorageEncrypted": True, "KmsKeyId": key, "PubliclyAccessible": False, "MultiAZ": True}
    rds.create_db_instance(DBInstanceIdentifier="aozora-residents", **DATABASE, **kept)
    rds.create_db_instance(DBInstanceIdentifier="aozora-events", **DATABASE, PubliclyAccessible=True)
    rds.create_db_cluster(
        DBClusterIdentifier="aozora-tax",
        Engine="aurora-postgresql",
        MasterUsername="aozora",
        MasterUserPassword="of-nobody-at-all",
        StorageEncrypted=True,
    )

"""A provider of six settings a bucket, as thin as can be: what it costs is the SDK and the engine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scanner import Calls, Failure, Pass, Provider, Severity, Target, Verdict, check, collector, setting


@dataclass
class Cloud:
    """The connection: one client for all threads."""

    client: Any
    account: str = "111122223333"
    calls: Calls = field(default_factory=Calls)

    def classify(self, error: BaseException) -> Failure | None:  # noqa: ARG002
        return None

    def stop(self, at: float) -> None:
        pass

    async def close(self) -> None:
        pass


@setting("bucket", key="name", name="name", region="region")
class Bucket:
    name: str
    region: str


def _kind(name: str) -> Any:
    """A setting type of a bucket with one text."""
    made = type(name, (), {"__annotations__": {"bucket": Bucket, "value": str}, "__module__": __name__})
    return setting(f"bucket/{name}", of="bucket")(made)


Encryption, Versioning, Block, Status, Logging, Payment = (
    _kind(name) for name in ("Encryption", "Versioning", "Block", "Status", "Logging", "Payment")
)


def encryption(bucket: Bucket, client: Any) -> Any:
    answer = client.get_bucket_encryption(Bucket=bucket.name)
    rule = answer["ServerSideEncryptionConfiguration"]["Rules"][0]
    return Encryption(bucket=bucket, value=rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"])


def versioning(bucket: Bucket, client: Any) -> Any:
    return Versioning(bucket=bucket, value=client.get_bucket_versioning(Bucket=bucket.name)["Status"])


def block(bucket: Bucket, client: Any) -> Any:
    flags = client.get_public_access_block(Bucket=bucket.name)["PublicAccessBlockConfiguration"]
    return Block(bucket=bucket, value=str(flags["BlockPublicAcls"]))


def status(bucket: Bucket, client: Any) -> Any:
    found = client.get_bucket_policy_status(Bucket=bucket.name)["PolicyStatus"]
    return Status(bucket=bucket, value=str(found["IsPublic"]))


def logging(bucket: Bucket, client: Any) -> Any:
    found = client.get_bucket_logging(Bucket=bucket.name)["LoggingEnabled"]
    return Logging(bucket=bucket, value=found["TargetBucket"])


def payment(bucket: Bucket, client: Any) -> Any:
    return Payment(bucket=bucket, value=client.get_bucket_request_payment(Bucket=bucket.name)["Payer"])


READS = {Encryption: encryption, Versioning: versioning, Block: block}
READS |= {Status: status, Logging: logging, Payment: payment}


def buckets(client: Any) -> Iterator[Bucket]:
    for one in client.list_buckets()["Buckets"]:
        yield Bucket(name=one["Name"], region=one["BucketRegion"])


@collector("s3:ListAllMyBuckets")
def all_buckets(cloud: Cloud) -> Iterator[Bucket]:
    yield from buckets(cloud.client)


def _collector(cls: type, read: Any) -> Any:
    def one(bucket: Bucket, cloud: Cloud) -> Iterator[Any]:
        yield read(bucket, cloud.client)

    one.__annotations__["return"] = Iterator[cls]  # type: ignore[valid-type]
    one.__qualname__ = one.__name__ = read.__name__
    return collector(f"s3:Read{cls.__name__}")(one)


def _check(cls: type) -> Any:
    def one(setting: Any) -> Iterator[Verdict]:
        yield Pass(setting, "is {value}", value=setting.value)

    one.__annotations__["setting"] = cls
    one.__doc__ = "A setting is there.\n\nReason.\n\n## Remediation\nNone."
    return check(f"bench.{cls.__name__.lower()}", severity=Severity.LOW, signals=[])(one)


CHECKS = tuple(_check(cls) for cls in READS)
FUNCTIONS = (all_buckets, *(_collector(cls, read) for cls, read in READS.items()), *CHECKS)


def provider(client: Any) -> Provider:
    """The provider, its connection made of this client."""
    made = Provider(
        name="bench",
        title="Benchmark",
        options=dict,
        connection=Cloud,
        connect=lambda _target, _permissions: Cloud(client),
        packages=(),
        classify=lambda _error: None,
    )
    made.__dict__["functions"] = FUNCTIONS
    return made


TARGET = Target("bench", "bench", "aozora", {})

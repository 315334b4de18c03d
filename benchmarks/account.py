"""A large AWS account in moto: how many calls a scan of it makes, and how much memory it takes.

    python -m benchmarks.account          # both cases, against their limits

The account stands in this process, the scan runs in one of its own, so that its memory is its own.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOKYO = "ap-northeast-1"
OWN = "123456789012"
MEMBERS = ("111122223333", "444455556666", "777788889999")
DEADLINE = 1800.0


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How much of each there is in an account."""

    buckets: int = 0
    users: int = 0
    keys: int = 0
    groups: int = 0
    volumes: int = 0
    databases: int = 0
    tables: int = 0
    functions: int = 0
    logs: int = 0


LARGE = Scale(
    buckets=1000,
    users=500,
    keys=300,
    groups=300,
    volumes=200,
    databases=100,
    tables=100,
    functions=100,
    logs=200,
)
SMALL = Scale(buckets=20, users=10, keys=5)
MOST_CALLS = 11_000
MOST_MEMORY = {"one large account": 300, "three small accounts": 250}
"""MB."""


def fill(client: Callable[[str], Any], scale: Scale) -> None:
    """Make what the scale says, with the clients of one account."""
    ec2, kms, rds = client("ec2"), client("kms"), client("rds")
    role = client("iam").create_role(RoleName="function", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    placed = {"LocationConstraint": TOKYO}
    owner = client("sts").get_caller_identity()["Account"]
    table = {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    code = {"Runtime": "python3.13", "Role": role, "Handler": "main.run", "Code": {"ZipFile": _code()}}
    database = {"DBInstanceClass": "db.t3.micro", "Engine": "postgres", "AllocatedStorage": 20}
    makers: dict[str, Callable[[int], Any]] = {
        "buckets": lambda n: client("s3").create_bucket(
            Bucket=f"aozora-{owner}-{n}", CreateBucketConfiguration=placed
        ),
        "users": lambda n: client("iam").create_user(UserName=f"user-{n}"),
        "keys": lambda n: kms.create_key(Description=f"key {n}"),
        "groups": lambda n: ec2.create_security_group(GroupName=f"group-{n}", Description="made up"),
        "volumes": lambda _: ec2.create_volume(AvailabilityZone=f"{TOKYO}a", Size=8),
        "databases": lambda n: rds.create_db_instance(DBInstanceIdentifier=f"database-{n}", **database),
        "tables": lambda n: client("dynamodb").create_table(TableName=f"table-{n}", **table),
        "functions": lambda n: client("lambda").create_function(FunctionName=f"function-{n}", **code),
        "logs": lambda n: client("logs").create_log_group(logGroupName=f"/aozora/{n}"),
    }
    with ThreadPoolExecutor(4) as pool:
        for name, make in makers.items():
            list(pool.map(make, range(getattr(scale, name))))


def _code() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("main.py", "def run(*_):\n    return None\n")
    return packed.getvalue()


def clients(account: str = "") -> Callable[[str], Any]:
    """The clients of an account: the own one, or another as a role there."""
    import boto3  # noqa: PLC0415 - the child that scans takes it from the plugin
    from botocore.config import Config  # noqa: PLC0415

    session, config = boto3.Session(), Config(max_pool_connections=8)
    if account:
        role = f"arn:aws:iam::{account}:role/builder"
        lent = session.client("sts", TOKYO).assume_role(RoleArn=role, RoleSessionName="builder")[
            "Credentials"
        ]
        session = boto3.Session(lent["AccessKeyId"], lent["SecretAccessKey"], lent["SessionToken"])
    made: dict[str, Any] = {}

    def client(service: str) -> Any:
        if service not in made:
            made[service] = session.client(service, TOKYO, config=config)
        return made[service]

    for service in ("s3", "iam", "dynamodb", "lambda", "logs"):
        client(service)  # sessions are not made for threads
    return client


def scan(accounts: tuple[str, ...] | None) -> dict[str, Any]:
    """Scan with all checks; gives the calls by operation, the peak of memory (MB), and the gaps' reasons."""
    import scanner  # noqa: PLC0415 - measured: nothing else is loaded before
    from plugins.aws.options import AwsOptions  # noqa: PLC0415
    from scanner import Config, OrganisationConfig, Target  # noqa: PLC0415

    options = AwsOptions(regions=(TOKYO,), accounts=accounts)
    target = Target("aozora-aws", "aws", "aozora", options)
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=(target,))
    found = scanner.scan(Config(organisations=(city,), deadline=DEADLINE), ["aws.*"])
    calls: dict[str, int] = {}
    for one in found.targets:
        for call in one.calls:
            calls[call.operation] = calls.get(call.operation, 0) + call.count
    reasons = sorted({gap.reason.value for _, gap in found.gaps})
    return {"calls": calls, "memory": _peak(), "gaps": reasons, "findings": len(found.findings)}


def _peak() -> int:
    """The most memory this process has had, in MB; ``ru_maxrss`` would count the parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(kilobytes) // 1024


def measured(accounts: tuple[str, ...] = ()) -> dict[str, Any]:
    """Scan in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.account", "scan", *accounts], check=True, stdout=subprocess.PIPE
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def run() -> bool:
    """Measure both cases; True if both keep their limits."""
    from plugins.aws.demo import _environment  # noqa: PLC0415
    from plugins.aws.demo.server import server  # noqa: PLC0415

    results = []
    for name, most in MOST_MEMORY.items():
        many = name.startswith("three")
        with _environment(), server() as address:
            os.environ["AWS_ENDPOINT_URL"] = address
            for account in MEMBERS if many else ("",):
                fill(clients(account), SMALL if many else LARGE)
            found = measured(MEMBERS if many else ())
        calls = sum(found["calls"].values())
        print(
            f"{name}: {calls} calls (at most {MOST_CALLS}), {found['memory']} MB (at most {most}), "
            f"{found['findings']} findings, unread: {', '.join(found['gaps'])}"
        )
        for operation, count in sorted(found["calls"].items(), key=lambda one: -one[1])[:12]:
            print(f"    {count:6} {operation}")
        results.append(calls <= MOST_CALLS and found["memory"] <= most)
    return all(results)


if __name__ == "__main__":
    if sys.argv[1:2] == ["scan"]:
        print(json.dumps(scan(tuple(sys.argv[2:]) or None)))
    else:
        sys.exit(not run())

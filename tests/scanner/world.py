"""A made-up provider: buckets in regions, and a way to make any reading of it go wrong."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scanner import Calls, Failure, Message, Provider, Reason, Target, collector, setting
from scanner.collecting import Job, Stop, read_all
from scanner.declare import Function
from scanner.derive import derive
from scanner.evidence import TargetEvidence
from scanner.judge import judge
from scanner.model import Gap, Outcome, Reading, Verdict
from scanner.plan import Plan
from scanner.pool import Pool


class Denied(Exception):  # noqa: N818 - the made-up SDK calls it so
    """The made-up SDK's refusal."""


@dataclass
class Cloud:
    """The made-up connection."""

    target: Target
    account: str = "111122223333"
    calls: Calls = field(default_factory=Calls)
    closed: bool = False
    stopped_at: float = 0.0

    def classify(self, error: BaseException) -> Failure | None:
        return classify(error)

    def stop(self, at: float) -> None:
        self.stopped_at = at

    async def close(self) -> None:
        self.closed = True


def classify(error: BaseException) -> Failure | None:
    if isinstance(error, Denied):
        return Failure(Reason.DENIED, Message.of("denied; allow {permission}", permission="cloud:Read"))
    return None


@setting("account", key="id", singleton=True)
class Account:
    id: str


@setting("region", key="name", name="name", region="name", nonempty=True)
class Region:
    name: str


@setting("bucket", key="name", name="name", region="region")
class Bucket:
    name: str
    region: str


@setting("bucket/encryption", of="bucket")
class Encryption:
    bucket: Bucket
    algorithm: str | None


@setting("trail", key="name", name="name", region="region")
class Trail:
    name: str
    region: str
    on: bool


@dataclass(frozen=True)
class Options:
    """What a target of the made-up cloud says."""

    regions: tuple[str, ...] = ("east",)


def provider(*functions: Function[..., Any], connect: Callable[..., Any] | None = None) -> Provider:
    """A provider that declares just these functions."""
    made = Provider(
        name="cloud",
        title="Cloud",
        options=Options,
        connection=Cloud,
        connect=connect or (lambda target, permissions: Cloud(target)),
        packages=(),
        classify=classify,
    )
    made.__dict__["functions"] = functions
    return made


TARGET = Target("t1", "cloud", "aozora", Options())


def read(  # noqa: PLR0913 - each is one thing that a test may vary
    *functions: Function[..., Any],
    given: dict[type, Reading[Any]] | None = None,
    seconds: float = 5.0,
    stop: Stop | None = None,
    pool: Pool | None = None,
    target: Target = TARGET,
    connect: Callable[..., Any] | None = None,
) -> TargetEvidence:
    """Read everything that the checks among these functions need."""
    plan = Plan.of(provider(*functions, connect=connect))
    job = Job(plan, target, lambda _: given or {})
    (evidence,) = asyncio.run(read_all([job], seconds, stop=stop, pool=pool or Pool(8)))
    return evidence


def run(*functions: Function[..., Any], **options: Any) -> list[Verdict | Gap]:
    """Read, derive and judge; the verdicts of all checks in order."""
    evidence = read(*functions, **options)
    plan = Plan.of(provider(*functions))
    target = evidence.target.resource
    known = derive(plan, evidence.readings, target)
    return [one for check in plan.checks for one in judge(check, known, target)]


def outcomes(found: Iterable[Verdict | Gap]) -> list[Outcome]:
    """The outcomes; a gap is an unknown."""
    return [Outcome.UNKNOWN if isinstance(one, Gap) else one.outcome for one in found]


def several(cls: type, items: Sequence[Any]) -> dict[type, Reading[Any]]:
    """A reading that the host gives."""
    return {cls: Reading(tuple(items))}


def broken(items: Iterable[Any], error: BaseException) -> Iterator[Any]:
    """Some items, then a failure."""
    yield from items
    raise error


@collector("cloud:GetEncryption")
def collector_of_encryption(bucket: Bucket, cloud: Cloud) -> Iterator[Encryption]:
    """Reads the encryption of a bucket: none."""
    yield Encryption(bucket=bucket, algorithm=None)

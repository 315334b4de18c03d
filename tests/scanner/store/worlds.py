"""Runs of a made-up cloud with buckets, and databases to keep them in."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import msgspec

from scanner import (
    AsOf,
    Fail,
    Gap,
    Limits,
    Message,
    Pass,
    Reading,
    Reason,
    Resource,
    Severity,
    Target,
    Verdict,
    check,
)
from scanner.assessing import Judge
from scanner.assessment import Organisation, Run
from scanner.evidence import Evidence, TargetEvidence
from scanner.given import DECLARATIONS
from scanner.plan import Plan
from tests.scanner.test_inventory import EACH_BUCKET, buckets
from tests.scanner.world import Bucket, Encryption, collector_of_encryption, provider


@check("cloud.encrypted", severity=Severity.HIGH)
def encrypted(one: Encryption) -> Iterator[Verdict]:
    """Every bucket is encrypted.

    Who takes the disk reads it else.

    ## Remediation
    Encrypt it.
    """
    if one.algorithm:
        yield Pass(one, "encrypted with {algorithm}", algorithm=one.algorithm)
    else:
        yield Fail(one, "not encrypted")


PROVIDER = provider(buckets, collector_of_encryption, EACH_BUCKET, encrypted)
PROVIDERS = {"cloud": PROVIDER}
CITY = Organisation(id="aozora", name="青空市", case="i", facts=())
DENIED = Gap("bucket", Resource("target", "t1"), Reason.DENIED, Message.of("denied"), "cloud:Read")


@cache
def judge():
    return Judge(plans={"cloud": Plan.of(PROVIDER)}, frameworks=(), standing={})


def moment(day, clock="00:00:00"):
    return f"2026-11-{day:02}T{clock}.000Z"


def run_of(number, city=CITY, target="t1", gaps=(), **algorithms):
    """A run that saw these buckets, each with its algorithm: the evidence, and what it comes to."""
    seen = {name: Bucket(name=name, region="east") for name in algorithms}
    one = TargetEvidence(
        target=Target(target, "cloud", city.id, None),
        account="111122223333",
        readings={
            Bucket: Reading(tuple(seen.values()), gaps),
            Encryption: Reading(
                tuple(Encryption(bucket=seen[name], algorithm=kind) for name, kind in algorithms.items()),
                gaps,
            ),
            Limits: Reading((Limits.of({"unused_days": 90}),)),
            AsOf: Reading((msgspec.convert({"time": moment(number % 28 + 1)}, AsOf),)),
            **{cls: Reading() for cls in DECLARATIONS},
        },
        read_at={Bucket: moment(number % 28 + 1), Encryption: moment(number % 28 + 1)},
    )
    run = Run(
        id=f"{number:08x}{city.id}",
        started_at=moment(number % 28 + 1),
        finished_at=moment(number % 28 + 1, "00:00:09"),
        version="0.1.0",
        plugins=(("cloud", "1"),),
        checks=None,
    )
    evidence = Evidence(run=run, organisations=(city,), frameworks=("rules",), targets=(one,))
    return evidence, judge().assess(evidence)


def sorted_by(found):
    return sorted(found, key=lambda one: one.id)


__all__ = ["CITY", "DENIED", "PROVIDERS", "moment", "replace", "run_of", "sorted_by"]

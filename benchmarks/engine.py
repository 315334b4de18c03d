"""The engine beside bare boto3: 1,000 buckets, six calls each, the same threads, settings and stand-in."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import Any

import boto3
from botocore.config import Config

from benchmarks.cloud import CHECKS, READS, TARGET, buckets, provider
from benchmarks.stub import BUCKETS, stub
from scanner.collecting import Job, read_all
from scanner.judge import judge
from scanner.plan import Plan
from scanner.pool import SIZE, Pool

ROUNDS = 5
MOST = 0.10
"""What the engine may add, as a part of bare boto3."""


@dataclass(frozen=True)
class Cost:
    """What one run took: processor seconds of all threads, and seconds by the clock."""

    cpu: float
    wall: float


def measure(work: Callable[[], int]) -> Cost:
    """Run once; the work says how many settings it read."""
    cpu, wall = time.process_time(), time.perf_counter()
    assert work() == BUCKETS * len(READS)
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def bare(client: Any) -> int:
    """What a program without an engine would do."""
    with ThreadPoolExecutor(SIZE) as pool:
        work = product(READS.values(), buckets(client))
        return len(list(pool.map(lambda pair: pair[0](pair[1], client), work)))


def engine(client: Any) -> int:
    """Read the inventory and judge it."""
    plan = Plan.of(provider(client))
    (evidence,) = asyncio.run(read_all([Job(plan, TARGET, lambda _: {})], 600, pool=Pool()))
    assert not any(reading.gaps for reading in evidence.readings.values())
    return sum(len(judge(check, evidence.readings, TARGET.resource)) for check in CHECKS)


def client_of(url: str) -> Any:
    """A client of the stand-in that all threads share."""
    return boto3.client(
        "s3",
        endpoint_url=url,
        region_name="ap-northeast-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(max_pool_connections=SIZE, proxies={}),
    )


class Memory:
    """A client that answers at once, from what the stand-in answered: what is left is the engine alone."""

    def __init__(self, client: Any) -> None:
        self._client, self._known = client, {}

    def __getattr__(self, name: str) -> Any:
        def call(**params: str) -> Any:
            if name not in self._known:
                self._known[name] = getattr(self._client, name)(**params)
            return self._known[name]

        return call


def _median(name: str, costs: Iterable[Cost]) -> float:
    return statistics.median(getattr(one, name) for one in costs)


def run() -> bool:
    """Measure in turn, compare the medians; True if the engine keeps within its share."""
    with stub() as url:
        client = client_of(url)
        memory = Memory(client)
        bare(client)  # the SDK loads its models once
        engine(client)
        alone = _median("cpu", [measure(lambda: engine(memory)) for _ in range(ROUNDS)])
        rounds = [(measure(lambda: bare(client)), measure(lambda: engine(client))) for _ in range(ROUNDS)]
    found = {name: [_median(name, side) for side in zip(*rounds, strict=True)] for name in ("wall", "cpu")}
    for name, (without, with_it) in found.items():
        added = f"{with_it / without - 1:+.1%} (at most {MOST:+.0%})"
        print(f"1,000 buckets x 6 calls, {name}: boto3 {without:.2f} s, engine {with_it:.2f} s, {added}")
    print(f"the engine alone, on answers from memory: {alone:.2f} s, {alone / found['cpu'][0]:.1%} of boto3")
    return all(with_it <= without * (1 + MOST) for without, with_it in found.values())

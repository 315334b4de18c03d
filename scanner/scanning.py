"""The program in four calls: `scan`, `scan_async`, `collect`, `assess`.

from scanner import Config, scan

assessment = scan(Config.load(Path("tenken.yaml")), checks=["aws.cloudtrail.*"])
"""

import asyncio
import threading
import uuid
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from scanner.action import Window
from scanner.assessing import Judge
from scanner.assessment import Assessment, Run
from scanner.clock import now, text
from scanner.collecting import Job, Stop, Watch, read_all
from scanner.config import Config
from scanner.declare import Check
from scanner.errors import DeclarationError
from scanner.evidence import Evidence
from scanner.feeding import Readings
from scanner.framework_choice import selected_frameworks
from scanner.frameworks import load_signals
from scanner.host import Host
from scanner.model import Reading
from scanner.plan import Plan
from scanner.profiles import default_limits
from scanner.provider import Provider
from scanner.records import given_for
from scanner.selection import select
from scanner.stated import Stated, read_stated
from scanner.verdict import Standing

R = TypeVar("R")


def scan(
    config: Config,
    checks: Sequence[str] | None = None,
    *,
    stop: Stop | None = None,
    watch: Watch | None = None,
    host: Host | None = None,
) -> Assessment:
    """Read all targets and assess them.

    `checks` are id patterns (`aws.s3.*`); None is all. Blocks, also where a loop is running. The
    first Ctrl-C brings the deadline forward, so that what was read is assessed; the second one raises.
    Raises `TenkenError` for what is wrong before the first call: configuration, records, plugins.
    """
    ending = stop or Stop()
    return _blocking(scan_async(config, checks, stop=ending, watch=watch, host=host), ending)


async def scan_async(
    config: Config,
    checks: Sequence[str] | None = None,
    *,
    stop: Stop | None = None,
    watch: Watch | None = None,
    host: Host | None = None,
) -> Assessment:
    """Read all targets on the running loop, and assess them."""
    evidence = await collect_async(config, checks, stop=stop, watch=watch, host=host)
    return assess(evidence, host=host)


def collect(
    config: Config,
    checks: Sequence[str] | None = None,
    *,
    stop: Stop | None = None,
    watch: Watch | None = None,
    host: Host | None = None,
) -> Evidence:
    """Read all targets; `scanner.evidence_store.write` puts the result into a file."""
    ending = stop or Stop()
    return _blocking(collect_async(config, checks, stop=ending, watch=watch, host=host), ending)


async def collect_async(
    config: Config,
    checks: Sequence[str] | None = None,
    *,
    stop: Stop | None = None,
    watch: Watch | None = None,
    host: Host | None = None,
) -> Evidence:
    """Read all targets on the running loop."""
    known = host or Host.load()
    plans = _plans(known.providers, checks)
    stated = read_stated(config.organisations, known.mapping_files)
    began = datetime.now(UTC)
    jobs = [job for one in stated for job in _jobs(one, config, plans, began)]
    targets = await read_all(jobs, config.deadline, stop=stop, watch=watch)
    evidence = Evidence(
        run=_run(began, known, checks),
        organisations=tuple(one.organisation for one in stated),
        frameworks=config.frameworks,
        targets=targets,
    )
    found = Judge(plans=plans, frameworks=(), standing={}).findings(evidence)
    people = {one.config.id: one.on_file(began) for one in stated}
    standing = {one.config.id: one.standing(people[one.config.id], targets, found, began) for one in stated}
    return replace(evidence, standing=standing, people=people)


def gather(
    config: Config,
    types: Sequence[type],
    *,
    window: Window | None = None,
    stop: Stop | None = None,
    host: Host | None = None,
) -> Evidence:
    """Read just these settings of every target whose provider gives them: notices, say, or actions.

    `window` is the time that actions are asked for. What is read is judged by nothing. Blocks.
    """
    known, ending, began = host or Host.load(), stop or Stop(), datetime.now(UTC)
    plans = {name: Plan.giving(provider, types) for name, provider in known.providers.items()}
    stated = read_stated(config.organisations, known.mapping_files)
    asked: Readings = {} if window is None else {Window: Reading((window,))}
    jobs = [
        replace(job, given=_also(job.given, asked))
        for one in stated
        for job in _jobs(one, config, plans, began)
        if job.plan.types
    ]
    return Evidence(
        run=_run(began, known, ()),
        organisations=tuple(one.organisation for one in stated),
        frameworks=config.frameworks,
        targets=_blocking(read_all(jobs, config.deadline, stop=ending), ending),
    )


def assess(
    evidence: Evidence,
    checks: Sequence[str] | None = None,
    *,
    frameworks: Sequence[str] | None = None,
    standing: Mapping[str, Standing] | None = None,
    host: Host | None = None,
) -> Assessment:
    """Judge evidence: no credential, no network, the same verdicts every time.

    `checks` narrows what was selected when the evidence was read; `frameworks` replaces the ids
    that the evidence names; `standing` replaces what people's records said on the day of the reading,
    per organisation id.
    """
    known = host or Host.load()
    plans = _plans(known.providers, checks if checks is not None else evidence.run.checks)
    ids = [check.id for provider in known.providers.values() for check in provider.checks]
    judge = Judge(
        plans=plans,
        frameworks=selected_frameworks(
            frameworks or evidence.frameworks, known.mapping_files, checks=ids, providers=known.providers
        ),
        standing=evidence.standing if standing is None else standing,
    )
    return judge.assess(evidence)


def _plans(providers: Mapping[str, Provider], checks: Sequence[str] | None) -> dict[str, Plan]:
    every = [check for one in providers.values() for check in one.checks]
    for check in every:
        _known_signals(check)
    chosen = select(every, checks)
    return {
        name: Plan.of(provider, [check for check in provider.checks if check.id in chosen])
        for name, provider in providers.items()
    }


def _known_signals(check: Check[Any]) -> None:
    for signal in check.signals:
        if signal not in load_signals():
            problem = f"check {check.id!r} names the unknown signal {signal!r}"
            raise DeclarationError.about(check.function, problem)


def _jobs(stated: Stated, config: Config, plans: Mapping[str, Plan], began: datetime) -> Iterator[Job]:
    limits = {**default_limits(), **stated.limits, **config.limits}
    for target in stated.config.targets:
        given = partial(given_for, declarations=stated.declarations, limits=limits, as_of=began)
        yield Job(plans[target.provider], target, given)


def _also(given: Callable[[str], Readings], more: Readings) -> Callable[[str], Readings]:
    return lambda target: {**given(target), **more}


def _run(began: datetime, host: Host, checks: Sequence[str] | None) -> Run:
    return Run(
        id=uuid.uuid4().hex,
        started_at=text(began),
        finished_at=now(),
        version=own_version(),
        plugins=tuple(sorted((plugin.name, plugin.version) for plugin in host.plugins)),
        checks=None if checks is None else tuple(checks),
    )


def own_version() -> str:
    """The version of Tenken, or `0` where it runs without being installed."""
    try:
        return version("tenken")
    except PackageNotFoundError:
        return "0"


def _blocking(work: Coroutine[Any, Any, R], stop: Stop) -> R:
    """Run on a loop of its own in a daemon thread; stuck threads behind it don't keep the process."""
    result: Future[R] = Future()

    def run() -> None:
        loop = asyncio.new_event_loop()
        try:
            result.set_result(loop.run_until_complete(work))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            result.set_exception(error)
        finally:
            loop.close()

    threading.Thread(target=run, daemon=True, name="tenken-scan").start()
    try:
        return result.result()
    except KeyboardInterrupt:
        stop.now()
        return result.result()

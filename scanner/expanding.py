"""The targets behind a target: asked of its provider before anything is read.

A list that can't be read is not empty: the target then stands for what is missing, wholly unread.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from scanner.connection import Calls
from scanner.defect import failed
from scanner.model import Failure, Gap, Reason
from scanner.opening import TooLateError, failure, missing_sdk
from scanner.plan import Plan
from scanner.pool import Lane, Pool
from scanner.provider import Target
from scanner.text import Message


@dataclass
class Expansion:
    """What is known so far of the targets behind one; filled on the pool."""

    target: Target
    calls: Calls = field(default_factory=Calls)
    found: list[Target | Message | Gap] = field(default_factory=list)
    failure: Failure | None = None

    @property
    def members(self) -> tuple[Target, ...]:
        """The targets to read."""
        return tuple(one for one in list(self.found) if isinstance(one, Target))

    @property
    def itself(self) -> bool:
        """True if the target stands for itself alone."""
        return self.failure is None and self.members == (self.target,)

    @property
    def whole(self) -> Target:
        """The target as it stands for its members, with what is known of them together."""
        found = list(self.found)
        return replace(
            self.target,
            notes=tuple(one for one in found if isinstance(one, Message)),
            gaps=tuple(one for one in found if isinstance(one, Gap)),
            members=self.failure is None,
        )


async def expand(plan: Plan, target: Target, pool: Pool, deadline: float, ended: asyncio.Event) -> Expansion:
    """Find the targets behind one, until the loop's clock says `deadline` or `ended` is set."""
    opener = plan.provider.expand
    expansion = Expansion(target)
    if opener is None or missing_sdk(plan):
        expansion.found.append(target)
        return expansion
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Failure | None] = loop.create_future()

    def work() -> None:
        why = _fill(plan, expansion)
        with suppress(RuntimeError):  # the loop has ended: nobody waits any more
            loop.call_soon_threadsafe(_settle, done, why)

    pool.submit(Lane(opener, target.id), work)
    ending = asyncio.ensure_future(ended.wait())
    left = max(0.0, deadline - loop.time())
    await asyncio.wait((done, ending), timeout=left, return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()
    if not done.done():
        return replace(expansion, found=list(expansion.found), failure=failure(plan, TooLateError()))
    expansion.failure = done.result()
    return expansion


def _fill(plan: Plan, expansion: Expansion) -> Failure | None:
    """Take what the provider gives; says what went wrong, if anything did."""
    target, ids = expansion.target, set[str]()
    try:
        for one in _given(plan, expansion):
            if isinstance(one, Target) and one.id in ids:
                return Failure(Reason.MALFORMED, Message.of("'{target}' is listed twice", target=one.id))
            ids |= {one.id} if isinstance(one, Target) else set()
            expansion.found.append(one)
    except Exception as error:  # noqa: BLE001 - what is behind the target can't be read: a gap
        if known := plan.provider.classify(error):
            return known
        return Failure(Reason.DEFECT, failed(f"{plan.provider.name}.expand", error))
    if not ids:
        template = "no account is behind '{target}'; see the choice that its lines make"
        return Failure(Reason.MALFORMED, Message.of(template, target=target.id))
    return None


def _given(plan: Plan, expansion: Expansion) -> Iterator[Any]:
    assert plan.provider.expand  # noqa: S101 - asked before
    yield from plan.provider.expand(expansion.target, expansion.calls)


def _settle(done: asyncio.Future[Any], value: Any) -> None:
    if not done.done():
        done.set_result(value)

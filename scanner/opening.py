"""Opening a connection, and what is left if it can't be opened."""

import asyncio
import importlib.util
import inspect
from contextlib import suppress
from typing import Any

from scanner.model import Failure, Gap, Reading, Reason
from scanner.plan import Plan
from scanner.pool import Lane, Pool
from scanner.provider import Target
from scanner.text import Message


async def connect(plan: Plan, target: Target, pool: Pool) -> Any:
    """Open the connection of a target: `async` ones are awaited, others run on the pool.

    Raises what the provider raises.
    """
    opener = plan.provider.connect
    if inspect.iscoroutinefunction(opener):
        return await opener(target, plan.permissions)
    loop = asyncio.get_running_loop()
    opened: asyncio.Future[Any] = loop.create_future()

    def work() -> None:
        try:
            settle = (opened.set_result, opener(target, plan.permissions))
        except Exception as error:  # noqa: BLE001 - raised again where the connection is awaited
            settle = (opened.set_exception, error)
        with suppress(RuntimeError):  # the loop has ended: nobody waits any more
            loop.call_soon_threadsafe(_settle, opened, *settle)

    pool.submit(Lane(opener, target.id), work)
    return await opened


def _settle(opened: asyncio.Future[Any], settle: Any, value: Any) -> None:
    if not opened.done():
        settle(value)


def missing_sdk(plan: Plan) -> Failure | None:
    """The failure of a provider whose SDK isn't installed, with the extra to install."""
    provider = plan.provider
    absent = next((name for name in provider.sdk if not _installed(name)), None)
    if absent is None:
        return None
    remedy = "{module} is not installed; install it with: pip install 'tenken[{extra}]'"
    return Failure(Reason.UNSUPPORTED, Message.of(remedy, module=absent, extra=provider.requires))


class TooLateError(Exception):
    """The scan's deadline came before the connection did."""


def failure(plan: Plan, error: BaseException) -> Failure:
    """What a failed opening means."""
    if isinstance(error, TooLateError):
        return Failure(Reason.DEADLINE, Message.of("no connection before the deadline of the scan"))
    known = plan.provider.classify(error)
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return known or Failure(Reason.DEFECT, Message.of("the connection failed: {error}", error=name))


def unread(plan: Plan, target: Target, why: Failure) -> dict[type, Reading[Any]]:
    """The readings of a target that no connection was opened to: one gap under everything."""
    gap = Gap("connection", target.resource, why.reason, why.message, why.permission or "", why.operation)
    return {cls: Reading(gaps=(gap,)) for cls in plan.recorded}


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False

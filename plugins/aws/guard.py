"""Hooks into every call of the SDK: refuse what isn't a declared read, count, stop at the deadline."""

import math
import time
from datetime import UTC, datetime
from typing import Any

from plugins.aws.operations import AGGREGATED, DISCOVERY, READS, SIGN_IN, action_of
from scanner import Calls


class ForbiddenOperation(Exception):  # noqa: N818 - it is not a mistake of the caller's input
    """An operation that is not a declared read was refused before it left the process: a defect."""


class DeadlinePassed(Exception):  # noqa: N818 - nothing went wrong, the time is over
    """A call was refused because the time for reading is over."""


class Guard:
    """Refuses every operation but the reads behind the given IAM actions."""

    def __init__(self, permissions: frozenset[str]) -> None:
        self._permissions = permissions

    def allows(self, operation: str) -> bool:
        """True for a declared read whose IAM action is permitted, and for signing in."""
        return operation in SIGN_IN or (
            operation in READS | DISCOVERY | AGGREGATED and action_of(operation) in self._permissions
        )

    def refuse(self, model: Any, **_: Any) -> None:
        """Refuse an operation before its request is built; botocore calls this for each call.

        Raises `ForbiddenOperation`.
        """
        operation = operation_of(model)
        if not self.allows(operation):
            raise ForbiddenOperation(f"{operation} ({action_of(operation)}) is not a declared read")


class Watch:
    """Counts calls and their time, and refuses requests after the deadline."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.until = math.inf

    def begin(self, model: Any, context: dict[str, Any], **_: Any) -> None:
        """Note when a call begins."""
        started = (operation_of(model), datetime.now(UTC).isoformat(), time.monotonic())
        context["tenken"] = started

    def send(self, **_: Any) -> None:
        """Refuse a request after the deadline; raises `DeadlinePassed`."""
        if time.monotonic() >= self.until:
            raise DeadlinePassed

    def sleep(self, seconds: float) -> None:
        """Sleep, but not beyond the deadline; raises `DeadlinePassed`."""
        time.sleep(max(0.0, min(seconds, self.until - time.monotonic())))
        self.send()

    def end(self, context: dict[str, Any], parsed: dict[str, Any], **_: Any) -> None:
        """Count an answered call, and name it in the answer, from which errors are made."""
        parsed.setdefault("ResponseMetadata", {}).update(self._count(context))

    def fail(self, context: dict[str, Any], exception: BaseException, **_: Any) -> None:
        """Count a call that got no answer, and name it in the error."""
        exception.__dict__["tenken"] = self._count(context)

    def _count(self, context: dict[str, Any]) -> dict[str, str]:
        operation, at, started = context["tenken"]
        region = str(context.get("client_region") or "")
        retries = int(context.get("retries", {}).get("attempt", 1)) - 1
        self.calls.add(operation, region, at=at, seconds=time.monotonic() - started, retries=retries)
        return {"Operation": operation, "Region": region}


def operation_of(model: Any) -> str:
    """Name an operation model of botocore: ``service.Operation``."""
    return f"{model.service_model.service_name}.{model.name}"


def install(session: Any, guard: Guard, watch: Watch) -> None:
    """Put the hooks on a botocore session: every client made from it has them, botocore's own too."""
    session.register("provide-client-params", guard.refuse)
    session.register("before-call", guard.refuse)
    session.register("before-call", watch.begin)
    session.register("before-send", watch.send)
    session.register("after-call", watch.end)
    session.register("after-call-error", watch.fail)

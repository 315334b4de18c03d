"""Derived settings: built from readings, in order, without any I/O."""

from collections.abc import Iterator
from typing import Any

from scanner.declare import Derived
from scanner.defect import defect
from scanner.errands import results
from scanner.feeding import Readings, arguments, blocking
from scanner.model import Gap, Reading, Reason, Resource
from scanner.plan import Plan, kind_of
from scanner.settings import resource_of
from scanner.signature import Quantity
from scanner.stream import Stream


def derive(plan: Plan, readings: Readings, target: Resource) -> dict[type, Reading[Any]]:
    """Add the derived settings of the plan to the readings."""
    known = dict(readings)
    for derived in plan.derivations:
        known.update(_build(derived, known, target))
    return known


def _build(derived: Derived[...], readings: Readings, target: Resource) -> dict[type, Reading[Any]]:
    streams = {cls: Stream(cls) for cls in derived.gives}
    gaps = list(blocking(derived, readings, Quantity.ONE, Quantity.ALL))
    if not gaps:
        for arguments_, scope in _calls(derived, readings, target):
            gaps += _call(derived, arguments_, scope, streams)
    each = derived.each
    inherited = readings[each.type].gaps if each else ()
    for stream in streams.values():
        stream.miss((*gaps, *inherited))
        stream.settle(None, "")
    return {cls: stream.reading for cls, stream in streams.items()}


def _calls(
    derived: Derived[...], readings: Readings, target: Resource
) -> Iterator[tuple[dict[str, Any], Resource]]:
    common = arguments(derived, readings)
    each = derived.each
    if each is None:
        yield common, target
        return
    for item in readings[each.type].items:
        yield {**common, each.name: item}, resource_of(item)


def _call(
    derived: Derived[...], arguments_: dict[str, Any], scope: Resource, streams: dict[type, Stream]
) -> list[Gap]:
    try:
        for item in results(derived, arguments_):
            streams[type(item)].add(item, None)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a fault of ours is a gap, shown loudly
        setting = ", ".join(kind_of(cls) for cls in derived.gives)
        return [Gap(setting, scope, Reason.DEFECT, defect(derived, error))]
    return []

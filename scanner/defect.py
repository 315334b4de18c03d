"""How a fault of our own is named: by kind and place, never by a text that may hold a tenant's data."""

from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

from scanner.declare import Function
from scanner.text import Message


def defect(function: Function[..., Any], error: BaseException) -> Message:
    """Say which function failed, with what kind of error, in which module and line."""
    return failed(f"{function.function.__module__}.{function.function.__qualname__}", error)


def failed(name: str, error: BaseException) -> Message:
    """Say what failed, with what kind of error, in which module and line."""
    place = ""
    for frame, line in _frames(error.__traceback__):
        place = f"{frame.f_globals.get('__name__', '?')}:{line}"
    return Message.of(
        "{function} failed: {error} at {place}", function=name, error=type(error).__name__, place=place
    )


def _frames(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next

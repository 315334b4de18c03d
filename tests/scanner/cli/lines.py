"""A made-up plugin: one line per target, which behaves as the target's option `state` says."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scanner import (
    Calls,
    Demo,
    Fail,
    Failure,
    Message,
    Notice,
    Pass,
    Provider,
    Reason,
    Severity,
    check,
    collector,
    hookimpl,
    setting,
)

HANGING = 60.0
ANNOUNCED = datetime(2026, 11, 1, tzinfo=UTC)


class RefusedError(Exception):
    """The made-up SDK's refusal."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """`state` is good, bad, denied, expired, slow, stuck or broken."""

    state: str = "good"


@dataclass
class Wire:
    """The made-up connection."""

    state: str
    account: str = "111122223333"
    calls: Calls = field(default_factory=Calls)

    def classify(self, error):
        return classify(error)

    def stop(self, at):
        """Nothing to stop: a call that hangs, hangs."""

    async def close(self):
        """Nothing is open; a plugin that is not well made stops everything here."""
        if self.state == "stuck":
            Path("reading").touch()
            time.sleep(HANGING)


def classify(error):
    if isinstance(error, RefusedError):
        text = Message.of("line:Read is not allowed; add it to the role")
        return Failure(Reason.DENIED, text, permission="line:Read", operation="ReadLine")
    return None


def connect(target, permissions):
    if target.options.state == "expired":
        raise RefusedError
    return Wire(target.options.state)


@collector("line:Read")
def announced(wire: Wire) -> Iterator[Notice]:
    """What the provider announces: the ids in a file, each once more revised for every line that it has."""
    file = Path("announced")
    lines = file.read_text("utf-8").split() if file.exists() else []
    for name in dict.fromkeys(lines):
        yield Notice(
            id=name,
            title="The default is loosened",
            services=("Lines",),
            category="planforchange",
            major=True,
            act_by=None,
            starts=None,
            ends=None,
            modified=ANNOUNCED + timedelta(days=lines.count(name)),
            text="",
        )


@setting("line", key="name", name="name")
class Line:
    """A line and whether it is closed."""

    name: str
    closed: bool


@collector("line:Read")
def line(wire: Wire) -> Iterator[Line]:
    """Read the line."""
    wire.calls.add("ReadLine", "east", at="2026-11-20T00:00:00.000Z", seconds=0.25)
    if wire.state == "denied":
        raise RefusedError
    if wire.state == "broken":
        raise KeyError("a defect")
    if wire.state == "slow":
        Path("reading").touch()
        time.sleep(HANGING)
    yield Line(name="line-a", closed=wire.state != "bad")


@check("lines.closed", severity=Severity.HIGH, signals=())
def closed(line: Line):
    """Every line is closed.

    An open line is a way in.

    ## Remediation
    Close it.
    """
    yield Pass(line, "the line is closed") if line.closed else Fail(line, "the line is open")


def policy(permissions):
    """What `tenken permissions lines --format policy` prints."""
    return "allow " + " ".join(permissions)


@contextmanager
def city():
    yield Demo(options=Options(state="bad"), declarations={"partner_domains": ["hoshizora.example"]})


provider = Provider(
    name="lines",
    title="Lines",
    options=Options,
    connection=Wire,
    connect=connect,
    classify=classify,
    packages=(__name__,),
    demo=f"{__name__}:city",
    permission_formats={"policy": f"{__name__}:policy"},
)


@hookimpl
def tenken_providers():
    yield provider


@hookimpl
def tenken_mappings():
    yield Path(__file__).parent / "lines.yaml"

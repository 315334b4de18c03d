"""Send what waits to the sinks of the configuration, and tell what came of it."""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from scanner.cli.texts import translator
from scanner.errors import TenkenError
from scanner.text import Message

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.host import Host
    from scanner.sending import Sent
    from scanner.sink import SinkConfig
    from scanner.store import Store


def deliver(
    store: "Store",
    config: "Config",
    host: "Host",
    seconds: float,
    names: Iterable[str] = (),
) -> "list[Sent]":
    """Send what waits for these sinks (all if none is named), trying for so many seconds at the most."""
    chosen = set(names)
    return [_one(store, one, host, seconds) for one in config.sinks if not chosen or one.id in chosen]


def _one(store: "Store", one: "SinkConfig", host: "Host", seconds: float) -> "Sent":
    from scanner.sending import Sender, Sent  # noqa: PLC0415 - starting time
    from scanner.store.spool import StoredSpool  # noqa: PLC0415

    kind = host.sinks[one.type]
    try:
        delivery = kind.open(one.options)
    except ModuleNotFoundError:
        template = "it needs more: pip install 'tenken[{extra}]'"
        return Sent(one.id, problem=Message.of(template, extra=kind.requires))
    except TenkenError as error:
        found = error.args[0]
        return Sent(one.id, problem=found if isinstance(found, Message) else Message.of(str(found)))
    try:
        until = time.monotonic() + seconds
        return Sender(one.id, kind, StoredSpool(store), until).drain(delivery)
    finally:
        delivery.close()


def tell(found: "Iterable[Sent]") -> bool:
    """Say on standard error what was not sent, and why; true if there is nothing to say."""
    say, well = translator(), True
    for one in found:
        if one.problem:
            well = False
            reason = say.message(one.problem)
            text = Message.of("{sink}: not sent, and kept for later: {reason}", sink=one.sink, reason=reason)
            click.echo(f"tenken: {say.message(text)}", err=True)
        if one.aside:
            well = False
            reason = say.message(one.reasons[0])
            template = "{sink}: {count} events were refused for good and set aside. The first: {reason}"
            text = Message.of(template, sink=one.sink, count=one.aside, reason=reason)
            click.echo(f"tenken: {say.message(text)}", err=True)
    return well


def nearly_full(store: "Store") -> str:
    """What to say where the spool nears its limit; empty where it doesn't."""
    from scanner.store.spool import LIMIT, NEAR, StoredSpool  # noqa: PLC0415 - starting time

    if sum(map(sum, StoredSpool(store).counts().values())) <= NEAR * LIMIT:
        return ""
    template = "the spool is nearly full: at {limit} events no further run is kept"
    return translator().message(Message.of(template, limit=LIMIT))


def tell_fill(store: "Store") -> None:
    """Say on standard error that the spool nears its limit, if it does."""
    if text := nearly_full(store):
        click.echo(f"tenken: {text}", err=True)

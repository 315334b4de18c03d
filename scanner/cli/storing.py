"""`--store`: where runs are kept, and how a store is opened."""

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from scanner.cli import delivering
from scanner.cli.texts import option, translator
from scanner.errors import TenkenError
from scanner.sentinel import unseen
from scanner.text import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.assessment import Assessment
    from scanner.changes import Change
    from scanner.config import Config, OrganisationConfig
    from scanner.connection import Shape
    from scanner.evidence import Evidence
    from scanner.host import Host
    from scanner.store import Store

WAIT = 30.0
"""How long a run waits for a sink that does not answer, in seconds; `tenken send` goes on."""
NEEDED = ("alembic", "platformdirs", "sqlalchemy")
place = option(
    "--store",
    "place",
    metavar="PLACE",
    help="Keep runs there: a file, a URL of PostgreSQL, or none. By default as the configuration says.",
)


def open_store(place: str | None, config: "Config | None" = None) -> "Store":
    """The store of the option, else of the configuration, else the default one.

    Raises `TenkenError` if there is none, or the libraries for one are missing.
    """
    from scanner.config import NO_STORE  # noqa: PLC0415 - starting time

    address = place or (config.store if config else None)
    if any(find_spec(name) is None for name in NEEDED):
        raise TenkenError(Message.of("keeping runs needs more: pip install 'tenken[history]'"))
    from scanner.store import Store  # noqa: PLC0415 - starting time
    from scanner.store.engine import default_address  # noqa: PLC0415

    known = address or default_address()
    if known == NO_STORE:
        raise TenkenError(Message.of("runs are not kept: the store is 'none'; name one with --store"))
    return Store.open(known)


def wanted(place: str | None, config: "Config") -> bool:
    """True if this run is to be kept: somebody asked for it, or the default store can be used."""
    import os  # noqa: PLC0415

    from scanner.config import NO_STORE  # noqa: PLC0415 - starting time
    from scanner.store.engine import VARIABLE  # noqa: PLC0415

    address = place or config.store or os.environ.get(VARIABLE)
    if address == NO_STORE:
        return False
    return asked(place, config) or all(find_spec(name) for name in NEEDED)


def asked(place: str | None, config: "Config") -> bool:
    """True if the option or the configuration names a store, or sinks, which need one."""
    return bool(place or config.store or config.sinks)


def keep(
    place: str | None, config: "Config", host: "Host", evidence: "Evidence", assessment: "Assessment"
) -> "tuple[Assessment, TenkenError | None]":
    """Keep a run, if that is wanted. A store that can't be used takes nothing from the run.

    Returns the assessment with what the store knows beside it, and the error to raise at the end: where
    nobody asked for a store, there is none, and a line on standard error says what is wrong.
    """
    from scanner.keeping import Keeper  # noqa: PLC0415 - starting time

    if not wanted(place, config):
        return assessment, None
    sinks = [one.id for one in config.sinks]
    try:
        with open_store(place, config) as store:
            keeper = Keeper(store, host, sinks, config.language or translator().language)
            return keeper.keep(evidence, assessment), None
    except TenkenError as error:
        if asked(place, config):
            return assessment, error
        tell(error)
        return assessment, None


def compared(place: str | None, config: "Config", host: "Host", evidence: "Evidence") -> "Evidence":
    """The evidence beside earlier runs: fields that none of them saw, and differences from an approved one.

    A store that can't be used is told of when the run is to be kept: here it only leaves drift undetermined.
    """
    from scanner.baseline import compared as with_differences  # noqa: PLC0415 - starting time

    if not wanted(place, config):
        return evidence
    try:
        with open_store(place, config) as store:
            from scanner.store.baselines import baselines  # noqa: PLC0415
            from scanner.store.notices import given_reviews  # noqa: PLC0415
            from scanner.store.shapes import earlier_shapes  # noqa: PLC0415

            before = earlier_shapes(store, {one.target.id for one in evidence.targets})
            known = baselines(store, [one.id for one in evidence.organisations], host.providers)
            reviews = given_reviews(store)
    except TenkenError:
        return evidence
    changes = {one.id: _changes(one, host) for one in config.organisations if one.id in known}
    return with_differences(_remembered(evidence, before), known, changes, reviews)


def _remembered(evidence: "Evidence", before: "Mapping[str, Sequence[Shape]]") -> "Evidence":
    """The evidence, with the fields of its answers that no earlier run saw."""
    targets = tuple(
        replace(one, unseen=unseen(one.shapes, before[one.target.id])) if one.target.id in before else one
        for one in evidence.targets
    )
    return replace(evidence, targets=targets)


def _changes(organisation: "OrganisationConfig", host: "Host") -> "Sequence[Change]":
    from scanner.stated import Stated  # noqa: PLC0415 - starting time

    return Stated.read(organisation, host.mapping_files).people.changes


def tell(error: TenkenError) -> None:
    """Say on standard error that a run was not kept, and why."""
    from scanner.cli.failing import told  # noqa: PLC0415 - starting time

    say = translator()
    for line in told(error, say)[0]:
        text = Message.of("this run was not kept: {reason}", reason=line)
        click.echo(f"tenken: {say.message(text)}", err=True)


def send(place: str | None, config: "Config", host: "Host") -> None:
    """Send what waits, where there are sinks; what can't be sent now is told of, and waits."""
    if config.sinks:
        with open_store(place, config) as store:
            delivering.tell(delivering.deliver(store, config, host, WAIT))
            delivering.tell_fill(store)

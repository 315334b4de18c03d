"""`tenken send`: what waits in the spool goes to the sinks."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli import options, storing
from scanner.cli.delivering import deliver, nearly_full, tell
from scanner.cli.opening import open_config, open_host
from scanner.cli.table import table
from scanner.cli.texts import _, command, option, translator
from scanner.exit_code import UNREAD

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.sending import Sent
    from scanner.store import Store


@command()
@options.config
@storing.place
@option("--sink", "names", multiple=True, metavar="ID", help="Only this sink (may be repeated).")
@option("--all", "everything", is_flag=True, help="Say all that holds now once more, not only what changed.")
@option("--again", is_flag=True, help="Try again what was refused and set aside.")
@option("--status", is_flag=True, help="Send nothing; say how much waits, and what was set aside.")
@option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to try while a receiver doesn't answer; what is left then waits for the next time.",
)
@options.form
@options.common
def send(  # noqa: PLR0913, PLR0917 - one parameter an option
    config: Path,
    place: str | None,
    names: tuple[str, ...],
    everything: bool,
    again: bool,
    status: bool,
    wait: float,
    form: str,
) -> int:
    """Send the events that wait to the sinks of the configuration.

    An event is forgotten once its receiver has acknowledged it; until then it stays in the store. By default
    each run sends only what is new, changed or over.

    Exit code: 0 nothing waits any more; 4 something still waits, or was refused.

        tenken send
        tenken send --status
        tenken send --all --sink siem
    """
    host = open_host()
    settings = open_config(config, host)
    _known(settings, names)
    with storing.open_store(place, settings) as store:
        if status:
            click.echo(_status(store, settings, form))
            return 0
        if everything or again:
            _refill(store, settings, names, everything=everything, again=again)
        found = deliver(store, settings, host, wait, names=names)
        click.echo(_sent(found, form))
    return 0 if tell(found) else UNREAD


def _known(config: "Config", names: tuple[str, ...]) -> None:
    """Refuse names of sinks that aren't in the configuration."""
    there = [one.id for one in config.sinks]
    for name in names:
        if name not in there:
            message = _("there is no sink '{name}'; the configuration has: {known}")
            text = message.format(name=name, known=", ".join(there) or "-")
            raise click.BadParameter(text, param_hint="--sink")
    if not there:
        raise click.UsageError(_("the configuration has no sinks; add some under sinks:"))


def _refill(
    store: "Store", config: "Config", names: tuple[str, ...], *, everything: bool, again: bool
) -> None:
    from scanner.keeping import repeat  # noqa: PLC0415 - starting time
    from scanner.store.spool import StoredSpool  # noqa: PLC0415

    chosen = [one.id for one in config.sinks if not names or one.id in names]
    if again:
        for name in chosen:
            StoredSpool(store).again(name)
    if everything:
        repeat(store, chosen, [one.id for one in config.organisations])


def _status(store: "Store", config: "Config", form: str) -> str:
    from scanner.store.spool import LIMIT, StoredSpool  # noqa: PLC0415 - starting time

    spool = StoredSpool(store)
    counts, say = spool.counts(), translator()
    names = [*(one.id for one in config.sinks), *sorted(counts.keys() - {one.id for one in config.sinks})]
    aside = {name: [(uid, say.message(why)) for uid, why in spool.aside(name)] for name in names}
    if form == "json":
        rows = [
            {
                "sink": name,
                "waiting": counts.get(name, (0, 0))[0],
                "aside": [{"uid": uid, "reason": why} for uid, why in aside[name]],
            }
            for name in names
        ]
        return json.dumps({"limit": LIMIT, "sinks": rows}, ensure_ascii=False, indent=2)
    head = (_("sink"), _("waiting"), _("set aside"))
    lines = [table([head, *((name, *map(str, counts.get(name, (0, 0)))) for name in names)], numbers=2)]
    lines += [f"  {name} {uid}: {why}" for name in names for uid, why in aside[name]]
    if text := nearly_full(store):
        lines.append(text)
    return "\n".join(lines)


def _sent(found: "list[Sent]", form: str) -> str:
    if form == "json":
        rows = [{"sink": one.sink, "delivered": one.delivered, "aside": one.aside} for one in found]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    head = (_("sink"), _("delivered"), _("set aside"))
    return table([head, *((one.sink, str(one.delivered), str(one.aside)) for one in found)], numbers=2)

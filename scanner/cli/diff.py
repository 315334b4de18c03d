"""`tenken diff`: what changed between two kept runs."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options, storing
from scanner.cli.history import CONFIG, opened, settings_of, which
from scanner.cli.opening import open_host
from scanner.cli.texts import _, argument, command, option, translator
from scanner.text import Message

if TYPE_CHECKING:
    from scanner.attribution import Attribution
    from scanner.comparing import Comparing
    from scanner.findings import Finding
    from scanner.since import Turn
    from scanner.store import Store
    from scanner.store.store import StoredRun
    from scanner.tracing import Traced

WIDTH = 100
"""How much of a value the text shows; JSON has it whole."""
TEXTS = {
    "added": "added",
    "removed": "removed",
    "changed": "changed",
    "unread": "no longer readable",
    "read-again": "readable again",
}


@command()
@argument("runs", nargs=-1)
@CONFIG
@storing.place
@option(
    "--since", metavar="DATE", help="Compare the last run with the last one before this day (2026-11-01)."
)
@option(
    "--baseline",
    type=click.Choice(["approved"]),
    help="Compare the last run with the approved one of each municipality.",
)
@option("--who", is_flag=True, help="Ask the audit logs who did it; by default they are not asked.")
@options.form
@options.common
def diff(  # noqa: PLR0913, PLR0917 - one parameter an option
    runs: tuple[str, ...],
    config: Path,
    place: str | None,
    since: str | None,
    baseline: str | None,
    who: bool,
    form: str,
) -> int:
    """Say what changed between two kept runs: settings field by field, findings, controls.

    RUNS are two runs, or one, which is compared with the last; each is an id or its beginning, or `last`.
    Without any the last two that read everything are compared. What was not read is never called removed.

    Each changed setting has its cause: a record of ours (`records/changes.yaml`), somebody whom the audit log
    names, a notice of the provider, a field that is new in the service; else it is unexplained. Each comes
    with its evidence, and with how sure that is.

    Exit code: 0 nothing changed; 3 something did.

        tenken diff
        tenken diff 1f3a 9c2e --format json
        tenken diff --who
        tenken diff --since 2026-11-01
        tenken diff --baseline approved
    """
    from scanner.cli.tracing import traced  # noqa: PLC0415
    from scanner.comparing import compare  # noqa: PLC0415 - starting time

    host, settings = open_host(), settings_of(config)
    with opened(config, place) as store:
        pairs = _pairs(store, runs, since, baseline)
        compared = [compare(store, before, after, host.providers) for before, after in pairs]
        found = [(one, traced(store, one, host, settings, who=who)) for one in compared]
    if form == "json":
        click.echo(json.dumps([_plain(*one) for one in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(_page(*one) for one in found))
    return 3 if any(one.changed for one in compared) else 0


def _pairs(
    store: "Store", runs: tuple[str, ...], since: str | None, baseline: str | None
) -> "list[tuple[StoredRun, StoredRun]]":
    """The runs to compare: the earlier one first."""
    from scanner.store.baselines import approvals  # noqa: PLC0415 - starting time

    if len(runs) > 2 or sum(map(bool, (runs, since, baseline))) > 1:
        raise click.UsageError(_("give two runs at the most, or --since, or --baseline"))
    last = which(store, "last")
    if baseline:
        pairs = [
            (store.run(one.run), mine[-1])
            for one in approvals(store)
            if (mine := store.runs(one.organisation))
        ]
        if not pairs:
            raise click.UsageError(
                _("no run is approved yet; tenken baseline approve RUN --by ROLE --reason TEXT")
            )
        return pairs
    if since:
        return [(before_day(store, since), last)]
    if runs:
        named = [which(store, one) for one in runs]
        return [(named[0], named[1] if len(named) == 2 else last)]
    mine = [one for one in store.runs() if one.organisations == last.organisations]
    whole = [one for one in mine if one.whole]
    kept = whole if len(whole) > 1 else mine
    if len(kept) < 2:
        raise click.UsageError(_("there is no earlier run to compare with"))
    return [(kept[-2], kept[-1])]


def before_day(store: "Store", since: str) -> "StoredRun":
    """The last run that began before this day in Japan; else the first one there is."""
    from scanner.clock import text  # noqa: PLC0415 - starting time
    from scanner.days import JAPAN  # noqa: PLC0415

    try:
        day = datetime.fromisoformat(since)
    except ValueError:
        message = _("'{value}' is no day; write 2026-11-01").format(value=since)
        raise click.BadParameter(message, param_hint="--since") from None
    moment = text((day if day.tzinfo else day.replace(tzinfo=JAPAN)).astimezone(UTC))
    runs = store.runs()
    return ([one for one in runs if one.started_at < moment] or runs[:1])[-1]


def _page(one: "Comparing", traced: "Traced") -> str:
    from scanner.cli.tracing import announced  # noqa: PLC0415 - starting time
    from scanner.days import in_japan  # noqa: PLC0415

    head = _("from run {before} ({then}) to run {after} ({now})").format(
        before=one.before.id[:8],
        then=in_japan(one.before.started_at),
        after=one.after.id[:8],
        now=in_japan(one.after.started_at),
    )
    parts = [head]
    if not one.changed:
        parts.append(_("nothing changed"))
    parts += _section(_("settings"), [line for cause in traced.attributions for line in _setting(cause)])
    beside = [announced(each) for each in traced.announced]
    parts += _section(_("announced, and no setting changed by it"), beside)
    parts += _section(_("findings"), list(_findings(one)))
    parts += _section(_("controls"), [_turn(turn) for turn in one.since.controls])
    return "\n".join(parts)


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def _setting(cause: "Attribution") -> list[str]:
    from scanner.cli.tracing import lines as told  # noqa: PLC0415 - starting time

    one = cause.change
    name = one.resource.name or one.resource.id
    part = f" [{one.part}]" if one.part else ""
    lines = [f"{one.target} {one.setting} {name}{part}: {_(TEXTS[one.kind])}"]
    lines += [f"    {field.path}: {_cut(field.before)} → {_cut(field.after)}" for field in one.fields]
    return lines + [f"    {line}" for line in told(cause)]


def _findings(one: "Comparing") -> "list[str]":
    kinds = (
        ("new", one.since.opened),
        ("fixed", one.since.closed),
        ("can't be told any more", one.since.untold),
    )
    lines = [f"{_(text)}: {_finding(each)}" for text, found in kinds for each in found]
    template = _("still open for {days} days: {finding}")
    return lines + [template.format(days=age, finding=_finding(each)) for each, age in one.still]


def _finding(one: "Finding") -> str:
    say = translator()
    return f"{one.check} {one.target} {one.resource.name or one.resource.id}: {say.message(one.message)}"


def _turn(one: "Turn") -> str:
    text = Message.of("{id}: {before} → {after}", id=one.id, before=one.before or "-", after=one.after)
    return f"{one.organisation} {translator().message(text)}"


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _plain(one: "Comparing", traced: "Traced") -> dict[str, Any]:
    import msgspec  # noqa: PLC0415 - starting time

    from scanner.cli.tracing import plain, plain_notice  # noqa: PLC0415

    settings = [
        msgspec.to_builtins(each.change) | {"attribution": plain(each)} for each in traced.attributions
    ]
    return {
        "before": one.before.id,
        "after": one.after.id,
        "settings": settings,
        "announced": [plain_notice(each) for each in traced.announced],
        "findings": {
            "new": [each.id for each in one.since.opened],
            "fixed": [each.id for each in one.since.closed],
            "untold": [each.id for each in one.since.untold],
            "still_open": [{"id": each.id, "days": age} for each, age in one.still],
        },
        "controls": msgspec.to_builtins(one.since.controls),
    }

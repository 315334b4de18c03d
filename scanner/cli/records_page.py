"""The records of one organisation as people read them: what is there, what doesn't count, what ends."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import click

from scanner import accepted, assets, attestations, changes, plans, systems, waivers
from scanner.cli.table import Row, table
from scanner.cli.texts import _, translator
from scanner.days import day_of
from scanner.expiring import Ending, Kind, expired, expiring
from scanner.records import FILE as DECLARATIONS
from scanner.stated import Stated
from scanner.text import Message
from scanner.weighing import Weighed, weigh

KINDS = {
    Kind.ATTESTATION: "attestation",
    Kind.WAIVER: "waiver",
    Kind.ACCEPTED_GAP: "accepted gap",
}


def show(stated: Stated, as_of: datetime) -> None:
    """Write the page; `as_of` is aware."""
    one = stated.config
    head = _("{name} ({id}): records in {folder}")
    click.echo(head.format(name=one.name, id=one.id, folder=one.records))
    _section(_("What is there"), _there(stated))
    _section(_("What does not count"), _idle(stated, as_of))
    _section(_("What ends within 30, 60 or 90 days"), _ending(stated, as_of))
    _section(_("Improvements that are overdue"), _late(stated, as_of))
    click.echo()


def _section(name: str, rows: Iterable[Row]) -> None:
    known = list(rows)
    click.echo(f"\n{name}")
    for line in table(known).splitlines() if known else [_("none")]:
        click.echo(f"  {line}")


def _there(stated: Stated) -> Iterator[Row]:
    """Each file with the number of its records."""
    people, declared = stated.people, stated.declarations
    counts = {
        DECLARATIONS: sum(map(len, declared.items.values())) + len(declared.facts),
        attestations.FILE: len(people.attestations),
        waivers.FILE: len(people.waivers),
        accepted.FILE: len(people.accepted_gaps),
        assets.FILE: len(people.assets.assets) if people.assets else 0,
        systems.FILE: len(people.systems) + len(people.operators),
        plans.FILE: len(people.plans),
        changes.FILE: len(people.changes),
    }
    for name, count in counts.items():
        yield name, str(count) if (people.folder / name).exists() else _("not there")


def _idle(stated: Stated, as_of: datetime) -> Iterator[Row]:
    """Records that change nothing on this day, each with the reason."""
    say = translator()
    for one in weigh(stated.people, stated.controls, as_of):
        if one.fault:
            yield _(KINDS[Kind.ATTESTATION]), _answered(one), one.attestation.role, say.message(one.fault)
    for record in expired(stated.people, stated.controls, as_of):
        if record.kind is not Kind.ATTESTATION:
            yield *_told(record), _over(record.last)
    yield from _early(stated, day_of(as_of))


def _early(stated: Stated, today: date) -> Iterator[Row]:
    """Waivers and accepted gaps that begin later."""
    template = "it holds from {day} on"
    for waiver in stated.people.waivers:
        if waiver.first > today:
            about = waiver.control or waiver.finding or ""
            yield _(KINDS[Kind.WAIVER]), about, waiver.approver, _(template).format(day=waiver.first)
    for gap in stated.people.accepted_gaps:
        if gap.first > today:
            yield _(KINDS[Kind.ACCEPTED_GAP]), gap.target, gap.approver, _(template).format(day=gap.first)


def _ending(stated: Stated, as_of: datetime) -> Iterator[Row]:
    within = _("within {days} days")
    for one in expiring(stated.people, stated.controls, as_of):
        yield within.format(days=one.within), one.last.isoformat(), *_told(one)


def _late(stated: Stated, as_of: datetime) -> Iterator[Row]:
    for plan in plans.overdue(stated.people.plans, as_of):
        yield plan.last.isoformat(), plan.control, plan.owner, plan.measure


def _told(one: Ending) -> tuple[str, str, str]:
    return _(KINDS[one.kind]), one.about, one.role


def _answered(one: Weighed) -> str:
    return " / ".join((one.control, one.key, *one.attestation.assets))


def _over(last: date) -> str:
    return translator().message(Message.of("it expired after {day}", day=last.isoformat()))

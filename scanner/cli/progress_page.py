"""The page of `tenken progress`, and the same as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from scanner.cli.table import table
from scanner.cli.texts import _, translator
from scanner.days import in_japan
from scanner.progress import Fault, Progress

NONE = "-"
MOST = 4
"""Targets that one line names; JSON has them all."""


def page(one: Progress) -> str:
    """What is open, overdue and closed, who sees to it, and where else a fault is found."""
    assessment = one.assessment
    head = _("{name} ({id}): as read at {time}, with the records of {day}").format(
        name=one.organisation.name,
        id=one.organisation.id,
        time=in_japan(assessment.run.started_at),
        day=one.day.isoformat() if one.on_file else NONE,
    )
    parts = [head, *_open(one), *_overdue(one), *_closed(one), *_repeated(one), *_owners(one)]
    if assessment.gaps:
        text = _("not read: {count} settings; what they would show is not in these figures")
        parts += ["", text.format(count=len(assessment.gaps))]
    return "\n".join(parts)


def _open(one: Progress) -> Iterator[str]:
    titles = (_("days"), _("severity"), _("target"), _("how many"), _("by"), _("owner"), _("what"))
    yield from _section(_("to be corrected"), titles, (_fault(fault, one) for fault in one.faults))


def _fault(fault: Fault, one: Progress) -> tuple[str, ...]:
    item, age, say = fault.item, fault.age(one.day), translator()
    severity = say(item.check.severity.value)
    return (
        NONE if age is None else str(age),
        severity,
        item.target,
        str(len(item.findings)),
        item.due.isoformat() if item.due else NONE,
        item.plan.owner if item.plan else _("nobody yet"),
        say(item.check.title),
    )


def _overdue(one: Progress) -> Iterator[str]:
    titles = (_("days late"), _("control"), _("by"), _("owner"), _("what"))
    rows = (
        (str((one.day - plan.last).days), plan.control, plan.last.isoformat(), plan.owner, plan.measure)
        for plan in one.overdue
    )
    yield from _section(_("overdue"), titles, rows)


def _closed(one: Progress) -> Iterator[str]:
    since = one.assessment.since
    if since is None or one.closed is None:
        yield from ("", _("closed: it can't be told, no earlier whole run is kept"))
        return
    say = translator()
    known = {check.id: say(check.title) for check in one.assessment.checks}
    rows = (
        (found.target, found.resource.name or found.resource.id, known.get(found.check, found.check))
        for found in one.closed
    )
    name = _("closed since {time}").format(time=in_japan(since.read_at))
    yield from _section(name, (_("target"), _("resource"), _("what")), rows)
    if untold := len(one.mine(since.untold)):
        yield _("of {count} nothing is known now; they are not counted as closed").format(count=untold)


def _repeated(one: Progress) -> Iterator[str]:
    say = translator()
    known = {check.id: say(check.title) for check in one.assessment.checks}
    rows = (
        (str(len(found)), str(found.total()), _names(sorted(found)), known.get(check, check))
        for check, found in one.repeated.items()
    )
    titles = (_("targets"), _("how many"), _("where"), _("what"))
    yield from _section(_("the same fault at several targets"), titles, rows)


def _owners(one: Progress) -> Iterator[str]:
    rows = ((each.name, str(each.open), str(each.overdue), str(each.done)) for each in one.owners)
    titles = (_("owner"), _("open"), _("overdue"), _("done"))
    yield from _section(_("improvements by owner"), titles, rows)


def _section(name: str, titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    known = list(rows)
    yield from ("", f"{name}: {len(known)}")
    if known:
        yield table([titles, *known])


def _names(found: list[str]) -> str:
    more = [_("and {count} more").format(count=len(found) - MOST)] if len(found) > MOST else []
    return ", ".join([*found[:MOST], *more])


def plain(one: Progress) -> dict[str, Any]:
    """As JSON: days are of Japan, times RFC 3339 in UTC."""
    since = one.assessment.since
    return {
        "organisation": one.organisation.id,
        "run": one.assessment.run.id,
        "read_at": one.assessment.run.started_at,
        "records_of": one.day.isoformat() if one.on_file else None,
        "open": [_plain(fault, one) for fault in one.faults],
        "overdue": [
            {
                "control": plan.control,
                "measure": plan.measure,
                "owner": plan.owner,
                "due": plan.last.isoformat(),
                "days_late": (one.day - plan.last).days,
            }
            for plan in one.overdue
        ],
        "since": since.read_at if since else None,
        "closed": None if one.closed is None else [found.id for found in one.closed],
        "untold": None if since is None else [found.id for found in one.mine(since.untold)],
        "owners": [
            {"owner": each.name, "open": each.open, "overdue": each.overdue, "done": each.done}
            for each in one.owners
        ],
        "repeated": {check: dict(found) for check, found in one.repeated.items()},
        "not_read": len(one.assessment.gaps),
    }


def _plain(fault: Fault, one: Progress) -> dict[str, Any]:
    item = fault.item
    return {
        "check": item.check.id,
        "severity": item.check.severity.value,
        "target": item.target,
        "controls": sorted({why.control.id for why in item.why}),
        "required": item.urgent,
        "findings": [found.id for found in item.findings],
        "since": fault.since.isoformat() if fault.since else None,
        "days": fault.age(one.day),
        "owner": item.plan.owner if item.plan else None,
        "due": item.due.isoformat() if item.due else None,
        "elsewhere": list(fault.elsewhere),
    }

"""How far the improvements of one organisation are: open, overdue, closed, with whom, and where else.

Section 9.1(7) 監査結果への対応 of the guideline asks that what was found is followed until it is put right,
and that the same fault is looked for elsewhere.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from scanner.assessment import Assessment, Organisation
from scanner.corrections import Item, requests
from scanner.days import day_of
from scanner.findings import Finding
from scanner.model import Outcome
from scanner.on_file import OnFile
from scanner.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to correct, and since which day it is open.

    `since` is the day of the first kept run that found the oldest part of it, in Japan; None without history.
    `elsewhere` are the other targets at which the same check fails, of any organisation that was read.
    """

    item: Item
    since: date | None
    elsewhere: tuple[str, ...]

    def age(self, day: date) -> int | None:
        """For how many days it has been open on this day; none if the clock was set back since."""
        return max(0, (day - self.since).days) if self.since else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who sees to improvements, with how many of them there are."""

    name: str
    open: int
    overdue: int
    done: int


@dataclass(frozen=True)
class Progress:
    """The progress of one organisation as one assessment and the records show it."""

    assessment: Assessment
    organisation: Organisation

    @property
    def on_file(self) -> OnFile | None:
        """The records; None if the evidence has none."""
        return self.assessment.people.get(self.organisation.id)

    @property
    def day(self) -> date:
        """The day in Japan that ages and delays are told for: that of the records, else of the reading."""
        read = day_of(datetime.fromisoformat(self.assessment.run.started_at))
        return self.on_file.day if self.on_file else read

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is open: behind required controls first, then by severity."""
        items = [
            item
            for request in requests(self.assessment)
            if request.organisation.id == self.organisation.id
            for item in request.items
        ]
        places = self._places()
        found = (
            Fault(
                item=one,
                since=self._since(one.findings),
                elsewhere=tuple(sorted(set(places[one.check.id]) - {one.target})),
            )
            for one in items
        )
        return tuple(sorted(found, key=lambda fault: not fault.item.urgent))

    @property
    def overdue(self) -> tuple[Plan, ...]:
        """The plans that should be done and aren't, the oldest first."""
        return self.on_file.overdue if self.on_file else ()

    @property
    def closed(self) -> tuple[Finding, ...] | None:
        """What failed at the earlier reading and does no more; None if there is no earlier one."""
        return None if self.assessment.since is None else self.mine(self.assessment.since.closed)

    @property
    def repeated(self) -> dict[str, Counter[str]]:
        """The checks that fail here and at several targets, most targets first: Fails per target."""
        mine = {one.check for one in self.mine(self._fails())}
        places = {check: found for check, found in self._places().items() if check in mine and len(found) > 1}
        return dict(sorted(places.items(), key=lambda pair: (-len(pair[1]), pair[0])))

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Who sees to the planned improvements, in the order of the records."""
        plans = self.on_file.plans if self.on_file else ()
        return tuple(
            Owner(
                name=name,
                open=sum(one.owner == name and one.done is None for one in plans),
                overdue=sum(one.owner == name for one in self.overdue),
                done=sum(one.owner == name and one.done is not None for one in plans),
            )
            for name in dict.fromkeys(one.owner for one in plans)
        )

    def mine(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those of this organisation."""
        return tuple(one for one in found if one.organisation == self.organisation.id)

    def _fails(self) -> Iterable[Finding]:
        return (one for one in self.assessment.findings if one.outcome is Outcome.FAIL)

    def _places(self) -> dict[str, Counter[str]]:
        places: dict[str, Counter[str]] = {}
        for one in self._fails():
            places.setdefault(one.check, Counter())[one.target] += 1
        return places

    def _since(self, found: Iterable[Finding]) -> date | None:
        known = self.assessment.failing_since
        times = [known[one.id] for one in found if one.id in known]
        return day_of(datetime.fromisoformat(min(times))) if times else None

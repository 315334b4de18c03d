"""What people have on file for one organisation, as it was on the day of a reading.

Reports show it beside the verdicts: who showed what and until when, what is excepted, planned, relieved.
It goes into the evidence, so that a later judgement gives the same reports.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from scanner.accepted import AcceptedGap
from scanner.assets import AssetSheet
from scanner.days import day_of
from scanner.expiring import Ending, endings
from scanner.framework_model import Control
from scanner.people import People
from scanner.plans import Plan, late
from scanner.profiles import Profile, Relief
from scanner.signed import Signed, holds
from scanner.systems import Operator, System
from scanner.waivers import Waiver
from scanner.weighing import Weighed, weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """All records of one organisation, those included that don't count, and the relief of its profiles.

    `day` is that of the reading, in Japan. `attestations` were weighed on it: a document was hashed then.
    Of waivers and accepted gaps `holds` says which count.
    """

    day: date
    attestations: tuple[Weighed, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    accepted_gaps: tuple[AcceptedGap, ...] = ()
    plans: tuple[Plan, ...] = ()
    systems: tuple[System, ...] = ()
    operators: tuple[Operator, ...] = ()
    assets: AssetSheet | None = None
    relieved: tuple[Relief, ...] = ()

    @classmethod
    def of(
        cls,
        people: People,
        controls: Iterable[Control],
        as_of: datetime,
        profiles: Iterable[Profile] = (),
    ) -> "OnFile":
        """Weigh the records on the day of `as_of` (aware); `controls` are those they were read with."""
        return cls(
            day=day_of(as_of),
            attestations=weigh(people, controls, as_of),
            waivers=people.waivers,
            accepted_gaps=people.accepted_gaps,
            plans=people.plans,
            systems=people.systems,
            operators=people.operators,
            assets=people.assets,
            relieved=tuple(relief for profile in profiles for relief in profile.relieved),
        )

    @property
    def ending(self) -> tuple[Ending, ...]:
        """Every record with a last day that no newer one outlives, the first to end first."""
        return endings(self.attestations, self, self.day)

    @property
    def overdue(self) -> tuple[Plan, ...]:
        """The plans that should be done by that day and aren't, the oldest first."""
        return late(self.plans, self.day)

    def holds(self, record: Signed) -> bool:
        """True if a waiver or an accepted gap counts on that day."""
        return holds(record, self.day)

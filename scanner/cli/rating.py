"""Tables of risk of a configuration's organisations, with what they are compared to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scanner.assessment import Assessment
from scanner.assets import FILE, AssetSheet
from scanner.config import OrganisationConfig
from scanner.exit_code import DEFECT, GOOD, NOT_MET, UNREAD, exit_code
from scanner.host import Host
from scanner.risk import risk
from scanner.risk_compare import Comparison, compare
from scanner.risk_marks import assets_of
from scanner.risk_values import Risk, RiskError
from scanner.stated import Stated, read_stated
from scanner.text import Message
from scanner.weighing import weigh


@dataclass(frozen=True, slots=True)
class Rated:
    """The table of one organisation; `comparison` is with an earlier reading, or with what was seen."""

    name: str
    risk: Risk
    comparison: Comparison | None


@dataclass(frozen=True)
class Rating:
    """Records of organisations, read and checked before anything is asked of a cloud."""

    stated: tuple[Stated, ...]
    host: Host
    assume: Mapping[str, Any]
    reading: int | None

    @classmethod
    def of(
        cls,
        organisations: Iterable[OrganisationConfig],
        host: Host,
        *,
        assume: Mapping[str, str],
        reading: int | None,
    ) -> "Rating":
        """Read the records. Raises YamlError, and RiskError for an organisation without a sheet of assets."""
        found = cls(read_stated(organisations, host.mapping_files), host, assume, reading)
        for one in found.stated:
            _sheet(one)
        return found

    def tables(self, after: Assessment, before: Assessment | None) -> Iterator[Rated]:
        """A table per organisation. Raises RiskError for what can't be rated or compared."""
        for one in self.stated:
            table = self._table(one, after, self.assume)
            yield Rated(one.config.name, table, self._compared(one, table, after, before))

    def _compared(
        self, stated: Stated, table: Risk, after: Assessment, before: Assessment | None
    ) -> Comparison | None:
        if before is None and not self.assume:
            return None
        return compare(self._table(stated, before or after, {}), table)

    def _table(self, stated: Stated, assessment: Assessment, assume: Mapping[str, Any]) -> Risk:
        day = datetime.fromisoformat(assessment.run.started_at)
        checks = [check for provider in self.host.providers.values() for check in provider.checks]
        return risk(
            assessment,
            stated.config.id,
            _sheet(stated),
            weigh(stated.people, stated.controls, day),
            assets_of(checks),
            assume=assume,
            reading=self.reading,
        )


def rating_code(assessment: Assessment, found: Iterable[Rated], *, zero: bool) -> int:
    """The exit code: whether all products are low enough; what can't be told wins, as it does in a scan."""
    if exit_code(assessment, zero=True) == DEFECT:
        return DEFECT
    safe = {one.risk.all_safe for one in found}
    if zero or safe <= {True}:
        return GOOD
    return UNREAD if None in safe else NOT_MET


def _sheet(stated: Stated) -> AssetSheet:
    if stated.people.assets is None:
        template = "{path} is not there; without importance and threat levels no risk can be rated"
        raise RiskError(Message.of(template, path=str(stated.people.folder / FILE)))
    return stated.people.assets

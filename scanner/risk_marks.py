"""The marks (○) of the risk assessment: which control holds on which kind of asset, and what isn't known.

Nothing unread gives a mark: it leaves the value between worst (no mark) and best (mark). A waived Fail gives
none either: an excepted measure is not in place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from scanner.assessment import Assessment, CheckInfo, ControlVerdict, Organisation
from scanner.declare import Check
from scanner.findings import Finding
from scanner.framework_model import Control
from scanner.risk_model import RiskModel
from scanner.text import Message
from scanner.weighing import Weighed


class Mark(StrEnum):
    """Whether a control counts as a measure on a kind of asset."""

    YES = "yes"
    NO = "no"
    UNREAD = "unread"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """The mark of one control on one kind of asset, and why.

    `findings` are the ids behind it, `signals` the readings that it rests on.
    """

    control: str
    mark: Mark
    why: Message
    findings: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sight:
    """What is known of one organisation.

    `weighed` are its people's attestations; `assets` the kinds of asset that each check speaks of, by
    check id, where it names any.
    """

    assessment: Assessment
    organisation: Organisation
    weighed: tuple[Weighed, ...]
    assets: Mapping[str, Sequence[str]]
    model: RiskModel

    def verdict(self, control: str) -> ControlVerdict | None:
        """The verdict of the control in the newest edition that was assessed."""
        found = (
            one
            for one in self.assessment.controls
            if (one.organisation, one.framework, one.id)
            == (self.organisation.id, self.model.framework, control)
        )
        return max(found, key=lambda one: one.edition, default=None)

    def control(self, verdict: ControlVerdict) -> Control | None:
        """The control of a verdict."""
        key = (verdict.framework, verdict.edition)
        frameworks = (one for one in self.assessment.frameworks if (one.framework, one.edition) == key)
        return next((framework.control(verdict.id) for framework in frameworks), None)

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """The organisation's findings by check id."""
        found: dict[str, list[Finding]] = {}
        for one in self.assessment.findings:
            if one.organisation == self.organisation.id:
                found.setdefault(one.check, []).append(one)
        return {check: tuple(ones) for check, ones in found.items()}

    @cached_property
    def checks(self) -> Mapping[str, CheckInfo]:
        """The checks that ran, by id."""
        return {info.id: info for info in self.assessment.checks}

    @cached_property
    def providers(self) -> frozenset[str]:
        """The providers with a target of the organisation."""
        return frozenset(
            one.provider for one in self.assessment.targets if one.organisation == self.organisation.id
        )

    @cached_property
    def plugins(self) -> frozenset[str]:
        """The providers that a plugin can read."""
        targets = (one.provider for one in self.assessment.targets)
        return frozenset({info.provider for info in self.assessment.checks} | set(targets))

    def answers(self, control: str, key: str, *, signal: bool) -> Iterator[Weighed]:
        """The attestations that hold and answer this evidence key or signal of the control."""
        for one in self.weighed:
            if one.fault is None and (one.control, one.key, one.is_signal) == (control, key, signal):
                yield one


def assets_of(checks: Iterable[Check[...]]) -> dict[str, tuple[str, ...]]:
    """The kinds of asset that checks name, by check id."""
    return {check.id: check.assets for check in checks}

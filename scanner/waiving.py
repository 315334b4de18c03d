"""What waivers except: findings for every control, or controls; never a control that nobody waived."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scanner.findings import Finding
from scanner.framework_model import Control
from scanner.model import Outcome
from scanner.people_refs import by_id
from scanner.waivers import Waiver

Known = Mapping[str, tuple[Control, ...]]
"""All controls there are, by id: one per edition."""


@dataclass(frozen=True)
class Waiving:
    """Waivers that hold, laid over the Fails of one organisation."""

    waivers: tuple[Waiver, ...]
    known: Known
    failing: tuple[Finding, ...]

    @classmethod
    def of(cls, waivers: Iterable[Waiver], known: Known, findings: Iterable[Finding]) -> "Waiving":
        """Of all findings, the Fails count."""
        return cls(tuple(waivers), known, tuple(one for one in findings if one.outcome is Outcome.FAIL))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Control id and finding id of each Fail that is waived for a single control."""
        return frozenset(
            (waiver.control, one.id)
            for waiver in self.waivers
            for one in self.failing
            if waiver.control and waiver.matches(one, checks_of(waiver, self.known))
        )

    @cached_property
    def findings(self) -> frozenset[str]:
        """The ids of Fails that are waived by id, or for each control that uses their check."""
        by_name = {waiver.finding for waiver in self.waivers}
        return frozenset(one.id for one in self.failing if one.id in by_name or self._everywhere(one))

    @cached_property
    def controls(self) -> frozenset[str]:
        """The controls that are waived wholly, or whose every Fail is."""
        whole = {waiver.control for waiver in self.waivers if waiver.whole and waiver.control}
        return frozenset(whole | {control for control, _ in self.pairs if self._wholly(control)})

    def _everywhere(self, finding: Finding) -> bool:
        users = self._users.get(finding.check, ())
        return bool(users) and all((control, finding.id) in self.pairs for control in users)

    def _wholly(self, control: str) -> bool:
        fails = (one for one in self.failing if control in self._users.get(one.check, ()))
        return all(one.id in self.findings or (control, one.id) in self.pairs for one in fails)

    @cached_property
    def _users(self) -> Mapping[str, frozenset[str]]:
        """Per check id, the controls that use it in any edition."""
        found: dict[str, set[str]] = {}
        for control, check in _uses(self.known):
            found.setdefault(check, set()).add(control)
        return {check: frozenset(controls) for check, controls in found.items()}


def idle(
    waivers: Iterable[Waiver], controls: Iterable[Control], findings: Iterable[Finding]
) -> tuple[Waiver, ...]:
    """The waivers that match no Fail: mended since, or misspelt."""
    known, found = by_id(controls), tuple(findings)
    return tuple(
        waiver
        for waiver in waivers
        if not any(waiver.matches(one, checks_of(waiver, known)) for one in found)
    )


def checks_of(waiver: Waiver, known: Known) -> frozenset[str]:
    """The checks of the control that a waiver names."""
    return frozenset(name for control in known.get(waiver.control or "", ()) for name in control.checks)


def _uses(known: Known) -> Iterator[tuple[str, str]]:
    return ((one.id, check) for editions in known.values() for one in editions for check in one.checks)

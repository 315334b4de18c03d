"""How the signals of a control decide it: a small tree of all, any, first, needs and evidence.

    {all: [x, y]}        every part must hold
    {any: [x, y]}        one part that holds is enough
    {first: [x, y]}      the first part that is in scope decides, the others only explain
    {needs: probe.tls}   this signal must hold, even where its provider is not in scope (then: unknown)
    {evidence: soc}      a valid piece of the control's evidence with this key must be there

A part is a signal key (`m365.owa`) or such a tree. Signals of providers out of scope drop out; a signal
outside of the tree explains and never decides. A tree may carry `each: machine | destination | break-out |
provider`: it is then asked about each of these by itself, and has to hold for every one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scanner.yamlfile import Refused

Each = Literal["machine", "destination", "break-out", "provider"]
OPERATORS = ("all", "any", "first", "needs", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One node; exactly one of all, any, first, needs, evidence is given."""

    all: "tuple[str | Rule, ...] | None" = None
    any: "tuple[str | Rule, ...] | None" = None
    first: "tuple[str | Rule, ...] | None" = None
    needs: str | None = None
    evidence: str | None = None
    each: Each | None = None

    def __post_init__(self) -> None:
        given = [name for name in OPERATORS if getattr(self, name) is not None]
        if len(given) != 1:
            raise Refused("give exactly one of {operators} here", operators=", ".join(OPERATORS))
        if not getattr(self, given[0]):
            raise Refused("'{operator}' is empty; name at least one part", at=(given[0],), operator=given[0])

    def parts(self) -> "tuple[str | Rule, ...]":
        """What the node is made of; nothing for needs and evidence."""
        return self.all or self.any or self.first or ()

    def signals(self) -> Iterator[str]:
        """The signal keys named anywhere in the tree."""
        if self.needs:
            yield self.needs
        for part in self.parts():
            yield from [part] if isinstance(part, str) else part.signals()

    def evidence_keys(self) -> Iterator[str]:
        """The evidence keys named anywhere in the tree."""
        if self.evidence:
            yield self.evidence
        for part in self.parts():
            yield from () if isinstance(part, str) else part.evidence_keys()


def every(signals: tuple[str, ...]) -> Rule | None:
    """The rule of a control that states none: every signal in scope must hold. None without signals."""
    return Rule(all=signals) if signals else None

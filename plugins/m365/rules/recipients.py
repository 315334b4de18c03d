"""Whether rules of mail protection leave anybody out, and which policies they put to use."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from plugins.m365.settings.recipients import AcceptedDomain, Recipients

STATES = frozenset({"Enabled", "Disabled"})


class Stated(Protocol):
    """A rule that is on or off."""

    @property
    def state(self) -> str:
        """Enabled or Disabled."""


class Rule(Stated, Protocol):
    """A rule that puts a policy to use for some recipients."""

    @property
    def recipients(self) -> Recipients:
        """Whom it is for."""


def in_force(rules: Iterable[Rule]) -> list[Recipients]:
    """Whom the rules that are on are for."""
    return [one.recipients for one in rules if one.state == "Enabled"]


def unclear(rules: Iterable[Stated]) -> bool:
    """True if a rule is in a state that no page lists."""
    return any(one.state not in STATES for one in rules)


def left_out(scopes: Sequence[Recipients], domains: Sequence[AcceptedDomain]) -> list[str]:
    """Who is in none of these rules: whom the widest leave out, or the domains that none covers whole.

    A rule for single people or groups covers no domain. Whom one rule excepts, another may name.
    """
    plain = [one for one in scopes if not _exceptions(one)]
    widest = [_exceptions(one) for one in scopes if not (one.people or one.groups or one.domains)]
    if widest:
        return sorted(set.intersection(*widest) - _named(plain))
    covered = {name.lower() for one in plain if not (one.people or one.groups) for name in one.domains}
    return sorted(one.name for one in domains if one.name.lower() not in covered)


def _exceptions(one: Recipients) -> set[str]:
    return {name.lower() for name in (*one.but_people, *one.but_groups, *one.but_domains)}


def _named(scopes: Iterable[Recipients]) -> set[str]:
    """Whom rules name by one condition alone; with two, both must hold."""
    kinds = ((one.people, one.groups, one.domains) for one in scopes)
    single = (next(filter(None, some)) for some in kinds if len(list(filter(None, some))) == 1)
    return {name.lower() for names in single for name in names}

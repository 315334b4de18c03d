"""How algorithms stand on the list of those that the government recommends."""

from collections.abc import Mapping
from typing import Literal

from plugins.aws.algorithms import Parts
from scanner import Fail, Pass, Reason, Unknown, Verdict, load_algorithms

Standing = Literal["recommended", "short", "monitored", "unlisted"]
WORST: tuple[Standing, ...] = ("unlisted", "monitored", "short", "recommended")
REFUSED = "{name} permits {algorithms}: {edition} does not recommend them"
UNCLEAR = "{name} permits {algorithms}, which could not be compared with {edition}"
GOOD = "{name} permits only algorithms that {edition} recommends"


def standing_of(parts: Parts | None) -> Standing | None:
    """Say where the worst of these algorithms stands; None if the name is not known."""
    if not parts:
        return None
    known = load_algorithms()
    return min((known.standing(name, bits) for name, bits in parts), key=WORST.index)


def judged(subject: object, name: str, permitted: Mapping[str, Parts | None], part: str = "") -> Verdict:
    """Judge everything that is permitted: one that is not recommended fails, one that is unknown hides."""
    standings = {one: standing_of(parts) for one, parts in permitted.items()}
    bad = [one for one, standing in standings.items() if standing not in ("recommended", None)]
    unclear = [one for one, standing in standings.items() if standing is None]
    named = {"part": part, "name": name, "edition": load_algorithms().edition}
    if bad:
        return Fail(subject, REFUSED, algorithms=", ".join(sorted(bad)), **named)
    if unclear or not standings:
        unknown = ", ".join(sorted(unclear)) or "-"
        return Unknown(subject, Reason.UNSUPPORTED, UNCLEAR, algorithms=unknown, **named)
    return Pass(subject, GOOD, **named)

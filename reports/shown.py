"""What people have to show, in words: what it is called, where it stands, who signed it, until when."""

from collections.abc import Iterator

from reports.seen import Asked, Seen
from scanner.framework_model import Text
from scanner.frameworks import load_signals
from scanner.language import Translator
from scanner.weighing import Weighed
from scanner.words import valid_text


def asked_texts(seen: Seen, t: Translator) -> Iterator[str]:
    """What people have to show, with how long it counts, and where it stands."""
    for one in seen.asked:
        yield f"{one.key}: {name(one, t)} [{standing(one, seen.recorded, t)}]"


def name(one: Asked, t: Translator) -> str:
    """What it is called."""
    if one.item:
        return t.fill("{name} (valid {valid})", name=one.item.item[t.language], valid=valid(one, t))
    line: Text | None = load_signals()[one.key].line if one.key in load_signals() else None
    return line[t.language] if line else one.key


def valid(one: Asked, t: Translator) -> str:
    """How long it counts."""
    return valid_text(one.item.valid_for, t) if one.item else ""


def standing(one: Asked, recorded: bool, t: Translator) -> str:
    """Whether it was shown."""
    if not recorded:
        return t("not recorded in this evidence")
    if one.shown is None:
        return t("not shown yet")
    return t.message(one.shown.fault) if one.shown.fault else t("shown")


def signed(one: Weighed, t: Translator) -> str:
    """By which role, and on which day."""
    return t.fill("{role}, {day}", role=one.attestation.role, day=one.attestation.first.isoformat())


def last(one: Weighed, t: Translator) -> str:
    """The last day it counts."""
    return one.last.isoformat() if one.last else t("for good")

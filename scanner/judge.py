"""Checks judge: every row of the rules on partial sight is here.

A for-each check keeps its verdicts and adds one unknown per distinct root gap. An about-all check
over an incomplete set gives one unknown and nothing else, unless it declares that a Pass stands
alone (*existence*) or that each Fail stands (*universal*). An unread singleton is one unknown.
"""

from collections.abc import Iterator
from typing import Any

from scanner.declare import Check
from scanner.defect import defect
from scanner.feeding import Readings, arguments, blocking
from scanner.model import (
    Fail,
    Gap,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
    Verdict,
)
from scanner.settings import identity_of, is_setting
from scanner.signature import Param, Quantity
from scanner.text import Message


def judge(check: Check[...], readings: Readings, target: Resource) -> tuple[Verdict | Gap, ...]:
    """Give the verdicts of one check on one target; a gap among them stands for an unknown.

    Never empty: a check that says nothing is a defect.
    """
    if gaps := blocking(check, readings, Quantity.ONE):
        return gaps[:1]
    if gaps := blocking(check, readings, Quantity.ALL):
        return _about_incomplete(check, readings, target, gaps[0])
    return _complete(check, readings, target)


def _complete(check: Check[...], readings: Readings, target: Resource) -> tuple[Verdict | Gap, ...]:
    each = check.each
    if each is None:
        return tuple(_call(check, arguments(check, readings), target))
    gaps = readings[each.type].gaps
    found = [one for verdicts in _for_each(check, each, readings) for one in verdicts]
    return (*found, *gaps) or (NotApplicable(target, "no {kind}", kind=identity_of(each.type).kind),)


def _for_each(check: Check[...], each: Param, readings: Readings) -> Iterator[list[Verdict]]:
    """What the check says of each item, item by item."""
    common = arguments(check, readings)
    for item in readings[each.type].items:
        yield _call(check, {**common, each.name: item}, item)


def _about_incomplete(
    check: Check[...], readings: Readings, target: Resource, gap: Gap
) -> tuple[Verdict | Gap, ...]:
    if check.partial is None:
        return (gap,)
    known = {param.type: Reading(readings[param.type].items) for param in check.asked(Quantity.ALL)}
    seen = {**readings, **known}
    each = check.each
    if each is None:
        return tuple(_standing(check, _call(check, arguments(check, seen), target), gap))
    found = [one for verdicts in _for_each(check, each, seen) for one in _standing(check, verdicts, gap)]
    return tuple(dict.fromkeys([*found, *readings[each.type].gaps])) or (gap,)


def _standing(check: Check[...], verdicts: list[Verdict], gap: Gap) -> list[Verdict | Gap]:
    """What stands though something is unread: a Pass alone, or Fails beside the unknown."""
    if defects := [one for one in verdicts if one.reason is Reason.DEFECT]:
        return [*defects, gap]
    if check.partial == "existence":
        return [one for one in verdicts if isinstance(one, Pass)] or [gap]
    return [*(one for one in verdicts if isinstance(one, Fail)), gap]


def _call(check: Check[...], given: dict[str, Any], subject: object) -> list[Verdict]:
    """Call a check once; if it raises or says nothing, what it said before is dropped."""
    try:
        verdicts = [_verdict(one) for one in check(**given)]
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a fault of ours is an unknown, shown loudly
        return [_defective(subject, defect(check, error))]
    return verdicts or [_defective(subject, Message.of("{check} gave no verdict", check=check.id))]


def _defective(subject: object, message: Message) -> Unknown:
    verdict = Unknown(subject, Reason.DEFECT, "")
    verdict.message = message
    return verdict


def _verdict(one: object) -> Verdict:
    if not isinstance(one, Verdict):
        raise TypeError("a check gives verdicts only")
    if not (isinstance(one.subject, Resource) or is_setting(type(one.subject))):
        raise TypeError("the subject of a verdict is a setting or a resource")
    str(one.message)
    return one

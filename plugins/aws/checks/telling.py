"""Whether somebody is told of an event in a region."""

from collections.abc import Mapping

from plugins.aws.checks.event_patterns import ALL, NONE, lets_through
from plugins.aws.settings.account import Region
from plugins.aws.settings.notices import Notice, Notices
from scanner import Fail, Pass, Reading, Reason, Unknown, Verdict

TOLD = "rule {rule} tells the confirmed subscribers of {topic}"
HIDDEN = "whether somebody is told could not be read: {kind}; needed: {permission}"
FILTERED = "rule {rule} filters the events: whether it lets through what matters can't be told"
ELSEWHERE = "rule {rule} leads to {target}: whether anybody reads there can't be told"
UNCONFIRMED = "rule {rule} leads to {topic}, which has no confirmed subscriber"
NOBODY = "no rule that is switched on tells anybody"


def told(subject: object, region: Region, reading: Reading[Notices], event: Mapping[str, str]) -> Verdict:
    """Say whether an event of AWS reaches a confirmed subscriber; one good rule is enough."""
    here = next((one for one in reading.items if one.region == region), None)
    if here is None:
        return Unknown(subject, Reason.UNRECORDED, HIDDEN, kind="AWS::Events::Rule", permission="")
    speaking = [(one, lets_through(one.pattern, event)) for one in here.notices]
    relevant = [(one, passed) for one, passed in speaking if passed != NONE]
    for one, passed in relevant:
        if passed == ALL and one.told:
            return Pass(subject, TOLD, rule=one.rule, topic=one.told[0])
    for gap in here.blind:
        return Unknown(subject, Reason(gap.reason), HIDDEN, kind=gap.kind, permission=gap.permission)
    unsure = (_unsure(subject, one) for one, _ in relevant if one.told or one.elsewhere)
    return next(unsure, None) or _nobody(subject, [one for one, _ in relevant])


def _unsure(subject: object, one: Notice) -> Verdict:
    if one.told:
        return Unknown(subject, Reason.UNSUPPORTED, FILTERED, rule=one.rule)
    return Unknown(subject, Reason.UNSUPPORTED, ELSEWHERE, rule=one.rule, target=one.elsewhere[0])


def _nobody(subject: object, relevant: list[Notice]) -> Verdict:
    for one in relevant:
        if one.untold:
            return Fail(subject, UNCONFIRMED, rule=one.rule, topic=one.untold[0])
    return Fail(subject, NOBODY)

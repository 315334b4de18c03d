"""Secure Score as a second witness: what it says of a control, beside the verdicts of a check.

The names of the controls are those that Microsoft Entra recommendations bear too (recommendationType of
learn.microsoft.com/graph/api/resources/recommendationbase).
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.secure_score import ScoreProfile, SecureScore
from scanner import AsOf, Fail, NotApplicable, Pass, Reason, Resource, Unknown, Verdict

ADMINISTRATORS_MFA = "AdminMFAV2"
LEGACY_AUTHENTICATION = "BlockLegacyAuthentication"
REGISTRATION = "MFARegistrationV2"
SEVERAL_ADMINISTRATORS = "OneAdmin"
FRESH = timedelta(days=7)  # the score is made daily
KEPT = frozenset({"default", "reviewed"})
SET_ASIDE = frozenset({"ignored", "thirdparty"})
"""States: learn.microsoft.com/graph/api/securescorecontrolprofile-update."""


def compared(
    control: str, own: Iterable[Verdict], score: SecureScore, profiles: Sequence[ScoreProfile], as_of: AsOf
) -> Verdict:
    """Say whether Secure Score and the verdicts of a check agree about what both look at."""
    profile = next((one for one in profiles if _same(one.id, control)), None)
    points = next((one.score for one in score.controls if _same(one.control, control)), None)
    if profile is None or points is None or profile.deprecated:
        nowhere = Resource("microsoft.graph.secureScoreControlProfile", control, control)
        return NotApplicable(profile or nowhere, "Secure Score gives no points for it")
    state = (profile.state or "default").casefold()
    if state not in KEPT | SET_ASIDE:
        return unknown_value(profile, "state", state)
    if state in SET_ASIDE:
        return NotApplicable(profile, "the recommendation was set aside: its points are no measurement")
    if score.created < as_of.time - FRESH:
        template = "the latest score is older than {days} days"
        return Unknown(profile, Reason.UNSUPPORTED, template, days=FRESH.days)
    if not profile.most or profile.most <= 0:
        return Unknown(profile, Reason.MALFORMED, "the score has no maximum")
    return _compared(profile, points, profile.most, tuple(own))


def _compared(profile: ScoreProfile, points: float, most: float, own: Sequence[Verdict]) -> Verdict:
    if unsure := _unsure(own):
        return Unknown(profile, unsure, "what Tenken read doesn't tell whether it is so")
    here, there = not any(isinstance(one, Fail) for one in own), points >= most
    if here and not there:
        template = "two witnesses disagree: Tenken finds it so, Secure Score gives {points} of {most} points"
        return Fail(profile, template, points=points, most=most)
    if there and not here:
        return Fail(profile, "two witnesses disagree: Secure Score gives all points, Tenken finds it not so")
    if here:
        return Pass(profile, "Secure Score and Tenken agree that it is so")
    return Pass(profile, "Secure Score and Tenken agree that it is not so")


def _unsure(own: Sequence[Verdict]) -> Reason | None:
    """Why the check itself can't tell; None if it can: one Fail is enough."""
    if any(isinstance(one, Fail) for one in own):
        return None
    if unknown := next((one for one in own if isinstance(one, Unknown)), None):
        return unknown.reason or Reason.UNSUPPORTED
    return None if any(isinstance(one, Pass) for one in own) else Reason.UNSUPPORTED


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()

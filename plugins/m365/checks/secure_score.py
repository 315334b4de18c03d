"""Secure Score: a second witness, and the risks that somebody accepted in it."""

from collections.abc import Iterator

from plugins.m365.rules.second_witness import FRESH, KEPT, SET_ASIDE
from plugins.m365.settings.secure_score import ScoreProfile, SecureScore
from scanner import AsOf, Fail, Limits, Pass, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.score"]


@check("m365.score.level", severity=Severity.LOW, signals=SIGNALS)
def level(score: SecureScore, as_of: AsOf, limits: Limits) -> Iterator[Verdict]:
    """Microsoft's own score of the tenant reaches the approved level.

    The score looks at more settings than anybody reads by hand. Where it falls, a setting was loosened, or
    the service got a new one that nobody has dealt with.

    ## Remediation
    In the Microsoft Defender portal, *Secure score > Recommended actions*: carry out those that add most.
    """
    least = limits["secure_score_percent"]
    if score.most <= 0:
        yield Unknown(score, Reason.MALFORMED, "the score has no maximum")
    elif score.created < as_of.time - FRESH:
        yield Unknown(
            score, Reason.UNSUPPORTED, "the latest score is older than {days} days", days=FRESH.days
        )
    else:
        percent = 100 * score.current / score.most
        verdict = Pass if percent >= least else Fail
        template = "the score is {percent} percent; at least {min} are needed"
        yield verdict(score, template, percent=round(percent, 1), min=least)


@check("m365.score.set-aside", severity=Severity.LOW, signals=SIGNALS)
def set_aside(profile: ScoreProfile) -> Iterator[Verdict]:
    """No recommendation of Secure Score was set aside without a record.

    A recommendation that is marked as accepted risk or as solved elsewhere no longer shows, and nobody asks
    again who decided that.

    ## Remediation
    Carry out the recommendation, or record an exception with the person who decided it and an end.
    """
    state = (profile.state or "default").casefold()
    if profile.deprecated or state in KEPT:
        yield Pass(profile, "the recommendation is not set aside")
    elif state in SET_ASIDE:
        yield Fail(profile, "the recommendation was set aside ({state})", state=profile.state)
    else:
        template = "what the recommendation is marked as can't be told: {state}"
        yield Unknown(profile, Reason.MALFORMED, template, state=profile.state)

"""What Microsoft announces is looked at."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from scanner import Comparison, Fail, Notice, Pass, Reviewed, Severity, Verdict, check


@check("m365.msgc.reviewed", severity=Severity.MEDIUM, signals=["m365.msgc"], partial="universal")
def reviewed(
    posts: Sequence[Notice], comparison: Comparison, reviews: Sequence[Reviewed]
) -> Iterator[Verdict]:
    """Every announced change was reviewed as it stands now, or is older than the last settings check.

    A service changes by itself: defaults are loosened, switches appear, dates move. The settings have to be
    checked again whenever that is announced. The last check is the approval of the baseline.

    ## Remediation
    Read the post in *Health > Message center*, check the settings that it touches, and record it:
    tenken notices review MC123456 --by ROLE --note TEXT
    """
    checked = datetime.fromisoformat(comparison.approved_at)
    seen = {(one.notice, one.revision) for one in reviews}
    waiting = [
        one for one in posts if one.asks and one.modified > checked and (one.id, one.modified) not in seen
    ]
    for post in waiting:
        yield Fail(
            post,
            "{title}: changed on {day} and not reviewed since",
            title=post.title,
            day=f"{post.modified:%Y-%m-%d}",
        )
    if not waiting:
        yield Pass(comparison, "of {count} posts none waits for a review", count=len(posts))

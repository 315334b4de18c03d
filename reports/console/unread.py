"""What could not be read, before anything else: a result that is not complete must not look so."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.console.page import Page
from reports.words import REASON, REMEDY
from scanner.assessment import Assessment
from scanner.model import Gap, Reason

MOST = 3


@dataclass(frozen=True, slots=True)
class Hole:
    """The gaps of one target that one remedy would close; `permission` is what was refused, else empty."""

    target: str
    reason: Reason
    permission: str
    gaps: tuple[Gap, ...]


def holes(assessment: Assessment) -> Iterator[Hole]:
    """The gaps, by target, reason and refused permission."""
    groups: dict[tuple[str, Reason, str], list[Gap]] = {}
    for target, gap in assessment.gaps:
        refused = gap.permission if gap.reason is Reason.DENIED else ""
        groups.setdefault((target, gap.reason, refused), []).append(gap)
    for (target, reason, permission), gaps in sorted(groups.items()):
        yield Hole(target, reason, permission, tuple(gaps))


def unread(page: Page, assessment: Assessment) -> None:
    """Write what is missing: where, why, the permission and the remedy. Nothing if nothing is."""
    if not (count := len(assessment.gaps)):
        return
    page.write(
        page.fill("NOT COMPLETE: settings that could not be read: {count}", count=count), style="bold red"
    )
    page.write(page.t("Nothing unread counts as met; the controls that depend on it are undetermined."))
    for hole in holes(assessment):
        _hole(page, hole)


def _hole(page: Page, hole: Hole) -> None:
    t = page.t
    page.gap()
    page.write(f"{hole.target}: {t(REASON[hole.reason])}", mark="* ", style="bold")
    if hole.permission:
        page.write(f"{t('missing permission')}: {hole.permission}", indent=2)
    messages = dict.fromkeys(f"{gap.setting}: {t.message(gap.message)}" for gap in hole.gaps)
    for text in list(messages)[:MOST]:
        page.write(text, indent=2)
    if len(messages) > MOST:
        page.write(page.fill("and {count} more", count=len(messages) - MOST), indent=2)
    page.write(f"{t('remedy')}: {t(REMEDY[hole.reason])}", indent=2)

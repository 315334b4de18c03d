"""Whose result it is, of when, and where its findings are."""

from reports.console.page import Page
from reports.places import COUNTED, Counts, Part, Place, places, systems
from reports.words import CASE, OUTCOME
from scanner.assessment import Assessment, Organisation
from scanner.days import in_japan


def heading(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    """Write the organisation, its case, its targets and systems, and the moment of the reading."""
    t = page.t
    page.title(f"{organisation.name}  {t(CASE.get(organisation.case, organisation.case))}")
    page.write(f"{t('read at (Japan time)')}: {in_japan(assessment.run.started_at)}")
    found = places(assessment, organisation)
    for place in found:
        _place(page, place, several=len(found) > 1)
    for part in systems(assessment, organisation):
        _part(page, part)


def _place(page: Page, place: Place, *, several: bool) -> None:
    """Write one target, with its findings if there are several; a member stands under its own."""
    t, target = page.t, place.target
    name = (target.name,) if target.parent else (f"{target.provider} {target.account}".rstrip(),)
    counted = (_counts(page, place.counts),) if several and (target.parent or place.counts) else ()
    missing = (f"{t('not read')} {len(target.gaps)}",) if target.gaps else ()
    said = "  ".join(one for one in (target.id, *name, *counted, *missing) if one)
    page.write(said if target.parent else f"{t('read from')}: {said}", indent=2 if target.parent else 0)
    for note in target.notes:
        page.write(t.message(note), indent=4 if target.parent else 2)


def _part(page: Page, part: Part) -> None:
    """Write one system, and below it the accounts that it is in if there are several."""
    page.write(f"{page.t('system')}: {part.system.name}  {_counts(page, part.counts)}")
    for place in part.places if len(part.places) > 1 else ():
        page.write(f"{place.target.id}  {_counts(page, place.counts)}", indent=2)


def _counts(page: Page, counts: Counts) -> str:
    return "  ".join(f"{page.t(OUTCOME[one])} {counts.get(one, 0)}" for one in COUNTED)

"""What every report says of itself: an aid, of which documents, by which versions, and how complete."""

from collections.abc import Iterator

from reports.summary import DISCLAIMER
from scanner.assessment import Assessment
from scanner.days import in_japan
from scanner.language import Translator


def about(assessment: Assessment, t: Translator) -> Iterator[str]:
    """The sentences, the most important first."""
    yield t(DISCLAIMER)
    yield completeness(assessment, t)
    yield from editions(assessment, t)
    run = assessment.run
    yield t.fill("Read at {time} (Japan time)", time=in_japan(run.started_at))
    plugins = ", ".join(f"{name} {version}" for name, version in run.plugins)
    yield t.fill("Tenken {version}, plugins: {plugins}", version=run.version, plugins=plugins or "-")


def completeness(assessment: Assessment, t: Translator) -> str:
    """Whether all was read; an assessment that isn't complete must not look so."""
    if count := len(assessment.gaps):
        return t.fill("NOT COMPLETE: settings that could not be read: {count}", count=count)
    return t("Everything that was asked for could be read.")


def editions(assessment: Assessment, t: Translator) -> Iterator[str]:
    """Each document with its edition, and what is to be said of it."""
    for one in assessment.frameworks:
        title, status = one.title[t.language], one.status[t.language]
        yield t.fill(
            "Document: {title}, edition {edition}. {status}", title=title, edition=one.edition, status=status
        )

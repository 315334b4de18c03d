"""Keep a run: in the store, with the events that it has for each sink, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scanner.assessment import Assessment
from scanner.comparing import failing_since
from scanner.event import Event
from scanner.evidence import Evidence
from scanner.evidence_file import Block
from scanner.host import Host
from scanner.language import Translator
from scanner.renderer import Renderer
from scanner.since import Since, since

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.store import Store

FORMAT = "ocsf"
"""The renderer whose events sinks get."""


@dataclass(frozen=True)
class Keeper:
    """Keeps runs in a store; `sinks` are the ids of those that will hear of them."""

    store: "Store"
    host: Host
    sinks: Sequence[str] = ()
    language: str = "ja"

    def keep(
        self, evidence: Evidence, assessment: Assessment, blocks: Iterable[Block] | None = None
    ) -> Assessment:
        """Keep the run and its events; returns the assessment, which then knows what was before it.

        `blocks` are those of its evidence file, with what no plugin here can read.
        Raises `StoreError`; then nothing was kept.
        """
        from scanner.store.notices import follow_all, keep  # noqa: PLC0415 - starting time
        from scanner.store.runs import blocks_of  # noqa: PLC0415
        from scanner.store.spool import heard, remember, spooled  # noqa: PLC0415

        with self.store.look() as connection:
            before = heard(connection, [one.id for one in assessment.organisations])
        runs = [one for one in self.store.runs() if one.id != assessment.run.id]
        first = failing_since(self.store, assessment, runs[-1] if runs else None)
        known = replace(assessment, heard=before, since=self._since(assessment), failing_since=first)
        events = list(self._events(known))

        def also(connection: "Connection", number: int) -> None:  # noqa: ARG001 - the signature of `Also`
            keep(connection, evidence)
            if evidence.run.checks is None:
                follow_all(connection, evidence)
            spooled(connection, self.sinks, [one for one in events if one.changed])
            remember(connection, events)

        self.store.add_blocks(blocks_of(evidence) if blocks is None else blocks, known, also)
        return known

    def _since(self, assessment: Assessment) -> Since | None:
        """What has changed since the last run of the same municipalities that read everything."""
        mine = tuple(sorted(one.id for one in assessment.organisations))
        runs = [one for one in self.store.runs() if one.whole and one.organisations == mine]
        if not runs or runs[-1].id == assessment.run.id:
            return None
        last, found = runs[-1], self.store.found(runs[-1])
        run = replace(assessment.run, id=last.id, started_at=last.started_at, finished_at=last.finished_at)
        return since(
            replace(assessment, run=run, findings=found.findings, controls=found.controls), assessment
        )

    def _events(self, assessment: Assessment) -> Iterable[Event]:
        """The events, in the language of the sinks; none where no plugin gives them."""
        renderer = self.host.renderers.get(FORMAT)
        if not isinstance(renderer, Renderer) or renderer.events is None:
            return ()
        return renderer.events(assessment, Translator(self.language))


def repeat(store: "Store", sinks: Iterable[str], organisations: Iterable[str]) -> int:
    """Let these sinks hear once more what was said last; returns how many events wait now."""
    from scanner.store.spool import heard, spooled  # noqa: PLC0415 - starting time

    with store.change() as connection:
        known = heard(connection, organisations)
        events = [
            Event(uid=uid, organisation="", changed=False, heard=one, payload=one.said())
            for uid, one in sorted(known.items())
        ]
        return spooled(connection, sinks, events)

"""Plays a case: the settings of one target before and after, and what else is known of that time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from plugins import aws, m365
from scanner import Action, Gap, Notice, Reading, Target
from scanner.assessment import Organisation, Run
from scanner.attribution import Attribution
from scanner.changes import Change
from scanner.comparing import Comparing
from scanner.connection import Shape
from scanner.drift import drift
from scanner.evidence import Evidence, TargetEvidence
from scanner.notice_kind import NoticeKind
from scanner.provider import Provider
from scanner.since import Since
from scanner.store.notices import Kept
from scanner.store.store import StoredRun
from scanner.tracing import Traced, Tracing

CITY = Organisation(id="aozora", name="青空市", case="i", facts=())
PROVIDERS = {"aws": aws.provider, "m365": m365.provider}


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def traced(  # noqa: PLR0913 - what a case is made of
    provider: str,
    before: Mapping[type, Sequence[object]],
    after: Mapping[type, Sequence[object]],
    days: tuple[str, str],
    *,
    notices: Sequence[Notice] = (),
    actions: Sequence[Action] | None = (),
    gaps: Sequence[Gap] = (),
    records: Sequence[Change] = (),
    shapes: tuple[Sequence[Shape], Sequence[Shape]] = ((), ()),
    providers: Mapping[str, Provider] = PROVIDERS,
) -> tuple[Attribution, ...]:
    """The causes of what changed at the target `city`."""
    return replayed(
        provider,
        before,
        after,
        days,
        notices=notices,
        actions=actions,
        gaps=gaps,
        records=records,
        shapes=shapes,
        providers=providers,
    ).attributions


def told(
    days: tuple[str, str], *notices: Notice, revised: Notice | None = None
) -> list[tuple[str, NoticeKind]]:
    """What is told of notices where no setting changed; `revised` is the last one as it is now."""
    last = () if revised is None else (revised,)
    known = [kept(one) for one in notices[:-1]] + [kept(notices[-1], *last)]
    return [(one.notice.id, one.kind) for one in replayed("m365", {}, {}, days, kept_notices=known).announced]


def kept(*revisions: Notice) -> Kept:
    """A notice in the store."""
    return Kept(
        organisation=CITY.id, provider="", target="city", revisions=revisions, seen_at="", followed_at=None
    )


def replayed(  # noqa: PLR0913 - what a case is made of
    provider: str,
    before: Mapping[type, Sequence[object]],
    after: Mapping[type, Sequence[object]],
    days: tuple[str, str],
    *,
    notices: Sequence[Notice] = (),
    kept_notices: Sequence[Kept] = (),
    actions: Sequence[Action] | None = (),
    gaps: Sequence[Gap] = (),
    records: Sequence[Change] = (),
    shapes: tuple[Sequence[Shape], Sequence[Shape]] = ((), ()),
    providers: Mapping[str, Provider] = PROVIDERS,
    asked: str = "",
) -> Traced:
    """The case; `actions` is None where nobody asked for them, `asked` the day they were, soon by default."""
    old = _evidence(provider, before, days[0], shapes[0])
    new = _evidence(provider, after, days[1], shapes[1])
    log = Reading(tuple(actions or ()), tuple(gaps))
    witness = _evidence(provider, {}, asked or _next(days[1]), (), {Action: log})
    return Tracing(
        comparing=Comparing(
            before=_run(old),
            after=_run(new),
            settings=drift(old, new),
            since=Since(run="", read_at=old.run.started_at, closed=(), opened=(), untold=(), controls=()),
            still=(),
            evidence=(old, new),
        ),
        providers=providers,
        records={CITY.id: records},
        notices={"city": [*map(kept, notices), *kept_notices]},
        actions=None if actions is None else witness,
    ).traced()


def _next(text: str) -> str:
    return (day(text) + timedelta(days=1)).strftime("%Y-%m-%d")


def _evidence(
    provider: str,
    settings: Mapping[type, Sequence[object]],
    at: str,
    shapes: Sequence[Shape],
    more: Mapping[type, Reading] = {},
) -> Evidence:
    readings = {cls: Reading(tuple(items)) for cls, items in settings.items()}
    target = TargetEvidence(
        target=Target("city", provider, CITY.id, None),
        account="",
        readings={**readings, **more},
        read_at={},
        shapes=tuple(shapes),
    )
    moment = f"{at}T00:00:00.000Z"
    run = Run(id=at, started_at=moment, finished_at=moment, version="0", plugins=(), checks=None)
    return Evidence(run=run, organisations=(CITY,), frameworks=(), targets=(target,))


def _run(evidence: Evidence) -> StoredRun:
    run = evidence.run
    return StoredRun(
        number=1,
        id=run.id,
        started_at=run.started_at,
        finished_at=run.finished_at,
        version="0",
        stored_at=run.finished_at,
        whole=True,
        organisations=(CITY.id,),
    )


def notice(id: str, title: str, services: Sequence[str], text: str, **dates: str) -> Notice:
    """A post; `dates` are starts, ends, act_by and modified, as days."""
    moments = {name: day(text) for name, text in dates.items()}
    return Notice(
        id=id,
        title=title,
        services=tuple(services),
        category="planforchange",
        major=True,
        text=text,
        act_by=moments.get("act_by"),
        starts=moments.get("starts"),
        ends=moments.get("ends"),
        modified=moments["modified"],
    )

"""What `tenken diff` says of where a change comes from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scanner.attribution import Attribution, Cause
from scanner.cli.texts import _, translator
from scanner.notice_kind import NoticeKind
from scanner.stated import read_stated
from scanner.tracing import Announced, Traced, Tracing

if TYPE_CHECKING:
    from scanner.changes import Change
    from scanner.comparing import Comparing
    from scanner.config import Config
    from scanner.host import Host
    from scanner.store import Store
    from scanner.store.notices import Kept

CAUSES = {
    Cause.RECORD: "our own record",
    Cause.ACTOR: "somebody did it",
    Cause.NOTICE: "the provider's notice",
    Cause.NEW_FIELD: "a new field of the service",
    Cause.UNEXPLAINED: "unexplained",
    Cause.UNREAD: "no change",
}
KINDS = {
    NoticeKind.NEW_ONLY: "the default changes for new resources only",
    NoticeKind.EXISTING: "the provider changes existing resources",
    NoticeKind.NEVER_SAVED: "it changes only where the setting was never saved",
    NoticeKind.MEANING: "the meaning changes, no setting does",
    NoticeKind.DATE_MOVED: "the date moved",
    NoticeKind.NEW_SWITCH: "a new switch, on by default",
    NoticeKind.HARDENING: "a hardening is offered, off by default",
    NoticeKind.RENAMED: "the product was renamed",
}
"""The eight kinds of change that a provider makes."""


def traced(store: "Store", found: "Comparing", host: "Host", config: "Config | None", *, who: bool) -> Traced:
    """The causes of the changed settings, and notices of that time; `who` asks the targets' audit logs."""
    stated = read_stated(config.organisations, host.mapping_files) if config else ()
    records: dict[str, Sequence[Change]] = {one.config.id: one.people.changes for one in stated}
    return Tracing(
        comparing=found,
        providers=host.providers,
        records=records,
        notices=_notices(store, found),
        actions=_actions(config, found, host) if who and config and found.settings else None,
    ).traced()


def _notices(store: "Store", found: "Comparing") -> "Mapping[str, list[Kept]]":
    from scanner.store.notices import notices  # noqa: PLC0415 - starting time

    known: dict[str, list[Kept]] = {}
    for one in notices(store):
        if one.organisation in found.after.organisations:
            known.setdefault(one.target, []).append(one)
    return known


def _actions(config: "Config", found: "Comparing", host: "Host") -> Any:
    from scanner.action import Action, Window  # noqa: PLC0415 - starting time
    from scanner.scanning import gather  # noqa: PLC0415

    window = Window(
        start=datetime.fromisoformat(found.before.started_at),
        end=datetime.fromisoformat(found.after.finished_at),
    )
    return gather(config, (Action,), window=window, host=host)


def lines(one: Attribution) -> list[str]:
    """The cause in words, with its evidence and how sure that is."""
    say = translator()
    head = f"{_(CAUSES[one.cause])}: {say.message(one.evidence)}"
    sure = _("; ").join(say.message(each) for each in one.confidence)
    kind = [f"({_(KINDS[one.kind])})"] if one.kind else []
    return [" ".join([head, *kind]), _("how sure: {confidence}").format(confidence=sure)]


def plain(one: Attribution) -> dict[str, Any]:
    """As JSON, in the language that is spoken."""
    say = translator()
    return {
        "cause": one.cause.value,
        "kind": one.kind.value if one.kind else None,
        "evidence": say.message(one.evidence),
        "confidence": [say.message(each) for each in one.confidence],
    }


def announced(one: Announced) -> str:
    """A notice of that time that explains no changed setting, with what it announces."""
    words = _("{target} {id}: {title} ({kind})")
    return words.format(target=one.target, id=one.notice.id, title=one.notice.title, kind=_(KINDS[one.kind]))


def plain_notice(one: Announced) -> dict[str, Any]:
    """The same as JSON."""
    return {"target": one.target, "id": one.notice.id, "title": one.notice.title, "kind": one.kind.value}

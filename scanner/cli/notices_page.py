"""A notice as people read it, and as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scanner.cli.texts import _
from scanner.cli.tracing import KINDS
from scanner.clock import text
from scanner.days import in_japan
from scanner.host import Host
from scanner.notice_kind import kind_of_notice
from scanner.touched import checks_touched, controls_touched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.framework_model import Framework
    from scanner.store.notices import Kept, Review

MOST = 8
"""Controls that one line names; JSON has them all."""
NAMES = {"act_by": "to be done by", "starts": "begins", "ends": "ends"}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with what it may touch, and its reviews as it stands now."""

    kept: "Kept"
    checks: tuple[str, ...]
    controls: tuple[str, ...]
    reviews: "tuple[Review, ...]"

    @property
    def open(self) -> bool:
        """True if it asks for something, and nobody reviewed it as it stands now."""
        return self.kept.notice.asks and not self.reviews

    def page(self) -> str:
        """A few lines."""
        return "\n".join(self._lines())

    def _lines(self) -> "Iterator[str]":
        kept, notice = self.kept, self.kept.notice
        marks = [_("major change")] * notice.major + [_("revised")] * kept.revised
        yield " ".join([notice.id, notice.title, *(f"[{mark}]" for mark in marks)])
        where = _("{target}: {services}; last changed {time}")
        yield "  " + where.format(
            target=kept.target, services=", ".join(notice.services) or "-", time=_day(notice.modified)
        )
        moved = {name: (before, after) for name, before, after in kept.moved}
        kind = kind_of_notice(notice, None, moved=bool(kept.moved))
        yield "  " + _("as far as it tells: {kind}").format(kind=_(KINDS[kind]))
        for name, label in NAMES.items():
            if name in moved:
                line = _("{what}: {after} (moved; first announced: {before})")
                before, after = moved[name]
                yield "  " + line.format(what=_(label), after=_day(after), before=_day(before))
            elif moment := getattr(notice, name):
                yield f"  {_(label)}: {_day(moment)}"
        if self.controls:
            yield "  " + _("controls that it may touch: {controls}").format(controls=_some(self.controls))
        for one in self.reviews:
            line = _("reviewed {time} by {role} for {organisation}: {note}")
            yield "  " + line.format(
                time=in_japan(one.reviewed_at), role=one.role, organisation=one.organisation, note=one.note
            )

    def plain(self) -> dict[str, Any]:
        """As JSON: times are RFC 3339 in UTC."""
        notice = self.kept.notice
        return {
            "id": notice.id,
            "organisation": self.kept.organisation,
            "provider": self.kept.provider,
            "target": self.kept.target,
            "title": notice.title,
            "services": list(notice.services),
            "category": notice.category,
            "kind": kind_of_notice(notice, None, moved=bool(self.kept.moved)).value,
            "major": notice.major,
            **{name: _time(getattr(notice, name)) for name in (*NAMES, "modified")},
            "revisions": len(self.kept.revisions),
            "moved": [
                {"date": name, "before": _time(before), "after": _time(after)}
                for name, before, after in self.kept.moved
            ],
            "open": self.open,
            "checks": list(self.checks),
            "controls": list(self.controls),
            "reviews": [
                {name: getattr(one, name) for name in one.__dataclass_fields__} for one in self.reviews
            ],
        }


def tell(
    kept: "Iterable[Kept]", known: "Iterable[Review]", host: Host, frameworks: "Sequence[Framework]"
) -> list[Told]:
    """The notices with what they touch and who reviewed them."""
    checks = [check.id for provider in host.providers.values() for check in provider.checks]
    by_revision: dict[tuple[str, str, datetime], list[Review]] = {}
    for one in known:
        by_revision.setdefault(
            (one.organisation, one.notice, datetime.fromisoformat(one.revision)), []
        ).append(one)
    return [_told(one, checks, frameworks, by_revision) for one in kept]


def _told(
    kept: "Kept",
    checks: list[str],
    frameworks: "Sequence[Framework]",
    reviews: "Mapping[tuple[str, str, datetime], list[Review]]",
) -> Told:
    touched = checks_touched(kept.provider, kept.notice, checks)
    mine = reviews.get((kept.organisation, kept.notice.id, kept.notice.modified), [])
    return Told(kept, touched, controls_touched(touched, frameworks), tuple(mine))


def _some(names: tuple[str, ...]) -> str:
    more = [_("and {count} more").format(count=len(names) - MOST)] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *more])


def _day(moment: datetime | None) -> str:
    return in_japan(text(moment)) if moment else "-"


def _time(moment: datetime | None) -> str | None:
    return text(moment) if moment else None

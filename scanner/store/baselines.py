"""Approved runs: one per organisation counts, the last that was approved; the former ones stay on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.baseline import Baseline
from scanner.clock import now
from scanner.store.tables import BASELINE, RUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.provider import Provider
    from scanner.store.store import Store, StoredRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Which run is approved for an organisation; when is RFC 3339, UTC."""

    organisation: str
    run: str
    role: str
    reason: str
    approved_at: str


def approve(store: "Store", run: "StoredRun", role: str, reason: str) -> None:
    """Approve a run for all its organisations."""
    row = {"run": run.number, "role": role, "reason": reason, "approved_at": now()}
    with store.change() as connection:
        connection.execute(BASELINE.insert(), [{**row, "organisation": one} for one in run.organisations])


def approvals(store: "Store") -> list[Approval]:
    """The approval that counts, of each organisation that has one."""
    from sqlalchemy import func, select  # noqa: PLC0415 - starting time

    last = select(func.max(BASELINE.c.id)).group_by(BASELINE.c.organisation)
    query = (
        select(
            BASELINE.c.organisation,
            RUN.c.id.label("run"),
            BASELINE.c.role,
            BASELINE.c.reason,
            BASELINE.c.approved_at,
        )
        .join(RUN, RUN.c.number == BASELINE.c.run)
        .where(BASELINE.c.id.in_(last))
        .order_by(BASELINE.c.organisation)
    )
    with store.look() as connection:
        return [Approval(**row) for row in connection.execute(query).mappings()]


def baselines(
    store: "Store", organisations: Iterable[str], providers: "Mapping[str, Provider]"
) -> dict[str, Baseline]:
    """What the approved runs of these organisations read, by organisation id."""
    wanted = set(organisations)
    return {
        one.organisation: Baseline(
            evidence=store.evidence(store.run(one.run), providers),
            approved_at=one.approved_at,
            role=one.role,
            reason=one.reason,
        )
        for one in approvals(store)
        if one.organisation in wanted
    }

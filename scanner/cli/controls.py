"""`tenken controls`: what the documents ask for, and how it stands."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options
from scanner.cli.differing import show_diff
from scanner.cli.opening import open_host
from scanner.cli.table import table
from scanner.cli.texts import _, command, option, translator

if TYPE_CHECKING:
    from scanner.cli.verdicts import Verdict, Verdicts
    from scanner.framework_model import Control, Framework, Level
    from scanner.host import Host

CASES = {"a": "a", "i": "i", "u": "u", "ア": "a", "イ": "i", "ウ": "u"}
STATUSES = ["met", "not-met", "undetermined", "evidence-needed", "excepted", "not-applicable",
            "covered-by-provider"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A control of one document, with its verdict for one organisation if there is one."""

    framework: "Framework"
    control: "Control"
    verdict: "Verdict | None"

    def levels(self, case: str | None) -> "tuple[Level, ...]":
        """The level in a case; without one, all that it has, in the order of ア, イ, ウ."""
        if self.verdict:
            return (self.verdict.level,)
        cases: Sequence[Any] = [CASES[case]] if case else ["a", "i", "u"]
        return tuple(dict.fromkeys(self.control.level_in(one) for one in cases))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for."""

    ids: tuple[str, ...]
    case: str | None
    assessment: Path | None
    statuses: tuple[str, ...]
    diff: tuple[str, str] | None
    form: str

    def rows(self, frameworks: "Iterable[Framework]") -> Iterator[Row]:
        """The controls with their verdicts, as far as they were asked for.

        Raises `click.UsageError` where verdicts are asked for, but not given.
        """
        if self.statuses and not self.assessment:
            raise click.UsageError(_("--status asks for verdicts: add --assessment FILE"))
        verdicts = self._verdicts()
        for framework in frameworks:
            for control in framework.controls:
                yield from self._of(Row(framework, control, None), verdicts)

    def _of(self, row: Row, verdicts: "Verdicts | None") -> Iterator[Row]:
        if verdicts is None:
            yield row
            return
        edition = (row.framework.framework, row.framework.edition)
        for one in verdicts.of(row.control.id):
            if (one.framework, one.edition) == edition and (not self.statuses or one.status in self.statuses):
                yield replace(row, verdict=one)

    def _verdicts(self) -> "Verdicts | None":
        from scanner.cli.verdicts import read_verdicts  # noqa: PLC0415 - starting time

        return read_verdicts(self.assessment) if self.assessment else None


@command()
@option(
    "--framework",
    "ids",
    multiple=True,
    metavar="ID",
    help="Only this document, for example alpha-prime (may be repeated).",
)
@option(
    "--case",
    type=click.Choice(list(CASES)),
    metavar="CASE",
    help="The level in this case of the α′ model: a = ア, i = イ, u = ウ.",
)
@option("--assessment", type=options.FILE, metavar="FILE", help="Show the verdicts of this assessment.json.")
@option(
    "--status",
    "statuses",
    type=click.Choice(STATUSES),
    multiple=True,
    metavar="STATUS",
    help="Only controls that stand so, for example not-met; needs --assessment (may be repeated).",
)
@option(
    "--diff",
    nargs=2,
    metavar="OLD NEW",
    help="What changed between two editions, for example alpha-prime@2024-03-25 alpha-prime@2026-04-01.",
)
@options.form
@options.common
def controls(**given: Any) -> int:
    """List the controls of the guideline and of the other documents.

    With an assessment it shows how each control stands.

        tenken controls --framework alpha-prime --case i
        tenken controls --assessment result/assessment.json --status not-met
    """
    wanted = Wanted(**given)
    host = open_host()
    if wanted.diff:
        return show_diff(*(_frameworks(host, [edition]) for edition in wanted.diff))
    rows = list(wanted.rows(_frameworks(host, wanted.ids)))
    click.echo(_json(rows, wanted.case) if wanted.form == "json" else _text(rows, wanted.case))
    return 0


def _frameworks(host: "Host", ids: Sequence[str]) -> "tuple[Framework, ...]":
    from scanner.catalogue import all_frameworks  # noqa: PLC0415 - starting time
    from scanner.framework_choice import selected_frameworks  # noqa: PLC0415

    return selected_frameworks(ids, host.mapping_files) if ids else all_frameworks(host)


def _text(rows: Sequence[Row], case: str | None) -> str:
    from scanner.words import LEVEL, STATUS  # noqa: PLC0415 - starting time

    say = translator()
    head = [_("control"), _("level"), _("title")]
    lines = []
    for row in rows:
        level = "/".join(_(LEVEL[one]) for one in row.levels(case))
        line = [row.control.id, level, row.control.title[say.language]]
        if row.verdict:
            line[1:1] = [row.verdict.organisation, _(STATUS[row.verdict.status])]
        lines.append(tuple(line))
    if any(row.verdict for row in rows):
        head[1:1] = [_("organisation"), _("status")]
    return table([tuple(head), *lines])


def _json(rows: Iterable[Row], case: str | None) -> str:
    return json.dumps([_entry(row, case) for row in rows], ensure_ascii=False, indent=2)


def _entry(row: Row, case: str | None) -> dict[str, Any]:
    language = translator().language
    entry = {
        "framework": row.framework.framework,
        "edition": row.framework.edition,
        "id": row.control.id,
        "title": row.control.title[language],
        "level": "/".join(row.levels(case)),
        "assessment": row.control.assessment,
        "checks": row.control.checks,
        "signals": row.control.signals,
        "evidence": [item.key for item in row.control.evidence],
        "related": row.control.related,
    }
    if row.verdict:
        entry |= {"organisation": row.verdict.organisation, "status": row.verdict.status}
    return entry

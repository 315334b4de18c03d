"""`tenken risk`: assets and threats, rated by what an assessment shows."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options
from scanner.cli.live import interruptible, progress
from scanner.cli.opening import open_config, open_evidence, open_host
from scanner.cli.organisations import organisation, the_one
from scanner.cli.texts import _, command, option

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.config import Config
    from scanner.evidence import Evidence
    from scanner.host import Host


def _assumed(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001
    found = dict(one.partition("=")[::2] for one in given)
    for control, status in found.items():
        if not status:
            text = _("'{value}' can't be assumed; write {control}=met or {control}=not-met")
            raise click.BadParameter(text.format(value=control, control=control or "ALPHA-T11"))
    return found


@command()
@option(
    "--evidence",
    type=options.FILE,
    metavar="FILE",
    help="Rate what this evidence file holds; by default the targets are read anew.",
)
@option("--before", type=options.FILE, metavar="FILE", help="Compare with this earlier evidence file.")
@option(
    "--assume",
    multiple=True,
    metavar="CONTROL=met",
    callback=_assumed,
    help="What if: take a control as met or not-met, and compare with what was seen (may be repeated).",
)
@option("--reading", type=int, metavar="NUMBER", help="Another way to read the matrix of the source.")
@organisation
@options.form
@options.config
@options.deadline
@options.exit_zero
@options.common
def risk(config: Path, organisation: str | None, form: str, zero: bool, **given: Any) -> int:
    """Rate the risk of every asset by the α′ model: the threats to it, and the measures that are in place.

    Importance and threat levels are those of `records/assets.yaml`; a measure counts (○) where it was seen
    on that kind of asset. What was not read leaves a value between its best and its worst.

    Exit code: 0 no product is above 3; 3 one is; 4 that can't be told; 2 wrong usage, configuration or
    records; 1 a fault of Tenken itself.

        tenken risk
        tenken risk --evidence evidence.tenken --before last-year.tenken
        tenken risk --evidence evidence.tenken --assume ALPHA-T11=met
    """
    from scanner.cli.rating import Rating, rating_code  # noqa: PLC0415 - starting time
    from scanner.cli.risk_json import as_json  # noqa: PLC0415
    from scanner.cli.risk_page import show  # noqa: PLC0415

    host = open_host()
    settings = open_config(config, host, given["deadline"])
    wanted = (the_one(settings, organisation),) if organisation else settings.organisations
    rating = Rating.of(wanted, host, assume=given["assume"], reading=given["reading"])
    before = _assessed(open_evidence(given["before"], host), host) if given["before"] else None
    after = _assessed(_evidence(given["evidence"], settings, host), host)
    found = tuple(rating.tables(after, before))
    if form == "json":
        click.echo(as_json(found))
    else:
        for one in found:
            show(one)
    return rating_code(after, found, zero=zero)


def _evidence(path: Path | None, settings: "Config", host: "Host") -> "Evidence":
    """The evidence in a file, or a reading of what the framework of the risk model asks for."""
    from scanner.choice import chosen  # noqa: PLC0415 - starting time
    from scanner.risk_data import load_risk  # noqa: PLC0415
    from scanner.scanning import collect  # noqa: PLC0415

    if path:
        return open_evidence(path, host)
    checks = chosen(host, [f"framework:{load_risk().framework}"])
    with interruptible(), progress() as watch:
        return collect(settings, checks, watch=watch, host=host)


def _assessed(evidence: "Evidence", host: "Host") -> "Assessment":
    from scanner.risk_data import load_risk  # noqa: PLC0415 - starting time
    from scanner.scanning import assess  # noqa: PLC0415

    return assess(evidence, frameworks=(load_risk().framework,), host=host)

"""`tenken demo`: the made-up city 青空市, on this machine."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options
from scanner.cli.demo_records import write_records
from scanner.cli.files import write_all
from scanner.cli.live import interruptible, progress
from scanner.cli.opening import open_host, with_deadline
from scanner.cli.output import Output, Wanted
from scanner.cli.texts import _, command, option, translator

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.evidence import Evidence
    from scanner.host import Host
    from scanner.provider import Demo

CITY, NAME = "aozora", "青空市"
DEADLINE = 60.0
EVIDENCE = "evidence.tenken"
LEFT_OUT = "left out: {title} ({module} is not installed; install: pip install 'tenken[demo]')"
FRAMEWORKS = ("alpha-prime", "cloud-policy-2022", "cloud-checklist")


@command()
@option("--out", type=options.FOLDER, metavar="DIR", default=Path("demo-out"), show_default=True,
        help="Write the documents into this folder.")  # fmt: skip
@options.deadline
@options.common
def demo(out: Path, deadline: float | None) -> int:
    """Try Tenken on a made-up city: 青空市, with good and bad settings, on this machine alone.

    Servers that play an AWS account and a Microsoft 365 tenant are started here, and scanned in the
    ordinary way. No credential and no network is needed.

    Exit code: 0 whatever was found, for the bad settings are there on purpose; 1 a fault of Tenken itself.

        tenken demo --out demo-out
    """
    from scanner.cli.demo_package import write_package  # noqa: PLC0415 - starting time
    from scanner.exit_code import exit_code  # noqa: PLC0415
    from scanner.scanning import assess, collect  # noqa: PLC0415

    host = open_host()
    output = Output.of(Wanted(tuple(_formats(host)), out), host)
    with ExitStack() as stack:
        cities = dict(_cities(host, stack))
        if not cities:
            raise click.ClickException(_("no city can be started; install: pip install 'tenken[demo]'"))
        records = Path(stack.enter_context(TemporaryDirectory(prefix="tenken-")))
        write_records(records, [f"{CITY}-{cloud}" for cloud in cities])
        settings = with_deadline(_config(cities, records), deadline)
        with interruptible(), progress() as watch:
            evidence = collect(settings, watch=watch, host=host)
        assessment = assess(evidence, host=host)
        _write_evidence(evidence, out / EVIDENCE)
        output.write(assessment)
        write_package(out, out / EVIDENCE, assessment, records, host)
    return exit_code(assessment, zero=True)


def _write_evidence(evidence: "Evidence", path: Path) -> None:
    """What was read goes beside the documents: to judge again, to package, to bring into a store."""
    from scanner.evidence_store import write  # noqa: PLC0415 - starting time

    write_all({path: lambda out: write(evidence, out)})


def _formats(host: "Host") -> Iterator[str]:
    """Every format there is, but those whose packages are not installed."""
    for one in host.renderers.values():
        if one.absent:
            click.echo(_(LEFT_OUT).format(title=translator()(one.title), module=one.absent), err=True)
        else:
            yield one.name


def _cities(host: "Host", stack: ExitStack) -> "Iterator[tuple[str, Demo]]":
    """Start the city of every provider that has one, and whose packages are installed."""
    for provider in host.providers.values():
        if not provider.demo:
            continue
        try:
            city = stack.enter_context(_named(provider.demo)())
        except ModuleNotFoundError as error:
            if _top(error.name or "") == _top(provider.demo):
                raise  # its own module: a fault, not something to install
            click.echo(_(LEFT_OUT).format(title=provider.title, module=error.name), err=True)
            continue
        yield provider.name, city


def _top(module: str) -> str:
    return module.partition(".")[0]


def _named(path: str) -> Any:
    import importlib  # noqa: PLC0415

    module, _colon, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def _config(cities: "Mapping[str, Demo]", records: Path) -> "Config":
    from scanner.config import Config, OrganisationConfig  # noqa: PLC0415 - starting time
    from scanner.provider import Target  # noqa: PLC0415
    from scanner.records import Declarations  # noqa: PLC0415

    targets = [Target(f"{CITY}-{cloud}", cloud, CITY, city.options) for cloud, city in cities.items()]
    declared = sum((Declarations.of(city.declarations) for city in cities.values()), Declarations())
    city = OrganisationConfig(
        id=CITY,
        name=NAME,
        case="i",
        targets=tuple(targets),
        records=records,
        declared=declared,
        profiles=("government-cloud-direct",),
    )
    return Config(organisations=(city,), frameworks=FRAMEWORKS, deadline=DEADLINE)

"""`tenken assess`: judge what was read before."""

from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import options
from scanner.cli.choosing import Choice, choosing
from scanner.cli.opening import open_config, open_host
from scanner.cli.output import Output, Wanted, documents
from scanner.cli.texts import argument, command, option

if TYPE_CHECKING:
    from scanner.evidence import Evidence
    from scanner.host import Host


@command()
@argument("evidence", type=options.FILE)
@option(
    "--config",
    type=options.FILE,
    metavar="FILE",
    help="Judge by the frameworks of this configuration; by default by those of the reading.",
)
@documents
@choosing
@options.judging
@options.common
def assess(evidence: Path, config: Path | None, wanted: Wanted, choice: Choice, **verdict: bool) -> int:
    """Judge an evidence file: without credentials, without a network, with the same verdicts every time.

    The exit code is that of `tenken scan`.

        tenken assess evidence.tenken --out result
    """
    from scanner.exit_code import exit_code  # noqa: PLC0415 - starting time
    from scanner.scanning import assess as judge  # noqa: PLC0415

    host = open_host()
    settings = open_config(config, host) if config else None
    output = Output.of(wanted, host)
    checks = choice.checks(host)
    frameworks = settings.frameworks if settings else None
    assessment = judge(_read(evidence, host), checks, frameworks=frameworks, host=host)
    output.write(assessment)
    return exit_code(assessment, **verdict)


def _read(path: Path, host: "Host") -> "Evidence":
    from scanner.evidence_file import EvidenceError  # noqa: PLC0415 - starting time
    from scanner.evidence_store import read  # noqa: PLC0415

    with path.open("rb") as source:
        try:
            return read(source, host.providers)
        except EvidenceError as error:
            error.add_note(str(path))
            raise

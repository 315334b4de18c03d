"""`tenken assess`: judge what was read before."""

from dataclasses import replace
from pathlib import Path

from scanner.cli import options
from scanner.cli.choosing import Choice, choosing
from scanner.cli.opening import open_config, open_evidence, open_host
from scanner.cli.output import Output, Wanted, documents
from scanner.cli.texts import argument, command, option


@command()
@argument("evidence", type=options.FILE)
@option(
    "--config",
    type=options.FILE,
    metavar="FILE",
    help="Judge by the frameworks of this configuration; by default by those of the reading.",
)
@option(
    "--before",
    type=options.FILE,
    metavar="FILE",
    help="Evidence of an earlier reading: reports then say what has changed since.",
)
@documents
@choosing
@options.judging
@options.common
def assess(
    *,
    evidence: Path,
    config: Path | None,
    before: Path | None,
    wanted: Wanted,
    choice: Choice,
    **verdict: bool,
) -> int:
    """Judge an evidence file: without credentials, without a network, with the same verdicts every time.

    The exit code is that of `tenken scan`.

        tenken assess evidence.tenken --out result
        tenken assess evidence.tenken --before former.tenken --format html
    """
    from scanner.exit_code import exit_code  # noqa: PLC0415 - starting time
    from scanner.scanning import assess as judge  # noqa: PLC0415
    from scanner.since import since  # noqa: PLC0415

    host = open_host()
    settings = open_config(config, host) if config else None
    output = Output.of(wanted, host)
    checks = choice.checks(host)
    frameworks = settings.frameworks if settings else None
    assessment = judge(open_evidence(evidence, host), checks, frameworks=frameworks, host=host)
    if before:
        earlier = judge(open_evidence(before, host), checks, frameworks=frameworks, host=host)
        assessment = replace(assessment, since=since(earlier, assessment))
    output.write(assessment)
    return exit_code(assessment, **verdict)

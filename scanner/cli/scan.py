"""`tenken scan`: read, judge, show."""

from pathlib import Path

from scanner.cli import options, storing
from scanner.cli.choosing import Choice, choosing
from scanner.cli.journal import Journal, both, logged
from scanner.cli.live import interruptible, progress
from scanner.cli.opening import open_config, open_host
from scanner.cli.output import Output, Wanted, documents
from scanner.cli.texts import command


@command()
@options.config
@documents
@choosing
@options.deadline
@storing.place
@options.judging
@logged
@options.common
def scan(  # noqa: PLR0913, PLR0917 - one parameter an option
    config: Path,
    wanted: Wanted,
    choice: Choice,
    deadline: float | None,
    place: str | None,
    journal: Journal,
    **verdict: bool,
) -> int:
    """Read the settings of all targets and say how each control stands.

    Nothing is changed in any target. What could not be read is listed first, with what would mend it.

    Exit code: 0 no required control is not met and everything was read; 3 a required control is not met;
    4 something could not be read; 2 wrong usage or configuration; 1 a fault of Tenken itself.

        tenken scan
        tenken scan --out result
        tenken scan --format json > result.json
        tenken scan --select 'aws.s3.*' --skip severity:low
    """
    from scanner.exit_code import exit_code  # noqa: PLC0415 - starting time
    from scanner.scanning import assess, collect  # noqa: PLC0415

    host = open_host()
    settings = open_config(config, host, deadline)
    output = Output.of(wanted, host)
    checks = choice.checks(host)
    with interruptible(), progress() as bars:
        watch = both(bars, journal.watch)
        evidence = collect(settings, checks, watch=watch, host=host)
    evidence = storing.compared(place, settings, host, evidence)
    assessment = assess(evidence, host=host)
    for target in assessment.targets:
        journal.target(target.id, target.account, target.gaps, target.calls)
    assessment, problem = storing.keep(place, settings, host, evidence, assessment)
    output.write(assessment)
    if problem:
        raise problem
    storing.send(place, settings, host)
    return exit_code(assessment, **verdict)

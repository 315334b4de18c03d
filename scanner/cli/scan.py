"""`tenken scan`: read, judge, show."""

from pathlib import Path

from scanner.cli import options
from scanner.cli.choosing import Choice, choosing
from scanner.cli.journal import Journal, both, logged
from scanner.cli.opening import open_config, open_host
from scanner.cli.output import Output, Wanted, documents
from scanner.cli.progress import interruptible, progress
from scanner.cli.texts import command


@command()
@options.config
@documents
@choosing
@options.deadline
@options.judging
@logged
@options.common
def scan(
    config: Path, wanted: Wanted, choice: Choice, deadline: float | None, journal: Journal, **verdict: bool
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
    from scanner.scanning import scan as read_and_judge  # noqa: PLC0415

    host = open_host()
    settings = open_config(config, host, deadline)
    output = Output.of(wanted, host)
    checks = choice.checks(host)
    with interruptible(), progress() as bars:
        watch = both(bars, journal.watch)
        assessment = read_and_judge(settings, checks, watch=watch, host=host)
    for target in assessment.targets:
        journal.target(target.id, target.account, target.gaps, target.calls)
    output.write(assessment)
    return exit_code(assessment, **verdict)

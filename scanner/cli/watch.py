"""`tenken watch`: look for notices, read what they concern, and everything once on the schedule."""

from datetime import timedelta
from pathlib import Path

import click

from scanner.cli import options, storing
from scanner.cli.journal import Journal
from scanner.cli.texts import command, option

HOURS = 1.0


@command()
@option("--once", is_flag=True, help="Look once, read what is due, and end; for cron and the like.")
@option(
    "--cron",
    metavar="EXPRESSION",
    default="0 6 * * *",
    show_default=True,
    help="When everything is read, in the time of Japan: minute, hour, day, month, weekday.",
)
@option(
    "--poll",
    type=click.FloatRange(min=0.01, max=24),
    metavar="HOURS",
    default=HOURS,
    show_default=True,
    help="How often to look for notices.",
)
@option(
    "--health-file",
    "health",
    type=options.FILE,
    metavar="FILE",
    help="Write there, at least once a minute, that all is well; for supervisors.",
)
@options.config
@options.deadline
@storing.place
@options.common
def watch(  # noqa: PLR0913, PLR0917 - one parameter an option
    once: bool,
    cron: str,
    poll: float,
    health: Path | None,
    config: Path,
    deadline: float | None,
    place: str | None,
) -> int:
    """Look for notices of the providers, read the settings that they concern, and all of them once a day.

    A notice counts when it appears, when it is revised, and on the days that it names. What is read is kept
    in the store and sent to the sinks. SIGTERM and Ctrl-C end it at once: a reading that is under way is
    given up, and made anew after the next start. What happens goes to standard error, a JSON object a line.

    Only one of them works on a store at a time; a second one with --once ends with 0.

    Exit code with --once: 0 no control turned worse; 3 one did; 2 wrong usage, configuration or store;
    1 a fault of Tenken itself. Without it: 0 after a signal.

        tenken watch
        tenken watch --cron '0 6 * * 1-5' --health-file health.json
        tenken watch --once
    """
    import sys  # noqa: PLC0415 - starting time

    from scanner.cli.watcher import Watcher  # noqa: PLC0415
    from scanner.watching import Schedule  # noqa: PLC0415

    watcher = Watcher(
        path=config,
        place=place,
        deadline=deadline,
        schedule=Schedule(cron),
        poll=timedelta(hours=poll),
        journal=Journal(sys.stderr),
        health=health,
    )
    return watcher.once() if once else watcher.run()

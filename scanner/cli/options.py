"""The options that several commands have."""

import math
from collections.abc import Callable
from pathlib import Path

import click

from scanner.cli.texts import _, option, speak
from scanner.language import LANGUAGES

LANGUAGE = "tenken.language"
"""Where the context keeps the language that was asked for on the command line."""

COMPLETE = "_TENKEN_COMPLETE"
"""The variable by which a shell asks for completion, see `tenken completion`."""

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
Run = Callable[..., int]


def _speak(context: click.Context, parameter: click.Parameter, wanted: str | None) -> None:  # noqa: ARG001
    if wanted:
        context.meta[LANGUAGE] = wanted
        speak(wanted)


def _number(context: click.Context, parameter: click.Parameter, given: float | None) -> float | None:
    if given is not None and math.isnan(given):  # which is in every range
        raise click.BadParameter(_("{value} is no number").format(value=given), context, parameter)
    return given


language = option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    callback=_speak,
    help="Speak Japanese or English; by default as the configuration says, else as the system does.",
)
debug = option(
    "--debug", is_flag=True, expose_value=False, help="Show where in the program a fault happened."
)
config = option(
    "--config",
    type=FILE,
    metavar="FILE",
    default=Path("tenken.yaml"),
    show_default=True,
    help="The configuration: organisations, targets, frameworks.",
)
deadline = option(
    "--deadline",
    type=click.FloatRange(min=1, max=86_400),
    metavar="SECONDS",
    callback=_number,
    help="End the reading after so many seconds; what is missing by then is listed as not read.",
)
strict = option(
    "--strict", is_flag=True, help="Count required controls that need evidence as not met (exit code 3)."
)
exit_zero = option(
    "--exit-zero", "zero", is_flag=True, help="End with exit code 0 whatever was found; for pipelines."
)
form = option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A table, or a JSON list.",
)


def common(function: Run) -> Run:
    """Add the options that every command has."""
    return language(debug(function))


def judging(function: Run) -> Run:
    """Add the options that bear on the exit code: `strict` and `zero`."""
    return strict(exit_zero(function))

"""A check, explained: what it looks for and why, how to mend it, what it needs, what it answers."""

from typing import TYPE_CHECKING

import click

from scanner.cli.page import paragraphs, section, title
from scanner.cli.texts import _, translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.assessment import CheckInfo
    from scanner.framework_model import Framework


def explain_check(info: "CheckInfo", frameworks: "Iterable[Framework]") -> None:
    """Write all that is known of a check."""
    from scanner.frameworks import load_signals  # noqa: PLC0415 - starting time
    from scanner.words import SEVERITY  # noqa: PLC0415

    say = translator()
    title(f"{info.id}  {say(info.title)}")
    paragraphs(say(info.reason))
    section(_("Remedy"), say(info.remedy).split("\n\n"))
    section(_("Severity"), [_(SEVERITY[info.severity])])
    section(_("Permissions"), info.permissions)
    signals = load_signals()
    section(_("Decides"), (f"{key}: {signals[key].line[say.language]}" for key in info.signals))
    controls = {control.id: control for framework in frameworks for control in framework.controls}
    answered = (f"{one}  {controls[one].title[say.language]}" for one in info.controls)
    section(_("Controls that it answers"), answered)
    if not info.controls:
        click.echo()
        paragraphs(_("No control of any framework names this check."))

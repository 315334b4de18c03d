"""What could not be read, in a line per target, for those who asked for a document instead of the console."""

from typing import TYPE_CHECKING

import click

from scanner.cli.texts import translator
from scanner.text import Message

if TYPE_CHECKING:
    from scanner.assessment import Assessment


def tell_unread(assessment: "Assessment") -> None:
    """Say on standard error how much of each target could not be read, with the first reason in full."""
    from scanner.model import Reason  # noqa: PLC0415 - starting time

    say = translator()
    for target in assessment.targets:
        gaps = [gap for gap in target.gaps if (target.id, gap) not in assessment.accepted]
        if not gaps:
            continue
        template = "{target}: settings that could not be read: {count}. The first: {reason}"
        text = Message.of(template, target=target.id, count=len(gaps), reason=say.message(gaps[0].message))
        needed = sorted({gap.permission for gap in gaps if gap.permission and gap.reason is Reason.DENIED})
        if needed:
            more = Message.of("missing permissions: {permissions}", permissions=", ".join(needed))
            click.echo(f"tenken: {say.message(text)} ({say.message(more)})", err=True)
        else:
            click.echo(f"tenken: {say.message(text)}", err=True)

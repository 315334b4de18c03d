"""Who signs for what: a role, in words for an auditor."""

import click

from scanner.cli.texts import _


def signed(role: str, reason: str) -> None:
    """Refuse an account where a role belongs, and empty words. Raises `click.UsageError`."""
    if not role.strip() or not reason.strip():
        raise click.UsageError(_("write a role and a reason"))
    if "@" in role:
        message = _("'{value}' is an account; write the role, for example 情報政策課長")
        raise click.BadParameter(message.format(value=role), param_hint="--by")

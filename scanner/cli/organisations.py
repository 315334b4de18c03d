"""Which organisation of the configuration a command is about: `--organisation`."""

from typing import TYPE_CHECKING

import click

from scanner.cli.texts import _, option

if TYPE_CHECKING:
    from scanner.config import Config, OrganisationConfig

organisation = option(
    "--organisation",
    metavar="ID",
    help="The organisation; needed only where the configuration has several.",
)


def the_one(config: "Config", id: str | None) -> "OrganisationConfig":
    """The organisation with this id, or the only one. Raises `click.UsageError`."""
    known = {one.id: one for one in config.organisations}
    if id is None and len(known) == 1:
        return config.organisations[0]
    if id in known:
        return known[id]
    ids = ", ".join(known)
    if id is None:
        raise click.UsageError(_("say which organisation: --organisation with one of {ids}").format(ids=ids))
    text = _("there is no organisation '{id}'; the configuration has: {ids}").format(id=id, ids=ids)
    raise click.BadParameter(text, param_hint="--organisation")

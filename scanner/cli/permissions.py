"""`tenken permissions`: what to grant, and nothing beyond it."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from scanner.cli import options
from scanner.cli.choosing import Choice, choosing
from scanner.cli.opening import open_host
from scanner.cli.table import table
from scanner.cli.texts import _, argument, command, option

if TYPE_CHECKING:
    from scanner.host import Host
    from scanner.provider import Provider


def _providers(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    from scanner.host import Host  # noqa: PLC0415 - starting time

    return [name for name in Host.load().providers if name.startswith(incomplete)]


@command()
@argument("provider", shell_complete=_providers)
@option(
    "--format",
    "form",
    default="text",
    show_default=True,
    metavar="NAME",
    help="text, json, or what the provider offers, for example a policy or a template for the role.",
)
@choosing
@options.common
def permissions(provider: str, form: str, choice: Choice) -> int:
    """Say which permissions the selected checks need: the least that the reading role may have.

    They are computed from the collectors of these checks. All of them read.

        tenken permissions aws
        tenken permissions aws --select 'aws.s3.*' --format json
    """
    from scanner.granting import least_permissions, written_as  # noqa: PLC0415 - starting time

    host = open_host()
    one = _provider(host, provider)
    offered = ("text", "json", *one.permission_formats)
    if form not in offered:
        message = _("{title} has no such format; there are: {known}")
        raise click.BadParameter(
            message.format(title=one.title, known=", ".join(offered)), param_hint="--format"
        )
    needed = least_permissions(one, choice.checks(host))
    if form in one.permission_formats:
        click.echo(written_as(one, form, needed))
    else:
        click.echo(_json(one, needed) if form == "json" else _text(needed))
    return 0


def _provider(host: "Host", name: str) -> "Provider":
    if name not in host.providers:
        message = _("there is no provider '{name}'; there are: {known}")
        raise click.BadParameter(
            message.format(name=name, known=", ".join(host.providers)), param_hint="PROVIDER"
        )
    return host.providers[name]


def _text(needed: Mapping[str, tuple[str, ...]]) -> str:
    head = (_("permission"), _("checks"))
    return table([head, *((name, ", ".join(checks)) for name, checks in needed.items())])


def _json(provider: "Provider", needed: Mapping[str, tuple[str, ...]]) -> str:
    found = [{"permission": name, "checks": checks} for name, checks in needed.items()]
    return json.dumps({"provider": provider.name, "permissions": found}, ensure_ascii=False, indent=2)

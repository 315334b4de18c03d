"""`tenken permissions`: what to grant, and nothing beyond it."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options
from scanner.cli.choosing import Choice, choosing
from scanner.cli.opening import open_host
from scanner.cli.table import table
from scanner.cli.texts import _, argument, command, option, translator
from scanner.cli.tiers import tier_document, tier_page

if TYPE_CHECKING:
    from scanner.granting import Tier
    from scanner.host import Host
    from scanner.provider import Provider
    from scanner.text import Message


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
@option(
    "--tier",
    metavar="NAME",
    help=(
        "What is granted in this tier, why, and which controls stay undetermined (Microsoft 365: T0, T1, T2)."
    ),
)
@option(
    "--discovery",
    "way",
    metavar="NAME",
    help=(
        "Add what the account needs from which others are reached, and say what for "
        "(AWS: accounts for a list of them, organization for all of an organization, aggregator for an "
        "aggregator of AWS Config)."
    ),
)
@choosing
@options.common
def permissions(provider: str, form: str, tier: str | None, way: str | None, choice: Choice) -> int:
    """Say which permissions the selected checks need: the least that the reading role may have.

    They are computed from the collectors of these checks. All of them read.

        tenken permissions aws
        tenken permissions aws --select 'aws.s3.*' --format json
        tenken permissions aws --discovery organization --format cloudformation
        tenken permissions m365 --tier T0
    """
    from scanner.catalogue import all_frameworks  # noqa: PLC0415 - starting time
    from scanner.granting import least_permissions, tier_of, written_as  # noqa: PLC0415

    host = open_host()
    one = _provider(host, provider)
    _known(one.title, "--format", form, ("text", "json", *one.permission_formats))
    if tier is not None:
        _known(one.title, "--tier", tier, tuple(one.permission_tiers))
    if way is not None:
        _known(one.title, "--discovery", way, tuple(one.discovery))
    needed = least_permissions(one, choice.checks(host))
    finding = one.discovery[way] if way is not None else {}
    opened = tier_of(one, tier, needed, all_frameworks(host)) if tier else None
    kept = {name: checks for name, checks in needed.items() if opened is None or name in opened.granted}
    if form in one.permission_formats:
        click.echo(written_as(one, form, sorted({*kept, *finding}), tier or ""))
    elif form == "json":
        click.echo(_json(one, kept, opened, finding))
    else:
        click.echo(_text(kept, finding) if opened is None else tier_page(one, kept, opened))
    return 0


def _known(title: str, name: str, given: str, offered: tuple[str, ...]) -> None:
    if given not in offered:
        message = _("{title} has no such format; there are: {known}")
        if name == "--tier":
            message = _("{title} has no such tier; there are: {known}")
        elif name == "--discovery":
            message = _("{title} finds nothing in this way; there are: {known}")
        raise click.BadParameter(
            message.format(title=title, known=", ".join(offered) or "-"), param_hint=name
        )


def _provider(host: "Host", name: str) -> "Provider":
    if name not in host.providers:
        message = _("there is no provider '{name}'; there are: {known}")
        raise click.BadParameter(
            message.format(name=name, known=", ".join(host.providers)), param_hint="PROVIDER"
        )
    return host.providers[name]


def _text(needed: Mapping[str, tuple[str, ...]], finding: Mapping[str, "Message"]) -> str:
    head = (_("permission"), _("checks"))
    beside = _("notices, and who changed what")
    page = table([head, *((name, ", ".join(checks) or beside) for name, checks in needed.items())])
    if not finding:
        return page
    head = (_("in the account that the others are reached from"), _("what for"))
    say = translator().message
    return page + "\n\n" + table([head, *((name, say(why)) for name, why in finding.items())])


def _json(
    provider: "Provider",
    needed: Mapping[str, tuple[str, ...]],
    tier: "Tier | None",
    finding: Mapping[str, "Message"],
) -> str:
    found = [{"permission": name, "checks": checks} for name, checks in needed.items()]
    document: dict[str, Any] = {"provider": provider.name, "permissions": found}
    if finding:
        say = translator().message
        reasons = [{"permission": name, "reason": say(why)} for name, why in finding.items()]
        document["discovery"] = reasons
    if tier is not None:
        document |= tier_document(provider, needed, tier)
    return json.dumps(document, ensure_ascii=False, indent=2)

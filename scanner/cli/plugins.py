"""`tenken plugins`: what is installed, and what could not be loaded."""

import json
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options
from scanner.cli.table import table
from scanner.cli.texts import _, command, translator

if TYPE_CHECKING:
    from scanner.host import Host, Plugin

HOOKS = {
    "tenken_providers": "providers",
    "tenken_renderers": "formats",
    "tenken_mappings": "frameworks",
    "tenken_sinks": "sinks",
}


@command()
@options.form
@options.common
def plugins(form: str) -> int:
    """List the plugins and what each gives; those that can't be loaded, with the reason and the remedy.

    A plugin that can't be loaded stops no other.

        tenken plugins
        tenken plugins --format json
    """
    from scanner.host import Host  # noqa: PLC0415 - starting time

    host = Host.load()
    entries, problems = [_entry(host, one) for one in host.plugins], _problems(host)
    if form == "json":
        click.echo(json.dumps({"plugins": entries, "problems": problems}, ensure_ascii=False, indent=2))
    else:
        click.echo(_text(entries, problems))
    return 0


def _entry(host: "Host", plugin: "Plugin") -> dict[str, Any]:
    given: dict[str, list[str]] = {key: [] for key in HOOKS.values()}
    for hook, name in host.gives.get(plugin.name, ()):
        given[HOOKS[hook]].append(name)
    return {"plugin": plugin.name, "version": plugin.version, **given}


def _problems(host: "Host") -> list[dict[str, str]]:
    """Plugins that could not be loaded, and those that lack their SDK: what is wrong, and what to install."""
    from scanner.opening import missing_sdk  # noqa: PLC0415 - starting time
    from scanner.plan import Plan  # noqa: PLC0415

    say = translator()
    found = [
        {"plugin": one.plugin, "reason": say.message(one.reason), "install": one.extra}
        for one in host.problems
    ]
    for provider in host.providers.values():
        if failure := missing_sdk(Plan(provider, (), {})):
            reason, extra = say.message(failure.message), f"tenken[{provider.requires}]"
            found.append({"plugin": provider.name, "reason": reason, "install": extra})
    return found


def _text(entries: list[dict[str, Any]], problems: list[dict[str, str]]) -> str:
    head = (_("plugin"), _("version"), _("providers"), _("formats"), _("frameworks"), _("sinks"))
    rows = [tuple(_cell(value) for value in one.values()) for one in entries]
    lines = [table([head, *rows])]
    for one in problems:
        lines.append(_("{plugin} can't be used: {reason}").format(**one))
        if one["install"]:
            lines.append(_("  install: pip install '{install}'").format(**one))
    return "\n".join(lines)


def _cell(value: str | list[str]) -> str:
    return (value if isinstance(value, str) else ", ".join(value)) or "-"

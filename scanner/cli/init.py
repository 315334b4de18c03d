"""`tenken init`: a first configuration, with comments that say what else there is."""

import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from scanner.cli import options
from scanner.cli.asking import Asker, at_terminal
from scanner.cli.files import Write, write_all
from scanner.cli.init_text import City, configuration, declarations
from scanner.cli.opening import open_host
from scanner.cli.texts import _, command, option

if TYPE_CHECKING:
    from scanner.host import Host
    from scanner.provider import Provider


@command()
@option("--id", metavar="ID", help="A short name of the organisation, for files and lists: aozora.")
@option("--name", metavar="NAME", help="The organisation as people write it: 青空市.")
@option(
    "--case",
    type=click.Choice(["a", "i", "u"]),
    metavar="CASE",
    help="The case of the α′ model: a = ア, i = イ, u = ウ.",
)
@option(
    "--provider",
    "providers",
    multiple=True,
    metavar="NAME",
    help="aws, m365 or another that a plugin offers (may be repeated).",
)
@option(
    "--set",
    "settings",
    multiple=True,
    metavar="KEY=VALUE",
    help="An option of a target, for example m365.auth=certificate (may be repeated).",
)
@option("--force", is_flag=True, help="Write over a configuration that is there.")
@options.config
@options.common
def init(
    config: Path, providers: tuple[str, ...], settings: tuple[str, ...], *, force: bool, **given: Any
) -> int:
    """Write a first configuration, after a few questions.

    The file holds comments that say what else can be set. Secrets are not asked for: the configuration says
    where they are. Beside it a file for what people declare is begun, unless there is one.

    Exit code: 0 it was written; 2 wrong usage, or something is still to be mended; 1 a fault of Tenken
    itself.

        tenken init
        tenken init --id aozora --name 青空市 --case i --provider aws
    """
    there = config.exists()
    if there and not force:
        raise click.UsageError(_("{path} is there already; add --force to write over it").format(path=config))
    from scanner.config_file import from_document  # noqa: PLC0415 - starting time
    from scanner.yamlfile import read_text  # noqa: PLC0415

    host = open_host()
    asker = Asker({**given, **_settings(settings)}, interactive=at_terminal())
    text = configuration(_city(asker, providers, host))
    files = {config: text}
    declared = config.parent / "records" / "declarations.yaml"
    if not declared.exists():
        files[declared] = declarations()
    document = read_text(text, str(config))
    if there:  # it is written over only by one that is right
        from_document(document, config, host)
    write_all({path: _writer(content) for path, content in files.items()})
    for path in files:
        click.echo(_("written: {path}").format(path=path), err=True)
    from_document(document, config, host)  # what is still wrong is told, as for any file
    return 0


def _settings(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals:
            raise click.BadParameter(
                _("write KEY=VALUE, for example m365.auth=certificate"), param_hint="--set"
            )
        found[key] = value
    return found


def _city(asker: Asker, providers: tuple[str, ...], host: "Host") -> City:
    return City(
        id=_id(asker),
        name=asker.ask("name", _("The organisation as people write it")),
        case=asker.ask("case", _("Case of the α′ model: a = ア, i = イ, u = ウ"), choices=["a", "i", "u"]),
        targets=tuple((one, _values(asker, one)) for one in _providers(asker, providers, host)),
    )


def _id(asker: Asker) -> str:
    from scanner.config_names import ID  # noqa: PLC0415 - starting time
    from scanner.yamlfile_problem import Refused  # noqa: PLC0415

    while not ID.fullmatch(found := asker.ask("id", _("Short name of the organisation, for example aozora"))):
        template = "'{id}' is no id; use letters, digits, '.', '_' and '-', 64 at most"
        asker.refuse(Refused(template, id=found), ["id"])
    return found


def _providers(asker: Asker, given: tuple[str, ...], host: "Host") -> "list[Provider]":
    known = ", ".join(host.providers)
    names = given or asker.ask(
        "provider", _("Clouds to scan, with commas: {known}").format(known=known)
    ).split(",")
    for name in map(str.strip, names):
        if name not in host.providers:
            message = _("there is no provider '{name}'; there are: {known}").format(name=name, known=known)
            raise click.BadParameter(message, param_hint="--provider")
    return [host.providers[name.strip()] for name in names]


def _values(asker: Asker, provider: "Provider") -> Mapping[str, str]:
    """What its options are: those that must be given are asked for, others taken if they were given."""
    from scanner.yamlfile_types import choices  # noqa: PLC0415 - starting time

    found: dict[str, str] = {}
    hints = typing.get_type_hints(provider.options)
    for one in fields(provider.options):
        name = f"{provider.name}.{one.name}"
        needed = one.default is MISSING and one.default_factory is MISSING
        if needed and not asker.interactive and asker.given(name) is None:
            raise click.UsageError(
                _("add --set {name}=…: it can only be asked for at a terminal").format(name=name)
            )
        if needed or asker.given(name) is not None:
            found[one.name] = asker.ask(
                name, f"{provider.title}: {one.name}", choices=choices(hints[one.name])
            )
    return found


def _writer(text: str) -> Write:
    def write(out: BinaryIO) -> None:
        out.write(text.encode())

    return write

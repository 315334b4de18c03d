"""`tenken config`: is the configuration right?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli import options
from scanner.cli.opening import open_config, open_host
from scanner.cli.page import section
from scanner.cli.texts import _, command, group, translator

if TYPE_CHECKING:
    from scanner.config import Config as Settings, OrganisationConfig
    from scanner.host import Host


@group()
@options.common
def config() -> int:
    """Work with the configuration.

    `tenken init` writes a new one.

        tenken config check
    """
    return 0


@command()
@options.config
@options.common
def check(config: Path) -> int:
    """Check the configuration, and what people declare: nothing is read from any cloud.

    Every fault is told with file, line and column, and what to write instead.

    Exit code: 0 it can be used; 2 something in it is wrong; 1 a fault of Tenken itself.

        tenken config check
        tenken config check --config other/tenken.yaml
    """
    host = open_host()
    settings = open_config(config, host)
    _loads(settings, host)
    click.echo(_("{path} is right").format(path=config))
    for one in settings.organisations:
        section(f"{one.name} ({one.id})", _organisation(one, settings))
    section(_("Frameworks"), settings.frameworks)
    return 0


config.add_command(check)


def _loads(settings: "Settings", host: "Host") -> None:
    """Load what a scan would load: frameworks and declarations. Raises YamlError."""
    from scanner.framework_choice import selected_frameworks  # noqa: PLC0415 - starting time

    selected_frameworks(settings.frameworks, host.mapping_files)
    for one in settings.organisations:
        one.declarations()


def _organisation(one: "OrganisationConfig", settings: "Settings") -> Iterator[str]:
    yield _("case of the α′ model: {case}").format(case={"a": "ア", "i": "イ", "u": "ウ"}[one.case])
    for target in one.targets:
        yield _("target {id}: {provider}").format(id=target.id, provider=target.provider)
    if one.profiles:
        yield _("profiles: {names}").format(names=", ".join(one.profiles))
    declared = one.declarations()
    yield _("declared: {count} kinds, {facts} facts").format(
        count=len(declared.items), facts=len(declared.facts)
    )
    yield from _thresholds(one, settings)


def _thresholds(one: "OrganisationConfig", settings: "Settings") -> Iterator[str]:
    """The thresholds that differ from the packaged ones: the configuration's, else those of profiles."""
    from scanner.profiles import load_limits, load_profile  # noqa: PLC0415 - starting time

    set_here: dict[str, int] = {}
    for name in one.profiles:
        set_here |= load_profile(name).limits
    known, language = load_limits(), translator().language
    text = _("threshold {key}: {value} in place of {default} ({name})")
    for key, value in {**set_here, **settings.limits}.items():
        if value != known[key].value:
            name = known[key].name[language]
            yield text.format(key=key, value=value, default=known[key].value, name=name)

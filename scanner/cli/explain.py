"""`tenken explain`: one check or one control, on one screen."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli import options
from scanner.cli.explaining_check import explain_check
from scanner.cli.explaining_control import explained
from scanner.cli.opening import open_host
from scanner.cli.texts import argument, command, option, translator
from scanner.errors import TenkenError
from scanner.text import Message

if TYPE_CHECKING:
    from scanner.cli.verdicts import Verdict


class UnknownNameError(TenkenError):
    """A name that is neither a check's nor a control's."""


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    from scanner.catalogue import all_frameworks, check_infos  # noqa: PLC0415 - starting time
    from scanner.host import Host  # noqa: PLC0415

    frameworks = all_frameworks(Host.load())
    controls = [one.id for framework in frameworks for one in framework.controls]
    checks = [one.id for one in check_infos(Host.load(), None, frameworks)]
    return [name for name in (*checks, *controls) if name.startswith(incomplete)]


@command()
@argument("name", metavar="CHECK|CONTROL", shell_complete=_complete)
@option("--assessment", type=options.FILE, metavar="FILE", help="Show the verdict of this assessment.json.")
@options.common
def explain(name: str, assessment: Path | None) -> int:
    """Explain a check or a control: what it asks for, why, and what answers it.

    `tenken checks` and `tenken controls` list the names.

        tenken explain aws.cloudtrail.all-regions
        tenken explain ALPHA-T02 --assessment result/assessment.json
    """
    from scanner.catalogue import all_frameworks, check_infos  # noqa: PLC0415 - starting time

    host = open_host()
    frameworks = all_frameworks(host)
    checks = {info.id: info for info in check_infos(host, None, frameworks)}
    if name in checks:
        explain_check(checks[name], frameworks)
        return 0
    titles = {info.id: translator()(info.title) for info in checks.values()}
    found = list(explained(name, frameworks, titles, _verdicts(assessment, name)))
    if not found:
        raise _unknown(name, [*checks, *(one.id for framework in frameworks for one in framework.controls)])
    for number, one in enumerate(found):
        if number:
            click.echo()
        one.show()
    return 0


def _verdicts(path: Path | None, name: str) -> "tuple[Verdict, ...]":
    from scanner.cli.verdicts import read_verdicts  # noqa: PLC0415 - starting time

    return read_verdicts(path).of(name) if path else ()


def _unknown(name: str, known: list[str]) -> UnknownNameError:
    from scanner.yamlfile_problem import nearest  # noqa: PLC0415 - starting time

    if like := nearest(name, known):
        template = "no check and no control is called '{name}'; did you mean '{nearest}'?"
        return UnknownNameError(Message.of(template, name=name, nearest=like))
    template = "no check and no control is called '{name}'; 'tenken checks' and 'tenken controls' list them"
    return UnknownNameError(Message.of(template, name=name))

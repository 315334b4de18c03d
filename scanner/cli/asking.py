"""Answers from the options, or from a person at the terminal."""

import sys
from collections.abc import Collection, Iterable, Mapping

import click

from scanner.cli.texts import _, translator
from scanner.yamlfile_problem import Refused, one_line


class Asker:
    """Asks for what no option says; where nobody sits at a terminal, a default or an error takes its place.

    `given` are the values of the options, by the option's name without dashes; None where there is none.
    """

    def __init__(self, given: Mapping[str, str | None], *, interactive: bool) -> None:
        self.interactive = interactive
        self._given = {name: value for name, value in given.items() if value is not None}
        self._asked: dict[str, str] = {}

    def given(self, name: str) -> str | None:
        """The value of the option."""
        return self._given.get(name)

    def ask(
        self, name: str, question: str, *, default: str | None = None, choices: Collection[str] = ()
    ) -> str:
        """The answer; the same question is asked once. Raises `click.UsageError` where it can't be asked."""
        if name in self._given:
            return self._given[name]
        if not self.interactive:
            return _default(name, default)
        if name not in self._asked:
            kind = click.Choice(list(choices)) if choices else click.STRING
            self._asked[name] = click.prompt(question, default=default, type=kind)
        return self._asked[name]

    def refuse(self, error: Refused, names: Iterable[str] = ()) -> None:
        """Say what is wrong with an answer, to be asked for once more.

        `names` are the questions that it is about. Raises `click.BadParameter` unless a person answered them.
        """
        concerned = [name for name in names if name in self._given or name in self._asked]
        text = refused(error)
        if not set(concerned) & set(self._asked):
            hint = "/".join(f"--{name}" for name in concerned)
            raise click.BadParameter(text, param_hint=hint or None)
        click.echo(text)
        for name in concerned:
            self._asked.pop(name, None)


def at_terminal() -> bool:
    """True if somebody can answer."""
    return sys.stdin.isatty()


def refused(error: Refused) -> str:
    """What is wrong, in the language that is spoken."""
    shown = {key: one_line(value, translator()) for key, value in error.params.items()}
    return _(error.template).format(**shown)


def _default(name: str, default: str | None) -> str:
    if default is None:
        text = _("add {option}: it can only be asked for at a terminal")
        raise click.UsageError(text.format(option=f"--{name}"))
    return default

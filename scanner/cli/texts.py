"""Help texts in the language that is spoken: written in English where a command is declared."""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

import click

from scanner.cli.formatter import RAW, Formatter
from scanner.language import Translator

F = TypeVar("F", bound=Callable[..., Any])

_ENGLISH = Translator("en", ())
_spoken: ContextVar[Translator] = ContextVar("translator", default=_ENGLISH)


def speak(language: str) -> None:
    """Speak this language from now on."""
    _spoken.set(Translator(language))


def translator() -> Translator:
    """The translator to the language that is spoken."""
    return _spoken.get()


def _(text: str) -> str:
    """The text in the language that is spoken."""
    return _spoken.get()(text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each in one line (but for examples): the keys of translations."""
    found = inspect.cleandoc(text).split("\n\n")
    return [one if one.startswith(RAW) else " ".join(one.split()) for one in found]


class _Translated:
    """An attribute that is set in English, and read in the language that is spoken."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.slot = f"_english_{name}"

    def __set__(self, instance: object, text: str | None) -> None:
        setattr(instance, self.slot, text)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        text = getattr(instance, self.slot, None)
        if not text:
            return text
        return "\n\n".join(one if one.startswith(RAW) else _(one) for one in paragraphs(text))


class Context(click.Context):
    """A context whose help pages know how wide Japanese is."""

    formatter_class = Formatter


class Option(click.Option):
    """An option with a translated help text."""

    help = _Translated()


class Translated(click.Command):
    """What a command and the group of commands have in common."""

    context_class = Context
    help = _Translated()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own, which keeps the language that it was first shown in."""
        found = super().get_help_option(ctx)
        if found:
            found.help = _("Show this message and exit.")
        return found


class Command(Translated):
    """A command with translated texts; the first paragraph of its docstring is its line in the list."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        """The first paragraph: what the list of commands says."""
        return str(self.help or "").partition("\n\n")[0].removesuffix(".").removesuffix("。")


class Group(Command, click.Group):
    """A command that has commands of its own."""


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Declare an option; `help` is the English text."""
    return click.option(*names, cls=Option, **settings)


def argument(*names: str, **settings: Any) -> Callable[[F], F]:
    """Declare an argument."""
    return click.argument(*names, **settings)


def command(name: str | None = None) -> Callable[[Callable[..., int]], Command]:
    """Declare a command; its docstring is its help, what it returns the exit code."""
    return click.command(name, cls=Command)


def group() -> Callable[[Callable[..., int]], Group]:
    """Declare a command that has commands of its own; without one of them it is wrong usage."""
    return click.group(cls=Group, no_args_is_help=False)

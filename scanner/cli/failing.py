"""What an error is to people: lines to read, and an exit code."""

import traceback
from collections.abc import Iterator
from typing import Any

import click

from scanner.cli.system_errors import system_error
from scanner.exit_code import DEFECT, USAGE
from scanner.language import Translator
from scanner.text import Message


def told(error: Exception, say: Translator) -> tuple[list[str], int]:
    """The lines that tell of an error, with place and remedy, and the exit code."""
    if isinstance(error, click.ClickException):
        return [_usage(error, say)], USAGE
    if isinstance(error, OSError):
        return [say.message(system_error(error))], USAGE
    lines = list(_own(error, say))
    return (lines, USAGE) if lines else ([_defect(error, say)], DEFECT)


def _own(error: Exception, say: Translator) -> Iterator[str]:
    """Errors of Tenken's own that people can mend; a wrong declaration in a plugin is none of them."""
    from scanner.errors import DeclarationError, TenkenError  # noqa: PLC0415 - starting time
    from scanner.yamlfile_problem import YamlError  # noqa: PLC0415

    if isinstance(error, YamlError):
        for problem in error.problems:
            yield f"{problem.place()}: {problem.message(say)}"
    elif isinstance(error, TenkenError) and not isinstance(error, DeclarationError):
        found: Any = error.args[0] if error.args else ""
        text = say.message(found) if isinstance(found, Message) else str(found)
        yield ": ".join((*getattr(error, "__notes__", ()), text))  # a note is the place: the file's name


def _usage(error: click.ClickException, say: Translator) -> str:
    context = getattr(error, "ctx", None)
    message = " ".join(error.format_message().split())
    if context is None:
        return message
    text = Message.of("{message} See: {command} --help", message=message, command=context.command_path)
    return say.message(text)


def _defect(error: Exception, say: Translator) -> str:
    """By kind and place alone: the text of an unexpected error may hold a tenant's data."""
    from scanner.errors import DeclarationError  # noqa: PLC0415 - starting time

    if isinstance(error, DeclarationError):
        return say.message(Message.of("a plugin is not right: {problem}", problem=str(error)))
    frame = traceback.extract_tb(error.__traceback__)[-1]
    template = "a fault of Tenken itself: {error} at {file}:{line}; --debug shows more"
    name = frame.filename.replace("\\", "/").rpartition("/")[2]
    return say.message(Message.of(template, error=type(error).__name__, file=name, line=frame.lineno))

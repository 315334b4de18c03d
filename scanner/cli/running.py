"""One run of the command line: language, streams, the command, and what becomes of errors."""

import gettext
import itertools
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import click

from scanner.cli.failing import told
from scanner.cli.options import COMPLETE
from scanner.cli.root import root
from scanner.cli.texts import speak, translator
from scanner.exit_code import INTERRUPTED, PIPE_CLOSED, USAGE
from scanner.language import DOMAIN, LANGUAGES, OWN, language_of


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; errors are told on standard error, in one line each."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    _speak(arguments)
    try:
        code = root.main(list(arguments), prog_name="tenken", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except BrokenPipeError:
        return _closed()
    except SystemExit as error:  # click's: when it has completed a word for the shell, or of a broken pipe
        return int(error.code or 0) if COMPLETE in os.environ else _closed()
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _failed(error)
    return code if isinstance(code, int) else 0


def _never_fail(stream: TextIO) -> None:
    """Put a question mark for what the console's encoding lacks, in place of an exception."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


def _speak(arguments: Sequence[str]) -> None:
    """Settle the language before anything is said; click's own texts come from our catalogue too."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    after = dict(itertools.pairwise(words)).get("--lang")
    language = language_of(after if after in LANGUAGES else None)
    speak(language)
    os.environ["LANGUAGE"] = language  # what the gettext of the standard library, and so click, goes by
    gettext.bindtextdomain(DOMAIN, str(OWN))
    gettext.textdomain(DOMAIN)


def _failed(error: Exception) -> int:
    lines, code = told(error, translator())
    for line in lines:
        click.echo(f"tenken: {line}", err=True)
    return code


def _closed() -> int:
    """The reader of our output has gone: nothing is left to say, also not when the stream is flushed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED

"""Errors that stop a program before it reads anything; what happens while reading is a `Gap`."""

import inspect


class TenkenError(Exception):
    """The base of all errors of Tenken's own."""


class DeclarationError(TenkenError):
    """A check, collector, setting or provider is declared wrongly: a mistake of its author."""

    @classmethod
    def about(cls, subject: object, problem: str) -> "DeclarationError":
        """Build the error with the name and the file of what is declared."""
        return cls(f"{where(subject)}: {problem}")


def where(subject: object) -> str:
    """Name a class or function with its file and line: `aws.Trail (plugins/aws/…/trail.py:12)`."""
    target = inspect.unwrap(subject) if callable(subject) else subject
    name = getattr(target, "__qualname__", repr(target))
    try:
        file = inspect.getsourcefile(target)  # type: ignore[arg-type]
        line = inspect.getsourcelines(target)[1]  # type: ignore[arg-type]
    except (OSError, TypeError):
        return f"{name} ({getattr(target, '__module__', '?')})"
    return f"{name} ({file}:{line})"

"""Texts in Japanese and English: the English text is the key, gettext catalogues hold the Japanese.

    say = Translator("ja")
    say("met")                                   # 適合
    say.message(Message.of("no MFA for {days} days", days=41))

A catalogue is `LANGUAGE/LC_MESSAGES/tenken.mo` in a folder `locale`.
"""

import gettext
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal

from scanner.text import Message, Scalar

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")
DOMAIN = "tenken"
OWN = Path(__file__).parent / "locale"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
JAPANESE = 0x11
"""The primary language identifier of Windows for Japanese (LANG_JAPANESE)."""


class Translator:
    """Says English texts in one language; what no catalogue has is said in English.

    `folders` are the folders with catalogues, the host's own first; without them those of all plugins
    are looked through, found when a text is first asked for that the host itself doesn't have.
    """

    def __init__(self, language: str, folders: Iterable[Path] | None = None) -> None:
        self.language = language
        self._folders = None if folders is None else tuple(folders)
        self._known: dict[str, str] = {}

    def __call__(self, template: str) -> str:
        """The text in this language; its placeholders stay."""
        if not template or self.language == "en":
            return template
        found = self._known.get(template)
        if found is None:
            own = self._own.gettext(template)
            found = self._known[template] = own if own != template else self._others.gettext(template)
        return found

    def message(self, message: Message) -> str:
        """The message in this language, its placeholders filled."""
        return self(message.template).format_map(message.values)

    def fill(self, template: str, /, **params: Scalar) -> str:
        """The text in this language, its placeholders filled."""
        return self(template).format_map(params)

    @cached_property
    def _own(self) -> gettext.NullTranslations:
        return self._catalogue(OWN)

    @cached_property
    def _others(self) -> gettext.NullTranslations:
        chain = gettext.NullTranslations()
        for folder in _plugins() if self._folders is None else self._folders:
            chain.add_fallback(self._catalogue(folder))
        return chain

    def _catalogue(self, folder: Path) -> gettext.NullTranslations:
        return gettext.translation(DOMAIN, folder, [self.language], fallback=True)


def _plugins() -> tuple[Path, ...]:
    from scanner.host import Host  # noqa: PLC0415 - most texts are the host's own

    return Host.load().locales


def language_of(
    option: str | None = None,
    config: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Language:
    """The language to speak: the option's, else the configuration's, else that of the locale.

    `environment` is by default that of the process. A locale that begins with `ja` is Japanese, all
    others are English.
    """
    chosen = option or config
    if chosen in LANGUAGES:
        return chosen
    known = os.environ if environment is None else environment
    locale = next((known[name] for name in VARIABLES if known.get(name)), "")
    if not locale and environment is None:
        locale = _of_windows()
    return "ja" if locale.lower().startswith("ja") else "en"


def _of_windows() -> str:
    """What Windows is set to: there, those variables are not."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - has no `windll` elsewhere

        return "ja" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == JAPANESE else ""
    return ""

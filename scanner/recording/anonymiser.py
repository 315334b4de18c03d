"""Replaces whatever may tell whose an answer is, by its like: the same value by the same one, everywhere.

A value is kept only if it is known to be nobody's own: numbers, flags, times, and words of the vocabulary.
Everything else is replaced part by part, so that an address stays an address, a domain its suffix's domain,
and a list of words as long as it was. Replacements hang on a secret key: they are the same in all files and
in any order, and can't be turned back by trying names.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from scanner.recording.likes import REPLACE, canonical, digits, letters
from scanner.recording.words import atoms, fold, parts

PERSONAL = frozenset({
    "accountname",
    "userprincipalname", "displayname", "mail", "mailnickname", "givenname", "surname", "jobtitle",
    "department", "officelocation", "companyname", "streetaddress", "street", "city", "state",
    "postalcode", "mobilephone", "businessphones", "faxnumber", "employeeid", "proxyaddresses",
    "othermails", "devicename", "serialnumber", "hint", "secrettext", "thumbprint",
    "customkeyidentifier", "key", "principaldisplayname", "resourcedisplayname",
    "technicalnotificationmails", "securitycompliancenotificationmails",
    "marketingnotificationemails", "securitycompliancenotificationphones", "alias",
    "primarysmtpaddress", "windowsemailaddress", "notes", "imei", "comment", "admindisplayname",
    "description", "username", "emailaddress", "wifimacaddress",
})  # fmt: skip
"""Keys whose values are somebody's own: also words of the vocabulary are replaced in them."""
BASE = "{base}"
"""Stands for the service's own host: a replay puts its address there."""
SHORT = 2
"""Words of so few Latin letters tell nothing, unless somebody is called so."""
BRIEF = 4
"""Numbers of so few digits, as in versions, tell nothing."""
NOBODYS = frozenset({
    "ext", "smtp", "sip", "http", "https", "www", "com", "net", "org", "info", "biz", "jp", "lg",
    "go", "co", "or", "ne", "ac", "ed", "example", "onmicrosoft", "microsoft", "sharepoint",
    "outlook", "office", "office365",
})  # fmt: skip
"""Parts of addresses that everybody has."""
OPEN = frozenset({"0.0.0.0", "0.0.0.0/0", "::", "::/0", "127.0.0.1", "::1"})  # noqa: S104 - said, not bound
HUMPS = re.compile(r"[A-Z][a-z]{2,}|^[a-z]{3,}")
"""Words within a name of a program: authorizationPolicy."""
KEPT = ("", "time", "lasting", "version")
"""Kinds of parts that stay as they are."""
LEADS = re.compile(r"https?://\S+", re.IGNORECASE)
ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")


class Anonymiser:
    """Replaces values under a secret key; `originals` are those that were replaced.

    `vocabulary` holds words that are nobody's own; `bases` gives the part of a URL that is the service's own
    host, None for other URLs. Call `learn` with every answer before the first is rewritten.
    """

    def __init__(
        self, key: bytes, vocabulary: Collection[str], bases: Callable[[str], str | None] = lambda _: None
    ) -> None:
        self._key, self._bases = key, bases
        self._whole = {fold(one) for one in vocabulary} | NOBODYS
        self._words = self._whole | {
            fold(word)
            for one in vocabulary
            for kind, part in parts(unquote(one))
            if kind in ("uuid", "word")
            for word in (part, *HUMPS.findall(part))
        }
        self._own: set[str] = set()
        self._called: set[str] = set()
        self.originals: set[str] = set()

    def learn(self, body: Any, key: str = "") -> None:
        """Note what people and things are called: the words of it are replaced wherever they stand."""
        if isinstance(body, Mapping):
            for name, part in body.items():
                self.learn(part, str(name))
        elif isinstance(body, list | tuple):
            for part in body:
                self.learn(part, key)
        elif isinstance(body, str) and fold(body) not in self._whole:
            self._learn_text(body, key)

    def _learn_text(self, text: str, key: str) -> None:
        if _is_personal(key):
            self._called.add(fold(text))
            self._mine(text)
        for kind, part in parts(unquote(text)):
            if kind == "mail":
                self._mine(part)

    def value(self, body: Any, key: str = "") -> Any:
        """An answer, rewritten."""
        if isinstance(body, Mapping):
            return {self._name(name): self.value(part, name) for name, part in body.items()}
        if isinstance(body, list | tuple):
            return [self.value(part, key) for part in body]
        return self.text(body, key) if isinstance(body, str) else body

    def text(self, text: str, key: str = "") -> str:
        """One text, rewritten; `key` is where it stands."""
        if fold(text) in self._whole:
            return text
        if LEADS.fullmatch(text):
            return self.link(text)
        plain = unquote(text) if ESCAPED.search(text) else text
        personal = _is_personal(key) or fold(plain) in self._called
        if personal and any(fold(one) not in self._words for one in atoms(plain)):
            self.originals.add(plain)
        return self._parts(plain, personal=personal)

    def link(self, text: str) -> str:
        """A URL, rewritten; the service's own host becomes `BASE`, and its path and query are kept apart."""
        base = self._bases(text)
        parted = urlsplit(text.removeprefix(base) if base else text)
        host = BASE if base else f"{parted.scheme}://{self._parts(parted.netloc)}"
        path = quote(self.path(unquote(parted.path)), safe="/$(),'@")
        pairs = self.query(dict(parse_qsl(parted.query, keep_blank_values=True)))
        query = "?" + urlencode(pairs, quote_via=quote, safe="$(),'") if pairs else ""
        fragment = f"#{self._parts(unquote(parted.fragment))}" if parted.fragment else ""
        return host + path + query + fragment

    def path(self, path: str) -> str:
        """A decoded path, rewritten."""
        return "/".join(self._parts(one) for one in path.split("/"))

    def query(self, query: Mapping[str, str]) -> dict[str, str]:
        """A decoded query, rewritten."""
        return {self._name(name): self.text(value) for name, value in query.items()}

    def _mine(self, text: str) -> None:
        self._own |= {fold(one) for one in atoms(text) if fold(one) not in self._words}

    def _name(self, name: str) -> str:
        """A key: the service's own, as long as it looks like a name in a program and is nobody's."""
        plain = re.fullmatch(r"[A-Za-z_@$#][\w@.$#:-]*", name) and _only_words(name)
        if plain and not any(fold(one) in self._own for one in atoms(name)):
            return name
        return self._parts(name)

    def _parts(self, text: str, *, personal: bool = False) -> str:
        return "".join(self._part(kind, part, personal) for kind, part in parts(text))

    def _part(self, kind: str, text: str, personal: bool) -> str:
        if kind in KEPT or fold(text) in OPEN:
            return text
        if kind == "word":
            return self._word(text, personal)
        if kind == "mail":
            local, _, domain = text.rpartition("@")
            self.originals.add(text)
            return f"{self._parts(local, personal=True)}@{self._parts(domain)}"
        if fold(text) in self._words:
            return text
        self.originals.add(text)
        return REPLACE[kind](self._draw(kind, canonical(kind, text)), text)

    def _word(self, text: str, personal: bool) -> str:
        folded = fold(text)
        mine, known = folded in self._own, folded in self._words
        if folded in NOBODYS or (known and not personal):
            return text
        if not mine and not personal and (_is_brief(folded) or (text.isdecimal() and len(text) <= BRIEF)):
            return text
        if not known:
            self.originals.add(text)
        if text.isdecimal():
            return digits(self._draw("digits", folded), text)
        return letters(self._draw("word", folded))

    def _draw(self, kind: str, text: str) -> bytes:
        return hmac.new(self._key, f"{kind}:{text}".encode(), hashlib.sha256).digest()


def _is_personal(key: str) -> bool:
    return fold(key.partition("@")[0]) in PERSONAL


def _is_brief(word: str) -> bool:
    return word.isascii() and len(word) <= SHORT


def _only_words(name: str) -> bool:
    return all(kind in ("", "word") for kind, _ in parts(name))

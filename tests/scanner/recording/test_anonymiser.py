"""What may tell whose an answer is, is replaced by its like: everywhere the same, and nothing is left."""

import base64
import ipaddress
import json
import re
import unicodedata
import uuid
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import assume, given, strategies as st

from scanner.recording import Anonymiser, Exchange, LeftoverError, files_of
from scanner.recording.leftovers import Leftovers
from scanner.recording.words import UUID, parts

WORDS = frozenset(
    {"enabled", "disabled", "value", "displayName", "graph", "All", "device.isCompliant", "-eq"}
)
KEY = b"k" * 32
USER = "b0000000-0000-4000-8000-000000000001"
GRAPH = "https://graph.microsoft.com"


def anonymiser(*bodies, key=KEY, words=WORDS):
    made = Anonymiser(key, words, lambda url: GRAPH if url.startswith(GRAPH) else None)
    for one in bodies:
        made.learn(one)
    return made


def value(body):
    return anonymiser(body).value(body)


def test_words_of_the_vocabulary_numbers_flags_and_times_stay():
    body = {
        "value": [
            {"state": "enabled", "count": 7, "on": True, "none": None, "ratio": 0.5},
            {"at": "2026-11-20T00:30:00Z", "day": "2026-11-20", "lasts": "P180D", "pause": "PT1H30M"},
            {"version": "10.0.19045.2604", "rule": "device.isCompliant -eq 1"},
        ]
    }
    assert value(body) == body


def test_a_value_is_replaced_by_its_like():
    found = value({
        "id": "b0000000-0000-4000-8000-000000000001",
        "userPrincipalName": "joho.hanako@aozora.lg.jp",
        "ip": "203.0.113.7",
        "net": "8.8.8.0/24",
        "six": "2001:db8:1::/48",
        "phone": "+81-3-1234-5678",
        "token": "eyJhbGciOi.eyJ0aWQi.c2ln",
        "print": "0123456789abcdef0123456789abcdef01234567",
    })  # fmt: skip
    assert re.fullmatch(UUID, found["id"])
    assert re.fullmatch(r"x[a-z]{11}\.x[a-z]{11}@x[a-z]{11}\.lg\.jp", found["userPrincipalName"])
    assert ipaddress.ip_address(found["ip"])
    assert ipaddress.ip_network(found["net"]).prefixlen == 24
    assert ipaddress.ip_network(found["six"]).prefixlen == 48
    assert re.fullmatch(r"\+\d\d-\d-\d{4}-\d{4}", found["phone"])
    assert found["phone"] != "+81-3-1234-5678"
    assert found["token"].startswith("token-")
    assert found["print"] != "0123456789abcdef0123456789abcdef01234567"


def test_the_whole_internet_stays_the_whole_internet():
    assert value({"ranges": ["0.0.0.0/0", "::/0"]}) == {"ranges": ["0.0.0.0/0", "::/0"]}


def test_one_person_is_the_same_wherever_they_stand():
    body = {
        "displayName": "情報 花子",
        "userPrincipalName": "Hanako@Aozora.example",
        "forward": "smtp:HANAKO@aozora.example",
        "text": "情報 花子",
        "site": "https://aozora.sharepoint.com/personal/hanako_aozora",
    }
    found = value(body)
    local, domain = found["userPrincipalName"].split("@")
    assert found["forward"] == f"smtp:{local}@{domain}"
    label = domain.partition(".")[0]
    assert found["site"] == f"https://{label}.sharepoint.com/{_word(body, 'personal')}/{local}_{label}"
    assert found["text"] == found["displayName"]


def _word(body, word):
    return anonymiser(body).text(word)


def test_an_id_is_the_same_in_every_case_and_without_its_strokes():
    made, one = anonymiser(), str(uuid.UUID(int=123456789))
    assert made.text(one.upper()) == made.text(one)
    assert made.text(one.replace("-", "")) == made.text(one).replace("-", "")


def test_a_link_of_the_service_leads_to_the_replay_and_keeps_its_query_apart():
    made = anonymiser({"displayName": "青空"})
    link = f"{GRAPH}/graph/%E9%9D%92%E7%A9%BA?$skiptoken=abc%3D%3D&$top=999"
    found = made.link(link)
    assert found.startswith("{base}/graph/x")
    assert found.endswith("&$top=999")
    assert f"$skiptoken={quote(made.text('abc=='))}&" in found


def test_a_short_name_of_somebody_is_replaced_also_within_a_text():
    body = {"displayName": "Li Wu", "note": "ask Li"}
    assert "Li" not in value(body)["note"]


def test_somebody_called_like_a_word_of_the_vocabulary_is_replaced_where_names_stand():
    found = value({"surname": "All Xenon", "scope": "All"})
    assert "All" not in found["surname"]
    assert found["scope"] == "All"


def test_a_key_that_is_somebodys_name_is_replaced():
    body = {"userPrincipalName": "hanako@aozora.example", "owners": {"hanako@aozora.example": 1, "情報": 2}}
    assert not {"hanako@aozora.example", "情報"} & value(body)["owners"].keys()
    assert list(value({"brandNewSwitch": True, "@odata.type": None})) == ["brandNewSwitch", "@odata.type"]


def test_another_key_gives_other_replacements():
    assert anonymiser(key=b"a" * 32).text("aozora") != anonymiser(key=b"b" * 32).text("aozora")


names = st.text(st.characters(categories=("L", "Nd", "Zs", "Pd", "Po")), min_size=3, max_size=20).map(
    str.strip
)
locals_ = st.from_regex(r"[a-z]{3,10}\.[a-z]{3,10}", fullmatch=True)
domains = st.from_regex(r"[a-z]{5,12}\.(?:example|lg\.jp|onmicrosoft\.com)", fullmatch=True)
people = st.fixed_dictionaries({
    "id": st.uuids().map(str),
    "displayName": names,
    "userPrincipalName": st.tuples(locals_, domains).map("@".join),
    "ip": st.ip_addresses().map(str),
    "free": st.text(max_size=30),
})  # fmt: skip
PLACES = st.sampled_from(["{}", "smtp:{}", "/users/{}/x", "a,{};b", "[{}]", '{{"q": "{}"}}'])


@given(people, PLACES)
def test_nothing_of_anybody_is_left_and_the_same_value_gets_the_same_replacement(person, place):
    free = {"free": place.format(person["userPrincipalName"]), "also": place.format(person["id"])}
    body = {"value": [person, free, {"same": dict(person)}]}
    made = anonymiser(body)
    found = made.value(body)
    first, _, last = found["value"]
    assert {**last["same"]} == first
    assert made.value(body) == found
    text = json.dumps(found, ensure_ascii=False)
    assert list(Leftovers(made.originals).within(text)) == []
    folded = text.casefold()
    assert person["id"] not in folded
    assert person["userPrincipalName"].partition("@")[0] not in folded


@given(st.text(max_size=60))
def test_a_text_falls_apart_without_loss(text):
    assert "".join(part for _, part in parts(text)) == text


@given(st.recursive(st.none() | st.integers() | st.booleans(), st.lists, max_leaves=5))
def test_what_holds_no_text_is_as_it_was(body):
    assert value({"value": body}) == {"value": body}


ENCODINGS = {
    "plain": lambda one: one,
    "upper case": str.upper,
    "full width": lambda one: "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in one
    ),
    "decomposed": lambda one: unicodedata.normalize("NFD", one),
    "url": lambda one: quote(one, safe=""),
    "url twice": lambda one: quote(quote(one, safe=""), safe=""),
    "json": json.dumps,
    "html": lambda one: "".join(f"&#{ord(char)};" for char in one),
    "base64": lambda one: base64.b64encode(f"<<{one}>>".encode()).decode(),
    "base64 for urls": lambda one: base64.urlsafe_b64encode(f"<{one}>".encode()).decode().rstrip("="),
    "base64 of utf-16": lambda one: base64.b64encode(f" {one} ".encode("utf-16-le")).decode(),
    "base64 in a url": lambda one: quote(base64.b64encode(f"{one}?>".encode()).decode(), safe=""),
    "hexadecimal": lambda one: one.encode().hex(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "original", ["hanako.joho@aozora.example", "情報政策課花子", USER, "Hanako Joho"]
)  # fmt: skip
def test_what_is_left_is_found_in_any_encoding(encoding, original):
    text = f'{{"note": "before {ENCODINGS[encoding](original)} after"}}'
    assert original in {one.original for one in Leftovers([original]).within(text)}


@given(st.sampled_from(sorted(ENCODINGS)), st.text(st.characters(categories=("L",)), min_size=6, max_size=20))
def test_any_name_is_found_in_any_encoding(encoding, original):
    assume(unicodedata.normalize("NFKC", original).casefold() == original.casefold() == original.lower())
    assume(original.upper().casefold() == original.casefold())
    text = f"{ENCODINGS[encoding](original)} ."
    assert original in {one.original for one in Leftovers([original]).within(text)}


@pytest.mark.parametrize("spelt", ["情報花子", "情報 花子", "情報　花子", "情報\n花子"])
def test_a_japanese_name_is_found_however_it_is_spaced(spelt):
    assert list(Leftovers(["情報 花子"]).within(f"({spelt})"))


def test_brief_numbers_are_replaced_and_not_looked_for():
    body = {"displayName": "room 1024", "total": "1024", "serialNumber": "123456789012"}
    made = anonymiser(body)
    found = made.value(body)
    assert "1024" not in found["displayName"]
    text = json.dumps({**found, "year": 1024})
    assert list(Leftovers(made.originals).within(text)) == []
    assert list(Leftovers(made.originals).within("123456789012"))


def test_a_word_within_a_longer_one_is_another_word():
    assert list(Leftovers(["secure"]).within("/v1.0/security/secureScores")) == []


class Taped:
    """A recording of one answer."""

    provider = None
    vocabulary = WORDS | {"v1.0", "users"}

    def __init__(self, *exchanges):
        self.exchanges = list(exchanges)

    def bases(self, url):
        return GRAPH if url.startswith(GRAPH) else None


def test_files_hold_request_lines_and_answers_in_order():
    fine = Exchange(group="graph", method="GET", path=f"/v1.0/users/{USER}", body={"id": USER})
    busy = replace(fine, status=429, headers={"retry-after": "1"}, body=None)
    held = json.loads(files_of(Taped(busy, fine, fine), "recorded", KEY)["graph.json"])
    other = anonymiser().text(USER)
    assert held["source"] == "recorded"
    assert held["replies"] == {
        f"GET /v1.0/users/{other}": [
            {"status": 429, "headers": {"retry-after": "1"}, "body": None},
            {"status": 200, "headers": {}, "body": {"id": other}},
        ]
    }


def test_nothing_comes_out_if_something_is_left(monkeypatch):
    monkeypatch.setattr(Anonymiser, "path", lambda self, path: path)
    one = Exchange(group="graph", method="GET", path=f"/v1.0/users/{USER}", body={"id": USER})
    with pytest.raises(LeftoverError) as error:
        files_of(Taped(one), "recorded")
    assert USER not in str(error.value)
    assert error.value.counts == {("graph.json", "plain"): 1}

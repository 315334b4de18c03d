"""Reading YAML: strict where YAML surprises, and every fault with its place and remedy."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import given, strategies as st

from scanner.yamlfile import Problem, Refused, Term, YamlError, decode, read, read_text


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    width: int = field(metadata={"example": "90"})
    name: str | None = None

    def __post_init__(self):
        if self.width > 200:
            raise Refused("'{value}' is too wide", at=("width",), value=self.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    name: str = field(metadata={"example": "annex"})
    colour: Colour = Colour.RED
    side: Literal["north", "south"] = "north"
    doors: tuple[Door, ...] = ()
    rooms: dict[str, Door] = field(default_factory=dict)
    either: str | Door | None = None
    open: bool = False


def faults(text: str) -> list[str]:
    with pytest.raises(YamlError) as caught:
        decode(read_text(text, "f.yaml"), House)
    return [str(problem) for problem in caught.value.problems]


def value(text: str) -> object:
    return read_text(f"x: {text}", "f.yaml").data["x"]


TWISTED = "no yes on off No y n 2026-11-20 0012 12:30 1_000 0x1F 0o17 1e3 .inf <<"


@pytest.mark.parametrize("text", TWISTED.split())
def test_what_yaml_would_twist_stays_text(text):
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ('"12"', "12"),
        ("'true'", "true"),
        ("!!str 12", "12"),
        ("123456789012345678901", "123456789012345678901"),
    ],
)
def test_plain_values(text, meant):
    assert value(text) == meant
    assert type(value(text)) is type(meant)


def test_aliases_are_followed():
    assert read_text("a: &x [1]\nb: *x", "f").data == {"a": [1], "b": [1]}


FAULTS = {
    "": "f.yaml:1:1: the file is empty",
    "name: a\nname: b": "f.yaml:2:1: key 'name' is already given in line 1; remove one of the two",
    "12: a": 'f.yaml:1:1: a key must be text; put it in quotes: "12"',
    "? [a]\n: b": "f.yaml:1:3: a key must be text; put it in quotes: \"['a']\"",
    "name: !secret a": "f.yaml:1:7: the tag '!secret' is not allowed; write plain values",
    "name: !!python/object:os.system a": (
        "f.yaml:1:7: the tag 'tag:yaml.org,2002:python/object:os.system' is not allowed; write plain values"
    ),
    "name: *a": "f.yaml:1:7: the alias '*a' has no anchor before it",
    "doors: &a [*a]": "f.yaml:1:12: the alias '*a' has no anchor before it",
    "name: a\n---\nname: b": (
        "f.yaml:2:1: a second document starts here ('---'); one file holds one document"
    ),
    "name: a: b": "f.yaml:1:8: not valid YAML: a ':' where no key can be; put the text in quotes",
    "name: [a": "f.yaml:2:1: not valid YAML: a '[' is not closed, or a comma is missing",
    "name:\n\t- a": "f.yaml:2:1: not valid YAML: a tab, or one of % @ `; use spaces, or quotes",
    'name: "a': "f.yaml:1:9: not valid YAML: a quotation mark is not closed; close it",
    "name: a\n\x07": "f.yaml:2:1: character U+0007 is not allowed in YAML; remove it",
    "[" * 101: "f.yaml:1:101: nested more than 100 levels deep",
    "- " * 101: "f.yaml:1:201: nested more than 100 levels deep",
    "name: a\ncolor: red": "f.yaml:2:1: unknown key 'color'; did you mean 'colour'?",
    "name: a\ndoors: [{width: 1, zzz: 2}]": "f.yaml:2:20: unknown key 'zzz'; allowed here: width, name",
    "name: a\nrooms: {hall: {widht: 1}}": "f.yaml:2:16: unknown key 'widht'; did you mean 'width'?",
    "colour: red": "f.yaml:1:1: the key 'name' is missing; for example name: annex",
    "name: a\ndoors:\n  - name: b": "f.yaml:3:5: the key 'width' is missing; for example width: 90",
    "name: 123456789012": (
        'f.yaml:1:7: expected text, not a number or true/false; put it in quotes: "123456789012"'
    ),
    "name: a\ncolour: gren": (
        "f.yaml:2:9: 'gren' is not known here; did you mean 'green'? Allowed: red, green"
    ),
    "name: a\nside: up": "f.yaml:2:7: 'up' is not known here; allowed: north, south",
    "name: a\nopen: no": "f.yaml:2:7: expected true or false, found text",
    "name: a\ndoors: {}": "f.yaml:2:8: expected a list, found keys with values",
    "name: a\ndoors: [{width: wide}]": (
        "f.yaml:2:17: expected a whole number, found text; for example width: 90"
    ),
    "name: a\nrooms: {hall: {width: 1.5}}": (
        "f.yaml:2:23: expected a whole number, found a number; for example width: 90"
    ),
    "name: a\neither: {width: 300}": "f.yaml:2:17: '300' is too wide",
    "[]": "f.yaml:1:1: expected keys with values, found a list",
}


@pytest.mark.parametrize(("text", "message"), FAULTS.items(), ids=range(len(FAULTS)))
def test_a_fault_is_told_with_its_place_and_remedy(text, message):
    assert faults(text) == [message]


@pytest.mark.parametrize("level", ["[", "- ", "{a: ", "[\n", "? "])
def test_what_is_nested_far_too_deep_is_told_so_whether_we_or_libyaml_see_it_first(level):
    (fault,) = faults(level * 5000)
    assert fault.endswith(": nested more than 100 levels deep")


def test_every_fault_is_told_at_once():
    assert len(faults("colour: blue\ndoors: [{width: a}, {width: b}]\nopen: 3")) == 5


def test_a_default_that_is_wrong_is_told_where_it_would_stand():
    document = read_text("a:\n  b: 1", "f")
    assert document.position(("a", "c")) == (2, 3)
    assert document.position(("a", "b")) == (2, 6)
    assert document.position(("a", "b"), at_key=True) == (2, 3)


def test_no_more_than_a_hundred_faults_are_told():
    assert len(faults("a: 1\n" * 500)) == 100
    assert len(faults("name: a\n" + "".join(f"x{n}: 1\n" for n in range(500)))) == 100


def test_a_bomb_of_aliases_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "too many values" in faults("\n".join(lines))[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("名前: a".encode("shift_jis"), ":1:1: the file is not UTF-8"),
        ("a: b\nc: é".encode("latin-1"), ":2:4: the file is not UTF-8"),
        ("a: b".encode("utf-16"), ":1:1: the file is not UTF-8"),
        (b"#" * 10_000_001, ": the file is larger than 10 MB; split it"),
    ],
)
def test_a_file_that_is_not_text_of_a_fair_size_is_refused(tmp_path, content, message):
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    with pytest.raises(YamlError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}{message}")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(YamlError, match="there is no such file; check the path"):
            read(path)


def test_a_byte_order_mark_is_passed_over(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes("a: 点検".encode("utf-8-sig"))
    assert read(path).data == {"a": "点検"}


def test_a_message_is_one_printable_line_in_the_language_asked_for():
    problem = Problem(
        "f", 1, 2, "expected {expected}, found {found}", {"expected": Term("text"), "found": "a\nb\x1b"}
    )
    japanese = {"expected {expected}, found {found}": "{expected}のはずが{found}", "text": "文字列"}
    assert problem.message() == "expected text, found a\\nb\\x1b"
    assert problem.message(lambda text: japanese.get(text, text)) == "文字列のはずがa\\nb\\x1b"


@given(
    st.binary(max_size=200)
    | st.text(alphabet="ab:-[]{},&*!|>'\"%@`#?\n\t ~019.<=\\", max_size=60).map(str.encode)
)
def test_arbitrary_bytes_give_data_or_our_own_error(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    problems = ()
    try:
        decode(read(path), House)
    except YamlError as error:
        problems = error.problems
    assert all("\n" not in str(problem) for problem in problems)


LETTERS = st.characters(categories=["L", "N", "P", "S", "Zs"])
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.text(LETTERS, max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(TREES)
def test_json_is_read_as_it_is_written(tree):
    assert read_text(json.dumps(tree, ensure_ascii=False), "f").data == tree

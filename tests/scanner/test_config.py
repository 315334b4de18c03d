"""`tenken.yaml`: what a right one gives, and one clear line with its place for each thing that is wrong."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scanner import Provider
from scanner.config import Config
from scanner.host import Host, Problem
from scanner.text import Message
from scanner.yamlfile import Refused, YamlError


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a target of the made-up provider says."""

    line: str = field(metadata={"example": "lgwan-1"})
    password: str = field(default="", metadata={"secret": True})
    regions: tuple[str, ...] | None = None
    mode: str = "read"

    def __post_init__(self):
        if self.mode == "write":
            raise Refused("'{mode}' is not offered; Tenken only reads", at=("mode",), mode=self.mode)
        if self.mode == "odd":
            raise ValueError("odd modes are not offered")


PROVIDER = Provider(
    name="lgwan", title="LGWAN", options=Options, connection=object, connect=lambda *_: None, packages=()
)

GOOD = """\
organisations:
  - id: aozora
    name: 青空市
    case: イ
    records: people
    targets:
      - {id: aozora-line, provider: lgwan, line: first, password: "env:LINE", regions: [east]}
frameworks: [alpha-prime]
language: ja
limits: {unused_days: 60}
deadline: 120
"""


@pytest.fixture
def host(tmp_path):
    """A host with one provider, one framework and one plugin that can't be loaded."""
    framework = tmp_path / "alpha.yaml"
    framework.write_text('framework: alpha-prime\nedition: "2024-03-25"\n')
    broken = Problem("azure", Message.of("no module named azure"), "tenken[azure]")
    return Host((), {"lgwan": PROVIDER}, {}, (framework,), (broken,))


@pytest.fixture
def load(tmp_path, host, monkeypatch):
    """Load a configuration from text, in a folder where it is called `tenken.yaml`."""
    monkeypatch.chdir(tmp_path)

    def load(text):
        Path("tenken.yaml").write_text(text, encoding="utf-8")
        return Config.load(Path("tenken.yaml"), host)

    return load


def test_a_right_configuration_gives_typed_values(load):
    config = load(GOOD)
    (organisation,) = config.organisations
    (target,) = organisation.targets
    assert (organisation.id, organisation.name, organisation.case) == ("aozora", "青空市", "i")
    assert (target.id, target.provider, target.organisation) == ("aozora-line", "lgwan", "aozora")
    assert target.options == Options(line="first", password="env:LINE", regions=("east",))
    assert (config.language, config.deadline, config.limits) == ("ja", 120.0, {"unused_days": 60})


def test_what_is_left_out_has_its_documented_value(load):
    config = load("organisations: [{id: a, name: A, case: u, targets: [{id: t, provider: lgwan, line: x}]}]")
    assert config.frameworks == ("alpha-prime",)
    assert (config.language, config.deadline, dict(config.limits)) == (None, 900.0, {})
    assert config.organisations[0].records == Path("records")


def test_a_relative_folder_starts_from_where_the_file_lies(tmp_path, host):
    path = tmp_path / "city" / "tenken.yaml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    assert Config.load(path, host).organisations[0].records == tmp_path / "city" / "people"


@pytest.mark.parametrize(("written", "case"), [("a", "a"), ("ア", "a"), ("i", "i"), ("u", "u"), ("ウ", "u")])
def test_the_case_may_be_written_in_either_script(load, written, case):
    assert load(GOOD.replace("イ", written)).organisations[0].case == case


def test_several_faults_are_told_at_once_in_the_order_of_the_file(load):
    text = GOOD.replace("line: first", "lime: first").replace("[alpha-prime]", "[alpha]")
    with pytest.raises(YamlError) as caught:
        load(text)
    assert [one.line for one in caught.value.problems] == [7, 8]


def test_a_secret_that_was_written_down_is_not_repeated_in_the_message(load):
    with pytest.raises(YamlError) as caught:
        load(GOOD.replace("env:LINE", "hunter2"))
    assert "hunter2" not in str(caught.value)


TARGET = "{id: aozora-line, provider: lgwan, line: first"
WRONG = [
    ("", "tenken.yaml:1:1: the file is empty"),
    ("- a", "tenken.yaml:1:1: expected keys with values, found a list"),
    ("{}", "tenken.yaml:1:1: the key 'organisations' is missing; for example organisations: [{id: aozora, "),
    ("organisations: []", "tenken.yaml:1:16: no organisation is given; add one"),
    ("organisations: aozora", "tenken.yaml:1:16: expected a list, found text; for example organisations: ["),
    ("organisations: [aozora]", "tenken.yaml:1:17: expected keys with values, found text"),
    ("a: [", "tenken.yaml:2:1: not valid YAML"),
    ("a: \x07", "tenken.yaml:1:4: character U+0007 is not allowed in YAML"),
    (GOOD + "deadline: 9", "tenken.yaml:12:1: key 'deadline' is already given in line 11; remove one"),
    (GOOD + "---\n", "tenken.yaml:12:1: a second document starts here"),
    (GOOD + "framework: [a]", "tenken.yaml:12:1: unknown key 'framework'; did you mean 'frameworks'?"),
    (GOOD + "colour: red", "tenken.yaml:12:1: unknown key 'colour'; allowed here: organisations, frameworks"),
    (GOOD.replace("case: イ", "case: エ"), "tenken.yaml:4:11: 'エ' is not known here; allowed: a, i, u, ア"),
    (GOOD.replace("    case: イ\n", ""), "tenken.yaml:2:5: the key 'case' is missing; for example case: i"),
    (GOOD.replace("id: aozora\n", "id: 12\n"), "tenken.yaml:2:9: expected text, not a number or true/false"),
    (
        GOOD.replace("id: aozora\n", "id: あおぞら\n"),
        "tenken.yaml:2:9: 'あおぞら' is no id; use letters, digits",
    ),
    (GOOD.replace("青空市", '" "'), "tenken.yaml:3:11: 'name' is empty; write it"),
    (GOOD.replace("name:", "nane:"), "tenken.yaml:3:5: unknown key 'nane'; did you mean 'name'?"),
    (GOOD.replace("people", "[people]"), "tenken.yaml:5:14: expected text, found a list"),
    (
        GOOD.replace("line: first", "line: 1"),
        "tenken.yaml:7:50: expected text, not a number or true/false; put",
    ),
    (
        GOOD.replace(", line: first", ""),
        "tenken.yaml:7:9: the key 'line' is missing; for example line: lgwan-1",
    ),
    (GOOD.replace("line:", "lien:"), "tenken.yaml:7:44: unknown key 'lien'; did you mean 'line'?"),
    (GOOD.replace("[east]", "east"), "tenken.yaml:7:88: expected a list, found text"),
    (
        GOOD.replace("provider: lgwan", "provider: lgwam"),
        "tenken.yaml:7:37: 'lgwam' is not known here; did you",
    ),
    (
        GOOD.replace("provider: lgwan", "provider: oci"),
        "tenken.yaml:7:37: 'oci' is not known here; allowed: lgwan",
    ),
    (
        GOOD.replace("provider: lgwan", "provider: azure"),
        "tenken.yaml:7:37: the plugin 'azure' can't be loaded (no module named azure); reinstall it: pip",
    ),
    (GOOD.replace("provider: lgwan, ", ""), "tenken.yaml:7:9: the key 'provider' is missing; for example"),
    (GOOD.replace("id: aozora-line, ", ""), "tenken.yaml:7:9: the key 'id' is missing; for example id: main"),
    (
        GOOD.replace("env:LINE", "hunter2"),
        "tenken.yaml:7:67: a secret does not stand here; write password: env:",
    ),
    (
        GOOD.replace("regions", "mode: write, regions"),
        "tenken.yaml:7:85: 'write' is not offered; Tenken only",
    ),
    (GOOD.replace("regions", "mode: odd, regions"), "tenken.yaml:7:9: odd modes are not offered"),
    (
        GOOD.replace("frameworks", f"      - {TARGET}}}\nframeworks"),
        "tenken.yaml:8:14: target id 'aozora-line' is already given in line 7; give each its own id",
    ),
    (
        GOOD.replace(
            "frameworks", f"  - {{id: aozora, name: B, case: a, targets: [{TARGET}2}}]}}\nframeworks"
        ),
        "tenken.yaml:8:10: organisation id 'aozora' is already given in line 2; give each its own id",
    ),
    (
        GOOD.replace(GOOD.splitlines()[6], "      []"),
        "tenken.yaml:7:7: there is no target; for example targets: ",
    ),
    (
        GOOD.replace("[alpha-prime]", "[alpha-prim]"),
        "tenken.yaml:8:14: 'alpha-prim' is not known here; did you",
    ),
    (GOOD.replace("[alpha-prime]", "[]"), "tenken.yaml:8:13: no framework is given; for example frameworks:"),
    (
        GOOD.replace("language: ja", "language: de"),
        "tenken.yaml:9:11: 'de' is not known here; allowed: ja, en",
    ),
    (
        GOOD.replace("unused_days", "unsued_days"),
        "tenken.yaml:10:10: 'unsued_days' is not known here; did you",
    ),
    (GOOD.replace("60", "many"), "tenken.yaml:10:23: expected a whole number, found text"),
    (GOOD.replace("60", "-1"), "tenken.yaml:10:23: a limit is not less than 0"),
    (GOOD.replace("60", "1.5"), "tenken.yaml:10:23: expected a whole number, found a number"),
    (GOOD.replace("120", "0"), "tenken.yaml:11:11: the deadline is a number of seconds from 1 to 86400; for"),
    (GOOD.replace("120", "15min"), "tenken.yaml:11:11: expected a whole number / a number, found text; for"),
    (
        GOOD.replace("120", "1000000"),
        "tenken.yaml:11:11: the deadline is a number of seconds from 1 to 86400",
    ),
    (
        GOOD.replace("name: 青空市", "name: *city"),
        "tenken.yaml:3:11: the alias '*city' has no anchor before it",
    ),
    (
        GOOD.replace("青空市", "!!python/name:os.system x"),
        "tenken.yaml:3:11: the tag 'tag:yaml.org,2002:python/",
    ),
]


@pytest.mark.parametrize(("text", "line"), WRONG, ids=[line[12:50] for _, line in WRONG])
def test_a_fault_is_told_in_one_line_with_its_place_and_what_to_write_instead(load, text, line):
    with pytest.raises(YamlError) as caught:
        load(text)
    assert str(caught.value.problems[0]).startswith(line)
    assert "\n" not in str(caught.value.problems[0])


def test_a_file_that_is_not_there_says_so(tmp_path, host):
    with pytest.raises(YamlError, match="there is no such file"):
        Config.load(tmp_path / "tenken.yaml", host)


def test_a_file_in_shift_jis_says_to_save_it_as_utf_8(tmp_path, host):
    (tmp_path / "tenken.yaml").write_bytes(GOOD.encode("cp932"))
    with pytest.raises(YamlError, match=r"yaml:3:11: the file is not UTF-8; save it as UTF-8"):
        Config.load(tmp_path / "tenken.yaml", host)

"""`tenken init` and `tenken config check`: a first configuration that is right, and is told to be."""

import pytest

from scanner.cli.init_text import value_of
from scanner.config import Config
from scanner.records import read_declarations

ANSWERS = ("--id", "aozora", "--name", "青空市", "--case", "i")


def test_the_answers_become_a_configuration_that_can_be_used(tenken, folder):
    said = tenken(
        "init",
        *ANSWERS,
        "--provider",
        "lines",
        "--provider",
        "aws",
        "--set",
        "aws.regions=ap-northeast-1,ap-northeast-3",
    )
    assert said.code == 0
    config = Config.load(folder / "tenken.yaml")
    (organisation,) = config.organisations
    assert (organisation.id, organisation.name, organisation.case) == ("aozora", "青空市", "i")
    assert [(one.id, one.provider) for one in organisation.targets] == [
        ("aozora-lines", "lines"),
        ("aozora-aws", "aws"),
    ]
    assert organisation.targets[1].options.regions == ("ap-northeast-1", "ap-northeast-3")


def test_the_file_of_declarations_declares_nothing_yet(tenken, folder):
    tenken("init", *ANSWERS, "--provider", "lines")
    assert read_declarations(folder / "records").items == {}
    assert "# vpc_zones: [{target: …, vpc: …, zone: …}]" in (folder / "records/declarations.yaml").read_text()


def test_declarations_that_are_there_stay(tenken, folder):
    (folder / "records").mkdir()
    (folder / "records/declarations.yaml").write_text("partner_tenants: []\n")
    tenken("init", *ANSWERS, "--provider", "lines")
    assert (folder / "records/declarations.yaml").read_text() == "partner_tenants: []\n"


def test_a_configuration_that_is_there_is_not_written_over_unless_that_is_wanted(tenken, folder):
    (folder / "tenken.yaml").write_text("mine")
    said = tenken("init", *ANSWERS, "--provider", "lines")
    assert (said.code, (folder / "tenken.yaml").read_text()) == (2, "mine")
    assert tenken("init", *ANSWERS, "--provider", "lines", "--force").code == 0


def test_a_configuration_that_is_there_is_never_written_over_by_one_that_is_wrong(tenken, folder):
    (folder / "tenken.yaml").write_text("mine")
    given = ("--set", "m365.tenant_id=00001111-aaaa-2222-bbbb-3333cccc4444", "--set", "m365.auth=certificate")
    said = tenken("init", *ANSWERS, "--provider", "m365", *given, "--force")
    assert said.code == 2
    assert "needs client_id" in said.err
    assert "written" not in said.err
    assert (folder / "tenken.yaml").read_text() == "mine"
    assert not (folder / "records").exists()


def test_what_is_still_wrong_is_told_with_its_place_in_the_new_file(tenken):
    given = ("--set", "m365.tenant_id=00001111-aaaa-2222-bbbb-3333cccc4444", "--set", "m365.auth=certificate")
    said = tenken("init", *ANSWERS, "--provider", "m365", *given)
    assert said.code == 2
    assert "written: tenken.yaml" in said.err
    assert "tenken: tenken.yaml:10:9: auth 'certificate' needs client_id" in said.err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--name", "B", "--case", "i", "--provider", "lines"], "add --id: it can only be asked for"),
        (["--id", "あ", "--name", "B", "--case", "i", "--provider", "lines"], "'あ' is no id; use letters"),
        ([*ANSWERS, "--provider", "oci"], "there is no provider 'oci'; there are: aws, lines, m365"),
        (
            [*ANSWERS, "--provider", "m365"],
            "add --set m365.tenant_id=…: it can only be asked for at a terminal",
        ),
        (
            [*ANSWERS, "--provider", "lines", "--set", "x"],
            "write KEY=VALUE, for example m365.auth=certificate",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_written(tenken, folder, arguments, line):
    said = tenken("init", *arguments)
    assert said.code == 2
    assert line in said.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("hint", "written", "text"),
    [
        (str, "ap-northeast-1", "ap-northeast-1"),
        (str, "123456789012", '"123456789012"'),
        (str, "yes", '"yes"'),
        (str, "青空: 市", '"青空: 市"'),
        (tuple[str, ...] | None, "a, b", "[a, b]"),
        (int, "5", "5"),
        (bool, "true", "true"),
    ],
)
def test_a_value_is_written_as_yaml_reads_it_back(hint, written, text):
    assert value_of(hint, written) == text


def test_a_right_configuration_is_told_to_be_right(tenken, configured):
    configured("good")
    said = tenken("config", "check")
    assert said.code == 0
    for text in (
        "tenken.yaml is right",
        "青空市 (aozora)",
        "case of the α′ model: イ",
        "target line-0: lines",
    ):
        assert text in said.out


def test_a_wrong_configuration_is_told_line_by_line(tenken, folder):
    (folder / "tenken.yaml").write_text("organisation: []\n")
    said = tenken("config", "check")
    assert said.code == 2
    assert said.err == "tenken: tenken.yaml:1:1: unknown key 'organisation'; did you mean 'organisations'?\n"


def test_wrong_declarations_are_found_too(tenken, configured, folder):
    configured("good")
    (folder / "records").mkdir()
    (folder / "records/declarations.yaml").write_text("partner_tenants: [aozora]\n")
    said = tenken("config", "check")
    assert said.code == 2
    assert said.err.startswith("tenken: records/declarations.yaml:1:19: 'aozora' is no tenant id")


def test_thresholds_that_differ_are_shown(tenken, configured, folder):
    configured("good")
    with (folder / "tenken.yaml").open("a") as file:
        file.write("limits: {unused_days: 30, log_retention_days: 365}\n")
    out = " ".join(tenken("config", "check").out.split())
    assert "threshold unused_days: 30 in place of 90 (days an account or key may stay unused)" in out
    assert "threshold log_retention_days" not in out

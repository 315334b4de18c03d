"""`tenken scan`, `collect` and `assess`: what they say, write and return."""

import errno
import json
import stat

import pytest

from plugins.aws.demo import city as account
from tests.scanner.cli.conftest import CONFIG


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (["good"], 0),
        (["bad"], 3),
        (["denied"], 4),
        (["expired"], 4),
        (["bad", "denied"], 4),
        (["bad", "denied", "broken"], 1),
    ],
)
def test_the_exit_code_says_how_it_went(tenken, configured, states, code):
    configured(*states)
    assert tenken("scan").code == code


def test_exit_zero_leaves_only_faults_of_the_program(tenken, configured):
    configured("bad", "denied")
    assert tenken("scan", "--exit-zero").code == 0
    configured("broken")
    assert tenken("scan", "--exit-zero").code == 1


def test_the_console_is_what_comes_by_default(tenken, configured, folder):
    configured("bad")
    said = tenken("scan")
    assert "LINE-1" in said.out
    assert [path.name for path in folder.iterdir()] == ["tenken.yaml"]


def test_a_folder_gets_the_json_and_the_console_stays(tenken, configured, folder):
    configured("good")
    said = tenken("scan", "--out", "new/result")
    assert "LINE-1" in said.out
    assert "written: new/result/assessment.json" in said.err
    assert json.loads((folder / "new/result/assessment.json").read_text())["summary"]


def test_a_folder_for_one_format_leaves_the_console_too(tenken, configured, folder):
    configured("denied")
    said = tenken("scan", "--out", "result", "--format", "json")
    assert "line:Read" in said.out
    assert [path.name for path in (folder / "result").iterdir()] == ["assessment.json"]


def test_json_on_standard_output_is_json_alone(tenken, configured):
    configured("denied")
    said = tenken("scan", "--format", "json")
    assert json.loads(said.out)["gaps"][0]["permission"] == "line:Read"


def test_what_is_written_is_for_its_owner_alone(tenken, configured, folder):
    configured("good")
    tenken("scan", "--out", "result")
    assert stat.S_IMODE((folder / "result").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "result/assessment.json").stat().st_mode) == 0o600


def test_a_target_that_cannot_be_connected_to_is_listed_with_the_remedy(tenken, configured):
    configured("expired", "good")
    said = tenken("scan")
    assert said.code == 4
    assert "line-0" in said.out
    assert "line:Read is not allowed; add it to the role" in " ".join(said.out.split())


def test_only_the_selected_checks_run(tenken, configured):
    configured("denied")
    assert json.loads(tenken("scan", "--format", "json", "--check", "aws.s3.*").out)["gaps"] == []


def test_a_check_that_does_not_exist_is_told_with_the_nearest(tenken, configured):
    configured("good")
    said = tenken("scan", "--check", "lines.close")
    assert said.code == 2
    assert said.err == "tenken: no check is called 'lines.close'; did you mean 'lines.closed'?\n"


def test_skipping_everything_is_refused(tenken, configured):
    configured("good")
    said = tenken("scan", "--check", "lines.*", "--skip", "lines.closed")
    assert said.code == 2
    assert said.err == "tenken: no check is left; select more or skip less\n"


def test_the_statistics_count_calls_and_time(tenken, configured):
    configured("good")
    lines = tenken("scan", "--stats").err.splitlines()
    assert lines[0].split() == ["target", "operation", "region", "calls", "retries", "seconds"]
    assert lines[1].split() == ["line-0", "ReadLine", "east", "1", "0", "0.25"]
    assert lines[2].split() == ["total", "1", "0", "0.25"]


def test_a_deadline_on_the_command_line_replaces_the_configured_one(tenken, configured):
    configured("slow")
    said = tenken("scan", "--deadline", "1", "--format", "json")
    assert said.code == 4
    assert [gap["reason_code"] for gap in json.loads(said.out)["gaps"]] == ["deadline"]


def test_the_configured_language_is_spoken(tenken, configured, folder):
    configured("good")
    with (folder / "tenken.yaml").open("a") as file:
        file.write("language: ja\n")
    assert "適合" in tenken("scan").out
    assert "適合" not in tenken("scan", "--lang", "en").out


def test_evidence_is_collected_and_judged_with_the_same_verdicts(tenken, configured, folder):
    configured("bad")
    assert tenken("collect", "--out", "kept/evidence.tenken").code == 0
    assert stat.S_IMODE((folder / "kept/evidence.tenken").stat().st_mode) == 0o600
    said = tenken("assess", "kept/evidence.tenken", "--format", "json")
    assert said.code == 3
    assert [one["outcome"] for one in json.loads(said.out)["findings"]] == ["fail"]


def test_evidence_of_some_checks_is_whole_for_these_and_unknown_for_others(tenken, folder):
    """Made with the city of a real plugin, that has many checks."""
    with account() as demo:
        regions = ", ".join(demo.options.regions)
        target = f"{{id: aozora-aws, provider: aws, regions: [{regions}]}}"
        (folder / "tenken.yaml").write_text(CONFIG.format(targets=target), encoding="utf-8")
        one = ("--check", "aws.ebs.volume-encryption")
        scanned = tenken("scan", *one, "--format", "json")
        assert tenken("collect", *one, "--out", "evidence.tenken").code == 0
    said = tenken("assess", "evidence.tenken", "--format", "json")
    assert said.code == scanned.code
    assert json.loads(said.out)["gaps"] == []
    found = [[one["outcome"] for one in json.loads(text)["findings"]] for text in (said.out, scanned.out)]
    assert found[0] == found[1]
    other = tenken("assess", "evidence.tenken", "--check", "aws.kms.*", "--format", "json")
    assert other.code == 4
    assert {one["outcome"] for one in json.loads(other.out)["findings"]} == {"unknown"}


def test_collecting_says_that_something_was_not_read(tenken, configured):
    configured("denied")
    assert tenken("collect", "--out", "evidence.tenken").code == 4


def test_evidence_is_judged_by_the_frameworks_of_a_configuration(tenken, configured, folder):
    configured("bad")
    tenken("collect", "--out", "evidence.tenken")
    other = (folder / "tenken.yaml").read_text().replace("[lines]", "[cloud-checklist]")
    (folder / "other.yaml").write_text(other)
    said = tenken("assess", "evidence.tenken", "--config", "other.yaml", "--format", "json")
    assert {one["framework"] for one in json.loads(said.out)["controls"]} == {"cloud-checklist"}


def test_what_is_no_evidence_is_refused(tenken, folder):
    (folder / "evidence.tenken").write_text("hello")
    said = tenken("assess", "evidence.tenken")
    assert (said.code, said.out) == (2, "")
    assert said.err == "tenken: evidence.tenken: this is no evidence file of Tenken\n"


def test_a_missing_file_is_told_by_its_name(tenken):
    said = tenken("assess", "nowhere.tenken")
    assert said.code == 2
    assert said.err.startswith("tenken: nowhere.tenken: ")


@pytest.mark.parametrize("command", [("scan", "--out", "file/result"), ("collect", "--out", "file/e.tenken")])
def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_read(
    tenken, configured, folder, command
):
    configured("slow")
    (folder / "file").write_text("")
    said = tenken(*command)
    assert said.code == 2
    assert "a part of the path is a file" in said.err
    assert not (folder / "reading").exists()


def test_what_was_read_is_shown_though_its_file_cannot_be_written(tenken, configured, folder, monkeypatch):
    def full(files):
        raise OSError(errno.ENOSPC, "No space left on device", "result/assessment.json")

    configured("good")
    monkeypatch.setattr("scanner.cli.output.write_all", full)
    said = tenken("scan", "--out", "result")
    assert said.code == 2
    assert "LINE-1" in said.out
    assert said.err == (
        "tenken: result/assessment.json: the disk is full; free some space, or choose another folder\n"
    )


@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "1e9"])
def test_a_deadline_that_is_none_is_refused(tenken, configured, seconds):
    configured("good")
    said = tenken("scan", "--deadline", seconds)
    assert said.code == 2
    assert said.err.count("\n") == 1


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_half_written_stays(
    tenken, configured, folder
):
    configured("good")
    (folder / "result").write_text("a file, not a folder")
    said = tenken("scan", "--out", "result")
    assert said.code == 2
    assert "result" in said.err
    assert {path.name for path in folder.iterdir()} == {"result", "tenken.yaml"}

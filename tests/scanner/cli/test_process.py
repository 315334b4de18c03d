"""The program as a process: it ends when it should, whatever hangs, whatever the console can show."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.scanner.cli.conftest import ROOT


def ended(process, seconds):
    """Wait for the end; its exit code and what it said."""
    out, err = process.communicate(timeout=seconds)
    return process.returncode, out, err


def until_reading(process, folder):
    """Wait until the call that hangs has begun."""
    while not (folder / "reading").exists():
        assert process.poll() is None
        time.sleep(0.05)


def test_a_call_that_hangs_does_not_keep_the_process_after_the_deadline(process, configured, folder):
    configured("slow", "good")
    code, out, _ = ended(process("scan", "--deadline", "2", "--format", "json"), 60)
    begun = (folder / "reading").stat().st_mtime
    assert code == 4
    assert time.time() - begun < 2 + 4  # writing included, on a busy machine; the call hangs for a minute
    document = json.loads(out)
    assert document["summary"]["outcomes"]["pass"] == 1
    assert [gap["reason_code"] for gap in document["gaps"]] == ["deadline"]


def test_the_second_interruption_ends_the_program_whatever_is_stuck(process, configured, folder):
    configured("stuck")
    running = process("scan", "--out", "result")
    until_reading(running, folder)
    running.send_signal(signal.SIGINT)
    assert b"ending the reading" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    code, out, err = ended(running, 60)
    assert (code, out, err) == (130, b"", b"")
    assert not (folder / "result").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_interruption_shows_and_writes_what_was_read(process, configured, folder, number):
    configured("slow", "good")
    running = process("scan", "--out", "result")
    until_reading(running, folder)
    running.send_signal(number)
    code, out, err = ended(running, 60)
    assert code == 4
    assert b"LINE-1" in out
    assert b"ending the reading" in err
    assert json.loads((folder / "result/assessment.json").read_text())["gaps"]


def test_without_a_command_the_help_is_shown(process):
    code, out, _ = ended(process("--help"), 60)
    assert code == 0
    assert b"Usage: tenken [OPTIONS] COMMAND" in out


@pytest.mark.parametrize("arguments", [["--version"], ["--lang", "en", "--version"]])
def test_the_version_is_said_in_one_line(process, arguments):
    code, out, err = ended(process(*arguments), 60)
    assert (code, err) == (0, b"")
    assert out.startswith(b"tenken ")
    assert out.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "latin-1"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_console_that_is_not_utf_8_never_ends_the_program(process, configured, encoding, language):
    configured("bad")
    code, out, _ = ended(process("scan", "--lang", language, PYTHONIOENCODING=encoding, PYTHONUTF8="0"), 60)
    assert code == 3
    assert b"LINE-1" in out


@pytest.mark.parametrize("closed", [">&-", "2>&-", "</dev/null >&- 2>&-"])
def test_closed_streams_are_no_fault(plugin, configured, folder, closed):
    configured("good")
    line = f"{sys.executable} -m scanner.cli scan --out result {closed}"
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(plugin)))}
    done = subprocess.run(line, shell=True, cwd=folder, env=variables, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert json.loads((folder / "result/assessment.json").read_text())["findings"]


def test_a_console_of_windows_keeps_its_japanese(process):
    _, out, _ = ended(process("--help", "--lang", "ja", PYTHONIOENCODING="cp932", PYTHONUTF8="0"), 60)
    assert "管理策" in out.decode("cp932")


def test_a_reader_that_goes_away_is_no_fault(process, configured):
    configured("good")
    running = process("checks")
    running.stdout.close()
    assert running.wait(60) in (0, 141)
    assert b"Traceback" not in running.stderr.read()
    running.stdout = None


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["scan", "--help"]])
def test_no_sdk_is_imported_before_it_is_needed(folder, plugin, arguments):
    code = (
        "import sys\n"
        "from scanner.cli.running import run\n"
        f"run({arguments!r})\n"
        "heavy = {'boto3', 'botocore', 'msgraph', 'azure', 'msgspec', 'rich', 'yaml', 'plugins', 'moto'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

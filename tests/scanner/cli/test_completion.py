"""The shell completes commands, options, and ids of checks and controls."""

import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_names_the_program(process, shell, tenken, monkeypatch):
    monkeypatch.setattr(
        "click.shell_completion.BashComplete._check_version", staticmethod(lambda: None), raising=False
    )
    said = tenken("completion", shell)
    assert said.code == 0
    assert "_TENKEN_COMPLETE" in said.out


def completed(process, *words):
    variables = {
        "_TENKEN_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(("tenken", *words)),
        "COMP_CWORD": str(len(words)),
    }
    running = process(**variables)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, b"")
    return [line.partition(",")[2] for line in out.decode().splitlines()]


def test_commands_are_completed(process):
    assert {"collect", "config", "controls", "completion"} <= set(completed(process, "co"))


def test_options_are_completed(process):
    assert completed(process, "scan", "--sk") == ["--skip"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("explain", "lines."), "lines.closed"),
        (("explain", "ALPHA-T0"), "ALPHA-T02"),
        (("scan", "--select", "lines."), "lines.closed"),
        (("permissions", "li"), "lines"),
    ],
)
def test_ids_are_completed(process, words, found):
    assert found in completed(process, *words)

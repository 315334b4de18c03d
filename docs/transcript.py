"""Writes what `tenken demo` prints into the READMEs, shortened. Run by `make docs`."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = {"ja": "README.ja.md", "en": "README.md"}
TITLED, LIST, REST = 12, 40, 9
"""Lines kept of a part: of one with a ruled title, of the list of controls, of any other."""
UNREAD, FAULT = re.compile(r"\* "), re.compile(r"\d+\. ")
MOST = {UNREAD: 1, FAULT: 1}
"""How many parts of a kind are shown; the first fault stands under the title of its list, uncounted."""


def transcript(language: str) -> str:
    """The demo's console report in one language, each of its parts shortened."""
    program = [sys.executable, "-c", "from scanner.cli import main; main()"]
    arguments = ["demo", "--lang", language, "--out", str(ROOT / "out/demo")]
    done = subprocess.run([*program, *arguments], cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - ours
    parts = re.split(r"\n\n", done.stdout.decode("utf-8").strip())
    return "\n\n".join(shortened(parts))


def shortened(parts: list[str]) -> Iterator[str]:
    """The parts, long ones cut; of what could not be read the first alone, of faults the first few."""
    told = {UNREAD: 0, FAULT: 0}
    for part in parts:
        kind = next((one for one in told if one.match(part)), None)
        if kind:
            told[kind] += 1
        if kind is None or told[kind] <= MOST[kind]:
            yield cut(part.splitlines())
        elif told[kind] == MOST[kind] + 1:
            yield "..."


def cut(lines: list[str]) -> str:
    """The first lines of a part."""
    titled = len(lines) > 1 and set(lines[1]) == {"-"}
    most = (LIST if any(line.startswith("ALPHA-") for line in lines) else TITLED) if titled else REST
    return "\n".join([*lines[:most], *(["..."] if len(lines) > most else [])])


def rewritten(text: str, language: str, told: str) -> str:
    """The README with the transcript in its place."""
    place = re.compile(rf"(<!-- transcript: {language} -->\n```text\n).*?(```\n)", re.DOTALL)
    return place.sub(lambda found: f"{found[1]}{told}\n{found[2]}", text)


def main() -> None:
    """Rewrite the transcript of every README; none if one can't be made."""
    told = {language: transcript(language) for language in READMES}
    for language, name in READMES.items():
        path = ROOT / name
        path.write_text(rewritten(path.read_text("utf-8"), language, told[language]), "utf-8")


if __name__ == "__main__":
    main()

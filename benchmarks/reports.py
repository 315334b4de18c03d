"""Every report of a large assessment: the memory and time that it takes, its size, how fast the page opens.

`python -m benchmarks.reports FORMAT COUNT FOLDER` writes one, and says what it took.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crowd import crowd
from scanner.host import Host
from scanner.language import Translator
from tests import system

MANY, MORE = 50_000, 100_000
MEGABYTE = 1 << 20
MEMORY = 500
"""Megabytes that a report of MORE findings may take, the assessment itself included."""
SIZE = 15
"""Megabytes that a page of MANY findings may weigh."""
OPEN = 3.0
"""Seconds until such a page can be used."""


def write(name: str, count: int, folder: Path) -> dict[str, float]:
    """Write one report, and say what it took: megabytes at most, and seconds."""
    assessment = crowd(count)
    began = time.perf_counter()
    for paper in Host.load().renderers[name].papers(assessment, Translator("ja")):
        with (folder / paper.name).open("wb") as out:
            paper.write(out)
    peak = Path("/proc/self/status").read_text("utf-8").partition("VmHWM:")[2].split()[0]
    return {"peak": int(peak) // 1024, "seconds": time.perf_counter() - began}


def memory(name: str, folder: Path) -> bool:
    """Write a report of MORE findings in a process of its own; True if it keeps within the memory."""
    command = [sys.executable, "-m", "benchmarks.reports", name, str(MORE), str(folder)]
    took = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    size = sum(path.stat().st_size for path in folder.iterdir()) / MEGABYTE
    told = f"{took['peak']} MB (at most {MEMORY}), {took['seconds']:.1f} s, {size:.1f} MB written"
    print(f"{name}, {MORE:,} findings: {told}")
    return took["peak"] <= MEMORY


def page(folder: Path) -> bool:
    """Write the page of MANY findings and open it; True if it is small and quick enough."""
    write("html", MANY, folder)
    path = folder / "assessment.html"
    size = path.stat().st_size / MEGABYTE
    print(f"html, {MANY:,} findings: {size:.1f} MB (at most {SIZE})")
    return size <= SIZE and (not system.path("chromium") or _opens(path))


def _opens(path: Path) -> bool:
    from tests.reports.browser import chromium  # noqa: PLC0415 - only where there is a browser

    with chromium() as browser:
        sight = browser.new_page()
        began = time.perf_counter()
        sight.goto(path.as_uri())
        sight.locator("#findings output:not(:empty)").wait_for(state="attached")
        opened = time.perf_counter() - began
        began = time.perf_counter()
        sight.locator("#findings .tools input").fill("jumin-0")
        sight.locator("#findings-table > tbody").first.wait_for(state="attached")
        sight.locator("script[data-table='findings-table']").first.wait_for(state="detached", timeout=20_000)
        sight.locator("#findings-table:not([aria-busy])").wait_for(state="attached", timeout=20_000)
        found = time.perf_counter() - began
    print(
        f"html, {MANY:,} findings: opens in {opened:.2f} s (at most {OPEN:.0f}), first search {found:.2f} s"
    )
    return opened <= OPEN


def run() -> bool:
    """Measure every format that can be written here; True if all keep within their limits."""
    good = []
    for name, renderer in Host.load().renderers.items():
        with tempfile.TemporaryDirectory() as folder:
            good.append(bool(renderer.absent) or memory(name, Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        good.append(page(Path(folder)))
    return all(good)


if __name__ == "__main__":
    print(json.dumps(write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))

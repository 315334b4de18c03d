"""Makes the pictures of the READMEs anew, from what the demo writes; needs the programs of tests/system.txt.

make pictures
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from tests import system
from tests.reports.browser import chromium, opened

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/pictures"
PROGRAM = "from scanner.cli import main; main()"
DESK, HAND = {"width": 1200, "height": 980}, {"width": 390, "height": 844}
OPEN = "const one = document.querySelector('#controls-table > tbody:nth-of-type(4) details'); one.open = true"


@dataclass(frozen=True)
class View:
    """A part of the page: from where, in what size and colours, with what opened before."""

    name: str
    language: str
    size: Mapping[str, int]
    start: str
    scheme: str = "light"
    before: str = ""


VIEWS = (
    View("html-ja", "ja", DESK, "body"),
    View("html-ja-controls", "ja", DESK, "#controls", before=OPEN),
    View("html-ja-risk", "ja", {"width": 1200, "height": 740}, "#risk"),
    View("html-ja-narrow", "ja", HAND, "#controls", "dark"),
    View("html-en", "en", DESK, "body"),
    View("html-en-narrow", "en", HAND, "#figures"),
)


def demo(folder: Path, language: str) -> Path:
    """Run the demo; give the folder that it wrote into."""
    out = folder / language
    command = [sys.executable, "-c", PROGRAM, "demo", "--lang", language, "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)  # noqa: S603 - ours
    return out


def of_page(browser: Browser, written: Mapping[str, Path]) -> Iterator[Path]:
    """The pictures of the page for a browser."""
    for one in VIEWS:
        path = written[one.language] / "assessment.html"
        page = opened(browser, path, viewport=one.size, color_scheme=one.scheme).page
        page.evaluate(one.before)
        page.evaluate(
            "place => document.querySelector(place).scrollIntoView({behavior: 'instant'})", one.start
        )
        picture = FOLDER / f"{one.name}.png"
        page.screenshot(path=picture)
        page.close()
        yield picture


@dataclass(frozen=True)
class Sheet:
    """A page of a document on paper: which document, in which language, the page from 1."""

    name: str
    language: str
    document: str
    page: int


SHEETS = (
    Sheet("xlsx-ja-checklist", "ja", "assessment.xlsx", -1),
    Sheet("xlsx-en", "en", "assessment.xlsx", 1),
    Sheet("request-ja", "ja", "request-aozora-vendor-a.pdf", 1),
    Sheet("request-en", "en", "request-aozora-vendor-a.pdf", 1),
    Sheet("ciso-ja", "ja", "ciso-aozora.pdf", 1),
    Sheet("ciso-en", "en", "ciso-aozora.pdf", 1),
)
CHECKLIST = "CS-B02"
"""On the page of the workbook that shows results beside this control."""


def of_paper(_: Browser, written: Mapping[str, Path]) -> Iterator[Path]:
    """The pictures of the workbook, as LibreOffice prints it, and of the PDFs."""
    for one in SHEETS:
        document = written[one.language] / one.document
        if document.suffix == ".xlsx":
            command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(document.parent)]
            subprocess.run([*command, str(document)], check=True, capture_output=True, timeout=300)  # noqa: S603
            document = document.with_suffix(".pdf")
        page = one.page if one.page > 0 else _page_of(document)
        target = FOLDER / one.name
        command = ["pdftoppm", "-png", "-singlefile", "-r", "80", "-f", str(page), "-l", str(page)]
        subprocess.run([*command, str(document), str(target)], check=True, timeout=300)  # noqa: S603 - ours
        yield target.with_suffix(".png")


def _page_of(document: Path) -> int:
    """The page with results beside the control: where it stands for the second time."""
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(document)]
    return [place for place, text in enumerate(pages, 1) if CHECKLIST in text.split()][1]


MAKERS: tuple[Callable[[Browser, Mapping[str, Path]], Iterator[Path]], ...] = (of_page, of_paper)


def main() -> None:
    """Make all pictures, and name them. Exits where the browser or Japanese letters are missing."""
    if not (system.path("chromium") and system.path("fonts-ipafont") and shutil.which("soffice")):
        sys.exit("chromium, a Japanese font and LibreOffice are needed: make system, libreoffice-calc")

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        written = {language: demo(Path(folder), language) for language in ("ja", "en")}
        for make in MAKERS:
            for path in make(browser, written):
                sys.stdout.write(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()

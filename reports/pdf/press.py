"""Sets a template with data: PDF/UA-1, with an embedded Japanese font, the same bytes for the same data.

Data reach typst as JSON and are shown as text, whatever they hold. Fonts are those of the extra `pdf` alone:
what the machine has besides makes no difference. A character that they lack is spelt out.
"""

import importlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from reports.visible import visible
from scanner.assessment import Assessment
from scanner.days import JAPAN
from scanner.language import Translator

PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
FONT = "Noto Sans CJK JP"
STANDARD: Literal["ua-1"] = "ua-1"


def press(template: str, data: Mapping[str, Any], assessment: Assessment, t: Translator) -> bytes:
    """Set `TEMPLATE.typ` of this folder with these data; `title` is that of the document."""
    import typst  # noqa: PLC0415 - of the extra

    day = datetime.fromisoformat(assessment.run.finished_at).astimezone(JAPAN).replace(microsecond=0)
    whole = {
        **data,
        "language": t.language,
        "font": FONT,
        "date": [day.year, day.month, day.day],
        "version": assessment.run.version,
    }
    made: bytes = typst.compile(
        str(files("reports.pdf") / f"{template}.typ"),
        format="pdf",
        font_paths=[str(one.parent) for one in fonts()],
        ignore_system_fonts=True,
        pdf_standards=[STANDARD],
        timestamp=day,
        sys_inputs={"data": json.dumps(shown(whole), ensure_ascii=False)},
    )
    return made


@cache
def fonts() -> tuple[Path, ...]:
    """The font files, regular and bold."""
    return tuple(Path(str(importlib.import_module(name).FONT_PATH)) for name in PACKAGES)


def shown(value: Any) -> Any:
    """The data with every text as it can be set."""
    if isinstance(value, str):
        return "".join(one if ord(one) in known() or one in "\n\t" else _spelt(one) for one in visible(value))
    if isinstance(value, Mapping):
        return {key: shown(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(one) for one in value]
    return value


@cache
def known() -> frozenset[int]:
    """The characters that both fonts have."""
    return frozenset.intersection(*map(_of_font, fonts()))


def _of_font(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - of the extra

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _spelt(character: str) -> str:
    return ascii(character)[1:-1]

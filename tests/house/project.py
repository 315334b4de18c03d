"""Where the project lies, and which files belong to it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("scanner", "plugins", "mappings", "reports")
OURS = (*PACKAGES, "tests", "benchmarks", "docs", ".ci")


def files(*suffixes: str) -> list[Path]:
    """The project's files with these suffixes: those that git knows, else those in its folders."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listing.stdout.split("\0") if listing.returncode == 0 else _walked()
    return [ROOT / name for name in names if name.endswith(suffixes) and (ROOT / name).is_file()]


def _walked() -> list[str]:
    found = [path for folder in OURS for path in (ROOT / folder).rglob("*")]
    return [
        str(path.relative_to(ROOT)) for path in (*ROOT.glob("*"), *found) if "__pycache__" not in path.parts
    ]


def blocks(text: str, marker: str) -> list[str]:
    """The fenced blocks after a comment such as `<!-- example: tenken.yaml -->`."""
    parts = text.split(f"<!-- {marker} -->\n")[1:]
    return [part.split("\n", 1)[1].split("\n```", 1)[0] for part in parts]

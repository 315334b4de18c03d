"""Write the generated parts of all documents anew, or see whether they are up to date.

python -m docs.generators
python -m docs.generators --check
"""

import sys

from cogapp import Cog

from docs.generators.fields import FILE, added
from docs.generators.source import ROOT

MARK = "[[[cog"


def main(*options: str) -> int:
    """Run cog over the documents that have generated parts; 0 if nothing failed, or would change."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    made = sorted(str(one.relative_to(ROOT)) for one in documents if MARK in one.read_text("utf-8"))
    if not options:
        FILE.write_text(added(), "utf-8")
    how = options or ("-r",)
    told = ("--verbosity=1", "--check-fail-msg=run: make docs")
    return int(Cog().main(["cog", *how, *told, "-n", "utf-8", "-U", "-I", str(ROOT), *made]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""The assessment as one HTML file: nothing is asked of any server, nothing may run but what is in it.

What could not be read stands up front. Long tables show their first rows at once; the others lie in the file
compressed, and the page's own script unpacks them when somebody looks for them.
"""

from typing import BinaryIO

from scanner.assessment import Assessment
from scanner.language import Translator


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the page as UTF-8, as a stream."""
    from reports.html.environment import environment  # noqa: PLC0415 - Jinja2 is an extra
    from reports.html.page import Page  # noqa: PLC0415

    jinja = environment(translator)
    page = Page(assessment, translator, jinja)
    out.writelines(piece.encode() for piece in jinja.get_template("page.html").generate(page=page))

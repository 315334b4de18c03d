"""Reads a page as a reader or a browser would: what is seen, and what lies packed."""

import base64
import json
import re
import zlib
from html.parser import HTMLParser


def text(page):
    """What a reader sees of a page."""

    class Reader(HTMLParser):
        said = ""
        hidden = ""

        def handle_starttag(self, tag, attrs):
            self.hidden = tag if tag in ("script", "style") else self.hidden

        def handle_endtag(self, tag):
            self.hidden = ""

        def handle_data(self, data):
            self.said += "" if self.hidden else data

    reader = Reader()
    reader.feed(page)
    return reader.said


def attributes(page):
    """The names of all attributes there are."""
    found = set()
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: found.update(name for name, _ in attrs)
    reader.feed(page)
    return found


def section(page, name):
    start = page.index(f'<section id="{name}"')
    return page[start : page.index("</section>", start)]


def packs(page, table):
    found = re.findall(
        rf'<script type="application/octet-stream" data-table="{table}">([^<]+)</script>', page
    )
    return [row for pack in found for row in json.loads(zlib.decompress(base64.b64decode(pack)))]

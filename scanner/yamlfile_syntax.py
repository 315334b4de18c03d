"""What libyaml complains of, in words that say what to do."""

import re

import yaml

from scanner.yamlfile_problem import Problem, Term

MAX_DEPTH = 100
TOO_DEEP = "nested more than {limit} levels deep"
DEEPEST = "exceeded maximum nesting depth"  # libyaml 0.2.6 looks ahead, and refuses 1,000 levels by itself
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
OTHER = Term("it cannot be read here; check quotes, brackets and indentation")
REASONS = {
    "mapping values are not allowed in this context": Term(
        "a ':' where no key can be; put the text in quotes"
    ),
    "found character that cannot start any token": Term("a tab, or one of % @ `; use spaces, or quotes"),
    "found unexpected end of stream": Term("a quotation mark is not closed; close it"),
    "could not find expected ':'": Term("a key without ':'; write 'key: value'"),
    "did not find expected key": Term("the line does not fit those above; check indentation and quotes"),
    "did not find expected '-' indicator": Term("an item of the list lacks its '- '; check the indentation"),
    "did not find expected ',' or ']'": Term("a '[' is not closed, or a comma is missing"),
    "did not find expected ',' or '}'": Term("a '{' is not closed, or a comma is missing"),
    "did not find expected node content": Term("a value is missing; check commas and brackets"),
    "found unknown escape character": Term(
        "an unknown '\\' in double quotes; write '\\\\' or use single quotes"
    ),
}


def syntax_problem(path: str, error: yaml.MarkedYAMLError) -> Problem:
    """The place that libyaml gives, and what to do there."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    if error.problem == DEEPEST:
        return Problem(path, line, column, TOO_DEEP, {"limit": MAX_DEPTH})
    reason = REASONS.get(error.problem or "", OTHER)
    return Problem(path, line, column, "not valid YAML: {reason}", {"reason": reason})


def control_character(text: str, path: str) -> Problem | None:
    """The first character that YAML does not allow, if there is one."""
    bad = CONTROL.search(text)
    if not bad:
        return None
    before = text[: bad.start()]
    line, column = before.count("\n") + 1, bad.start() - before.rfind("\n")
    template = "character {code} is not allowed in YAML; remove it"
    return Problem(path, line, column, template, {"code": f"U+{ord(bad.group()):04X}"})

"""What is wrong with an entry, told in the words of the command: fields of a use case as its options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from valuenet.cli.refusals import Refusal, told
from valuenet.errors import Invalid, Problem

_PLACE = re.compile(r"\[\d+\]")


@contextmanager
def as_options(names: Mapping[str, str]) -> Iterator[None]:
    """Refusals of what is done inside name options: `names` are these by the fields that they fill, such as `said.evidence.quote`."""
    try:
        yield
    except Invalid as invalid:
        problems = dict.fromkeys(replace(wrong, path=_option(wrong, names)) for wrong in invalid.problems)
        raise Refusal(told(type(invalid)(problems))) from invalid


def _option(wrong: Problem, names: Mapping[str, str]) -> str:
    """The option that fills the field of a problem, or the nearest field around it; else the field. The field "" is the whole."""
    path = _PLACE.sub("", wrong.path)
    while path and path not in names:
        path = path.rpartition(".")[0]
    return names.get(path, wrong.path)

"""The form in which a person says whom they meet, to get the brief; it says what is wrong with the last answer, and lists kept briefs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from valuenet.errors import InvalidQuestion, NotFound
from valuenet.model.access import Action
from valuenet.model.directory import Persona
from valuenet.model.vocabulary import Level
from valuenet.service.accounts import account_list
from valuenet.service.call_plans import CallPlanView, call_plans
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.networks import network_list
from valuenet.service.rights import may
from valuenet.web.exports import Parameters

_ACCOUNTS, _NETWORKS, _PLANS = 500, 100, 10
"""How many of each the form offers; others can be named all the same."""

_LEVELS = {Level.EXECUTIVE: "Executives", Level.MANAGER: "Managers", Level.PRACTITIONER: "Practitioners"}

_HERE = {("personas", "MISSING"): "Nobody is chosen: tick who will be there"}
"""What a question lacks, as the form says it."""


def meeting_form(library: Library, caller: Caller, query: Parameters, wrong: InvalidQuestion | NotFound | None = None) -> str:
    """The page with the form, filled in as it was sent."""
    said = {(name, value) for name, value in query}
    directory = library.directory(caller.workspace)
    accounts = account_list(library, caller, first=_ACCOUNTS).kept
    networks = [(one.key, one.name, "") for one in network_list(library, caller, limit=_NETWORKS)]
    folder = Path(__file__).parent
    return Template((folder / "meeting_form.html").read_text(encoding="utf-8")).substitute(
        style=_style(),
        wrong="\n".join(_wrong(wrong)) if wrong else "",
        personas="\n".join(_personas([one for one in directory.personas if not one.archived], said)) or _nobody(caller),
        accounts="".join(f'<option value="{one.record.key}">{escape(one.record.name)}</option>' for one in accounts),
        account=escape(dict(query).get("account", "")),
        on=escape(dict(query).get("on", "")),
        networks="\n".join(_boxes("network", networks, said)),
        opened=" open" if any(name == "network" and value for name, value in query) else "",
        plans="\n".join(_plans(call_plans(library, caller, first=_PLANS).plans)),
    )


@cache
def form_policy() -> str:
    """The content security policy of the form: its own style, and answers to this service alone."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def _wrong(error: InvalidQuestion | NotFound) -> Iterator[str]:
    """What was wrong with the last answer, and what to do about it."""
    yield '<div class="wrong" role="alert">\n<p>This does not make a brief yet:</p>\n<ul>'
    if isinstance(error, NotFound):
        yield f"<li>{escape(str(error))}</li>"
    else:
        yield from (f"<li>{escape(_HERE.get((problem.path, problem.code)) or str(problem))}</li>" for problem in error.problems)
    yield "</ul>\n</div>"


def _nobody(caller: Caller) -> str:
    who = "import a network, and" if may(caller, Action.EDIT) else "once an editor has imported a network,"
    return f"<p>There are no personas yet: {who} they are here.</p>"


def _personas(personas: Sequence[Persona], said: set[tuple[str, str]]) -> Iterator[str]:
    for level, heading in _LEVELS.items():
        if found := [(one.key, one.name, one.function) for one in personas if one.level is level]:
            yield f'<fieldset>\n<legend>{heading}</legend>\n<div class="boxes">'
            yield from _boxes("persona", found, said)
            yield "</div>\n</fieldset>"


def _boxes(name: str, choices: Sequence[tuple[str, str, str]], said: set[tuple[str, str]]) -> Iterator[str]:
    for key, text, note in choices:
        checked = " checked" if (name, key) in said else ""
        beside = f' <span class="note">{escape(note)}</span>' if note else ""
        yield f'<label><input type="checkbox" name="{name}" value="{key}"{checked}> <span>{escape(text)}{beside}</span></label>'


def _plans(plans: Sequence[CallPlanView]) -> Iterator[str]:
    if plans:
        yield '<section aria-labelledby="kept">\n<h2 id="kept">Kept briefs</h2>\n<ul class="plans">'
        for view in plans:
            plan = view.kept.record
            comments = f", {len(plan.comments)} comment{'' if len(plan.comments) == 1 else 's'}" if plan.comments else ""
            yield f'<li><a href="/briefs/{plan.id}">{escape(plan.title)}</a> <span class="note">{plan.on}{comments}</span></li>'
        yield "</ul>\n</section>"

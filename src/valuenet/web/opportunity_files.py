"""Opportunities as pages, pictures and files under `/opportunities`: the list, the scorecard of one, its charts, its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from importlib.metadata import version

from valuenet.api.context import Context
from valuenet.charts.picture import Chart
from valuenet.diagram.view import Theme
from valuenet.documents import scorecard_json, scorecard_page, scorecard_text
from valuenet.documents.scorecard_page import Charts
from valuenet.documents.source import Format
from valuenet.errors import InvalidOpportunity, InvalidQuestion, NotFound, Problem
from valuenet.model.access import Action
from valuenet.service.calibrations import workspace_calibration
from valuenet.service.opportunities import OpportunityView, opportunity_called
from valuenet.service.opportunity_imports import opportunity_export
from valuenet.service.pictures import drawn, preference_range, tornado, waterfall
from valuenet.service.portfolio import portfolio
from valuenet.service.rights import may
from valuenet.value.calibration import Calibration
from valuenet.value.scorecard import Scorecard, scorecard
from valuenet.web.exports import Asked, Export, Parameters
from valuenet.web.opportunities_page import list_policy, opportunities_page

OPPORTUNITIES = "/opportunities"
OPPORTUNITY_DOCUMENT = "/opportunities/{document}"
OPPORTUNITY_FILE = "/opportunities/{opportunity}/{file}"

HTML, SVG = "text/html; charset=utf-8", "image/svg+xml; charset=utf-8"
STILL = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"

_CHARTS: Mapping[str, Callable[[Scorecard], Chart]] = {
    "waterfall.svg": waterfall,
    "range.svg": preference_range,
    "tornado.svg": tornado,
}
_FORMS: Mapping[str, tuple[str, Callable[[Scorecard], str]]] = {
    "scorecard.json": ("application/json", scorecard_json.json_text),
    "scorecard.txt": ("text/plain; charset=utf-8", lambda card: scorecard_text.text(scorecard_json.impersonal(card))),
}
_DOCUMENTS: Mapping[str, tuple[str, Format]] = {"yaml": ("application/yaml", Format.YAML), "json": ("application/json", Format.JSON)}


def opportunities_file(context: Context, asked: Asked) -> Export:
    """The page with the open opportunities, those first where a conversation pays most."""
    check_parameters(asked.query)
    view = portfolio(context.library, context.caller)
    text = opportunities_page(view, may_open=may(context.caller, Action.EDIT))
    return Export(subject="opportunities", tag=_digest(text, list_policy()), media_type=HTML, write=text.encode, policy=list_policy())


def opportunity_document(context: Context, asked: Asked) -> Export:
    """An opportunity (its id or key) as a file to edit and to import again."""
    name, _, ending = asked.path["document"].rpartition(".")
    if ending not in _DOCUMENTS:
        raise NotFound("page", asked.path["document"], f"ask for {asked.path['document']}/scorecard, or for its document: .yaml or .json")
    check_parameters(asked.query)
    view = opportunity_called(context.library, context.caller, name)
    media_type, format = _DOCUMENTS[ending]
    return Export(
        subject=_subject(view),
        tag=_digest(*_source(context, view), ending),
        media_type=media_type,
        write=lambda: opportunity_export(view, format).encode(),
    )


def opportunity_file(context: Context, asked: Asked) -> Export:
    """What the value model says of an opportunity (its id or key), as a page, a picture or a file.

    The tag covers everything that it is computed from; it is computed only for whoever does not have it yet.
    """
    file = asked.path["file"]
    if file not in {"scorecard", *_CHARTS, *_FORMS}:
        raise NotFound("file", file, f"ask for scorecard, {', '.join((*_CHARTS, *_FORMS))}")
    theme = theme_of(asked.query) if file in _CHARTS else Theme.LIGHT
    check_parameters(asked.query, *(["theme"] if file in _CHARTS else []))
    view = opportunity_called(context.library, context.caller, asked.path["opportunity"])
    learned = workspace_calibration(context.library, context.caller).calibration
    tag = _digest(*_source(context, view), repr(learned.coefficients), learned.label, file, theme, scorecard_page.policy())

    def card() -> Scorecard:
        return _scorecard(view, learned)

    export = partial(Export, subject=_subject(view), tag=tag)
    if file in _CHARTS:
        return export(media_type=SVG, write=lambda: drawn(_CHARTS[file](card()), theme).encode(), policy=STILL)
    if file in _FORMS:
        media_type, told = _FORMS[file]
        return export(media_type=media_type, write=lambda: told(card()).encode())
    return export(media_type=HTML, write=lambda: _page(card()).encode(), policy=scorecard_page.policy())


def theme_of(query: Parameters) -> Theme:
    """The theme that parameters ask for, and nothing else; `InvalidQuestion` tells all that is wrong."""
    themes = [value for name, value in query if name == "theme"]
    wrong = [_problem("theme", f"is {value[:40]!r}", f"use one of {', '.join(Theme)}") for value in themes if value not in set(Theme)]
    wrong += [_problem("theme", "is there twice", "give it once")] if len(themes) > 1 else []
    check_parameters(query, "theme", wrong=wrong)
    return Theme(themes[0]) if themes else Theme.LIGHT


def check_parameters(query: Parameters, *known: str, wrong: list[Problem] | None = None) -> None:
    """Raise `InvalidQuestion` where there is any other parameter, or something is wrong already."""
    remedy = f"use {', '.join(known)}" if known else "leave it out"
    unknown = dict.fromkeys(name for name, _ in query if name not in known)
    problems = [*(wrong or ()), *(_problem(name[:40], "is no parameter here", remedy) for name in unknown)]
    if problems:
        raise InvalidQuestion(problems)


def _page(card: Scorecard) -> str:
    waterfall_, range_, tornado_ = (drawn(chart(card)) for chart in _CHARTS.values())
    return scorecard_page.page(scorecard_json.impersonal(card), Charts(waterfall=waterfall_, range=range_, tornado=tornado_))


def _scorecard(view: OpportunityView, learned: Calibration) -> Scorecard:
    if view.reading is None:
        raise InvalidOpportunity(view.misfits)
    return scorecard(view.opportunity, view.reading.network, view.reading.directory, view.settings, calibration=learned)


def _subject(view: OpportunityView) -> str:
    return f"opportunity {view.opportunity.key}"


def _source(context: Context, view: OpportunityView) -> tuple[str, ...]:
    """Everything that the files of an opportunity are made from, by its revisions; whoever may not see all of it has other files."""
    reading = (view.reading.network.revision, view.reading.directory.revision) if view.reading else ()
    account = view.account.revision if view.account else 0
    shown = may(context.caller, Action.SEE_PERSONAL)
    return tuple(map(str, (view.opportunity.id, view.kept.revision, *reading, account, view.settings.revision, version("valuenet"), shown)))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _problem(path: str, message: str, remedy: str) -> Problem:
    return Problem(path=path, code="NOT_UNDERSTOOD", message=message, remedy=remedy)

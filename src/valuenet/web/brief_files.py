"""Briefs as pages and files under `/briefs`: for a meeting that the parameters describe, or, with the id of a call plan, as it was kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from valuenet.api.context import Context
from valuenet.errors import InvalidQuestion, NotFound, Problem
from valuenet.messages.brief_json import json_text
from valuenet.messages.brief_markdown import markdown
from valuenet.messages.brief_page import page, policy
from valuenet.messages.brief_parts import Brief
from valuenet.model.call_plan import Comment
from valuenet.service.briefs import Attending, BriefQuestion, brief
from valuenet.service.call_plans import call_plan
from valuenet.web.exports import Asked, Export, Parameters
from valuenet.web.meeting_form import form_policy, meeting_form

BRIEF_FILE = "/briefs{name:path}"

_NAME = re.compile(r"(?:/(\w+))?(?:\.(md|json))?")
_HTML = "text/html; charset=utf-8"
_FORMS: Mapping[str, tuple[str, Callable[[Brief, Sequence[Comment]], str]]] = {
    "": (_HTML, page),
    "md": ("text/markdown; charset=utf-8", markdown),
    "json": ("application/json", lambda brief, _comments: json_text(brief)),
}
_ONCE = ("account", "on")
_OFTEN = ("persona", "attendee", "network")


def brief_file(context: Context, asked: Asked) -> Export:
    """The brief that an address asks for; a browser that asks for none, or wrongly, gets the form in which to ask for one."""
    named = _NAME.fullmatch(asked.path["name"])
    form = (named[2] or "") if named else ""
    if named and not (named[1] or form or asked.query):
        return _form(context, asked)
    try:
        if named is None:
            raise NotFound("page", f"/briefs{asked.path['name']}", "ask for /briefs, /briefs.md, /briefs.json or /briefs/ID of a call plan")
        return _kept(context, named[1], form) if named[1] else _made(context, asked.query, form)
    except (InvalidQuestion, NotFound) as wrong:
        if not asked.browser or form:
            raise
        return _form(context, asked, wrong)


def _made(context: Context, query: Parameters, form: str) -> Export:
    """The brief for the meeting that the parameters describe, or `InvalidQuestion` with everything that is wrong with them."""
    question, problems = _question(query)
    try:
        made = brief(context.library, context.caller, question)
    except InvalidQuestion as wrong:
        raise InvalidQuestion([*problems, *wrong.problems]) from wrong
    if problems:
        raise InvalidQuestion(problems)
    return _export("a brief", made, (), form)


def _question(query: Parameters) -> tuple[BriefQuestion, Sequence[Problem]]:
    """The meeting that parameters describe, and what in them means nothing; empty ones, as forms send them, say nothing."""
    given = [(name, value) for name, value in query if value]
    values = {name: [value for one, value in given if one == name] for name in (*_ONCE, *_OFTEN)}
    known = ", ".join(values)
    problems = [_problem(name, "is no parameter of a brief", f"use {known}") for name in dict(given) if name not in values]
    problems += [_problem(name, f"is there {len(values[name])} times", "give it once") for name in _ONCE if len(values[name]) > 1]
    on = None
    try:
        on = date.fromisoformat(values["on"][0]) if values["on"] else None
    except ValueError:
        problems.append(_problem("on", f"is {values['on'][0][:40]!r}, which is no day", "write it as 2026-03-09"))
    attendees = (one.partition("=") for one in values["attendee"])
    question = BriefQuestion(
        personas=tuple(values["persona"]),
        attendees=tuple(Attending(persona=persona, person=person) for persona, _, person in attendees),
        account=values["account"][0] if values["account"] else None,
        on=on,
        networks=tuple(values["network"]),
    )
    return question, problems


def _kept(context: Context, plan: str, form: str) -> Export:
    view = call_plan(context.library, context.caller, plan)
    return _export(f"brief {view.kept.record.id}", view.brief, view.kept.record.comments, form)


def _export(subject: str, value: Brief, comments: Sequence[Comment], form: str) -> Export:
    media_type, told = _FORMS[form]
    parts = (form, json_text(value), *(f"{one.at} {one.by.id} {one.text}" for one in comments), "" if form else policy())
    return Export(
        subject=subject,
        tag=sha256("\n".join(parts).encode()).hexdigest()[:32],
        media_type=media_type,
        write=lambda: told(value, comments).encode(),
        policy="" if form else policy(),
    )


def _form(context: Context, asked: Asked, wrong: InvalidQuestion | NotFound | None = None) -> Export:
    text = meeting_form(context.library, context.caller, asked.query, wrong)
    status = 200 if wrong is None else 404 if isinstance(wrong, NotFound) else 400
    return Export(subject="the form of a brief", tag="", media_type=_HTML, write=text.encode, policy=form_policy(), status=status)


def _problem(path: str, message: str, remedy: str) -> Problem:
    return Problem(path=path[:40], code="NOT_UNDERSTOOD", message=message, remedy=remedy)

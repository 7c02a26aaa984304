"""Short names of personas for the small tags beside outcomes; the legend spells them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from valuenet.model.directory import Persona
from valuenet.model.ids import PersonaId

_CAPITALS, _WHOLE, _SHORT, _CUT = 3, 9, 11, 5
"""Keys of so few letters are initials; so short ones stay as they are; words of longer ones are shortened, or cut."""

_SHORTER = {
    "account": "acct",
    "accounting": "acctg",
    "accountant": "acctant",
    "administrator": "admin",
    "administration": "admin",
    "analyst": "anlst",
    "assistant": "asst",
    "business": "bus",
    "chief": "chf",
    "commercial": "comm",
    "compliance": "compl",
    "controller": "contrlr",
    "coordinator": "coord",
    "customer": "cust",
    "department": "dept",
    "developer": "dev",
    "development": "dev",
    "director": "dir",
    "enablement": "enablem.",
    "engineer": "eng",
    "engineering": "eng",
    "executive": "exec",
    "facilities": "facil.",
    "finance": "fin",
    "financial": "fin",
    "general": "gen",
    "head": "head",
    "human": "hum",
    "information": "info",
    "management": "mgmt",
    "manager": "mgr",
    "maintenance": "maint",
    "marketer": "mktr",
    "marketing": "mktg",
    "officer": "off",
    "operations": "ops",
    "operator": "oper",
    "procurement": "procur.",
    "product": "prod",
    "production": "prodn",
    "project": "proj",
    "purchasing": "purch",
    "quality": "qual",
    "representative": "rep",
    "research": "res",
    "resources": "res",
    "security": "sec",
    "service": "serv",
    "specialist": "spec",
    "strategy": "strat",
    "success": "succ",
    "supervisor": "superv.",
    "support": "supp",
    "technical": "tech",
    "technology": "tech",
    "treasurer": "treas.",
    "vice": "v",
}


def short_names(personas: Iterable[Persona]) -> Mapping[PersonaId, str]:
    """A short name for each persona, no two alike, by the order of their keys."""
    names: dict[PersonaId, str] = {}
    taken: set[str] = set()
    for persona in sorted(personas, key=lambda one: one.key):
        name = _short(persona.key)
        while name in taken:
            name += "'"
        taken.add(name)
        names[persona.id] = name
    return names


def _short(key: str) -> str:
    if len(key) <= _CAPITALS:
        return key.upper()
    parts = key.split("-")
    name = " ".join(parts)
    if len(name) > _WHOLE:
        name = " ".join(_SHORTER.get(part, part) for part in parts)
    if len(name) > _SHORT:
        name = " ".join(part if len(part) <= _CUT else part[:_CUT] for part in name.split())
    return name if len(name) <= 2 * _SHORT else f"{name[: 2 * _SHORT - 1]}…"

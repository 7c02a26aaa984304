"""Every mutation of the schema as a request in which nothing is wrong, any number of times: what it needs first, and the request.

`§` stands for the number of the time, `¤` for the id of what was made first, `INTO` for that of a gap, `KEY` for the idempotency key.
They speak of the examples and of `OPPORTUNITY`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

_OUTCOME = 'outcome: "invoice-automation/less-overtime", persona: "ap-manager"'
_PRICE = 'price: { yearly: "120000", oneTime: "30000", currency: "USD" }'
_OPEN = f'opportunityOpen(new: {{ key: "sale-§", network: "invoice-automation", account: "Birch Mills", newAccount: true, {_PRICE} }}'
_SHEET = '"outcome,persona,account,result,date\\ninvoice-automation/less-overtime,ap-manager,Elm §,validated,2026-03-02\\n"'
_CRM = '"Name,Account Name,Amount\\nA sale §,Birch Mills,1000\\n"'
_MAPPING = (
    '"valuenet: 1\\ncolumns: {Name: [key, name], Account Name: account, Amount: price.yearly}\\n'
    'defaults: {network: invoice-automation, currency: USD, opened: 2026-03-01}\\n"'
)
_DEAL = (
    '"valuenet: 1\\nopportunity: deal-§\\nname: A sale\\nopened: 2026-03-01\\nnetwork: invoice-automation\\n'
    'account: {key: birch-mills, name: Birch Mills}\\nprice: {yearly: 5, currency: USD}\\n"'
)
_FILE = '"valuenet: 1\\nnetwork: file-§\\nname: F\\npersonas: {p-§: {name: P}}\\noutcomes: {o: {title: O, desired_by: {p-§: primary}}}\\n"'
_FOODS = (Path(__file__).parents[1] / "examples" / "opportunities" / "alder-foods.yaml").read_text(encoding="utf-8")
_ALDER = json.dumps(_FOODS.replace("opportunity: alder-foods", "opportunity: alder-§"), ensure_ascii=False)
_EVIDENCE = '{ on: "2026-03-09", quote: "No auditor asks twice" }'


class Request(NamedTuple):
    """A mutation: what has to be made first, and its arguments."""

    arguments: str
    first: str = ""


_WRITTEN = f'messageWrite({_OUTCOME}, words: {{ headline: "H §" }}) {{ ... on MessageSaved {{ valueMessage {{ id }} }} }}'
_GAP = """gapReport(gap: { text: "They lack §", account: "Birch Mills", newAccount: true, function: SUPPORT }) {
  ... on ValueGapReported { gap { id } } }"""
_NETWORK = """networkCreate(key: "net-§", name: "N", edits: [{ addOutcome: { key: "o", title: "O" } }]) {
  ... on NetworkEdited { network { id } } }"""
_PLAN = 'briefKeep(personas: ["cfo"], title: "T §") { ... on CallPlanSaved { plan { id } } }'
_REMARK = 'commentAdd(network: "invoice-automation", text: "T §", node: "less-overtime") { ... on RemarkSaved { remark { id } } }'
_OPENED = f"{_OPEN}) {{ ... on OpportunitySaved {{ opportunity {{ id }} }} }}"
_AMOUNT = "{ low: 1, likely: 2, high: 3 }"
_LINE = """line: opportunityPut(opportunity: "sale-§", put: { moneyLines: [{ key: "ap-labour", name: "Labour" }] }) { __typename }"""
_WITH_ANN = f"""{_OPENED} people: opportunityPut(opportunity: "sale-§", put: {{ stakeholders: [{{ key: "ann", persona: "cfo" }}] }}) {{
  __typename }}"""
_EXCEPTION = f"""{_OPENED} exception: priceExceptionRequest(opportunity: "sale-§", asked: "100000", reason: "a rival") {{
  ... on PriceExceptionSaved {{ exception {{ id }} }} }}"""

MUTATIONS: Mapping[str, Request] = {
    "networkCreate": Request('key: "net-§", name: "N", edits: [{ addOutcome: { key: "o", title: "O" } }], KEY'),
    "networkEdit": Request(
        'network: "¤", expectedRevision: 1, KEY, edits: [{ addOutcome: { key: "p", title: "P" } } '
        '{ connect: { cause: "p", effect: "o" } } { tag: { outcome: "p", persona: "cfo" } } { updateOutcome: { key: "o", title: "Q" } }]',
        _NETWORK,
    ),
    "networkRestore": Request(
        'network: "¤", revision: 1, expectedRevision: 2, KEY',
        f"""{_NETWORK} again: networkEdit(network: "net-§", expectedRevision: 1, edits: [{{ remove: {{ key: "o" }} }}]) {{ __typename }}""",
    ),
    "networkDelete": Request('network: "¤", expectedRevision: 1, KEY', _NETWORK),
    "networkImport": Request(f"document: {_FILE}, KEY"),
    "personaPut": Request('key: "p-§", persona: { name: "P §" }, KEY'),
    "personaDelete": Request('key: "p-§", KEY', 'personaPut(key: "p-§", persona: { name: "P" }) { __typename }'),
    "alternativePut": Request('key: "a-§", alternative: { name: "A §" }, KEY'),
    "alternativeDelete": Request('key: "a-§", KEY', 'alternativePut(key: "a-§", alternative: { name: "A" }) { __typename }'),
    "accountPut": Request('key: "acc-§", account: { name: "Account §" }, KEY'),
    "messageWrite": Request(f'{_OUTCOME}, words: {{ headline: "H §" }}, KEY'),
    "messageApprove": Request('message: "¤", expectedRevision: 1, KEY', _WRITTEN),
    "messageRetire": Request('message: "¤", expectedRevision: 1, KEY', _WRITTEN),
    "messageTest": Request(f'test: {{ {_OUTCOME}, account: "Acorn §", newAccount: true, result: VALIDATED }}, KEY'),
    "messageTestsImport": Request(f"csv: {_SHEET}, newAccounts: true, KEY"),
    "gapReport": Request('gap: { text: "They lack §", account: "Ash §", newAccount: true, function: SUPPORT }, KEY'),
    "gapGather": Request('gaps: ["¤"], into: "INTO", KEY', _GAP),
    "gapResolve": Request(
        'gap: "¤", network: "net-§", expectedNetworkRevision: 1, edits: [{ addOutcome: { key: "p", title: "P" } }], outcome: "p", KEY',
        f"{_NETWORK} gap: {_GAP}",
    ),
    "gapQueue": Request('gap: "¤", KEY', _GAP),
    "gapDecline": Request('gap: "¤", reason: "no", KEY', _GAP),
    "briefKeep": Request('personas: ["cfo"], title: "T §", KEY'),
    "callPlanComment": Request('plan: "¤", text: "T", KEY', _PLAN),
    "commentAdd": Request('network: "invoice-automation", text: "T §", node: "less-overtime", KEY'),
    "commentResolve": Request('id: "¤", KEY', _REMARK),
    "opportunityOpen": Request(f"{_OPEN.removeprefix('opportunityOpen(')}, KEY"),
    "opportunityPut": Request('opportunity: "¤", put: { stage: "S", stakeholders: [{ key: "ann", persona: "cfo" }] }, KEY', _OPENED),
    "opportunityClose": Request('opportunity: "¤", won: true, KEY', _OPENED),
    "claimSize": Request(f'opportunity: "¤", claim: "less-overtime", line: "ap-labour", amount: {_AMOUNT}, KEY', f"{_OPENED} {_LINE}"),
    "claimMove": Request(f'opportunity: "¤", claim: "less-overtime", to: ENVISIONED, evidence: {_EVIDENCE}, KEY', _OPENED),
    "callRecord": Request(
        'opportunity: "¤", call: { stakeholder: "ann", on: "2026-03-09", source: "call", credible: true }, KEY', _WITH_ANN
    ),
    "moneyOverride": Request(
        'opportunity: "alder-§", claim: "invoices-processed-faster", override: { verdict: DIFFERENT, claim: "less-overtime", '
        'sentence: "S", by: "ap-manager", on: "2026-03-09" }, KEY',
        f"opportunityImport(document: {_ALDER}) {{ __typename }}",
    ),
    "opportunityImport": Request(f"document: {_DEAL}, KEY"),
    "opportunitiesImport": Request(f"csv: {_CRM}, mapping: {_MAPPING}, KEY"),
    "scorecardFreeze": Request('opportunity: "¤", stage: "S", KEY', _OPENED),
    "priceExceptionRequest": Request('opportunity: "¤", asked: "100000", reason: "a rival", KEY', _OPENED),
    "priceExceptionDecide": Request('exception: "¤", granted: "100000", reason: "no", KEY', _EXCEPTION),
    "forecastKeep": Request('title: "F §", KEY', _OPENED),
    "valueSettingsChange": Request('settings: [{ name: "win_slope", value: "1.§" }], reason: "R §", KEY'),
    "tokenCreate": Request('token: { name: "T §", role: VIEWER }, KEY'),
    "tokenRevoke": Request(
        'id: "¤", KEY', 'tokenCreate(token: { name: "T §", role: VIEWER }) { ... on AccessTokenCreated { token { id } } }'
    ),
    "personForget": Request(
        'name: "Ms Gold §", KEY',
        f'messageTest(test: {{ {_OUTCOME}, account: "Birch Mills", newAccount: true, result: VALIDATED, person: "Ms Gold §" }}) '
        "{ __typename }",
    ),
    "workspaceCreate": Request('key: "team-§", name: "Team §", KEY'),
}

INTO = """mutation { gapReport(gap: { text: "They lack it", account: "Birch Mills", newAccount: true, function: SUPPORT }) {
  ... on ValueGapReported { gap { id } } } }"""
"""Makes the gap into which others are gathered."""


def mutation(name: str, number: str, into: str, ask: Callable[[str], Any], selection: str = "__typename") -> str:
    """A mutation for this time, with everything made that it needs first; `into`: the id of a gap."""
    request, id_ = MUTATIONS[name], ""
    if request.first:
        id_ = next(ids(ask(f"mutation {{ {request.first.replace('§', number)} }}")), "")
    arguments = request.arguments
    for mark, value in {"§": number, "¤": id_, "INTO": into, "KEY": f'idempotencyKey: "{name} {number}"'}.items():
        arguments = arguments.replace(mark, value)
    return f"mutation {{ {name}({arguments}) {{ {selection} }} }}"


def ids(answer: object) -> Iterator[str]:
    """Every id in an answer, those of the last field first."""
    if isinstance(answer, Mapping):
        if isinstance(id_ := answer.get("id"), str):
            yield id_
        for part in reversed(list(answer.values())):
            yield from ids(part)

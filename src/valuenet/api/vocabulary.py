"""The closed vocabularies of the domain as GraphQL enums, every value described."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from inspect import getdoc

import strawberry
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition

from valuenet.diagram import view
from valuenet.documents.opportunity_comparing import Part
from valuenet.documents.source import Format
from valuenet.messages.brief_parts import CautionKind, Nearness, Wording
from valuenet.messages.closed_loops import LoopEnd
from valuenet.messages.footing import MovedKind
from valuenet.messages.matrix import Coverage
from valuenet.model import access
from valuenet.model import value_vocabulary as worth
from valuenet.model import vocabulary as words
from valuenet.service.dialogue_quality import Sign
from valuenet.service.discounting import Grouping
from valuenet.service.rebasing import OnStale
from valuenet.value.booked import Decision
from valuenet.value.price import Verdict
from valuenet.value.rates import RateLabel

_MEANINGS: Mapping[type[StrEnum], Mapping[str, str]] = {
    words.Level: {
        "EXECUTIVE": "Decides about budgets and priorities.",
        "MANAGER": "Answers for the results of a team.",
        "PRACTITIONER": "Does the work.",
    },
    words.DifferentiatorKind: {
        "FITNESS_FOR_USE": "The offer does the job better.",
        "IMAGE": "What it means to be seen with the offer.",
        "SERVICE_BETWEEN_SALES": "What the customer gets from us beside the product.",
        "AVAILABILITY_AND_CONVENIENCE": "When, where and how easily the offer is to be had.",
        "LOWER_CUSTOMER_COST": "The customer spends less elsewhere.",
        "MAKES_CUSTOMER_MORE_COMPETITIVE": "The customer does better in his own market.",
        "LOWEST_PRICE": "Nothing but the price.",
    },
    words.Position: {
        "UNIQUE": "The alternative has nothing like it.",
        "AHEAD": "The alternative has less of it.",
        "EQUAL": "No difference.",
        "BEHIND": "The alternative has more of it.",
    },
    words.OutcomeKind: {"BUSINESS": "A result for the customer's business.", "PERSONAL": "A result for the person."},
    words.Direction: {"UP": "More is better.", "DOWN": "Less is better."},
    words.Strength: {
        "ALMOST_ALWAYS": "In about 9 cases of 10.",
        "USUALLY": "In about 7 cases of 10.",
        "SOMETIMES": "In about 4 cases of 10.",
        "RARELY": "In about 15 cases of 100.",
    },
    words.Importance: {"PRIMARY": "Among the first things that the persona wants.", "SECONDARY": "Welcome, and not decisive."},
    words.Outline: {colour: f"A {colour.lower()} outline." for colour in ("BLUE", "GREEN", "RED", "PURPLE", "ORANGE", "GREY")},
    words.Severity: {
        "ERROR": "The network says something that cannot be meant.",
        "WARNING": "Something is unfinished, and a seller would notice.",
        "NOTE": "Worth a look.",
    },
    words.ElementKind: {
        "NETWORK": "The network itself: key, name, offering, alternative, archived.",
        "DIFFERENTIATOR": "A differentiator.",
        "OUTCOME": "An outcome.",
        "REGION": "A region.",
        "LEADS_TO": "An arrow.",
        "DESIRED_BY": "A persona's tag on an outcome.",
        "COMPARED_WITH": "A differentiator's position against an alternative.",
        "PERSONA": "A persona.",
        "ALTERNATIVE": "An alternative.",
        "ACCOUNT": "An account.",
        "MESSAGE": "A message.",
        "TEST": "A test of a message.",
        "VALUE_GAP": "A value gap.",
        "CALL_PLAN": "A brief that was kept for a meeting.",
        "OPPORTUNITY": "An opportunity.",
        "PRICE_EXCEPTION": "A request to sell below list.",
        "FROZEN_SCORECARD": "A scorecard as it was at one stage.",
        "KEPT_FORECAST": "A forecast as it was made.",
        "VALUE_SETTINGS": "The numbers that the workspace has chosen for its value model.",
        "REMARK": "What somebody says about a part of a network.",
    },
    words.JourneyStage: {
        "NOTICING": "They begin to see that something is wrong.",
        "EXPLORING": "They look for what could be done about it.",
        "DECIDING": "They choose between options.",
        "STARTING": "They have decided, and begin.",
        "USING": "It is part of their work.",
        "RENEWING": "They decide whether to go on, or to do more.",
    },
    words.MessageState: {
        "DRAFT": "Nobody answers for the words yet.",
        "APPROVED": "The owner answers for the words.",
        "RETIRED": "Not to be used any more.",
    },
    words.ProofKind: {
        "STATISTIC": "A figure, with its source.",
        "STORY": "What happened to somebody.",
        "REFERENCE": "A customer who will say so.",
        "DOCUMENT": "Something to hand over.",
    },
    words.TestResult: {
        "VALIDATED": "They want it, and said so.",
        "REFUTED": "They do not want it, or do not believe it.",
        "INCONCLUSIVE": "It was raised, and no clear answer came.",
    },
    words.Desirability: {"HIGH": "Among the first things they want.", "MEDIUM": "They want it.", "LOW": "They would take it."},
    words.ScoutFunction: {
        "SALES": "Sells.",
        "IMPLEMENTATION": "Puts the offer to work at customers.",
        "SUPPORT": "Helps customers who are stuck.",
        "SERVICE": "Serves customers between sales.",
        "MARKETING": "Markets.",
        "PRODUCT": "Makes the offer.",
        "MANAGEMENT": "Leads.",
        "OTHER": "Does something else.",
    },
    words.GapState: {
        "OPEN": "Nobody has decided about it.",
        "GATHERED": "It says the same as another gap, which speaks for it.",
        "RESOLVED": "Our offer can: it became an outcome.",
        "QUEUED": "Our offer cannot: it went to the product people.",
        "DECLINED": "Nothing will be done, for the reason given.",
    },
    view.Theme: {
        "LIGHT": "For a light ground.",
        "DARK": "For a dark ground.",
        "PRINT": "Black, white and greys, for paper.",
    },
    view.Orientation: {"TOP_DOWN": "Causes above, effects below.", "LEFT_RIGHT": "Causes on the left, effects on the right."},
    Format: {"YAML": "YAML 1.2, as people write it by hand.", "JSON": "JSON, as programs write it."},
    OnStale: {
        "REFUSE": "It is refused, with what happened since.",
        "REBASE": "It is done to the present revision, unless it touches what others changed: then both sides are told.",
    },
    MovedKind: {
        "ORPHANED": "The outcome, or its network, is gone.",
        "UNTAGGED": "The persona was taken off the outcome.",
        "CHAIN_CHANGED": "The chain that it rests on was edited.",
        "WHY_CHANGED": "Why the persona cares was edited.",
    },
    RateLabel: {
        "NOT_ENOUGH_TESTS": "Fewer than 5 accounts said yes or no.",
        "PROVEN": "More accounts than not confirm it: at least 9 chances in 10.",
        "PROMISING": "More accounts than not seem to confirm it: at least 6 chances in 10.",
        "REFUTED": "Fewer accounts than not confirm it: at least 9 chances in 10.",
        "UNDECIDED": "The tests do not tell.",
    },
    Coverage: {
        "NO_MESSAGE": "The persona is tagged, and nobody has written anything.",
        "DRAFT": "There are words, and nobody answers for them.",
        "APPROVED": "There are words that their owner answers for, and nobody has tested them.",
        "TESTED": "Customers were asked, and what they said does not decide it.",
        "PROVEN": "Customers confirm it.",
        "REFUTED": "Customers refute it.",
    },
    LoopEnd: {
        "OUTCOME": "It became an outcome of a network.",
        "MESSAGE": "A message was written because of it.",
        "PRODUCT_QUEUE": "It went to the product people.",
    },
    Nearness: {
        "HERE": "At the account of the meeting.",
        "TRADE_AND_REGION": "At an account of the same trade and region.",
        "TRADE": "At an account of the same trade.",
        "REGION": "At an account of the same region.",
        "ELSEWHERE": "At any other account.",
    },
    Wording: {
        "APPROVED": "A message that its owner answers for.",
        "DRAFT": "A message that nobody answers for yet.",
        "COMPOSED": "Composed from the network; no person has written it.",
    },
    CautionKind: {
        "REFUTED_HERE": "Somebody at this account refuted it.",
        "REFUTED": "Accounts elsewhere refute it.",
        "SIDE_EFFECT": "Nobody wants it, and it follows from what we do.",
        "UNREACHED": "The persona wants it, and it does not follow from what we do.",
        "RIVAL": "An alternative brings it about too.",
        "RETIRED": "Its message was taken out of use.",
    },
    worth.ClaimState: {
        "PROPOSED": "It is on our map; nobody raised it. Unbuilt.",
        "TESTED": "It was raised with the customer, without a clear answer. Unbuilt.",
        "ENVISIONED": "The customer described the result in their own words. Counts, as the seller's number.",
        "VALUED": "A named person at the customer gave or accepted the money. Counts in the headline.",
        "VALIDATED": "The owner of the number confirmed it in writing or by a trial.",
        "REALISED": "It was measured after going live.",
        "REFUTED": "The customer said no.",
    },
    worth.Confirmation: {"WRITING": "The owner of the number wrote it.", "TRIAL": "A trial showed it."},
    worth.Verdict: {"SAME": "It is the money of the other claim.", "DIFFERENT": "It is other money."},
    worth.OpportunityKind: {
        "NEW": "A first sale to this customer.",
        "EXPANSION": "More of what they have.",
        "RENEWAL": "They decide whether to go on.",
        "RESCUE": "They are about to leave.",
    },
    Decision: {
        "COUNTED": "It counts.",
        "UNBUILT": "The customer has not envisioned it yet.",
        "SAME_MONEY": "It is the money of another claim that counts.",
        "NOT_SIZED": "Nobody has said how much, or on which line.",
        "PERSONAL": "It is a result for the person, apart from the business case.",
        "REFUTED": "The customer said no.",
        "OFF_THE_MAP": "Its outcome is not on the map any more.",
    },
    Verdict: {
        "NOT_JUSTIFIED": "At list the customer gains enough: no discount.",
        "PROVE_IT": "The value is there and is not believed: prove it, do not discount.",
        "BUILD_OR_WALK": "More is missing than may be given: build value, or walk away.",
        "BUILD_FIRST": "What is unbuilt covers what is missing: build it first, hold the discount.",
        "JUSTIFIED": "A discount is justified, up to the gap.",
    },
    Grouping: {
        "SELLER": "By who sold it.",
        "MANAGER": "By the seller's manager.",
        "CUSTOMER": "By account.",
        "REGION": "By where it was sold.",
        "TYPE": "By the kind of sale.",
        "BASIS_OF_PAY": "By what the seller is paid by.",
    },
    Sign: {
        "BUSINESS": "Results for the business that the customer described.",
        "QUANTIFIED": "Those of them whose money the customer stated.",
        "PERSONAL": "Results for a person that they described.",
        "UNANTICIPATED": "Needs that nobody had anticipated.",
        "ALLIES": "People who were brought in as natural allies.",
        "CREDIBILITY": "People with whom our credibility was recorded.",
        "QUESTIONS": "Questions that widened what the customer desires.",
    },
    Part: {
        "OPPORTUNITY": "The opportunity itself.",
        "ALTERNATIVE": "What the customer could do instead.",
        "STAKEHOLDER": "A person in the decision.",
        "LINE": "A line of the customer's P&L.",
        "CLAIM": "A claim.",
        "UNMET": "What the customer desires and we do not deliver.",
    },
    access.Role: {
        "VIEWER": "Asks, briefs, renders, and records what customers said: sellers and enablement.",
        "EDITOR": "Builds networks, messages and opportunities, and sees what is personal: marketers.",
        "ADMIN": "Everything, and lets people in.",
    },
    access.Action: {
        "READ": "Ask, brief and render.",
        "RECORD": "Record tests, gaps, calls and comments; keep call plans; ask for a price exception.",
        "EDIT": "Change networks, personas, accounts, messages and opportunities; decide about gaps.",
        "DECIDE": "Decide about price exceptions; keep forecasts.",
        "SEE_PERSONAL": "See customers' words, names of people at customers, and what is in it for them.",
        "ADMINISTER": "Workspaces, tokens, the trail, settings; delete for good; forget a person.",
    },
    access.Event: {
        "SIGNED_IN": "Somebody came in; told once an hour.",
        "REFUSED": "Somebody was not let in, or may not do what they tried.",
        "TOKEN_CREATED": "A token was made.",
        "TOKEN_REVOKED": "A token was revoked.",
        "ROLE_CHANGED": "Somebody came in with another role than before.",
        "EXPORTED": "Somebody took something away as a file.",
        "FORGOTTEN": "A person at a customer was forgotten.",
        "DELETED": "Something was deleted for good.",
        "WORKSPACE_CREATED": "A workspace was opened.",
        "SETTINGS_CHANGED": "Settings of the workspace were changed.",
    },
    words.ChangeKind: {"ADDED": "It was not there before.", "CHANGED": "It was there, and is different.", "REMOVED": "It is gone."},
}

_NAMES: Mapping[type[StrEnum], str] = {
    Format: "DocumentFormat",
    view.Theme: "DiagramTheme",
    view.Orientation: "DiagramDirection",
    worth.Verdict: "MoneyVerdict",
    Decision: "ClaimDecision",
    Verdict: "PriceVerdict",
    Grouping: "DiscountGrouping",
    Sign: "DialogueSign",
    Part: "OpportunityPart",
    access.Event: "TrailEvent",
}


def _described(enum: type[StrEnum], meanings: Mapping[str, str]) -> None:
    """Make a vocabulary a GraphQL enum whose values carry their meanings."""
    strawberry.enum(enum, name=_NAMES.get(enum), description=getdoc(enum))
    definition = enum.__strawberry_definition__  # type: ignore[attr-defined]  # set by the line above
    assert isinstance(definition, StrawberryEnumDefinition)
    definition.values = [EnumValue(name=value.name, value=value.value, description=meanings[value.name]) for value in definition.values]


def describe() -> None:
    """Make every vocabulary a GraphQL enum."""
    for enum, meanings in _MEANINGS.items():
        _described(enum, meanings)

"""An opportunity's file (YAML or JSON) as an `OpportunityDocument`; `schema/opportunity.schema.json` describes the file.

What an opportunity may be is the model's to say: this module sees to structure, kinds, amounts and words, and tells what the
model refuses at its place in the text.
"""

from __future__ import annotations

from datetime import date

from valuenet.documents.building import Building
from valuenet.documents.claim_reading import ClaimReader
from valuenet.documents.document import Place
from valuenet.documents.nodes import Entries, Node, Scalar, ScalarKind, unreadable
from valuenet.documents.opportunity_document import AccountEntry, OpportunityDocument, without_echoes
from valuenet.documents.reading import check_version
from valuenet.documents.source import Format, parsed
from valuenet.documents.worth_forms import WorthForm
from valuenet.errors import InvalidDocument
from valuenet.model.amounts import Price
from valuenet.model.bounds import Bounds
from valuenet.model.buying import MoneyLine, Option, Stakeholder, Unmet
from valuenet.model.ids import AccountId, AlternativeId, Key, NetworkId, OpportunityId, PersonaId, StakeholderId
from valuenet.model.numbers import ONE, ZERO
from valuenet.model.opportunity import Opportunity
from valuenet.model.value_vocabulary import OpportunityKind
from valuenet.model.vocabulary import Desirability

TEXTS = ("name", "offering", "stage", "owner", "manager", "region", "basis_of_pay")
DAYS = ("opened", "expected_close", "closed")
PRICES = ("price", "list_price", "floor_price", "pocket_price")
SHARES = ("contribution_margin", "rate", "base_rate")
OPPORTUNITY = (
    *("valuenet", "opportunity", "name", "network", "account", "offering", "kind", "stage", "opened", "expected_close", "closed", "won"),
    *("owner", "manager", "region", "basis_of_pay", *PRICES, "switching_cost", *SHARES, "seed"),
    *("alternatives", "stakeholders", "lines", "claims", "unmet"),
)
ACCOUNT = ("key", "name", "trade", "region")
TERMS = ("currency", "unit", "years")
PRICE = ("yearly", "one_time", *TERMS)
OPTION = ("name", *PRICE, "switching_cost")
STAKEHOLDER = ("name", "persona", "influence", "heard_from", "credible_since", "brought_in")
LINE = ("name", "baseline")
UNMET = ("said", "by", "date", "desirability")

_NO_PRICE = Price(currency="USD")


def read(text: str | bytes, *, format: Format, bounds: Bounds) -> OpportunityDocument:
    """The document that a text holds, or `InvalidDocument` with everything that is wrong with it, whatever the workspace holds."""
    document = examined(text, format=format, bounds=bounds)
    if document.problems:
        raise InvalidDocument(document.problems)
    return document


def examined(text: str | bytes, *, format: Format, bounds: Bounds) -> OpportunityDocument:
    """The document that a text holds as far as it can be understood, its problems with it: the plan of an import adds its own.

    Raises `InvalidDocument` where nothing can be understood.
    """
    node = parsed(text, format, bounds)
    if not isinstance(node, Entries):
        what = "is empty" if isinstance(node, Scalar) and node.kind is ScalarKind.EMPTY else "is no map of fields"
        raise unreadable("NOT_AN_OPPORTUNITY", what, "start with `valuenet: 1` and `opportunity: a-key`", node.line, node.column)
    return _Reader().document(node)


class _Reader:
    """Reads the opportunity itself and the people, options and lines in it."""

    def __init__(self) -> None:
        self._made = Building()

    def document(self, node: Entries) -> OpportunityDocument:
        """The document that a map of fields makes."""
        made = self._made
        form = made.form(node, made.places[""], "", OPPORTUNITY)
        check_version(made.problems, node, form)
        made.places["key"] = form.places.get("opportunity") or form.place.of("opportunity")
        network, account = form.text("network", required=True), self._account(form)
        draft = self._opportunity(form, network, account)
        return OpportunityDocument(
            key=form.text("opportunity") if draft is not None else "",
            network=network,
            account=account,
            draft=draft,
            said=frozenset(form.places),
            references=tuple(made.references),
            places=made.places,
            problems=without_echoes(made.problems.found, made.broken),
        )

    def _opportunity(self, form: WorthForm, network: str, account: AccountEntry) -> Opportunity | None:
        prices = self._prices(form)
        ours = prices.pop("price") or _NO_PRICE
        made = self._made
        parts = {
            "alternatives": made.parts(form, "alternatives", lambda key, node, place, path: self._option(key, node, place, path, ours)),
            "stakeholders": made.parts(form, "stakeholders", self._person),
            "lines": made.parts(form, "lines", self._line),
            "claims": made.parts(form, "claims", ClaimReader(made).claim),
            "unmet": tuple(self._wishes(form)),
        }
        fields: dict[str, object] = {
            "id": OpportunityId(form.text("opportunity", required=True)),
            "key": Key(form.text("opportunity")),
            "network": NetworkId(network),
            "account": AccountId(account.key),
            "kind": form.word("kind", OpportunityKind, OpportunityKind.NEW),
            "won": form.truth("won", False) if form.has("won") else None,
            "price": ours,
            "switching_cost": form.money("switching_cost") or ZERO,
            "seed": form.whole("seed") if form.has("seed") else 1,
        }
        fields |= {name: form.text(name, required=name == "name") for name in TEXTS} | {name: form.share(name) for name in SHARES}
        fields |= {name: form.day(name, required=name == "opened") for name in DAYS}
        fields["opened"] = fields["opened"] or date.min
        return made.built(Opportunity, "", **fields, **parts, **{name: price for name, price in prices.items() if price is not None})

    def _account(self, form: WorthForm) -> AccountEntry:
        """A key, or a key with what an account is made of where there is none yet."""
        written = form.worth("account", ACCOUNT) if form.is_map("account") else None
        if written is None:
            return AccountEntry(key=form.text("account", required=True))
        self._made.marked(written, "account")
        key = written.text("key", required=True)
        said = {name: written.text(name) for name in ACCOUNT[1:]}
        return AccountEntry(key=key, said=frozenset(name for name in said if written.has(name)), **said)

    def _prices(self, form: WorthForm) -> dict[str, Price | None]:
        """Our prices; terms that one of them does not tell are those of the price that is offered."""
        if not form.has("price"):
            form.text("price", required=True)
        found: dict[str, Price | None] = {"price": None}
        for name in PRICES:
            written = form.worth(name, PRICE)
            if written is not None and written.readable:
                found[name] = self._price(self._made.marked(written, name), name, found["price"])
        return found

    def _price(self, form: WorthForm, path: str, like: Price | None) -> Price | None:
        terms = like or _NO_PRICE
        currency = form.text("currency", required=path == "price") if form.has("currency") or path == "price" else terms.currency
        return self._made.built(
            Price,
            path,
            yearly=form.money("yearly") or ZERO,
            one_time=form.money("one_time") or ZERO,
            currency=currency or _NO_PRICE.currency,
            unit=form.text("unit") if form.has("unit") else terms.unit,
            years=form.whole("years") if form.has("years") else terms.years,
        )

    def _option(self, key: str, node: Node, place: Place, path: str, ours: Price) -> Option | None:
        form = self._made.form(node, place, path, OPTION)
        self._made.refer("alternative", key, place)
        price = self._price(self._made.marked(form, f"{path}.price"), f"{path}.price", ours)
        name, cost = form.text("name", required=True), form.money("switching_cost") or ZERO
        if price is None:
            return None
        return self._made.built(Option, path, alternative=AlternativeId(key), key=Key(key), name=name, price=price, switching_cost=cost)

    def _person(self, key: str, node: Node, place: Place, path: str) -> Stakeholder | None:
        form = self._made.form(node, place, path, STAKEHOLDER)
        persona = form.text("persona", required=True)
        self._made.refer("persona", persona, form.places.get("persona", place))
        influence = form.share("influence")
        return self._made.built(
            Stakeholder,
            path,
            id=StakeholderId(key),
            key=Key(key),
            name=form.text("name", required=True),
            persona=PersonaId(persona),
            influence=ONE if influence is None else influence,
            **{name: form.day(name) for name in STAKEHOLDER[3:]},
        )

    def _line(self, key: str, node: Node, place: Place, path: str) -> MoneyLine | None:
        form = self._made.form(node, place, path, LINE)
        return self._made.built(MoneyLine, path, key=Key(key), name=form.text("name", required=True), baseline=form.money("baseline"))

    def _wishes(self, form: WorthForm) -> list[Unmet]:
        found: list[Unmet] = []
        for node, place in form.items("unmet"):
            path = f"unmet[{len(found)}]"
            wish = self._made.form(node, place, path, UNMET)
            by = wish.text("by")
            one = self._made.built(
                Unmet,
                path,
                said=wish.text("said", required=True),
                by=StakeholderId(by) if by else None,
                on=wish.day("date"),
                desirability=wish.word("desirability", Desirability, Desirability.LOW) if wish.has("desirability") else None,
            )
            found += [one] if one is not None else []
        return found

"""The claims of an opportunity's file: money, state and evidence of each, by a key that is its outcome's unless it says so."""

from __future__ import annotations

from valuenet.documents.building import Building
from valuenet.documents.document import Place
from valuenet.documents.nodes import Node
from valuenet.documents.quantities import Told
from valuenet.documents.worth_forms import WorthForm
from valuenet.model.amounts import Range
from valuenet.model.claim import Claim, Theirs, Timing
from valuenet.model.directory import STATUS_QUO
from valuenet.model.evidence import NO_EVIDENCE, Belief, Evidence, Override
from valuenet.model.ids import ClaimId, Key, OutcomeId, PersonaId, StakeholderId
from valuenet.model.numbers import ZERO
from valuenet.model.value_vocabulary import ClaimState, Confirmation, Verdict
from valuenet.model.vocabulary import Desirability

CLAIM = (
    *("outcome", "line", "amount", "against", "theirs", "risk_cut", "timing", "other_causes", "owner", "interested", "personal"),
    *("state", "evidence", "promised", "desirability", "thought_of", "believed", "overrides"),
)
TIMING = ("first_month", "years", "ramp")
EVIDENCE = ("date", "quote", "source", "stated_by", "confirmed")
OVERRIDE = ("verdict", "claim", "said", "by", "date")


class ClaimReader:
    """Reads claims into what a reading of the whole opportunity makes."""

    def __init__(self, made: Building) -> None:
        self._made = made

    def claim(self, key: str, node: Node, place: Place, path: str) -> Claim | None:
        """One claim, or nothing where it cannot be understood."""
        form = self._made.form(node, place, path, CLAIM)
        outcome = form.text("outcome") if form.has("outcome") else key
        self._made.places[f"{path}.outcome_key"] = self._made.places.get(f"{path}.outcome", place)
        self._made.refer("outcome", outcome, self._made.places[f"{path}.outcome_key"])
        told = form.amounts("amount")
        promised = form.amounts("promised")
        theirs = self._theirs(form, path, told)
        if promised is not None and told is not None and promised.share is not told.share:
            self._mixed(form.places["promised"])
        return self._made.built(
            Claim,
            path,
            id=ClaimId(key),
            outcome=OutcomeId(outcome),
            outcome_key=Key(outcome),
            line=_key(form.text("line")),
            amount=self._range(told, f"{path}.amount"),
            of_baseline=told is not None and told.share,
            against=_key(form.text("against")) or STATUS_QUO,
            theirs=theirs,
            risk_cut=form.share("risk_cut"),
            timing=self._timing(form, path),
            other_causes=form.share("other_causes") or ZERO,
            owner=_person(form.text("owner")),
            interested=self._interested(form),
            personal=form.truth("personal", False),
            state=form.word("state", ClaimState, ClaimState.PROPOSED),
            evidence=self._evidence(form, path),
            promised=self._range(promised, f"{path}.promised"),
            desirability=form.word("desirability", Desirability, Desirability.LOW) if form.has("desirability") else None,
            thought_of=form.truth("thought_of", False) if form.has("thought_of") else None,
            beliefs=tuple(self._beliefs(form, path)),
            overrides=tuple(self._overrides(form, path)),
        )

    def _range(self, told: Told | None, path: str) -> Range | None:
        return None if told is None else self._made.built(Range, path, low=told.low, likely=told.likely, high=told.high)

    def _theirs(self, form: WorthForm, path: str, ours: Told | None) -> tuple[Theirs, ...]:
        """What alternatives deliver of the same, by their keys."""
        found: list[Theirs] = []
        for key, node, place in form.entries("theirs"):
            where = f"{path}.theirs[{len(found)}]"
            self._made.places |= {where: place, f"{where}.amount": place}
            told = form.told(node, place)
            if told is not None and ours is not None and told.share is not ours.share:
                self._mixed(place)
            amount = self._range(told, f"{where}.amount")
            found += [Theirs(alternative=Key(key), amount=amount)] if amount is not None else []
        return tuple(found)

    def _timing(self, form: WorthForm, path: str) -> Timing:
        written = form.worth("timing", TIMING)
        if written is None:
            return Timing()
        self._made.marked(written, f"{path}.timing")
        month = written.whole("first_month") if written.has("first_month") else 1
        ramp = written.shares("ramp")
        made = self._made.built(
            Timing, f"{path}.timing", first_month=1 if month is None else month, years=written.whole("years"), ramp=ramp
        )
        return made or Timing()

    def _evidence(self, form: WorthForm, path: str) -> Evidence:
        written = form.worth("evidence", EVIDENCE)
        if written is None:
            return NO_EVIDENCE
        self._made.marked(written, f"{path}.evidence")
        self._made.places[f"{path}.evidence.on"] = written.places.get("date") or written.place.of("date")
        made = self._made.built(
            Evidence,
            f"{path}.evidence",
            on=written.day("date"),
            quote=written.text("quote"),
            source=written.text("source"),
            stated_by=_person(written.text("stated_by")),
            confirmed=written.word("confirmed", Confirmation, Confirmation.WRITING) if written.has("confirmed") else None,
        )
        return made or NO_EVIDENCE

    def _interested(self, form: WorthForm) -> tuple[PersonaId, ...]:
        found = form.keys("interested")
        for key, place in found:
            self._made.refer("persona", key, place)
        return tuple(PersonaId(key) for key, _ in found)

    def _beliefs(self, form: WorthForm, path: str) -> list[Belief]:
        """How far people believe it, by their keys."""
        found: list[Belief] = []
        for key, node, place in form.entries("believed"):
            where = f"{path}.beliefs[{len(found)}]"
            self._made.places[where] = place
            share = form.believed(node, place)
            belief = None if share is None else self._made.built(Belief, where, stakeholder=StakeholderId(key), share=share)
            found += [belief] if belief is not None else []
        return found

    def _overrides(self, form: WorthForm, path: str) -> list[Override]:
        found: list[Override] = []
        for node, place in form.items("overrides"):
            where = f"{path}.overrides[{len(found)}]"
            said = self._made.form(node, place, where, OVERRIDE)
            other = said.text("claim")
            override = self._made.built(
                Override,
                where,
                verdict=said.word("verdict", Verdict, Verdict.DIFFERENT, required=True),
                claim=ClaimId(other) if other else None,
                said=said.text("said", required=True),
                by=StakeholderId(said.text("by", required=True)),
                on=said.day("date"),
            )
            found += [override] if override is not None else []
        return found

    def _mixed(self, place: Place) -> None:
        self._made.problems.add(place, "MIXED_MEASURES", "is not in the measure of `amount`", "write all of them as money, or all in %")


def _key(text: str) -> Key | None:
    return Key(text) if text else None


def _person(text: str) -> StakeholderId | None:
    return StakeholderId(text) if text else None

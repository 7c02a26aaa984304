"""What a message rests on, and what of it has changed."""

from __future__ import annotations

import pytest

from drawing import AT, UNBOUNDED, directory, example, network, outcome_id
from valuenet.analysis.chains import best_chains
from valuenet.messages.footing import Moved, MovedKind, footing, moved
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.applying import edited
from valuenet.model.edits import Connect, Disconnect, NetworkEdit, PutOutcome, Remove, Rename, Tag, Untag, Update
from valuenet.model.ids import MessageId, PersonaId
from valuenet.model.message import Message
from valuenet.model.network import Network
from valuenet.model.vocabulary import ElementKind, Importance, Strength

PEOPLE = directory()
CFO, CRO = PersonaId("per_cfo"), PersonaId("per_cro")
NET = network(
    "[tool] -> fast -> cheap",
    "[portal] ~> calm",
    "[portal] .> cheap",
    "cheap: cfo",
    "alone: cfo",
    Connect(cause="fast", effect="cheap", why="less to do"),
)


def message(net: Network = NET, outcome: str = "cheap", persona: PersonaId = CFO) -> Message:
    """A message that was written on the network as it is."""
    on = outcome_id(net, outcome)
    return Message(
        id=MessageId("msg_1"),
        network=net.id,
        outcome=on,
        persona=persona,
        headline="Cheaper",
        say="It gets cheaper.",
        owner=LOCAL_OWNER,
        footing=footing(net, on, persona),
    )


def after(*edits: NetworkEdit, written: Message | None = None) -> Moved | None:
    """What has changed under a message when the network is edited like this."""
    net, _ = edited(NET, edits, PEOPLE, at=AT, bounds=UNBOUNDED)
    return moved(written or message(), net)


def kind(found: Moved | None) -> MovedKind | None:
    return found.kind if found is not None else None


def test_a_footing_is_the_best_chain_and_the_wish_of_the_persona_at_the_networks_revision() -> None:
    found = message().footing
    assert [(step.title, step.strength, step.why) for step in found.chain] == [
        ("Tool", None, ""),
        ("Fast", Strength.USUALLY, ""),
        ("Cheap", Strength.USUALLY, "less to do"),
    ]
    assert (found.revision, found.importance, found.why) == (NET.revision, Importance.PRIMARY, "cfo cares")
    untagged = footing(NET, outcome_id(NET, "cheap"), CRO, chains=best_chains(NET))
    assert (untagged.chain, untagged.importance, untagged.why) == (found.chain, None, "")


@pytest.mark.parametrize("name", ["car-dealer", "invoice-automation", "office-space", "value-focused-culture"])
def test_nothing_has_moved_under_what_was_just_written(name: str) -> None:
    net, _ = example(name)
    for tag in net.tags:
        key = net.outcome_by_id[tag.outcome].key
        assert moved(message(net, key, tag.persona), net) is None


def test_what_is_beside_the_chain_may_change_and_a_better_chain_may_come_up() -> None:
    assert after(Remove(key="calm"), Rename(key="fast", to="quick"), Update(key="quick", fields={"evidence": "three cases"})) is None
    assert after(Connect(cause="portal", effect="cheap", strength=Strength.ALMOST_ALWAYS)) is None, "the old chain stands"


def test_a_message_is_orphaned_when_its_outcome_or_its_network_is_gone() -> None:
    gone, deleted = after(Remove(key="cheap"), Remove(key="fast")), moved(message(), None)
    assert gone is not None
    assert (gone.kind, gone.sentences) == (MovedKind.ORPHANED, ("the outcome “Cheap” was removed from the network",))
    assert gone.touched == ((ElementKind.OUTCOME, outcome_id(NET, "cheap"), ""),)
    assert deleted is not None
    assert (deleted.kind, deleted.sentences) == (MovedKind.ORPHANED, ("the network was deleted",))


def test_a_broken_chain_says_what_explains_the_outcome_now() -> None:
    found = after(Remove(key="fast"))
    assert found is not None
    assert found.kind is MovedKind.CHAIN_CHANGED
    assert found.sentences == ("“Fast” was removed from the network", "what explains it now: Portal, so that Cheap")
    cut = after(Disconnect(cause="tool", effect="fast"), Disconnect(cause="portal", effect="cheap"))
    assert cut is not None
    assert cut.sentences == ("“Tool” does not lead to “Fast” any more", "no differentiator leads to “Cheap” any more")
    assert (ElementKind.LEADS_TO, NET.node_by_key["tool"].id, NET.node_by_key["fast"].id) in cut.touched


def test_other_titles_strengths_and_reasons_along_the_chain_are_told_apart() -> None:
    found = after(
        Update(key="fast", fields={"title": "Faster"}),
        Connect(cause="tool", effect="fast", strength=Strength.RARELY),
        Connect(cause="fast", effect="cheap", why="fewer people"),
    )
    assert found is not None
    assert found.kind is MovedKind.CHAIN_CHANGED
    assert found.sentences == (
        "“Fast” is called “Faster” now",
        "“Tool” leads to “Fast” rarely now, not usually as before",
        "“Fast” leads to “Cheap” for another reason now: fewer people",
    )
    removed = after(Connect(cause="fast", effect="cheap"))
    assert removed is not None
    assert removed.sentences == ("“Fast” leads to “Cheap” without a reason now",)


def test_what_the_persona_wants_is_told_apart_from_the_chain() -> None:
    assert kind(after(Untag(outcome="cheap", persona="cfo"))) is MovedKind.UNTAGGED
    other = after(Tag(outcome="cheap", persona="cfo", importance=Importance.SECONDARY, why="the board asks"))
    assert other is not None
    assert (other.kind, other.sentences) == (
        MovedKind.WHY_CHANGED,
        (
            "it is secondary to the persona now, not primary as before",
            "why the persona cares is put in other words now: the board asks",
        ),
    )
    silent = after(Tag(outcome="cheap", persona="cfo"))
    assert silent is not None
    assert silent.sentences == ("why the persona cares is not said any more",)
    assert silent.touched == ((ElementKind.DESIRED_BY, outcome_id(NET, "cheap"), CFO),)


def test_a_message_to_a_persona_that_was_never_tagged_waits_for_the_tag() -> None:
    written = message(persona=CRO)
    assert after(Untag(outcome="cheap", persona="cfo"), written=written) is None
    tagged = after(Tag(outcome="cheap", persona="cro"), written=written)
    assert tagged is not None
    assert (tagged.kind, tagged.sentences) == (MovedKind.WHY_CHANGED, ("the outcome is tagged with the persona now, as primary",))


def test_the_gravest_change_gives_the_kind_and_all_are_told() -> None:
    found = after(Remove(key="fast"), Untag(outcome="cheap", persona="cfo"))
    assert found is not None
    assert found.kind is MovedKind.UNTAGGED
    assert len(found.sentences) == 3


def test_a_message_that_nothing_explained_hears_of_the_first_chain() -> None:
    written = message(outcome="alone")
    assert written.footing.chain == ()
    assert after(PutOutcome(key="other", title="Other"), Connect(cause="other", effect="alone"), written=written) is None
    found = after(Connect(cause="tool", effect="alone"), written=written)
    assert found is not None
    assert found.sentences == ("nothing explained it when this was written, and now there is: Tool, so that Alone",)

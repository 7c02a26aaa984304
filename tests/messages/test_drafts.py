"""First drafts of messages, composed from the network alone."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import EXAMPLES, compared, directory, example, grown, network, outcome_id, persona
from valuenet.errors import NotFound
from valuenet.messages.drafts import Draft, draft, drafts
from valuenet.model.actor import LOCAL_OWNER
from valuenet.model.directory import Directory, Persona
from valuenet.model.edits import Compare, Connect, NetworkEdit, PutDifferentiator, PutOutcome, Tag
from valuenet.model.ids import Key, MessageId, OutcomeId, PersonaId
from valuenet.model.message import Message
from valuenet.model.network import Metric, Network
from valuenet.model.vocabulary import Direction, Importance, JourneyStage, Position, ProofKind, Strength

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
PEOPLE = directory()
CFO = PersonaId("per_cfo")


def of(net: Network, outcome: str, who: str = "cfo", people: Directory = PEOPLE) -> Draft:
    return draft(net, people, outcome_id(net, outcome), people.persona_by_key[who].id)


def invoices(outcome: str, who: str) -> Draft:
    net, people = example("invoice-automation")
    return of(net, outcome, who, people)


def test_a_draft_says_the_chain_and_why_this_persona_cares() -> None:
    assert invoices("fewer-audit-findings", "controller").say == (
        "What is different with us: every approval and every change stays with its invoice, so that any payment can be explained in "
        "minutes, from order to approval, which means fewer audit findings in accounts payable. "
        "Why it may matter to you: every finding brings a larger sample, a higher audit fee and a plan to remedy it."
    )
    assert invoices("fewer-audit-findings", "cfo").say.endswith("the close are planned without a reserve for surprises.")


def test_of_what_nobody_anticipates_a_question_comes_before_any_claim() -> None:
    said = invoices("forged-bank-details-stopped", "it-lead").say
    assert said.startswith(
        "What would this change for you: a forged change of bank details does not get paid? It can come about like this: "
    )
    assert invoices("forged-bank-details-stopped", "it-lead").questions[0] == "Had you thought of this before, or is it new to you?"


def test_the_questions_find_out_where_they_stand_whether_it_matters_follows_and_what_it_is_worth_and_who_else() -> None:
    assert invoices("invoices-processed-faster", "ap-manager").questions == (
        "What is your figure today: time from arrival to approval, in days?",
        "Is anybody working on it already, and what came of that?",
        "Is that why it would matter to you: the pile on the 25th is what the whole month-end waits for?",
        "Would it work like that with you too, or what stands in the way?",
        "If that figure fell by a tenth, what would it be worth to you a year, in money?",
        "Who else would want it: Treasurer, or somebody whom I have not thought of?",
        "And for you yourself: what would be different in your own week?",
    )


def test_where_there_is_no_metric_the_question_is_how_they_would_notice() -> None:
    asked = invoices("suppliers-stop-calling", "ap-manager").questions
    assert any(question.startswith("What is your figure today: payment questions (a week)?") for question in asked)
    without = invoices("posted-without-retyping", "controller").questions
    assert "How would you notice that it has come about, and what would it be worth to you a year, in money?" in without


def test_the_weakest_step_of_the_chain_is_asked_about_and_doubted() -> None:
    weak_first = network("[tool] ~> month-closes-early -> rich", "rich: cfo")
    assert "Would the first step hold with you too: Month closes early?" in of(weak_first, "rich").questions
    assert of(weak_first, "rich").objection == "I do not see why this should follow: Month closes early."
    weak_later = network("[tool] => fast -> rich", "rich: cfo", Connect(cause="fast", effect="rich", why="less to do"))
    assert "Would this follow with you too: Fast, which means Rich?" in of(weak_later, "rich").questions
    assert (of(weak_later, "rich").objection, of(weak_later, "rich").answer) == (
        "I do not see why this should follow: Rich.",
        "Less to do.",
    )


def test_a_side_effect_that_the_persona_suffers_from_is_the_objection_before_any_other() -> None:
    net = network("[tool] -> fast", "[tool] -> (worry)", "fast: cfo, cro", "worry: cfo", *compared(tool="behind"))
    assert of(net, "fast").objection == "Worry."
    assert of(net, "fast", "cro").objection == "Rival is better at that.", "an alternative that is better comes before others' worries"
    assert of(network("[tool] -> fast", "[tool] -> (worry)", "fast: cfo"), "fast").objection == "Worry."


def test_an_alternative_that_does_the_same_is_the_objection_where_none_is_better() -> None:
    same = Compare(differentiator="tool", alternative="status-quo", position=Position.EQUAL, note="Both keep a record.")
    assert of(network("[tool] -> fast", same), "fast").objection == "What we have today does that as well: both keep a record."
    ahead = of(network("[tool] -> fast", *compared(tool="ahead")), "fast")
    assert ahead.objection == "I do not see why this should follow: Fast."
    assert [(one.kind, one.text, one.source) for one in ahead.proof] == [(ProofKind.STORY, "trial of tool", "net: tool vs rival")]


def test_the_evidence_along_the_chain_is_the_proof_a_statistic_where_it_has_a_figure() -> None:
    net = network(
        "[tool] -> fast",
        PutOutcome(key="rich", title="Rich", evidence="told by three customers"),
        Connect(cause="fast", effect="rich", evidence="9 of 14 customers"),
    )
    assert [(one.kind, one.text, one.source) for one in of(net, "rich").proof] == [
        (ProofKind.STATISTIC, "9 of 14 customers", "net: fast → rich"),
        (ProofKind.STORY, "told by three customers", "net: rich"),
    ]


def test_every_missing_part_leaves_a_draft_that_can_be_said() -> None:
    bare = of(network("alone: cfo", Tag(outcome="alone", persona="cfo")), "alone")
    assert bare.say == "What would this change for you: Alone? Whether it would matter to you is what I should like to hear."
    assert bare.objection == "How would you bring that about?"
    assert "What would have to happen with you before it can come about?" in bare.questions
    assert (bare.answer, bare.proof, bare.footing.chain) == ("", (), ())
    measured = directory(Persona(id=PersonaId("per_coo"), key=Key("coo"), name="COO", measured_on="Cost per unit"))
    said = of(network("[tool] -> fast", people=measured), "fast", "coo", measured).say
    assert said.endswith("Why it may matter to you: you are measured on Cost per unit.")


def test_a_pair_without_a_tag_has_a_draft_too_and_an_outcome_that_is_not_there_has_none() -> None:
    net = network("[tool] -> fast", "fast: cfo")
    assert (
        of(net, "fast", "cro").say
        == "What is different with us: Tool, which means Fast. Whether it would matter to you is what I should like to hear."
    )
    assert draft(net, PEOPLE, outcome_id(net, "fast"), PersonaId("per_gone")).footing.importance is None
    with pytest.raises(NotFound, match="outcome 'out_gone'"):
        draft(net, PEOPLE, OutcomeId("out_gone"), CFO)


def test_what_the_status_quo_leaves_people_in_is_put_to_them_as_a_trouble() -> None:
    net, people = example("mediocrity-merry-go-round")
    found = of(net, "same-solutions-presented", "cro", people)
    assert found.say.startswith("What often happens when things stay as they are: sellers meet expectations")
    assert found.say.endswith("Why it may trouble you: nothing left to win on but price.")
    assert found.questions[0] == "Does that happen with you, and when did it happen last?"
    assert found.stage is JourneyStage.NOTICING
    assert {net.outcome_by_id[one.outcome].wanted for one in drafts(net, people)} == {False}
    rival = network("[slides] -> (boredom)", "boredom: cfo", about="rival")
    assert of(rival, "boredom").say == "What often follows with Rival: Slides, which means Boredom. Why it may trouble you: cfo cares."


def test_side_effects_and_what_speaks_for_an_alternative_have_drafts_only_when_asked_for() -> None:
    ours = network("[tool] -> (worry)", "worry: cfo")
    theirs = network("[slides] -> calm", "calm: cfo", about="rival")
    assert drafts(ours, PEOPLE) == drafts(theirs, PEOPLE) == ()
    assert of(ours, "worry").say.startswith("To be open about what comes with it: Tool, which means Worry.")
    assert of(theirs, "calm").say.startswith("What speaks for Rival: Slides, which means Calm.")


@pytest.mark.parametrize("name", NAMES)
def test_every_pair_of_an_example_has_a_draft_in_the_order_of_personas_and_nearness(name: str) -> None:
    net, people = example(name)
    found = drafts(net, people)
    tags = {(tag.outcome, tag.persona) for tag in net.tags if net.outcome_by_id[tag.outcome].wanted is (net.root.alternative is None)}
    assert {(one.outcome, one.persona) for one in found} == tags
    assert len(found) == len(tags)
    persons = [people.persona_by_id[one.persona].key for one in found]
    assert persons == sorted(persons)
    assert all(one == draft(net, people, one.outcome, one.persona) for one in found[::7])


@pytest.mark.parametrize("name", NAMES)
def test_drafts_of_examples_are_said_in_at_most_three_sentences_without_holes(name: str) -> None:
    net, people = example(name)
    for one in drafts(net, people):
        assert 2 <= Counter(one.say)["."] + Counter(one.say)["?"] <= 3, one.say
        for text in (one.say, one.objection, *one.questions):
            assert ".." not in text
            assert ": ." not in text
            assert "  " not in text
            assert text[-1] in ".?"
            assert text[0].isupper()


def test_drafts_may_be_asked_for_some_personas_and_leave_out_archived_ones_otherwise() -> None:
    net = network("[tool] -> fast -> rich", "fast: cfo, cro", "rich: cfo, gone", people=directory("gone"))
    people = directory(persona("gone", archived=True))
    shown = [(one.persona, net.outcome_by_id[one.outcome].key) for one in drafts(net, people)]
    assert shown == [(CFO, "fast"), (CFO, "rich"), (PersonaId("per_cro"), "fast")]
    assert [one.persona for one in drafts(net, people, {PersonaId("per_gone"), PersonaId("per_cro")})] == ["per_cro", "per_gone"]


def test_of_a_long_chain_the_beginning_and_the_end_are_told() -> None:
    steps = " -> ".join(f"team-takes-step-{place}" for place in range(8))
    said = of(network(f"[tool] -> {steps}"), "team-takes-step-7").say
    assert said.startswith(
        "What is different with us: Tool, so that Team takes step 0, so that Team takes step 6, so that Team takes step 7."
    )


@given(
    titles=st.lists(
        st.text(st.characters(categories=("L", "P", "Zs")), min_size=1, max_size=200).filter(str.strip), min_size=2, max_size=7
    ),
    why=st.text(st.characters(categories=("L", "P")), max_size=500),
    anticipated=st.booleans(),
    strength=st.sampled_from(Strength),
)
@settings(deadline=None, max_examples=60)
def test_whatever_people_wrote_a_draft_is_a_message(titles: list[str], why: str, anticipated: bool, strength: Strength) -> None:
    metric = Metric(name=titles[0], unit=titles[-1].strip()[:40], direction=Direction.DOWN)
    edits: list[NetworkEdit] = [PutDifferentiator(key="o0", title=titles[0])]
    edits += [
        PutOutcome(key=f"o{place}", title=title, anticipated=anticipated, metric=metric) for place, title in enumerate(titles) if place
    ]
    edits += [
        Connect(cause=f"o{place - 1}", effect=f"o{place}", strength=strength, why=why, evidence=why) for place in range(1, len(titles))
    ]
    edits += [Tag(outcome=f"o{len(titles) - 1}", persona="cfo", importance=Importance.SECONDARY, why=why, personally=why)]
    net = network(*edits)
    (found,) = drafts(net, PEOPLE)
    written = Message(
        id=MessageId("msg_1"),
        network=net.id,
        outcome=found.outcome,
        persona=found.persona,
        headline=found.headline,
        say=found.say,
        questions=found.questions,
        proof=found.proof,
        objection=found.objection,
        answer=found.answer,
        stage=found.stage,
        owner=LOCAL_OWNER,
        footing=found.footing,
    )
    assert drafts(net, PEOPLE) == (found,)
    assert written.footing.chain[-1].title == net.outcome_by_id[found.outcome].title


def test_drafts_of_a_large_network_are_all_there_and_no_longer_than_a_message_may_be() -> None:
    net = grown(300, 900, tags=600)
    found = drafts(net, PEOPLE)
    assert len(found) == len(net.tags)
    assert max(len(one.say) for one in found) <= 1_000

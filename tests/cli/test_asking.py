"""Questions from a terminal, on the example networks."""

import json

from terminal import Terminal


def test_each_outcome_says_who_cares_why_it_follows_and_where_it_is(examples: Terminal) -> None:
    text = examples.done("outcomes", "--persona", "cfo", "--importance", "primary", "--network", "value-focused-culture")
    assert text.startswith(
        "Price is discussed against the customer's own numbers\n"
        "  cfo    primary: price exceptions have a reason\n"
        "  why    Everyone revolves around the customer's perceived value, so that Price\n"
        "         is discussed against the customer's own numbers\n"
        "  where  value-focused-culture/value-based-pricing-talks\n"
    )


def test_several_personas_get_what_any_of_them_desires(examples: Terminal) -> None:
    def found(*personas: str) -> set[str]:
        options = [part for key in personas for part in ("--persona", key)]
        answer = json.loads(examples.done("outcomes", *options, "--first", "100", "--json"))
        return {f"{one['network']}/{one['key']}" for one in answer["outcomes"]}

    assert found("cfo", "cro") == found("cfo") | found("cro")
    assert found("cfo") != found("cro")


def test_pages_go_on_where_the_last_one_ended(examples: Terminal) -> None:
    def titles(answer: dict[str, list[dict[str, str]]]) -> list[str]:
        return [one["title"] for one in answer["outcomes"]]

    whole = json.loads(examples.done("outcomes", "--persona", "cfo", "--first", "100", "--json"))
    first = json.loads(examples.done("outcomes", "--persona", "cfo", "--first", "3", "--json"))
    second = json.loads(examples.done("outcomes", "--persona", "cfo", "--first", "100", "--after", first["next"], "--json"))
    assert titles(first) + titles(second) == titles(whole)
    assert (whole["next"], second["next"]) == (None, None)


def test_a_page_that_is_not_the_last_says_how_to_go_on(examples: Terminal) -> None:
    result = examples.run("outcomes", "--persona", "cfo", "--first", "1")
    assert result.stderr.startswith("\nThere is more: repeat the command with --after ")


def test_json_holds_the_steps_of_the_chain(examples: Terminal) -> None:
    answer = json.loads(examples.done("outcomes", "--network", "value-focused-culture", "--text", "prices that reflect", "--json"))
    (outcome,) = answer["outcomes"]
    assert [step["key"] for step in outcome["why"]["steps"]] == ["value-is-the-hub", "value-based-pricing-talks", "price-integrity"]
    assert [step["strength"] for step in outcome["why"]["steps"]] == [None, "usually", "usually"]
    assert outcome["distance"] == 2


def test_only_the_personas_that_were_asked_for_are_shown(examples: Terminal) -> None:
    answer = json.loads(examples.done("outcomes", "--persona", "cro", "--text", "prices that reflect", "--json"))
    assert [tag["persona"] for tag in answer["outcomes"][0]["desired_by"]] == ["cro"]


def test_what_people_suffer_from_is_asked_for_by_itself(examples: Terminal) -> None:
    text = examples.done("outcomes", "--persona", "cro", "--unwanted", "--first", "1")
    assert text.startswith("Prospects do not ask sellers for information\n")
    assert "Prospects do not ask sellers" not in examples.done("outcomes", "--persona", "cro", "--first", "100")


def test_what_follows_from_one_differentiator_is_asked_with_its_network(examples: Terminal) -> None:
    network = ("--network", "value-focused-culture", "--first", "100", "--json")
    followed = json.loads(examples.done("outcomes", "--reached-from", "coaching-cadence", *network))
    whole = json.loads(examples.done("outcomes", *network))
    keys = {one["key"] for one in followed["outcomes"]}
    assert "behaviour-change" in keys
    assert keys < {one["key"] for one in whole["outcomes"]}


def test_unanticipated_outcomes_and_levels_narrow_a_question(examples: Terminal) -> None:
    answer = json.loads(
        examples.done("outcomes", "--unanticipated", "--level", "executive", "--network", "value-focused-culture", "--json")
    )
    assert [one["key"] for one in answer["outcomes"]] == ["affordable-differentiation"]


def test_a_question_without_an_answer_says_so_on_stderr(examples: Terminal) -> None:
    result = examples.run("outcomes", "--text", "no such words")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("No outcome answers that.")


def test_why_gives_the_sentence_the_strengths_and_who_desires_it(examples: Terminal) -> None:
    text = examples.done("why", "value-focused-culture/price-integrity")
    assert text == (
        "Everyone revolves around the customer's perceived value, so that Price is\n"
        "discussed against the customer's own numbers, so that Business won at prices\n"
        "that reflect its value.\n\n"
        "  our difference  Everyone revolves around the customer's perceived value\n"
        "  usually         Price is discussed against the customer's own numbers\n"
        "  usually         Business won at prices that reflect its value\n\n"
        "Desired by\n"
        "  cfo  primary: a price dollar is a profit dollar\n"
        "  cro  primary: a seat at the table\n"
    )


def test_why_gives_the_reason_of_an_arrow_where_there_is_one(examples: Terminal) -> None:
    assert "because four invoices in five need no person" in examples.done("why", "invoice-automation/invoices-processed-faster")


def test_more_chains_are_given_on_request_and_what_was_cut_is_said(examples: Terminal) -> None:
    text = examples.done("why", "value-focused-culture/price-integrity", "--all", "3")
    assert "3 chains are shown, there are 43 in all." in text
    answer = json.loads(examples.done("why", "value-focused-culture/price-integrity", "--all", "3", "--json"))
    assert (len(answer["chains"]), answer["total"], answer["cut"]) == (3, 43, True)
    likelihoods = [chain["likelihood"] for chain in answer["chains"]]
    assert likelihoods == sorted(likelihoods, reverse=True)


def test_an_unwanted_outcome_is_suffered_by_personas(examples: Terminal) -> None:
    text = examples.done("why", "mediocrity-merry-go-round/customers-expect-discounts")
    assert "Suffered by\n  cfo  primary: a discount dollar is a profit dollar\n" in text


def test_an_outcome_that_nothing_leads_to_says_so(terminal: Terminal) -> None:
    (terminal.directory / "lone.yaml").write_text("valuenet: 1\nnetwork: lone\nname: Lone\noutcomes:\n  calm: {title: Calm}\n")
    terminal.done("import", "lone.yaml")
    assert terminal.done("why", "lone/calm") == "Calm: no differentiator leads to it yet.\n"
    assert "no differentiator leads to it yet" not in terminal.done("outcomes", "--network", "lone")


def test_networks_are_listed_by_key_with_their_revision(examples: Terminal) -> None:
    listed = json.loads(examples.done("networks", "--json"))["networks"]
    assert [one["key"] for one in listed] == sorted(one["key"] for one in listed)
    assert len(listed) == 6
    assert {one["revision"] for one in listed} == {1}
    assert examples.done("networks").startswith("KEY ")


def test_personas_are_listed_with_their_level(examples: Terminal) -> None:
    listed = json.loads(examples.done("personas", "--json"))["personas"]
    assert {"key": "cfo", "level": "executive"}.items() <= listed[[one["key"] for one in listed].index("cfo")].items()
    assert "Chief financial" in examples.done("personas")


def test_an_empty_store_says_what_to_do_next(terminal: Terminal) -> None:
    assert "valuenet import FILE" in terminal.run("networks").stderr
    assert "they come with the networks" in terminal.run("personas").stderr

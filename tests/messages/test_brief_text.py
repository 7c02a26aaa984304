"""A brief as text for a terminal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import network
from meetings import ALDER, briefed, month_end
from valuenet.messages.brief_markdown import markdown
from valuenet.messages.brief_page import page
from valuenet.messages.brief_telling import NOTHING
from valuenet.messages.brief_text import text
from valuenet.model.actor import Actor
from valuenet.model.call_plan import Comment
from valuenet.model.columns import cells
from valuenet.model.edits import PutOutcome, Tag, Update

TOLD = """\
Brief: Alder
1 April 2026, Food, North

You meet Ms Keller (CFO) and the CLERK.

WHAT BOTH CARE ABOUT -----------------------------------------------------------

*  Invoices are approved a week sooner
   CFO          figures come sooner [secondary]
   CLERK        the pile on the 25th stops the month-end

And what only one of them wants
   CFO          The audit is calm

WHAT THEY TOLD US THAT THEY LACK -----------------------------------------------

-  Orders come on paper. CLERK, 3 March 2026, importance medium; nobody has
   decided about it yet.

CFO ============================================================================
Ms Keller, executive

1  Invoices are approved a week sooner [secondary, shared with CLERK]
   They care    figures come sooner
   It follows   Matching of invoice and order, so that Invoices are approved a
                week sooner
   Say          Your figures would be there sooner. [draft]
   Rank         61 points = 16/40 a secondary wish of theirs + 15/30 never
                tested with them; 1 of 2 others confirmed it: we expect 50 % +
                20/20 one account puts it at 48 000 a year + 10/10 1 step from
                what we do, and leads to 2 more wishes of theirs

Once credible with them: they do not see these coming

2  The audit is calm [primary]
   They care    the committee talks about the business
   It follows   Matching of invoice and order, so that Invoices are approved a
                week sooner, so that The audit is calm
   Say          Would a calm audit help? It follows from approvals in time.
                [draft]
   Rank         57.5 points = 40/40 a primary wish of theirs + 15/30 never
                tested with them: an open question + 0/20 nobody has put a
                number on it yet + 2.5/10 2 steps from what we do

Avoid, or be ready for
!  Do not bring up: Higher operating profit. Refuted here by Ms Keller on
   9 March 2026: “Show me the close.”

Record afterwards
1  month-end/faster: held?
2  month-end/calm: held? thought of before? worth a year?
-  Are we credible with the CFO by now?

CLERK ==========================================================================
practitioner

1  Invoices are approved a week sooner [primary, shared with CFO]
   They care    the pile on the 25th stops the month-end
   For them     home at six
   It follows   Matching of invoice and order, so that Invoices are approved a
                week sooner
   Say          Most of it waits for a question. Whose is it? [approved]
   Ask          How many hours was it?
   Proof        85 instead of 210 hours. (Report <A>, 3 November 2025)
   If they say  “We tried that.” Bring ten that failed.
   Heard        - Birch (same trade and region), 2 March 2026: confirmed it. “At
                last *somebody* says it.” High desirability; worth 48 000 a
                year.
                - Cedar (same trade), 2 February 2026: refuted it.
   Rank         80 points = 40/40 a primary wish of theirs + 15/30 confirmed at
                1 of 2 accounts: we expect 50 % (19 to 81 %), not enough tests +
                20/20 one account puts it at 48 000 a year + 5/10 1 step from
                what we do

Avoid, or be ready for
!  Be ready for: IT has to check every update. Somebody has to do it; it comes
   about like this: Matching of invoice and order, so that IT has to check every
   update.

Record afterwards
1  month-end/faster: held? (2 accounts so far)
-  Are we credible with the CLERK by now?

WHO IS NOT IN THE ROOM YET -----------------------------------------------------

-  MANAGER (manager): Higher operating profit: the bonus hangs on it. It follows
   from “Invoices are approved a week sooner”, which the CFO wants.

WHAT AN EXECUTIVE COMES FOR ----------------------------------------------------

-  Invoices are approved a week sooner (CFO, who comes)
-  The audit is calm (CFO, who comes)

--------------------------------------------------------------------------------
Names and words of other customers are for your ears: ask before you pass them
on.
Made from Month end (revision 1), personas at revision 1, and 3 tests in
dialogue.
"""

NET = network("[tool] -> fast", "fast: cfo", Update(key="fast", fields={"anticipated": False}))


def test_a_brief_reads_like_this() -> None:
    assert text(month_end()) == TOLD


def test_before_they_believe_us_only_a_question_is_put_of_what_the_map_gives() -> None:
    told = text(briefed(NET))
    assert "   Ask first    - What would this change for you: Fast?" in told
    assert " Say " not in told


def test_who_wants_nothing_on_the_map_is_asked() -> None:
    assert NOTHING in " ".join(text(briefed(NET, who=["cro"])).split())


def test_what_was_said_about_a_plan_is_told_after_it() -> None:
    comment = Comment(by=Actor(id="act_1", name="Robin"), at="2026-03-30T08:00:00.000000+00:00", text="Start with the close.")
    told = text(briefed(NET), [comment])
    assert "WHAT WAS SAID ABOUT THIS PLAN" in told
    assert "-  Robin, 30 March 2026: Start with the close." in told


def test_without_words_of_other_customers_nobody_is_asked_to_be_discreet() -> None:
    assert "ask before you pass them on" not in text(briefed(NET))
    assert "ask before you pass them on" in " ".join(text(month_end()).split())


@given(st.text(alphabet="abc 漢字é-", min_size=1, max_size=150).filter(str.strip), st.integers(60, 120))
@settings(deadline=None, max_examples=30)
def test_no_line_is_wider_than_the_screen(title: str, width: int) -> None:
    net = network("[tool] -> fast", PutOutcome(key="fast", title=title), Tag(outcome="fast", persona="cfo", why=title))
    assert all(cells(line) <= width for line in text(briefed(net, who=["cfo:Kim"], at=ALDER), width=width).splitlines())


def test_a_persona_that_no_network_speaks_of_yet_has_a_brief_that_says_so_in_every_form() -> None:
    brief = briefed()
    for form in (text(brief), markdown(brief), page(brief)):
        said = " ".join(form.split())
        assert NOTHING in said
        assert "Made from no network, personas at revision 1, and 0 tests in dialogue." in said


def test_what_a_persona_wants_and_nothing_that_we_do_leads_to_is_not_called_unknown() -> None:
    said = " ".join(text(briefed(network("[tool] -> fast", "alone: cfo"))).split())
    assert "Do not promise: Alone" in said
    assert "Nothing on the map can be put to them yet" in said

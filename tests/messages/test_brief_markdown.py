"""A brief as Markdown."""

from __future__ import annotations

from drawing import network
from meetings import briefed, month_end
from valuenet.messages.brief_markdown import markdown
from valuenet.messages.phrases import NO_BREAK
from valuenet.model.actor import Actor
from valuenet.model.call_plan import Comment
from valuenet.model.edits import PutOutcome, Tag

TOLD = """\
# Brief: Alder

1 April 2026 · Food · North

You meet Ms Keller (CFO) and the CLERK.

## What both care about

**Invoices are approved a week sooner**

- **CFO** (secondary): figures come sooner
- **CLERK**: the pile on the 25th stops the month-end

**And what only one of them wants**

- **CFO**: The audit is calm

## What they told us that they lack

- Orders come on paper. CLERK, 3 March 2026, importance medium; nobody has decided about it yet.

## CFO

*Ms Keller · executive*

### 1. Invoices are approved a week sooner

*secondary · shared with CLERK*

- **They care**: figures come sooner
- **It follows**: Matching of invoice and order, so that Invoices are approved a week sooner
- **Say** (draft): Your figures would be there sooner.
- **Rank**: 61 points = 16/40 a secondary wish of theirs + 15/30 never tested with them; 1 of 2 others confirmed it: we expect 50 \
% + 20/20 one account puts it at 48 000 a year + 10/10 1 step from what we do, and leads to 2 more wishes of theirs

### Once credible with them: they do not see these coming

### 2. The audit is calm

*primary*

- **They care**: the committee talks about the business
- **It follows**: Matching of invoice and order, so that Invoices are approved a week sooner, so that The audit is calm
- **Say** (draft): Would a calm audit help? It follows from approvals in time.
- **Rank**: 57.5 points = 40/40 a primary wish of theirs + 15/30 never tested with them: an open question + 0/20 nobody has put a \
number on it yet + 2.5/10 2 steps from what we do

### Avoid, or be ready for

- **Do not bring up:** Higher operating profit. Refuted here by Ms Keller on 9 March 2026: “Show me the close.”

### Record afterwards

- month-end/faster: held?
- month-end/calm: held? thought of before? worth a year?
- Are we credible with the CFO by now?

## CLERK

*practitioner*

### 1. Invoices are approved a week sooner

*primary · shared with CFO*

- **They care**: the pile on the 25th stops the month-end
- **For them**: home at six
- **It follows**: Matching of invoice and order, so that Invoices are approved a week sooner
- **Say** (approved): Most of it waits for a question. Whose is it?
- **Ask**: How many hours was it?
- **Proof**: 85 instead of 210 hours. (Report \\<A\\>, 3 November 2025)
- **If they say**: “We tried that.” Bring ten that failed.
- **Heard**:
  - Birch (same trade and region), 2 March 2026: confirmed it. “At last \\*somebody\\* says it.” High desirability; worth 48 000 a year.
  - Cedar (same trade), 2 February 2026: refuted it.
- **Rank**: 80 points = 40/40 a primary wish of theirs + 15/30 confirmed at 1 of 2 accounts: we expect 50 % (19 to 81 %), not \
enough tests + 20/20 one account puts it at 48 000 a year + 5/10 1 step from what we do

### Avoid, or be ready for

- **Be ready for:** IT has to check every update. Somebody has to do it; it comes about like this: Matching of invoice and order, \
so that IT has to check every update.

### Record afterwards

- month-end/faster: held? (2 accounts so far)
- Are we credible with the CLERK by now?

## Who is not in the room yet

- MANAGER (manager): Higher operating profit: the bonus hangs on it. It follows from “Invoices are approved a week sooner”, which \
the CFO wants.

## What an executive comes for

- Invoices are approved a week sooner (CFO, who comes)
- The audit is calm (CFO, who comes)

---

*Names and words of other customers are for your ears: ask before you pass them on.*

*Made from Month end (revision 1), personas at revision 1, and 3 tests in dialogue.*
"""


def test_a_brief_reads_like_this() -> None:
    assert markdown(month_end()).replace(NO_BREAK, " ") == TOLD


def test_what_people_wrote_does_not_become_markup() -> None:
    net = network(
        "[tool] -> fast", PutOutcome(key="fast", title="# 1. *Fast* [x](y) <b>"), Tag(outcome="fast", persona="cfo", why="- so\nwhat")
    )
    told = markdown(briefed(net))
    assert "### 1. \\# 1. \\*Fast\\* \\[x\\](y) \\<b\\>" in told
    assert "\nwhat" not in told


def test_what_was_said_about_a_plan_is_told_after_it() -> None:
    comment = Comment(by=Actor(id="act_1", name="Robin"), at="2026-03-30T08:00:00.000000+00:00", text="Start with the close.")
    told = markdown(briefed(network("[tool] -> fast", "fast: cfo")), [comment]).replace(NO_BREAK, " ")
    assert "## What was said about this plan\n\n- Robin, 30 March 2026: Start with the close." in told

"""What to ask first: questions in words, each with the request that asks it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question in words, and the request that asks it; `variables` are JSON."""

    question: str
    query: str
    variables: str = ""


FIRST_QUERIES = (
    Example(
        question="What do the CFO and the facilities manager care about, and why does it follow from what we do?",
        query="""\
query Meeting {
  outcomes(desiredBy: { anyOf: ["cfo", "facilities"] }, first: 10) {
    nodes {
      title
      network { name }
      why { sentence }
      desiredBy(personas: ["cfo", "facilities"]) {
        persona { name }
        importance
        why
      }
    }
  }
}""",
    ),
    Example(
        question="What do I bring to a meeting with the two of them: what first, why that, what to say and to ask?",
        query="""\
query Brief {
  brief(personas: ["cfo", "facilities"]) {
    shared { title }
    pages {
      name
      points {
        title
        because { points because }
        words { say questions }
      }
    }
  }
}""",
    ),
    Example(
        question="What is still unfinished in this network?",
        query="""\
query Unfinished {
  network(id: "value-focused-culture") {
    name
    revision
    findings {
      severity
      message
      remedy
      about { key }
    }
  }
}""",
    ),
    Example(
        question="Which circles is the customer caught in, and what would break them?",
        query="""\
query Circles {
  network(id: "mediocrity-merry-go-round") {
    name
    loops {
      name
      vicious
      outcomes { title }
      brokenBy { cause { title } effect { title } }
    }
  }
}""",
    ),
    Example(
        question="What is it worth to this customer, is a discount justified, and what to find out next?",
        query="""\
query Worth {
  opportunity(id: "alder-foods") {
    name
    url
    scorecard {
      overlap { countedSentence unmetSentence unbuiltSentence alliesSentence }
      preference { amount low high unit }
      lines { name claims { title state because } }
      pricing { verdict because }
      questions { ask because }
    }
  }
}""",
    ),
)
"""Queries that work as they stand; they ask about the example networks, and answer null where those were not loaded."""

MORE_REQUESTS = (
    Example(
        question="What does everybody at the table want, and what only one of them?",
        query="""\
query Targeting($network: ID!, $personas: [String!]!) {
  network(id: $network) {
    targeting(personas: $personas) {
      shared { title }
      onlyFor {
        persona { name }
        outcomes { title }
      }
    }
  }
}""",
        variables="""\
{
  "network": "value-focused-culture",
  "personas": ["cfo", "facilities"]
}""",
    ),
    Example(
        question="Who changed this network lately, and why?",
        query="""\
query History {
  network(id: "car-dealer") {
    name
    revision
    changes(last: 10) {
      nodes { revision at by { name } reason kind about { key } }
    }
  }
}""",
    ),
    Example(
        question="What is different in this network since the revision that I saw?",
        query="""\
query Since {
  network(id: "car-dealer") {
    name
    revision
    compare(from: 1) {
      added { element key }
      changed { element key fields { name before after } }
      removed { element key }
    }
  }
}""",
    ),
    Example(
        question="Add an outcome that we heard about to a network.",
        query="""\
mutation Heard {
  networkEdit(
    network: "car-dealer"
    expectedRevision: 1
    onStale: REBASE
    reason: "heard at two dealers"
    edits: [
      { putOutcome: { key: "sleeps-well", title: "The buyer sleeps well", kind: PERSONAL } }
      { connect: { cause: "no-private-sale", effect: "sleeps-well" } }
      { tag: { outcome: "sleeps-well", persona: "car-buyer", why: "no stranger comes to the house" } }
    ]
  ) {
    ... on NetworkEdited { network { name revision } }
    ... on NotAllowed { message }
    ... on Conflicted { conflicts { about { key } by { name } } }
    ... on InvalidEdit { problems { path message remedy } }
  }
}""",
    ),
    Example(
        question="Tell me whenever somebody changes this network.",
        query="""\
subscription Watch {
  networkChanged(network: "car-dealer") {
    revision
    by { name }
    reason
    changes { kind about { key } }
  }
}""",
    ),
    Example(
        question="For administrators: who has a token, and who came, was refused or took something away?",
        query="""\
query People {
  tokens { id name role expiresAt usedAt revokedAt }
  trail(first: 20) {
    nodes { at by event subject said }
  }
}""",
    ),
)
"""Requests with variables, that change something, or that listen; they need an editor."""

"""From outcomes to messages: drafts, what tests in dialogue say, and the brief for a meeting, as pure functions."""

"""Drawing: a network and a view become DOT text, and the text a picture."""

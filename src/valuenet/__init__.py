"""valuenet keeps value networks: what is different about an offer, which outcomes follow, and who desires them."""

"""Questions about one network, as pure functions of its value. networkx lives here and nowhere else."""

"""The value model: outcomes as money, chances and prices, as pure functions. numpy and scipy live here and nowhere else."""

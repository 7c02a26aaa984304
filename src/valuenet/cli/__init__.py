"""The command line `valuenet`: click lives here and nowhere else."""

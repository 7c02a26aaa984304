"""The shared store: networks as real nodes and relationships in Neo4j. The driver lives here and nowhere else."""

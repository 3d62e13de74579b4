"""Compare cities by how they open up scenarios: figures, intervals, ranks, sources."""

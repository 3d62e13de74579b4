"""What is measured, beside its peers: ``python -m benchmarks``."""

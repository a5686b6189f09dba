"""Measure what the README and the notes claim; ``python -m benchmarks`` prints it. Timings never assert."""

"""What is measured, against whom, with the command: ``make bench`` or ``python -m benchmarks NAME``."""

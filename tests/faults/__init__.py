"""Nothing lost, whatever breaks: faults on a real Kafka of three brokers, and a ledger.

`python -m tests.faults` (or `make faults`) injects every fault and prints the table;
`test_short.py` injects a few of them in the default test run.
"""

"""The simulation of sources of unequal size."""

import numpy as np

from bench.skew import most_of_one_source, rates, simulate


def test_sources_of_one_size_keep_all_workers_equally_busy() -> None:
    even = simulate(rates(4000, 0.0, 400), partitions=32, workers=8, cores=2, seconds=60)
    assert even.most < 1.1 * even.mean
    assert even.age < 1


def test_a_source_that_one_worker_cannot_clean_fills_it_and_articles_get_old() -> None:
    most = most_of_one_source(workers=8, cores=2, rate=400)
    assert 200 < most < 400
    by_source = np.array([*rates(4000, 0.0, 400), 1.5 * most])
    found = simulate(by_source, partitions=32, workers=8, cores=2, seconds=60)
    assert found.most > 0.95 > found.mean
    assert found.age > 5

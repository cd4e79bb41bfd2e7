"""How many requests a client may make."""

from briefer.server.rate_limit import RateLimit


def test_a_part_may_come_at_once_and_the_rest_over_the_minute() -> None:
    now = 100.0
    limit = RateLimit(60, clock=lambda: now)
    assert [limit.take("ann") for _ in range(15)] == [0] * 15
    assert limit.take("ann") == 1
    assert limit.take("bob") == 0
    now += 2.0
    assert [limit.take("ann") for _ in range(3)] == [0, 0, 1]
    now += 3_600
    assert [limit.take("ann") for _ in range(16)] == [0] * 15 + [1]


def test_at_least_one_is_allowed_and_the_wait_is_told() -> None:
    limit = RateLimit(1, clock=lambda: 0.0)
    assert limit.take("ann") == 0
    assert limit.take("ann") == 60


def test_clients_are_forgotten_in_the_end() -> None:
    limit = RateLimit(1, clock=lambda: 0.0)
    for number in range(10_001):
        limit.take(str(number))
    assert limit.take("0") == 0
    assert limit.take("10000") == 60

from briefer.usage import Usage


def test_the_sum_of_two_usages_adds_every_field() -> None:
    one = Usage(1, 2, 3, 4, 5, 0.5)
    assert one + one == Usage(2, 4, 6, 8, 10, 1.0)
    assert one + Usage() == one

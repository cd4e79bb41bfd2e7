"""How many requests a model is sent at a time in an eval: several if it is remote, else one."""

from briefer.model.profile import ModelProfile

_REMOTE = 8


def requests_at_a_time(profile: ModelProfile) -> int:
    """Return how many articles, or questions of a judge, a model works on at a time."""
    return _REMOTE if profile.concurrent else 1

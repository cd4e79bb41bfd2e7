"""English words around numbers: who gives them, what they count, what happens to it. Lemmas."""

# Verbs whose subject gives a number ("counted 40", "put it at 40", "spoke of 40").
ESTIMATING = frozenset(
    """say tell state announce claim argue insist maintain report count estimate put place speak
    talk give reckon tally calculate cite quote believe think assume suppose project forecast
    record register list confirm offer expect foresee predict remember recall show
    measure know""".split()
)
# Verbs between what is counted and its number ("there were 40", "the dead number 40").
NUMBERING = frozenset("be number total reach amount cost".split())
# Verbs between what takes some time and the time ("the siege lasted six hours").
LASTING = frozenset("last take".split())
DURATIONS: dict[str, int] = {
    "second": 1,
    "minute": 60,
    "hour": 3_600,
    "day": 86_400,
    "week": 7 * 86_400,
    "month": 30 * 86_400,
    "year": 365 * 86_400,
}
"""Units of time, each with its seconds."""
# Words before a number that set it against another one ("only 9,500 are covered").
AGAINST = frozenset("only just barely merely".split())
# Nouns for a number itself ("the figure was 40", "gave a count of 40").
FIGURE_NOUNS = frozenset(
    "number figure total count estimate tally sum amount toll time duration cost bill".split()
)
# Units of money, length, area, weight and so on; other nouns after a number are what is counted.
MEASURES = frozenset(
    """percent point euro dollar pound penny cent crown franc yen yuan rupee peso mark mile meter
    metre centimetre centimeter kilometer kilometre foot inch yard acre hectare ton tonne kilo
    kilogram gram litre liter gallon barrel degree watt kilowatt megawatt gigawatt volt
    knot""".split()
)
# Nouns for the people at an event, in whatever role.
CROWD_NOUNS = frozenset("people person crowd turnout attendance participant".split())
PRESENCE = "come"
"""The event of those who are at an event: whoever counts them says so without it."""

# Verbs for one and the same event, each with the verb that stands for it.
SAME_EVENT: dict[str, str] = {
    **dict.fromkeys(
        "attend march gather turn rally demonstrate draw attract assemble parade watch".split(),
        PRESENCE,
    ),
    **dict.fromkeys("lose burn raze gut flatten level".split(), "destroy"),
    **dict.fromkeys("hospitalise hospitalize admit".split(), "treat"),
    **dict.fromkeys("wound hurt".split(), "injure"),
    **dict.fromkeys("kill perish".split(), "die"),
    **dict.fromkeys("detain".split(), "arrest"),
    **dict.fromkeys("displace".split(), "flee"),
}

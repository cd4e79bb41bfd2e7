"""Words within names and right before them: particles, first names that are words, ships."""

# Words within names, as in "Jane van der Doe"; the joints never begin a surname.
NAME_JOINTS = frozenset("e y do und".split())
NAME_PARTICLES = NAME_JOINTS | frozenset(
    """de del della dei di da dos das du van von vom den der des ter ten te zu zur la le las los lo
    al el bin ibn bint ben abu af av 't""".split()
)
# First names that are also words or months.
WORD_FORENAMES = frozenset(
    """april may june august summer autumn dawn will grant mark rose grace hope faith joy frank jack
    bill rob sue drew chase guy art dean earl lance dale glen cliff heath ray gene miles page sage
    ivy lily violet iris daisy holly hazel ginger olive pearl ruby amber jade crystal penny mercy
    constance victor norm rich""".split()
)
# Nouns that a town or a country follows with "of": "the mayor of", "residents of".
GOVERNED_NOUNS = frozenset(
    """mayor governor premier bishop archbishop king queen prince president people resident
    residents citizens inhabitants outskirts suburb suburbs hamlet capital government""".split()
)
VESSELS = frozenset(
    """ship tanker ferry trawler yacht freighter vessel boat submarine frigate destroyer cruiser tug
    tugboat steamer steamship barge liner cutter warship icebreaker schooner lifeboat catamaran
    dredger corvette minesweeper""".split()
)

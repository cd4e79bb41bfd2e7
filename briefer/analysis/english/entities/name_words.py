"""Words within names and right before them: particles, first names that are words, ships."""

import re

# The entity types of the recogniser that are names.
NAME_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})
# A time before a name or a heading of a live page.
CLOCK = re.compile(r"\d{1,2}:\d{2}")
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
# First names that places and things, and so companies and hospices, have as well: "Georgia Power".
SHARED_FORENAMES = WORD_FORENAMES | frozenset(
    """adelaide albany alma alexandria angus arnold augusta aurora austin benedict boris bradley
    brooke bruno byron charity charlotte chelsea clarence clyde craig cyril dallas destiny douglas
    duncan ebony eden felicity flora florence franco georgia glenn guernsey harvey heather helena
    howard ida jasmine jasper jersey laurel lawrence lewis lloyd lorraine louis madison magdalena
    marina marshall mercedes milan murray nelson norman odd orla petra poppy prudence randy regina
    roar rod roman rosemary ross rune russell salvador scott selma sierra sofia solomon stanley
    stella sydney tiffany trent troy tyler tyrone valencia vernon verona victoria viola virginia
    wade warren wayne winston""".split()
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

"""Nouns for people, and the titles that come before names.

Example: "pilgrim" and "rider" are nouns for people, "container" is not; "Lt." is a title.
"""

from spacy.tokens import Token

from briefer.analysis.english.nouns import (
    GROUP_NOUNS,
    KIN,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    SHORT_TITLES,
)

# Courtesy titles.
COURTESY_TITLES = frozenset("mr mrs ms miss mx sir lord lady dame dr".split())
# Ranks and offices. Before a name they are never part of the name of an organisation.
_FULL_RANKS = frozenset(
    """superintendent inspector detective constable sergeant lieutenant colonel captain corporal
    councillor councilor councilman councilwoman sheriff archbishop ambassador
    commissioner senator congressman congresswoman chancellor alderman brigadier""".split()
)
RANKS = _FULL_RANKS | {short for short, full in SHORT_TITLES.items() if full & _FULL_RANKS}
_TITLES = frozenset(SHORT_TITLES) | RANKS
# Trades and relations that in capitals are more often a name than a title: "Baker Mayfield", "Judd
# Carpenter".
_TRADES = frozenset(
    """anchor attendant baker boy builder butcher carpenter cashier chef child clerk cook customer
    donor driver electrician farmer fisherman friend girl grocer guard guide host man mechanic miner
    neighbor neighbour passenger patient person pilot player plumber relative reporter sailor
    shopkeeper source steward student teacher tenant tourist trader user vendor victim
    visitor voter waiter witness woman worker writer""".split()
)
_PROFESSIONS = PERSON_NOUNS - _TRADES
# The first words of longer titles: "Deputy Chief Constable", "Vice President".
_TITLE_MODIFIERS = frozenset(
    """deputy vice chief prime first acting assistant associate senior junior lead interim former
    foreign high attorney lieutenant major brigadier rear petty state house""".split()
)
# Nouns that are too vague to describe a source, but good enough for a role.
_ROLE_NOUNS = frozenset(
    """actress admiral agent applicant apprentice artist assistant astronaut athlete boss
    champion chaplain consul count dean democrat deputy duchess duke elder entrepreneur
    fellow freeholder guest head heir heiress intern laureate legend magistrate major
    marshal medic merchant migrant monk novice nun orphan parent patriarch pioneer poet
    prefect prisoner principal prophet provost quarterback recruit referee refugee
    republican salesman server shepherd star striker superstar surrogate treasurer
    trustee warden whistleblower grandson granddaughter banker buyer catcher dancer
    dealer diver fan gardener guardian hero icon joiner keeper maker mender model rider
    rival singer soprano tailor tenor tutor undersecretary elect supervisor actor
    comptroller superior ceo cfo coo cto""".split()
)
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "person")
_MIN_LETTERS = 6  # of a noun that counts as a person because of its ending
# Things with such an ending that appear next to names in news.
_THINGS = frozenset(
    """answer assist banner barrier border bumper bunker caiman cancer career center chapter
    character charter checklist cluster computer container copper corner corridor counter cover
    dinner disaster disorder elevator encounter equaliser equalizer error escalator excavator
    exterior factor filter finger flower folder footer gender generator harbor header heather
    helicopter hunger interior labor ladder letter lighter liquor locker matter meter mirror
    monitor motor newsletter newspaper number opener order ottoman paper pepper playlist poster
    powder power printer processor quarter radar reactor refrigerator register remainder reminder
    river router sector semester sensor shelter shortlist shoulder shower silver skyscraper
    slander sticker summer supper surrender talisman tanker terror thriller thunder timber tower
    tractor trailer transfer trigger twist vapor ventilator weather whisper winter wonder""".split()
)
# Nouns that fit anybody and are not a role ("the first woman to lead it" is cut to "first woman").
_GENERIC_PERSONS = frozenset(
    """man woman person member friend user source insider participant rival predecessor
    successor supporter critic surrogate""".split()
)

_AMOUNTS = frozenset("% few half many most others percent some".split())
_PEOPLE_AND_BODIES = (GROUP_NOUNS - _AMOUNTS) | KIN | ORGANISATION_NOUNS


def is_title(token: Token) -> bool:
    """Return True if a word can be a title before a name, also in the plural: "Senators"."""
    word = token.lower_.rstrip(".")
    profession = token.text[:1].isupper() and word in _PROFESSIONS
    of_many = token.text[:1].isupper() and word.removesuffix("s") in RANKS
    return profession or of_many or word in COURTESY_TITLES | _TITLES


def may_be_title(token: Token) -> bool:
    """Return True if a capitalised word may be a title but also a name: "Baker", "Cook"."""
    return is_title(token) or (token.text[:1].isupper() and token.lower_ in PERSON_NOUNS)


def is_title_modifier(token: Token) -> bool:
    """Return True if a word may be the first word of a longer title ("Deputy")."""
    return token.text[:1].isupper() and token.lower_ in _TITLE_MODIFIERS


def is_courtesy_title(token: Token) -> bool:
    """Return True if a word is a courtesy title ("Mr.")."""
    return token.lower_.rstrip(".") in COURTESY_TITLES


def names_a_role(token: Token) -> bool:
    """Return True if a singular noun names a role ("butcher", "co-founder", "Gov.")."""
    if token.tag_ == "NNS" and token.text.islower():
        return False
    word = token.lower_.rstrip(".").rpartition("-")[2]  # "co-founder"
    lower_case = token.text.endswith(word)  # a surname may have such an ending, too
    return word in _TITLES or is_person_noun(word, ending_counts=lower_case)


def is_person_noun(noun: str, *, ending_counts: bool = True) -> bool:
    """Return True if a noun means a person: "pilgrim", "rider".

    Args:
        noun: the noun, singular and in lower case.
        ending_counts: True if an ending such as that of "rider" is enough.
    """
    if noun in PERSON_NOUNS | _ROLE_NOUNS:
        return True
    long_enough = len(noun) >= _MIN_LETTERS
    return ending_counts and long_enough and noun.endswith(_PERSON_ENDINGS) and noun not in _THINGS


def is_somebody(noun: str) -> bool:
    """Return True if a noun, singular and in lower case, means people or a body: "bank", "aunt"."""
    return is_person_noun(noun) or noun in _PEOPLE_AND_BODIES


def is_generic_person(token: Token) -> bool:
    """Return True if a noun fits anybody and needs further words to be a role."""
    return token.lower_ in _GENERIC_PERSONS

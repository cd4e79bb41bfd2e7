"""Persons: the words for what somebody is, and the titles that stand before names."""

from spacy.tokens import Token

from briefer.analysis.english.lexicon import PERSON_NOUNS, SHORT_TITLES

ADDRESSES = frozenset("mr mrs ms miss mx sir lord lady dame dr".split())
# Ranks and offices that, before a name, are part of no organisation's name, and the short of them.
_RANKS_IN_FULL = frozenset(
    """superintendent inspector detective constable sergeant lieutenant colonel captain corporal
    councillor councilor councilman councilwoman sheriff archbishop ambassador
    commissioner senator congressman congresswoman chancellor alderman brigadier""".split()
)
RANKS = _RANKS_IN_FULL | {short for short, full in SHORT_TITLES.items() if full & _RANKS_IN_FULL}
_TITLES = frozenset(SHORT_TITLES) | RANKS
# What people are by trade or to each other, which before a name is more often a name itself: "Baker
# Mayfield", "Judd Carpenter".
_TRADES = frozenset(
    """anchor attendant baker boy builder butcher carpenter cashier chef child clerk cook customer
    donor driver electrician farmer fisherman friend girl grocer guard guide host man mechanic miner
    neighbor neighbour passenger patient person pilot player plumber relative reporter sailor
    shopkeeper source steward student teacher tenant tourist trader user vendor victim
    visitor voter waiter witness woman worker writer""".split()
)
_CALLINGS = PERSON_NOUNS - _TRADES
# What stands before a title and belongs to it: "Deputy Chief Constable", "Vice President".
_BEFORE_TITLES = frozenset(
    """deputy vice chief prime first acting assistant associate senior junior lead interim former
    foreign high attorney lieutenant major brigadier rear petty state house""".split()
)
# Nouns for what somebody is that tell too little to speak for a source, but well for a role.
_PERSONS = frozenset(
    """accountant actress admiral agent applicant apprentice architect artist assistant astronaut
    athlete boss champion chaplain consul count dean democrat deputy duchess duke elder
    entrepreneur fellow foreman freeholder guest head heir heiress imam intern laureate legend
    magistrate major marshal medic merchant midwife migrant monk novice nun orphan parent
    patriarch paramedic pharmacist pioneer poet prefect prisoner principal prophet provost
    quarterback rabbi recruit referee refugee republican salesman server shepherd star striker
    superstar surrogate treasurer trustee vicar warden whistleblower grandson granddaughter
    banker buyer catcher dancer dealer diver fan gardener guardian hero icon joiner keeper maker
    mender model rider rival singer soprano tailor tenor tutor undersecretary elect supervisor
    actor comptroller ceo cfo coo cto""".split()
)
_ENDINGS = ("er", "or", "ist", "ian", "man", "person")
_SHORTEST = 6  # letters of a noun that such an ending makes a person
# Things with such an ending that news sets beside names.
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
# What everybody is: no role by itself ("the first woman to lead it" is cut to "first woman").
_ANYBODY = frozenset(
    """man woman person member friend user source insider participant rival predecessor
    successor supporter critic surrogate""".split()
)


def is_title(token: Token) -> bool:
    """Tell whether a word can stand before a name as its bearer's title."""
    word = token.lower_.rstrip(".")
    called = token.text[:1].isupper() and word in _CALLINGS
    return called or word in ADDRESSES | _TITLES


def may_be_title(token: Token) -> bool:
    """Tell whether a word in capitals may be a title, or else a name: "Baker", "Cook"."""
    return is_title(token) or (token.text[:1].isupper() and token.lower_ in PERSON_NOUNS)


def is_before_title(token: Token) -> bool:
    """Tell whether a word may belong to the title after it ("Deputy")."""
    return token.text[:1].isupper() and token.lower_ in _BEFORE_TITLES


def is_address(token: Token) -> bool:
    """Tell whether a word only addresses ("Mr.")."""
    return token.lower_.rstrip(".") in ADDRESSES


def names_a_role(token: Token) -> bool:
    """Tell whether a singular noun says what somebody is ("butcher", "co-founder", "Gov.")."""
    if token.tag_ == "NNS" and token.text.islower():
        return False
    word = token.lower_.rstrip(".").rpartition("-")[2]  # "co-founder"
    small = token.text.endswith(word)  # a surname may end so, too
    return word in _TITLES or is_person_noun(word, ending_tells=small)


def is_person_noun(noun: str, *, ending_tells: bool = True) -> bool:
    """Tell whether a noun, singular and in small letters, stands for people: "pilgrim", "rider".

    Args:
        noun: the noun.
        ending_tells: whether an ending such as that of "rider" is enough.
    """
    if noun in PERSON_NOUNS | _PERSONS:
        return True
    long = ending_tells and len(noun) >= _SHORTEST
    return long and noun.endswith(_ENDINGS) and noun not in _THINGS


def is_generic_person(token: Token) -> bool:
    """Tell whether a noun fits anybody, so that only what belongs to it makes a role."""
    return token.lower_ in _ANYBODY

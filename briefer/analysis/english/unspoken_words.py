"""English word lists for what nobody says: denials, wishes, inscriptions, titles. Lemmas."""

# Verbs whose clause is hoped for or feared, and not reported ("hopes that she will say").
HOPING = frozenset("hope wish want like prefer fear pray wonder doubt dream".split())
# Verbs of what is not done ("forgot to say"); with a negation it is ("did not hesitate to say").
NOT_DOING = frozenset(
    """forget fail decline refuse pretend hesitate avoid neglect omit stop refrain help""".split()
)
# Words before a verb that deny it.
NOT_EVER = frozenset("never hardly scarcely nowhere nor".split())
# Predicates of what is not the case ("it was untrue that he had said ...").
NOT_TRUE = frozenset(
    """false untrue wrong incorrect inconceivable unthinkable unlikely nonsense lie myth fabrication
    invention fiction""".split()
)
# Adverbs of what is not the case ("it was wrongly reported that he had said ...").
FALSELY = frozenset("falsely wrongly incorrectly erroneously mistakenly".split())
# Nouns for things that bear words.
SURFACES = frozenset(
    """sign banner placard poster shirt tee sweatshirt jacket cap hat badge sticker plaque mural
    gravestone tombstone billboard flag flyer flier leaflet pamphlet graffiti scarf armband
    wristband tattoo""".split()
)
# Verbs and nouns between such a thing and its words ("a shirt with the slogan “...”").
INSCRIBING = frozenset(
    """read say proclaim declare state ask demand urge bear mark inscribe paint print emblazon
    scrawl daub display""".split()
)
WORDING = frozenset("word slogan message legend inscription phrase text motto".split())
# Nouns for works that have a title.
WORKS = frozenset(
    """film movie book novel song album musical opera sitcom poem ballad hymn anthem thriller
    documentary podcast painting sculpture memoir exhibition trilogy sequel tune lullaby""".split()
)
# Works in which invented people speak ("In the play, a king says ..."); papers have stories too.
FICTION = frozenset(
    """film movie novel musical opera sitcom poem ballad thriller play drama comedy tale sequel song
    cartoon fable""".split()
)
# Nouns for those whom a work invents: what they say is not said.
INVENTED = frozenset("character protagonist narrator hero heroine villain antihero".split())

"""English word lists: verbs of saying, hedges. Lemmas, unless a comment says otherwise."""

from briefer.schema.vocabulary import Likelihood


def _phrases(text: str) -> list[str]:
    """Split a text at its commas and normalise the white space."""
    return [" ".join(phrase.split()) for phrase in text.split(",")]


# Verbs whose content is a clause or a quotation.
SPEECH = frozenset(
    """say tell add state note announce claim argue assert insist maintain contend allege
    declare explain write tweet post report confirm deny acknowledge admit concede warn
    caution suggest reveal disclose testify recall remark observe comment reply respond
    answer emphasize emphasise stress reiterate repeat predict estimate forecast indicate
    conclude recommend urge pledge promise vow swear boast joke quip complain lament mention
    signal hint imply speculate counter shout yell chant scream mutter whisper assure remind
    inform notify advise read tout affirm reaffirm underscore underline highlight point
    plead retort protest object proclaim profess recount relate retweet summarize elaborate muse
    offer opine blog email text stipulate rule find show determine propose demand cite
    describe request pray gush crow fume bemoan deadpan interject continue begin
    caption record clarify divulge surmise theorize theorise posit exclaim rant enthuse
    murmur snap implore beg reason project calculate
    brag marvel scoff confess confide venture grumble mumble grouse gripe groan moan growl sigh sob
    wail whine gasp drawl stammer stutter sneer sniff snort chuckle chortle giggle laugh shrug grin
    smile message blurt gloat fret rage concur interrupt sniffle chide rejoin
    intone e-mail reflect beam volunteer submit reminisce reassure counsel rue regret bark hiss
    splutter""".split()
)
# Verbs of thought and attitude: their subject is a source too, but only with a clause.
THOUGHT = frozenset(
    """believe think feel hope fear worry doubt suspect expect know agree assume consider
    understand guess reckon accept remember""".split()
)
# Of the verbs above, those that often mean something other than speech. They count only with a
# quotation, or with a clause and a subject that can speak.
WEAK = frozenset(
    """record begin continue offer point read caption find show know feel consider understand
    expect relate determine rule request""".split()
)
# Verbs that hardly mean anything but that somebody said something.
PLAIN_SPEECH = SPEECH - THOUGHT - WEAK
# Verbs that report only together with one of these particles ("put in", "went on").
PHRASAL: dict[str, frozenset[str]] = {
    "put": frozenset({"in"}),
    "go": frozenset({"on"}),
    "cut": frozenset({"in"}),
    "chime": frozenset({"in"}),
    "chip": frozenset({"in"}),
    "pipe": frozenset({"up"}),
    "break": frozenset({"in"}),
    "shoot": frozenset({"back"}),
    "hit": frozenset({"back"}),
    "fire": frozenset({"back"}),
    "weigh": frozenset({"in"}),
}
# Verbs that only those who can speak are the subjects of, and what they have written.
SAYING = frozenset(
    "say add announce insist deny confirm warn claim argue tell reply allege assert".split()
)
# Verbs whose direct object is the content ("denied the allegations").
WITH_OBJECT = frozenset(
    """promise pledge announce deny reject dismiss dispute refute condemn confirm mention
    emphasize emphasise stress criticize criticise praise denounce slam blast blame predict
    propose reveal disclose allege acknowledge admit reiterate highlight underscore cite
    describe decry lambast welcome applaud attack mock question oppose demand lament bemoan
    disavow hail voice express forecast estimate contradict""".split()
)
# Of these, verbs that with a person as the object are no statement: "dismissed the coach".
DONE_TO_PEOPLE = frozenset("dismiss reject attack question welcome confirm reveal".split())
# Verbs whose content is an infinitive, their own or their object's ("told residents to leave").
WITH_INFINITIVE = frozenset(
    """pledge promise vow threaten swear urge demand refuse decline ask call warn claim hope
    agree propose plead advise encourage offer tell order instruct""".split()
)
# Verbs whose object is the person concerned and whose content follows a preposition ("accused her
# of ...").
WITH_PREPOSITION = {
    "accuse": frozenset({"of"}),
    "blame": frozenset({"for", "on"}),
    "criticize": frozenset({"for", "as", "over"}),
    "criticise": frozenset({"for", "as", "over"}),
    "describe": frozenset({"as"}),
    "identify": frozenset({"as"}),
    "appeal": frozenset({"for"}),
    "warn": frozenset({"of", "about", "against"}),
    "call": frozenset({"for", "on"}),
    "complain": frozenset({"about", "of"}),
    "boast": frozenset({"of", "about"}),
    "brag": frozenset({"of", "about"}),
    "hint": frozenset({"at"}),
    "point": frozenset({"to"}),
    "praise": frozenset({"for", "as"}),
    "speak": frozenset({"of"}),
    "rail": frozenset({"against"}),
    "object": frozenset({"to"}),
    "denounce": frozenset({"as", "for"}),
    "characterize": frozenset({"as"}),
    "portray": frozenset({"as"}),
    "dismiss": frozenset({"as"}),
    "refer": frozenset({"to"}),
    "put": frozenset({"at"}),
    "estimate": frozenset({"at"}),
}
# Verbs whose content is a clause: that somebody says or thinks so.
STATING = SPEECH | THOUGHT
# Verbs whose content is an object with a number ("counted 40 dead").
COUNTING = frozenset("count tally measure expect reckon give".split())
# Verbs whose content is a gerund ("denied taking it").
WITH_GERUND = frozenset("deny admit acknowledge recall recommend propose".split())
# Verbs whose object is the addressee, before the content ("told reporters that ...").
TELLING = frozenset(
    "tell assure inform remind warn notify advise text message email e-mail".split()
)
# Verbs for what is said in court ("the inquest heard that ..."), and their subjects.
HEARING = frozenset({"hear"})
COURTS = frozenset("court inquest jury juror tribunal hearing inquiry magistrate".split())
# Verbs for what somebody has from somebody else ("she had heard from Reyes that ...").
LEARNING = frozenset({"hear", "learn"})
# Verbs that count as speech only next to a quotation.
ASKING = frozenset("ask wonder".split())
# Of the verbs with a preposition, those that give only the topic unless there is a quotation.
TOPICAL = frozenset({"refer"})
# Verbs that name their object, often in quotation marks ("called the fire “a wound”").
NAMING = frozenset("call dub brand label deem term".split())
# Verbs with what somebody says of a thing, as a clause, an object or behind a preposition.
INTRODUCING = SPEECH | NAMING | frozenset(WITH_PREPOSITION)
# Verbs by which a source rejects the content that follows.
DENIAL = frozenset("deny dispute reject refute contradict dismiss disavow".split())
# Of the weak verbs, those that report a result.
FINDING = frozenset("find show determine rule".split())
# Verbs whose object is a claim noun with the content ("expressed the fear that ...").
EXPRESSING = frozenset("express make issue voice raise".split())
# Passive cues, often without a named source ("is accused of").
ACCUSING = frozenset("accuse charge suspect allege believe report say think tell".split())
# Verbs whose passive says something of its subject ("was said by his aunt to be ill").
RAISING = frozenset(
    "say believe think report allege suspect expect understand consider know estimate".split()
)
# Verbs that make their object do something ("prompted users to argue ...").
CAUSING = frozenset("prompt lead cause force drive compel push move bring get".split())
# Adjectives before what somebody does say ("was quick to add").
READY = frozenset("quick keen anxious careful happy glad pleased proud sorry first".split())
# Verbs after which the content has not been said yet ("preferred to speak of ...").
WANTING = frozenset(
    """want plan expect intend hope prefer need prepare like love set schedule refuse allow let
    enable help permit require order ask invite""".split()
)
# Verbs of saying whose object is never a person: after them a person is the subject ("..., said
# Reed, ...").
NEVER_OF_PEOPLE = frozenset(
    """say add explain insist argue claim sigh joke quip muse shrug laugh conclude complain
    continue""".split()
)
# Verbs whose object is the source of the source ("Reyes, citing the report, said ...", "they quoted
# Reed as saying").
CITING = frozenset("quote cite report".split())
# Verbs that say nothing, although a quotation may stand beside them ("they sang, “...”").
UNSPOKEN = frozenset("sing hum perform play star appear".split())
# Verbs that link a document to its author: "a letter written by X".
MAKING = frozenset(
    """make issue release publish write compile prepare draft sign send submit file post conduct
    author produce circulate""".split()
)
# Verbs that link an advertisement to the one who pays for it.
BROADCASTING = frozenset("launch air run broadcast".split())

# Phrases that express a step of the ICD 203 scale (matched as whole words, in any case).
LIKELIHOODS: dict[str, Likelihood] = {
    "almost no chance": "almost_no_chance",
    "remote chance": "almost_no_chance",
    "highly improbable": "very_unlikely",
    "highly unlikely": "very_unlikely",
    "very unlikely": "very_unlikely",
    "unlikely": "unlikely",
    "improbable": "unlikely",
    "roughly even odds": "roughly_even_chance",
    "even chance": "roughly_even_chance",
    "likely": "likely",
    "probable": "likely",
    "probably": "likely",
    "very likely": "very_likely",
    "highly likely": "very_likely",
    "highly probable": "very_likely",
    "almost certain": "almost_certain",
    "almost certainly": "almost_certain",
    "nearly certain": "almost_certain",
}
# Hedges without a step on the scale.
_PLAIN_HEDGES = """
    may, might, could, would likely, allegedly, alleged, reportedly, reported to, apparently,
    apparent, appears to, appeared to, appear to, seems to, seemed to, seem to, possibly,
    possible, perhaps, potentially, potential, presumably, purportedly, purported, supposedly,
    suspected, believed to, thought to, understood to, said to, it is believed, it is thought,
    it is understood, it is said,
    it was believed, it was thought, it was understood, estimated, expected to, is set to,
    preliminary, initial estimates, unverified, unconfirmed, unclear, uncertain, not clear,
    not yet clear, not immediately clear, rumoured, rumored, so-called, as many as, up to, at
    least
"""
# Of these, weak ones: they often express an ability, a plan or a manner of speaking.
FAINT_HEDGES = frozenset(
    _phrases(
        """could, estimated, expected to, is set to, possible, possibly, potential, so-called,
        seems to, seemed to, seem to"""
    )
)
HEDGES: dict[str, Likelihood | None] = {
    **dict.fromkeys(_phrases(_PLAIN_HEDGES)),
    **LIKELIHOODS,
}
# Of these, those that qualify a number or a noun: alone they do not make a statement uncertain.
BOUNDS = frozenset({"as many as", "up to", "at least", "so-called", "is set to", "potential",
                    "possible", "apparent"})  # fmt: skip

"""The words that reading knows: cues, speakers, hedges. English, by lemma unless said otherwise."""

from briefer.vocabulary import Likelihood


def _phrases(listed: str) -> list[str]:
    """Return the phrases of a list with commas, however its lines are broken and indented."""
    return [" ".join(phrase.split()) for phrase in listed.split(",")]


# Verbs that take what is said as a clause or a quotation.
SPEECH = frozenset(
    """say tell add state note announce claim argue assert insist maintain contend allege
    declare explain write tweet post report confirm deny acknowledge admit concede warn
    caution suggest reveal disclose testify recall remark observe comment reply respond
    answer emphasize emphasise stress reiterate repeat predict estimate forecast indicate
    conclude recommend urge pledge promise vow swear boast joke quip complain lament mention
    signal hint imply speculate counter shout yell chant scream mutter whisper assure remind
    inform notify advise read tout affirm reaffirm underscore underline highlight point
    plead retort protest proclaim profess recount relate retweet summarize elaborate muse
    offer opine blog email text stipulate rule find show determine propose demand cite
    describe request pray gush crow fume bemoan deadpan interject continue begin
    caption record clarify divulge surmise theorize theorise posit exclaim rant enthuse
    murmur snap implore beg reason project calculate""".split()
)
# Verbs of thought and attitude: the holder is a source too, and only with a clause.
THOUGHT = frozenset(
    """believe think feel hope fear worry doubt suspect expect know agree assume consider
    understand guess reckon accept""".split()
)
# Of the verbs above, those that so often tell of something other than speech that they count
# only with a quotation or a clause whose subject speaks.
WEAK = frozenset(
    """record begin continue offer point read caption find show know feel consider understand
    expect relate determine rule request""".split()
)
# Verbs whose plain object is what is said ("denied the allegations").
WITH_OBJECT = frozenset(
    """promise pledge announce deny reject dismiss dispute refute condemn confirm mention
    emphasize emphasise stress criticize criticise praise denounce slam blast blame predict
    propose reveal disclose allege acknowledge admit reiterate highlight underscore cite
    describe decry lambast welcome applaud attack mock question oppose demand lament bemoan
    disavow hail voice express forecast estimate contradict""".split()
)
# Verbs that take what is said as an infinitive, theirs or their object's.
WITH_INFINITIVE = frozenset(
    """pledge promise vow threaten swear urge demand refuse decline ask call warn claim hope
    agree propose plead advise encourage offer tell order instruct""".split()
)
# Verbs whose object is who it is about and whose preposition carries what is said.
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
# Verbs that take what is said as "-ing" ("denied taking it").
WITH_GERUND = frozenset("deny admit acknowledge recall recommend propose".split())
# Verbs whose object is who is told, before what is said.
TELLING = frozenset("tell assure inform remind warn notify advise".split())
# Verbs by which a court is told ("the inquest heard that ..."), and who sits in one.
HEARING = frozenset({"hear"})
COURTS = frozenset("court inquest jury juror tribunal hearing inquiry magistrate".split())
# Verbs that say something where a quotation follows or stands before them.
ASKING = frozenset("ask wonder".split())
# Of those with a preposition, those that tell what somebody spoke about, and, without a quotation,
# not what they said.
TOPICAL = frozenset({"refer"})
# Verbs that name their object, often in quotation marks ("called the fire “a wound”").
NAMING = frozenset("call dub brand label deem term".split())
# Verbs that say the opposite of what follows them.
DENIAL = frozenset("deny dispute reject refute contradict dismiss disavow".split())
# Of the weak verbs, those that report what was found out.
FINDING = frozenset("find show determine rule".split())
# Verbs by which a subject holds the claim that is their object ("expressed the fear that ...").
EXPRESSING = frozenset("express make issue voice raise".split())
# Passive cues whose holder the article often leaves open.
ACCUSING = frozenset("accuse charge suspect allege believe report say think tell".split())
# Verbs that bring their object to do what follows ("prompted users to argue ...").
CAUSING = frozenset("prompt lead cause force drive compel push move bring get".split())
# Verbs after which what is told has not been said ("preferred to speak of ...").
WANTING = frozenset(
    """want plan expect intend hope prefer need prepare like love set schedule refuse allow let
    enable help permit require order ask invite""".split()
)
# Nouns that carry a claim ("the claim that ...").
CLAIM_NOUNS = frozenset(
    """claim allegation accusation assertion statement belief report suggestion warning
    argument announcement contention notion idea promise pledge hope fear concern prediction
    rumour rumor conclusion finding admission complaint insistence acknowledgment
    acknowledgement""".split()
)
# And what else can be denied: a charge, not a visa.
DENIABLE = CLAIM_NOUNS | frozenset(
    """account version charge count figure criticism story characterization characterisation
    wrongdoing involvement responsibility knowledge role link tie connection relation""".split()
)
# What can be granted: who denies it to somebody refuses it ("denied them a visa").
GRANTED = frozenset(
    """access entry admission passage bail parole visa permit permission licence license request
    application aid help care treatment asylum leave loan funding benefit right chance opportunity
    service credit protection citizenship promotion place""".split()
)

# Heads of noun phrases that describe a source without naming one.
PERSON_NOUNS = frozenset(
    """official officer spokesman spokeswoman spokesperson source witness resident analyst
    lawyer attorney diplomat aide adviser advisor insider employee worker executive minister
    president mayor governor senator judge prosecutor doctor scientist researcher expert
    professor teacher student voter man woman person boy girl child mother father brother
    sister son daughter wife husband neighbor neighbour friend colleague relative survivor
    victim critic supporter activist protester commander soldier general policeman
    investigator detective chief director manager owner founder chairman chairwoman chair
    secretary economist historian author reporter journalist user participant member leader
    candidate nominee coach player farmer fisherman nurse patient passenger driver pilot
    strategist pollster operative donor delegate lawmaker legislator congressman
    congresswoman representative commissioner superintendent sheriff ambassador envoy
    negotiator bishop priest pope king queen prince captain engineer contractor tenant
    uncle aunt grandfather grandmother cousin nephew niece widow widower chancellor premier coroner
    physician colonel sergeant lieutenant inspector constable pastor reverend
    steward attendant guard guide clerk cashier chef cook waiter baker butcher grocer builder
    plumber electrician mechanic carpenter miner sailor pensioner tourist visitor customer
    shopper commuter motorist cyclist vendor stallholder campaigner organiser
    mp mep barrister solicitor counsel pal pupil reviewer
    organizer volunteer caretaker lecturer statistician epidemiologist
    landlord shopkeeper trader consultant veteran plaintiff defendant suspect moderator host
    anchor columnist editor writer speaker fireman craftsman batsman""".split()
)
# Of these, the ones that only ever shade who is speaking.
ANONYMOUS_NOUNS = frozenset(
    """official source insider aide diplomat person people adviser advisor executive operative
    employee""".split()
)
# And those that one person at a time holds: "the mayor" is known without a name.
OFFICES = frozenset(
    """president minister mayor governor senator king queen pope bishop prince sheriff ambassador
    commissioner superintendent chancellor premier secretary chairman chairwoman chair chief
    director speaker prosecutor judge coroner""".split()
)
# And those that say whose relative somebody is.
KIN = frozenset(
    """mother father brother sister son daughter wife husband uncle aunt grandfather grandmother
    cousin nephew niece widow widower grandson granddaughter twin sibling spouse""".split()
)
# Titles in short, and by which nouns their bearer is referred to later.
SHORT_TITLES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("gov", "govs"), frozenset({"governor"})),
    **dict.fromkeys(("sen", "sens"), frozenset({"senator", "lawmaker", "legislator"})),
    **dict.fromkeys(
        ("rep", "reps"),
        frozenset("representative congressman congresswoman lawmaker legislator".split()),
    ),
    "pres": frozenset({"president"}),
    "prof": frozenset({"professor"}),
    "supt": frozenset({"superintendent"}),
    "insp": frozenset({"inspector", "officer"}),
    "gen": frozenset({"general"}),
    "adm": frozenset({"admiral"}),
    "maj": frozenset({"major", "officer"}),
    "cmdr": frozenset({"commander", "officer"}),
    "col": frozenset({"colonel"}),
    "capt": frozenset({"captain", "officer"}),
    "lt": frozenset({"lieutenant", "officer"}),
    "sgt": frozenset({"sergeant", "officer"}),
    "cpl": frozenset({"corporal"}),
    "pvt": frozenset({"private"}),
    "det": frozenset({"detective", "officer"}),
    "atty": frozenset({"attorney", "lawyer"}),
    "amb": frozenset({"ambassador"}),
    "ald": frozenset({"alderman"}),
    "rev": frozenset({"reverend", "pastor"}),
    **dict.fromkeys(("fr", "hon"), frozenset()),
}
# And what else its bearer is referred to by.
REFERRED_TO = SHORT_TITLES | {
    "dr": frozenset({"doctor", "physician"}),
    **dict.fromkeys(
        "constable sergeant detective inspector lieutenant".split(), frozenset({"officer"})
    ),
}
GROUP_NOUNS = frozenset(
    """people resident voter critic supporter protester demonstrator republican democrat
    conservative liberal family team fan community public majority crowd rebel militant
    opposition american troop men women percent % many some most others few half""".split()
)
ORGANISATION_NOUNS = frozenset(
    """company ministry police government agency party group department office firm bank
    court army military navy forces protection university hospital council committee
    commission institute organisation organization association board club campaign administration
    embassy authority regulator network newspaper magazine outlet paper publication museum
    school parliament congress senate house charity foundation airline operator league
    service division branch society trust fund chamber panel tribunal inquest utility retailer
    manufacturer developer lender insurer carrier mission municipality cabinet laboratory lab clinic
    studio label channel station broadcaster publisher chain subsidiary
    co-operative cooperative federation coalition union center centre bureau institution
    nonprofit""".split()
)
PLACE_NOUNS = frozenset(
    """plaza square street road avenue park bridge river lake bay island islands mountain
    valley county province district city town village airport station hotel casino tower
    building stadium arena hall harbour harbor port beach coast region state republic
    kingdom mill lane canal ridge quay wharf pier cemetery terminal mine dam stop
    falls creek springs forest desert peninsula ocean sea gulf strait plateau reservoir""".split()
)
# Of these, what is built or lies there, and ends no name of a town, a country or a company.
BUILDINGS = frozenset(
    """plaza square road avenue bridge river airport station tower building stadium lane canal quay
    wharf pier cemetery terminal dam desert peninsula ocean sea gulf strait plateau
    reservoir""".split()
)
# And what such names end with: "Palm Springs", "Solomon Islands", "Green Bay".
LANDSCAPES = frozenset(
    """lake bay island islands mountain valley harbour harbor beach ridge falls creek springs
    forest""".split()
)
# How the names of companies, papers and clubs end, and those of people do not.
COMPANY_WORDS = frozenset(
    """airlines airways associates capital co corp corporation entertainment fc group holdings
    images imaging inc industries international labs llc ltd media motors news networks
    partners pharmaceuticals pictures plc press productions records robotics securities services
    softworks solutions studios systems technologies times tribune united""".split()
)
DOCUMENT_NOUNS = frozenset(
    """report statement study survey poll letter filing document lawsuit memo indictment
    tweet post email e-mail message transcript complaint affidavit record figure data
    statistics article book press release notice order ruling bill law note paper analysis
    review research findings estimate census announcement account tally leaflet manifesto
    memoir poster communique dossier website site video advertisement ad audit application
    brief petition sign banner placard plaque testimony interview column section minutes chapter
    page editorial story blog card graphic photograph photo image picture footage replay
    recording""".split()
)
# By what a document is somebody's word: "a letter written by X".
MAKING = frozenset(
    """make issue release publish write compile prepare draft sign send submit file post conduct
    author produce circulate""".split()
)

# Phrases that weaken a statement (matched as whole words, without regard to case), with the step
# of the ICD 203 scale that some of them name.
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
# Those without a step on the scale.
_PLAIN_HEDGES = """
    may, might, could, would likely, allegedly, alleged, reportedly, reported to, apparently,
    apparent, appears to, appeared to, appear to, seems to, seemed to, seem to, possibly,
    possible, perhaps, potentially, potential, presumably, purportedly, purported, supposedly,
    suspected, believed to, thought to, said to be, estimated, expected to, is set to,
    preliminary, initial estimates, unverified, unconfirmed, unclear, uncertain, not clear,
    not yet clear, not immediately clear, rumoured, rumored, so-called, as many as, up to, at
    least
"""
# Of these, what often tells of an ability, a plan or a way of speaking.
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
# Of these, quantity bounds: they qualify a number and are no reason for doubt on their own.
BOUNDS = frozenset({"as many as", "up to", "at least", "so-called", "is set to", "potential",
                    "possible", "apparent"})  # fmt: skip

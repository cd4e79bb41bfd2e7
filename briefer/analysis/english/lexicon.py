"""English word lists: cues, nouns for sources, hedges. Lemmas, unless a comment says otherwise."""

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
    plead retort protest proclaim profess recount relate retweet summarize elaborate muse
    offer opine blog email text stipulate rule find show determine propose demand cite
    describe request pray gush crow fume bemoan deadpan interject continue begin
    caption record clarify divulge surmise theorize theorise posit exclaim rant enthuse
    murmur snap implore beg reason project calculate""".split()
)
# Verbs of thought and attitude: their subject is a source too, but only with a clause.
THOUGHT = frozenset(
    """believe think feel hope fear worry doubt suspect expect know agree assume consider
    understand guess reckon accept""".split()
)
# Of the verbs above, those that often mean something other than speech. They count only with a
# quotation, or with a clause and a subject that can speak.
WEAK = frozenset(
    """record begin continue offer point read caption find show know feel consider understand
    expect relate determine rule request""".split()
)
# Verbs whose direct object is the content ("denied the allegations").
WITH_OBJECT = frozenset(
    """promise pledge announce deny reject dismiss dispute refute condemn confirm mention
    emphasize emphasise stress criticize criticise praise denounce slam blast blame predict
    propose reveal disclose allege acknowledge admit reiterate highlight underscore cite
    describe decry lambast welcome applaud attack mock question oppose demand lament bemoan
    disavow hail voice express forecast estimate contradict""".split()
)
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
# Verbs whose content is a gerund ("denied taking it").
WITH_GERUND = frozenset("deny admit acknowledge recall recommend propose".split())
# Verbs whose object is the addressee, before the content ("told reporters that ...").
TELLING = frozenset("tell assure inform remind warn notify advise".split())
# Verbs for what is said in court ("the inquest heard that ..."), and their subjects.
HEARING = frozenset({"hear"})
COURTS = frozenset("court inquest jury juror tribunal hearing inquiry magistrate".split())
# Verbs for what somebody has from somebody else ("she had heard from Reyes that ...").
LEARNING = frozenset({"hear", "learn"})
# Verbs whose object is the source of the source ("Reyes, citing the report, said ...").
CITING = frozenset({"cite", "quote"})
# Verbs that count as speech only next to a quotation.
ASKING = frozenset("ask wonder".split())
# Of the verbs with a preposition, those that give only the topic unless there is a quotation.
TOPICAL = frozenset({"refer"})
# Verbs that name their object, often in quotation marks ("called the fire “a wound”").
NAMING = frozenset("call dub brand label deem term".split())
# Verbs by which a source rejects the content that follows.
DENIAL = frozenset("deny dispute reject refute contradict dismiss disavow".split())
# Of the weak verbs, those that report a result.
FINDING = frozenset("find show determine rule".split())
# Verbs whose object is a claim noun with the content ("expressed the fear that ...").
EXPRESSING = frozenset("express make issue voice raise".split())
# Passive cues, often without a named source ("is accused of").
ACCUSING = frozenset("accuse charge suspect allege believe report say think tell".split())
# Verbs that make their object do something ("prompted users to argue ...").
CAUSING = frozenset("prompt lead cause force drive compel push move bring get".split())
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
# Verbs whose object has said the content ("they quoted Reed as saying").
CITING = frozenset("quote cite report".split())
# Verbs that say nothing, although a quotation may stand beside them ("they sang, “...”").
UNSPOKEN = frozenset("sing hum perform play star appear".split())
# Nouns that introduce a claim ("the claim that ...").
CLAIM_NOUNS = frozenset(
    """claim allegation accusation assertion statement belief report suggestion warning
    argument announcement contention notion idea promise pledge hope fear concern prediction
    rumour rumor conclusion finding admission complaint insistence acknowledgment
    acknowledgement""".split()
)
# Nouns for what somebody has said or thinks ("That was the view of Reed").
VIEW_NOUNS = frozenset(
    """view opinion word message verdict judgment judgement assessment answer reply response
    reaction comment remark description explanation summary line quote phrase advice plea appeal
    question thought feeling position stance""".split()
)
# These and other nouns whose denial is a statement: "denied the charge", not "denied the visa".
DENIABLE = CLAIM_NOUNS | frozenset(
    """account version charge count figure criticism story characterization characterisation
    wrongdoing involvement responsibility knowledge role link tie connection relation""".split()
)
# Nouns whose denial is a refusal and no statement: "denied them a visa".
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
# Of these, the ones that are typical of anonymous sources.
ANONYMOUS_NOUNS = frozenset(
    """official source insider aide diplomat person people adviser advisor executive operative
    employee""".split()
)
# Of these, offices that one person at a time holds: "the mayor" is known without a name.
OFFICES = frozenset(
    """president minister mayor governor senator king queen pope bishop prince sheriff ambassador
    commissioner superintendent chancellor premier secretary chairman chairwoman chair chief
    director speaker prosecutor judge coroner""".split()
)
# Posts that one person at a time holds in a body: "the coach" is not the one before.
POSTS = OFFICES | frozenset(
    "coach manager captain leader head boss editor principal executive owner commander".split()
)
# Modifiers that make another post of a noun: the deputy mayor is not the mayor.
OTHER_POST = frozenset(
    "deputy vice assistant associate acting interim caretaker shadow junior lieutenant lt".split()
)
# But not of these titles: an assistant professor is "the professor" later.
GRADED_TITLES = frozenset("professor general admiral colonel commander".split())
# Modifiers by which somebody holds a post at another time: neither is the mayor now.
OTHER_TIME = frozenset("former ex onetime past previous elect designate incoming".split())
# Nouns for relatives.
KIN = frozenset(
    """mother father brother sister son daughter wife husband uncle aunt grandfather grandmother
    cousin nephew niece widow widower grandson granddaughter twin sibling spouse""".split()
)
# Abbreviated titles, and nouns that refer to the same person later ("Sen. Reed ... the lawmaker").
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
# Also unabbreviated titles, with such nouns.
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
# Of the nouns for places, those that never end the name of a town, a country or a company.
BUILDINGS = frozenset(
    """plaza square road avenue bridge river airport station tower building stadium lane canal quay
    wharf pier cemetery terminal dam desert peninsula ocean sea gulf strait plateau
    reservoir""".split()
)
# Of these, those that do: "Palm Springs", "Solomon Islands", "Green Bay".
LANDSCAPES = frozenset(
    """lake bay island islands mountain valley harbour harbor beach ridge falls creek springs
    forest""".split()
)
# Last words of names of companies, newspapers and clubs, but not of people.
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
# Verbs that link a document to its author: "a letter written by X".
MAKING = frozenset(
    """make issue release publish write compile prepare draft sign send submit file post conduct
    author produce circulate""".split()
)

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
    suspected, believed to, thought to, it is believed, it is thought,
    it was believed, it was thought, said to be, estimated, expected to, is set to,
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

"""English word lists: nouns for who and what speaks, for offices and places. Lemmas."""

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
    lawyer attorney diplomat aide adviser advisor insider employee worker executive
    minister president mayor governor senator judge prosecutor doctor scientist
    researcher expert professor teacher student voter man woman person boy girl child
    mother father brother sister son daughter wife husband neighbor neighbour friend
    client colleague relative survivor victim critic supporter activist protester commander
    soldier general policeman investigator detective chief director manager owner
    founder chairman chairwoman chair secretary economist historian author reporter
    journalist user participant member leader candidate nominee coach player farmer
    fisherman nurse patient passenger driver pilot strategist pollster operative donor
    delegate lawmaker legislator congressman congresswoman representative commissioner
    superintendent sheriff ambassador envoy negotiator bishop priest pope king queen
    prince captain engineer contractor tenant uncle aunt grandfather grandmother cousin
    nephew niece widow widower chancellor premier coroner physician colonel sergeant
    lieutenant inspector constable pastor reverend steward attendant guard guide clerk
    cashier chef cook waiter baker butcher grocer builder plumber electrician mechanic
    carpenter miner sailor pensioner tourist visitor customer shopper commuter motorist
    cyclist vendor stallholder campaigner organiser mp mep barrister solicitor counsel
    pal pupil reviewer organizer volunteer caretaker lecturer statistician
    epidemiologist landlord shopkeeper trader consultant veteran plaintiff defendant
    suspect moderator host anchor columnist editor writer speaker fireman craftsman
    batsman lad gentleman teammate flatmate roommate housemate classmate workmate
    foreman porter vicar curate rabbi imam paramedic midwife vet surgeon dentist
    pharmacist architect accountant abbot abbess""".split()
)
# Of these, the ones that are typical of anonymous sources.
ANONYMOUS_NOUNS = frozenset(
    """official source insider aide diplomat person people adviser advisor executive operative
    employee""".split()
)
INFORMED = frozenset("familiar knowledge briefed close".split())
"""Words for how people whom nobody names know something: "people with knowledge of the talks"."""

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
    opposition american troop staff workforce men women percent % many some most others few
    half""".split()
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
    nonprofit television radio tv management""".split()
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
# Nouns that look like words for people ("-er", "-or") but mean companies.
FIRM_NOUNS = frozenset(
    """operator supplier distributor retailer insurer lender carrier broadcaster manufacturer
    regulator""".split()
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
    recording apology diary journal logbook notebook text essay pamphlet flyer warrant verdict
    contract certificate invoice experiment work sheet""".split()
)

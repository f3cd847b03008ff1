"""The small words by which a question is taken apart, and the frequent ones."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = _words(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty
    forty fifty sixty hundred thousand half
    """
)
"""Numbers in letters."""

WH_WORDS = _words("who whom whose what which when where why how")
BE = _words("is are was were am be been being isn't aren't wasn't weren't")
HAVE = _words("has have had hasn't haven't hadn't")
DO = _words("do does did don't doesn't didn't")
MODALS = _words(
    """
    can could may might must shall should will would can't cannot couldn't won't wouldn't
    shouldn't mustn't
    """
)
AUXILIARIES = BE | HAVE | DO | MODALS
DETERMINERS = _words(
    """
    a an the my your our his her its their this that these those any some each every no
    another both all either neither such same
    """
)
PREPOSITIONS = _words(
    """
    about above according across after against along among around as at before behind below
    beneath beside besides between beyond by despite down during except for from in inside
    into like near of off on onto out outside over per regarding since than through
    throughout till to toward towards under until up upon via with within without
    """
)
CONJUNCTIONS = _words("and or but nor so yet if because although though while unless")
CLAUSE_OPENERS = _words(
    """
    if because although though while unless when where who which that after before since
    until once whether than as whose
    """
)
"""Words with which a further clause may begin."""

PRONOUNS = _words(
    """
    i you he she it we they me him us them myself yourself himself herself itself ourselves
    themselves mine yours hers ours theirs there here one ones someone somebody anyone
    anybody everyone everybody nobody nothing something anything everything
    """
)
ADVERBS = _words(
    """
    actually afterwards again ago almost already also altogether always anymore
    approximately away back before currently earlier else elsewhere ever exactly finally
    first formally further home instead just last later least mainly many maybe more most
    much never next normally not now nowadays officially often once only originally
    otherwise per please possibly previously really roughly soon still then today together
    tomorrow too twice usually very well yesterday
    """
)
QUANTIFIERS = _words("many much few little long often far old big large high")
"""Words after "how" that count or measure the noun behind them."""

ASKED_ADJECTIVES = _words(
    """
    long far old big large high often warm hot cold fast slow deep wide thick strong heavy
    tall loud expensive costly soon early late quickly good bad safe dangerous small low
    hard
    """
)
"""Adjectives and adverbs after "how"."""

CALENDAR_WORDS = _words(
    """
    january february march april june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4 h1 h2 monday tuesday wednesday
    thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays weekend weekends weekdays
    """
)
"""Months, quarters and days of the week. May is left out: it is more often the verb."""

IRREGULAR_PARTICIPLES = _words(
    """
    begun bought born broken brought built caught chosen come cost cut done drawn driven
    eaten fallen fed felt fought found flown forbidden forgotten given gone got gotten grown
    heard held hit hurt kept known laid led left lent let lost made meant met paid put read
    ridden risen run said seen sent set shown shut sold spent spoken stood stolen struck
    sunk sworn taken taught thought thrown told understood won worn written withdrawn
    """
)
IRREGULAR_PASTS = _words(
    """
    became began bought brought built came caught chose cost cut did drew drove fell felt
    fought found gave got grew had held hit kept knew laid led left lent let lost made meant
    met paid put ran rose said sat saw sent set shut sold spent spoke stood stole struck
    swore taught thought threw told took went won wore wrote withdrew
    """
)
VERBS = _words(
    """
    accept accompany achieve acquire act add adjust administer admit adopt advise affect
    afford agree aim allow amount announce answer apologise appear apply appoint approve
    arrange arrive ask assemble attack attend avoid award bake bear become begin believe
    belong bind bleed block boil book borrow break breathe breed bring build burn buy
    calculate call cancel carry cause chair change charge check choose claim clean climb
    close collect combine come command compare complete comprise concern confirm connect
    consider consist contain continue control convert cook cool cost count cover create
    cross cut deal decide declare decline defend define delete deliver demand depend
    describe deserve design destroy develop die differ direct discover dismiss dissolve
    distribute do double draw drink drive drop earn eat elect employ enable end enforce
    enter establish evolve exceed exclude execute exist expand expect expire explain export
    extend fail fall feed feel file fill finance find finish fit fix fly follow forbid
    forget form found fund gain get give go govern grow guarantee handle hang happen hatch
    have head hear heat help hire hit hold host hunt hurt implement import improve include
    increase inform inhabit inherit install intend introduce invent invest involve issue
    join judge jump keep kill know land last launch lay lead learn leave lend let license
    lie limit link live load lock lose make manage manufacture marry mean measure meet merge
    migrate mind mix move need notice obtain occupy occur offer open operate oppose order
    organise overtake own paint pass pay perform permit pick place plan plant play predict
    prefer prepare prescribe present prevent print produce prohibit promise propose protect
    prove provide publish punish purchase push put qualify quit raise reach read receive
    recognise recommend record recover reduce refer refuse register release rely remain
    remove renew rent repair repay replace report represent request require resign respond
    rest result retire return reveal ring rise rule run sail save say score see seem sell
    send serve set settle share shoot show shut sign sink sit sleep smoke solve sound spawn
    speak spend split stand start state stay steal stop store succeed sue suffer suggest
    supply support suppose suspend swim switch take talk taste teach tell terminate test
    thank think throw touch train transfer translate transmit travel treat try turn
    understand update upgrade use vanish visit void vote wait walk want warn wash watch wear
    weigh win withdraw wonder work write yield
    """
)
"""Frequent verbs by their base form; looked up by stem."""

PROPERTIES = _words(
    """
    address age aim amount area boss budget capacity capital ceo chair chairman charge chief
    color colour cost costs date deadline depth distance duration fee goal head headquarters
    height income interval length level limit meaning name number office origin output
    population power president pressure price profit profits purpose range rate reason
    revenue revenues role salary sales seat share size speed staff stake status sum target
    temperature time title total turnover use value volume weight width year
    """
)
"""Nouns that say something of a thing: asked for, they are rarely what "it" means next."""

GENERIC_ORGANISATIONS = _words(
    """
    company firm organisation organization business enterprise corporation maker
    manufacturer group institution association
    """
)
GENERIC_PLACES = _words(
    """
    place country city town region village state site location continent market area
    """
)
GENERIC_PERSONS = _words("person man woman")
DEICTIC_NOUNS = _words(
    """
    document policy manual guide text page notice handbook report year month week day time
    way case morning evening agreement kind sort type book paper article list order leaflet
    brochure sheet memo note edition version newsletter spring summer autumn fall winter
    january february march april may june july august september october november december
    """
)
"""Nouns after "this" that point at the text in hand or at today, not at an earlier turn."""

SITES = _words(
    """
    plant factory office site works school shop store warehouse station hospital hotel
    museum building terminal centre center harbour port lake island yard lab laboratory
    campus
    """
)
"""Nouns for places that people make: "there" rather means these than other nouns."""

TITLES = _words(
    """
    mr mrs ms dr dame sir captain professor prof lord lady judge justice king
    """
)
"""Words in front of the names of people."""

TIME_NOUNS = _words("year month day date time week quarter period decade")
PLACES = _words(
    """
    africa america argentina asia athens australia austria bangladesh barcelona beijing
    belgium berlin bolivia brazil britain brussels bulgaria california canada chicago chile
    china colombia copenhagen croatia cuba cyprus czechia delhi denmark dublin ecuador egypt
    england estonia ethiopia europe finland france germany ghana greece hamburg helsinki
    hungary iceland india indonesia iran iraq ireland israel istanbul italy japan jordan
    kenya korea latvia lebanon lisbon lithuania london luxembourg madrid malaysia malta
    mexico milan morocco moscow mumbai munich netherlands nigeria norway oslo pakistan paris
    peru philippines poland portugal prague romania rome russia scotland serbia shanghai
    singapore slovakia slovenia spain stockholm sweden switzerland sydney taiwan texas
    thailand tokyo tunisia turkey uganda ukraine uk us usa vancouver venezuela vienna
    vietnam wales warsaw zurich
    """
)
"""Names that are places wherever they stand; a hint between slots, never a condition."""

"""The small words by which a question is taken apart, and the frequent ones."""

from pincite.corpus.written_dates import MONTH_WORDS, MONTHS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = _words(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty
    forty fifty sixty hundred thousand half
    """
)
"""Numbers in letters."""

IRREGULAR_PLURALS = _words(
    "staff people men women children feet teeth mice geese sheep police criteria"
)
"""Plurals without an s."""

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
    abandon abolish absorb accommodate accuse actually adapt admire afterwards again ago
    almost already also alter altogether always amend anymore approximately argue assign
    assist assume attract away back before behave bury capture celebrate chase cite
    compete conclude condemn conquer consult consume contribute cooperate correspond
    criticise cultivate currently dedicate demolish derive detect determine devote dine
    disappear discontinue discuss dispose donate earlier educate else elsewhere emerge
    emit encourage endanger endorse enjoy enrol ensure equip erect evacuate ever exactly
    examine excavate exceed explode explore expose finally first formally fulfil further
    gather generate graduate graze greet hide home hurry identify ignore imagine impose
    imprison incorporate infect inject injure inspect inspire instead insure interrupt
    invade invite irrigate just last later lean least listen locate mainly maintain many
    marry maybe mention more most much multiply narrate negotiate never next nominate
    normally not now nowadays officially officiate often once only operate originally
    originate otherwise overlook oversee participate per perish persuade please pollute
    possess possibly pour praise pray precede preserve preside prevent previously
    procure promote propel prosecute provoke pursue ratify react really rebuild recruit
    recycle refer regain regulate rehearse reject relate relieve remind renovate rescue
    reside resist resolve resume retain retreat reunite revise revive ripen roughly ruin
    satisfy secure seek seize soon specialise specify spoil still stretch struggle
    submit subscribe succeed surrender survey survive sustain swear tend then thrive
    today together tomorrow too transform twice undergo undertake unite unveil urge
    usually vary verify very weave welcome well yesterday yield
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
    q1 q2 q3 q4 h1 h2 monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
    wednesdays thursdays fridays saturdays sundays weekend weekends weekdays winter summer
    autumn spring christmas easter
    """
) | {month for month in MONTH_WORDS if month != "may"}
"""Months, quarters and days of the week. May is left out: it is more often the verb."""

IRREGULAR_PARTICIPLES = _words(
    """
    arisen awoken beaten begun bent bitten bled blown born bought bound bred broken
    brought built burnt caught chosen clung come cost crept cut dealt done drawn dreamt
    driven drunk dug dwelt eaten fallen fed felt fled flown flung forbidden foreseen
    forgiven forgotten fought found frozen given gone got gotten grown heard held hidden
    hit hung hurt kept knelt knit known laid lain leant leapt learnt led left lent let
    lit lost made meant met mistaken mown overcome overheard overrun overseen overthrown
    paid proven put read rebuilt redone remade resold rethought rewritten ridden risen
    rolled run rung said sawn seen sent set sewn shaken shed shone shot shown shrunk
    shut slain slept slid slit smelt sold sought sown sped spelt spent spilt spoilt
    spoken sprung spun stolen stood strewn stricken strode struck strung stuck stung
    sung sunk swept swollen sworn swum swung taken taught thought thrown told torn
    trodden undergone understood undertaken undone upheld wept withdrawn withheld
    withstood woken won worn written wrung
    """
)
IRREGULAR_PASTS = _words(
    """
    arose awoke became began bent bled bought bound bred broke brought built burnt came
    caught chose clung cost crept cut dealt did drank dreamt drew drove dwelt fell felt
    fled flew flung forbade foresaw forgave forgot fought found froze gave got grew had
    held hid hit hung kept knelt knew laid leant leapt learnt led left lent let lost
    made meant met mistook overcame overran oversaw overthrew overtook paid proved put
    ran rang rebuilt rose said sang sat saw sawed sent set sewed shed shook shrank shut
    slept slid smelt sold sought sowed sped spelt spent spilled spilt spoilt spoke spun
    stole stood strove struck stuck stung swam swept swore swung taught thought threw
    told took tore trod undertook underwent upheld went wept withdrew withheld withstood
    woke won wore wrote wrung
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
    """
) | frozenset(MONTHS)
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

TIMES_OF_DAY = _words(
    """
    night nights evening evenings morning mornings afternoon afternoons noon midnight
    holiday holidays weekend weekends term season
    """
)
"""Nouns that tell when behind a preposition."""

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

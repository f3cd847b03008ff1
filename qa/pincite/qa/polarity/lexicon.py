"""The words that turn a statement around, and those that stand for opposite things."""

import re

from pincite.qa.words import stem


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


_NEGATORS = """
    not no never none nobody nothing neither nor nowhere cannot hardly scarcely barely seldom
    rarely
"""
_FORBIDDING = """
    forbidden forbids forbid forbade prohibited prohibits prohibit prohibition banned bans
    ban barred bars disallowed outlawed illegal unlawful inadmissible taboo excluded
    excludes exclude omit omits omitted omission excluding exclusion precluded prevented prevents
    prevent impossible unable
"""
_REFUSING = """
    refuse refused refuses refusal reject rejected rejects rejection deny denies denied
    denial dismissed oppose opposed opposes veto vetoed overruled lost lose loses defeated
    disqualified expelled ignored disregarded acquitted
"""
_LACKING = """
    lack lacks lacking lacked missing absent absence vacant vacancy empty void devoid
    insufficient inadequate unsupported unproven untouched unpaid unlimited unavailable
    unsafe unknown unlikely uncertain undecided scarce spared deficit shortage optional
    voluntary independent shortfall immune ineligible bare
"""
_FAILING = """
    fail failed fails failure unsuccessful missed missing invalid incorrect wrong false
    faulty broken defective
"""
_CEASING = """
    end ended ends ending close closed closes ceased ceases stop stopped stops abolished
    withdrawn withdrew withdraw retired retire retires left cancelled cancel dropped drops
    scrapped abandoned dissolved dissolve expired expires expire lapsed lapse quit resigned
    resigns suspended suspend discontinued interrupted halted paused terminated disbanded
    shut shuts defunct obsolete outdated deferred postponed adjourned demolished vanished
    gone extinct revoked repealed rescinded lifted removed deleted relinquished vacated
    evacuated disused derelict loss losses
"""
_EXEMPTING = "exempt exempted waived waive relieved"
NEGATORS = _stems(_NEGATORS)
CEASING = _stems(_CEASING)
"""Words for coming to an end."""
_BEGINNING = """
    open opened opens start started starts begin began begins since become became resume resumes
    resumed
"""
BEGINNING = _stems(_BEGINNING)
TURNING = (
    _stems(_NEGATORS) | _stems(_FORBIDDING) | _stems(_REFUSING) | _stems(_LACKING)
    | _stems(_FAILING) | _stems(_CEASING) | _stems(_EXEMPTING)
)  # fmt: skip
"""Each turns what is said around; those that question and sentence share do not count."""

PERSONS = _stems(
    "person people guest visitor friend son daughter child children kid boy girl sister brother "
    "parent cousin relative companion colleague adult passenger member player student pupil man "
    "men woman women helper partner grandchild grandchildren"
)
"""Who may be counted among one another: both sons are two guests."""
_FAMILIES = (
    "lose loss lost losses deficit shortfall", "leave left", "exclude exclusion excluding",
    "deny denial", "forbid forbade forbidden", "withdraw withdrew withdrawn", "fail failure",
    "absent absence",
    "vacant vacancy", "refuse refusal", "reject rejection", "dissolve dissolution",
    "expire expiry expiration", "cancel cancelled cancellation",
)  # fmt: skip
FAMILY = {stem(word): stem(line.split()[0]) for line in _FAMILIES for word in line.split()}
"""Stems of turning words by the stem of the word that they are forms of."""

_PLAIN = (
    (r"(?:no|not|never) (?:be )?(?:more|longer|later|higher|larger|greater|older|bigger|heavier|"
     r"further|taller|wider) than", "at most"),
    (r"(?:no|not|never) (?:be )?(?:less|fewer|shorter|earlier|lower|smaller|younger|sooner) than",
     "at least"),
    (r"(?:at no|without|no) (?:extra |additional |further )?(?:charge|cost|fee|payment)s?", "free"),
    (r"(?:is|are|was|were|be|been|being|gets?|got) paid nothing", "is unpaid"),
    (r"free of charge|without paying|for nothing|for free|nothing to pay|pay(?:s|ing)? nothing|"
     r"costs? nothing|gratis", "free"),
    (r"out of the question", "impossible"),
    (r"by (?:two|three|four|several) (?:people|persons|members|[a-z]+s)|in pairs", "together"),
    (r"left out(?: of)?|kept out(?: of)?|leaves? out|left off", "excluded"),
    (r"keeps? from|kept from|refrains? from|declin(?:es?|ed) to|turn(?:s|ed)? (?:down|away)|"
     r"object(?:s|ed)? to|vot(?:es|ed|e) against|votes? down", "refuse"),
    (r"protected from|safe from|immune from|left without|"
     r"free (?:of|from)(?! charge)(?! (?:about |some )?[€£$]?\d)", "without"),
    (r"(?:second|third|fourth|fifth|next|one of the)[- ](?=(?:\w{3,}est|most)\b)", "not the "),
    (r"put (?:[\w']+ ){0,3}away|stay (?:outside|away|out|off)|keep (?:off|away|out)|"
     r"leave (?:[\w']+ ){0,3}(?:outside|behind|at home)", "forbidden"),
    (r"not (?:all|every|always)", "only some"),
    (r"(?:left|remains?|remained|still) (?=un\w+)", ""),
    (r"only(?= (?:about )?\d[\d,.]*(?! ?%)\b)", "fewer"),
    (r"over(?= (?:before|by|in|at|on|already)\b)", "ended"),
    (r"(?:twice|double|(?:three|four|five|ten) times) as (?:many|much)", "more"),
    (r"half as (?:many|much)", "fewer"),
    (r"on top(?: of)?", "excluded"),
    (r"needs? (?:a |any )?tickets?", "must pay"),
    (r"had there been|if there had been|if there were", "lacking"),
    (r"ruled? out|off limits|out of bounds|no entry", "forbidden"),
    (r"(?:nobody|no one|none|nothing) (?:but|except|other than)", "only"),
    (r"all (?:but|except)", "most but"),
    (r"(?:turn|turns|turned|vote|votes|voted) (?:[\w'-]+ ){1,4}down", "refuse"),
    (r"(?:put|call|called|calls|puts) (?:[\w'-]+ ){0,4}off", "postponed"),
    (r"(?:give|gives|gave|given) (?:[\w'-]+ ){1,3}up", "abandoned"),
    (r"(?:throw|threw|thrown|leave|left) (?:[\w'-]+ ){0,3}out", "excluded"),
    (r"(?:give|gives|gave|given|hand|hands|handed|send|sent|bring|pay|paid) (?:[\w'-]+ ){0,4}back|"
     r"hand(?:s|ed)? (?:[\w'-]+ ){0,3}in|paid back", "returned"),
    (r"(?:go|goes|went|gone) up in flames|(?:burned|burnt|torn?|tore|pulled|knocked) down",
     "destroyed"),
    (r"against (?:the )?(?:rules?|law|regulations?)|not on", "forbidden"),
    (r"behind schedule|behind time|overdue", "late"),
    (r"ahead of (?:schedule|time)", "early"), (r"(?:on|in) time|on schedule", "punctual"),
    (r"take[sn]? (?:[\w'-]+ ){0,3}off", "removed"),
    (r"(?:reserved|intended|meant|kept) for(?= the\b| \w+s\b)", "only"),
    (r"decid(?:es?|ed) against", "refuse"),
    (r"unlocked|unlocks", "open"), (r"nor", "or"),
    (r"(?:in|into) (?:good|full|working) (?:order|repair|condition)", "intact"),
    (r"(?:cleared|acquitted) of", "not"),
    (r"(?:rid|deprived|stripped|robbed|devoid) of", "without"),
    (r"sold to", "given to"),
    (r"waiting for|awaiting|awaits?|do(?:es)? without|make do without", "lacking"),
    (r"(?<!not )to be (?:chosen|decided|elected|announced|confirmed|agreed|settled|named|found)|"
     r"(?:still|remains?) (?:open|to be \w+)(?=[\s?.,]*$)", "undecided"),
    (r"no longer(?! than)|no more(?=[\s.,;?]*$)|out of (?:use|service|date|order|print)|"
     r"(?:g(?:a|i)ven? up|broken? off|called off|wound up|run out|ran out|phased out|shut down|"
     r"put off)|at an end|come to an end|came to an end", "ended"),
    (r"f(?:a|e)lls? short(?: of)?|fallen short(?: of)?", "missed"),
    (r"anything but|far from|instead of being", "not"),
    (r"(?:has|have|had) to|need(?:s|ed)? to|obliged to|is required to|are required to|"
     r"necessary to", "must"),
    (r"(?:by|at|until|before|to|till|towards|of|from|with) (?:the )?(?:year[- ])?end(?: of)?",
     "at"),
    (r"in the end|year[- ]end|at the end", "at"),
    (r"it is true that|is it true that|is it the case that|is it correct that", "is"),
    (r"\bn['’]t\b|(?<=\w)n['’]t\b", " not"),
)  # fmt: skip
PHRASES = tuple((re.compile(rf"\b(?:{said})\b" if said[:2] != r"\b" else said, re.I), word)
                for said, word in _PLAIN)  # fmt: skip
"""Ways of saying something that are read as one word."""

_OPPOSED = """
    increase increased rise rose risen grow grew grown gain gained more higher larger bigger
        up expand expanded raised raise gone_up climb climbed multiplied doubled | decrease
        fell fall fallen shrink shrinks shrank drop dropped decline declined less fewer
        lower smaller down cut reduce reduced lowered halved halve dwindled slump sank;
    dearer expensive costlier | cheaper cheap inexpensive;
    longer lengthened prolonged extend extended extension | shorter shortened shorten
        shortens;
    faster quicker speedier | slower;
    warmer hotter | cooler colder;
    deeper | shallower shallow;
    wider widened broader | narrower narrow narrowed;
    older | younger newer;
    later | earlier sooner;
    better improve improved improves | worse worsen worsened deteriorated;
    largest biggest highest longest most oldest heaviest tallest fastest maximum dearest |
        smallest lowest shortest fewest least newest lightest slowest minimum cheapest;
    before earlier beforehand prior advance | after later afterwards;
    first | last final;
    before previously earlier already formerly | first newly;
    mandatory compulsory obligatory required must necessary | optional;
    open opened opens | shut shuts;
    start started begin began | finish finished;
    buy bought acquire acquired purchase purchased own owns owned owner | sell sold lease
        leased leases rent rented rents hire hired;
    included includes include inclusive | added extra separately surcharge;
    free gratis | chargeable payable pay pays paid cost costs charge charged charges
        fee salary price surcharge;
    same identical equal alike | different differ differs surcharge extra dearer;
    inside indoors internal indoor | outdoors outside external outdoor;
    surplus profit profitable | loss lose lost deficit;
    win won wins | lose lost;
    kept keep keeps fixed constant same remain remained remains stays | changed change
        changes lowered raised rises rise rose vary varies replaced renewed replaces fall
        fell shrinks;
    stay stays | sent leave leaves left;
    merger merged merge acquisition fused united unite joined | separate separately
        partnership split divided;
    approve approved approves adopt adopted agree agreed accept accepted grant granted
        upheld ratify ratified carried | lost defeated deferred withdrawn;
    survive survived survives escape escaped stand stands standing exist exists existing |
        destroy destroyed destroys perish perished ruined collapsed demolished burned burnt
        lost;
    full-time | part-time;
    permanent permanently | temporary temporarily provisional;
    public publicly | private privately;
    often frequently frequent regularly regular usually common commonly | rarely seldom
        scarce rare hardly occasionally exceptional exceptionally;
    many numerous several multiple plenty | few single scarcely;
    always throughout constantly continuously | sometimes occasionally temporarily;
    together accompanied jointly | alone solo singly;
    again repeatedly reused twice | once;
    fully full | half partly partially;
    full occupied filled taken | empty vacant available;
    present attend attended attends | absent apologies excused;
    automatic automatically | manual manually hand;
    new newest modern recent | old oldest ancient outdated obsolete;
    early | late;
    easy easily simple | difficult hard complicated;
    safe harmless secure | dangerous harmful hazardous risky harm bleeding injured;
    hot warm heated | cold cool;
    strong | weak;
    major main chief | minor;
    majority | minority;
    import imports imported | export exports exported;
    home domestic | abroad foreign overseas exported;
    arrive arrives arrival | depart departs departure;
    north northern | south southern;
    east eastern | west western;
    men male | women female;
    mended repaired fixed restored | broken damaged torn;
    certain guaranteed guarantee sure | uncertain doubtful;
    binding final | provisional appealable challenged challenge;
    succeed succeeded success successful pass passed | fail failed failure;
    above | below;
    upper top | lower bottom;
    major | minor;
    alive living lives | dead died dies;
    wet | dry;
    clean | dirty;
    known | undecided;
    keep kept keeps retain retained retains hold | return returned returns repaid repay
        surrender surrendered removed remove;
    online internet connected connection | offline;
    private privately confidential secret personal | public publicly state;
    pure clean cleaned pristine | contaminated polluted dirty soiled impure spoilt;
    recovered recover recovery cured healed well healthy | died die dead ill sick killed;
    punctual prompt punctually | late delayed delay delays;
    beginner beginners novice novices elementary basic introductory | advanced expert
        experts experienced;
    dry sunny | rain rains rainy wet snow;
    original genuine authentic | copy copies replica fake forged replaced;
    rare rarely seldom | common frequent often usual usually;
    guilty convicted convict sentenced | innocent;
    unite agree agreed unanimous unanimously favour favoured support supported supports
        backed | against disagree disagreed dissent quarrel;
    same old former previous | new different;
    raw fresh | cooked heated boiled pasteurised processed frozen tinned;
    provide provided provides supplied supply supplies | bring;
    improve improved better richer good | poorer poor worse bad weaker;
    whole complete completed finished ready | incomplete half partial unfinished;
    instalments gradually stages | once immediately;
    locked lock | open unlocked;
    electric | petrol diesel steam gas manual;
    diesel | petrol;
    wood wooden timber | stone brick steel concrete metal plastic;
    married | single divorced unmarried;
    employee employed staff | freelance self-employed contractor;
    alphabetical | chronological;
    summer | winter;
    morning | evening afternoon;
    weekday weekdays | weekend weekends sunday sundays saturday;
    vertical upright | horizontal flat;
    sharp | blunt;
    sweet | sour bitter;
    soft | hard;
    smooth | rough;
    thick | thin;
    rich | poor;
    loud noisy | quiet silent;
    bright | dark dim;
    heavy | lightweight;
    simple plain | complex elaborate;
    visible shown displayed | hidden concealed;
    near nearby close | far distant remote;
    ahead leading | behind trailing;
    raise raised hoisted | lowered lower;
    advance advanced forward | backward reverse;
    hire hired appoint appointed recruit recruited elected | sacked fired dismissed;
    join joined enter entered | leave leaves quit;
    attack attacked | defend defended;
    remember remembered | forget forgot forgotten;
    praise praised welcomed welcome | criticised criticism criticise condemned;
    love liked like likes enjoy enjoyed | hate disliked dislike;
    peace peaceful | war violent;
    friend ally | enemy rival opponent;
    teacher | pupil student;
    exact exactly precise precisely | approximate rough roughly;
    direct directly nonstop | change changing via indirect;
    one-way | return;
    urgent | routine;
    professional | amateur;
    local locally native | imported foreign abroad;
    centre central | outskirts suburb;
    reusable | disposable;
    portable mobile | stationary;
    active | passive dormant;
    liable responsible | exempt;
    profit gained | deficit;
    debt owe owes | credit;
    double twice both | once single;
    day | night;
"""
Opposites = tuple[tuple[frozenset[str], frozenset[str]], ...]
OPPOSITES: Opposites = tuple(
    (_stems(left) - TURNING, _stems(right) - TURNING)
    for left, right in (pair.split("|") for pair in _OPPOSED.split(";") if pair.strip())
)
"""Words of opposite sense; they count where question and sentence take different sides."""
_COMPARATIVES = 10
"""The first groups are changes and comparatives."""
UP = frozenset().union(*(left for left, _ in OPPOSITES[:_COMPARATIVES]))
DOWN = frozenset().union(*(right for _, right in OPPOSITES[:_COMPARATIVES]))
NO_CHANGES = tuple(group for group in OPPOSITES if not (group[0] | group[1]) & (UP | DOWN))
"""Opposites that no amount tells of."""
SAME = _stems("same equal identical constant balanced")

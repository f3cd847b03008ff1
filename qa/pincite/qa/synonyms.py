"""Words that ask for and state the same thing: "how many people work" and "has 50 employees"."""

import re
from functools import lru_cache

from pincite.qa.words import stem, stems

_PHRASES = tuple(
    (re.compile(rf"\b(?:{phrase})\b", re.IGNORECASE), word)
    for phrase, word in (
        (r"(?:take|takes|took|taken|taking) over|takeover|bought out|buyout", "acquired"),
        (r"(?:set|sets|setting) up|called into being", "established"),
        (r"(?:go|goes|went|gone|going) public|floated", "listed"),
        (r"(?:take|takes|took|taken|taking) place", "held"),
        (r"(?:come|comes|came|enter|enters|entered) into (?:force|effect)", "effective"),
        (r"(?:take|takes|took) effect", "effective"),
        (r"(?:lift|lifts|lifted|take|takes|took|blast|blasted) off|lift-off", "launched"),
        (r"(?:shut|shuts|shutting|closed|close) down", "closed"),
        (r"(?:take|takes|took|taken|taking) part", "participated"),
        (
            r"(?:send|sends|sent|give|gave|hand|handed|bring|brought) (?:it |them )?(?:back|in)",
            "returned",
        ),
        (r"(?:burn|burns|burned|burnt) up", "burned"),
        (r"(?:pass|passes|passed) away", "died"),
        (r"(?:carry|carries|carried) out", "performed"),
        (r"(?:pull|pulls|pulled|knock|knocked|tear|tore|torn) down", "demolished"),
        (r"(?:put|puts) on the market|(?:go|went) on sale|came to market|came out", "launched"),
        (r"chief executive(?: officer)?", "ceo"),
        (r"head office", "headquarters"),
        (r"at least|no fewer than|no less than", "minimum"),
        (r"at most|no more than|up to", "maximum"),
    )
)


@lru_cache(maxsize=4096)
def plain_phrases(text: str) -> str:
    """The text with common phrases said in one word, so that they compare as words do.

    >>> plain_phrases("It was taken over in 2004.")
    'It was acquired in 2004.'
    """
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    return text


# Each line is a group; a word may stand in several. Only what questions ask about measures,
# roles and events: no thesaurus.
_GROUPS = """
people person persons employee employees staff worker workers workforce personnel headcount \
colleagues employ employs work works working jobs hands team
people person inhabitants inhabitant population residents resident live lives living citizens souls
cost costs price priced prices fee fees charge charged charges pay pays paid payable expensive \
tariff amount sum
invest invested investment invests spend spent spending put money finance financed funding funds \
fund budget sum bill
own owns owned owner belongs belong hold holds held stake share shareholding shares interest \
property possess
head heads headed lead leads led leader run runs boss chief director directs directed manage \
manages managed manager charge ceo president
ceo chief executive
chair chairs chaired chairman chairwoman chairperson president presides presided
found founded founder establish established establishment create created creation start started \
begin began set launched origin formed born
open opened opens opening inaugurated inauguration start started service enter operation doors
close closes closed closing shut shuts until open
build built building construct constructed construction erected completed completion
make makes made produce produces produced production manufacture manufactures manufactured \
assemble assembled build built output
produce production generate generates generated output yield
sell sells sold sale sales deliver delivered deliveries buyers bought copies
site sites plant plants factory factories works facility facilities
car cars vehicle vehicles automobile automobiles
ship ships vessel vessels boat boats ferry ferries fleet
shop shops store stores outlet outlets branch branches
plane planes aircraft
size large larger big bigger area cover covers covering extends surface measures hectares acres
high higher height tall taller rise rises elevation altitude summit peak stands
long longer length duration period last lasts lasting take takes term run runs time lasted extend
long length measures stretches span spans
weigh weighs weight heavy heavier light lighter mass
fast faster speed velocity
deep depth
wide width broad
thick thickness
capacity hold holds holding fit fits contain contains accommodate accommodates room store stores
capacity seats seat seating accommodate accommodates sits
far distance lies away kilometres km miles
wage wages pay paid salary earn earns income earnings remuneration
deadline due arrive arrives submit submitted hand handed latest claim claims made file filed
visit visits visitor visitors guests guest tourists visited
write writes written wrote author authored work penned
compose composed composer music score
design designed designer architect drew plans
discover discovered discoverer discovery found find
invent invented inventor invention
train trains trained trainer coach coaches coached
holiday holidays leave vacation off
keep keeps kept retain retained retention store stored stores delete deleted saved hold held \
archive
muster assembly gather meet meets meeting assemble evacuated evacuation
desk help service support hotline
wash washed clean cleaned cleaning rinse
change changed changes replace replaced replacement renew renewed exchange exchanged swap swapped
school schools pupils students attend pupil student enrolled
brand brands marque marques
country countries state states nation nations
company firm group business corporation enterprise maker manufacturer organisation organization \
concern
household households home homes house houses dwelling
percentage percent share proportion rate part cent level
share stake interest percentage
rain rainfall precipitation
hot warm temperature degrees heat
melt melts melting
boil boils boiling
power output capacity performance rated
loud noise sound noisy decibels level
interest rate loan credit bears
ticket tickets admission entry entrance pass
extension phone telephone number call dial line
deliver delivered delivery deliveries ship shipped shipping arrive arrives dispatch
participant participants part took attended attendees joined join
year annual annually yearly year-round
month monthly
week weekly
day daily
hour hourly
minimum least lowest
maximum top highest most limit
begin began begins start started starts commence commenced entered enter
launch launched introduce introduced introduction release released debut appeared market came
sign signed signing conclude concluded
die died dies death
born birth
elect elected election appoint appointed appointment named chosen
become became appointed named took
win won winner
award awarded prize
public listed stock exchange flotation floated ipo
town city municipality
film movie picture
road street
medicine drug dose tablet
illness disease
probation trial
footage recording recordings cctv video
staff colleague crew
expense expenses claim claims reimbursement
mile miles mileage
belong belongs member members consist consists comprises comprise part include includes links made
operate operates run runs operated fleet
trees tree
stations stops station stop
headquarters office seat headquartered based main
founded date
register registered registration enrol
pupil child children
often frequency every interval
much amount quantity
eat eats diet food
teach teaches taught teacher
lend lent loan borrow borrowed
vote votes voted ballots voter voters electorate
support supports supported back backed backs approve approved favour yes
spectator spectators audience crowd watched fans
merger merged merge
buy bought purchase purchased acquire acquired acquisition bought takeover
synergies savings saved
invoice invoices bill bills payment
payment pay paid payable due
room rooms bedrooms bedroom
storey storeys floor floors stories
battery range
range reach drive travels
limit limits ceiling cap capped
fine penalty
length pages
species kinds varieties
patron patronage
rent lease leased rented
victim victims casualties killed dead deaths died
injured wounded hurt injuries
temperature celsius
dividend payout
reserves stocks
land lands landed
apartment apartments flat flats
complete completed completion finish finished end ended over done ready
begin start started work works
subscriber subscribers subscribe subscription readers
accident crash collision
doctor doctors physician physicians
lorry lorries truck trucks
film films movie movies picture
painting paintings picture pictures work
autumn fall
garden park
farm farms farmer farmers
prisoner prisoners inmate inmates detainees
soldier soldiers troops
pensioner pensioners retired retirees
salary pay wage remuneration compensation earns
bonus premium
discount reduction rebate off
subsidy subsidies grant grants aid
donation donated gift gave given
estimate estimated valued valuation worth value
income earnings revenue
loss losses lost deficit
rent let rented lease leased monthly
deposit security guarantee
insurance insured cover policy
prize prizes award money
mountain peak summit
river stream
lake reservoir water
bridge crossing
tower building skyscraper
church cathedral
castle palace
train trains rail railway
bus buses coach coaches
flight flights fly flown
journey trip travel takes crossing
depart departs departure leaves leave
arrive arrives arrival
speed limit allowed
engine motor
battery accumulator
energy electricity power current consumption
consumption consumes uses fuel
emission emissions output
mirror lens
across diameter wide
around circumference
computer computers machines
user users account accounts
download downloads downloaded
server servers
screen display
memory storage
disease illness condition
patient patients treated
vaccine jab vaccination vaccinated
die died deaths killed fatalities victims
bed beds capacity
student students pupils enrolled attend
professor professors lecturers teach
course courses class classes lesson lessons
exam examination test
degree diploma
book books title volumes
page pages length
author wrote writer
editor edits edited
song songs track tracks
album record records
concert concerts performance performances
actor actress plays played role part star
team club side
match game
goal goals scored
championship title cup
law act statute
court judge tribunal ruled ruling
sentence sentenced prison jail years
police officers
crime crimes offence offences
election vote poll
parliament assembly seats
government cabinet administration
minister secretary
president head leader
border frontier
war conflict fighting
attack attacked
fire blaze
flood flooded flooding
earthquake quake magnitude
storm hurricane
temperature warm cold degrees
store stored storage keep kept
recipe dish
oven bake
sugar sweet
coffee tea drink
meal meals lunch dinner food
ingredient ingredients
member members membership belong
volunteer volunteers helpers
visitor attendance attended
order orders ordered
supplier supplies supplied supply
contract agreement deal
negotiate negotiated negotiations talks
responsible charge responsibility accountable
contact reach call
address located situated location site
parking spaces park
entrance door gate
repair repaired repairs fix fixed
defect fault failure
check checked inspection inspect inspected
valid validity expire expires runs
permit licence license
refund refunded money back
cancel cancelled cancellation
book booked booking reserve reserved reservation
return returned returns send sent back handed submit submitted
coach coaches coached trainer trained manager
launch launched lifted liftoff blast took off flight
store stores chain
bake bakes baked baking oven cook cooked cooking roast
serve serves served serving portion portions helping
serve serves served fly flies flown flew operate operates operated route
live lives living home house found
luggage baggage bag bags suitcase suitcases
use uses used using consume consumes consumption need needs needed takes
injure injured injuries hurt wounded
takeover taken bought acquired
recycle recycled recycling
burn burned burnt incinerated
grow grows grown growth
turnover revenue revenues sales
profit profits earnings
debt debts liabilities
spend spends spent spending expenditure expenditures expense expenses outgoings outlay
income revenue revenues takings receipts proceeds turnover earnings
donor donors donation donations gift gifts legacy legacies bequest bequests will wills
sponsor sponsors sponsorship sponsored
subscription subscriptions dues membership fee fees
weigh weighs weight mass kilos kilograms
""".strip().splitlines()


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


@lru_cache(maxsize=65536)
def groups(stemmed: str) -> frozenset[int]:
    """The groups that a stem belongs to; empty for most words."""
    return _table().get(stemmed, frozenset())


@lru_cache(maxsize=4096)
def groups_of(text: str) -> frozenset[int]:
    """The groups that the words of a text belong to."""
    return frozenset(group for word in stems(text) for group in groups(word))


def are_synonyms(first: str, second: str) -> bool:
    """Whether two stems ask for and state the same thing.

    >>> are_synonyms("employe", "peopl"), are_synonyms("plant", "brand")
    (True, False)
    """
    return first == second or bool(groups(first) & groups(second))

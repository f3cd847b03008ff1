"""Words that exclude one another: what is said of one of them is not said of its siblings."""

from functools import lru_cache

from pincite.qa.words import stem

# Of each line, words on different sides of a bar exclude one another.
_LINES = """
full-time,fulltime|part-time,parttime
gross,pre-tax,pretax|net,after-tax
domestic,national|foreign,overseas,international,abroad|worldwide,global,globally
men,man,male,males,boys,boy|women,woman,female,females,girls,girl
adult,adults,grown-up,grown-ups,fully-grown,mature|child,children,junior,juniors,kids,youth|senior,seniors,pensioners|newborn,infant,baby,calf,chick,cub,puppy,juvenile,young
maximum,max,highest,most,longest|minimum,min,lowest,least,shortest|average,mean,median
indoor,indoors|outdoor,outdoors
import,imports,imported|export,exports,exported
north,northern|south,southern|east,eastern|west,western
day,daytime|night,nighttime,nightly
monday|tuesday|wednesday|thursday|friday|saturday|sunday
saturday,saturdays,sunday,sundays|weekday,weekdays
weekday,weekdays|weekend,weekends|holiday,holidays
spring|summer|autumn,fall|winter
hourly|daily|weekly|monthly,month|annual,annually,yearly|quarterly
first|second|third|fourth|fifth|last,final
permanent|temporary,seasonal|volunteer,volunteers
new,newly|used,second-hand|existing|old,former,previous
revenue,revenues,turnover|profit,profits,earnings|loss,losses|cost,costs,expenses,spending|debt,debts|assets|equity|dividend,dividends|surplus|deficit
operating|net
departure,departs,departing,leaves|arrival,arrives,arriving
open,opens,opened,opening|close,closes,closed,closing
begin,begins,began,start,starts,started,commence,commenced|end,ends,ended,finish,finishes,finished,completed
founded,established|acquired,bought,purchased|sold|merged|bankrupt,insolvent,dissolved|floated,listed
urban|rural
public|private
domestic,household|commercial,industrial,business
primary|secondary
upper|lower
inner|outer
left|right
front|rear,back
import|export
economy|business
single|double|twin|family
return|one-way
passenger,passengers|freight,cargo,goods|crew
petrol,gasoline|diesel|electric|hybrid|hydrogen
small|medium|large
standard|express|premium|basic|deluxe
undergraduate,undergraduates|postgraduate,postgraduates|doctoral
student,students,pupils|teacher,teachers,lecturers|visitor,visitors
employee,employees,staff,workers|customer,customers,clients|member,members|shareholders,investors|suppliers|volunteers
chairman,chair,chairwoman,chairs,chaired|ceo,executive|cfo|deputy,vice|treasurer|secretary|patron|spokesman,spokeswoman|auditor
hardback|paperback|e-book
weight,weighs,mass|length,long|width,wide,breadth|height,tall,high|depth,deep|thickness,thick|diameter,across|area
born,birth,birthplace|married,wedding,marriage|died,dead,death,buried|moved,emigrated|graduated
boil,boils,boiling|melt,melts,melting|freeze,freezes,freezing
buy,buys,bought,purchase|sell,sells,sold|rent,rents,rented,lease,leases,leased|own,owns,owned
planned,budgeted,estimated,foreseen,forecast|actual,final
reserve|hammer,sold
author,wrote,written|editor,edited|publisher,published|translator,translated|illustrator,illustrated
composer,composed,music|director,directed|producer,produced|screenplay|starring,starred
architect,designed|builder,contractor|engineer|owner,owned
editor,editors|owner,owners|publisher
father,mother,parents|wife,husband,spouse|brother,sister|son,daughter,children|grandchildren,grandson,granddaughter|uncle,aunt,cousin|himself,herself
winner,won,wins|runner-up,second|loser,lost
win,won,victory|lost,defeat,defeated|draw,drew
dead,killed,deaths,fatalities|injured,wounded|missing|homeless,displaced|survived,survivors,survivor
born|hatched
salt|sugar|fat|protein|fibre,fiber|alcohol|caffeine|calcium|iron
breakfast|lunch|dinner|supper
wheat|rye|barley|oats|maize|rice
olives|figs|grapes|apples|pears|cherries|plums
wine|beer|cider|brandy|whisky|spirits
coal|gas|oil|nuclear|wind|solar|hydro|biomass
co2,carbon|methane|nitrogen|sulphur|nox
temperature|humidity|pressure|rainfall,rain|snow,snowfall|wind
speed|range|consumption|power,output,horsepower|torque|capacity|weight
car,cars|bus,buses|train,trains,rail|tram,trams|bike,bicycle,bicycles|ship,ships,ferry|plane,planes,aircraft,flight,flights|lorry,lorries,truck,trucks|scooter|motorcycle,motorcycles
households,household|inhabitants,population,people,residents
municipality,county,district,province,region|town,city,village|country,nation
town|village|city
euro,euros,eur|dollar,dollars,usd|pound,pounds,sterling|franc,francs|yen|yuan
phone,telephone|fax|mobile|email,e-mail
sheep|cattle,cows|pigs|goats|horses|chickens,hens|dogs|cats
book,books,volumes|map,maps|film,films|photograph,photographs,photos|manuscript,manuscripts|record,records
chapter,chapters|page,pages|word,words|volume,volumes
season,seasons|episode,episodes
seat,seats,seated,seating|standing
table,tables|chair,chairs|bed,beds|desk,desks
roof|wall,walls|floor,floors|window,windows|door,doors|tower|cellar,basement
battery|engine,motor|tank
driver,drivers|conductor,conductors
nurse,nurses|doctor,doctors,physicians|patient,patients
judge,judges|lawyer,lawyers|prosecutor
landlord,landlords|tenant,tenants
employer,employers|employee,employees
lender|borrower
buyer,buyers|seller,sellers
teacher,teachers|pupil,pupils,student,students
officer,officers|soldier,soldiers|sailor,sailors|civilian,civilians
proposed|adopted,approved|rejected
signed|ratified|expired|effective
submitted,submit,apply,application|answered,informed,notified,decided
started,entered|finished
goalkeeper|striker|captain|coach
home|away
league|cup|national
scored,goals|conceded
freshwater|saltwater,sea
morning|afternoon|evening|night
before|after
ascent|descent
incoming,inbound|outgoing,outbound
increase,increased,rise,rose,grew|decrease,decreased,fall,fell,drop,dropped
recycled,recycle|burned,incinerated|landfill,dumped
built,construction|demolished|restored,renovated,restoration,renovation,rebuilt,repaired|extended,enlarged,extension
original|replica,copy,reissue,remastered
entry,joining|exit,leaving
annual|entry,one-off
fixed|variable
short-term|long-term
hardware|software
upload|download
read|write
sender|recipient
paid|unpaid
employed|unemployed,unemployment
inflation|unemployment
literate|illiterate
eligible|registered|turnout,voted
majority|minority
upstream|downstream
positive|negative
dry|wet
raw|cooked
red|white|rosé
oak|pine|beech
marble|granite|bronze|wood,wooden
deposit|fee|fine|rent|tax|premium
discount|surcharge
salary,wage,wages|bonus|pension
chairmanship|membership
host,hosted,hosts|guest
ministry|agency
mayor|council,councillor|governor|minister|president
bishop|abbot|priest|pope
king|queen|prince|princess
colonel|general|major|captain|admiral
violin|viola|cello|piano|organ|flute
soprano|alto|tenor|bass
physics|chemistry|medicine|literature|peace|economics
french|spanish|german|english|italian|latin|russian|chinese|arabic
protestant,protestants|catholic,catholics|muslim,muslims|jewish,jews
liver|kidney|heart|lung
left-hand|right-hand
assembly|senate,chamber|cabinet,government
quarter-final|semi-final|final
""".strip().splitlines()
CONTRASTS = tuple(
    tuple(frozenset(map(stem, side.split(","))) for side in line.split("|")) for line in _LINES
)


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for number, contrast in enumerate(CONTRASTS):
        for side, members in enumerate(contrast):
            for member in members:
                found.setdefault(member, set()).add((number, side))
    return {word: frozenset(sides) for word, sides in found.items()}


def sides_of(stemmed: str) -> frozenset[tuple[int, int]]:
    """The sides that a stem stands on, each by the number of its contrast; empty for most words.

    >>> bool(sides_of("gross")), bool(sides_of("mill"))
    (True, False)
    """
    return _table().get(stemmed, frozenset())


def exclude(first: str, second: str) -> bool:
    """Whether two stems stand on two sides of a contrast and share none.

    >>> exclude("gross", "net"), exclude("gross", "gross")
    (True, False)
    """
    one, other = dict(sides_of(first)), dict(sides_of(second))
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[number] != other[number] for number in shared)

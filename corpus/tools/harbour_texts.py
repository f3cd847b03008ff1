"""What stands in the papers of a small harbour authority: the plain texts, pages and mails."""

BOARD_MINUTES = """# Ellary Harbour Trust: minutes of the board

Meeting of 18 February 2025, Customs House, 14:00 to 16:25

## Present

- Helen Pryde (chair)
- Morag Tennant, harbour master
- Ruth Adeyemi, engineer
- Tom Vaisey, secretary
- Councillor Bryn Hale, for the island council

Apologies: Farah Anwar, treasurer.

## 1. Accounts

The secretary read the treasurer's letter. The year 2024 closed with income of £2,184,000 and a
surplus of £163,500. The reserve now stands at £1,410,000, of which £600,000 is tied to dredging.

## 2. Crane

The mobile crane on the North Quay stood still from 9 to 27 January 2025 after its slewing ring
cracked. Mrs Adeyemi gave the cost of the repair as £38,750 and the income lost as about £11,000.
The board decided, by four votes to one, to lease a second crane for three years.

## 3. Tariff

| Decision | Votes for | Votes against | In force from |
| --- | --- | --- | --- |
| Raise dues for visiting yachts by 4 % | 5 | 0 | 1 April 2025 |
| Keep the dues of fishing vessels | 4 | 1 | 1 April 2025 |
| Charge for rubbish by the cubic metre | 3 | 2 | 1 July 2025 |
| Free berths for rowing clubs | 2 | 3 | - |

## 4. Shore power

Two sockets of 63 amperes are to be put up on the South Quay before October 2025. The island council
pays half of the £92,000 that they cost.

## 5. Any other business

Mr Vaisey leaves at the end of June 2025; his post is to be advertised in April.

Next meeting: 20 May 2025
"""

BYELAWS = """ELLARY HARBOUR TRUST
BYELAWS FOR THE USE OF THE HARBOUR

In force from 1 January 2022

1. Speed

No vessel may go faster than five knots inside the breakwater. In the marina the limit is three
knots. The harbour master’s launch and the lifeboat are free from this rule while on duty.

2. Reporting

The master of a vessel longer than 12 metres calls Ellary Harbour on VHF channel 14
(a) two hours before arrival,
(b) when passing the Skerry buoy, and
(c) before letting go the last line.

3. Pilots

A pilot must be taken by
 - vessels of more than 60 metres in length,
 - tankers of any size,
 - vessels that carry more than 12 passengers and have not called within the last 12 months.
The harbour master may excuse a vessel in writing for at most 30 days.

4. Swimming and fishing

Swimming is allowed from the Old Slip only, between sunrise and sunset. Nobody may fish with a line
from the Ferry Berth.

5. Fires and fuel

Fuel is taken aboard at the Ice Pier and nowhere else. Hot work needs a permit, which costs £25 and
holds for one day.

6. Penalties

Offence                          First time      Again
Too fast inside the breakwater   £80             £250
Arriving without a call          £60             £180
Oil put into the water           £1,500          £5,000
Hot work without a permit        £200            £600

A penalty is paid at the harbour office within 28 days. Whoever disagrees writes to the secretary
within 14 days.

7. Lost property

Things found on the quays are kept for 90 days and then given to the Mariners’ Mission.
"""

HISTORY = """A short history of the harbour at Ellary

The first stone pier was laid in 1784 with money from the herring curers. It was 70 metres long and
was washed away in the gale of November 1821. Its stones can still be seen at low water.

The breakwater

Work on the present breakwater began in 1858 under the engineer Josiah Penhale. It took eleven years
and cost £41,300, nearly twice what had been voted. The lighthouse at its end was lit on 3 March
1870. It burned oil until 1936, when it was joined to the mains.

Herring and after

In 1907, the best year, 214 sailing drifters landed 9,600 tons of herring. By 1938 no more than 31
drifters were left. The last curing yard shut in 1953 and became the net store, then in 1988 the
museum.

The Trust

Until 1969 the harbour belonged to the Ellary Estate. An order of that year gave it to a trust with
seven members. The first chairman was the shipowner Duncan Rae, who held the post for 18 years.
Women have sat on the board since 1981; Helen Pryde, chosen in 2019, is the first woman to lead it.

The ferry

The roll-on ferry came in May 1974 with the ship Lady Maud. She was followed by the Isle of Ellary
in 1996 and by the Northern Crest, which began to sail on 14 June 2017.

Harbour masters since 1969

Name              From    To
Peter Gunn        1969    1983
Angus Leitch      1983    1997
Joan Kerr         1997    2009
Colin Ashworth    2009    2021
Morag Tennant     2021    today
"""

FISH_MARKET = """Caf\xe9 and fish market: notice to stallholders

Date: 12 August 2024

The fish market is open from Tuesday to Saturday, 6:30 to 11:00. The caf\xe9 Chez Ren\xe9e opens
half an hour earlier and shuts at 15:00.

Stalls and rents

Stall   Holder             Rent a week   Power
A1      Bj\xf8rn Halvorsen    \xa342           yes
A2      Mu\xf1oz Shellfish    \xa342           yes
A3      free               \xa338           no
B1      P. M\xfcller & Son    \xa355           yes
B2      Island Smokehouse  \xa355           yes
B3      Corr Creels        \xa347           no

Who pays for six months at once gets 5 % off. Rents are due on the first Monday of the month.

Every stall must
* hose down its place by 12:00,
* carry fish waste to the grey skip behind the ice house,
* keep the ice below the top of the box, and
* show prices by the kilogram.

The water is shut off from 3 to 5 September 2024 while the main is renewed. Stallholders who need
ice on these days ask Ruben at the ice house, extension 27.
"""

GERMAN_NOTICE = """Hinweise für Gäste aus dem Ausland

Stand: April 2025

Anmeldung

Wer mit der eigenen Yacht kommt, meldet sich auf UKW-Kanal 12 bei der Marina an. Das Büro ist von
8:00 bis 18:00 Uhr besetzt. Für die Nacht gilt der Code, der auf der Quittung steht.

Liegegeld

Für eine Yacht bis zehn Meter zahlt man 24 Pfund für die Nacht, bis zwölf Meter 29 Pfund und darüber
36 Pfund. Kinder unter zwölf Jahren duschen ohne Gebühr, Erwachsene zahlen zwei Pfund.

Was nicht erlaubt ist

- Grillen auf den Stegen
- Drohnen über dem Fährhafen
- Hunde ohne Leine

Müll

Der Müll wird am blauen Haus neben dem Kran abgegeben. Altöl nimmt nur die Werkstatt Corrigan an,
und zwar dienstags und freitags.
"""

SAFETY_CARD = """Safety card for visitors to the quays

Issue 4, May 2024

1. Wear a high-visibility jacket; they hang in the gatehouse.
2. Keep three metres away from the edge.
3. Never walk under a load.
4. Children under 14 hold an adult's hand.

In an emergency

Dial 999 first, then the harbour office on 01855 330 114. Meeting points are the gatehouse (North
Quay) and the bus shelter (Ferry Berth). The nearest defibrillator hangs on the wall of the net
store. Life rings are every 40 metres along the quays.

First aiders: Kirsty Mowat, Ruben Clarke, Shona Bell
"""

ACCESS_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Ellary Harbour: berths and access</title></head>
<body>
<header><a href="/">Ellary Harbour</a></header>
<div role="navigation"><ul><li>Home<li>Berths<li>Tides<li>Contact</ul></div>
<main>
<h1>Berths and access</h1>
<p>Last changed: 10 April 2025</p>
<p>Ellary lies on the lee side of the island and can be entered at any state of the tide by vessels
that draw less than 3.4 metres. Deeper ships wait for the flood at the Skerry buoy, 1.2 nautical
miles north-east of the light.</p>
<h2>Quays</h2>
<table><caption>Quays and what they offer</caption>
<thead><tr><th rowspan="2">Quay<th colspan="2">Size<th rowspan="2">Used by<th rowspan="2">Power</tr>
<tr><th>Length, m<th>Depth, m</tr></thead>
<tr><td>North Quay<td>142<td>6.2<td>Cargo<td>no</tr>
<tr><td>South Quay<td>96<td>4.5<td rowspan="2">Fishing<td>from October 2025</tr>
<tr><td>Ice Pier<td>60<td>3.8<td>yes</tr>
<tr><td>Ferry Berth<td>118<td>5.5<td>Ferry, cruise tenders<td>yes</tr>
</table>
<h2>Marina</h2>
<p>The marina has 84 places, 12 of them for guests. The longest yacht it takes is 15 metres.</p>
<ul><li>Showers and laundry<ol><li>ground floor: showers<li>first floor: laundry</ol>
<li>Drinking water on every pontoon<li>Pump-out station, free of charge</ul>
<h2>Office hours</h2>
<table><tr><th>Months<th>Monday to Friday<th>Weekend</tr>
<tr><td>April to September<td>7:00 to 20:00<td>8:00 to 18:00</tr>
<tr><td>October to March<td>8:00 to 17:00<td>closed</tr></table>
<h2>Pilot</h2>
<p>Order a pilot at least six hours ahead by telephone (01855 330 120). Boarding is half a mile
south of the Skerry buoy. From November to February pilots board in daylight only.</p>
<h2>Questions</h2>
<dl><dt>Can I leave a trailer?<dd>Yes, behind the net store, for £5 a day.
<dt>Is there fuel for yachts?<dd>Diesel at the Ice Pier from 9:00 to 16:00; no petrol.
<dt>Where does a cruise ship's tender land?<dd>At the pontoon of the Ferry Berth.</dl>
</main>
<footer><p>Ellary Harbour Trust, Customs House. Imprint. Cookies.</p></footer>
</body></html>
"""

OLD_TARIFF_PAGE = """<!doctype html>
<html><head><meta charset="windows-1252"><title>Tariff 2023</title></head><body>
<nav>Home | Tariff | News</nav>
<h1>Tariff of harbour dues 2023</h1>
<p>Valid from 1 April 2023 to 31 March 2024. All sums in pounds, VAT not included.</p>
<table><tr><th>Vessel<th>Unit<th>Dues</tr>
<tr><td>Cargo vessel<td>gross ton and call<td>0.41</tr>
<tr><td>Fishing vessel<td>metre and month<td>6.10</tr>
<tr><td>Ferry<td>passenger<td>0.55</tr>
<tr><td>Visiting yacht up to 10 m<td>night<td>21.00</tr>
<tr><td>Visiting yacht up to 12 m<td>night<td>26.00</tr>
<tr><td>Visiting yacht over 12 m<td>night<td>33.00</tr></table>
<p>A yacht that stays six nights pays for five. A vessel in distress pays nothing for 48 hours.</p>
<h2>Services</h2>
<ul><li>Crane with driver: £140 an hour<li>Forklift: £45 an hour
<li>Fresh water: £2.80 a cubic metre<li>Ice: £96 a tonne</ul>
</body></html>
"""

CRANE_MAIL = """<html><body><p>Dear Morag,</p>
<p>I have looked at the crane with the people of Hebden Lifting this morning. The slewing ring is
cracked over 34 centimetres. They will not let it lift anything heavier than two tonnes until the
ring is changed.</p>
<p>They offer three ways:</p>
<ol><li>change the ring in place, 18 days<li>take the crane to Oban, 40 days
<li>buy a used crane, at once</ol>
<table><tr><th>Way<th>Cost<th>Guarantee</tr>
<tr><td>Change the ring<td>£38,750<td>24 months</tr>
<tr><td>Take it to Oban<td>£29,400<td>12 months</tr>
<tr><td>Used crane (2014)<td>£210,000<td>6 months</tr></table>
<p>I recommend the first one. The coaster Brenda Lind, due on the 14th with 820 tonnes of timber,
can unload with her own gear.</p>
<p>Ruth</p></body></html>
"""

BERTH_MAIL = """Dear harbour office,

we should like to bring the sail training ship Gudrun (length 38.5 m, draught 3.1 m) to Ellary for
the regatta. She would arrive on Friday 11 July 2025 and leave on Monday 14 July in the forenoon.
There are 32 people aboard, 24 of them trainees between 15 and 19.

We need:

- a berth alongside for three nights
- 20 cubic metres of fresh water
- shore power of 32 amperes, if there is any
- a doctor's appointment for one trainee

Our agent last year paid £410 in dues for the same stay. Please tell us what it will be this time.

Kind regards
Sigrid Dahl, master
"""

PILOT_CHAPTERS = (
    (
        "duties.xhtml",
        "Duties of a pilot",
        "<p>A pilot of Ellary advises the master; the master keeps the command. There are three"
        " licensed pilots: Iain Sorley, who has been senior pilot since 2015, Kirsty Mowat and Dan"
        " Whelan. Each does at least 40 acts of pilotage a year to keep the licence.</p>"
        "<p>Rest: after a night turn a pilot is off duty for ten hours. Nobody works more than"
        " seven days in a row.</p>",
    ),
    (
        "approach.xhtml",
        "The approach",
        "<p>Coming from the north-east, keep the light on 214 degrees until the church stands over"
        " the ice house. The ebb sets across the entrance at up to 2.5 knots at springs.</p>"
        "<h2>Marks</h2><table><tr><th>Mark<th>Light<th>Range, miles</tr>"
        "<tr><td>Breakwater light<td>white, two flashes every 10 seconds<td>14</tr>"
        "<tr><td>Skerry buoy<td>green, one flash every 5 seconds<td>4</tr>"
        "<tr><td>Ferry Berth<td>two fixed red<td>2</tr></table>"
        "<h2>Depths</h2><p>The survey of 2022 found 5.8 metres alongside the North Quay and 4.1"
        " metres in the fairway at its shallowest. Leave at least 0.8 metres under the keel.</p>",
    ),
    (
        "weather.xhtml",
        "Weather limits",
        "<p>These limits hold for ships with a pilot aboard:</p><table><tr><th>Ship<th>Wind,"
        " knots<th>Swell, m</tr><tr><td>Up to 80 m<td>30<td>2.0</tr><tr><td>80 to 110 m<td>25<td>"
        "1.5</tr><tr><td>Over 110 m<td>20<td>1.0</tr></table><p>The ferry has limits of her own and"
        " sails up to 42 knots of wind. Fog: no entry when the light cannot be seen from 0.5"
        " miles.</p>",
    ),
    (
        "boat.xhtml",
        "The pilot boat",
        "<p>The pilot boat Tern was built in 2011 at Macduff. She is 12.6 metres long, makes 19"
        " knots and burns 62 litres an hour at full speed. Her crew is two.</p><p>Before every trip"
        " check:</p><ul><li>the hand rails and the ladder hook<li>both radios<li>the"
        " searchlight<li>the life raft's date</ul><p>Her engines are due for overhaul after 9,000"
        " hours; at the end of 2022 they had run 7,340.</p>",
    ),
)

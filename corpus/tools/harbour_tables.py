"""What stands in the papers of a small harbour authority: tables, slides and reports."""


class Day(int):
    """A day as workbooks count it."""


class Share(float):
    """A share that is shown as per cent."""


MOVEMENTS = (
    ("Date", "Vessel", "Kind", "Flag", "From", "Cargo", "Tonnes", "Berth"),
    (
        "2024-01-08",
        "Brenda Lind",
        "coaster",
        "Faroe Islands",
        "Riga",
        "timber",
        "790",
        "North Quay",
    ),
    (
        "2024-01-19",
        "Seil Trader",
        "coaster",
        "United Kingdom",
        "Larne",
        "cement",
        "1140",
        "North Quay",
    ),
    ("2024-02-02", "Havglimt", "tanker", "Norway", "Mongstad", "diesel", "620", "Ice Pier"),
    (
        "2024-02-27",
        "Seil Trader",
        "coaster",
        "United Kingdom",
        "Larne",
        "cement",
        "1090",
        "North Quay",
    ),
    ("2024-03-14", "Orla", "coaster", "Ireland", "Greenore", "animal feed", "860", "North Quay"),
    (
        "2024-04-03",
        "Brenda Lind",
        "coaster",
        "Faroe Islands",
        "Riga",
        "timber",
        "845",
        "North Quay",
    ),
    ("2024-04-22", "Havglimt", "tanker", "Norway", "Mongstad", "diesel", "655", "Ice Pier"),
    ("2024-05-16", "Polar Quest", "cruise ship", "Bahamas", "Tromsø", "", "", "Ferry Berth"),
    ("2024-06-05", "Wilma Deen", "barge", "Netherlands", "Rotterdam", "rock", "2300", "North Quay"),
    ("2024-06-24", "Polar Quest", "cruise ship", "Bahamas", "Reykjavík", "", "", "Ferry Berth"),
    ("2024-07-09", "Gudrun", "sail training ship", "Norway", "Bergen", "", "", "South Quay"),
    ("2024-07-30", "Orla", "coaster", "Ireland", "Greenore", "animal feed", "910", "North Quay"),
    ("2024-08-21", "Havglimt", "tanker", "Norway", "Mongstad", "diesel", "640", "Ice Pier"),
    (
        "2024-09-12",
        "Seil Trader",
        "coaster",
        "United Kingdom",
        "Larne",
        "cement",
        "1175",
        "North Quay",
    ),
    (
        "2024-10-04",
        "Brenda Lind",
        "coaster",
        "Faroe Islands",
        "Klaipėda",
        "timber",
        "830",
        "North Quay",
    ),
    ("2024-10-29", "Stella Nova", "coaster", "Malta", "Rouen", "barley", "1420", "North Quay"),
    ("2024-11-18", "Havglimt", "tanker", "Norway", "Mongstad", "diesel", "600", "Ice Pier"),
    ("2024-12-11", "Orla", "coaster", "Ireland", "Belfast", "road salt", "1250", "North Quay"),
)

ICE_AND_WATER = (
    ("Month", "Ice sold, tonnes", "Ice income, £", "Water sold, m³", "Water income, £"),
    ("January 2025", "61", "6,222", "318", "954"),
    ("February 2025", "58", "5,916", "290", "870"),
    ("March 2025", "83", "8,466", "402", "1,206"),
    ("April 2025", "104", "10,608", "511", "1,533"),
    ("May 2025", "127", "12,954", "640", "1,920"),
    ("June 2025", "139", "14,178", "765", "2,295"),
    ("Total", "572", "58,344", "2,926", "8,778"),
)

DUES = (
    ("Tariff of harbour dues (pounds, VAT not included)",),
    ("Vessel", "Unit", "From 1 April 2024", "", "From 1 April 2025", ""),
    ("", "", "Summer", "Winter", "Summer", "Winter"),
    ("Cargo vessel", "gross ton and call", 0.43, 0.43, 0.45, 0.45),
    ("Fishing vessel", "metre and month", 6.3, 5.1, 6.3, 5.1),
    ("Ferry", "passenger", 0.58, 0.5, 0.6, 0.52),
    ("Visiting yacht up to 10 m", "night", 23, 16, 24, 16.5),
    ("Visiting yacht up to 12 m", "night", 28, 19.5, 29, 20.5),
    ("Visiting yacht over 12 m", "night", 34.5, 24, 36, 25),
    ("Note: summer is April to September; a vessel in distress pays nothing for 72 hours.",),
)
DUES_MERGES = ("A2:A3", "B2:B3", "C2:D2", "E2:F2")

OCCUPANCY = (
    ("How full the marina was in 2024",),
    ("Month", "Places taken", "Share of 84", "Counted on"),
    ("April", 41, Share(0.488), Day(45397)),
    ("May", 55, Share(0.655), Day(45427)),
    ("June", 68, Share(0.81), Day(45458)),
    ("July", 82, Share(0.976), Day(45488)),
    ("August", 84, Share(1), Day(45519)),
    ("September", 60, Share(0.714), Day(45550)),
)

STAFF = (
    ("Name", "Post", "Since", "Hours a week"),
    ("Morag Tennant", "Harbour master", Day(44348), 37.5),
    ("Ruth Adeyemi", "Engineer", Day(43374), 37.5),
    ("Tom Vaisey", "Secretary", Day(41153), 30),
    ("Farah Anwar", "Treasurer", Day(44805), 15),
    ("Shona Bell", "Assistant harbour master", Day(44986), 37.5),
    ("Ruben Clarke", "Ice house and market", Day(42857), 35),
)

DREDGING = (
    ("Title", "Dredging plan 2025 to 2028"),
    ("", "Ruth Adeyemi, engineer, 3 March 2025"),
    ("Heading1", "Why"),
    (
        "",
        "The survey of January 2025 shows that the fairway has lost 0.4 metres since 2018. Sand"
        " comes round the head of the breakwater in winter gales. Without dredging the ferry could"
        " no longer berth at low water springs from 2027 on.",
    ),
    ("Heading1", "What is to be done"),
    ("", "The work has four steps:"),
    ("item", "take samples and have them tested for tin and copper"),
    ("item", "apply to Marine Scotland for a licence"),
    ("item", "dredge the fairway to 5.0 metres"),
    ("item", "dredge the pocket at the Ferry Berth to 6.0 metres"),
    ("Heading1", "Amounts and costs"),
    ("table", ""),
    (
        "",
        "The Trust pays £600,000 from its reserve. The island council has promised £350,000 and the"
        " ferry company £150,000. What is missing is to be borrowed over ten years.",
    ),
    ("Heading1", "Where the sand goes"),
    (
        "",
        "Clean sand is to be pumped onto Corran beach, which lost 15,000 cubic metres in the storm"
        " of December 2023. Silt that does not pass the test goes to the licensed site 9 miles west"
        " of the Skerry buoy.",
    ),
    ("Heading2", "Seals and birds"),
    (
        "",
        "No dredging is done from 15 May to 31 July, when common seals have their pups on the"
        " skerry. An observer watches from the light and stops the work when a porpoise comes"
        " within 500 metres.",
    ),
)
DREDGING_TABLE = (
    (("Area", 1), ("Year", 1), ("Sand, m³", 1), ("Cost, £", 1)),
    (("Fairway", "restart"), ("2025", 1), ("22,000", 1), ("418,000", 1)),
    (("", "continue"), ("2026", 1), ("18,500", 1), ("370,000", 1)),
    (("Ferry Berth", 1), ("2026", 1), ("9,400", 1), ("235,000", 1)),
    (("Marina", 1), ("2028", 1), ("6,100", 1), ("177,000", 1)),
    (("Total", 1), ("2025 to 2028", 1), ("56,000", 1), ("1,200,000", 1)),
)

REVIEW_2023 = (
    ("Title", "Annual review 2023"),
    ("", "Ellary Harbour Trust, 26 April 2024"),
    ("Heading1", "The year in short"),
    (
        "",
        "The harbour took in £2,040,000 in 2023 and spent £1,955,000. 1,046 vessels called, 61"
        " fewer than in the year before. 204,000 people travelled on the ferry. The trust had 21"
        " employees at the end of the year.",
    ),
    ("Heading1", "Storm Gerda"),
    (
        "",
        "On 27 December 2023 waves broke over the breakwater for eleven hours. The light was dark"
        " for two nights, 14 yachts were damaged and the pontoon C of the marina sank. The insurer"
        " paid £312,000 of the damage of £395,000.",
    ),
    ("Heading1", "What was built"),
    ("item", "a new ice machine that makes 30 tonnes a day"),
    ("item", "a ramp for wheelchairs at the Ferry Berth"),
    ("item", "cameras at four places"),
    ("Heading1", "What comes next"),
    (
        "",
        "In 2024 we want to welcome 40 cruise calls by tender and to bring the ferry back to"
        " 215,000 passengers.",
    ),
)

REVIEW_2024 = (
    ("title", "Annual review 2024"),
    ("text", "Ellary Harbour Trust, published 30 April 2025"),
    ("head", "From the chair"),
    (
        "text",
        "It was a better year than we had dared to hope. Income rose to £2,184,000, and for the"
        " first time since 2018 the ferry carried more than 210,000 people. I thank the 23 men and"
        " women who work for the Trust.",
    ),
    ("head", "Traffic"),
    (
        "table",
        (
            ("Year", "Calls", "Cargo (t)", "Passengers", "Cruise calls"),
            ("2020", "872", "19,300", "96,000", "0"),
            ("2021", "958", "20,850", "141,000", "6"),
            ("2022", "1,107", "22,100", "198,000", "19"),
            ("2023", "1,046", "20,400", "204,000", "27"),
            ("2024", "1,131", "23,650", "212,500", "33"),
        ),
    ),
    (
        "text",
        "Cruise ships anchor in the bay and land their guests by tender. The board had set itself"
        " 40 such calls; seven were called off because of wind.",
    ),
    ("turn", ""),
    ("head", "Income and costs"),
    (
        "table",
        (
            ("Pounds", "2023", "2024"),
            ("Ferry dues", "612,000", "655,000"),
            ("Cargo dues", "388,000", "421,000"),
            ("Fishing and market", "297,000", "305,000"),
            ("Marina", "443,000", "482,000"),
            ("Rents and other", "300,000", "321,000"),
            ("Income", "2,040,000", "2,184,000"),
            ("Wages", "871,000", "934,500"),
            ("Repairs", "506,000", "488,000"),
            ("Interest and other", "578,000", "598,000"),
            ("Costs", "1,955,000", "2,020,500"),
        ),
    ),
    ("head", "Works"),
    (
        "text",
        "The lighthouse was painted in May 2024 for £27,600. Pontoon C was replaced in March at a"
        " cost of £188,000. New fenders on the North Quay, twelve of them, came from Sweden in"
        " September.",
    ),
    ("turn", ""),
    ("columns", ""),
    ("head", "Accidents"),
    (
        "text",
        "Nine accidents were reported, after thirteen in the year before. The worst was a fall from"
        " a ladder on 6 August, in which a fitter broke his hip. Since then ladders are checked"
        " every month by Shona Bell.",
    ),
    (
        "text",
        "There was one spill: some 200 litres of hydraulic oil ran from a trawler at the South Quay"
        " on 2 November. It was taken up within five hours.",
    ),
    ("next", ""),
    ("head", "Aims for 2025"),
    ("text", "First, to begin dredging in September."),
    ("text", "Second, to have shore power on the South Quay before October."),
    ("text", "Third, to reach 220,000 ferry passengers and 36 cruise calls."),
    ("text", "Fourth, to cut the diesel that our own vehicles burn by 20 %, from 41,000 litres."),
)

BRIEFING = (
    (
        "A harbour for the next thirty years",
        ("Briefing for the island council, 12 March 2025",),
        (),
        "",
    ),
    (
        "Why a second ferry berth",
        (
            "The Northern Crest can sail until about 2042, her berth cannot be used so long",
            "The link span dates from 1995 and may carry 38 tonnes",
            "New lorries weigh 44 tonnes",
            "In 2024 the ferry missed 46 sailings because of swell",
        ),
        (),
        "Say that 31 of the 46 would have sailed from a berth behind the breakwater.",
    ),
    (
        "Three sites",
        (),
        (
            ("Site", "Cost, million £", "Years to build", "Sailings saved a year"),
            ("Old Slip", "14.5", "3", "20"),
            ("North Quay extension", "22.0", "4", "31"),
            ("Corran Point", "37.5", "6", "40"),
        ),
        "The engineer favours the North Quay extension.",
    ),
    (
        "Who would pay",
        (
            "Scottish Government: 60 %",
            "Island council: 15 %",
            "Harbour Trust: 15 %",
            "Ferry company: 10 %",
        ),
        (),
        "",
    ),
    (
        "Next steps",
        (
            "Public meeting in the town hall on 9 April 2025",
            "Choice of the site by the board on 20 May 2025",
            "Application for planning leave in January 2026",
            "Opening not before summer 2030",
        ),
        (),
        "If asked about noise: piling only from 8 to 18 on weekdays.",
    ),
)

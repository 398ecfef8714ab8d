"""The tables of the small content folder: two events and a rule, three members, one contradiction; nothing is wrong with them."""

EVENTS = "events/2021.yaml"
RULES = "events/recurring.yaml"
MEMBERS = "members/members.csv"
FACTS = "members/facts.csv"
OTHERS = "members/others.csv"
REGIONS = "members/regions.yaml"
FIELDS = "members/fields.yaml"
CONFLICTS = "conflicts.yaml"

TABLE_FILES = {
    EVENTS: """\
- id: assembly-2021
  names: {en: Assembly of 2021, ko: 2021년 총회}
  also: [the big one]
  kind: assembly
  starts: 2021-10-18T15:00
  ends: 2021-10-18T16:30
  zone: Europe/Lisbon
  place: {en: "Lantern room, Cascais", ko: 카스카이스}
  article: assembly
  recurs: assembly
  sources:
    - {document: statutes, section: Section 3}

- id: lamp-course
  names: {en: Course on lamps, ko: 등불 강좌}
  kind: training
  starts: 2021-Q4
  planned: true
  sources:
    - {document: statutes, section: Section 4}
""",
    RULES: """\
- id: assembly
  names: {en: Assembly, ko: 총회}
  also: [general meeting]
  kind: assembly
  article: assembly
""",
    MEMBERS: """\
id,name,category,kind,country,place,region,names
cascais,Cascais,local-government,town,PT,,europe,Kaskais; 카스카이스
dakar-port,"Port of Dakar, Ltd",corporation,company,SN,Dakar,africa,
peniche,Peniche,local-government,town,PT,,europe,
""",
    FACTS: """\
member,fact,value,from,until,document,section
cascais,joined,,2015-03,,statutes,Annex
cascais,office,president,2019,2021,statutes,Section 5
dakar-port,fee-expected,2000,2020-05,,statutes,Section 8
peniche,withdrew,,2018-07-01,,statutes,Annex
""",
    OTHERS: """\
name,country,appears_as,names,document,section
Berlenga,PT,a rock with a light,Berlengas,statutes,Annex
""",
    REGIONS: """\
europe:
  names: {en: Europe, ko: 유럽}
  countries: [PT, ES]
africa:
  names: {en: Africa, ko: 아프리카}
  countries: [SN]
""",
    FIELDS: """\
harbours:
  names: {en: harbours, ko: 항구}
  also: [ports]
  members: [dakar-port]
""",
    CONFLICTS: """\
- id: lamp-height
  title: How high the lamp hangs
  readings:
    - {says: ten metres, document: statutes, section: Section 1}
    - {says: twelve metres, document: statutes, section: Annex}
  follows: ten metres
  because: The annex is older.
  articles: [assembly]
""",
}

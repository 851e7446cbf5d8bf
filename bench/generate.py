#!/usr/bin/env python3
"""generate.py NUMBER [SEED]: articles in the style of a news agency, as JSON lines; the same ones on every machine.

Sentences come from templates with nested clauses, quotes, passives, dates, numbers and names, known ones and made-up
ones, at about the length and depth of agency copy. They are for measuring speed, not for reading: what they say is
nonsense, and their words repeat more than those of a real archive do.
"""
import datetime, json, sys

STATES = """France|French|Paris Germany|German|Berlin Turkey|Turkish|Ankara Iran|Iranian|Tehran Russia|Russian|Moscow
Ukraine|Ukrainian|Kyiv China|Chinese|Beijing Japan|Japanese|Tokyo India|Indian|Delhi Pakistan|Pakistani|Islamabad
Egypt|Egyptian|Cairo Sudan|Sudanese|Khartoum Ethiopia|Ethiopian|Addis_Ababa Kenya|Kenyan|Nairobi Nigeria|Nigerian|Abuja
Israel|Israeli|Jerusalem Lebanon|Lebanese|Beirut Syria|Syrian|Damascus Iraq|Iraqi|Baghdad Qatar|Qatari|Doha
Brazil|Brazilian|Brasilia Colombia|Colombian|Bogota Venezuela|Venezuelan|Caracas Mexico|Mexican|Mexico_City
Armenia|Armenian|Yerevan Azerbaijan|Azerbaijani|Baku Georgia|Georgian|Tbilisi Serbia|Serbian|Belgrade
Poland|Polish|Warsaw Hungary|Hungarian|Budapest Myanmar|Burmese|Yangon Thailand|Thai|Bangkok Vietnam|Vietnamese|Hanoi
Yemen|Yemeni|Sanaa Libya|Libyan|Tripoli Mali|Malian|Bamako Niger|Nigerien|Niamey Chad|Chadian|N'Djamena
Cuba|Cuban|Havana Haiti|Haitian|Port-au-Prince""".split()
FIRST = """Ahmed Maria Ivan Chen Fatima John Elena Omar Pierre Anna Yusuf Carlos Ingrid Samuel Aisha Viktor Leila Paulo
Grace Tomas Nadia Kofi Hans Rosa Min Igor Layla Peter Amina Jorge""".split()
ONSETS = "b ch d f g h j k l m n p r s t v z br dr gr kr st tr sh".split()
VOWELS = "a e i o u ai ei ou".split()
CODAS = "n r s l m t k v sky nov son man ez ani ova ic dze berg shi".split()
OFFICES = ["president", "prime minister", "foreign minister", "defence minister", "ambassador", "army chief",
           "interior ministry spokesman", "opposition leader", "finance minister", "chief negotiator"]
BODIES = ["government", "parliament", "army", "foreign ministry", "central bank", "supreme court", "police", "opposition",
          "air force", "election commission", "state media", "largest trade union", "border guards", "coast guard"]
TOPICS = ["grain exports", "the border dispute", "nuclear enrichment", "a prisoner exchange", "gas supplies",
          "the disputed islands", "debt relief", "fishing rights", "humanitarian corridors", "visa rules", "arms control",
          "the release of detained journalists", "flood relief", "the water of the upper river", "steel tariffs",
          "the return of refugees", "a prolonged ceasefire", "rare minerals", "election monitoring", "air defence"]
THINGS = ["sanctions", "an arms embargo", "new tariffs", "travel bans", "economic aid", "emergency loans", "a naval blockade",
          "military exercises", "ammunition", "medical supplies", "armoured vehicles", "a trade agreement", "wheat",
          "satellite images", "observers", "peacekeepers", "drones", "fuel", "generators", "field hospitals"]
VERBS = ["criticised", "praised", "condemned", "welcomed", "rejected", "threatened", "visited", "accused", "warned",
         "recognised", "expelled", "attacked", "shelled", "supported", "arrested", "invited", "sued", "blockaded"]
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TIMES = ["on {W}", "last week", "earlier this month", "in {M}", "two days ago", "late on {W}", "on {M} {D}", "this year",
         "overnight", "since {Y}", "in the past three weeks", "at the weekend", "before dawn on {W}", "in {M} {Y}"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
TEMPLATES = [
    "{S}'s {o} {V} {T} and said his country would not accept {g} while talks on {t} were going on, {B} reported {w}.",
    "The {A} {b} said {w} that it had {V2} the {A2} {b2} after {n} people were killed in clashes near {C} {w2}.",
    "{P}, the {A} {o}, told reporters in {C} that both sides had agreed to hold talks on {t} {w}, but gave no details.",
    "“We will never give up our right to {t},” {P} said {w}, adding that {S2} had sent {g} to the region.",
    "At least {n} soldiers were wounded when {A} forces shelled a village close to the {A2} border {w}, officials said.",
    "According to two diplomats, {S} is considering whether to lift {g} imposed on {S2} over {t} in {Y}.",
    "{S} and {S2} signed a memorandum on {t} {w}, the first such step since relations were broken off in {Y}.",
    "Thousands of protesters marched through {C} {w} to demand that {P}, the {o}, resign over {t}, witnesses said.",
    "The {b} of {S}, which has denied any role in {t}, called on {S2} to withdraw its troops from the area by {M}.",
    "{P} met {P2}, the {A2} {o2}, in {C} {w} and discussed {t}, {g} and the {n} prisoners held by both countries.",
    "The United Nations said {w} that {n},000 people had fled {C}, where {A} troops and rebels have been fighting {w2}.",
    "{S} provided {S2} with {g} worth ${n} million {w}, the {A} {b} said in a statement.",
    "Asked about {t}, {P} said: “There was no deal, and if {S2} attacks us again we will respond with all means.”",
    "The European Union, which imposed {g} on {S} {w}, threatened to suspend its cooperation unless {P} is released.",
    "Police in {C} arrested {n} people {w}, among them the {o} {P}, who has long criticised the {b} for {t}.",
    "It was not clear whether the {A} {b} had been told of the plan, which {P} had rejected {w} as a provocation.",
    "{S} accused {S2} of supplying {g} to rebels in the north, a charge that {C2} has repeatedly denied.",
    "Under the agreement, mediated by {S3}, {S} would withdraw its forces and {S2} would resume the supply of {g}.",
    "The {o} is expected to travel to {C2} next week to negotiate with his {A2} counterpart, {P2}, a source said.",
    "{V3} by {A} drones {w}, the power station near {C} has supplied the city and its {n},000 inhabitants since {Y}.",
    "Neither side has commented on the report, and the {b} did not answer a request for comment.",
    "Analysts say that the quarrel over {t} has cost both economies billions and that neither {C} nor {C2} wants a war.",
    "Inflation rose to {n} percent {w}, while the {A} currency lost a tenth of its value against the dollar.",
    "The two countries fought over {t} in {Y}, when {n} people died before {S3} brokered a truce.",
]


class Dice:
    """A generator of its own, so that no library changes the corpus."""

    def __init__(self, seed):
        self.state = seed * 2 + 1

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound

    def pick(self, items):
        return items[self.below(len(items))]


def surname(dice):
    parts = [dice.pick(ONSETS) + dice.pick(VOWELS) for _ in range(1 + dice.below(2))]
    return ("".join(parts) + dice.pick(ONSETS) + dice.pick(VOWELS) + dice.pick(CODAS)).capitalize()


def time_words(dice):
    words = dice.pick(TIMES)
    return words.format(W=dice.pick(WEEKDAYS), M=dice.pick(MONTHS), D=1 + dice.below(28), Y=2005 + dice.below(15))


def sentence(dice, states, people):
    first, second, third = (state.replace("_", " ").split("|") for state in states)
    verb = dice.pick(VERBS)
    text = dice.pick(TEMPLATES).format(
        S=first[0], S2=second[0], S3=third[0], A=first[1], A2=second[1], C=first[2], C2=second[2],
        P=dice.pick(people), P2=dice.pick(people), o=dice.pick(OFFICES), o2=dice.pick(OFFICES), b=dice.pick(BODIES),
        b2=dice.pick(BODIES), B=dice.pick(["Reuters", "state television", "a local newspaper", "the news agency"]),
        t=dice.pick(TOPICS), T=second[0], g=dice.pick(THINGS), V=verb, V2=dice.pick(VERBS), V3=dice.pick(["Hit", "Damaged"]),
        n=2 + dice.below(97), w=time_words(dice), w2=time_words(dice), M=dice.pick(MONTHS), Y=1995 + dice.below(25))
    return text[0].upper() + text[1:]


def article(dice, number):
    states = list(dict.fromkeys(dice.pick(STATES) for _ in range(24)))[:3]
    people = [f"{dice.pick(FIRST)} {surname(dice)}" for _ in range(4)]
    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=number % 365)
    first = states[0].replace("_", " ").split("|")
    paragraphs = [f"{first[2].upper()}, {day:%B} {day.day} (Agency) - " + sentence(dice, states, people)]
    for _ in range(7 + dice.below(9)):
        paragraphs.append(" ".join(sentence(dice, states, people) for _ in range(1 + dice.below(3))))
    title = f"{first[0]} {dice.pick(VERBS)} {states[1].split('|')[0]} over {dice.pick(TOPICS)}"
    return {"id": f"bench-{number}", "date": str(day), "title": title, "text": "\n\n".join(paragraphs)}


def main():
    dice = Dice(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for number in range(int(sys.argv[1])):
        print(json.dumps(article(dice, number), ensure_ascii=False))


main()

#!/usr/bin/env python3
"""Sentences in the manner of wire reports, with their trees, as CoNLL-U: wire.py COUNT > wire.conllu

A grammar of what reports are made of (who did what to whom, by whom it was done, who agreed or was asked to do it, who
said so, when and where), over the verbs of data/lexicon and some hundreds of nouns and names. Trees, tags and lemmas are
right by construction, in the scheme of UD English 2.16; that the sentences are often absurd does not matter. Treebanks of
web text have "lent", "freed" or "shelled" as a past tense a few times or never; here each comes often and in every
construction. The same COUNT gives the same sentences.
"""
import glob
import pathlib
import random
import re
import sys

pick = random.Random(20)


class Token:
    def __init__(self, form, lemma, upos, xpos):
        self.form, self.lemma, self.upos, self.xpos = form, lemma, upos, xpos
        self.head, self.deprel, self.joined = None, "root", False


class Phrase:
    """Words in order, and the one that heads them."""

    def __init__(self, tokens, head):
        self.tokens, self.head = tokens, head

    def before(self, other, deprel):
        """other stands before this phrase and hangs on its head."""
        hang(other, self.head, deprel)
        return Phrase(other.tokens + self.tokens, self.head)

    def after(self, other, deprel):
        hang(other, self.head, deprel)
        return Phrase(self.tokens + other.tokens, self.head)


def hang(phrase, head, deprel):
    phrase.head.head, phrase.head.deprel = head, deprel


def word(form, lemma, upos, xpos):
    token = Token(form, lemma, upos, xpos)
    return Phrase([token], token)


# ---- verbs ----

IRREGULAR = dict(
    line.split(":")
    for line in """be:was been
begin:began begun
break:broke broken
bring:brought brought
build:built built
buy:bought bought
catch:caught caught
choose:chose chosen
come:came come
cut:cut cut
deal:dealt dealt
draw:drew drawn
drive:drove driven
fall:fell fallen
feed:fed fed
fight:fought fought
find:found found
flee:fled fled
fly:flew flown
forbid:forbade forbidden
forgive:forgave forgiven
free:freed freed
get:got got
give:gave given
go:went gone
hang:hanged hanged
hear:heard heard
hide:hid hidden
hit:hit hit
hold:held held
hurt:hurt hurt
keep:kept kept
know:knew known
lay:laid laid
lead:led led
leave:left left
lend:lent lent
let:let let
lose:lost lost
make:made made
meet:met met
offset:offset offset
outbid:outbid outbid
overcome:overcame overcome
override:overrode overridden
overrun:overran overrun
overthrow:overthrew overthrown
oversee:oversaw overseen
pay:paid paid
put:put put
quit:quit quit
read:read read
rebuild:rebuilt rebuilt
repay:repaid repaid
rise:rose risen
run:ran run
say:said said
see:saw seen
seek:sought sought
sell:sold sold
send:sent sent
set:set set
shake:shook shaken
shoot:shot shot
shut:shut shut
sink:sank sunk
speak:spoke spoken
spend:spent spent
split:split split
stand:stood stood
steal:stole stolen
stick:stuck stuck
strike:struck struck
swear:swore sworn
sweep:swept swept
take:took taken
teach:taught taught
tear:tore torn
tell:told told
think:thought thought
throw:threw thrown
undergo:underwent undergone
undertake:undertook undertaken
uphold:upheld upheld
vet:vetted vetted
win:won won
withdraw:withdrew withdrawn
withhold:withheld withheld
write:wrote written
beat:beat beaten
bend:bent bent
bid:bid bid
bind:bound bound
bite:bit bitten
bleed:bled bled
blow:blew blown
broadcast:broadcast broadcast
cast:cast cast
dig:dug dug
eat:ate eaten
fling:flung flung
forsake:forsook forsaken
freeze:froze frozen
grow:grew grown
mislead:misled misled
overtake:overtook overtaken
resell:resold resold
reset:reset reset
retake:retook retaken
rewrite:rewrote rewritten
ride:rode ridden
ring:rang rung
shed:shed shed
show:showed shown
slay:slew slain
spread:spread spread
swing:swung swung
thrust:thrust thrust
unfreeze:unfroze unfrozen
wear:wore worn
withstand:withstood withstood""".splitlines()
)
DOUBLED = set("ban bar beg blot chop clap commit compel confer control defer deter dub drop equip expel fit gun impel jam kidnap "
              "admit admit lag lob map mob mug nab net omit pan patrol permit pin plan plot prod propel quit ram rebel rebut refer regret "
              "repel rob rid rig rip scan scrap set shun shut skip slam slap slip snub spur stab stop strip submit swap tap "
              "transfer transmit trap trek trim unplug vet wed wrap zap snap spot tip top tag strap".split())


def inflect(lemma, xpos):
    """VB VBD VBN VBG VBZ of a verb."""
    if xpos == "VB":
        return lemma
    if lemma in IRREGULAR and xpos in ("VBD", "VBN"):
        return IRREGULAR[lemma].split()[xpos == "VBN"]
    vowels = "aeiou"
    if xpos == "VBZ":
        if re.search(r"(s|x|z|ch|sh|o)$", lemma):
            return lemma + "es"
        return lemma[:-1] + "ies" if lemma[-1] == "y" and lemma[-2] not in vowels else lemma + "s"
    doubled = lemma + lemma[-1] if lemma in DOUBLED else lemma
    if xpos == "VBG":
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        return lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else doubled + "ing"
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma[-1] == "y" and lemma[-2] not in vowels else doubled + "ed"


PARTICLES = set("up down out off in over back away aside".split())
# Words that the lexicon lists as verbs but that are better left to treebanks.
LEFT = set("be have do go get come say make take keep call let will can may might must need want use help hold talk see give "
           "turn put set stand run work leave lead move fall act live feel try seem become".split())


def read_verbs(folder):
    transitive, particle = set(), set()
    for path in sorted(glob.glob(str(folder / "*.frames"))):
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
            line = line.split("#")[0]
            if "->" not in line:
                continue
            left = line.split("->")[0]
            heads = re.split(r"\s{2,}|\s+(?=!?[a-z|?]+\??:)", left.strip())[0]
            rest = left[len(heads):]
            takes_object = "obj:" in rest or ":" not in rest
            for head in heads.split("|"):
                head = head.strip()
                if "/" in head and not head.endswith(("/v", "/vn")):
                    continue
                words = head.split("/")[0].split()
                if not takes_object or not all(re.fullmatch(r"[a-z]{3,}", w) for w in words[:1]):
                    continue
                if len(words) == 1 and words[0] not in LEFT:
                    transitive.add(words[0])
                elif len(words) == 2 and words[1] in PARTICLES and words[0] not in ("be", "have"):
                    particle.add(tuple(words))
    return sorted(transitive), sorted(particle)


TRANSITIVE, PARTICLE = read_verbs(pathlib.Path(__file__).resolve().parent.parent / "data" / "lexicon")
DITRANSITIVE = "lend give grant send offer promise hand award deny pay owe sell show".split()
CONTROL = ("agree offer refuse vow pledge promise threaten decide plan fail decline want seek try move intend prepare "
           "undertake aim hope continue begin start attempt manage opt swear resolve hesitate rush").split()
OBJECT_CONTROL = ("urge ask order force allow permit compel press invite authorise authorize instruct tell warn beg help "
                  "persuade oblige pressure forbid require encourage enable implore direct induce").split()
CLAUSE = ("say claim allege announce warn insist deny declare report believe fear suggest admit confirm hint reveal "
          "acknowledge complain argue maintain add note stress predict conclude").split()
PLACED = [("withdraw", "from"), ("flee", "to"), ("arrive", "in"), ("march", "through"), ("appeal", "to"), ("object", "to"),
          ("meet", "with"), ("clash", "with"), ("retreat", "from"), ("collapse", "in"), ("rally", "against"), ("protest", "against"),
          ("surrender", "to"), ("return", "to"), ("travel", "to"), ("cooperate", "with"), ("negotiate", "with"), ("fire", "on"),
          ("resign", "over"), ("apologise", "to"), ("advance", "on"), ("retaliate", "against"), ("escape", "to"), ("fight", "against"),
          ("talk", "to"), ("bow", "to"), ("rebel", "against"), ("defect", "to"), ("land", "in"), ("vote", "against"), ("agree", "on"),
          ("speak", "with"), ("quarrel", "with"), ("side", "with"), ("trade", "with"), ("demonstrate", "against"), ("strike", "against")]

# Verbs that say of what, for what, from what: with a noun or with a clause in -ing.
OF_WHAT = [("accuse", "of"), ("charge", "with"), ("blame", "for"), ("ban", "from"), ("bar", "from"), ("prevent", "from"),
           ("stop", "from"), ("criticise", "for"), ("criticize", "for"), ("condemn", "for"), ("praise", "for"), ("thank", "for"),
           ("arrest", "for"), ("fine", "for"), ("punish", "for"), ("convict", "of"), ("suspect", "of"), ("acquit", "of"),
           ("warn", "against"), ("discourage", "from"), ("denounce", "for"), ("rebuke", "for"), ("fault", "for"), ("jail", "for")]
# Verbs whose object goes somewhere.
SOMEWHERE = [("send", "to"), ("impose", "on"), ("levy", "on"), ("slap", "on"), ("deploy", "to"), ("move", "to"), ("withdraw", "from"),
             ("pull", "from"), ("fire", "at"), ("hand", "to"), ("return", "to"), ("deliver", "to"), ("ship", "to"), ("donate", "to"),
             ("inflict", "on"), ("airlift", "to"), ("export", "to"), ("extradite", "to"), ("deport", "to"), ("expel", "from"),
             ("evict", "from"), ("recall", "from"), ("exclude", "from"), ("protect", "from"), ("steal", "from"), ("seize", "from"),
             ("sell", "to"), ("transfer", "to"), ("supply", "to"), ("present", "to"), ("refer", "to"), ("provide", "with"),
             ("equip", "with"), ("discuss", "with"), ("share", "with"), ("exchange", "with"), ("negotiate", "with")]
DEEDS = [("rejection", "of"), ("withdrawal", "from"), ("invasion", "of"), ("arrest", "of"), ("release", "of"), ("attack", "on"),
         ("offer", "of"), ("refusal", "of"), ("bombing", "of"), ("support", "for"), ("expulsion", "of"), ("recognition", "of"),
         ("request", "for"), ("visit", "to"), ("killing", "of"), ("criticism", "of"), ("seizure", "of"), ("boycott", "of"),
         ("occupation", "of"), ("blockade", "of"), ("condemnation", "of"), ("annexation", "of"), ("ban", "on"), ("embargo", "on"),
         ("annulment", "of"), ("murder", "of"), ("approval", "of"), ("denial", "of"), ("suspension", "of"), ("capture", "of")]
READY = ["ready", "willing", "unable", "able", "due", "set", "likely", "prepared", "reluctant", "eager", "unwilling", "determined"]

# ---- nouns and names ----

COUNTRIES = """Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus Belgium
Benin Bolivia Bosnia Brazil Britain Bulgaria Burundi Cambodia Cameroon Canada Chad Chile China Colombia Croatia Cuba Cyprus
Denmark Ecuador Egypt Eritrea Estonia Ethiopia Fiji Finland France Gabon Gambia Georgia Germany Ghana Greece Guatemala Guinea
Guyana Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kosovo
Kuwait Kyrgyzstan Laos Latvia Lebanon Liberia Libya Lithuania Malawi Malaysia Mali Malta Mauritania Mexico Moldova Mongolia
Montenegro Morocco Mozambique Myanmar Namibia Nepal Nicaragua Niger Nigeria Norway Oman Pakistan Panama Paraguay Peru Poland
Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria
Taiwan Tajikistan Tanzania Thailand Togo Tunisia Turkey Turkmenistan Uganda Ukraine Uruguay Uzbekistan Venezuela Vietnam Yemen
Zambia Zimbabwe Pyongyang Tehran Moscow Washington Beijing Kyiv Ankara Cairo Brussels London Paris Berlin Riyadh Seoul Tokyo""".split()
CITIES = """Geneva Doha Vienna Kabul Baghdad Damascus Beirut Nairobi Khartoum Juba Minsk Tbilisi Yerevan Baku Kandahar Mosul Aleppo Idlib
Goma Bangui Mogadishu Tripoli Benghazi Sirte Caracas Bogota Lima Havana Manila Jakarta Hanoi Yangon Dhaka Karachi Peshawar Kashmir
Gaza Hebron Nablus Donetsk Kherson Sarajevo Pristina Asmara Maputo Lagos Kano""".split()
ADJECTIVES = """Afghan Albanian Algerian American Angolan Argentine Armenian Australian Azerbaijani Bolivian Brazilian British Bulgarian
Burmese Canadian Chadian Chilean Chinese Colombian Congolese Croatian Cuban Danish Dutch Ecuadorian Egyptian Eritrean Estonian
Ethiopian European Finnish French Georgian German Ghanaian Greek Haitian Hungarian Indian Indonesian Iranian Iraqi Irish Israeli
Italian Japanese Jordanian Kazakh Kenyan Korean Kurdish Kuwaiti Kyrgyz Lebanese Libyan Lithuanian Malian Maltese Mexican Moldovan
Moroccan Nepali Nicaraguan Nigerian Norwegian Omani Pakistani Palestinian Peruvian Philippine Polish Portuguese Qatari Romanian
Russian Rwandan Saudi Senegalese Serbian Somali Spanish Sudanese Swedish Swiss Syrian Taiwanese Tajik Tanzanian Thai Tunisian
Turkish Ugandan Ukrainian Uzbek Venezuelan Vietnamese Yemeni Zambian Zimbabwean""".split()
MANY = """troops rebels police soldiers militants officials lawmakers protesters gunmen insurgents forces authorities fighters diplomats
prosecutors senators students workers farmers miners doctors teachers refugees migrants prisoners hostages activists journalists
villagers civilians settlers jihadists separatists peacekeepers warplanes helicopters warships tanks drones investigators
commanders generals ministers negotiators envoys inspectors investors firms companies banks unions courts judges demonstrators
pirates smugglers bandits guerrillas mercenaries tribesmen clerics bishops monks dissidents exiles voters sailors pilots
engineers hackers agents guards militiamen legislators opponents allies residents families relatives experts donors creditors""".split()
SINGLES = {"troops": "troops", "police": "police", "forces": "force", "militiamen": "militiaman", "tribesmen": "tribesman",
           "gunmen": "gunman", "families": "family", "allies": "ally", "authorities": "authority", "companies": "company",
           "mercenaries": "mercenary", "villagers": "villager", "civilians": "civilian", "refugees": "refugee",
           "hostages": "hostage", "judges": "judge", "envoys": "envoy", "exiles": "exile", "relatives": "relative",
           "guerrillas": "guerrilla"}
ONES = """government army president parliament junta court regime ministry opposition cabinet coalition party minister premier
militia company bank union navy commission council tribunal watchdog group alliance delegation envoy ambassador general governor
king bishop mayor embassy consulate charity agency bloc church rebel faction leader spokesman spokeswoman prosecutor judge panel
committee senate congress assembly movement cartel gang crowd mob convoy garrison regulator broadcaster newspaper airline
journalist activist lawyer prisoner dissident diplomat hostage general commander official""".split()
THINGS = """offer proposal plan deal agreement ceasefire truce talks sanctions demand request ban aid loan grant weapons missiles
election vote law treaty accord border town village airport base bridge pipeline port ship tanker plane embassy hospital school
report resolution embargo visa arrest attack raid strike protest march rally inquiry probe verdict ruling decree amnesty
ultimatum deadline summit visit meeting invitation curfew blockade checkpoint camp prison asylum extradition exports imports
tariffs debt budget reform constitution referendum resignation withdrawal reinforcements rations vaccines fuel grain medicine
equipment training intelligence drills exercises negotiations mediation concession compensation ransom ties""".split()
PLURAL_THINGS = {"talks": "talk", "sanctions": "sanction", "weapons": "weapon", "missiles": "missile", "exports": "export",
                 "imports": "import", "tariffs": "tariff", "reinforcements": "reinforcement", "rations": "ration",
                 "vaccines": "vaccine", "drills": "drill", "exercises": "exercise", "negotiations": "negotiation", "ties": "tie"}
FIRST = """Ahmed Ali Amina Anwar Boris Carlos Chen Daniel Elena Fatima Gustavo Hassan Ibrahim Ivan Jean Joao Jose Juan Karim Lars Luis
Maria Mikhail Mohamed Nguyen Olga Omar Paul Pedro Rashid Salim Samuel Sergei Tariq Viktor Wei Yusuf Zoran""".split()
LAST = """Abbas Alvarez Banda Castillo Dlamini Fernandez Garcia Haddad Ivanov Jansen Kamau Khan Kovac Lopez Mahmoud Mendez Mensah Morales
Nasser Novak Okello Orlov Petrov Quispe Rahman Salazar Santos Sharif Silva Sokolov Tanaka Tesfaye Torres Vasquez Weber Yilmaz Zhang""".split()
ABBREVIATIONS = "IMF NATO WHO UNHCR IAEA ECOWAS OPEC FARC ELN PKK RSF M23 EU UN AU".split()
LONG_NAMES = [  # words with (lemma, upos, xpos, relation to the last)
    [("United", "United", "ADJ", "NNP", "amod"), ("States", "States", "PROPN", "NNPS", None)],
    [("United", "United", "ADJ", "NNP", "amod"), ("Nations", "Nations", "PROPN", "NNPS", None)],
    [("European", "European", "ADJ", "NNP", "amod"), ("Union", "Union", "PROPN", "NNP", None)],
    [("African", "African", "ADJ", "NNP", "amod"), ("Union", "Union", "PROPN", "NNP", None)],
    [("Security", "Security", "PROPN", "NNP", "compound"), ("Council", "Council", "PROPN", "NNP", None)],
    [("White", "White", "ADJ", "NNP", "amod"), ("House", "House", "PROPN", "NNP", None)],
    [("Supreme", "Supreme", "ADJ", "NNP", "amod"), ("Court", "Court", "PROPN", "NNP", None)],
    [("World", "World", "PROPN", "NNP", "compound"), ("Bank", "Bank", "PROPN", "NNP", None)],
    [("Red", "Red", "ADJ", "NNP", "amod"), ("Cross", "Cross", "PROPN", "NNP", None)],
    [("Taliban", "Taliban", "PROPN", "NNP", None)], [("Kremlin", "Kremlin", "PROPN", "NNP", None)],
    [("Pentagon", "Pentagon", "PROPN", "NNP", None)], [("Vatican", "Vatican", "PROPN", "NNP", None)],
    [("Philippines", "Philippines", "PROPN", "NNPS", None)], [("Netherlands", "Netherlands", "PROPN", "NNPS", None)],
    [("Houthis", "Houthi", "PROPN", "NNPS", None)],
]
TITLES = [["President"], ["Prime", "Minister"], ["Foreign", "Minister"], ["General"], ["Chancellor"], ["Defence", "Minister"],
          ["Senator"], ["Governor"], ["Ambassador"], ["Interior", "Minister"]]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
ADVERBS = "strongly repeatedly formally publicly briefly reportedly secretly openly quickly again also then".split()
WORDS = "two three four five six seven eight nine ten twelve twenty dozens hundreds".split()


def det(lemma="the"):
    return word(lemma, "a" if lemma == "an" else lemma, "DET", "DT")


def article(noun):
    return det("an" if noun[0] in "aeiou" and not noun.startswith(("uni", "eu", "one")) else "a")


def name(tokens, article_wanted):
    head = None
    phrases = [word(form, lemma, upos, xpos) for form, lemma, upos, xpos, _ in tokens]
    head = phrases[-1]
    for phrase, (*_, relation) in reversed(list(zip(phrases[:-1], tokens[:-1]))):
        head = head.before(phrase, relation)
    return head.before(det(), "det") if article_wanted else head


def country():
    return word(*[pick.choice(COUNTRIES)] * 2, "PROPN", "NNP")


def number():
    if pick.random() < 0.5:
        form = pick.choice([w for w in WORDS if not w.endswith("s")])
    else:
        form = str(pick.choice([11, 14, 17, 23, 30, 45, 80, 126, 200, 350, 700])) if pick.random() < 0.8 else "2,000"
    return word(form, form, "NUM", "CD")


def qualified():
    """At least five; more than 30; about 200."""
    count, kind = number(), pick.random()
    if kind < 0.15:
        least = word("least", "least", "ADJ", "JJS").before(word("at", "at", "ADP", "IN"), "case")
        return count.before(least, "nmod")
    if kind < 0.3:
        more = word("more", "more", "ADJ", "JJR").after(word("than", "than", "ADP", "IN"), "fixed")
        return count.before(more, "advmod")
    if kind < 0.4:
        about = pick.choice(["about", "nearly", "some", "almost"])
        return count.before(word(about, about, "DET" if about == "some" else "ADV", "DT" if about == "some" else "RB"), "advmod")
    return count


def adjective():
    form = pick.choice(ADJECTIVES)
    return word(form, form, "ADJ", "JJ")


def many():
    form = pick.choice(MANY)
    lemma = SINGLES.get(form, form[:-1])
    return word(form, lemma, "NOUN", "NNS")


def one():
    form = pick.choice(ONES)
    return word(form, form, "NOUN", "NN")


def person():
    first = word(*[pick.choice(FIRST)] * 2, "PROPN", "NNP")
    whole = first.after(word(*[pick.choice(LAST)] * 2, "PROPN", "NNP"), "flat")
    if pick.random() < 0.6:
        return whole
    parts = pick.choice(TITLES)
    title = word(parts[-1], parts[-1], "PROPN", "NNP")
    if len(parts) == 2:
        adjectival = parts[0] in ("Prime", "Foreign")
        title = title.before(word(parts[0], parts[0], "ADJ" if adjectival else "PROPN", "NNP"),
                             "amod" if adjectival else "compound")
    if pick.random() < 0.4:
        title = title.before(adjective(), "amod")
    return whole.before(title, "nmod:desc")


def owned(thing, owner):
    mark = "'" if owner.tokens[-1].form.endswith("s") else "'s"
    return thing.before(owner.after(word(mark, "'s", "PART", "POS"), "case"), "nmod:poss")


def party(depth=0):
    kind = pick.random()
    if kind < 0.24:
        return country()
    if kind < 0.32:
        return name(pick.choice(LONG_NAMES), True)
    if kind < 0.36:
        form = pick.choice(ABBREVIATIONS)
        phrase = word(form, form, "PROPN", "NNP")
        return phrase if pick.random() < 0.4 else phrase.before(det(), "det")
    if kind < 0.46:
        return person()
    if kind < 0.58:
        phrase = many()
        if pick.random() < 0.8:
            phrase = phrase.before(adjective(), "amod")
    elif kind < 0.66:
        phrase = many().before(qualified(), "nummod")
    elif kind < 0.8:
        noun = one()
        if pick.random() < 0.5:
            noun = noun.before(adjective(), "amod")
        phrase = noun.before(det() if pick.random() < 0.75 else article(noun.tokens[0].form.lower()), "det")
    elif kind < 0.9:
        phrase = owned(one() if pick.random() < 0.6 else many(), country())
    else:
        phrase = many().before(det(), "det") if pick.random() < 0.5 else many()
    if depth == 0 and pick.random() < 0.1:
        phrase = phrase.after(case("in", place()), "nmod")
    elif depth == 0 and pick.random() < 0.06:
        backed = verb(pick.choice(["back", "arm", "support", "train", "hold", "accuse", "pay"]), "VBN")
        phrase = phrase.after(backed.after(case("by", party(1)), "obl:agent"), "acl")
    if depth == 0 and pick.random() < 0.08:
        phrase = coordinate(phrase, party(1))
    return phrase


def coordinate(first, second):
    return first.after(second.before(word("and", "and", "CCONJ", "CC"), "cc"), "conj")


def place():
    form = pick.choice(CITIES + COUNTRIES)
    return word(form, form, "PROPN", "NNP")


def case(preposition, phrase):
    return phrase.before(word(preposition, preposition, "ADP", "IN"), "case")


def thing():
    form = pick.choice(THINGS)
    if form in PLURAL_THINGS:
        noun = word(form, PLURAL_THINGS[form], "NOUN", "NNS")
    else:
        noun = word(form, form, "NOUN", "NN")
    kind = pick.random()
    if kind < 0.2:
        noun = owned(noun, party(1) if pick.random() < 0.4 else country())
    elif kind < 0.35:
        noun = noun.before(adjective(), "amod").before(det(), "det")
    elif kind < 0.7 and form not in PLURAL_THINGS:
        noun = noun.before(det() if pick.random() < 0.5 else article(form), "det")
    elif form in PLURAL_THINGS and pick.random() < 0.4:
        noun = noun.before(det(), "det")
    elif form not in PLURAL_THINGS:
        noun = noun.before(det(), "det")
    if pick.random() < 0.2:
        noun = noun.after(case(pick.choice(["with", "on", "against", "for", "from"]), party(1)), "nmod")
    return noun


def money():
    amount = word("billion", "billion", "NUM", "CD") if pick.random() < 0.5 else word("million", "million", "NUM", "CD")
    figure = str(pick.choice([2, 3, 5, 7, 10, 25, 44, 100, 250]))
    amount = amount.before(word(figure, figure, "NUM", "CD"), "compound")
    return word("dollars", "dollar", "NOUN", "NNS").before(amount, "nummod")


# ---- clauses ----

PLURAL = {"has": "have", "was": "were"}


def done_by(body, subject, deprel="nsubj"):
    """The clause with its subject before it; its first auxiliary agrees."""
    plural = subject.head.xpos in ("NNS", "NNPS") or any(t.head is subject.head and t.deprel == "conj" for t in subject.tokens)
    for token in body.tokens:
        if plural and token.head is body.head and token.deprel in ("aux", "aux:pass"):
            token.form = PLURAL.get(token.form, token.form)
    return body.before(subject, deprel)


def verb(lemma, xpos):
    return word(inflect(lemma, xpos), lemma, "VERB", xpos)


def helped(lemma, plain="VBD"):
    """A finite verb with what may stand before it: has freed, will free, did not free, is freeing."""
    kind = pick.random()
    if kind < 0.58:
        return verb(lemma, plain)
    if kind < 0.72:
        return verb(lemma, "VBN").before(word("has", "have", "AUX", "VBZ"), "aux")
    if kind < 0.8:
        return verb(lemma, "VB").before(word("will", "will", "AUX", "MD"), "aux")
    if kind < 0.87:
        not_ = word("not", "not", "PART", "RB")
        return verb(lemma, "VB").before(not_, "advmod").before(word("did", "do", "AUX", "VBD"), "aux")
    if kind < 0.93:
        modal = pick.choice(["may", "could", "would", "might", "must", "should"])
        return verb(lemma, "VB").before(word(modal, modal, "AUX", "MD"), "aux")
    return verb(lemma, "VBG").before(word("was", "be", "AUX", "VBD"), "aux")


def passive(lemma):
    kind = pick.random()
    phrase = verb(lemma, "VBN")
    if kind < 0.65:
        return phrase.before(word("was", "be", "AUX", "VBD"), "aux:pass")
    if kind < 0.85:
        return phrase.before(word("been", "be", "AUX", "VBN"), "aux:pass").before(word("has", "have", "AUX", "VBZ"), "aux")
    return phrase.before(word("be", "be", "AUX", "VB"), "aux:pass").before(word("will", "will", "AUX", "MD"), "aux")


def when():
    kind = pick.random()
    if kind < 0.4:
        return case("on", word(*[pick.choice(DAYS)] * 2, "PROPN", "NNP")), "obl"
    if kind < 0.5:
        return word(*[pick.choice(DAYS)] * 2, "PROPN", "NNP"), "obl:unmarked"
    if kind < 0.65:
        unit = pick.choice(["week", "month", "year"])
        return word(unit, unit, "NOUN", "NN").before(word("last", "last", "ADJ", "JJ"), "amod"), "obl:unmarked"
    if kind < 0.75:
        unit = pick.choice(["week", "month", "year"])
        return word(unit, unit, "NOUN", "NN").before(word("this", "this", "DET", "DT"), "det"), "obl:unmarked"
    if kind < 0.88:
        month = word(*[pick.choice(MONTHS)] * 2, "PROPN", "NNP")
        if pick.random() < 0.4:
            year = str(pick.randint(1985, 2026))
            month = month.after(word(year, year, "NUM", "CD"), "nmod:unmarked")
        return case("in", month), "obl"
    year = str(pick.randint(1985, 2026))
    return case("in", word(year, year, "NUM", "CD")), "obl"


def somewhere(clause, chance=0.15):
    return clause.after(case(pick.choice(["in", "near", "at", "outside"]), place()), "obl") if pick.random() < chance else clause


def sometime(clause, chance=0.3):
    if pick.random() < chance:
        phrase, deprel = when()
        return clause.after(phrase, deprel)
    return clause


def of_what(clause, preposition):
    if pick.random() < 0.5:
        return clause.after(case(preposition, thing()), "obl")
    return clause.after(act("VBG").before(word(preposition, preposition, "SCONJ", "IN"), "mark"), "advcl")


def ready():
    form = pick.choice(READY)
    body = word(form, form, "ADJ", "JJ").before(word("was", "be", "AUX", "VBD"), "cop").after(infinitive(), "xcomp")
    subject = party()
    plural = subject.head.xpos in ("NNS", "NNPS") or any(t.head is subject.head and t.deprel == "conj" for t in subject.tokens)
    if plural:
        body.tokens[0].form = "were"
    return body.before(subject, "nsubj")


def deed():
    """Iran's rejection of the offer; the bombing of a village by rebels."""
    noun, preposition = pick.choice(DEEDS)
    phrase = word(noun, noun, "NOUN", "NN")
    own = pick.random() < 0.5
    phrase = owned(phrase, country() if pick.random() < 0.6 else party(1)) if own else phrase.before(det(), "det")
    phrase = phrase.after(case(preposition, party(1) if pick.random() < 0.6 else thing()), "nmod")
    if not own and pick.random() < 0.4:
        phrase = phrase.after(case("by", party(1)), "nmod")
    return phrase


def described():
    """Khan, a former minister of Chad."""
    noun = one()
    if pick.random() < 0.6:
        form = pick.choice(["former", "senior", "prominent", "veteran", "exiled", "local", "top"])
        noun = noun.before(word(form, form, "ADJ", "JJ"), "amod")
    if pick.random() < 0.4:
        noun = noun.before(adjective(), "amod")
    noun = noun.before(article(noun.tokens[0].form) if pick.random() < 0.6 else det(), "det")
    noun = noun.before(word(",", ",", "PUNCT", ","), "punct").after(word(",", ",", "PUNCT", ","), "punct")
    return person().after(noun, "appos")


def act(xpos="finite"):
    """A verb with its object, without subject."""
    build = (lambda lemma: helped(lemma)) if xpos == "finite" else (lambda lemma: verb(lemma, xpos))
    kind = pick.random()
    if kind < 0.1:
        lemma, preposition = pick.choice(OF_WHAT)
        clause = of_what(build(lemma).after(party(1), "obj"), preposition)
    elif kind < 0.2:
        lemma, preposition = pick.choice(SOMEWHERE)
        clause = build(lemma).after(thing() if pick.random() < 0.6 else party(1), "obj")
        clause = clause.after(case(preposition, party(1) if pick.random() < 0.8 else place()), "obl")
    elif kind < 0.55:
        clause = build(pick.choice(TRANSITIVE)).after(thing() if pick.random() < 0.5 else party(1), "obj")
    elif kind < 0.66:
        lemma, particle = pick.choice(PARTICLE)
        clause = build(lemma).after(word(particle, particle, "ADP", "RP"), "compound:prt")
        clause = clause.after(thing() if pick.random() < 0.6 else party(1), "obj")
    elif kind < 0.8:
        clause = build(pick.choice(DITRANSITIVE)).after(party(1), "iobj")
        clause = clause.after(money() if pick.random() < 0.35 else thing(), "obj")
    else:
        lemma, preposition = pick.choice(PLACED)
        clause = build(lemma).after(case(preposition, party(1) if pick.random() < 0.7 else place()), "obl")
    return somewhere(clause)


def infinitive():
    return act("VB").before(word("to", "to", "PART", "TO"), "mark")


def clause():
    """A statement with its subject, without full stop."""
    kind = pick.random()
    if kind < 0.34:
        body = act()
        if pick.random() < 0.06:
            body = body.before(word(*[pick.choice(ADVERBS)] * 2, "ADV", "RB"), "advmod")
        if pick.random() < 0.08:
            body = body.after(act("VBD").before(word("and", "and", "CCONJ", "CC"), "cc"), "conj")
        subject = party() if pick.random() < 0.82 else deed() if pick.random() < 0.5 else described()
        body = done_by(sometime(body), subject, "nsubj")
    elif kind < 0.48:
        if pick.random() < 0.25:
            lemma, preposition = pick.choice(OF_WHAT)
            body = of_what(passive(lemma), preposition)
        else:
            body = passive(pick.choice(TRANSITIVE))
            if pick.random() < 0.7:
                body = body.after(case("by", party(1)), "obl:agent")
        body = done_by(sometime(somewhere(body)), party() if pick.random() < 0.85 else deed(), "nsubj:pass")
    elif kind < 0.52:
        body = passive(pick.choice(DITRANSITIVE)).after(thing() if pick.random() < 0.7 else money(), "obj")
        if pick.random() < 0.7:
            body = body.after(case("by", party(1)), "obl:agent")
        body = done_by(sometime(body), party(), "nsubj:pass")
    elif kind < 0.64:
        body = done_by(sometime(helped(pick.choice(CONTROL)), 0.1).after(infinitive(), "xcomp"), party(), "nsubj")
    elif kind < 0.76:
        body = helped(pick.choice(OBJECT_CONTROL)).after(party(1), "obj")
        body = done_by(sometime(body, 0.1).after(infinitive(), "xcomp"), party(), "nsubj")
    elif kind < 0.79:
        body = done_by(passive(pick.choice(OBJECT_CONTROL)).after(infinitive(), "xcomp"), party(), "nsubj:pass")
    elif kind < 0.87:
        inner = clause_inside()
        if pick.random() < 0.6:
            inner = inner.before(word("that", "that", "SCONJ", "IN"), "mark")
        body = done_by(sometime(helped(pick.choice(CLAUSE)), 0.15).after(inner, "ccomp"), party(), "nsubj")
    elif kind < 0.92:
        noun = word(*[pick.choice(["Talks", "Fighting", "Clashes", "Negotiations", "Relations", "Tension", "A truce", "The war"])] * 2,
                    "NOUN", "NNS")
        body = between(noun)
    elif kind < 0.94:
        body = hold_together()
    elif kind < 0.97:
        body = ready()
    else:
        body = relative()
    return body


def between(noun):
    form = noun.head.form
    first = form.split()
    lemma = {"Talks": "talk", "Clashes": "clash", "Negotiations": "negotiation", "Relations": "relation"}.get(form, first[-1].lower())
    plural = form in ("Talks", "Clashes", "Negotiations", "Relations")
    head = word(first[-1].lower(), lemma, "NOUN", "NNS" if plural else "NN")
    if len(first) == 2:
        head = head.before(det(first[0].lower()), "det")
    pair = case("between", coordinate(party(1), party(1)))
    if form in ("Fighting", "Clashes", "Tension") and pick.random() < 0.5:  # "broke out between A and B"
        body = verb(pick.choice(["break", "flare"]), "VBD")
        body = body.after(word("out" if body.head.lemma == "break" else "up", "out" if body.head.lemma == "break" else "up", "ADP", "RP"),
                          "compound:prt")
        return sometime(somewhere(body.after(pair, "obl"))).before(head, "nsubj")
    head = head.after(pair, "nmod")
    ending = pick.choice(["resume", "collapse", "begin", "end", "continue", "worsen", "stall", "fail", "break down"]).split()
    body = verb(ending[0], "VBD")
    if len(ending) == 2:
        body = body.after(word(ending[1], ending[1], "ADP", "RP"), "compound:prt")
    return sometime(somewhere(body, 0.4)).before(head, "nsubj")


def hold_together():
    """A and B held talks; A met with B's envoy."""
    body = helped("hold").after(thing(), "obj").after(case("with", party(1)), "obl") if pick.random() < 0.5 else \
        helped(pick.choice(["sign", "normalise", "exchange", "restore", "sever", "reopen"])).after(thing(), "obj")
    return done_by(sometime(somewhere(body)), coordinate(party(1), party(1)))


def relative():
    """The envoy, who was freed on Monday, met the rebels."""
    who = word("who", "who", "PRON", "WP")
    if pick.random() < 0.5:
        inner = sometime(act("VBD")).before(who, "nsubj")
    else:
        inner = sometime(passive(pick.choice(TRANSITIVE))).before(who, "nsubj:pass")
    comma = lambda: word(",", ",", "PUNCT", ",")
    subject = person()
    inner = inner.before(comma(), "punct").after(comma(), "punct")
    return sometime(act()).before(subject.after(inner, "acl:relcl"), "nsubj")


def clause_inside():
    body = act("VBD") if pick.random() < 0.6 else act()
    return done_by(body, party(1), "nsubj")


def sentence():
    body = clause()
    kind = pick.random()
    if kind < 0.06:
        inner = clause_inside()
        marker = pick.choice(["after", "as", "because", "if", "unless", "while", "before"])
        body = body.after(inner.before(word(marker, marker, "SCONJ", "IN"), "mark"), "advcl")
    elif kind < 0.1:
        body = body.after(act("VBG").before(word(",", ",", "PUNCT", ","), "punct"), "advcl")
    elif kind < 0.16:
        phrase, deprel = when()
        body = body.before(word(",", ",", "PUNCT", ","), "punct").before(phrase, deprel)
    elif kind < 0.2:
        body = body.after(infinitive(), "advcl")
    if pick.random() < 0.92:
        body = body.after(word(".", ".", "PUNCT", "."), "punct")
    return body


def write(phrase, number):
    tokens = phrase.tokens
    first = tokens[0]
    first.form = first.form[0].upper() + first.form[1:]
    places = {id(token): at for at, token in enumerate(tokens, 1)}
    print(f"# sent_id = wire-{number}")
    for at, token in enumerate(tokens, 1):
        head = places[id(token.head)] if token.head else 0
        deprel = token.deprel if token.head else "root"
        glued = at < len(tokens) and tokens[at].form in (".", ",", "'s", "'")
        print(at, token.form, token.lemma, token.upos, token.xpos, "_", head, deprel, "_", "SpaceAfter=No" if glued else "_", sep="\t")
    print()


def main():
    for number in range(int(sys.argv[1])):
        write(sentence(), number + 1)


main()

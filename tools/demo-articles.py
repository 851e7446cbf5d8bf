#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""demo-articles.py: writes short reports about sixteen pairs of states over five years, as JSON lines.

They are GENERATED: drawn by chance from the templates below, with a rate and a tone for each pair that change on days
set here, so that the demonstration has relations that shift and one can see whether they are found. Nothing in them
happened. The same ones on every machine.
"""
import datetime
import json
import random

NAMES = {  # state: capital, nationality
    "India": ("New Delhi", "Indian"), "Pakistan": ("Islamabad", "Pakistani"), "China": ("Beijing", "Chinese"),
    "Japan": ("Tokyo", "Japanese"), "Ethiopia": ("Addis Ababa", "Ethiopian"), "Eritrea": ("Asmara", "Eritrean"),
    "Egypt": ("Cairo", "Egyptian"), "Greece": ("Athens", "Greek"), "Turkey": ("Ankara", "Turkish"),
    "Colombia": ("Bogota", "Colombian"), "Venezuela": ("Caracas", "Venezuelan"), "Armenia": ("Yerevan", "Armenian"),
    "Azerbaijan": ("Baku", "Azerbaijani"), "France": ("Paris", "French"), "Germany": ("Berlin", "German"),
    "Algeria": ("Algiers", "Algerian"), "Morocco": ("Rabat", "Moroccan"), "Saudi Arabia": ("Riyadh", "Saudi"),
    "Iran": ("Tehran", "Iranian"), "Serbia": ("Belgrade", "Serbian"), "Kosovo": ("Pristina", "Kosovar"),
    "Chile": ("Santiago", "Chilean"), "Bolivia": ("La Paz", "Bolivian"), "Australia": ("Canberra", "Australian"),
    "Thailand": ("Bangkok", "Thai"), "Cambodia": ("Phnom Penh", "Cambodian"), "Kenya": ("Nairobi", "Kenyan"),
    "Somalia": ("Mogadishu", "Somali"), "Peru": ("Lima", "Peruvian"),
}
# A pair, then its phases: from which week on, reports a week, share of conflict.
PAIRS = [
    ("India", "Pakistan", [(0, 1.2, .75), (60, .9, .35), (170, 1.3, .4), (236, 2.6, .85)]),
    ("China", "Japan", [(0, .9, .35), (130, 1.0, .6), (220, 1.1, .2)]),
    ("Ethiopia", "Eritrea", [(0, .8, .2), (45, 1.4, .8), (150, .8, .25)]),
    ("Egypt", "Ethiopia", [(0, .6, .5), (110, 1.5, .7), (240, 1.2, .3)]),
    ("Greece", "Turkey", [(0, 1.3, .75), (160, 1.0, .2)]),
    ("Colombia", "Venezuela", [(0, .9, .8), (135, 1.1, .15)]),
    ("Armenia", "Azerbaijan", [(0, 1.0, .6), (38, 2.2, .85), (52, 1.2, .5), (228, 1.3, .2)]),
    ("France", "Germany", [(0, 1.0, .12)]),
    ("Algeria", "Morocco", [(0, .5, .4), (85, 1.2, .8)]),
    ("Saudi Arabia", "Iran", [(0, .9, .8), (165, 1.2, .2)]),
    ("Serbia", "Kosovo", [(0, .9, .5), (135, 1.4, .75), (245, 2.0, .85)]),
    ("Chile", "Bolivia", [(0, .4, .35)]),
    ("Australia", "China", [(0, .5, .3), (18, 1.1, .8), (125, .9, .25)]),
    ("Thailand", "Cambodia", [(0, .5, .2), (238, 2.2, .75)]),
    ("Kenya", "Somalia", [(0, .6, .45), (90, .6, .25)]),
    ("Peru", "Bolivia", [(0, .3, .2)]),
]
COOPERATION = [
    "{Cap}, {day} - {A} and {B} signed an agreement on {topic} on {weekday}.",
    "The foreign minister of {A} met the {b} ambassador in {capB} on {weekday} to discuss {topic}.",
    "{A} praised {B} on {weekday} for its stance on {topic}.",
    "{A} sent medical aid to {B} on {weekday} after the floods.",
    "The president of {A} visited {capB} on {weekday} for talks on {topic}.",
    "{A} agreed on {weekday} to hold talks with {B} on {topic} next month.",
    "{A} released four {b} fishermen on {weekday}.",
    "{A} lifted restrictions on imports from {B} on {weekday}.",
    "{A} and {B} resumed cooperation on {topic} on {weekday}.",
    "The {a} government apologised to {B} on {weekday} over the incident.",
]
CONFLICT = [
    "{A} accused {B} on {weekday} of breaking the agreement on {topic}.",
    "{Cap}, {day} - {A} expelled two {b} diplomats on {weekday}.",
    "The {a} foreign ministry condemned {B} on {weekday} over {topic}.",
    "{A} imposed sanctions on {B} on {weekday}.",
    "{A} rejected a demand by {B} to reopen the border on {weekday}.",
    "{A} threatened {B} with military action on {weekday}.",
    "{A} deployed troops along the border with {B} on {weekday}.",
    "{a} forces shelled {b} positions on {weekday}.",
    "{A} demanded on {weekday} that {B} withdraw its troops from the border.",
    "Protesters in {capA} burned {b} flags outside the embassy of {B} on {weekday}.",
    "{A} recalled its ambassador from {capB} on {weekday}.",
]
BESIDES = [
    "{B} denied that it had threatened {A}.",
    "Officials said {A} was considering new sanctions on {B}.",
    "According to two people familiar with the matter, {B} may offer talks to {A}.",
    "The two governments plan to hold talks on {topic} in {month}.",
    "In {year}, {A} and {B} signed an agreement on {topic}.",
    "The {b} foreign minister said that {B} had not attacked {a} forces.",
    "The United Nations urged {A} and {B} to hold talks.",
]
TOPICS = ["water", "trade", "fishing", "the border", "energy", "migration", "transit", "the disputed islands", "gas supplies"]
START = datetime.date(2020, 1, 6)
WEEKS = 258


def report(chance, number, one, other, conflict, week):
    a, b = (one, other) if chance.random() < .55 else (other, one)
    happened = START + datetime.timedelta(weeks=week, days=chance.randrange(5))
    published = happened + datetime.timedelta(days=1)
    words = {
        "A": a, "B": b, "a": NAMES[a][1], "b": NAMES[b][1], "capA": NAMES[a][0], "capB": NAMES[b][0],
        "Cap": NAMES[a][0].upper(), "day": published.strftime("%b ") + str(published.day), "weekday": happened.strftime("%A"),
        "topic": chance.choice(TOPICS), "month": (published + datetime.timedelta(days=60)).strftime("%B"),
        "year": published.year - chance.randrange(3, 12),
    }
    lines = [chance.choice(CONFLICT if chance.random() < conflict else COOPERATION)]
    if chance.random() < .4:
        lines.append(chance.choice(BESIDES))
    return {"id": f"generated-{number:04}", "date": published.isoformat(), "title": f"Generated report {number}",
            "publication": "Generated for the demonstration", "text": " ".join(line.format(**words) for line in lines)}


def main():
    chance = random.Random(20200106)
    number = 0
    for week in range(WEEKS):
        for one, other, phases in PAIRS:
            _, rate, conflict = [phase for phase in phases if phase[0] <= week][-1]
            burst = chance.gammavariate(3, rate / 3)  # reports come in bursts
            count = 0
            while burst > 0 and (wait := chance.expovariate(1)) < burst:
                burst -= wait
                count += 1
            for _ in range(count):
                number += 1
                print(json.dumps(report(chance, number, one, other, conflict, week)))


main()

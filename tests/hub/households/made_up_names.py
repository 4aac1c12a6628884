"""Some 7,000 made-up names of many origins, and slips of the fingers, from a fixed seed."""

from __future__ import annotations

import random

GIVEN = [
    "Amina", "Joe", "Siobhan", "Łukasz", "Zofia", "Mohammed", "Fatima", "Wei", "Mei", "Olu",
    "Chidi", "Ngozi", "Kwame", "Abena", "Priya", "Arjun", "Gurpreet", "Harjit", "Simran",
    "Dai", "Rhys", "Angharad", "Hamish", "Eilidh", "Niamh", "Ciarán", "Seán", "Bríd",
    "Ivan", "Olena", "Taras", "Oksana", "Andrei", "Ioana", "Mihai", "Elena", "José",
    "Lucía", "João", "Inês", "Mehmet", "Ayşe", "Çiğdem", "Yusuf", "Zainab", "Bilal",
    "Khadija", "Hodan", "Abdi", "Farah", "Tesfaye", "Selam", "Mulugeta", "Thuy", "Linh",
    "Nguyet", "Minh", "Hiroshi", "Yuki", "Soo-jin", "Margaret", "Dorothy", "Kevin",
    "Sharon", "Tracey", "Gavin", "Beverley", "Clive", "Nigel", "Pauline", "Desmond",
    "Winston", "Marcia", "Jamal", "Latoya", "Precious", "Blessing", "Emmanuel", "Patience",
    "Agnieszka", "Bożena", "Jürgen", "Björn", "Åsa", "François", "Zoë", "Chloë", "Renée",
    "André", "Anaïs", "D'Arcy", "Mary-Ann", "Jean-Luc", "Rosalind", "Ottilie", "Peregrine",
    "Clementine",
]  # fmt: skip
FAMILY = [
    "O'Brien", "O'Sullivan", "MacDonald", "McAllister", "Begum", "Chowdhury", "Rahman",
    "Hussain", "Akhtar", "Kowalski", "Wójcik", "Nowakowska", "Zieliński", "Okafor",
    "Adeyemi", "Mensah", "Boateng", "Asante", "Singh", "Kaur", "Dhillon", "Patel", "Sharma",
    "Krishnamurthy", "Jones", "Llewellyn", "Pritchard", "Fraser", "Sutherland", "Gallagher",
    "Doherty", "Shevchenko", "Kovalenko", "Popescu", "Ionescu", "García", "Fernández",
    "Rodrigues", "Yılmaz", "Demir", "Öztürk", "Al-Rashid", "Haddad", "Mansour", "Warsame",
    "Abdullahi", "Gebremariam", "Tekle", "Nguyen", "Tran", "Tanaka", "Suzuki", "Kim",
    "Park", "Featherstonehaugh", "Cholmondeley", "Ramsbottom", "Entwistle", "Higginbottom",
    "Thistlethwaite", "Clutterbuck", "Winterbottom", "Campbell", "Beckford", "Okonkwo",
    "Müller", "Schröder", "Lindqvist", "Østergaard", "D'Souza", "Fernandes", "Saint-Clair",
    "Smith-Jones", "Vandenberghe", "Papadopoulos", "Christodoulou",
]  # fmt: skip
SCRIPTS = ["محمد العلي", "فاطمة الزهراء", "أحمد إبراهيم", "রহিমা খাতুন", "আব্দুল করিম", "王伟", "李娜",
           "欧阳明珠", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "પ્રિયા પટેલ", "Олена Коваленко", "Нгуен"]  # fmt: skip


def names() -> list[str]:
    """Every given name with every family name, and some in other scripts."""
    return [f"{given} {family}" for given in GIVEN for family in FAMILY] + SCRIPTS


def slipped(name: str, slips: int, chance: random.Random) -> str:
    """The name with so many slips: a letter lost, doubled, wrong, or swapped with the next.

    The first letter stays, since it is the one that people hear and hit right.
    """
    signs = list(name)
    for _ in range(slips):
        letters = [place for place in range(1, len(signs) - 1) if signs[place] != " "]
        place = chance.choice(letters) if letters else len(signs) - 1
        slip = chance.choice(["lost", "doubled", "wrong", "swapped"])
        if slip == "lost":
            del signs[place]
        elif slip == "doubled":
            signs.insert(place, signs[place])
        elif slip == "wrong":
            signs[place] = chance.choice("abcdefghijklmnopqrstuvwxyz")
        elif signs[place + 1 : place + 2] not in ([], [" "]):
            signs[place], signs[place + 1] = signs[place + 1], signs[place]
    return "".join(signs)

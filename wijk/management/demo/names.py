"""First names and surnames of many origins, put together by the dice: nobody in particular."""

FIRST = (
    "Aicha Anneke Aziz Bea Bilal Carla Cees Chantal Dewi Dirk Elif Emma Fatma Femke Gerda Hamid Hanna Hendrik Ilse"
    " Imane Jan Joop Karim Kim Latifa Leo Loes Maria Mehmet Mieke Mo Nadia Nel Omar Petra Piet Rachid Ria Rob Sanne"
    " Sara Sita Stefan Tineke Tomasz Truus Ursula Wim Yusuf Zainab"
).split()
LAST = (
    "Aksoy Bakker Blom Boukhari Brand Chen Demir Dijkstra El-Amrani Groen Haddou Hoekman Jansen Kaya Kooistra Kowalska"
    " Lim Mulder Nguyen Oosterom Peeters Ramdin Schut Smit Tekle Terpstra Visser Vos Wilk Yilmaz"
).split()

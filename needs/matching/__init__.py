"""Which offers fit which needs: how well, why, why not, and the best set of proposals over all of them together.

`profile`, `relevance`, `refusals`, `scoring`, `candidates`, `policy`, `market`, `network`, `solvers`, `assignment`,
`reasons` and `synthetic` are pure: no Django, no clock and no chance. `gathering` and `nearby` read, `storing` writes,
`engine` does both. Uses `wijk.themes` for what a text is about.
"""

"""How well the matching does on needs and offers that people labelled; nothing that is stored is touched.

`labelled` reads a set, `halves` splits it, `engine` asks the product, `baselines` and `fulltext` ask what it must
beat, `measures` counts, `report` puts it together. All pure except `fulltext`, which needs a database connection.
"""

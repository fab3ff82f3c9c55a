"""Three invented co-operatives on real places: people, offers, needs and how far they are.

Made through the product's own verbs, with a fixed seed, so that every demo is the same.
"""

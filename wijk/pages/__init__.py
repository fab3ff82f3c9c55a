"""Pages of the roof: the home page of a wijk and Mijn wijk. Reads every floor and owns no table."""

"""Who is a party to a treaty, since when, how many there are, and how far that is certain."""

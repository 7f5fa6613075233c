"""How often entities and classes are reported, by window of event time."""

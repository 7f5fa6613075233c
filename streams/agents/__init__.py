"""What each agent does with one message: decode, call the pure part, encode. No Faust here."""

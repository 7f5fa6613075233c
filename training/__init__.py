"""Training of the tagger of entities: needs torch and a teacher, never needed at run time."""

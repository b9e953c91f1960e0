"""The dialogue: a state machine over what the search finds. Pure; it says nothing that has not been published, and no model of language decides."""

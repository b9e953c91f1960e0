"""The rules of car moving: pure, each naming its basis."""

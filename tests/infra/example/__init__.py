"""The smallest matter that uses everything a deployment makes: domain, inbox, state machine, table."""

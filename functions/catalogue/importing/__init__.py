"""The operator's command that imports other provinces' matters."""

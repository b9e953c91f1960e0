"""Deploying: templates, generated configuration, and the commands an operator runs."""

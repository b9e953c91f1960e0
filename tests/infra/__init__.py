"""Deploying: what the templates, the policies, the package and the commands promise."""

"""Decisions about entries. Pure."""

"""The matters: one folder each; no folder imports another."""

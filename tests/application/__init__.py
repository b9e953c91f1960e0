"""The ordinary matter: its definition, forms, rules and doors."""

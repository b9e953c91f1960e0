"""The nouns of an ordinary matter: a draft, a case (办件), its tasks, what was found, handed in and decided."""

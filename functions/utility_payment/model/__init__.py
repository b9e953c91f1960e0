"""The nouns: accounts, bills, payments with their lines and refunds, ledger entries."""

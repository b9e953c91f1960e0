"""Billers of water, electricity and gas in Anhui's sixteen cities, each with habits of its own, on one port."""

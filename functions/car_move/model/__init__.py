"""The nouns of car moving: a vehicle and its sticker, a request, a relayed call."""

"""The portal (门户): the front page of the province, and what somebody has under way in all matters."""

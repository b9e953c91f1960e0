"""Finding the matter somebody means (智能搜索), in whatever words they have for it."""

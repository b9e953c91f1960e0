"""What a search may ask. Nothing here is ever refused: who searches gets an answer, whatever they typed."""

from pydantic import BaseModel


class Beginning(BaseModel):
    """What has been typed so far."""

    q: str = ""


class Query(BaseModel):
    """The query of the search page. ``who``: 自然人 or 法人; ``online``: only what can be done here; else as if not said."""

    q: str = ""
    area: str = ""
    who: str = ""
    online: str = ""

"""What a search may ask, which is never refused; and what those fill in who see to it that things are found."""

from typing import Annotated

from pydantic import BaseModel, Field

from .model.sayings import What


class Beginning(BaseModel):
    """What has been typed so far."""

    q: str = ""


class Query(BaseModel):
    """The query of the search page. ``who``: 自然人 or 法人; ``online``: only what can be done here; else as if not said."""

    q: str = ""
    area: str = ""
    who: str = ""
    online: str = ""


class Tried(BaseModel):
    """A saying that is tried before it is kept; ``q``: with which search, if not with what is said."""

    what: What = "synonym"
    said: Annotated[str, Field(max_length=100)] = ""
    means: Annotated[str, Field(max_length=600)] = ""
    q: Annotated[str, Field(max_length=100)] = ""


class Kept(BaseModel):
    """A saying as it is to be; ``means`` blank: taken away."""

    what: What
    said: Annotated[str, Field(max_length=100)]
    means: Annotated[str, Field(max_length=600)] = ""


class Chosen(BaseModel):
    """The index that is to answer."""

    index: Annotated[str, Field(max_length=60)]


class Nothing(BaseModel):
    """A button alone."""

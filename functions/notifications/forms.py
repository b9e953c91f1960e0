"""What people send, and what they get back."""

from datetime import time

from pydantic import BaseModel


class Wishes(BaseModel):
    """What is left out is off, as with the boxes of a form. The same time twice means no quiet hours."""

    urgent: bool = False
    ordinary: bool = False
    urgent_anytime: bool = False
    quiet_from: time
    quiet_to: time

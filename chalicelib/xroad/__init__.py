"""X-Road's message protocol for REST, as much of it as we speak. Pure: no network, no keys of our own.

https://docs.x-road.global/Protocols/pr-rest_x-road_message_protocol_for_rest.html
"""

from chalicelib.xroad.message import Message
from chalicelib.xroad.names import client_of, matter_of, path_of, provider_of, service_of
from chalicelib.xroad.statement import Passed, Question, Statement, Unbelievable, read

__all__ = [
    "Message",
    "Passed",
    "Question",
    "Statement",
    "Unbelievable",
    "client_of",
    "matter_of",
    "path_of",
    "provider_of",
    "read",
    "service_of",
]

"""Twilio's error codes: the refusals of the REST API and the errors of a running call."""

from typing import Any

REFUSALS: dict[int, tuple[int, str]] = {
    20001: (400, "Invalid parameter"),
    20003: (401, "Authenticate"),
    20004: (405, "Method not allowed"),
    20009: (409, "Delivery has not been completed"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    20503: (503, "Service unavailable"),
    21201: (400, "No 'To' number specified"),
    21205: (400, "Url, Twiml or ApplicationSid is required"),
    21210: (400, "The source phone number provided is not yet verified for your account"),
    21211: (400, "Invalid 'To' Phone Number"),
    21213: (400, "No 'From' number specified"),
    21220: (400, "Unable to update record: the call is not in a state that allows it"),
    21421: (400, "PhoneNumber is invalid"),
    21422: (400, "PhoneNumber is not available"),
    21602: (400, "Message body is required"),
    21603: (400, "A 'From' phone number is required"),
    21604: (400, "A 'To' phone number is required"),
    21606: (400, "The 'From' phone number is not a message-capable number of this account"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
}

IN_CALL: dict[int, str] = {
    11200: "HTTP retrieval failure",
    11205: "HTTP connection failure",
    12100: "Document parse failure",
    12200: "Schema validation warning",
    12300: "Invalid Content-Type",
    13214: "Dial: Invalid callerId value",
    13224: "Dial: Invalid or unreachable phone number",
    13225: "Dial: Forbidden phone number",
    30003: "Unreachable destination handset",
    30006: "Landline or unreachable carrier",
}


class Refused(Exception):
    """The REST API says no, in Twilio's shape."""

    def __init__(self, code: int, detail: str = "") -> None:
        self.code = code
        self.status, text = REFUSALS[code]
        self.message = f"{text}: {detail}" if detail else text
        super().__init__(self.message)

    def body(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


class CallError(Exception):
    """Something in a running call went wrong; Twilio turns to the fallback URL or hangs up."""

    def __init__(self, code: int, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"{code} {IN_CALL[code]}: {detail}")

"""Refusals and failures as problem documents (RFC 9457), in words a citizen can use."""

import json
from dataclasses import dataclass, field

from chalicelib import bodies, correlation, errors
from chalicelib.answers import Answer
from chalicelib.telemetry import discreet, logger

STATUS: dict[type[BaseException], int] = {
    bodies.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.NotYours: 403,
    errors.Forged: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    bodies.TooLarge: 413,
    bodies.Unsupported: 415,
    errors.Invalid: 422,
    errors.TooMany: 429,
    errors.Busy: 503,
}
TITLE = {
    400: "请求无法读懂",
    401: "请先登录",
    403: "不能这样办理",
    404: "没有找到",
    409: "情况有变化",
    410: "已经失效",
    413: "内容太多",
    415: "格式不支持",
    422: "请检查填写的内容",
    429: "操作太频繁",
    500: "系统出了点问题",
    503: "现在有点忙",
}


@dataclass(frozen=True)
class Problem:
    """What went wrong, for people and programs; never what was sent, never where it broke."""

    status: int
    title: str
    detail: str
    instance: str
    errors: dict[str, str] = field(default_factory=dict)
    retry_after: int | None = None

    def answer(self) -> Answer:
        document = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": self.instance,
        }
        if self.errors:
            document["errors"] = self.errors
        body = json.dumps(document, ensure_ascii=False).encode()
        return Answer(self.status, "application/problem+json", body, self.headers())

    def headers(self) -> dict[str, str | list[str]]:
        headers: dict[str, str | list[str]] = {}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return headers


def problem(error: Exception) -> Problem:
    """The problem that an exception is; one that we did not foresee is logged and stays unexplained."""
    if isinstance(error, errors.Refused):
        return _refusal(error)
    logger.error("unforeseen", exc_info=discreet(error))
    return Problem(500, TITLE[500], "这不是您的问题。请稍后再试；如果着急，请拨打 12345。", _here())


def _refusal(refusal: errors.Refused) -> Problem:
    status = _status(refusal)
    fields = refusal.fields if isinstance(refusal, errors.Invalid) else {}
    retry_after = getattr(refusal, "retry_after", None)
    return Problem(status, TITLE[status], str(refusal), _here(), fields, retry_after)


def _status(refusal: errors.Refused) -> int:
    """The nearest kind of refusal decides, so a matter may name its own."""
    return next((STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS), 409)


def _here() -> str:
    return correlation.current()

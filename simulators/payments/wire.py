"""Signatures on the wire: what a merchant's request has to carry, and what the provider's answers and callbacks do.

https://pay.weixin.qq.com/doc/v3/merchant/4012365336 (requests), /4013053249 (answers and callbacks).
"""

import re
import secrets
from datetime import datetime

from simulators.payments.keys import Merchant, Platform

SCHEME = "WECHATPAY2-SHA256-RSA2048"
PART = re.compile(r'(\w+)="([^"]*)"')
FRESH = 300  # seconds


def refusal(
    merchant: Merchant, authorization: str, method: str, target: str, body: str, now: datetime
) -> str:
    """Why a request is not let in; "" where it is."""
    scheme, _, rest = authorization.partition(" ")
    given = dict(PART.findall(rest))
    if scheme != SCHEME or not {"mchid", "nonce_str", "timestamp", "serial_no", "signature"} <= set(given):
        return "Authorization 不完整"
    if given["mchid"] != merchant.mchid or given["serial_no"] != merchant.serial:
        return "商户号或证书序列号不存在"
    if not given["timestamp"].isdecimal() or abs(now.timestamp() - int(given["timestamp"])) > FRESH:
        return "请求时间戳过期"
    message = "".join(f"{it}\n" for it in (method, target, given["timestamp"], given["nonce_str"], body))
    return "" if merchant.verifies(message, given["signature"]) else "签名错误"


def signed(platform: Platform, body: str, now: datetime) -> dict[str, str]:
    """The headers of an answer or a callback with this body."""
    timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(16)
    return {
        "Wechatpay-Timestamp": timestamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Serial": platform.serial,
        "Wechatpay-Signature-Type": SCHEME,
        "Wechatpay-Signature": platform.sign(f"{timestamp}\n{nonce}\n{body}\n"),
    }

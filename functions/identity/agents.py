"""What to call a browser, so that people know their devices again."""

DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "HarmonyOS": "鸿蒙手机",
    "Android": "安卓手机",
    "Windows": "Windows 电脑",
    "Macintosh": "苹果电脑",
    "Linux": "Linux 电脑",
}
BROWSERS = {
    "MicroMessenger": "微信",
    "AlipayClient": "支付宝",
    "Edg": "Edge 浏览器",
    "Firefox": "火狐浏览器",
    "Chrome": "Chrome 浏览器",
    "Safari": "Safari 浏览器",
}


def name_of(user_agent: str) -> str:
    """The device and the browser in plain words; the header itself is not kept."""
    device = next((name for mark, name in DEVICES.items() if mark in user_agent), "其他设备")
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    return f"{device} · {browser}" if browser else device

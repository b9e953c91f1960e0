"""Every fixed word on the sticker and its sheet; ``engrave`` cuts outlines for exactly these."""

BRAND = "通办 · 码上挪车"
CALL = "扫码联系车主"
MASKED = "双方号码保密"
APPS = "微信、支付宝或手机相机均可扫"
SERIAL = "编号"
TRUST = "请认准官方域名"
WARNING = "打开后不是这个域名，请勿填写；挪车不收任何费用"
HOTLINE = "扫不了？请拨 {hotline}，报上编号"
STEPS = (
    "打印时选“实际大小”（100%），不要缩放。",
    "沿四角的裁切线剪下。",
    "贴在前挡风玻璃内侧下方，字朝外，不遮挡视线。",
    "遗失或换车时，在“我的车辆”里换一张，旧码立即失效。",
)
SHEET = "挪车码打印页"


def characters() -> str:
    """All characters in use, once each: the words above, and what links, serials and hotlines are made of."""
    words = (BRAND, CALL, MASKED, APPS, SERIAL, TRUST, WARNING, HOTLINE, SHEET, *STEPS)
    printable = "".join(map(chr, range(0x20, 0x7F)))
    return "".join(sorted(set("".join(words) + printable)))

"""Every fixed word on stickers and their sheets; ``engrave`` cuts outlines for exactly these."""

BRAND = "通办 · 码上挪车"
CALL = "扫码联系车主"
MASKED = "双方号码保密"
APPS = "微信、支付宝或手机相机均可扫"
SERIAL = "编号"
TRUST = "请认准官方域名"
WARNING = "打开后不是这个域名，请勿填写；挪车不收任何费用"
SPARE = "大码扫不出来？"
HERE = "扫这里"
HOTLINE = "没法扫？请拨 {hotline}，报上编号"

ELDER_CALL = "扫码叫车主"
ELDER_MASKED = "看不到您的号码"
ELDER_TRUST = "只认这个网址 不收钱"
ELDER_SPARE = "大码扫不了"
ELDER_HERE = "扫小码"
ELDER_HOTLINE = "不会扫 打 {hotline}"

SHEET = "挪车码打印页"
STEPS = (
    "打印时选“实际大小”（100%），不要缩放。",
    "沿四角的裁切线剪下。",
    "贴在前挡风玻璃内侧下方，字朝外，不遮挡视线。",
    "遗失或换车时，在“我的车辆”里换一张，旧码立即失效。",
)
HOW = "选“实际大小”（100%）打印，沿绿边剪下"
PIN = "激活码"
KEEP = "先扫左边的码激活；这条撕下收好，别外传"


def characters() -> str:
    """All characters in use, once each: the words above, and what links, serials and hotlines are made of."""
    usual = (BRAND, CALL, MASKED, APPS, SERIAL, TRUST, WARNING, SPARE, HERE, HOTLINE)
    elder = (ELDER_CALL, ELDER_MASKED, ELDER_TRUST, ELDER_SPARE, ELDER_HERE, ELDER_HOTLINE)
    sheets = (SHEET, HOW, PIN, KEEP, *STEPS)
    printable = "".join(map(chr, range(0x20, 0x7F)))
    return "".join(sorted(set("".join((*usual, *elder, *sheets)) + printable)))

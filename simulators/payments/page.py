"""The provider's pages, as a phone shows them: pay, or leave; sign a contract, end it, or leave."""

from html import escape

PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>微信支付（模拟）</title>
<style>body{{font:17px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;margin:0;background:#ededed;text-align:center}}
main{{max-width:420px;margin:0 auto;padding:48px 20px}}h1{{font-size:18px;font-weight:500}}
.sum{{font-size:44px;font-weight:600;margin:12px 0 32px}}button,a{{display:block;width:100%;box-sizing:border-box;min-height:52px;
line-height:52px;border:0;border-radius:8px;font:inherit;line-height:52px;text-decoration:none;margin-bottom:16px}}
button{{background:#07833c;color:#fff;font-weight:600}}a{{background:#fff;color:#1a1d21}}</style>
<main><h1>{description}</h1><p class="sum">{sum}</p>{body}</main></html>"""


def show(description: str, fen: int, state: str, action: str, back: str) -> str:
    """``back`` is where the merchant wanted the browser to return."""
    leave = f'<a href="{escape(back)}">{"返回商家" if state != "NOTPAY" else "取消支付"}</a>' if back else ""
    pay = f'<form method="post" action="{escape(action)}"><button>立即支付</button></form>'
    words = {
        "NOTPAY": pay,
        "SUCCESS": "<p>支付成功</p>",
        "REFUND": "<p>已退款</p>",
        "CLOSED": "<p>订单已关闭</p>",
    }
    return PAGE.format(
        description=escape(description), sum=f"¥{fen // 100}.{fen % 100:02}", body=words[state] + leave
    )


def contract(display: str, state: str, action: str, back: str) -> str:
    """The signing page, on which a contract can be ended again."""
    leave = f'<a href="{escape(back)}">{"返回商家" if state != "NONE" else "取消"}</a>' if back else ""
    form = '<form method="post" action="{}"><button name="deed" value="{}">{}</button></form>'
    words = {
        "NONE": form.format(escape(action), "sign", "同意并开通"),
        "SIGNED": "<p>已开通</p>" + leave + form.format(escape(action), "end", "关闭扣费服务"),
        "TERMINATED": "<p>已关闭</p>" + leave,
    }
    body = words[state] + (leave if state == "NONE" else "")
    return PAGE.format(description=escape(f"自动扣费服务：{display}"), sum="", body=body)

"""The provider's bill of a day (交易账单), as CSV: what it took, and what it gave back.

Every value begins with a backtick, amounts are in yuan, two lines of sums end it.
https://pay.weixin.qq.com/doc/v3/merchant/4012791870
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from simulators.payments.book import Book, Order, Refund
from simulators.payments.keys import Merchant

BEIJING = timezone(timedelta(hours=8))
COLUMNS = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,"
    "代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
    "申请退款金额,费率备注"
)
SUMS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"


def lines(book: Book, merchant: Merchant, day: str) -> Iterator[str]:
    """``day`` is ISO 8601, in Beijing."""
    taken = [it for it in book.orders.values() if _on(it.success_time, day)]
    back = [it for it in book.refunds.values() if _on(it.created, day) and it.status != "ABNORMAL"]
    yield COLUMNS
    for order in taken:
        yield _paid(merchant, order)
    for refund in back:
        yield _returned(merchant, refund, book.orders[refund.out_trade_no])
    yield SUMS
    paid, returned = sum(it.paid for it in taken), sum(it.amount for it in back)
    yield _row(
        str(len(taken) + len(back)),
        _yuan(paid),
        _yuan(returned),
        "0.00",
        "0.00",
        _yuan(paid),
        _yuan(returned),
    )


def _paid(merchant: Merchant, order: Order) -> str:
    amount = _yuan(order.paid)
    return _row(
        *_head(merchant, order, order.success_time),
        *("SUCCESS", "OTHERS", "CNY", amount, "0.00", "0", "0", "0.00", "0.00", "", ""),
        *(order.description, "", "0.00000", "0.00%", amount, "0.00", ""),
    )


def _returned(merchant: Merchant, refund: Refund, order: Order) -> str:
    amount = _yuan(refund.amount)
    return _row(
        *_head(merchant, order, refund.created),
        *("REFUND", "OTHERS", "CNY", "0.00", "0.00", refund.refund_id, refund.out_refund_no, amount, "0.00"),
        *("ORIGINAL", refund.status, order.description, "", "0.00000", "0.00%", "0.00", amount, ""),
    )


def _head(merchant: Merchant, order: Order, at: str) -> tuple[str, ...]:
    moment = datetime.fromisoformat(at).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    who = (
        merchant.appid,
        merchant.mchid,
        "0",
        "",
        order.transaction_id,
        order.out_trade_no,
        "o1",
        order.trade_type,
    )
    return (moment, *who)


def _row(*values: str) -> str:
    return ",".join(f"`{value.replace(',', ' ')}" for value in values)


def _on(moment: str, day: str) -> bool:
    return bool(moment) and datetime.fromisoformat(moment).astimezone(BEIJING).date().isoformat() == day


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"

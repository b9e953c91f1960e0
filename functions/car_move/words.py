"""What is said on the telephone, and the reasons as people read them."""

from functions.car_move.model.request import Reason

REASONS = {
    Reason.BLOCKS_EXIT: "挡住了出入口",
    Reason.TAKES_SPACE: "占了别人的车位",
    Reason.BLOCKS_RESCUE: "占了消防或急救通道",
    Reason.BLOCKS_WORKS: "影响施工或作业",
    Reason.LEFT_OPEN: "车窗、车灯或车门没有关好",
    Reason.OTHER: "请您来看看车",
}
ASKS_OWNER = (
    "您好，这里是码上挪车。有人扫了车牌尾号 {tail} 的车上的挪车码：{reason}。双方都看不到对方的号码。"
    "接听请按 1；告诉对方您 5 分钟到，请按 2；来不了，请按 3；不是您的车，请按 4。"
)
KEYS = "告诉对方您 5 分钟到，请按 2；来不了，请按 3；不是您的车，请按 4。"
CALLS_BACK_OR_ANSWERS = "您好，这里是码上挪车。正在给对方回拨，请稍等，马上接通请按 1；不通话，只" + KEYS
AFTER_TALK = "通话结束。要给对方留个准话，" + KEYS
UNPROVEN = "您好，这里是码上挪车。对方还没有从自己的手机打来过，为了不打扰别人，暂时不能回拨。" + KEYS
NOTED = "好的，已经告诉对方。再见。"
CALLS_BACK = "您好，这里是码上挪车。您刚才联系的车主给您回电话。接听请按 1。"
ASKS_PIN = (
    "您好，这里是码上挪车。这个号码没有认出您的手机。请看着挪车请求的页面，输入页面上的八位数字。"
    "没有数字的话，请挂断，重新扫描车上的挪车码。"
)
NO_ROUTE = "这个号码现在没有为您接通任何人。请重新扫描车上的挪车码，并用填写的手机号拨打。再见。"
MISSED = "对方暂时没有接听。您可以过一会儿再拨。情况紧急，请拨打 122。"
UNAVAILABLE = "您好，这里是码上挪车。系统暂时不能转接，请过几分钟再拨。情况紧急，请拨打 122。"

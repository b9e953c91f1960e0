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
ASKS_OWNER = "您好，这里是码上挪车。有人扫了您车上的挪车码：{reason}。双方都看不到对方的号码。接听请按 1。"
CALLS_BACK = "您好，这里是码上挪车。您刚才联系的车主给您回电话。接听请按 1。"
MISSED = "对方暂时没有接听。您可以过一会儿再拨。情况紧急，请拨打 122。"
UNAVAILABLE = "您好，这里是码上挪车。系统暂时不能转接，请过几分钟再拨。情况紧急，请拨打 122。"

"""Every sentence the assistant has of its own. They say nothing about any matter: what they frame is published."""

from typing import Final

WELCOME: Final = "您好，我是办事助手。用自己的话说想办什么就行，比如“身份证丢了”“孩子出生要办什么”。"
SMALL_TALK: Final = "您好！我只会帮您找要办的事：说一说想办什么，我告诉您该办哪一件、谁来办、从哪里开始。也可以说“转人工”，请工作人员帮您。"
UNKNOWN: Final = (
    "对不起，这个我不知道，已经公开的办事指南里没有找到。可以换个说法再问一次，或者请工作人员帮您。"
)
UNKNOWN_AGAIN: Final = "对不起，两次都没有找到。我请工作人员来帮您。"
UNSURE: Final = "这个我没有把握：已经公开的办事指南里没有正好对得上的。也许是下面哪一个？都不是，就换个说法再问，或者请工作人员帮您。"
PERSON: Final = "好的，我请工作人员来帮您。"
DISTRESS: Final = "您遇到的事很要紧，我马上请工作人员来。如果有人正处在危险中，请立即拨打 110（报警）或 120（急救）；心里难受，可以拨打 12356 心理援助热线，全天有人接听。"
BACK: Final = "好的，我接着帮您。请说一说想办什么。"
CLOSED: Final = "工作人员结束了这次服务。还有别的事，可以接着问我。"
ANSWER: Final = "您要办的应该是“{title}”。"
QUOTE: Final = "已公布的问答“{title}”是这样说的："
SCENARIO: Final = "这是一件事：“{title}”，要办好几样。哪些已经办好了？勾上；都没办，就直接点下一步。"
STEP: Final = "下一步：{title}。"
STEPS: Final = "下一步：{title}。现在也可以同时办：{others}。"
DONE: Final = "“{title}”的几步都办好了。"
OTHERS: Final = "不是这个？"
FIXED = frozenset({WELCOME, SMALL_TALK, UNKNOWN, UNKNOWN_AGAIN, UNSURE, PERSON, DISTRESS, BACK, CLOSED})

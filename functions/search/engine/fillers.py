"""Words around what is meant: greetings, thanks, "how do I", particles. They are taken out of a query, never of a title."""

import re

GREETINGS = "你好 您好 你们好 领导好 老师好 同志 领导 请问一下 请问 麻烦问一下 麻烦 打扰一下 打扰 劳驾 谢谢 多谢 感谢 辛苦了 急 在线等"
ASKING = (
    "我想咨询一下 想咨询一下 我想咨询 咨询一下 咨询 我想问一下 想问一下 问一下 我想问 想问 问问 请教一下 请教 想了解一下 想了解 了解一下"
    " 帮我查一下 帮我看看 帮我 帮忙 告诉我 有人知道 谁知道 不知道 不晓得 晓得"
)
HOW = (
    "怎么办理 如何办理 怎样办理 咋个办理 咋办理 怎么申请 如何申请 怎么办 怎么弄 怎么搞 怎么个 怎么 怎样 如何 咋个办 咋个 咋办 咋弄 咋搞 咋整"
    " 咋 啷个办 啷个 哪样办 怎个 怎搞 可咋 要怎么 该怎么 应该"
)
WHAT = (
    "需要什么手续 要什么手续 需要什么材料 要什么材料 需要什么 要什么 需要 什么 啥子 啥 哪些 哪个 哪里 哪儿 哪 在哪 去哪 到哪 找谁 几号 多久 多少"
    " 是不是 能不能 可不可以 可以不可以 要不要 有没有 有没得 让不让 行不行 可不可 能否 是否 可否 可以 能行 行吗 准不准"
)
WISHES = "我想要 我想 想要 我要 我们想 我们要 俺想 俺要 打算 准备 想去 想办 要办 想 我的 我们的 俺的 我家 我们 我 俺们 俺 咱们 咱"
NOUNS = "的相关问题 相关问题 的问题 问题 事宜 事项 一事 这件事 的事情 事情 的事 手续 流程 步骤 窗口 地方 关于 有关 相关 方面 情况"
PARTICLES = "的 了 吗 呢 啊 呀 吧 嘛 啦 哦 噢 喔 哈 撒 噻 么 着 把 被 给 就 都 也 还 又 才 再 这个 那个 这 那 一下 一个 个 是 要 不"
VERBS = "办理 申请 去办 来办"

STRONG = f"{GREETINGS} {ASKING} {HOW} {WHAT} {WISHES} {NOUNS} {PARTICLES} {VERBS}".split()
FILLER = re.compile("|".join(sorted(map(re.escape, dict.fromkeys(STRONG)), key=len, reverse=True)))


def strip(folded: str) -> str:
    """Without fillers; where hardly anything would be left, the text as it was."""
    rest = " ".join(FILLER.sub(" ", folded).split())
    return rest if len(rest.replace(" ", "")) >= 2 else folded

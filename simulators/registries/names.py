"""Invented names: a family name, and one or two signs that are common in given names."""

from random import Random

FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
SIGNS = "安宁清和明朗思远书涵子轩雨桐佳怡文博晓东海燕立群春生秋实云帆若兰嘉树景行知微一诺可心"
EMPLOYERS = (
    "示例制造有限公司",
    "示例物流有限公司",
    "示例餐饮服务部",
    "示例软件有限公司",
    "示例小学",
    "示例社区卫生站",
)
MODELS = ("示例牌小型轿车", "示例牌电动轿车", "示例牌面包车", "示例牌越野车")
SUBJECTS = ("小学语文", "小学数学", "初级中学英语", "高级中学物理", "幼儿园")
SCHOOLS = ("示例市职业技术学校", "示例县中等专业学校", "示例市卫生学校")
MAJORS = ("数控技术应用", "护理", "学前教育", "汽车运用与维修", "计算机应用")


def family(chance: Random) -> str:
    return chance.choice(FAMILIES)


def given(chance: Random) -> str:
    return "".join(chance.sample(SIGNS, chance.choice((1, 2, 2, 2))))

"""Queries without what tells who asked: numbers, plates, addresses and names go before anything is counted or kept.

Basis: 《中华人民共和国个人信息保护法》第六条 (no more than is needed). Rather too much is taken out than too little: what is
wanted are words that many people use. See chalicelib/redaction.py for what must not be logged; this goes further.
"""

import re
import unicodedata

from chalicelib.redaction import PROVINCES
from chalicelib.redaction import text as redacted

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤葛洪倪阮童柯翁骆凌梅牛樊辛管"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞刚桂英玉兰红建国辉鹏飞宇浩轩梓涵欣怡子诗雨雅婷嘉俊晨思佳琪瑞博志明华平文斌波萍燕"
    "玲莉琳洁雪梅琴云凤珍翠莲春香菊凡坤峰旭晓小大海林森淼鑫淑慧颖倩薇璐瑶梦然萱睿泽豪凯亮彬利胜祥贵福生荣康宁德义忠诚"
)
COMPOUND = "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|东方"
NAME = rf"(?:(?:{COMPOUND})[一-鿿]{{1,2}}|[{SURNAMES}][一-鿿]{{1,2}})"
TOLD = r"(?:我叫|名叫|叫做|姓名(?:是|为|叫|[:：])?|名字(?:是|叫)?|他叫|她叫|户主(?:叫|是)?|本人|联系人|我爱人|我老公|我老婆|我丈夫|我妻子)"
NO_NAME = "高中|高三|高考|高龄|高校|金融|白领|管理|童工|林场|江苏|江西"  # what begins like a name
ENDS = r"(?=$|[\s，。,.！!？?、；;：:]|的|先生|女士|同志)"
TITLES = r"(?=先生|女士|小姐|同志|师傅|老师|医生|律师|法官|警官)"
PAPERS = (
    r"(?=的(?:身份|社保|户口|护照|房产|房子|手机|电话|银行|档案|案|判决|驾|工资|养老|医保|学籍|病历|名下))"
)
BOUND = r"(?:^|(?<=[\s，。,.！!？?、；;：:给帮查和跟替为找]))"
PATTERNS = [
    re.compile(r"\[[^\]]{1,12}\]"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"https?://\S+|www\.\S+"),
    re.compile(rf"(?i)[{PROVINCES}][a-z][·•.\s-]?[a-z0-9]{{4,6}}[挂学警港澳]?"),
    re.compile(r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?"),
    re.compile(r"\d+\s*(?:号楼|栋|幢|单元|室|楼|弄|号院|号)(?!线)"),
    re.compile(r"(?i)(?:微信号?|qq号?|账号|卡号|单号|编号|尾号|密码)\s*(?:是|为|[:：])?\s*[a-z0-9_-]{3,}"),
    re.compile(r"(?i)(?<![a-z])[a-z]{0,3}\d(?:[-\s]?\d){4,}[a-z]?(?![a-z])"),
    re.compile(r"(?i)(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{6,}"),
    re.compile(r"[零〇一二三四五六七八九幺两]{6,}"),
    re.compile(rf"{TOLD}\s*{NAME}"),
    re.compile(rf"(?:我是|他是|她是|这是)(?!{NO_NAME}){NAME}{ENDS}"),
    re.compile(rf"(?<=[给帮替为])(?!{NO_NAME}){NAME}(?=办|申请|交|查|领|补|买|报)"),
    re.compile(rf"{BOUND}{NAME}{TITLES}"),
    re.compile(rf"{BOUND}{NAME}{PAPERS}"),
]
PUBLIC = re.compile(
    r"(?<![\da-zA-Z])(?:12345|12123|12306|12333|12366|12315|12328|12329|12393|12355|12388|12348|95598)(?!\d)"
)


def masked(text: str) -> str:
    """The same words, with a space where something personal stood."""
    line = unicodedata.normalize("NFKC", text)
    public = PUBLIC.findall(line)
    line = redacted(PUBLIC.sub(" ", line))
    for pattern in PATTERNS:
        line = pattern.sub(" ", line)
    return " ".join([*line.split(), *dict.fromkeys(public)])


def looks_like_a_name(words: str) -> bool:
    """Two or three characters that may well be somebody's name, and nothing else."""
    whole = words.replace(" ", "")
    return len(whole) in (2, 3) and whole[0] in SURNAMES and all(sign in GIVEN for sign in whole[1:])

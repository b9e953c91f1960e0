"""What pages call the kinds of things that can be found, whom they serve, and what people may search for."""

KINDS = {"matter": "事项", "scenario": "一件事", "question": "问答"}
AUDIENCES = {"自然人": "个人", "法人": "企业"}
FREQUENT = ["上户口", "补身份证", "交电费", "公租房", "领结婚证", "查社保", "办护照", "开店"]
EXAMPLES = ["宝宝出生了要办什么", "老人走了有哪些手续", "想开个小吃店", "有车挡住我了"]

"""Who answers for a registry field, as people know them; the first word of its service says who."""

PROVIDERS = {
    "police": "公安部门",
    "real_estate": "不动产登记部门",
    "vehicles": "公安交管部门",
    "social_insurance": "人力资源社会保障部门",
    "civil_affairs": "民政部门",
    "education": "教育部门",
    "health": "卫生健康部门",
    "own": "本部门",
}


def provider_of(service: str) -> str:
    """``公安部门`` for ``police/household``."""
    return PROVIDERS.get(service.partition("/")[0], "有关部门")

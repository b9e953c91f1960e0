"""The rules of paying. Pure: given facts, decide. The model check explores exactly this code."""

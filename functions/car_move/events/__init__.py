"""The facts car moving tells the province: ids only."""

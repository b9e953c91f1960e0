"""中等职业学校毕业证明书: proof of a diploma that was lost and is never issued twice."""

"""What leaves the house on paper: result workbooks, problem workbooks, their common look."""

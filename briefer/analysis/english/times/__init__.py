"""English time expressions and their TIMEX3 values."""

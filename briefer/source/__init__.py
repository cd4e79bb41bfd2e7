"""Source: whatever the user gives becomes an Article, or is refused with its verdict."""

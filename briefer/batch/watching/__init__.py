"""Watch feeds: poll them politely, brief what is new, and deliver each row at least once."""

"""``briefer mcp``: briefs for assistants, as tools of the Model Context Protocol."""

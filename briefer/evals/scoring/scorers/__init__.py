"""One file for each thing that is scored; pure functions of brief, gold and article."""

"""Files that anybody may have made: read within bounds, before they cost memory or time."""

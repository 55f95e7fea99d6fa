"""Pictures of what an inspection found: payloads for the page, files for talks. numpy only."""

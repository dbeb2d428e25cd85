"""The library page: all sessions and analyses, searched, named, tagged, exported and removed."""

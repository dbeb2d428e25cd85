"""Sessions for other programs: tables, captions, annotations, a video, a report."""

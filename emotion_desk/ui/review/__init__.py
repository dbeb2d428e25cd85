"""The review page: looks at a session or an analysed file, frame by frame, and marks events in it."""

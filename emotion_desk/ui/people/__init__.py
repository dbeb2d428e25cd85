"""Enrolling and managing people in the window, and the page that says what is stored of them."""

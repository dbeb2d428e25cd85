"""Readings for other programs while they come: Lab Streaming Layer and a WebSocket on this machine."""

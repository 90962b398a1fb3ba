"""Forecasts and the ledger in which they are sealed before the outcome and scored after it."""

"""Answers: findings become sections, figures and a footnoted report in Japanese and English."""

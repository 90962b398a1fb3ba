"""Impact: what a change in one relation does to the others, from three sides laid side by side."""

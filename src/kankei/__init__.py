"""kankei (関係, "relations"): a workbench for people who study relations between states."""

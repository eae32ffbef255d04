"""Coverage-guided fuzzing of the stages: ``python -m fuzz --seconds 60``. See docs/security.md."""

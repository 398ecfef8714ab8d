"""Tests of questions with expectations: files, verdicts, figures, report."""

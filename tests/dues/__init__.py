"""Tests of the ledger, invoices and reports."""

"""The ledger of dues: invoices, payments, standing, reports."""

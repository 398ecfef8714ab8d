"""HTTP: the web chat's page, the platforms' webhooks, health and metrics. The only package that speaks Starlette."""

"""Build the database: read -> validate -> correct -> derive -> check -> load -> publish.

Nothing here is imported by the app, and nothing here imports the app's pages or charts.
"""

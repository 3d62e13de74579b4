"""The only SQL of the app: few, named, parameterised statements in portable SQL.

Every function takes the build and plain values; values are bound, never pasted.
"""

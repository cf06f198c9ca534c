"""The demonstration: a district's lists and documents, made through the verbs of the portal.

Every case is invented; laws, articles and limits are those of the public law.
"""

"""The data catalogue in RDF, as DCAT and the application profile DCAT-AP 3.0.1 have it.

Every node has an address of its own: a page of the portal with a fragment, or an authority table.
Nothing is blank, so that the same catalogue is the same graph in every notation.
"""

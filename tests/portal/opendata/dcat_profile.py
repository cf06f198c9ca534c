"""What the application profile DCAT-AP 3.0.1 asks of the nodes of a catalogue."""

from rdflib import DCTERMS, FOAF, SKOS

from portal.opendata.dcat.vocabulary import ADMS, DCAT, DCATAP, SPDX, VCARD

MANDATORY = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description],
    DCAT.Distribution: [DCAT.accessURL],
    DCAT.DataService: [DCTERMS.title, DCAT.endpointURL],
    FOAF.Agent: [FOAF.name],
    SKOS.Concept: [SKOS.prefLabel],
    SKOS.ConceptScheme: [DCTERMS.title],
    SPDX.Checksum: [SPDX.algorithm, SPDX.checksumValue],
}
RECOMMENDED = {
    DCAT.Catalog: [
        *(DCTERMS.issued, DCTERMS.modified, DCTERMS.language, DCTERMS.license, DCTERMS.spatial),
        *(DCAT.dataset, DCAT.themeTaxonomy, FOAF.homepage),
    ],
    DCAT.Dataset: [
        *(DCTERMS.publisher, DCTERMS.issued, DCTERMS.modified, DCTERMS.identifier),
        *(DCTERMS.accessRights, DCTERMS.accrualPeriodicity, DCTERMS.language, DCTERMS.spatial),
        *(DCTERMS.conformsTo, DCAT.theme, DCAT.contactPoint, DCAT.landingPage, DCAT.version),
        *(DCAT.distribution, DCAT.keyword),
    ],
    DCAT.Distribution: [
        *(DCTERMS.title, DCTERMS.description, DCTERMS.format, DCTERMS.license),
        *(DCAT.mediaType, DCATAP.availability),
    ],
    DCAT.DataService: [
        *(DCTERMS.description, DCTERMS.publisher, DCTERMS.conformsTo, DCTERMS.accessRights),
        *(DCAT.contactPoint, DCAT.endpointDescription, DCAT.landingPage, DCAT.servesDataset),
    ],
    FOAF.Agent: [DCTERMS.type],
    DCTERMS.LicenseDocument: [DCTERMS.type],
}
# What the values of a property must be; without this a validator knows nothing of them.
RANGES = {
    DCTERMS.publisher: FOAF.Agent,
    DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.license: DCTERMS.LicenseDocument,
    DCTERMS.accrualPeriodicity: DCTERMS.Frequency,
    DCTERMS.spatial: DCTERMS.Location,
    DCTERMS.accessRights: DCTERMS.RightsStatement,
    DCTERMS.rights: DCTERMS.RightsStatement,
    DCTERMS.conformsTo: DCTERMS.Standard,
    DCTERMS.format: DCTERMS.MediaTypeOrExtent,
    DCTERMS.type: SKOS.Concept,
    DCAT.theme: SKOS.Concept,
    DCAT.themeTaxonomy: SKOS.ConceptScheme,
    DCAT.dataset: DCAT.Dataset,
    DCAT.hasVersion: DCAT.Dataset,
    DCAT.distribution: DCAT.Distribution,
    DCAT.servesDataset: DCAT.Dataset,
    DCAT.contactPoint: VCARD.Kind,
    DCAT.landingPage: FOAF.Document,
    DCAT.mediaType: DCTERMS.MediaType,
    FOAF.homepage: FOAF.Document,
    ADMS.status: SKOS.Concept,
    DCATAP.availability: SKOS.Concept,
    SPDX.checksum: SPDX.Checksum,
    SPDX.algorithm: SPDX.ChecksumAlgorithm,
}
ONCE = {
    DCAT.Catalog: [DCTERMS.publisher, DCTERMS.license, DCTERMS.issued, FOAF.homepage],
    DCAT.Dataset: [DCTERMS.accessRights, DCTERMS.accrualPeriodicity, DCAT.version],
    DCAT.Distribution: [DCAT.byteSize, DCTERMS.license, DCTERMS.format, SPDX.checksum],
    FOAF.Agent: [DCTERMS.type],
}
IN_LANGUAGES = [DCTERMS.title, DCTERMS.description, SKOS.prefLabel, FOAF.name, VCARD.fn]

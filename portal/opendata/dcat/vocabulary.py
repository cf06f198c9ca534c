"""The words of other vocabularies that the catalogue uses, and what ours mean in them."""

from rdflib import DCAT as DCAT_2
from rdflib import Namespace, URIRef

from catalogs.data_enums import DataFormat, DataLicence, Openness, UpdateFrequency
from catalogs.enums import Theme

# The namespace that rdflib knows ends with the second edition of DCAT.
DCAT = Namespace(str(DCAT_2))
ADMS = Namespace("http://www.w3.org/ns/adms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = Namespace("http://publications.europa.eu/resource/authority/")
MEDIA_TYPES = Namespace("https://www.iana.org/assignments/media-types/")

DATA_THEMES = AUTHORITY["data-theme"]
# The tables of the Publications Office of the European Union, with their own labels.
THEMES: dict[Theme, tuple[str, str, str]] = {
    Theme.COMPREHENSIVE: ("GOVE", "Government and public sector", "政府与公共部门"),
    Theme.ECONOMY: ("ECON", "Economy and finance", "经济与金融"),
    Theme.FINANCE: ("ECON", "Economy and finance", "经济与金融"),
    Theme.LAND_ENERGY: ("ENVI", "Environment", "环境"),
    Theme.AGRICULTURE: (
        "AGRI",
        "Agriculture, fisheries, forestry and food",
        "农业、渔业、林业和食品",
    ),
    Theme.INDUSTRY_TRANSPORT: ("TRAN", "Transport", "交通运输"),
    Theme.COMMERCE: ("ECON", "Economy and finance", "经济与金融"),
    Theme.MARKET_SAFETY: ("GOVE", "Government and public sector", "政府与公共部门"),
    Theme.CONSTRUCTION_ENVIRONMENT: ("REGI", "Regions and cities", "地区与城市"),
    Theme.SCIENCE_EDUCATION: ("EDUC", "Education, culture and sport", "教育、文化和体育"),
    Theme.CULTURE_HEALTH: ("EDUC", "Education, culture and sport", "教育、文化和体育"),
    Theme.CIVIL_AFFAIRS: ("SOCI", "Population and society", "人口与社会"),
    Theme.JUSTICE_SECURITY: (
        "JUST",
        "Justice, legal system and public safety",
        "司法、法律制度和公共安全",
    ),
    Theme.LABOUR: ("SOCI", "Population and society", "人口与社会"),
    Theme.OTHER: ("GOVE", "Government and public sector", "政府与公共部门"),
}
FREQUENCIES: dict[UpdateFrequency, str] = {
    UpdateFrequency.DAILY: "DAILY",
    UpdateFrequency.WEEKLY: "WEEKLY",
    UpdateFrequency.MONTHLY: "MONTHLY",
    UpdateFrequency.QUARTERLY: "QUARTERLY",
    UpdateFrequency.HALF_YEARLY: "ANNUAL_2",
    UpdateFrequency.YEARLY: "ANNUAL",
    UpdateFrequency.IRREGULAR: "IRREG",
}
ACCESS: dict[Openness, str] = {
    Openness.UNCONDITIONAL: "PUBLIC",
    Openness.CONDITIONAL: "RESTRICTED",
}
FILE_TYPES: dict[DataFormat, str] = {
    DataFormat.CSV: "CSV",
    DataFormat.XLSX: "XLSX",
    DataFormat.JSON: "JSON",
}
LICENCE_TYPES: dict[DataLicence, tuple[str, str]] = {
    DataLicence.SOURCE_NAMED: ("Attribution", "Attribution"),
    DataLicence.CC_BY_4: ("Attribution", "Attribution"),
    DataLicence.CC0: ("PublicDomain", "Work in the public domain"),
}
# The descriptions themselves: nobody owes anything for reading or copying them.
CATALOGUE_LICENCE = DataLicence.CC0
LOCAL_AUTHORITY = URIRef("http://purl.org/adms/publishertype/LocalAuthority")
LICENCE_TYPE = Namespace("http://purl.org/adms/licencetype/")
CHINESE = AUTHORITY["language/ZHO"]
ENGLISH = AUTHORITY["language/ENG"]
NEWEST = AUTHORITY["distribution-status/COMPLETED"]
SUPERSEDED = AUTHORITY["distribution-status/DEPRECATED"]
AVAILABLE = AUTHORITY["planned-availability/AVAILABLE"]

PREFIXES = {
    "adms": ADMS,
    "dcatap": DCATAP,
    "hydra": HYDRA,
    "spdx": SPDX,
    "vcard": VCARD,
}

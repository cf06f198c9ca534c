"""States, codes and limits of the ground floor, one home for all of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What an official does; each role is also a group made by a migration."""

    CLERK = "clerk", _("Clerk")
    REVIEWER = "reviewer", _("Reviewer")
    GOVERNMENT_OFFICE = "government_office", _("Government office")
    LEGAL_AFFAIRS = "legal_affairs", _("Legal affairs office")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")


class DepartmentKind(models.TextChoices):
    GOVERNMENT = "government", _("People's government")
    GOVERNMENT_OFFICE = "government_office", _("Government office")
    LEGAL_AFFAIRS_OFFICE = "legal_affairs_office", _("Legal affairs office")
    PROVINCIAL_DEPARTMENT = "provincial_department", _("Provincial department")
    MUNICIPAL_DEPARTMENT = "municipal_department", _("Municipal department")
    DISTRICT_DEPARTMENT = "district_department", _("District department")
    TOWNSHIP = "township", _("Town or sub-district")
    PUBLIC_INSTITUTION = "public_institution", _("Public institution")
    STATE_ENTERPRISE = "state_enterprise", _("State-owned enterprise")
    INTERMEDIARY = "intermediary", _("Intermediary")


class Level(models.TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")


class MatterLevel(models.TextChoices):
    COUNTY = "county", _("County")
    TOWNSHIP = "township", _("Township")


class PowerCategory(models.TextChoices):
    """The ten national categories of administrative power (in use 2017-2018)."""

    LICENCE = "licence", _("Administrative licence")
    PENALTY = "penalty", _("Administrative penalty")
    COERCION = "coercion", _("Administrative coercion")
    LEVY = "levy", _("Administrative levy")
    PAYMENT = "payment", _("Administrative payment")
    INSPECTION = "inspection", _("Administrative inspection")
    CONFIRMATION = "confirmation", _("Administrative confirmation")
    REWARD = "reward", _("Administrative reward")
    ADJUDICATION = "adjudication", _("Administrative adjudication")
    OTHER = "other", _("Other administrative power")


class EntryState(models.TextChoices):
    """Life of an entry of the three lists; only an adjustment moves it."""

    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    ABOLISHED = "abolished", _("Abolished")


class ProviderKind(models.TextChoices):
    DEPARTMENT = "department", _("Department")
    INSTITUTION = "institution", _("Public institution")
    ENTERPRISE = "enterprise", _("Enterprise")
    INTERMEDIARY = "intermediary", _("Intermediary")


class Audience(models.TextChoices):
    WHOLE_SOCIETY = "whole_society", _("Whole society")
    NAMED_GROUP = "named_group", _("Named group")


class ServiceAudience(models.TextChoices):
    PERSON = "person", _("Natural persons")
    ORGANISATION = "organisation", _("Legal persons and other organisations")
    BOTH = "both", _("Natural and legal persons")


class PublicityMode(models.TextChoices):
    PROACTIVE = "proactive", _("Proactive disclosure")
    ON_APPLICATION = "on_application", _("Disclosure on application")
    NOT_DISCLOSED = "not_disclosed", _("Not disclosed")


class PublicStage(models.TextChoices):
    """The five publics (五公开)."""

    DECISION = "decision", pgettext_lazy("stage of the five publics", "Decision")
    EXECUTION = "execution", pgettext_lazy("stage of the five publics", "Execution")
    MANAGEMENT = "management", pgettext_lazy("stage of the five publics", "Management")
    SERVICE = "service", pgettext_lazy("stage of the five publics", "Service")
    RESULT = "result", pgettext_lazy("stage of the five publics", "Result")


class NonDisclosureGround(models.TextChoices):
    """Grounds of the Regulation on Open Government Information (Decree 711), articles 14 to 16."""

    STATE_SECRET = "state_secret", _("State secret (Art. 14)")
    FORBIDDEN_BY_LAW = (
        "forbidden_by_law",
        _("Forbidden by law or administrative regulation (Art. 14)"),
    )
    SECURITY = "security", _("Endangers security or social stability (Art. 14)")
    THIRD_PARTY = "third_party", _("Commercial secret or personal privacy (Art. 15)")
    INTERNAL_AFFAIRS = "internal_affairs", _("Internal affairs (Art. 16)")
    PROCESS_INFORMATION = "process_information", _("Process information (Art. 16)")
    CASE_FILE = "case_file", _("Administrative enforcement case file (Art. 16)")


class AdjustmentAction(models.TextChoices):
    ADD = "add", _("Add")
    REVISE = "revise", _("Revise")
    ABOLISH = "abolish", _("Abolish")


class AdjustmentReason(models.TextChoices):
    FIRST_EDITION = "first_edition", _("First edition of the list")
    LAW_RELEASED = "law_released", _("A law was released")
    LAW_REVISED = "law_revised", _("A law was revised")
    LAW_ABOLISHED = "law_abolished", _("A law was abolished")
    REFORM = "reform", _("Reform: delegated, released or cancelled")
    INSTITUTION_CHANGED = "institution_changed", _("The institution or its function changed")
    CORRECTION = "correction", _("Correction of an error")


class AdjustmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    APPLIED = "applied", _("Applied")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NonDisclosureState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_DEPARTMENT = "with_department", _("With the management department")
    WITH_OFFICES = "with_offices", _("With the government office and the legal affairs office")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")


class PublicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("publication", "Withdrawn")


class Effectiveness(models.TextChoices):
    IN_FORCE = "in_force", pgettext_lazy("effectiveness of a document", "In force")
    EXPIRED = "expired", _("Expired")
    REPEALED = "repealed", _("Repealed")


class PublicityTerm(models.TextChoices):
    """Limit of publicity (公开时限): how long a document stays public."""

    LONG_TERM = "long_term", _("Long term")
    FIXED_TERM = "fixed_term", _("Fixed term")


class PublicationForm(models.TextChoices):
    WEBSITE = "website", _("Website")
    FILES = "files", _("Files")
    BULLETIN = "bulletin", _("Government bulletin")
    PRESS = "press", _("Press, radio and television")
    NOTICE_BOARD = "notice_board", _("Notice board")


class Theme(models.TextChoices):
    """First level of the national theme classification of government documents."""

    COMPREHENSIVE = "comprehensive", _("Comprehensive government affairs")
    ECONOMY = "economy", _("National economic management and state assets")
    FINANCE = "finance", _("Finance, banking and auditing")
    LAND_ENERGY = "land_energy", _("Land, resources and energy")
    AGRICULTURE = "agriculture", _("Agriculture, forestry and water")
    INDUSTRY_TRANSPORT = "industry_transport", _("Industry and transport")
    COMMERCE = "commerce", _("Commerce, customs and tourism")
    MARKET_SAFETY = "market_safety", _("Market supervision and safe production")
    CONSTRUCTION_ENVIRONMENT = "construction_environment", _("Construction and environment")
    SCIENCE_EDUCATION = "science_education", _("Science, technology and education")
    CULTURE_HEALTH = "culture_health", _("Culture, radio, television, press and health")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs, poverty relief and emergency relief")
    JUSTICE_SECURITY = "justice_security", _("Public security, justice and security")
    LABOUR = "labour", _("Labour, personnel and supervision")
    OTHER = "other", _("Other")


class Genre(models.TextChoices):
    """Genre of a document (体裁)."""

    ORDER = "order", pgettext_lazy("genre of a document", "Order")
    DECISION = "decision", _("Decision")
    ANNOUNCEMENT = "announcement", _("Announcement")
    NOTICE = "notice", _("Notice")
    CIRCULAR = "circular", _("Circular")
    OPINION = "opinion", _("Opinion")
    REPLY = "reply", pgettext_lazy("genre of a document", "Reply")
    LETTER = "letter", _("Letter")
    REPORT = "report", pgettext_lazy("genre of a document", "Report")
    PLAN = "plan", _("Plan")
    OTHER = "other", _("Other")


class DocumentKind(models.TextChoices):
    """What a publication is for the rules that bind it."""

    INFORMATION = "information", _("Information")
    POLICY = "policy", _("Policy document")
    INTERPRETATION = "interpretation", _("Policy interpretation")


class InterpretationForm(models.TextChoices):
    TEXT = "text", pgettext_lazy("form of interpretation", "Text")
    QUESTIONS = "questions", _("Questions and answers")
    CHART = "chart", _("Chart")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    EXPERT = "expert", _("Expert")
    MEDIA = "media", _("Media")
    PRESS_CONFERENCE = "press_conference", _("Press conference")


class InterpretationPhase(models.TextChoices):
    BEFORE = "before", _("Before release")
    AT_RELEASE = "at_release", _("At release")
    DURING = "during", _("During implementation")


# The interpretation of a policy is due this many working days after its release.
INTERPRETATION_WORKING_DAYS = 3
# Ceiling of Decree 711, Art. 26: proactive disclosure within 20 working days of formation.
PROACTIVE_WORKING_DAYS = 20
# "Due soon" begins this many working days before the due date.
DUE_SOON_WORKING_DAYS = 3

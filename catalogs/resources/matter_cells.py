"""A publicity matter as a row of the national layout."""

from catalogs.channels import Channel
from catalogs.enums import Audience, PublicityMode
from catalogs.models import PublicityMatter

TICK = "√"
TICKED = "■"
# The names of the national template, whatever the reader's language.
CHANNEL_NAMES = {
    Channel.WEBSITE: "政府网站",
    Channel.GAZETTE: "政府公报",
    Channel.NEW_MEDIA: "两微一端",
    Channel.CONFERENCE: "发布会/听证会",
    Channel.BROADCAST: "广播电视",
    Channel.PRINT: "纸质媒体",
    Channel.READING_POINT: "公开查阅点",
    Channel.SERVICE_CENTRE: "政务服务中心",
    Channel.SERVICE_STATION: "便民服务站",
    Channel.ON_SITE: "入户/现场",
    Channel.NOTICE_BOARD: "社区/企事业单位/村公示栏(电子屏)",
    Channel.TARGETED: "精准推送",
    Channel.OTHER: "其他",
}


def cells_of_matter(row: PublicityMatter) -> dict[str, str]:
    """Return column name → cell; reading the cells again gives the same matter."""
    return {
        "code": row.code,
        "field": row.field.name,
        "group": row.group.name,
        "name": row.name,
        "name_en": row.name_en,
        "elements": "\n".join(element.name for element in row.elements.all()),
        "legal_basis": row.legal_basis,
        "time_limit_text": row.time_limit_text,
        "department": row.department.name,
        "channels": "\n".join(
            f"{TICKED}{CHANNEL_NAMES[Channel(channel.channel)]}"
            + (f":{channel.name}" if channel.name else "")
            for channel in row.channels.all()
        ),
        "audience_all": TICK if row.audience == Audience.WHOLE_SOCIETY else "",
        "audience_group": row.audience_group,
        "mode_proactive": TICK if row.mode == PublicityMode.PROACTIVE else "",
        "mode_on_application": TICK if row.mode == PublicityMode.ON_APPLICATION else "",
        "mode": str(row.get_mode_display()),
        "at_county": TICK if row.at_county else "",
        "at_township": TICK if row.at_township else "",
        "level": "、".join(
            words
            for words, chosen in (("县级", row.at_county), ("乡级", row.at_township))
            if chosen
        ),
        "stage": str(row.get_stage_display()) if row.stage else "",
        "powers": " ".join(power.code for power in row.powers.all()),
        "services": " ".join(service.code for service in row.services.all()),
        "work_post": row.work_post,
        "work_authority": row.work_authority,
        "work_procedure": row.work_procedure,
        "work_limit": row.work_limit,
        "non_disclosure_ground": str(row.get_non_disclosure_ground_display())
        if row.non_disclosure_ground
        else "",
        "non_disclosure_justification": row.non_disclosure_justification,
        "state": str(row.get_state_display()),
        "effective_on": row.effective_on.isoformat() if row.effective_on else "",
    }

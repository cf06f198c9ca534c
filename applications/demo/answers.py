"""What the offices of the demonstration answer, by outcome."""

from applications.enums import Outcome

ANSWERS: dict[str, str] = {
    Outcome.DISCLOSED: "经检索，本机关保存有该信息，属于可以公开的政府信息，现予提供，详见附件。",
    Outcome.PARTLY: (
        "该信息中涉及个人信息的部分不宜公开，本机关已作区分处理，其余内容现予提供，详见附件。"
    ),
    Outcome.STATE_SECRET: "经依法确认，该信息属于国家秘密，依据条例第十四条不予公开。",
    Outcome.FORBIDDEN: "法律明确规定该类信息应当保密，依据条例第十四条不予公开。",
    Outcome.SECURITY: "该信息公开后可能危及公共安全，依据条例第十四条不予公开。",
    Outcome.THIRD_PARTY: (
        "该信息涉及第三方商业秘密，经书面征求意见，第三方不同意公开且理由合理，依据条例第十五条"
        "不予公开。"
    ),
    Outcome.INTERNAL: "该信息属于内部工作流程方面的信息，依据条例第十六条第一款不予公开。",
    Outcome.PROCESS: "该信息属于讨论过程中形成的记录，依据条例第十六条第二款不予公开。",
    Outcome.CASE_FILE: "该信息属于行政执法案卷信息，依据条例第十六条第二款不予公开。",
    Outcome.REGISTER: "该信息请依照有关登记查询的规定，到不动产登记窗口查询。",
    Outcome.NOT_HELD: "经检索，本机关未制作也未获取该信息，依据条例第三十六条第（四）项告知。",
    Outcome.NOT_MADE: "该信息需要对现有信息进行加工、分析，依据条例第三十八条，本机关不予提供。",
    Outcome.STILL_UNCLEAR: "补正后仍不能据以确定具体的政府信息，依据条例第三十条，本机关无法提供。",
    Outcome.PETITION: "所提内容属于投诉举报，不属于政府信息公开申请，请通过投诉渠道提出。",
    Outcome.REPEATED: "本机关此前已就相同内容作出答复，依据条例第三十六条第（六）项不予重复处理。",
    Outcome.PUBLICATION: "所需内容载于公开出版的统计年鉴，可以到图书馆查阅或者购买。",
    Outcome.MASSIVE: "申请的数量、频次明显超过合理范围且未说明合理理由，本机关不予处理。",
    Outcome.CONFIRMATION: "该信息此前已经提供，本机关不再重新出具或者确认。",
    Outcome.OTHER: "该申请已与此前的申请合并办理，答复见合并后的告知书。",
}

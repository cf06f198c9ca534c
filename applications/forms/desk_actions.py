"""Which form belongs to which action of the desk."""

from applications.forms import desk_answering as answering
from applications.forms import desk_asking as asking
from applications.forms import desk_closing as closing
from applications.forms import desk_intake as intake
from applications.forms import desk_publishing as publishing
from applications.forms import desk_time as time
from applications.forms.desk import ActionForm

ACTIONS: dict[str, type[ActionForm]] = {
    "register": intake.RegisterForm,
    "assign": intake.AssignForm,
    "reassign": intake.ReassignForm,
    "transfer": intake.TransferForm,
    "ask_correction": asking.AskCorrectionForm,
    "record_correction": asking.RecordCorrectionForm,
    "ask_third_party": asking.AskThirdPartyForm,
    "consult_agency": asking.ConsultAgencyForm,
    "record_inquiry_answer": asking.RecordInquiryAnswerForm,
    "override_objection": asking.OverrideObjectionForm,
    "ask_co_handler": asking.AskCoHandlerForm,
    "give_opinion": asking.GiveOpinionForm,
    "add_note": asking.NoteForm,
    "send_fee_notice": time.FeeNoticeForm,
    "record_payment": time.RecordPaymentForm,
    "request_extension": time.RequestExtensionForm,
    "approve_extension": time.ApproveExtensionForm,
    "refuse_extension": time.RefuseExtensionForm,
    "draft_answer": answering.DraftAnswerForm,
    "submit_answer": answering.SubmitAnswerForm,
    "return_answer": answering.ReturnAnswerForm,
    "approve_answer": answering.ApproveAnswerForm,
    "issue_answer": answering.IssueAnswerForm,
    "deliver": answering.DeliverForm,
    "file": answering.FileForm,
    "record_withdrawal": closing.WithdrawalForm,
    "record_remedy": closing.RecordRemedyForm,
    "decide_remedy": closing.DecideRemedyForm,
    "attach": closing.AttachForm,
    "detach": closing.DetachForm,
    "publish_request": publishing.PublishRequestForm,
    "unpublish_request": publishing.UnpublishRequestForm,
}
# What an official may do under another action's row of the tables.
UNDER = {
    "decide_remedy": "record_remedy",
    "unpublish_request": "publish_request",
}

"""Which form belongs to which action of the desk."""

from feedback.forms import desk_intake as intake
from feedback.forms import desk_publishing as publishing
from feedback.forms import desk_replying as replying
from feedback.forms import desk_time as time
from feedback.forms.desk import ActionForm

ACTIONS: dict[str, type[ActionForm]] = {
    "examine": intake.ExamineForm,
    "issue": intake.IssueForm,
    "not_accept": intake.NotAcceptForm,
    "merge": intake.MergeForm,
    "return": intake.ReturnForm,
    "reassign": intake.ReassignForm,
    "transfer": intake.TransferForm,
    "ask_co_handler": replying.AskCoHandlerForm,
    "give_opinion": replying.GiveOpinionForm,
    "reply": replying.ReplyForm,
    "send_back_reply": replying.SendBackForm,
    "review": replying.ReviewForm,
    "request_extension": time.RequestExtensionForm,
    "approve_extension": time.ApproveExtensionForm,
    "refuse_extension": time.RefuseExtensionForm,
    "urge": replying.UrgeForm,
    "add_note": replying.NoteForm,
    "attach": replying.AttachForm,
    "publish": publishing.PublishForm,
    "republish": publishing.PublishForm,
    "withdraw_reply": publishing.WithdrawForm,
}

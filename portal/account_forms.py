"""The forms of an official's account, with names of fields that stand above them and stay there."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _


class WithoutPlaceholders:
    """Drop the grey words in the fields: they repeat the label and vanish while one types."""

    fields: dict

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(WithoutPlaceholders, allauth_forms.LoginForm):
    """Account name or email address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Account name")
        login.widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(WithoutPlaceholders, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(WithoutPlaceholders, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(WithoutPlaceholders, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(WithoutPlaceholders, allauth_forms.SetPasswordForm):
    pass


class ReauthenticateForm(WithoutPlaceholders, allauth_forms.ReauthenticateForm):
    pass

"""What a browser would send: the present values of a page's forms."""

from django.forms import BaseForm, BaseFormSet


def filled(*forms) -> dict:
    """Return the POST data of ``forms`` and formsets as the page shows them."""
    data: dict = {}
    for form in forms:
        if isinstance(form, BaseFormSet):
            data |= filled(form.management_form, *form.forms)
        elif isinstance(form, BaseForm):
            for bound in form:
                value = bound.value()
                if value is None or value is False:
                    continue
                data[bound.html_name] = "on" if value is True else _plain(value)
    return data


def _plain(value):
    if isinstance(value, (list, tuple)) or hasattr(value, "all"):
        return [str(getattr(item, "pk", item)) for item in value]
    return str(getattr(value, "pk", value))


def proposal_data(response) -> dict:
    """Return what the proposal page would send unchanged."""
    context = response.context
    forms = [context["head"]]
    if context["values"] is not None:
        forms.append(context["values"])
    if context["guide"] is not None:
        guide = context["guide"]
        forms += [guide.columns, guide.steps, guide.materials]
    return filled(*forms)


def change_data(response) -> dict:
    """Return what the change form would send unchanged, inlines included."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return filled(response.context["adminform"].form, *formsets)

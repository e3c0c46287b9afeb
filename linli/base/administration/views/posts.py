"""Pages of posts: appointing a person, ending a post, naming a deputy."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.base.accounts import actions
from linli.base.accounts.access import require_power
from linli.base.accounts.models import Post, User
from linli.base.administration import forms
from linli.base.administration.submitting import submit
from linli.base.ui.pieces import Crumb


@require_http_methods(["GET", "POST"])
@require_power("posts")
def appoint(request: Any, pk: int) -> HttpResponse:
    """Give a person a post."""
    person = get_object_or_404(User, pk=pk)
    form = forms.AppointForm(request.POST or None, initial={"from_date": timezone.localdate()})
    if request.method == "POST" and submit(
        request,
        form,
        "post.fill",
        lambda now: actions.appoint(person=person, **form.cleaned_data, by=request.actor, at=now),
        person=pk,
    ):
        messages.success(request, _("Appointed."))
        return redirect("administration:person", pk=pk)
    return _form(request, person, form, _("Appoint"), _("Appoint"))


@require_http_methods(["GET", "POST"])
@require_power("posts")
def end_post(request: Any, pk: int) -> HttpResponse:
    """End a post on a day."""
    post = _post(pk)
    form = forms.EndPostForm(request.POST or None, initial={"until_date": timezone.localdate()})
    if request.method == "POST" and submit(
        request,
        form,
        "post.end",
        lambda now: actions.end_post(post, **form.cleaned_data, by=request.actor, at=now),
        post=pk,
    ):
        messages.success(request, _("The post has a last day."))
        return redirect("administration:person", pk=post.person_id)
    return _form(request, post.person, form, _("End the post"), _("End the post"), post=post)


@require_http_methods(["GET", "POST"])
@require_power("posts")
def deputy(request: Any, pk: int) -> HttpResponse:
    """Name the deputy of a post, or clear the one there is."""
    post = _post(pk)
    if "clear" in request.POST:
        return _clear_deputy(request, post)
    initial = {"from_date": timezone.localdate()}
    form = forms.DeputyForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(
        request,
        form,
        "deputy.set",
        lambda now: actions.set_deputy(post, **form.cleaned_data, by=request.actor, at=now),
        post=pk,
    ):
        messages.success(request, _("The deputy is named."))
        return redirect("administration:person", pk=post.person_id)
    return _form(request, post.person, form, _("Name a deputy"), _("Name a deputy"), post=post)


def _clear_deputy(request: Any, post: Post) -> HttpResponse:
    form = forms.ConfirmForm(request.POST)
    if submit(
        request,
        form,
        "deputy.clear",
        lambda now: actions.clear_deputy(post, by=request.actor, at=now),
        post=post.pk,
    ):
        messages.success(request, _("The post has no deputy any more."))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("administration:person", pk=post.person_id)


def _post(pk: int) -> Post:
    return get_object_or_404(Post.objects.select_related("person", "unit", "deputy"), pk=pk)


def _form(
    request: Any, person: User, form: Any, title: str, verb: str, post: Post | None = None
) -> HttpResponse:
    back = reverse("administration:person", args=[person.pk])
    people = Crumb(_("People and posts"), reverse("administration:people"))
    crumbs = [people, Crumb(person.name, back), Crumb(title)]
    context = {"form": form, "title": title, "verb": verb, "crumbs": crumbs, "back": back}
    context |= {"person": person, "post": post, "is_danger": isinstance(form, forms.EndPostForm)}
    return render(request, "administration/form.html", context)

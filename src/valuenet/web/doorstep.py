"""Signing in and out with a browser: forms that whoever is outside may post, and the cookie that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from valuenet.errors import ValueNetError
from valuenet.web.answers import RETRY, Refusal, status_of
from valuenet.web.body import bounded
from valuenet.web.cookie import LONGEST, comes_from_a_page, dropping, keeping, kept
from valuenet.web.sign_in_page import HOME, SIGN_IN, SignInPage, way_to
from valuenet.web.signing_in import CHALLENGE, admitted, anybody_signs_in, bearer

_FORM = "application/x-www-form-urlencoded"
_BODY, _FIELDS = 65_536, 8
_STRANGER = "This token does not sign anybody in: it is not known here, has expired or was revoked. Ask an administrator for a new one."
_ONCE = {"cache-control": "no-store"}


class Doorstep:
    """What answers outside of the door, with the page of the service."""

    def __init__(self, page: SignInPage) -> None:
        self._page = page

    async def sign_in(self, request: Request) -> Response:
        """GET: the page, or the way on for whoever is signed in. POST: the way on, with a cookie, or what was wrong."""
        await _check_that_anybody_signs_in(request)
        if request.method == "POST":
            return await self._let_in(request)
        brought, way = kept(request), way_to(request.query_params.get("way", HOME))
        if brought is not None and await admitted(request, brought):
            return RedirectResponse(way, 303, _ONCE)
        return self._page.answer(way)

    async def sign_out(self, request: Request) -> Response:
        """The page, for a browser that has forgotten who it was, and what it had seen."""
        await _check_that_anybody_signs_in(request)
        _check_that_a_page_asks(request)
        headers = _ONCE | {"set-cookie": dropping(request), "clear-site-data": '"cache"'}
        return RedirectResponse(SIGN_IN, 303, headers)

    async def _let_in(self, request: Request) -> Response:
        _check_that_a_page_asks(request)
        said = await _said(request)
        brought, way = said.get("token", "").strip(), way_to(said.get("way", HOME))
        if len(brought) > LONGEST:
            wrong = f"This token is too long for a browser to keep: it has {len(brought)} characters, and {LONGEST} are possible. \
Ask an administrator for a token of this service."
            return self._page.answer(way, status=400, wrong=wrong)
        try:
            known = bearer(f"Bearer {brought}") is not None and await admitted(request, brought)
        except ValueNetError as error:
            status = status_of(error)
            return self._page.answer(way, status=status, wrong=f"{error}.", headers=RETRY if status == 503 else None)
        if not known:
            return self._page.answer(way, status=401, wrong=_STRANGER, headers={"www-authenticate": CHALLENGE})
        return RedirectResponse(way, 303, _ONCE | {"set-cookie": keeping(request, brought)})


async def _check_that_anybody_signs_in(request: Request) -> None:
    if not await anybody_signs_in(request):
        raise Refusal(404, "NOT_FOUND", "nobody signs in here: whoever is at this computer is its owner")


def _check_that_a_page_asks(request: Request) -> None:
    if not comes_from_a_page(request):
        raise Refusal(403, "ORIGIN_REFUSED", "this is for pages of this service: a program sends Authorization: Bearer vnt_…")


async def _said(request: Request) -> Mapping[str, str]:
    """What the fields of a form say."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise Refusal(415, "UNSUPPORTED_MEDIA_TYPE", f"the body has to be a form: {_FORM}")
    body = await Request(request.scope, bounded(request.receive, _BODY)).body()
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_FIELDS))
    except ValueError:
        raise Refusal(400, "BAD_REQUEST", f"a form of this service has no more than {_FIELDS} fields") from None

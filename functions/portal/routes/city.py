"""Choose a city; it is kept in the browser, as 长辈版 is."""

from chalicelib import cities
from chalicelib.headers import on_device
from chalicelib.http import Cookie, Cookies, Jar, Redirect, local_path

from ..forms import Cities, CityQuery
from .doors import routes

YEAR = 365 * 24 * 3600


@routes.get("/city", page="city.html", allows=on_device)
def choose(query: CityQuery, cookies: Cookies, jar: Jar) -> Cities | Redirect:
    """Where an area is asked for it is taken at once, and whoever asked goes on to where they were going."""
    there = local_path(query.next)
    if query.area is None:
        return Cities(chosen=cities.chosen(cookies), names=cities.NAMES, next=there)
    code = cities.chosen({}, query.area)
    jar.append(Cookie(cities.COOKIE, code, YEAR if code else 0))
    return Redirect(there)

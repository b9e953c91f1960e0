"""What makes the portal an app on a phone."""

import io
import json
import re

from PIL import Image

from chalicelib.headers import POLICY


def test_the_manifest_says_what_a_browser_asks_of_it(town):
    reply = town.stranger().page("/manifest.webmanifest")
    manifest = json.loads(reply.body)

    assert reply.headers["content-type"] == "application/manifest+json; charset=utf-8"
    assert (manifest["name"], manifest["start_url"], manifest["scope"]) == ("通办", "/", "/")
    assert manifest["display"] == "standalone"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512", "any"}


def test_its_icons_are_there_in_their_sizes_and_light(town):
    door = town.stranger()
    manifest = json.loads(door.page("/manifest.webmanifest").body)

    for icon in manifest["icons"]:
        reply = door.page(icon["src"])
        assert reply.headers["content-type"] == icon["type"]
        assert len(reply.body) < 5000
        if icon["type"] == "image/png":
            assert "{}x{}".format(*Image.open(io.BytesIO(reply.body)).size) == icon["sizes"]


def test_the_worker_is_looked_for_anew_each_time(town):
    reply = town.stranger().page("/sw.js")

    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["cache-control"] == "no-store"


def test_the_policy_lets_a_manifest_in_and_nothing_more(town):
    policy = dict(part.split(" ", 1) for part in POLICY.split("; "))

    assert policy["manifest-src"] == "'self'"
    assert "unsafe" not in POLICY
    assert town.stranger().page("/").headers["content-security-policy"] == POLICY


def test_pages_name_manifest_and_worker_and_hold_no_script_or_style_of_their_own(town):
    page = town.stranger().page("/").text

    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert 'data-worker="/sw.js"' in page
    assert not re.search(r"<script>|<style|style=|onclick", page)


def test_the_page_for_no_network_has_a_place_for_what_is_kept(town):
    page = town.stranger().page("/offline")

    assert "<!--kept-->" in page.text
    assert page.headers["cache-control"] == "private, no-cache"


def test_from_every_page_one_gets_to_the_front_page(town):
    door = town.door()

    for path in ["/my", "/inbox", "/account", "/account/forget", "/city", "/offline"]:
        assert '<a class="home" href="/">' in door.page(path).text

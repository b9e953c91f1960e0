"""Speech: consent first, the sound deleted as soon as it is text, and a clear word where it did not work."""

import json
from datetime import timedelta

import boto3
import pytest

from chalicelib.ports.transcriber import AmazonTranscribe, NotHeard, NoTranscriber
from functions.search.assistant.recordings import media_format

WEBM = b"\x1a\x45\xdf\xa3" + bytes(400)


def spoken(citizen, sound=WEBM):
    """Open the page, send what its form asks for, and come back as S3 sends a browser back; the name of the recording."""
    page = citizen.door.page("/assistant/voice?turn=0")
    key = page.hidden["key"]
    citizen.door.world.files.kept[key] = (sound, "application/octet-stream")
    name = key.removeprefix("incoming/")
    back = citizen.door.page(f"/assistant/voice/{name}/arrived?turn=0&bucket=b&key={key}&etag=x")
    assert back.location == f"/search/assistant?recording={name}#now"
    return name


def look(citizen, name):
    return citizen.door.page(f"/assistant?recording={name}").text


def test_consent_comes_before_the_button(citizen):
    page = citizen.door.page("/assistant/voice?turn=0").text
    assert "就是同意把这段话转成文字" in page
    assert page.index("就是同意") < page.index("开始录音</button>")
    assert 'type="file" accept="audio/*"' in page


def test_the_page_may_use_the_microphone_and_post_to_the_files_only(citizen):
    headers = citizen.door.page("/assistant/voice?turn=0").headers
    assert "microphone=(self)" in headers["permissions-policy"]
    assert "form-action 'self' https://files.example" in headers["content-security-policy"]
    assert "microphone=()" in citizen.page.headers["permissions-policy"]


def test_what_was_said_is_searched_and_the_recording_is_gone(citizen, ears):
    name = spoken(citizen)
    assert [it[2] for it in ears.started] == ["webm"]
    assert "正在听您说的话" in look(citizen, name)

    ears.hears = "身份证丢了怎么办"

    page = look(citizen, name)
    assert "您要办的应该是“居民身份证补领”" in page
    assert citizen.door.world.files.kept == {}
    assert ears.forgotten == [name]
    assert look(citizen, name).count("身份证丢了怎么办") == page.count("身份证丢了怎么办")


def test_what_was_heard_is_masked_before_it_is_kept(citizen, ears):
    ears.hears = "我叫王小明身份证丢了怎么办"
    assert "王小明" not in look(citizen, spoken(citizen))


def test_arriving_twice_listens_once(citizen, ears):
    name = spoken(citizen)
    citizen.door.page(f"/assistant/voice/{name}/arrived?turn=0")
    assert len(ears.started) == 1


@pytest.mark.parametrize("sound", [b"", b"GIF89a no sound at all", WEBM + bytes(2 * 1024 * 1024)])
def test_what_is_no_recording_is_refused_and_deleted(citizen, ears, sound):
    assert "没有听清" in look(citizen, spoken(citizen, sound))
    assert ears.started == []
    assert citizen.door.world.files.kept == {}


@pytest.mark.parametrize("hears", ["", "broken at first", "broken later"])
def test_where_it_is_not_understood_people_are_asked_to_type(citizen, ears, hears):
    ears.broken = hears == "broken at first"
    ears.hears = ""
    name = spoken(citizen)
    ears.broken = hears.startswith("broken")
    assert "没有听清，请再说一次，或者在下面打字。录音已经删除。" in look(citizen, name)
    assert citizen.door.world.files.kept == {}


def test_too_slow_is_given_up(citizen, ears, searchable):
    name = spoken(citizen)
    searchable.world.clock.advance(timedelta(minutes=4))
    assert "没有听清" in look(citizen, name)
    assert citizen.door.world.files.kept == {}


def test_nobody_elses_recording_can_be_listened_to(citizen, talkers, ears):
    name = spoken(citizen)
    ears.hears = "身份证丢了怎么办"
    assert "身份证丢了怎么办" not in look(talkers(), name)


def test_where_nobody_transcribes_there_is_no_such_button(citizen, ears):
    assert "按这里说话" in citizen.page.text
    ears.available = False
    assert "按这里说话" not in citizen.page.text
    assert "现在不能用语音，请打字" in citizen.door.page("/assistant/voice?turn=0").text


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (WEBM, "webm"),
        (b"\0\0\0\x20ftypM4A ", "mp4"),
        (b"OggS...", "ogg"),
        (b"RIFF....WAVE", "wav"),
        (b"#!AMR\n", "amr"),
        (b"ID3...", "mp3"),
        (b"\xff\xfb..", "mp3"),
        (b"fLaC", "flac"),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_a_sound_is_known_by_its_first_bytes(sound, kind):
    assert media_format(sound) == kind


def test_the_script_is_served_and_nothing_else(citizen):
    assert "MediaRecorder" in citizen.door.page("/assistant/script/assistant_voice.js").text
    assert citizen.door.page("/assistant/script/other.js").status == 404


class TestAmazonTranscribe:
    """Against moto's, which answers as the service does but listens to nothing: a test writes what was heard."""

    @pytest.fixture
    def amazon(self, table):
        boto3.client("s3").create_bucket(
            Bucket="files", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"}
        )
        told = {"files/search": "files", "assistant/transcribe": "on"}
        return AmazonTranscribe(told, "search-dev", "search")

    def test_a_job_is_started_once_and_its_text_is_read_from_our_own_bucket(self, amazon):
        for _ in range(2):
            amazon.start("one", "incoming/one", "webm")
        job = boto3.client("transcribe").get_transcription_job(TranscriptionJobName="tongban-search-dev-one")
        assert job["TranscriptionJob"]["LanguageCode"] == "zh-CN"
        assert job["TranscriptionJob"]["Media"]["MediaFileUri"] == "s3://files/incoming/one"
        body = json.dumps({"results": {"transcripts": [{"transcript": " 身份证丢了 "}]}})
        boto3.client("s3").put_object(Bucket="files", Key="incoming/one.json", Body=body.encode())
        said = next(it for it in (amazon.heard("one") for _ in range(5)) if it is not None)
        assert said == "身份证丢了"

        amazon.forget("one")

        assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket="files")
        with pytest.raises(NotHeard):
            amazon.heard("one")

    def test_it_is_off_unless_switched_on(self):
        assert not AmazonTranscribe({}, "search-dev", "search").available
        assert AmazonTranscribe({"assistant/transcribe": "on"}, "search-dev", "search").available

    def test_nobody_hears_nothing(self):
        for call in (lambda: NoTranscriber().start("x", "y", "webm"), lambda: NoTranscriber().heard("x")):
            with pytest.raises(NotHeard):
                call()

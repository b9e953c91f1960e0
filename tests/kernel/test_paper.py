"""Documents on paper: text that can be searched, in lines that fit, and a code that opens."""

import pypdfium2
import zxingcpp

from chalicelib.paper import Sheet, width, wrapped

LINK = "https://tongban.example/public-housing/verify/0f3b9a4e5b6d47a1a2b3c4d5e6f70819"


def page(sheet):
    return pypdfium2.PdfDocument(sheet.bytes())[0]


def test_text_is_text_and_can_be_searched():
    sheet = Sheet("证明")
    sheet.line("持证人 王小明䶮", 105, 50, 6, "centre")

    assert page(sheet).get_textpage().get_text_range() == "持证人 王小明䶮"


def test_the_code_opens():
    sheet = Sheet("证明")
    sheet.code(LINK, 150, 225, 40)

    picture = page(sheet).render(scale=2).to_pil()

    assert [read.text for read in zxingcpp.read_barcodes(picture)] == [LINK]


def test_a_page_is_a_sheet_of_a4():
    assert [round(side * 25.4 / 72) for side in page(Sheet("证明")).get_size()] == [210, 297]


def test_the_same_page_is_the_same_file():
    def made():
        sheet = Sheet("证明")
        sheet.line("一样", 20, 20, 5)
        return sheet.bytes()

    assert made() == made()


def test_lines_fit_and_none_begins_with_a_closing_mark():
    text = "经审核，符合《公共租赁住房管理办法》第七条规定的条件。" * 5

    lines = list(wrapped(text, 5, 60))

    assert "".join(lines) == text
    assert all(width(line, 5) <= 60 + 2 * 5 for line in lines)
    assert not any(line[0] in "，。》" for line in lines)

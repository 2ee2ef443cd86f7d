import pytest

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet.formats import Container, container_of


@pytest.mark.parametrize(
    ("head", "container"),
    [
        (b"PK\x03\x04rest", Container.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container.OLE),
        ("Họ tên;Đơn vị".encode(), Container.TEXT),
        ("Họ tên;Đơn vị".encode("utf-16"), Container.TEXT),
        (b"<none>,<of this>", Container.TEXT),
    ],
)
def test_the_container_is_told_by_content(head, container):
    assert container_of(head, file="a.xls") is container


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1a", "RAR"),
        (b"\x09\x04\x06\x00", "Excel 4"),
        (b'<?xml version="1.0"?><feed/>', "XML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "Excel 2003 XML",
        ),
    ],
)
def test_other_files_are_refused_by_what_they_are(head, kind):
    with pytest.raises(UnreadableFile) as refusal:
        container_of(head, file="danh-sach.xls")

    assert refusal.value.reason == "not-a-spreadsheet"
    assert dict(refusal.value.parameters) == {"file": "danh-sach.xls", "kind": kind}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_web_page_saved_as_xls_is_told_as_such(encoding):
    page = "\n <html><body><table><tr><td>Họ tên</td></tr></table></body></html>"

    with pytest.raises(UnreadableFile) as refusal:
        container_of(page.encode(encoding), file="danh-sach.xls")

    assert refusal.value.reason == "html-not-spreadsheet"

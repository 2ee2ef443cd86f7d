"""Family names and particles, used only to find which word of a name is the family name.

Our own list of names in common use in Vietnamese, not a census: a family name that is missing
lowers the confidence of a parse, and one that is present says nothing about its bearer.
"""

# ruff: noqa: SIM905 (a list of names is easier to read and correct as text)

from __future__ import annotations

from typing import Final

# Borne by most: where both ends of a name could be the family name, these are believed first.
FREQUENT: Final = tuple(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
)
LESS_FREQUENT: Final = tuple(
    """
    An Âu Bạch Bành Bế Biện Ca Cái Cam Cao Cấn Chế Chu Chử Châu Cù Cung Diệp Doãn Dư Đàm Đan Đào
    Đậu Điền Đinh Đoàn Đổng Đồng Đường Giang Giáp Hà Hạ Hàn Hàng Hầu Hình Hoa Hứa Kha Khiếu Khổng
    Khuất Khúc Kiều Kim La Lạc Lại Lăng Lâm Lều Liễu Lò Lỗ Lộ Lục Lư Lữ Lưu Lương Ma Mã Mạc Mai
    Mạnh Mẫn Nghiêm Ngụy Nhan Nhâm Nhữ Ninh Nông Ôn Ông Phí Phó Phùng Phương Quách Quan Quản Quang
    Sầm Sơn Sử Tạ Tăng Thạch Thái Thẩm Thân Thi Thiều Thôi Tiêu Tô Tôn Tống Trà Trang Triệu Trịnh
    Trương Từ Tưởng Ung Ứng Uông Văn Vi Viên Vương Xa Yên
    """.split()
)
OF_TWO_WORDS: Final = ("Tôn Thất", "Tôn Nữ")
# They stand between family and given name, whichever comes first. With marks or typed without.
MIDDLE_NAMES: Final = frozenset({"văn", "van", "thị", "thi"})

OF_TWO_HAN_CHARACTERS: Final = frozenset(
    """
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 端木 东方 東方
    南宫 南宮
    """.split()
)
# Folded.
PARTICLES: Final = frozenset(
    """
    van von vander vanden vande de den der des del della di da dos du la le lo d t 't het ten ter
    te zu zum zur op in
    """.split()
)

"""The words people say yes to on sheets and printed forms, by purpose and language.

A changed wording is a new version: add a dictionary, never edit one that was used. Version 2, whose
words name who asks and who receives, is in `consent_wordings`.
"""

from __future__ import annotations

from caunoi.people.purposes import Purpose

VERSION_1: dict[str, dict[str, str]] = {
    "vi": {
        Purpose.PROFILE: "Tôi đồng ý có tên và hồ sơ trong cơ sở dữ liệu này.",
        Purpose.CONTACT: "Tôi đồng ý để cơ quan đại diện liên hệ với tôi.",
        Purpose.EVENTS: "Tôi đồng ý nhận lời mời tham dự sự kiện.",
        Purpose.MATCHING: "Tôi đồng ý để hồ sơ của tôi được tự động so khớp với các nhu cầu.",
        Purpose.UNIVERSITIES: (
            "Tôi đồng ý để các trường đại học và viện nghiên cứu trong nước xem hồ sơ của tôi."
        ),
        Purpose.FIRMS: "Tôi đồng ý để các doanh nghiệp trong nước xem hồ sơ của tôi.",
        Purpose.MINISTRIES: "Tôi đồng ý để các bộ, ngành trong nước xem hồ sơ của tôi.",
        Purpose.NETWORK: "Tôi đồng ý để mạng lưới được nêu tên xem hồ sơ của tôi.",
        Purpose.OTHER_MISSION: (
            "Tôi đồng ý để cơ quan đại diện khác được nêu tên xem hồ sơ của tôi."
        ),
        Purpose.REPORTS: "Tôi đồng ý được nêu tên trong báo cáo gửi về nước.",
        Purpose.PUBLIC: "Tôi đồng ý để hồ sơ của tôi được công khai.",
        Purpose.INTRODUCE: "Tôi sẵn sàng giới thiệu những người khác.",
    },
    "en": {
        Purpose.PROFILE: "I agree to be in this register with a profile.",
        Purpose.CONTACT: "I agree to be contacted by the mission.",
        Purpose.EVENTS: "I agree to be invited to events.",
        Purpose.MATCHING: "I agree that my profile is matched to needs automatically.",
        Purpose.UNIVERSITIES: (
            "I agree that universities and institutes in Viet Nam see my profile."
        ),
        Purpose.FIRMS: "I agree that firms in Viet Nam see my profile.",
        Purpose.MINISTRIES: "I agree that ministries in Viet Nam see my profile.",
        Purpose.NETWORK: "I agree that the network named here sees my profile.",
        Purpose.OTHER_MISSION: "I agree that the other mission named here sees my profile.",
        Purpose.REPORTS: "I agree to be named in reports sent home.",
        Purpose.PUBLIC: "I agree that my profile is shown publicly.",
        Purpose.INTRODUCE: "I am willing to introduce others.",
    },
}
VERSIONS = {1: VERSION_1}

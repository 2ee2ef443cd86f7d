"""The words a person is asked to say yes to, with whoever asks and receives named in them.

Version 2: templates with {controller} (who answers for the register) and {recipient} (who may use
or see what). A changed wording is a new version: what somebody said yes to is never edited. The
words of version 1, which stand on printed sheets, are in `consent_texts`.

Each name stands in brackets after a noun, so that no language has to decline or article it.
"""

from __future__ import annotations

from collections.abc import Mapping

from caunoi.people.purposes import Purpose

VERSION = 2

WORDINGS: Mapping[str, Mapping[Purpose, str]] = {
    "vi": {
        Purpose.PROFILE: (
            "Tôi đồng ý có tên và hồ sơ trong cơ sở dữ liệu này, do cơ quan chịu trách nhiệm"
            " ({controller}) lưu giữ."
        ),
        Purpose.CONTACT: "Tôi đồng ý để cơ quan sau đây liên hệ với tôi: {recipient}.",
        Purpose.EVENTS: "Tôi đồng ý nhận lời mời dự sự kiện của cơ quan sau đây: {recipient}.",
        Purpose.MATCHING: (
            "Tôi đồng ý để hồ sơ của tôi được máy tính tự động ghép nối với các nhu cầu; con người"
            " quyết định, không phải máy."
        ),
        Purpose.UNIVERSITIES: (
            "Tôi đồng ý để các trường đại học và viện nghiên cứu tại Việt Nam xem hồ sơ của tôi."
        ),
        Purpose.FIRMS: "Tôi đồng ý để các doanh nghiệp tại Việt Nam xem hồ sơ của tôi.",
        Purpose.MINISTRIES: "Tôi đồng ý để các bộ, ngành tại Việt Nam xem hồ sơ của tôi.",
        Purpose.NETWORK: "Tôi đồng ý để mạng lưới này xem hồ sơ của tôi: {recipient}.",
        Purpose.OTHER_MISSION: (
            "Tôi đồng ý để cơ quan đại diện này xem hồ sơ của tôi: {recipient}."
        ),
        Purpose.REPORTS: (
            "Tôi đồng ý được nêu tên trong báo cáo mà cơ quan sau đây gửi về nước: {recipient}."
        ),
        Purpose.PUBLIC: "Tôi đồng ý để hồ sơ của tôi được công khai, ai cũng xem được.",
        Purpose.INTRODUCE: "Tôi sẵn sàng giới thiệu những người khác với cơ quan này: {recipient}.",
    },
    "en": {
        Purpose.PROFILE: (
            "I agree to be in this register with a profile, kept by the body responsible for it"
            " ({controller})."
        ),
        Purpose.CONTACT: "I agree to be contacted by this body: {recipient}.",
        Purpose.EVENTS: "I agree to be invited to events of this body: {recipient}.",
        Purpose.MATCHING: (
            "I agree that a computer matches my profile to needs; people decide, not the machine."
        ),
        Purpose.UNIVERSITIES: (
            "I agree that universities and research institutes in Viet Nam see my profile."
        ),
        Purpose.FIRMS: "I agree that firms in Viet Nam see my profile.",
        Purpose.MINISTRIES: "I agree that ministries in Viet Nam see my profile.",
        Purpose.NETWORK: "I agree that this network sees my profile: {recipient}.",
        Purpose.OTHER_MISSION: "I agree that this diplomatic mission sees my profile: {recipient}.",
        Purpose.REPORTS: (
            "I agree to be named in the reports that this body sends to Viet Nam: {recipient}."
        ),
        Purpose.PUBLIC: "I agree that my profile is public, for anyone to see.",
        Purpose.INTRODUCE: "I am willing to introduce others to this body: {recipient}.",
    },
    "fr": {
        Purpose.PROFILE: (
            "J’accepte de figurer dans ce registre avec un profil, conservé par l’organisme qui en"
            " est responsable ({controller})."
        ),
        Purpose.CONTACT: "J’accepte d’être contacté(e) par l’organisme suivant : {recipient}.",
        Purpose.EVENTS: (
            "J’accepte d’être invité(e) aux événements de l’organisme suivant : {recipient}."
        ),
        Purpose.MATCHING: (
            "J’accepte que mon profil soit rapproché de besoins par un ordinateur ; ce sont des"
            " personnes qui décident, pas la machine."
        ),
        Purpose.UNIVERSITIES: (
            "J’accepte que les universités et instituts de recherche au Viêt Nam voient mon profil."
        ),
        Purpose.FIRMS: "J’accepte que les entreprises au Viêt Nam voient mon profil.",
        Purpose.MINISTRIES: "J’accepte que les ministères au Viêt Nam voient mon profil.",
        Purpose.NETWORK: "J’accepte que ce réseau voie mon profil : {recipient}.",
        Purpose.OTHER_MISSION: (
            "J’accepte que cette mission diplomatique voie mon profil : {recipient}."
        ),
        Purpose.REPORTS: (
            "J’accepte d’être nommé(e) dans les rapports que l’organisme suivant envoie au Viêt"
            " Nam : {recipient}."
        ),
        Purpose.PUBLIC: "J’accepte que mon profil soit public et visible par tous.",
        Purpose.INTRODUCE: (
            "Je suis prêt(e) à présenter d’autres personnes à l’organisme suivant : {recipient}."
        ),
    },
    "nl": {
        Purpose.PROFILE: (
            "Ik ga ermee akkoord dat ik met een profiel in dit register sta, bewaard door de"
            " verantwoordelijke instantie ({controller})."
        ),
        Purpose.CONTACT: (
            "Ik ga ermee akkoord dat deze instantie contact met mij opneemt: {recipient}."
        ),
        Purpose.EVENTS: (
            "Ik ga ermee akkoord dat deze instantie mij voor evenementen uitnodigt: {recipient}."
        ),
        Purpose.MATCHING: (
            "Ik ga ermee akkoord dat een computer mijn profiel met behoeften vergelijkt; mensen"
            " beslissen, niet de machine."
        ),
        Purpose.UNIVERSITIES: (
            "Ik ga ermee akkoord dat universiteiten en onderzoeksinstituten in Vietnam mijn profiel"
            " zien."
        ),
        Purpose.FIRMS: "Ik ga ermee akkoord dat bedrijven in Vietnam mijn profiel zien.",
        Purpose.MINISTRIES: "Ik ga ermee akkoord dat ministeries in Vietnam mijn profiel zien.",
        Purpose.NETWORK: "Ik ga ermee akkoord dat dit netwerk mijn profiel ziet: {recipient}.",
        Purpose.OTHER_MISSION: (
            "Ik ga ermee akkoord dat deze diplomatieke missie mijn profiel ziet: {recipient}."
        ),
        Purpose.REPORTS: (
            "Ik ga ermee akkoord dat ik word genoemd in de verslagen die deze instantie naar"
            " Vietnam stuurt: {recipient}."
        ),
        Purpose.PUBLIC: "Ik ga ermee akkoord dat mijn profiel openbaar is en iedereen het ziet.",
        Purpose.INTRODUCE: "Ik ben bereid anderen bij deze instantie te introduceren: {recipient}.",
    },
    "de": {
        Purpose.PROFILE: (
            "Ich bin einverstanden, mit einem Profil in diesem Verzeichnis zu stehen, geführt von"
            " der verantwortlichen Stelle ({controller})."
        ),
        Purpose.CONTACT: (
            "Ich bin einverstanden, dass die folgende Stelle mich kontaktiert: {recipient}."
        ),
        Purpose.EVENTS: (
            "Ich bin einverstanden, dass die folgende Stelle mich zu Veranstaltungen einlädt:"
            " {recipient}."
        ),
        Purpose.MATCHING: (
            "Ich bin einverstanden, dass ein Computer mein Profil mit Bedarfen abgleicht;"
            " entscheiden werden Menschen, nicht die Maschine."
        ),
        Purpose.UNIVERSITIES: (
            "Ich bin einverstanden, dass Hochschulen und Forschungsinstitute in Vietnam mein Profil"
            " sehen."
        ),
        Purpose.FIRMS: "Ich bin einverstanden, dass Unternehmen in Vietnam mein Profil sehen.",
        Purpose.MINISTRIES: "Ich bin einverstanden, dass Ministerien in Vietnam mein Profil sehen.",
        Purpose.NETWORK: (
            "Ich bin einverstanden, dass das folgende Netzwerk mein Profil sieht: {recipient}."
        ),
        Purpose.OTHER_MISSION: (
            "Ich bin einverstanden, dass die folgende diplomatische Vertretung mein Profil sieht:"
            " {recipient}."
        ),
        Purpose.REPORTS: (
            "Ich bin einverstanden, in den Berichten genannt zu werden, die die folgende Stelle"
            " nach Vietnam schickt: {recipient}."
        ),
        Purpose.PUBLIC: (
            "Ich bin einverstanden, dass mein Profil öffentlich ist und jeder es sehen kann."
        ),
        Purpose.INTRODUCE: (
            "Ich bin bereit, der folgenden Stelle andere vorzustellen: {recipient}."
        ),
    },
    "zh": {
        Purpose.PROFILE: "我同意以个人资料列入本名录，由负责机构（{controller}）保存。",
        Purpose.CONTACT: "我同意以下机构与我联系：{recipient}。",
        Purpose.EVENTS: "我同意以下机构邀请我参加活动：{recipient}。",
        Purpose.MATCHING: "我同意由计算机将我的资料与需求进行匹配；作出决定的是人，而不是机器。",
        Purpose.UNIVERSITIES: "我同意越南的大学和研究机构查看我的资料。",
        Purpose.FIRMS: "我同意越南的企业查看我的资料。",
        Purpose.MINISTRIES: "我同意越南的政府部委查看我的资料。",
        Purpose.NETWORK: "我同意以下网络查看我的资料：{recipient}。",
        Purpose.OTHER_MISSION: "我同意以下外交使团查看我的资料：{recipient}。",
        Purpose.REPORTS: "我同意在以下机构发往越南的报告中被提及姓名：{recipient}。",
        Purpose.PUBLIC: "我同意公开我的资料，任何人均可查看。",
        Purpose.INTRODUCE: "我愿意向以下机构介绍其他人：{recipient}。",
    },
}
LANGUAGES = tuple(WORDINGS)

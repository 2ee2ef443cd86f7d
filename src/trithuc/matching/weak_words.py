"""Words that say nothing of a subject: small words, and the words every need and paper uses.

Reach for it where a text's words are compared with another's. Written by us, folded, per
language; Vietnamese with its marks, since without them most small words are also halves of great
ones. Invariant: no word here names a subject; "network" or "energy" never stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_WORDS: Final = {
    "en": """a about above across after again against all almost also although always am among an
        and another any are as at available based be because been before being below best better
        between both but by can cannot come could did different do does doing done down due during
        each either etc even every few find first for found from further get give given go good
        had has have having he her here him his how however i if in including into is it its
        itself just know known large last least less like made main make makes making many may me
        might more moreover most much must my near need needed needs neither new no nor not now of
        off often on once one only or other our out over own particular per possible rather s same
        second see seek seeking seen several she should show shown shows since so some still such
        t take than that the their them then there therefore these they this those three through
        throughout thus to together too toward towards two under until up upon us use used useful
        user uses using various very via want wanted was way we well were what when where whether
        which while who whom whose why will with within without would yet you your
        able abstract address aim aims allow allows approach approaches article author background
        call capable case collaborate collaboration compare compared conclusion consider considered
        contribution cooperate current describe described describes develop developed discuss
        discussed effective efficient enable evaluate evaluated evaluation example existing
        expected experience experienced experiment experimental experiments expert expertise experts
        help high important improve improved increase introduce introduced investigate issue issues
        join kind level looking low method methods number novel obtain obtained offer order
        organisation outline overview paper papers partner partners people performance person
        perspective present presented presents previous problem problems project proposal propose
        proposed proposes provide provided provides purpose question questions recent recently
        report reports require required requires research result results review role scale
        scientist search set simple single small society solution solutions solve specific state
        study studies suitable support task tasks team technique techniques term terms topic type
        types university vietnam vietnamese viet nam work working works year years""",
    "fr": """a afin ai ainsi alors apres au aucun aussi autre autres aux avant avec avez avoir avons
        beaucoup bien c car ce cela celle celui ces cet cette ceux chaque chez ci comme comment
        contre d dans de depuis des deux devant doit doivent donc dont du elle elles en encore
        entre est et etaient etait ete etre eu eux fait faire faut fois font grace il ils j je
        jusque l la le les leur leurs lors lorsque lui m ma mais me meme memes mes moins mon n ne
        ni non nos notre nous nouveau nouveaux nouvelle nouvelles on ont ou par parmi pas pendant
        permet permettent permettre peu peut peuvent plus plusieurs pour pourquoi pouvoir premier
        premiere pres qu quand que quel quelle quelles quels qui quoi s sa sans se selon ser ses
        seront sera si soit son sont sous souvent sur t ta tant tel telle telles tels tous tout
        toute toutes tres trois trop tu un une utilisant utilise utiliser vers via vos votre vous y
        aide aider approche article aspects besoin besoins but cadre capable cas chercheur
        chercheurs cherche cherchons collaboration collaborer competences contexte cooperation
        developper developpement different differents domaine en etude etudes evaluation exemple
        existants experience experiences expert experte expertise experts methode methodes mise
        niveau objectif objectifs objet offre organisme partenaire partenaires permettant personne
        personnes possible present presente presentons probleme problemes projet projets propose
        proposer proposons proposition question questions realiser recherche recherchons recherches
        resultat resultats role scientifique scientifiques solution solutions souhaite souhaitons
        specialiste specialistes sujet technique techniques travail travaux type types universite
        utilisation vietnam vietnamien vietnamienne viet nam""",
    "nl": """aan achter al alle alleen als altijd ander andere anders beide ben betere bij binnen
        bovendien buiten d daar daarom dan dat de deze die dit doen door dus e echter een eerste
        eigen elk elke en enkele er gaan geen graag haar had hebben heeft het hier hij hoe hun hun
        i ieder iedere iets ik in is ja je jouw kan kon konden kunnen laatste maar maken meer meest
        men met mij mijn minder moet moeten mogelijk na naar naast niet niets nieuw nieuwe nog nu
        of om omdat onder ons onze ook op over per reeds s sinds slechts sommige steeds t te tegen
        tijdens toch toe tot tussen twee u uit uw van vaak vanuit veel verder verschillende via
        volgens voor vooral waar waaraan waarbij waardoor waarin waarmee waarom wanneer want waren
        was wat we weer wel welke werd werden wie wij wil willen worden wordt zal ze zeer zelf zich
        zij zijn zo zoals zonder zou zouden zowel zullen
        aanpak artikel bedrijf behoefte belangrijk bieden biedt deelnemen deskundige deskundigen
        doel ervaring ervaringen expert expertise experts gebied gebruik gebruiken gebruikt
        gezocht helpen hulp kennis methode methoden mogelijkheden nodig onderwerp onderzoek
        onderzoeken onderzoeker onderzoekers ontwikkelen ontwikkeling ontwikkeld oplossing
        oplossingen organisatie paper partner partners persoon probleem problemen project projecten
        resultaat resultaten samenwerken samenwerking specialist specialisten studie studies
        techniek technieken universiteit verbeteren vietnam vietnamees vietnamese voorstel vraag
        vragen werk werken wetenschap wetenschappelijk wetenschapper wetenschappers zoek zoeken
        zoekt""",
    "de": """ab aber alle allem allen aller alles als also am an andere anderen anderer auch auf aus
        bei beim bereits besonders bis bisher da dabei dadurch dafur damit danach dann daran daraus
        darin daruber das dass dazu dem den denen denn der deren des deshalb dessen die dies diese
        diesem diesen dieser dieses doch dort durch ebenfalls ein eine einem einen einer eines
        einige er erst erste ersten es etwa etwas fur ganz gegen gibt haben hat hatte hatten hier
        hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins insbesondere ist
        ja jede jedem jeden jeder jedes jedoch jetzt kann kein keine keinen konnen konnte konnten
        lassen machen man mehr mehrere mein meine mit muss mussen nach neben neue neuen neuer neues
        nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie
        sind so sogar solche soll sollen sollte sondern sowie sowohl statt uber um und uns unser
        unsere unserem unseren unserer unter verschiedene verschiedenen viel viele vielen vom von
        vor wahrend war waren was wegen weil weiter weitere weiteren welche welcher wenn wer werden
        wie wieder wir wird wo worden wurde wurden z zu zum zur zwar zwei zwischen
        ansatz ansatze arbeit arbeiten artikel aufgabe aufgaben bedarf beitrag bereich bereichen
        beispiel bieten bietet einsatz entwickeln entwickelt entwicklung erfahrung erfahrungen
        ergebnis ergebnisse experte experten expertin expertise fachleute forscher forscherin
        forschung frage fragen gesucht hilfe hilft konnten losung losungen methode methoden
        moglich moglichkeiten nutzen nutzung organisation partner person personen problem probleme
        projekt projekte rahmen spezialist spezialisten studie studien suche suchen sucht technik
        techniken thema themen unternehmen unterstutzen unterstutzung universitat untersuchung
        verbessern verfahren verwenden verwendet verwendung vietnam vietnamesisch vietnamesische
        vietnamesischen vorschlag wissenschaft wissenschaftler wissenschaftlich wissenschaftliche
        ziel ziele zusammenarbeit""",
    "vi": """à ạ ấy ai anh bà bạn bằng bao bị biết bởi các cách cái càng cần chỉ chiếc chị cho chưa
        chúng có còn của cũng cùng cuộc cụ đã đang đằng đâu đây đấy để đến đều đi đó được
        dưới gì gồm hay hãy hết hiện hoặc hơn hỏi họ khá khác khi khoảng không kể là lại làm lên
        loại lớn lúc luôn mà mình mỗi mới mong một mục muốn nào nay này nên nếu ngay ngoài người
        nhằm nhất nhiều nhỏ nhóm như nhưng những nơi nữa ở ông phải qua quanh ra rằng rất riêng rồi
        sau sẽ sự ta tại thể thì theo thôi thường tìm tôi tốt trên trong trước từ từng tuy tới và
        vẫn vào vậy về vì việc vừa với xin
        nghiên cứu việt
        va cua cac nhung duoc trong voi khong nguoi chung viet""",
    "zh": """的 了 和 与 與 及 以及 或 或者 在 是 有 为 為 对 對 对于 對於 从 從 到 把 被 由
        由于 向 以 以下 用 于 於 之 其 其中 该 該 此 这 這 这些 這些 那 那些 这个 這個 我
        我们 我們 你 您 他 她 它 他们 自己 本 本文 个 個 一 一个 一個 一种 一些 两 兩 三
        几 每 各 各种 各種 多 多种 多個 更 更加 最 很 非常 较 較 不 不同 没有 沒有 也 都
        而 而且 但 但是 并 並 并且 还 還 就 又 再 则 则是 因为 因此 所以 如果 如 如何
        例如 等 等等 中 上 下 内 內 外 间 之间 時 时 后 後 前 通过 通過 进行 進行 基于
        基於 利用 采用 採用 使用 根据 根據 关于 關於 可 可以 能 能够 能夠 需 需要 要 希望
        想 会 會 应 应该 将 將 使 让 讓 提供 提出 具有 实现 寻找 尋找 寻求 尋求 招募 征集
        专家 專家 学者 學者 研究 研究者 科学家 方面 领域 領域 问题 問題 方法 结果 結果
        技术 技術 开发 開發 发展 發展 合作 项目 項目 经验 經驗 支持 帮助 幫助 工作 相关
        相關 有关 主要 重要 分析 影响 作用 及其 情况 目的 结论 探讨 越南 年 月 日 人 人员
        者""",
}

# Vietnamese writes most words as two syllables: each may name a subject elsewhere, these pairs
# say nothing.
_PAIRS: Final = {
    "vi": """bao gồm, báo cáo, bảo đảm, bài báo, cải thiện, cần thiết, chia sẻ, chủ yếu,
        chuyên gia, chương trình, có thể, cung cấp, cụ thể, dự án, dự định, dự kiến, đại học,
        đảm bảo, đánh giá, đặc biệt, đề án, đề tài, đề xuất, địa phương, điều kiện, đóng góp,
        đồng nghiệp, đồng thời, đối tác, đối với, đơn vị, giải pháp, giải quyết, giáo sư, góp phần,
        hiện có, hiện nay, hiện tại, hiệu quả, hoạt động, hợp tác, hỗ trợ, hướng dẫn, kết hợp,
        kết quả, khả năng, khác nhau, khoa học, khó khăn, kiến thức, kinh nghiệm, kỹ năng,
        liên quan, lĩnh vực, mong muốn, mục đích, mục tiêu, năng lực, nâng cao, nhiệm vụ, nhu cầu,
        nội dung, nước ngoài, phát triển, phù hợp, phục vụ, phương pháp, quá trình, quan trọng,
        quốc tế, sẵn sàng, sử dụng, tác giả, tăng cường, tham gia, thạc sĩ, thành viên, thời gian,
        thông qua, thực hiện, thực tế, thực tiễn, tiến sĩ, tiếp cận, tiếp nhận, tìm hiểu,
        tìm kiếm, tổ chức, trao đổi, triển khai, trình độ, trường đại, tư vấn, ví dụ,
        vấn đề, việt nam, yêu cầu, ý kiến""",
}

WEAK_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {language: frozenset(words.split()) for language, words in _WORDS.items()}
)
WEAK_PAIRS: Final[Mapping[str, frozenset[tuple[str, ...]]]] = MappingProxyType(
    {
        language: frozenset(tuple(pair.split()) for pair in pairs.split(","))
        for language, pairs in _PAIRS.items()
    }
)

"""The column names of real attendance lists and forms, and what each of them holds.

A table to read and to add to. Names are compared without case, marks and punctuation, so one
spelling of each is enough. What must never be kept stands here too, to be recognised and dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "display_name": (
        *("Họ và tên", "Họ tên", "Họ & tên", "Họ và tên đầy đủ", "Họ tên đầy đủ", "Tên đầy đủ"),
        *("Họ tên đại biểu", "Họ và tên đại biểu", "Tên đại biểu", "Đại biểu", "Họ tên chuyên gia"),
        *("Họ và tên chuyên gia", "Tên chuyên gia", "Chuyên gia", "Họ và tên khách mời"),
        *("Họ tên người tham dự", "Họ và tên người tham dự", "Người tham dự", "Khách mời"),
        *("Họ, chữ đệm và tên", "Họ đệm và tên", "Họ, tên đệm và tên", "Học hàm, học vị, họ tên"),
        *("Học hàm, học vị, họ và tên", "Quý danh", "Họ tên và học vị", "Họ và tên, học vị"),
        *("Full name", "Fullname", "Name and surname", "First and last name", "Name in full"),
        *("First name and last name", "First name, last name", "Surname and first name"),
        *("Display name", "Participant", "Participant name", "Name of participant", "Your name"),
        *("Participant's name", "Delegate", "Name of delegate", "Expert", "Expert name"),
        *("Speaker", "Attendee", "Attendee name", "Contact name", "Your full name"),
        *("Nom et prénom", "Nom et prénoms", "Noms et prénoms", "Nom, prénom", "Nom & prénom"),
        *("Nom(s) et prénom(s)", "Prénom et nom", "Prénom, nom", "Prénom & nom", "Nom complet"),
        *("Nom du participant", "Nom de l'expert", "Nom prénom", "Prénom nom", "Votre nom"),
    ),
    "family_name": (
        *("Họ", "Family name", "Surname", "Last name", "Lastname", "Familyname"),
        *("Nom de famille", "Nom d'usage"),
    ),
    "family_and_middle_name": (
        *("Họ đệm", "Họ và đệm", "Họ và tên đệm", "Họ tên đệm", "Họ và chữ đệm", "Họ lót"),
        "Họ và tên lót",
    ),
    "middle_name": (
        *("Đệm", "Tên đệm", "Chữ đệm", "Tên lót", "Chữ lót", "Middle name", "Middle names"),
        *("Second prénom", "Deuxième prénom"),
    ),
    "given_name": (
        *("Tên riêng", "Tên gọi", "Given name", "Given names", "First name", "First names"),
        *("Firstname", "Forename", "Forenames", "Prénom", "Prénoms", "Prénom(s)"),
    ),
    "email": (
        *("Email", "E-mail", "Mail", "Email address", "E-mail address", "Địa chỉ email"),
        *("Địa chỉ e-mail", "Thư điện tử", "Địa chỉ thư điện tử", "Hộp thư", "Hộp thư điện tử"),
        *("Email liên hệ", "Email cá nhân", "Contact email", "Your email", "Work email"),
        *(
            "Địa chỉ mail",
            "Courriel",
            "Adresse courriel",
            "Adresse e-mail",
            "Adresse mail",
            "Adresse email",
        ),
        *("Adresse électronique", "Mél", "Adresse de courriel", "Email của bạn"),
    ),
    "organisation": (
        *("Đơn vị", "Đơn vị công tác", "Cơ quan", "Cơ quan công tác", "Nơi công tác"),
        *("Cơ quan, đơn vị", "Cơ quan/đơn vị", "Cơ quan, tổ chức", "Tổ chức", "Tên tổ chức"),
        *("Nơi làm việc", "Cơ quan làm việc", "Cơ quan/đơn vị công tác", "Trường/Viện"),
        *("Tên cơ quan", "Tên đơn vị", "Đơn vị, tổ chức", "Công ty", "Trường", "Viện"),
        *("Cơ quan, đơn vị công tác", "Đơn vị làm việc", "Cơ quan hiện nay"),
        *("Organisation", "Organization", "Organisation name", "Affiliation", "Affiliations"),
        *("Institution", "Institute", "Company", "Employer", "Workplace", "University"),
        *("Company/organisation", "Current affiliation", "Place of work", "Organisme"),
        *("Organisation/Institution", "Établissement", "Société", "Entreprise", "Employeur"),
        *("Institution d'appartenance", "Structure", "Lieu de travail", "Université"),
        *("Entreprise / Organisme", "Organisme d'appartenance", "Institution/Entreprise"),
    ),
    "position": (
        *(
            "Chức vụ",
            "Chức danh",
            "Chức vụ, đơn vị",
            "Vị trí",
            "Vị trí công tác",
            "Chức vụ/chức danh",
        ),
        *("Chức danh, chức vụ", "Nghề nghiệp", "Công việc", "Vai trò", "Chức vụ hiện nay"),
        *("Position", "Job title", "Role", "Function", "Occupation", "Current position"),
        *("Position/Title", "Professional title", "Profession", "Job", "Designation"),
        *("Fonction", "Poste", "Poste actuel", "Fonctions", "Fonction actuelle", "Qualité"),
        *("Intitulé du poste", "Fonction/Poste"),
    ),
    "city": (
        *("Thành phố", "Nơi ở", "Nơi ở hiện nay", "Địa điểm", "Tỉnh/Thành phố", "Nơi sinh sống"),
        *("City", "Town", "City of residence", "Location", "Place of residence"),
        *("Ville", "Lieu", "Ville de résidence", "Lieu de résidence", "Localité"),
    ),
    "country": (
        *("Quốc gia", "Nước", "Nước sở tại", "Quốc gia cư trú", "Nước cư trú", "Địa bàn"),
        *("Nước đang sinh sống", "Nước công tác", "Quốc gia công tác", "Nước làm việc"),
        *("Quốc gia đang sinh sống", "Quốc gia sinh sống", "Nước sinh sống"),
        *("Country", "Country of residence", "Country of work", "Based in", "State/Country"),
        *("Pays", "Pays de résidence", "Pays de travail", "Pays d'exercice"),
    ),
    "sectors": (
        *("Lĩnh vực", "Các lĩnh vực", "Lĩnh vực chuyên môn", "Lĩnh vực nghiên cứu", "Ngành"),
        *("Lĩnh vực hoạt động", "Chuyên ngành", "Chuyên môn", "Lĩnh vực quan tâm", "Mã lĩnh vực"),
        *("Lĩnh vực công tác", "Lĩnh vực chuyên sâu", "Ngành nghề", "Lĩnh vực KH&CN"),
        *("Ngành, lĩnh vực", "Lĩnh vực khoa học"),
        *("Sector", "Sectors", "Sector(s)", "Field", "Fields", "Field of expertise", "Expertise"),
        *("Fields of expertise", "Area of expertise", "Areas of expertise", "Research field"),
        *("Field of research", "Research area", "Research areas", "Discipline", "Speciality"),
        *("Specialty", "Specialisation", "Domain", "Field of work"),
        *("Secteur", "Secteurs", "Secteur(s)", "Domaine", "Domaines", "Domaine d'expertise"),
        *("Domaines d'expertise", "Domaine de recherche", "Domaines de recherche", "Spécialité"),
        *("Secteur d'activité", "Domaine(s)", "Domaine de compétence"),
    ),
    "expertise": (
        *("Hướng nghiên cứu", "Các hướng nghiên cứu", "Hướng nghiên cứu chính", "Chuyên môn sâu"),
        *("Mô tả chuyên môn", "Mô tả lĩnh vực chuyên môn", "Giới thiệu chuyên môn", "Tự mô tả"),
        *("Nội dung nghiên cứu", "Đề tài đang làm", "Đang nghiên cứu", "Chuyên môn cụ thể"),
        *("Research interests", "Research topics", "Current research", "Research description"),
        *(
            "Works on",
            "Works on, in own words",
            "What you work on",
            "Own words",
            "In your own words",
            "Research summary",
        ),
        *("Description of expertise", "Expertise in your own words", "Expertise in own words"),
        *("Thèmes de recherche", "Axes de recherche", "Sujets de recherche", "Travaux en cours"),
        *("Intérêts de recherche", "Description de l'expertise", "En vos propres mots"),
        *("Onderzoeksinteresses", "Onderzoeksthema's", "Onderzoeksonderwerpen", "Werkt aan"),
        *("In eigen woorden", "Omschrijving van de expertise", "Omschrijving expertise"),
        *("Forschungsinteressen", "Forschungsschwerpunkte", "Forschungsthemen", "Arbeitet an"),
        *("In eigenen Worten", "Beschreibung der Expertise", "Arbeitsschwerpunkte"),
        *("研究方向", "研究兴趣", "研究内容", "研究课题", "专长描述", "专业描述", "專長描述"),
    ),
    "ways_to_contribute": (
        *("Hình thức đóng góp", "Cách đóng góp", "Hình thức tham gia", "Khả năng đóng góp"),
        *("Cách thức đóng góp", "Có thể đóng góp", "Mong muốn đóng góp", "Hình thức hợp tác"),
        *(
            "Anh/chị có thể đóng góp bằng cách nào",
            "Nguyện vọng đóng góp",
            "Cách đóng góp mong muốn",
        ),
        *("Ways to contribute", "Way to contribute", "Contribution", "Contributions"),
        *("How you can contribute", "How can you contribute", "I can contribute by"),
        *("How would you like to contribute", "Form of contribution", "Kind of contribution"),
        *("Façons de contribuer", "Manières de contribuer", "Modes de contribution"),
        *("Contribution possible", "Formes de contribution", "Comment contribuer"),
        *("Comment pouvez-vous contribuer", "Comment souhaitez-vous contribuer"),
    ),
    "languages": (
        *("Ngôn ngữ", "Ngoại ngữ", "Ngôn ngữ sử dụng", "Ngôn ngữ làm việc", "Các ngôn ngữ"),
        *("Tiếng nói", "Language", "Languages", "Language(s)", "Working languages"),
        *("Languages spoken", "Spoken languages", "Working language", "Language skills"),
        *("Langue", "Langues", "Langue(s)", "Langues parlées", "Langues de travail"),
        *("Langue de travail", "Langues pratiquées"),
    ),
    "orcid": (
        *("ORCID", "ORCID iD", "Mã ORCID", "Số ORCID", "ORCID number", "Identifiant ORCID"),
        *("ORCID ID (nếu có)", "ORCID (if any)", "ORCID (le cas échéant)", "Mã số ORCID"),
    ),
    "link_with_vietnam": (
        *("Liên hệ với Việt Nam", "Gắn bó với Việt Nam", "Mối liên hệ với Việt Nam"),
        *("Liên kết với Việt Nam", "Quan hệ với Việt Nam", "Hợp tác với Việt Nam"),
        *("Hoạt động với Việt Nam", "Mối gắn bó với Việt Nam"),
        *("Link with Viet Nam", "Links with Viet Nam", "Link with Vietnam", "Links with Vietnam"),
        *("Connection with Vietnam", "Connection to Vietnam", "Cooperation with Vietnam"),
        *("Link to Vietnam", "Ties with Vietnam", "Connection with Viet Nam"),
        *("Lien avec le Vietnam", "Liens avec le Vietnam", "Lien avec le Viêt Nam"),
        *("Liens avec le Viêt Nam", "Coopération avec le Vietnam"),
    ),
    "author_name": (
        *("Tác giả", "Người đề xuất", "Họ tên người đề xuất", "Họ và tên người đề xuất"),
        *("Tên tác giả", "Người góp ý", "Người gửi", "Chuyên gia đề xuất", "Tác giả đề xuất"),
        *("Họ tên tác giả", "Họ và tên tác giả", "Người nêu", "Người phát biểu", "Diễn giả"),
        *("Author", "Author name", "Author's name", "Name of author", "Proposed by", "Proposer"),
        *("Submitted by", "Name of proposer", "Suggested by", "Authors"),
        *("Auteur", "Nom de l'auteur", "Proposé par", "Auteure", "Auteur(e)", "Soumis par"),
        *("Auteur de la proposition", "Auteur·e"),
    ),
    "author_email": (
        *("Email tác giả", "Email người đề xuất", "Thư điện tử tác giả", "Email người gửi"),
        *("Thư điện tử của tác giả", "Email của tác giả"),
        *("Author email", "Author's email", "Email of author", "Author e-mail", "Proposer email"),
        *("Courriel de l'auteur", "Email de l'auteur", "E-mail de l'auteur"),
    ),
    "proposal_text": (
        *("Đề xuất", "Nội dung đề xuất", "Các đề xuất", "Đề xuất, kiến nghị", "Kiến nghị"),
        *("Góp ý", "Ý kiến", "Ý kiến góp ý", "Nội dung góp ý", "Ý kiến đóng góp", "Sáng kiến"),
        *("Ý kiến, đề xuất", "Góp ý, đề xuất", "Nội dung kiến nghị", "Đề xuất/Kiến nghị"),
        *("Ý tưởng", "Ý kiến đề xuất", "Đề xuất của chuyên gia", "Khuyến nghị", "Nội dung"),
        *("Đề xuất hợp tác", "Nội dung đề xuất hợp tác", "Đề xuất của anh/chị", "Toàn văn đề xuất"),
        *("Proposal", "Proposals", "Your proposal", "Proposal text", "Text of the proposal"),
        *("Suggestion", "Suggestions", "Recommendation", "Recommendations", "Idea", "Ideas"),
        *("Comments and proposals", "Content of the proposal", "Suggestions and comments"),
        *("Proposition", "Propositions", "Votre proposition", "Texte de la proposition"),
        *("Recommandation", "Recommandations", "Suggestions et propositions", "Idée", "Idées"),
        *("Contenu de la proposition", "Suggestions/Propositions"),
    ),
    "proposal_title": (
        *("Tên đề xuất", "Tiêu đề", "Tiêu đề đề xuất", "Tên sáng kiến", "Chủ đề", "Nhan đề"),
        *("Proposal title", "Title of proposal", "Title of the proposal", "Subject", "Topic"),
        *("Titre de la proposition", "Intitulé", "Sujet", "Objet", "Thème"),
    ),
    "proposal_sectors": (
        *("Lĩnh vực đề xuất", "Lĩnh vực của đề xuất", "Lĩnh vực góp ý", "Ngành của đề xuất"),
        *(
            "Proposal sector",
            "Proposal sectors",
            "Sector of the proposal",
            "Sectors of the proposal",
        ),
        *("Secteur de la proposition", "Secteurs de la proposition", "Domaine de la proposition"),
    ),
    "proposal_language": (
        *("Ngôn ngữ đề xuất", "Ngôn ngữ của đề xuất"),
        *("Proposal language", "Language of the proposal"),
        "Langue de la proposition",
    ),
    "received_on": (
        *("Ngày nhận", "Ngày gửi", "Ngày đề xuất", "Ngày tiếp nhận", "Thời gian gửi"),
        *("Nhận ngày", "Ngày góp ý", "Dấu thời gian", "Thời gian nhận"),
        *("Received on", "Date received", "Received", "Submitted on", "Timestamp", "Date sent"),
        *("Submission date", "Date of receipt", "Date of submission"),
        *("Reçu le", "Date de réception", "Date d'envoi", "Horodateur", "Reçue le"),
        "Date de soumission",
    ),
}

# What a heading means can depend on its neighbours: field when one of them is there, else field.
# "" as the last stands for "cannot be told".
DEPENDENT_HEADINGS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "Tên": (
        ("family_name", "given_name"),
        ("family_and_middle_name", "given_name"),
        ("", "display_name"),
    ),
    "Nom": (("given_name", "family_name"), ("", "display_name")),
    "Noms": (("given_name", "family_name"), ("", "display_name")),
    "Name": (("given_name", "family_name"), ("", "display_name")),
    "Title": (("proposal_text", "proposal_title"), ("", "position|proposal_title")),
    "Titre": (("proposal_text", "proposal_title"), ("", "position|proposal_title")),
    "Ngày": (("proposal_text", "received_on"), ("", "")),
    "Date": (("proposal_text", "received_on"), ("", "")),
    "Ngày tháng": (("proposal_text", "received_on"), ("", "")),
}

NUMBERING: Final = (
    *("STT", "TT", "Số TT", "Số thứ tự", "Thứ tự", "No", "No.", "Nr", "N°", "Nº", "#", "Number"),
    *("Numéro", "Num", "Id", "Mã số", "Row", "Ligne", "N", "Numéro d'ordre", "Item"),
)

# Of which a heading contains words: these are dropped before anything of them is read.
FORBIDDEN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "nationality": (
        *("Quốc tịch", "Nationality", "Citizenship", "Citizen of", "Nationalité", "Citoyenneté"),
        *("Nationaliteit", "Staatsangehörigkeit", "国籍", "國籍"),
    ),
    "origin": (
        *("Quê quán", "Quê hương", "Nguyên quán", "Nguồn gốc", "Gốc Việt", "Nơi sinh", "Việt kiều"),
        *("Place of birth", "Birthplace", "Country of birth", "Country of origin", "Origin"),
        *("Lieu de naissance", "Pays de naissance", "Pays d'origine", "Origine", "出生地", "籍贯"),
    ),
    "ethnicity": ("Dân tộc", "Sắc tộc", "Ethnicity", "Ethnic", "Ethnie", "民族"),
    "birth-date": (
        *("Ngày sinh", "Năm sinh", "Sinh ngày", "Sinh năm", "Ngày tháng năm sinh", "NTNS"),
        *("Date of birth", "Birth date", "Birthdate", "Birthday", "Year of birth", "DOB"),
        *("Độ tuổi", "Date de naissance", "Année de naissance", "Né(e) le", "Né le", "Née le"),
        *("Geboortedatum", "Geburtsdatum", "出生日期", "出生年月"),
    ),
    "identity-document": (
        *("Hộ chiếu", "Số hộ chiếu", "CCCD", "CMND", "CMT", "Căn cước", "Chứng minh thư", "Visa"),
        *("Thị thực", "Passport", "ID number", "ID card", "Identity card", "National ID"),
        *(
            "National number",
            "Residence permit",
            "Passeport",
            "Carte d'identité",
            "Titre de séjour",
        ),
        *("Numéro national", "护照", "身份证"),
    ),
    "religion": ("Tôn giáo", "Religion", "Religious", "Confession", "宗教"),
    "politics": ("Đảng viên", "Ngày vào Đảng", "Chính kiến", "Party member", "Political"),
    "family": (
        *("Hôn nhân", "Gia đình", "Vợ", "Chồng", "Con cái", "Họ tên vợ", "Họ tên chồng", "Bố mẹ"),
        *("Cha mẹ", "Marital", "Spouse", "Children", "Parents", "Family members", "Married"),
        *("Situation familiale", "État civil", "Conjoint", "Conjointe", "Enfants", "婚姻"),
    ),
}

# The same, where the words mean other things too: only as a whole heading.
FORBIDDEN_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "origin": ("Quê", "Gốc"),
    "ethnicity": ("Race",),
    "birth-date": ("Age", "Âge", "Born", "Tuổi", "Sinh"),
    "family": ("Con", "Family"),
}

# Not forbidden, but not kept either.
NOT_KEPT_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "phone": (
        *("Điện thoại", "Số điện thoại", "SĐT", "Di động", "Số ĐT", "ĐT", "Phone", "Telephone"),
        *("Mobile", "Mobile phone", "Tel", "Zalo", "WhatsApp", "Viber", "Téléphone"),
        *("Tél", "GSM", "Fax", "电话", "手机"),
    ),
    "gender": ("Giới tính", "Nam/Nữ", "Gender", "Sexe", "性别"),
    "courtesy": ("Danh xưng", "Ông/Bà", "Salutation", "Civilité", "Mr/Ms"),
    "address": (
        *("Địa chỉ nhà", "Địa chỉ", "Địa chỉ liên hệ", "Address", "Home address", "Postal address"),
        *("Adresse", "Adresse postale", "Code postal", "Postcode", "Postal code"),
    ),
    "signature": ("Chữ ký", "Ký tên", "Ký nhận", "Signature", "Émargement", "签名"),
}

NOT_KEPT_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "phone": ("Cell", "Portable", "Contact number"),
    "gender": ("Sex", "Genre", "Nam", "Nữ"),
}

# A heading that asks for a yes says so …
CONSENT_WORDS: Final = (
    *("Đồng ý", "Cho phép", "Chấp thuận", "Sẵn sàng", "Consent", "Agree", "Agrees", "I agree"),
    *("I accept", "Permission", "Accord", "Consentement", "Consens", "J'accepte", "Accepte"),
    *("D'accord", "Autorise", "J'autorise", "Autorisation", "Willing", "Je suis prêt"),
)
# … and for what.
PURPOSE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "profile": (
        *("cơ sở dữ liệu", "CSDL", "danh bạ", "database", "register", "directory"),
        *("base de données", "registre", "annuaire"),
    ),
    "events": (
        *("sự kiện", "thư mời", "được mời", "events", "event", "invited", "invitations"),
        *("événements", "événement", "invité", "invitée", "invitation"),
    ),
    "matching": (
        *("ghép nối", "tự động", "kết nối nhu cầu", "matching", "matched", "automatically"),
        *("mise en relation automatique", "rapprochement", "automatiquement", "appariement"),
    ),
    "universities": (
        *("trường đại học", "đại học", "viện nghiên cứu", "trường, viện", "trường viện"),
        *("universities", "institutes", "universités", "instituts"),
    ),
    "firms": ("doanh nghiệp", "công ty", "firms", "companies", "entreprises", "businesses"),
    "ministries": ("bộ, ngành", "bộ ngành", "các bộ", "ministries", "ministry", "ministères"),
    "network": ("mạng lưới", "hội chuyên gia", "network", "networks", "réseau", "réseaux"),
    "other_mission": (
        *("cơ quan đại diện khác", "đại sứ quán khác", "other mission", "another mission"),
        *("other missions", "another embassy", "other embassies", "autre mission"),
        *("autres missions", "autre ambassade", "autres ambassades"),
    ),
    "reports": ("báo cáo", "reports", "report", "rapports", "rapport"),
    "public": (
        *("công khai", "công bố", "trang web", "public", "publicly", "website"),
        *("publiquement", "publier", "site web"),
    ),
    "introduce": ("giới thiệu", "introduce", "introducing", "introduire", "présenter"),
}
# Words that name a purpose only where no other is named: "share my profile with firms" asks for
# firms, "share my contact details with universities" for universities.
PURPOSE_WORDS_IN_PASSING: Final[Mapping[str, tuple[str, ...]]] = {
    "profile": ("hồ sơ", "lưu thông tin", "profile", "profil"),
    "contact": (
        *("liên hệ", "liên lạc", "contacted", "contact", "contacté", "contactée", "contacter"),
        "être contacté(e)",
    ),
}

# Names of the ways to contribute in cells; the first three are those of the template.
WAY_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "advise_policy": (
        *("Tư vấn chính sách", "Advise on policy", "Conseiller les politiques publiques"),
        *("Góp ý chính sách", "Tư vấn", "Policy advice", "Advice", "Conseil"),
        *("Conseil en politiques publiques", "Hiến kế", "Advising on policy", "Policy advising"),
    ),
    "share_technology": (
        *("Chia sẻ công nghệ", "Share technology", "Partager une technologie"),
        *("Chuyển giao công nghệ", "Technology transfer", "Technology sharing"),
        *("Transfert de technologie", "Partage de technologie", "Sharing technology"),
    ),
    "act_as_bridge": (
        *("Làm cầu nối", "Act as a bridge", "Servir de pont"),
        *("Cầu nối", "Kết nối", "Bridge", "Connect", "Networking", "Mise en relation", "Pont"),
        *("Kết nối đối tác", "Acting as a bridge"),
    ),
    "join_project": (
        *("Tham gia dự án", "Join a project", "Participer à un projet"),
        *("Hợp tác nghiên cứu", "Dự án", "Joint project", "Projects", "Research cooperation"),
        *("Coopération de recherche", "Projet commun", "Joining a project", "Joint research"),
    ),
    "teach_mentor": (
        *("Giảng dạy, hướng dẫn", "Teach or mentor", "Enseigner ou encadrer"),
        *("Giảng dạy", "Hướng dẫn", "Đào tạo", "Teaching", "Mentoring", "Teach", "Mentor"),
        *("Enseignement", "Encadrement", "Mentorat", "Training", "Formation", "Enseigner"),
        *("Giảng dạy và hướng dẫn", "Hướng dẫn nghiên cứu sinh", "Teaching and mentoring"),
    ),
    "visit": (
        *("Thăm và làm việc", "Visit", "Faire une visite"),
        *("Thăm", "Sang thăm", "Về nước làm việc ngắn hạn", "Visits", "Short visit", "Visite"),
        *("Séjour", "Thăm làm việc"),
    ),
    "invest": (
        *("Đầu tư", "Invest", "Investir"),
        *("Investment", "Investing", "Investissement", "Góp vốn"),
    ),
}

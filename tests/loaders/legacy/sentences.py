"""Sentences of our own: Vietnamese official prose, and its neighbours that share its letters."""

VIETNAMESE = (
    "Ủy ban nhân dân tỉnh ban hành kế hoạch trồng rừng phòng hộ ven biển, giao Sở Nông nghiệp theo dõi từng quý.",
    "Đến cuối năm, các xã vùng cao phải có đường ô tô đến trung tâm; nước sạch về đủ chín thôn bản, kể cả nơi xa.",
    "Ông chủ tịch huyện nói rằng giống lúa mới chịu được rét, mỗi sào thêm bốn mươi cân thóc so với vụ trước.",
    "Bà con góp sỏi, cát và ngày công; thợ ở thị trấn xây cầu, kẻ vạch sơn, dựng biển báo trước khi thông xe.",
    "Những hộ nuôi cá lồng được vay vốn ưu đãi để mua lưới, sửa bè và xử lý nước thải trước mùa lũ.",
    "Trường trung học vừa nhận hai mươi bộ máy tính cũ, thầy hiệu trưởng mừng vì học trò khỏi phải chờ lượt.",
    "Quyết định này có hiệu lực kể từ ngày ký; chánh văn phòng, thủ trưởng các sở, ngành chịu trách nhiệm thi hành.",
    "Kỳ họp thứ bảy thông qua mười nghị quyết về thuỷ lợi, y tế, giáo dục và chế độ cho cán bộ nghỉ hưu.",
    "Xã đã mở chợ phiên mỗi tuần một buổi, bán vải dệt tay, mật ong, ngũ cốc và hẹ, ớt, tỏi trồng ở bãi bồi.",
    "Huyện uỷ yêu cầu kiểm điểm rõ vì sao kho chứa thuốc trừ sâu để ẩm, vỡ nắp mà không ai báo cáo kịp thời.",
    "Nhờ đợt phun thuốc đúng hẹn, rầy nâu giảm hẳn; ruộng trũng còn ngập nên phải cấy lại bằng mạ dự phòng.",
    "Phòng giao dịch một cửa nhận hồ sơ từ bảy giờ rưỡi, trả kết quả tại chỗ, ai ở xa thì gửi qua bưu điện.",
)
FOREIGN = (
    "Le préfet a signé hier l'arrêté qui règle la pêche à la traîne; les élus s'étonnent que l'été soit déjà passé.",
    "Où sont les forêts brûlées? Là-bas, près du château, où la rivière naît et où l'on pêche même à Noël, dès l'aube.",
    "Die Stadträte hörten die Kläger an und beschloß über Größe, Höhe und Öffnungszeiten der Brücke für Fußgänger.",
    "El año pasado el señor alcalde acompañó a los niños; mañana habrá más lluvia según el ingeniero José Ibáñez.",
    "A comissão não aprovou a licitação; três ações ficarão à disposição do órgão até o mês que vem, são questões já vãs.",
    "På torsdag må vi gå så langt vi får, sa han, og så sto båten på grunn på øya før været snudde og sjøen la seg.",
    "Hún sagði að það væri þegar orðið of seint að fá þá til að ýta bátnum út á fjörðinn áður en lægði.",
    "Három őszi nap után úgy tűnt, hogy a tó vize végül leülepedik, és a hidat újra át lehet majd adni a népnek.",
    "Çalışmalar güz döneminde başlayacak; köyün içme suyu şebekesi için ayrılan ödenek üç yıl sürecek.",
    "Zażółć gęślą jaźń: sąd uznał, że wójt słusznie odmówił, bo wniosek złożono po terminie i bez opłaty.",
    "Vysoké učení svolalo schůzi; řekli, že příští týden přijede dvě stě žáků a že kůlna bude až do léta zavřená.",
    "The café's naïve façade: 5 µm of paint, ±2 °C, § 12, 3 × 4 m², ½ price, £5 or ¥700, «as is», © 2004 Acme®.",
    "Ngân hàng Thế giới cho biết: « le coût réel » là 5 triệu €, sai số ± 3%, diện tích 40 m² × 2, theo § 4 của hợp đồng®.",
)

"""Writes the two documents of corpora/ that are typed in old encodings: an RTF in TCVN3, a page in VNI.

    python -m tests.loaders.legacy.make_corpus

A line of the decision in capitals is set in .VnTimeH, where small letters look like capitals, the others in .VnTime.
"""

from pathlib import Path

from tests.loaders.legacy.typist import type_out

CORPORA = Path(__file__).parents[3] / "corpora"

DECISION = """\
UBND TỈNH BẮC GIANG
Số: 87/2003/QĐ-UB
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bắc Giang, ngày 12 tháng 9 năm 2003
QUYẾT ĐỊNH CỦA UỶ BAN NHÂN DÂN TỈNH
Về việc thành lập Ban Quản lý rừng phòng hộ hồ Bờ Rạ
UỶ BAN NHÂN DÂN TỈNH BẮC GIANG
Căn cứ Luật Tổ chức Hội đồng nhân dân và Uỷ ban nhân dân ngày 21 tháng 6 năm 1994;
Căn cứ Quyết định số 661/QĐ-TTg ngày 29/7/1998 của Thủ tướng Chính phủ về dự án trồng mới 5 triệu ha rừng;
Xét đề nghị của Sở Nông nghiệp và Phát triển nông thôn tại Tờ trình số 214/TTr-NN ngày 28/8/2003,
QUYẾT ĐỊNH:
Điều 1. Thành lập Ban Quản lý rừng phòng hộ hồ Bờ Rạ, đặt tại huyện Lục Ngạn; trụ sở cách đập chính 800 m, có nhà 90m² và một ô tô cũ do huyện nhường lại.
Điều 2. Ban Quản lý giữ 3.400 ha rừng hiện có, ngăn việc phát nương ở sườn dốc quá 25°. Phấn đấu đến năm 2007 trồng mới 1.250 ha keo, thông; giao khoán ít nhất 80% diện tích cho hộ dân trong vùng lòng hồ.
Điều 3. Quyết định này có hiệu lực sau 15 ngày kể từ ngày ký. Giám đốc Sở Nông nghiệp và Phát triển nông thôn, Giám đốc Sở Tài chính, Chủ tịch UBND huyện Lục Ngạn chịu trách nhiệm thi hành./.
TM. UBND TỈNH BẮC GIANG
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nông Quang Ẩn
"""

NEWS_TITLE = "Tiền Giang: Họp bàn việc đưa xưởng nghề ra khỏi khu dân cư"
NEWS_DAY = "Ngày đăng: 18/10/2005"
NEWS = (
    "Ngày 17/10/2005, Sở Công nghiệp tỉnh Tiền Giang họp với lãnh đạo các huyện về việc đưa những xưởng gây ồn, gây bụi ra khỏi khu dân cư. Ông Lữ Vĩnh Tường, Phó Giám đốc Sở Công nghiệp, chủ trì cuộc họp.",
    "Chị em làm bánh phồng ở chợ Gạo kể rằng mỗi mẻ bánh phải trở đến bốn lượt, khói bám đầy vách; nhà nào khá thì mua được lò điện, còn lại vẫn đốt trấu. Xưởng cơ khí ngoài thị xã thì ngại dời đi vì sợ mất khách quen.",
    "Theo Quyết định số 2915/QĐ-UB ngày 30/8/2005 của UBND tỉnh, phấn đấu đến năm 2008 di dời 140 cơ sở, đến năm 2010 có 90% cơ sở chế biến xử lý được nước thải.",
    "Sở Tài nguyên và Môi trường sẽ đo tiếng ồn tại từng xưởng; UBND huyện Cái Bè nhận làm trước ở hai ấp ven sông.",
)
MENU = ("Trang chủ", "Giới thiệu", "Tin tức", "Liên hệ")


def decision() -> bytes:
    """RTF as Word 97 wrote it: bytes beyond ASCII as \\'xx, whatever they stand for."""
    lines = []
    for line in DECISION.splitlines():
        font = "\\f1" if line.isupper() and "/" not in line else "\\f0"
        typed = _escaped(type_out(line.lower() if font == "\\f1" else line, "tcvn3"))
        for capital in "ẨẢỞ":  # which .VnTime lacks: one letter in the other font, as typists did
            if font == "\\f0" and f" {capital}" in f" {line}":
                small = _escaped(type_out(capital, "tcvn3"))
                typed = f" {typed}".replace(f" {small}", f" {{\\f1 {small}}}").strip()
        lines.append(f"\\pard{font} {typed}\\par\n")
    fonts = "{\\fonttbl{\\f0\\fswiss\\fcharset0 .VnTime;}{\\f1\\fswiss\\fcharset0 .VnTimeH;}}"
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0" + fonts + "\n" + "".join(lines) + "}\n").encode("ascii")


def _escaped(typed: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b"\\{}" else f"\\'{byte:02x}" for byte in typed)


def news() -> bytes:
    """A page of the time: tables for columns, a font in every paragraph, the title in the old encoding too."""
    menu = "".join(f"<tr><td><font face='VNI-Helve'>{entry}</font></td></tr>" for entry in MENU)
    body = "".join(f"<p><font face='VNI-Times' size=3>{paragraph}</font></p>\n" for paragraph in NEWS)
    return type_out(
        f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>\n"
        f"<title>{NEWS_TITLE}</title></head>\n<body><table><tr><td class=menu><table>{menu}</table></td>\n"
        f"<td class=noidung><h2><font face='VNI-Helve'>{NEWS_TITLE}</font></h2>\n"
        f"<p><font face='VNI-Times'>{NEWS_DAY}</font></p>\n{body}</td></tr></table></body></html>\n",
        "vni",
    )


if __name__ == "__main__":
    (CORPORA / "decision-bac-giang-rung-phong-ho-2003.rtf").write_bytes(decision())
    (CORPORA / "news-tien-giang-xuong-nghe-2005.html").write_bytes(news())

"""Distinct documents of real size for `make bench`: documents of corpora/, spread in the prose that official texts have.

The documents of corpora/ are made to test with: they state a fact every 80 characters. Real ones are longer and
thinner. Press items and excerpts of plans of 3,000 characters state one every 180; the texts of a gazette, half of them
longer than 40,000 characters, one every 1,000, amid articles, terms and forms that have numbers too. Each kind here
keeps to such figures, and the bench prints them.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True)
class Kind:
    """`count` documents of about `size` characters, `prose` of them for each one that comes from corpora/."""

    name: str
    count: int
    size: int
    prose: float


KINDS = (Kind("press items", 60, 3_000, 1.2), Kind("plans", 24, 15_000, 3), Kind("gazette texts", 12, 40_000, 11))

_WHO = (
    "Cơ quan tiếp nhận", "Đơn vị được giao chủ trì", "Tổ chức, cá nhân đề nghị", "Người đứng đầu đơn vị", "Bộ phận một cửa",
    "Cơ sở sản xuất", "Chủ đầu tư", "Hội đồng thẩm định", "Người được phân công theo dõi", "Các hộ gia đình trong vùng dự án",
)  # fmt: skip
_DOES = (
    "có trách nhiệm", "phải", "được quyền", "cần chủ động", "không được chậm trễ trong việc", "phối hợp chặt chẽ để",
    "căn cứ điều kiện thực tế để", "định kỳ rà soát và", "tự chịu chi phí và", "theo chức năng được giao",
)  # fmt: skip
_WHAT = (
    "kiểm tra tính đầy đủ của thành phần hồ sơ trước khi vào sổ theo dõi",
    "lưu giữ tài liệu gốc và cung cấp bản sao khi có yêu cầu hợp lệ",
    "bố trí nhân lực, phương tiện phù hợp với khối lượng công việc",
    "thông báo bằng văn bản cho bên liên quan, nêu rõ lý do nếu từ chối",
    "hướng dẫn người dân bổ sung giấy tờ còn thiếu ngay tại nơi tiếp nhận",
    "bảo đảm an toàn lao động, vệ sinh môi trường trong suốt quá trình thi công",
    "tổng hợp khó khăn, vướng mắc và đề xuất cách tháo gỡ",
    "niêm yết công khai quy trình, biểu mẫu tại trụ sở làm việc",
    "thu thập ý kiến của những người chịu tác động trực tiếp",
    "sử dụng tiết kiệm vật tư, năng lượng và tái sử dụng phế phẩm",
)
_HOW = (
    "theo trình tự quy định tại khoản {} Điều {}", "trên cơ sở kết quả đánh giá của Tổ thẩm định",
    "trong thời hạn {} ngày làm việc kể từ ngày nhận đủ hồ sơ", "với sự tham gia của ít nhất {} đại diện cộng đồng dân cư",
    "trừ trường hợp quy định tại điểm b khoản {} Điều này", "theo Mẫu số {} Phụ lục {} kèm theo", "tối đa {} lần trong một đợt",
    "kể cả khi công việc được ủy quyền cho đơn vị khác", "phù hợp với đặc thù của từng địa bàn", "chậm nhất sau {} giờ",
)  # fmt: skip
_THEN = (
    "Trường hợp hồ sơ chưa hợp lệ thì trả lại và nêu rõ nội dung cần chỉnh sửa.",
    "Biên bản lập thành {} bản, có chữ ký của các bên tham gia; mỗi bên giữ {} bản.",
    "Nội dung này là căn cứ để xem xét trách nhiệm khi xảy ra sai sót.",
    "Mọi thay đổi đều phải được cập nhật vào hệ thống quản lý dùng chung.",
    "Mức thu, nộp áp dụng theo Biểu {} ban hành kèm theo Thông tư của Bộ Tài chính.",
    "Việc kiểm tra không làm ảnh hưởng đến hoạt động bình thường của cơ sở.",
    "Khi có ý kiến khác nhau thì Chủ tịch Hội đồng quyết định trên cơ sở ý kiến của {}/{} thành viên.",
    "Thông tin cá nhân của người đề nghị được giữ kín theo quy định.",
)


def documents(kind: Kind, corpus: list[str]) -> Iterator[str]:
    """The documents of a kind, each time the same; no two are alike."""
    chance = random.Random(f"{kind.name} 20")
    texts = cycle(corpus)
    for _ in range(kind.count):
        pieces: list[str] = []
        taken = added = 0
        while taken + added < kind.size:
            for line in next(texts).split("\n"):
                if taken + added >= kind.size:
                    break
                pieces.append(_other_digits(line, chance))
                taken += len(line)
                while len(line) > 60 and added < kind.prose * taken:  # behind a paragraph, not within a header
                    pieces.append(_prose(chance))
                    added += len(pieces[-1])
        yield "\n".join(pieces)


def variations(texts: list[str], count: int) -> Iterator[str]:
    """The corpus over and over, each time with other digits."""
    chance = random.Random(20)
    for text in islice(cycle(texts), count):
        yield _other_digits(text, chance)


def _other_digits(text: str, chance: random.Random) -> str:
    return re.sub(r"\d", lambda m: m[0] if chance.random() < 0.7 else str(chance.randrange(1, 10)), text)


def _prose(chance: random.Random) -> str:
    """A paragraph that rules duties and states no fact, as an item of an article."""
    pick = chance.choice
    marker = pick(("{}. ", "a) ", "đ) ", "- ", "", "Điều {}. "))
    duties = [f"{pick(_WHO)} {pick(_DOES)} {pick(_WHAT)}, {pick(_HOW)}" for _ in range(chance.randrange(1, 4))]
    words = f"{marker}{'. '.join(duties)}. {pick(_THEN)}"
    return re.sub(r"\{\}", lambda _: str(chance.randrange(1, 40)), words)

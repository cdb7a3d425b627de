"""What each figure of a sentence measures: labels, shared verbs, parts of a whole, heads of lists."""

import pytest

from pipeline import Extractor


def measured(extractor: Extractor, text: str) -> list[tuple[str, float]]:
    """(indicator, value) of each goal in the order of the text."""
    facts = sorted(extractor.extract(text).targets, key=lambda fact: fact.mentions[0].start)
    return [(fact.indicator, fact.value) for fact in facts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a level that is to stay is measured; what is kept is said of a count, and only of what is kept
        (
            "Phấn đấu năm 2027 giữ ổn định tỷ lệ che phủ rừng 61% và nâng cao chất lượng rừng; duy trì 3 bản kiểu mẫu, có thêm 2 bản sạch.",
            [("giữ ổn định tỷ lệ che phủ rừng", 61), ("duy trì bản kiểu mẫu", 3), ("bản sạch", 2)],
        ),
        # a label of a measure or of an activity reaches the parts behind semicolons, with a verb of their own or not
        (
            "Mục tiêu năm 2030.\nGiá trị sản xuất: nông nghiệp đạt 320 tỷ đồng; công nghiệp đạt 540 tỷ đồng; thu ngân sách đạt 30 tỷ đồng.",
            [("Giá trị sản xuất nông nghiệp", 320), ("Giá trị sản xuất công nghiệp", 540), ("thu ngân sách", 30)],
        ),
        (
            "Chỉ tiêu năm 2027:\n- Trồng mới: mỡ 310 ha; quế 220 ha; chăm sóc 25 ha rừng.",
            [("Trồng mới mỡ", 310), ("Trồng mới quế", 220), ("chăm sóc rừng", 25)],
        ),
        # the sector of a label holds for the measures behind a comma
        (
            "Phấn đấu đến năm 2030, ngành dịch vụ: doanh thu đạt 310 tỷ đồng, tốc độ tăng trưởng đạt 9%; số cơ sở đạt 45.",
            [("doanh thu ngành dịch vụ", 310), ("tốc độ tăng trưởng ngành dịch vụ", 9), ("số cơ sở", 45)],
        ),
        # what is counted beside a share is no share
        (
            "Chỉ tiêu năm 2027: tỷ lệ bản đạt chuẩn 55% (11 bản, tăng thêm 4 bản); giảm 12% tỷ lệ hộ nghèo (25 hộ).",
            [
                ("tỷ lệ bản đạt chuẩn", 55),
                ("bản đạt chuẩn", 11),
                ("bản đạt chuẩn tăng", 4),
                ("giảm tỷ lệ hộ nghèo", 12),
                ("giảm hộ nghèo", 25),
            ],
        ),
        # right behind a figure "và" begins another statement, if a verb of reaching follows
        (
            "Phấn đấu năm 2028 cơ cấu giá trị sản xuất trồng trọt chiếm 58% và chăn nuôi chiếm 42%.",
            [("cơ cấu giá trị sản xuất trồng trọt", 58), ("cơ cấu giá trị sản xuất chăn nuôi", 42)],
        ),
        # how a composition changes says nothing of its parts
        (
            "Chỉ tiêu năm 2028. Cơ cấu kinh tế chuyển dịch như sau: nông nghiệp chiếm 31%; dịch vụ chiếm 44%.",
            [("Cơ cấu kinh tế nông nghiệp", 31), ("Cơ cấu kinh tế dịch vụ", 44)],
        ),
        # a statement without a figure stands before a semicolon's goal, several measures before one share
        (
            "Phấn đấu năm 2028 thu phí 30 tỷ đồng; không còn bản nợ tiêu chí, số tiêu chí bình quân mỗi bản đạt 14,5 tiêu chí.",
            [("thu phí", 30), ("số tiêu chí bình quân mỗi bản", 14.5)],
        ),
        (
            "Ban An toàn giao thông huyện đề ra mục tiêu trong thời gian tới sẽ giảm số vụ cháy rừng, số người chết, bị thương 6% so với năm 2025.",
            [("giảm số vụ cháy rừng, số người chết, bị thương", 6)],
        ),
        # a place that will do something is not what is done; a measure that will grow is
        (
            "Chỉ tiêu năm 2027: Bắc Hà sẽ trồng 33 ha chè; GRDP sẽ tăng 8%.",
            [("trồng chè", 33), ("GRDP sẽ tăng", 8)],
        ),
        # behind a change another statement may stand, of which nothing changes; an average is part of some measures
        (
            "Chỉ tiêu năm 2027: giảm 9% lượng khí thải, 100% lò đạt quy chuẩn; giảm 5% số vụ cháy, 6% số người bị thương; thu nhập bình quân đạt 43,8 triệu đồng.",
            [
                ("giảm lượng khí thải", 9),
                ("lò đạt quy chuẩn", 100),
                ("giảm số vụ cháy", 5),
                ("giảm số người bị thương", 6),
                ("thu nhập bình quân", 43.8),
            ],
        ),
        # a share in the name of what another share is of; what is made once a year
        (
            "Phấn đấu năm 2027 tỷ lệ mù chữ tại các bản có tỷ lệ hộ nghèo trên 25% giảm từ 4% trở lên; mỗi năm xây dựng 1 mô hình nuôi cá.",
            [("tỷ lệ mù chữ tại các bản có tỷ lệ hộ nghèo trên 25% giảm", 4), ("xây dựng mô hình nuôi cá", 1)],
        ),
        # the topic of a sentence is none of the occasions that are left out with who acts
        (
            "Đề án nêu mục tiêu đến năm 2030 của từng cấp học. Ở mầm non, tỷ lệ trẻ biết bơi đạt 37%.",
            [("tỷ lệ trẻ biết bơi", 37)],
        ),
        # a label is left out where what follows the figure says what is measured, and kept where nothing does
        (
            "Mục tiêu năm 2026:\n- Về thủy lợi: 85% hồ chứa có quy trình vận hành;\n- Độ che phủ rừng: 47%.",
            [("hồ chứa có quy trình vận hành", 85), ("Độ che phủ rừng", 47)],
        ),
        (
            "Mục tiêu năm 2026: Đối với làng nghề: 40% hộ làm gốm và 30% hộ dệt chiếu dùng lò điện.",
            [("hộ làm gốm dùng lò điện", 40), ("hộ dệt chiếu dùng lò điện", 30)],
        ),
        # the head of a list says what its items measure
        (
            "II. MỤC TIÊU\n1. Nâng tỷ lệ đường xã được trải nhựa:\n- Đến năm 2024: 70%;\n- Đến năm 2026: 95%.",
            [("Nâng tỷ lệ đường xã được trải nhựa", 70), ("Nâng tỷ lệ đường xã được trải nhựa", 95)],
        ),
        # parts of a measure that the text does not name stand side by side
        (
            "Phấn đấu đạt các mục tiêu sau:\nĐối với ngành gốm: từ 4 đến 6% tùy từng lò; đối với ngành giấy: tối thiểu 5%.",
            [("Đối với ngành gốm", 4), ("đối với ngành giấy", 5)],
        ),
        # a crop alone takes over what was measured of the one before, in the same unit
        (
            "Phấn đấu năm 2028 diện tích ngô 750 ha, lạc 430 ha, xuất khẩu 2 triệu USD.",
            [("diện tích ngô", 750), ("diện tích lạc", 430), ("xuất khẩu", 2)],
        ),
        # what stands in brackets ends with them
        (
            "Đến năm 2028 phấn đấu tạo việc làm cho 500 lao động (200 lao động làm nghề, 40 lao động đi biển), và mở cổng việc làm.",
            [
                ("tạo việc làm cho lao động", 500),
                ("tạo việc làm cho lao động làm nghề", 200),
                ("tạo việc làm cho lao động đi biển", 40),
            ],
        ),
        # "không đảm bảo" says which things, not how
        (
            "Đến năm 2028 phấn đấu 90% nhà ở các bản không đảm bảo an toàn sẽ được di dời.",
            [("nhà ở các bản không đảm bảo an toàn sẽ được di dời", 90)],
        ),
        # the word before the figure that only says that it is a share is none
        (
            "Mục tiêu thu gom rác phấn đấu đạt tỷ lệ 82%.",
            [("thu gom rác", 82)],
        ),
        # who is quoted, and a remark on the goal, say nothing of what is measured
        (
            "“Phấn đấu năm 2028 sản lượng gỗ đạt 35 triệu m3, năm 2030 đạt 50 triệu m3” – ông Trần Văn Mẫu nhấn mạnh.",
            [("sản lượng gỗ", 35), ("sản lượng gỗ", 50)],
        ),
        (
            "Mục tiêu năm 2028 là hoàn thành 70 km đường ven biển, đây là bước tiến lớn.",
            [("hoàn thành đường ven biển", 70)],
        ),
        # "cho" before a time is left out with it
        (
            "Phấn đấu sản lượng gốm tăng 5% cho giai đoạn 2026-2028 và 3% cho giai đoạn 2029-2031.",
            [("sản lượng gốm tăng", 5), ("sản lượng gốm tăng", 3)],
        ),
        # a movement named by its numbers
        (
            "Phấn đấu năm 2028 có 90% gia đình thực hiện cuộc vận động 5 không, 3 sạch.",
            [("gia đình thực hiện cuộc vận động 5 không, 3 sạch", 90)],
        ),
        # a heading in the same line is left out; another measure begins with a capital
        (
            "Chỉ tiêu và khâu đột phá (nhiệm kỳ 2025 - 2030) Tốc độ tăng thu đạt 9%.",
            [("Tốc độ tăng thu", 9)],
        ),
        # growth of a whole and its parts, and in its respects
        (
            "Mục tiêu năm 2026: tốc độ tăng giá trị sản xuất đạt 8%, trong đó: nghề cá tăng 6%; nghề gốm - nghề giấy tăng 9%.",
            [
                ("tốc độ tăng giá trị sản xuất", 8),
                ("tốc độ tăng giá trị sản xuất nghề cá", 6),
                ("tốc độ tăng giá trị sản xuất nghề gốm - nghề giấy", 9),
            ],
        ),
        (
            "Mục tiêu: tốc độ tăng trưởng giai đoạn 2026 - 2030: về diện tích là 4%/năm, về sản lượng là 7%/năm.",
            [("tốc độ tăng trưởng về diện tích", 4), ("tốc độ tăng trưởng về sản lượng", 7)],
        ),
        (
            "Chỉ tiêu: tỷ lệ giải quyết đơn đạt 80% về việc, 65% về tiền.",
            [("tỷ lệ giải quyết đơn về việc", 80), ("tỷ lệ giải quyết đơn về tiền", 65)],
        ),
        (
            "Mục tiêu: tỷ lệ hộ nghèo giảm 2%/năm, riêng các bản vùng cao giảm 4%/năm.",
            [("tỷ lệ hộ nghèo giảm", 2), ("tỷ lệ hộ nghèo các bản vùng cao giảm", 4)],
        ),
        # area, yield and harvest of one crop; a companion with "với"
        (
            "Mục tiêu năm 2026 diện tích trồng quế là 300 ha, sản lượng đạt 90 tấn.",
            [("diện tích trồng quế", 300), ("sản lượng quế", 90)],
        ),
        (
            "Mục tiêu năm 2026:\n- Cây quế: diện tích 30 ha, năng suất 6 tạ/ha, sản lượng đạt 9 tấn.\n- Cây chè: Diện tích: 20 ha.",
            [("diện tích Cây quế", 30), ("năng suất Cây quế", 6), ("sản lượng Cây quế", 9), ("Diện tích Cây chè", 20)],
        ),
        (
            "Mục tiêu năm 2026 giữ diện tích ao cá là 50 ha với sản lượng cá đạt 20 tấn.",
            [("giữ diện tích ao cá", 50), ("sản lượng cá", 20)],
        ),
        # what stands behind a bracket is no part of what stands before it
        (
            "Mục tiêu năm 2026 sản lượng mật ong đạt 40 tấn (trong đó xuất khẩu chiếm 30%), thu hút 90 lao động.",
            [("sản lượng mật ong", 40), ("sản lượng mật ong xuất khẩu", 30), ("thu hút lao động", 90)],
        ),
        (
            "Mục tiêu năm 2026 trồng 5 rặng tre, 10 rặng dừa, 2 rặng cau.",
            [("trồng rặng tre", 5), ("trồng rặng dừa", 10), ("trồng rặng cau", 2)],
        ),
        # who set the goals, and how many, stands before "gồm", "như", "là"
        (
            "Bộ 9 chỉ tiêu năm 2026 được thông qua gồm tốc độ tăng thu đạt 5%, cao hơn mức năm 2025 (ước 4%), dư nợ thuế còn 3%.",
            [("tốc độ tăng thu", 5), ("dư nợ thuế", 3)],
        ),
        (
            "Năm 2026, tuổi trẻ huyện xây dựng 4 chỉ tiêu cơ bản như: 100% chi đoàn có sân chơi; 30 ý tưởng được hỗ trợ.",
            [("chi đoàn có sân chơi", 100), ("ý tưởng được hỗ trợ", 30)],
        ),
        (
            "Mục tiêu cụ thể đặt ra trong lĩnh vực kinh tế, lao động là tỷ lệ nữ chủ hộ kinh doanh đạt 27% vào năm 2026.",
            [("tỷ lệ nữ chủ hộ kinh doanh", 27)],
        ),
        # a level behind a growth, a part behind what the whole is to become, a measure named again
        (
            "Mục tiêu: doanh số chợ phiên tăng 25%/năm, đạt 3 tỷ đồng.",
            [("doanh số chợ phiên tăng", 25), ("doanh số chợ phiên", 3)],
        ),
        (
            "Chỉ tiêu: cơ cấu kinh tế chuyển dịch đúng hướng, trong đó nghề cá 51%; nghề gốm 49%.",
            [("cơ cấu kinh tế nghề cá", 51), ("cơ cấu kinh tế nghề gốm", 49)],
        ),
        (
            "Mục tiêu đến năm 2026 có 60% trưởng bản là nữ, và con số này tăng lên 75% vào năm 2030.",
            [("trưởng bản là nữ", 60), ("trưởng bản là nữ", 75)],
        ),
        # the verb of the next statement; what is done already says only which
        (
            "Năm 2026 phấn đấu thêm 7 xã đạt chuẩn, duy trì và nâng chất ở các xã đã đạt chuẩn, đồng thời nâng tiêu chí bình quân lên 12 tiêu chí/xã.",
            [("xã đạt chuẩn", 7), ("nâng tiêu chí", 12)],
        ),
        # a demand that belongs to what is measured
        (
            "Chỉ tiêu năm 2026: tỷ lệ rác được xử lý bảo đảm quy chuẩn đạt 90%.",
            [("tỷ lệ rác được xử lý bảo đảm quy chuẩn", 90)],
        ),
        # parts of what was named before
        (
            "Phấn đấu năm 2026 tỷ lệ hồ sơ xử lý trên mạng tại cấp tỉnh đạt 100%, cấp huyện đạt 90%.",
            [("tỷ lệ hồ sơ xử lý trên mạng tại cấp tỉnh", 100), ("tỷ lệ hồ sơ xử lý trên mạng tại cấp huyện", 90)],
        ),
        (
            "Phấn đấu năm 2026 tỷ trọng trồng trọt chiếm 40%, chăn nuôi chiếm 45%, dịch vụ là 15%.",
            [("tỷ trọng trồng trọt", 40), ("tỷ trọng chăn nuôi", 45), ("tỷ trọng dịch vụ", 15)],
        ),
        (
            "Phấn đấu năm 2026 tỷ lệ lao động qua đào tạo đạt 60% (trong đó đào tạo nghề đạt 40%).",
            [("tỷ lệ lao động qua đào tạo", 60), ("tỷ lệ lao động qua đào tạo nghề", 40)],
        ),
        (
            "Phấn đấu năm 2026 mạng cáp quang phủ đạt 75% hộ gia đình, 100% trụ sở xã.",
            [("mạng cáp quang phủ hộ gia đình", 75), ("mạng cáp quang phủ trụ sở xã", 100)],
        ),
        (
            "Mục tiêu năm 2026 đón 3 triệu lượt khách, tăng 12% so với năm 2025.",
            [("đón lượt khách", 3), ("đón lượt khách tăng", 12)],
        ),
        # words that say who sets the goals, how, or what for
        ("Nhiệm vụ được huyện đặt ra trong năm 2026 là phấn đấu trồng 300 ha mắc ca.", [("trồng mắc ca", 300)]),
        ("Mục tiêu của Nghị quyết là tỷ lệ hộ nghèo đến năm 2026 còn 2%.", [("tỷ lệ hộ nghèo", 2)]),
        (
            "Huyện yêu cầu các xã tập trung nhiều giải pháp để phấn đấu năm 2026 giảm 2% hộ nghèo và 3% hộ cận nghèo.",
            [("giảm hộ nghèo", 2), ("giảm hộ cận nghèo", 3)],
        ),
        # measures named side by side, whose figures follow in their order
        (
            "Phấn đấu năm 2026 sản lượng chè và cà phê lần lượt đạt 12.000 tấn và 4.500 tấn.",
            [("sản lượng chè", 12000), ("sản lượng cà phê", 4500)],
        ),
        (
            "Phấn đấu năm 2026, tỷ lệ hồ sơ trực tuyến, tỷ lệ thanh toán trực tuyến lần lượt đạt 80% và 90%.",
            [("tỷ lệ hồ sơ trực tuyến", 80), ("tỷ lệ thanh toán trực tuyến", 90)],
        ),
        (
            "Mục tiêu năm 2026, tỷ lệ hộ thành thị, nông thôn dùng nước sạch đạt lần lượt 95% và 80%.",
            [("tỷ lệ hộ thành thị dùng nước sạch", 95), ("tỷ lệ hộ nông thôn dùng nước sạch", 80)],
        ),
        (
            "Mục tiêu năm 2026, giá trị sản xuất ngành chè, mía và sắn lần lượt là 120 tỷ đồng, 90 tỷ đồng và 60 tỷ đồng.",
            [
                ("giá trị sản xuất ngành chè", 120),
                ("giá trị sản xuất ngành mía", 90),
                ("giá trị sản xuất ngành sắn", 60),
            ],
        ),
        # the next thing takes the place of the first one's in what is measured
        (
            "Chỉ tiêu năm 2026: Tổng đàn trâu, bò đạt 500 con, lợn đạt 1.300 con; diện tích lúa đạt 90 ha, ngô đạt 40 ha.",
            [("Tổng đàn trâu, bò", 500), ("Tổng đàn lợn", 1300), ("diện tích lúa", 90), ("diện tích ngô", 40)],
        ),
        # a label between commas begins another goal; a measure before "phấn đấu" is what the figure is of
        (
            "Mục tiêu năm 2026: Giá trị thương mại: 349 tỷ đồng, giá trị xây dựng: 271 tỷ đồng.",
            [("Giá trị thương mại", 349), ("giá trị xây dựng", 271)],
        ),
        (
            "Năm 2026 đặt mục tiêu: tỷ lệ giải ngân phấn đấu đạt 100% kế hoạch giao; 20% số chợ được lợp mái và không còn chợ tạm.",
            [("tỷ lệ giải ngân kế hoạch giao", 100), ("số chợ được lợp mái", 20)],
        ),
        (
            "Mục tiêu năm 2026: bình quân đạt 15 tiêu chí/xã, cả nước không còn xã đặc biệt khó khăn.",
            [("tiêu chí/xã", 15)],
        ),
        # the parts are parts of what grew, not of its growth
        (
            (
                "Mục tiêu năm 2026: diện tích gieo trồng đạt 8.200 ha, tăng 1,2% so với năm 2025. "
                "Trong đó: lúa: 5.100 ha, tăng 0,8%; ngô: 1.900 ha."
            ),
            [
                ("diện tích gieo trồng", 8200),
                ("diện tích gieo trồng tăng", 1.2),
                ("diện tích gieo trồng lúa", 5100),
                ("diện tích gieo trồng lúa tăng", 0.8),
                ("diện tích gieo trồng ngô", 1900),
            ],
        ),
        (
            "Mục tiêu năm 2026: tỷ lệ hộ nghèo giảm 2% (riêng các xã vùng cao giảm 4%) theo chuẩn nghèo mới.",
            [("tỷ lệ hộ nghèo giảm", 2), ("tỷ lệ hộ nghèo các xã vùng cao giảm", 4)],
        ),
        # a figure in the name of what is measured, and of how many people a rate is
        (
            "Phấn đấu năm 2026 tỷ lệ hộ có thu nhập trên 100 triệu đồng đạt 20%.",
            [("tỷ lệ hộ có thu nhập trên 100 triệu đồng", 20)],
        ),
        (
            "Phấn đấu năm 2026 giảm số xã đạt dưới 05 tiêu chí xuống dưới 15 xã.",
            [("giảm số xã đạt dưới 05 tiêu chí", 15)],
        ),
        (
            "Chỉ tiêu năm 2026: Tỷ lệ sinh viên trên 1.000 dân: 25 sinh viên.",
            [("Tỷ lệ sinh viên trên 1.000 dân", 25)],
        ),
        # the occasion, who sets the goal, and by which rules
        (
            "Mục tiêu: trong đợt trồng cây vụ xuân, toàn xã trồng 12.000 cây phi lao ven biển.",
            [("trồng cây phi lao ven biển", 12000)],
        ),
        (
            "Huyện Bình An đã chủ trương phấn đấu trong năm 2026 sẽ đạt thêm 5 sản phẩm OCOP.",
            [("sản phẩm OCOP", 5)],
        ),
        (
            "Phấn đấu năm 2026, 90% thủ tục theo quy định của pháp luật được cung cấp trên mạng.",
            [("thủ tục được cung cấp trên mạng", 90)],
        ),
        (
            "Chỉ tiêu năm 2026: Tỷ lệ chi hội xếp loại tốt: 15% trở lên/tổng số chi hội trực thuộc.",
            [("Tỷ lệ chi hội xếp loại tốt", 15)],
        ),
        (
            "Mục tiêu năm 2026, tỉnh trở thành một trong 5 địa phương dẫn đầu cả nước về chuyển đổi số.",
            [("địa phương dẫn đầu cả nước về chuyển đổi số", 5)],
        ),
        (
            "Phấn đấu đến năm 2030, Việt Nam vào nhóm 30 nước dẫn đầu về lúa gạo; PCI thuộc nhóm 10 tỉnh dẫn đầu về thu hút.",
            [("nước dẫn đầu về lúa gạo", 30), ("PCI", 10)],
        ),
        (
            "Phấn đấu đến năm 2030, nước ta thuộc nhóm 60 nước dẫn đầu về logistics.",
            [("nước dẫn đầu về logistics", 60)],
        ),
        # another kind of animal or crop, named behind a semicolon; what is done there is none
        (
            "Phấn đấu năm 2026: Đàn dê tăng 2%; cừu tăng 3%; thu nhập tăng 9%.",
            [("Đàn dê tăng", 2), ("Đàn cừu tăng", 3), ("thu nhập tăng", 9)],
        ),
        (
            "Phấn đấu năm 2026, đàn trâu đạt 1.200 con; ngựa 300 con, hươu 90 con.",
            [("đàn trâu", 1200), ("đàn ngựa", 300), ("đàn hươu", 90)],
        ),
        (
            "Mục tiêu năm 2026: Diện tích gieo trồng vừng đạt 300 ha; đậu tương 120 ha; trồng mới 40 ha.",
            [("Diện tích gieo trồng vừng", 300), ("Diện tích gieo trồng đậu tương", 120), ("trồng mới", 40)],
        ),
        (
            "Chỉ tiêu năm 2026: Doanh thu: lữ hành 5 tỷ đồng; lưu trú 3 tỷ đồng; thu ngân sách 9 tỷ đồng; nợ đọng 2 tỷ đồng.",
            [("Doanh thu lữ hành", 5), ("Doanh thu lưu trú", 3), ("thu ngân sách", 9), ("nợ đọng", 2)],
        ),
        (
            "Mục tiêu năm 2026: tỷ lệ hộ dùng nước sạch 90%; hộ dùng điện 99%; xã có chợ 80%.",
            [("tỷ lệ hộ dùng nước sạch", 90), ("tỷ lệ hộ dùng điện", 99), ("xã có chợ", 80)],
        ),
        # a sector or another subject before a colon, where the measure says of none; the change that follows it
        (
            "Mục tiêu năm 2026\n- Ngành dịch vụ: tốc độ tăng trưởng đạt 9%/năm.\n- Ngành du lịch: tỷ lệ phòng có khách đạt 60%.",
            [("tốc độ tăng trưởng Ngành dịch vụ", 9), ("tỷ lệ phòng có khách", 60)],
        ),
        (
            "Mục tiêu năm 2026: Tỷ lệ hộ nghèo: giảm 2%; đàn dê: tăng 3%.",
            [("Tỷ lệ hộ nghèo giảm", 2), ("đàn dê tăng", 3)],
        ),
        # a sentence broken over two lines
        ("Năm 2026, huyện đặt mục tiêu tăng trưởng GRDP\ntừ 11% trở lên.", [("tăng trưởng GRDP", 11)]),
        # growth alone, whoever has the goal
        ("Tỉnh đặt mục tiêu tăng trưởng 11% trong năm 2026.", [("tăng trưởng", 11)]),
        ("Phấn đấu năm 2026 tăng trưởng 8%.", [("tăng trưởng", 8)]),
        ("GRDP năm 2026 phấn đấu tăng trưởng 9%.", [("GRDP tăng trưởng", 9)]),
        # the unit says it where it is a rate
        (
            "Chỉ tiêu năm 2026: Số giường bệnh: 30 giường; 12 bác sĩ/vạn dân.",
            [("Số giường bệnh", 30), ("bác sĩ/vạn dân", 12)],
        ),
    ],
)
def test_what_is_measured(extractor: Extractor, text: str, wanted: list[tuple[str, float]]) -> None:
    assert measured(extractor, text) == wanted


def test_several_blanks_between_words(extractor: Extractor) -> None:
    text = "Phấn đấu đến năm 2026 có ít  nhất 45  triệu  đồng thu  nhập bình quân so  với năm 2020."
    (target,) = extractor.extract(text).targets
    assert (target.comparator, target.unit, str(target.by)) == (">=", "triệu đồng", "2026")

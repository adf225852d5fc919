"""Words for generated articles: common ones as in newspapers, rarer ones built like real words, drawn as often as Zipf says."""

from __future__ import annotations

from itertools import accumulate, product
from random import Random
from typing import Final

_VIETNAMESE: Final = (
    "và|của|là|có|được|trong|cho|với|một|các|những|không|người|đã|khi|tại|này|từ|đến|để|ông|cũng|theo|về|năm|sẽ|vào"
    "|nhiều|ra|như|bị|ở|do|trên|sau|nhưng|đang|phải|còn|thì|hơn|làm|chỉ|việc|đó|bà|anh|chị|mình|lại|nên|rất|mới|qua"
    "|Việt Nam|Hà Nội|TP.HCM|Đà Nẵng|Cần Thơ|Hải Phòng|Huế|Quảng Ninh|Đắk Lắk|Bình Dương|chính phủ|Quốc hội|Thủ tướng"
    "|bộ trưởng|ủy ban|nhân dân|công an|doanh nghiệp|kinh tế|xã hội|thị trường|chứng khoán|ngân hàng|lãi suất|bất động sản"
    "|xuất khẩu|nhập khẩu|tăng trưởng|lạm phát|đầu tư|dự án|cao tốc|đường sắt|sân bay|giao thông|tai nạn"
    "|môi trường|biến đổi khí hậu"
    "|bão lũ|sạt lở|ngập lụt|thời tiết|nắng nóng|giáo dục|học sinh|sinh viên|giáo viên|đại học|tuyển sinh|kỳ thi|điểm chuẩn"
    "|bệnh viện|bác sĩ|bệnh nhân|vaccine|sức khỏe|dinh dưỡng|thực phẩm|văn hóa|nghệ thuật|âm nhạc|điện ảnh|ca sĩ|diễn viên"
    "|bóng đá|đội tuyển|huấn luyện viên|cầu thủ|trận đấu|giải vô địch|công nghệ|trí tuệ nhân tạo|bán dẫn|điện thoại|máy tính"
    "|an ninh mạng|dữ liệu|phần mềm|nông nghiệp|cà phê|lúa gạo|thủy sản|nông dân|miền Tây|miền Trung|đồng bằng|sông Hồng"
    "|sông Mê Kông|phở|bún chả|bánh mì|du lịch|khách sạn|Hội An|Phú Quốc|tòa án|bị cáo|luật sư|điều tra|hợp tác|quốc tế"
    "|Mỹ|Trung Quốc|Nhật Bản|Hàn Quốc|Ukraine|châu Âu|xung đột|bầu cử|tổng thống|thỏa thuận|nghị quyết|quyết định|kế hoạch"
)
_ENGLISH: Final = (
    "the|of|and|to|in|a|is|that|for|on|it|with|as|was|at|by|from|this|have|are|be|which|you|will|about|into|more|other|has"
    "|were|been|their|they|he|she|we|not|but|an|or|its|had|would|said|who|one|all|there|when|out|up|than|also|after|over"
    "|people|year|time|government|company|market|city|world|school|police|health|climate|research|science|music|travel|court"
    "|election|president|minister|council|budget|energy|battery|vehicle|satellite|ocean|river|bridge|railway|airport|harbour"
    "|weather|storm|flood|drought|forest|farm|wheat|coffee|hospital|doctor|patient|vaccine|university|student|teacher|exam"
    "|football|coach|striker|tournament|final|league|record|album|festival|museum|painting|novel|film|director|actor|kernel"
    "|compiler|database|release|security|patch|protocol|standard|library|performance|memory|latency|benchmark|design|review"
    "|report|analysis|policy|trade|tariff|inflation|interest rates|central bank|supply chain|housing|transport|Vietnam|Hanoi"
    "|London|Tokyo|Brussels|Washington|negotiation|agreement|investigation|evidence|witness|neighbour|community|volunteer"
)
_ONSETS: Final = "b|c|ch|d|đ|g|gi|h|kh|l|m|n|ng|nh|ph|qu|r|s|t|th|tr|v|x"
_RIMES: Final = (
    "a á à ả ã ạ ai ái ài ải ại am ám ạm an án àn ản ạn ang áng àng ạng anh ánh ành ảnh ạnh ao áo ào ảo ạo âm ấm ầm ậm ân ấn ần"
    " ẩn ận âng ấng âu ấu ầu ẩu ậu ăn ắn ằn ặn ăng ắng ằng ặng e é è ẹ en én èn ẹn eo éo èo ê ế ề ễ ệ ên ến ền ện ênh ếnh ềnh"
    " i í ì ỉ ị in ín ìn ịn inh ính ình ỉnh ịnh iên iến iền iển iện iêu iếu iều iểu iệu o ó ò ỏ ọ oi ói òi ỏi ọi om óm òm on ón"
    " òn ọn ong óng òng ọng ô ố ồ ổ ộ ôi ối ồi ổi ội ôm ốm ồm ôn ốn ồn ộn ông ống ồng ổng ộng ơ ớ ờ ở ợ ơi ới ời ởi ợi ơm ớm ơn"
    " ớn ờn ợn u ú ù ủ ụ ung úng ùng ủng ụng uôi uối uồi uôn uốn uồn uộn uông uống uồng ư ứ ừ ử ự ưng ứng ừng ửng ựng ươi ưới"
    " ười ưởi ươm ướm ươn ướn ườn ượn ương ướng ường ưởng ượng át ạt ắc ặc ấp ập ất ật ết ệt ích ịch iếc iệc iết iệt óc ọc ốc ộc"
    " ốt ột ớp ợp úc ục út ụt ước ược ướt ượt"
)
_STEMS: Final = (
    "act|form|port|press|struct|tract|vert|ject|duct|script|spect|cept|fer|mit|pel|pend|pose|sign|sist|tain|tend|vent|vise|volve"
    "|claim|cord|count|cover|cross|draw|drift|fold|grade|grant|hold|land|law|light|line|load|mark|mount|note|order|pact|place"
    "|plan|point|prove|range|route|scale|serve|shape|side|stand|state|test|trade|train|tune|use|view|ward|work|yield"
)
_BEFORE: Final = (
    "",
    "re",
    "un",
    "in",
    "de",
    "pro",
    "con",
    "over",
    "under",
    "inter",
    "trans",
    "sub",
    "dis",
    "ex",
)
_AFTER: Final = (
    "",
    "s",
    "ed",
    "ing",
    "er",
    "ion",
    "able",
    "ment",
    "ive",
    "al",
    "ness",
    "less",
    "ward",
    "ism",
)


class Vocabulary:
    """Words of one language, the common ones often and the others seldom (a word's share is 1 / (rank + 3))."""

    def __init__(self, common: list[str], rare: list[str]) -> None:
        shuffled = list(dict.fromkeys(rare))
        Random(1).shuffle(shuffled)
        self.words = [*common, *shuffled]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def draw(self, chance: Random, count: int) -> list[str]:
        """``count`` words, one after the other."""
        return chance.choices(self.words, cum_weights=self.weights, k=count)


def vietnamese() -> Vocabulary:
    """About 170 common words and names, and some 5,000 syllables as the language builds them."""
    rare = [onset + rime for onset, rime in product(_ONSETS.split("|"), _RIMES.split())]
    return Vocabulary(_VIETNAMESE.split("|"), rare)


def english() -> Vocabulary:
    """About 170 common words and some 11,000 built of prefixes, stems and endings."""
    rare = ["".join(parts) for parts in product(_BEFORE, _STEMS.split("|"), _AFTER)]
    return Vocabulary(_ENGLISH.split("|"), rare)

language-name = 한국어

greeting = 안녕하세요! 저는 { $association } 안내 도우미입니다. 궁금한 점을 편하게 물어보시거나 주제를 골라 주세요.
thanks = 천만에요. 언제든지 물어보세요.
nods = 네, 더 궁금하신 점이 있으면 언제든지 물어보세요.
left-off = 네, 여기서 그만두겠습니다. 바뀐 것은 없습니다.
upset = 도움이 되지 못해 죄송합니다. 다른 말로 다시 물어보시거나 사무국에 메일을 보내 주세요: { $email }
goodbye = 안녕히 가세요! 필요하실 때 언제든지 찾아 주세요.
who = 저는 사람이 아니라 안내 프로그램입니다. { $association } 사무국이 승인한 문서를 바탕으로 답하고, 답마다 문서와 기준일을 밝힙니다. 문서에 없는 것은 모른다고 말씀드립니다.
help = { $association }에 대해 편하게 물어보세요. { $languages }로 말할 수 있습니다.
    .commands = “주제”라고 쓰시면 주제를, “언어”라고 쓰시면 언어 선택을, “시간대”와 도시 이름을 쓰시면 시간대 설정을, “도움말”이라고 쓰시면 이 안내를 보여 드립니다.
more = 더 보기 …
topics = 무엇이 궁금하신가요?
topic = { $topic }: 질문을 골라 주세요.
language-question = 어떤 언어로 말씀드릴까요?
language-set = 이제부터 한국어로 말씀드리겠습니다.
language-unknown = 그 언어는 아직 할 줄 모릅니다. 아래에서 골라 주세요.
zone-question = 어느 도시의 시각으로 알려 드릴까요? 예를 들어 “시간대 Kathmandu”라고 써 주세요.
zone-current = { $zone } 기준으로 시각을 알려 드리고 있으며, 그곳은 지금 { $time }입니다. 바꾸시려면 예를 들어 “시간대 Kathmandu”라고 써 주세요.
zone-set = 이제부터 { $zone } 기준으로 시각을 알려 드리겠습니다. 그곳은 지금 { $time }입니다.
zone-several = 이 중 어느 시간대인가요?
zone-unknown = 그곳의 시각은 모릅니다. 가까운 큰 도시를 로마자로 써 주세요. 예: “시간대 Nairobi”.

did-you-mean = 정확히 이해하지 못했습니다. 혹시 이 중에 있나요?
either = 질문을 두 가지로 이해할 수 있어 두 가지 답변을 모두 드립니다.
again = 이에 대해 제가 아는 것은 다음이 전부입니다. 더 자세한 내용은 사무국에 문의해 주세요: [{ $email }](mailto:{ $email }).
none-of-these = 여기에 없음
unknown = 그 내용은 모르겠습니다. 제가 인용할 수 있는 문서에 답이 없고, 짐작으로 답하지는 않겠습니다. 사무국에 문의해 주세요: [{ $email }](mailto:{ $email }).
unknown-topics = 주제 보기
answer-elsewhere = 이 답은 영어로만 있습니다:
with-comma = { $one }, { $other }
with-colon = { $one }: { $other }
in-brackets = { $one } ({ $other })
day-and-hour = { $day } { $hour }
happens-on = { $title }: { $date }.
one-source = { $source }
source = 출처: { $sources }
as-of = { $date } 기준
past = 이미 지난 일정입니다.
past-event = 이미 지난 일정입니다: { $date }.
until-date = { $date }까지
from-date = { $date }부터
lapsed = { $date }까지 유효했던 내용입니다. 지금 어떤지는 사무국에 확인해 주세요.

empty = 내용이 비어 있습니다. 질문을 입력해 주세요.
not-text = 저는 글만 읽을 수 있습니다. 질문을 글로 입력해 주세요.
too-long = 한 번에 읽기에는 너무 깁니다. 한두 문장으로 물어봐 주세요.
unknown-command = { $command } 명령은 모릅니다. /help 를 보내시면 할 수 있는 일을 알려 드립니다.
outdated-button = 오래된 버튼입니다. 다시 물어보시거나 주제를 골라 주세요.
error = 죄송합니다. 제 쪽에서 문제가 생겼습니다. 다시 시도해 주시고, 계속되면 사무국에 참조 번호 { $reference }을(를) 알려 주세요.
too-fast = 한꺼번에 너무 많은 메시지가 왔습니다. 잠시 후에 이어서 해 주세요.

command-help = 할 수 있는 일
command-topics = 주제 고르기
command-language = 언어 바꾸기
command-timezone = 시간대 정하기
command-ask = 질문하기
bot-description = { $association }에 관한 질문에 출처와 기준일을 밝혀 답합니다. 편하게 물어보세요.
bot-short = { $association } 안내, 출처와 함께

web-title = { $association } 안내 도우미
web-intro = { $association }의 회원 자격, 회비, 프로그램, 행사에 대해 물어보세요. 답마다 문서와 기준일을 밝힙니다.
web-label = 질문
web-placeholder = 질문을 입력하세요
web-send = 보내기
web-log = 대화
web-you = 나
web-assistant = 도우미
web-waiting = 찾아보고 있습니다 …
web-offline = 전송되지 않았습니다. 연결을 확인하고 다시 보내 주세요.
web-failed = 처리하지 못했습니다. 잠시 후 다시 시도해 주세요.
web-language = 언어
web-choices = 추천 항목
web-skip = 질문란으로 건너뛰기
web-privacy = 대화는 { $days }일 동안 보관한 뒤 삭제합니다.
web-new = 새로 시작

demo-banner = 시연용 화면입니다. ‘예시’(sample)라고 표시된 회원, 회비, 행사는 꾸며 낸 것이며 누구에게도 아무것도 보내지 않습니다.
demo-try = 예시 회원이 되어 보기
demo-title = 시연
demo-back = 대화로 돌아가기
demo-speak-title = 예시 회원을 대표해 보기
demo-speak-intro = 누가 될지 고르세요. 대화 입력란에 일회용 코드가 들어갑니다. 보내고 확인한 뒤, 비공개 정보를 물어보세요.
demo-speak = { $contact }, { $member }
demo-code = 이 일회용 코드를 보내고 확인하세요. 그러면 { $contact }(으)로서 { $member }을(를) 대표합니다.
demo-ask-title = 그다음 물어보기
demo-ask-owe = 우리 미납금 얼마예요
demo-ask-invoice = 우리 청구서 보내 주세요
demo-ask-events = 다가오는 행사
demo-reminders-title = 나갈 알림
demo-reminders-intro = 모든 규칙을 켰을 때 앞으로 30일 동안의 알림입니다. 여기서는 하나도 보내지 않습니다.
demo-when = 언제
demo-to = 누구에게
demo-what = 내용
demo-none = 없습니다.

home-title = { $association }에 물어보기
home-hint = 메시지 탭에서 말을 걸거나, 채널에서 저를 멘션하거나, 주제를 골라 주세요.

category-local-government = 도시나 그 밖의 지방정부
category-institution = 기관
category-corporation = 기업
kind-association = 협회 또는 연합체
kind-public-agency = 공공기관
kind-academic = 대학 또는 연구기관
kind-non-profit = 비영리단체
kind-company = 일반 기업
kind-start-up = 스타트업

fee-ask-category = 회비를 내실 곳은 어디에 해당하나요?
fee-ask-kind = 어떤 종류인가요? 그에 따라 회비가 달라집니다.
fee-ask-population = 인구가 몇 명인가요?
fee-ask-gdp = 그 나라의 1인당 GDP는 연간 몇 달러(USD)인가요?
fee-ask-employees = 전 세계 직원이 모두 몇 명인가요?
fee-proposed = { $since }년부터 적용하도록 제안된 회비 표로 계산한 { $year }년 회비: { $amount }.
fee-in-force = { $since }–{ $until }년 회비 표로 계산한 { $year }년 회비: { $amount }.
fee-bracket = 해당 구간: { $brackets }
fee-measure-population = 인구(명) { $span }
fee-measure-gdp = 1인당 GDP(USD) { $span }
fee-measure-employees = 직원 수(명) { $span }
from-number = { $number } 이상
fee-compare = { $since }–{ $until }년 회비 표로는 { $amount }, { $direction ->
    [same] 같은 금액
    [more] { $gap } 더 많음
   *[less] { $gap } 더 적음
  }
fee-compare-proposed = { $since }년부터로 제안된 회비 표로는 { $amount }, { $direction ->
    [same] 같은 금액
    [more] { $gap } 더 많음
   *[less] { $gap } 더 적음
  }
fee-compare-unknown = { $since }–{ $until }년 회비 표와 비교하려면 더 알아야 할 것: { $needed }.
fee-compare-unknown-proposed = { $since }년부터로 제안된 회비 표와 비교하려면 더 알아야 할 것: { $needed }.
needs-kind = 종류
needs-population = 인구
needs-gdp = 그 나라의 1인당 GDP
needs-employees = 직원 수
fee-other-year = { $year }년에는 얼마인가요?
fee-another = 다른 회비 계산하기
fee-no-schedule = { $year }년 회비 표는 없습니다. 가장 이른 것은 { $since }년부터입니다.
fee-range-population = 인구 { $value }명은 맞지 않는 것 같습니다. { $lowest }에서 { $highest } 사이의 숫자로 알려 주세요.
fee-range-gdp = 1인당 GDP { $value } USD는 맞지 않는 것 같습니다. { $lowest }에서 { $highest } 사이의 숫자로 알려 주세요.
fee-range-employees = 직원 { $value }명은 맞지 않는 것 같습니다. { $lowest }에서 { $highest } 사이의 숫자로 알려 주세요.

members-all = 회원
members-local-government = 지방정부
members-institution = 기관
members-corporation = 기업
members-founding = 창립 회원
members-withdrew = 탈퇴한 곳
members-award = 수상한 곳
members-joined = { $year }년에 신청하거나 가입한 곳
members-joined-period = { $period } 신청하거나 가입한 곳
members-count = **{ $what }**: { $count }곳
members-none = 문서에 나오는 곳이 없습니다: { $what }.
members-export = 표로 받기(CSV)
members-file = 회원 { $count }곳을 담은 표입니다.
office-executive-committee = 집행위원회
office-president = 의장도시
office-vice-president = 부의장도시
office-vice-president-candidate = 부의장도시 임명 후보로 제시됨
office-regional-office = 지역사무소
office-host-of-secretariat = 사무국 소재지
office-host-of-general-assembly = 총회 개최지
office-host-of-excom = 집행위원회 회의 개최지
office-candidate-host-of-general-assembly = 총회 유치 신청
office-candidate-host-of-excom = 집행위원회 회의 유치 신청
office-planned-host-of-general-assembly = 총회 개최 예정지
office-president-candidate = 의장도시 후보
member-which = 어느 곳을 말씀하시나요?
member-listed = 네, 회원입니다: { $name }. 마지막으로 회원 명단에 나온 때: { $date }.
member-withdrew = 더 이상 회원이 아닙니다: { $name }. 탈퇴한 때: { $date }.
member-founding-only = { $name }: 창립 회원이지만, 그 뒤의 회원 명단에는 나오지 않습니다.
member-applied = { $name }: 가입을 신청했으나, 제가 가진 회원 명단에는 나오지 않습니다.
member-not = { $name }: 회원으로 나오지 않습니다. 문서에는 이렇게 나옵니다: { $what }.
member-unknown = 문서에 회원으로 나오는 { $count }곳 가운데 “{ $name }”에 해당하는 곳을 찾지 못했습니다. 문서가 가입 시점보다 오래되었을 수도 있으니 여기로 확인해 주세요: [{ $email }](mailto:{ $email }).
member-category-local-government = 지방정부
member-category-institution = 기관
member-category-corporation = 기업
member-office-since = { $date }부터 { $office }
member-since-unknown = { $name }: 언제 가입했는지는 문서에 나와 있지 않습니다.
member-founding = 창립 회원
member-joined = 가입: { $date }
member-applied-on = 가입 신청: { $date }
member-network-is = 네트워크: { $what }
member-award-is = 수상: { $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = 가입 신청 당시 예상 회비: 연 { $amount }

events-coming = **앞으로의 일정**: { $count ->
    [0] 문서에 날짜가 나온 것은 없습니다
   *[other] { $count }건
  }
events-during = **{ $period }**: { $count ->
    [0] 문서에 나온 행사가 없습니다
   *[other] 행사 { $count }건
  }
events-last = 문서에 나온 가장 최근 행사: { $name }, { $date }.
event-was-planned = 예고된 행사입니다. 실제로 열렸는지는 여기 있는 문서에 나오지 않습니다.
events-were-planned = “예고됨”: 실제로 열렸는지는 여기 있는 문서에 나오지 않습니다.
event-is-planned = 예고됨
event-online = 온라인
event-on-site = 현장
event-hybrid = 현장과 온라인 병행
event-ics = 내 캘린더에 추가
event-file = 캘린더에 넣을 파일입니다: { $name }.
event-no-next = { $name }: 다음 날짜는 문서에 없습니다. 문서에 나온 마지막 날짜: { $last }.

invoice-title = 청구서
invoice-number = 번호
invoice-issued = 발행일
invoice-due = 납부 기한
invoice-year = 회계연도
invoice-billed-to = 청구 대상
invoice-for = 내역
invoice-basis = 산출 근거
invoice-amount = 금액
invoice-total = 합계
invoice-as-of = { $date } 기준
invoice-remitted = 면제
invoice-paid = 납부
invoice-open = 미납
invoice-payment = 납부 방법
invoice-fee = { $year }년 회비
invoice-mark-paid = 납부 완료
invoice-mark-remitted = 면제
invoice-mark-reversed = 취소

status-denied = 그 회원을 대표하는 분으로 확인된 경우에만 알려 드립니다. 대표하시는 분이라면 계정을 연결해 주세요. 제가 이메일 주소로 코드를 보내 드리거나, 사무국이 초대해 드립니다([{ $email }](mailto:{ $email })).
status-denied-invitation = 그 회원을 대표하는 분으로 확인된 경우에만 알려 드립니다. 대표하시는 분이라면 사무국에 초대를 요청하시고([{ $email }](mailto:{ $email })) 그 초대로 계정을 연결해 주세요.
status-in-private = 그 내용은 일대일 대화에서만 말씀드립니다. 그룹이 아니라 저에게 직접 메시지를 보내 주세요.
status-which = 어느 회원에 대해 알려 드릴까요?
status-staff-which = 어느 회원에 대한 것인가요? 회원 이름을 써 주세요.
status-open = { $year }년 청구서 { $number }: { $open }, 납부 기한 { $date }
status-partly = { $year }년 청구서 { $number }: { $amount } 중 { $open } 미납, 납부 기한 { $date }
status-total = 미납 합계: { $amount }
status-credit = 더 내신 금액: { $amount }, 다음 청구서에서 공제됩니다
status-no-invoice = 아직 발행된 청구서가 없습니다.
status-invoice = 청구서 { $number } (PDF)
status-payments = 우리 납부 내역
status-contacts = 우리 담당자
standing-good = 회비 완납, 미납금이 없습니다.
standing-due = 내야 할 청구서가 있습니다. 납부 기한은 { $date }입니다.
standing-overdue = { $date }부터 연체 중입니다.
standing-arrears = { $count ->
   *[other] { $count }개
  } 회계연도의 회비가 체납되었습니다.
standing-remitted = 미납금이 없습니다. 올해 회비는 면제되었습니다.
standing-suspended = 회원 자격이 정지되어 있습니다.
standing-withdrawn = 탈퇴하였습니다.
standing-terminated = 회원 자격이 종료되었습니다.
standing-applicant = 가입을 신청한 상태입니다.
payment-line = { $date } { $amount } 입금
payments-none = 장부에 { $name }의 납부 기록이 없습니다.
payments-are = { $name }의 납부 내역({ $count }건), 최근 것부터:
payments-open = 아직 납부되지 않은 청구서:
payments-receipt = 영수증이 필요하시면 사무국에 요청해 주세요: [{ $email }](mailto:{ $email }).
invoice-none = { $name } 앞으로 발행된 청구서가 없습니다. 필요하시면 사무국에 요청해 주세요: [{ $email }](mailto:{ $email }).
invoice-none-of = { $name } 앞으로 발행된 { $years }년 청구서는 없습니다. 발행된 청구서는 다음과 같습니다.
invoice-several = { $years }년 청구서가 여러 건입니다. 어느 것을 보내 드릴까요?
invoice-which = 미납 청구서가 여러 건입니다. 어느 것을 보내 드릴까요?
invoice-sent = 청구서 { $number }입니다.
invoice-settled = 납부가 끝난 청구서입니다.
invoice-reversed = 취소된 청구서이니 납부하지 마세요.
contacts-none = { $name }의 담당자로 등록된 분이 없습니다. 누구를 등록할지 사무국에 알려 주세요: [{ $email }](mailto:{ $email }).
contacts-are = { $name }의 담당자로 등록된 분은 다음과 같습니다:
contacts-wrong = 정보가 바뀌었다면 [{ $email }](mailto:{ $email })로 알려 주세요.
from-ledger = 사무국 장부, { $date } 기준
link-offer = 내 계정 연결
privacy = **제가 보관하는 내용과 그 이유**
    
    - 보내신 메시지와 제 답변: { $days }일 동안. 질문이 무엇을 가리키는지 이해하고 같은 메시지에 두 번 답하지 않기 위해서이며, 그 뒤에는 삭제됩니다.
    - 쓰시는 메신저가 부여한 사용자 번호와, 고르신 언어와 시간대.
    - 계정을 연결하신 경우: 어느 회원을 대표하시는지와, 사무국이 등록한 이름, 직위, 이메일 주소.
    - 청구서와 납부 기록은 회원의 것이며, 이름 없이 장부에 남습니다.
    
    쓰시는 메신저 외에 다른 회사에는 아무것도 보내지 않습니다. 문의: [{ $email }](mailto:{ $email }).
privacy-export = 내 데이터 받기
privacy-forget = 내 데이터 삭제
privacy-file = 제가 보관하는 내용 전부입니다. 주고받은 대화 { $count ->
   *[other] { $count }건
  }이 들어 있습니다.
forget-question = 저와 나눈 대화, 설정, 계정 연결, 연락처 정보를 삭제할까요? 삭제하면 회비에 대해 물어보시기 위해 다시 등록하고 계정을 다시 연결하셔야 합니다. 청구서와 납부 기록은 이름 없이 장부에 남습니다.
forget-yes = 네, 모두 삭제
forget-no = 아니요, 그대로 두기
forgotten = 대화, 설정, 계정 연결, 연락처 정보를 삭제했습니다. 이 마지막 메시지도 { $days }일 뒤에 삭제됩니다.
forgotten-staff = 사무국 직원 권한은 남아 있습니다. 관리자가 해제할 수 있습니다.
command-status = 회비와 회원 상태
command-invoice = 우리 청구서 받기
command-privacy = 나에 대해 보관하는 것
status-staff-unknown = “{ $name }”(이)라는 회원이 없거나 여럿입니다. 등록된 이름 그대로 적어 주세요.
announcement-note = { $association } 사무국에서 보냅니다.

link-ask = 사무국에 등록된 이메일 주소가 무엇인가요? 어느 회원을 대표하시는지 확인하도록 그 주소로 인증 코드를 보내 드립니다. 사무국에서 초대 코드를 받으셨다면 그 코드를 입력해 주세요.
link-ask-invitation = 여기서는 메일을 보낼 수 없어 사무국의 초대가 필요합니다. [{ $email }](mailto:{ $email })에 초대를 요청하신 뒤 초대 코드를 여기에 입력해 주세요.
link-in-private = 이 일은 다른 사람이 볼 수 없는 곳에서만 합니다. 저에게 개인 메시지로 보내 주세요.
link-burnt = 여기 있는 모두가 그 초대를 볼 수 있어 무효로 했습니다. 사무국에 새 초대를 요청해 개인 메시지로 보내 주세요.
link-sent = 사무국에 등록된 주소라면 여섯 자리 코드가 그 주소로 발송됩니다. 10분 안에 여기에 입력해 주세요. 오지 않으면 스팸함과 주소를 확인하거나 [{ $email }](mailto:{ $email })에 문의해 주세요.
link-near = “…@{ $domain }”을(를) 말씀하시나요? 주소 전체를 다시 입력해 주세요.
link-bad-address = 이메일 주소가 아닌 것 같습니다. 주소는 name@city.gov와 같은 모양입니다. 다시 입력해 주세요.
link-neither = 이메일 주소도 코드도 아닙니다. 둘 중 하나를 입력해 주세요.
link-digits = 제가 메일로 보낸 코드는 여섯 자리 숫자입니다. 다시 입력해 주세요.
link-wrong = 이 계정으로 보내 드린 코드가 아닙니다. 확인하고 다시 입력해 주세요.
link-none = 이 계정으로 보낸 코드가 없습니다. 보내 드릴까요?
link-expired = 10분이 지난 코드입니다. 새로 보내 드릴까요?
link-used = 이미 사용한 코드입니다. 새로 보내 드릴까요?
link-replaced = 그 뒤에 새 코드를 보내 드렸습니다. 새 코드를 입력해 주세요.
link-paused = 잘못된 코드가 너무 많았습니다. { $minutes }분 뒤에 다시 시도해 주세요.
link-limited = 지금은 코드를 너무 많이 요청하셨습니다. { $minutes }분 뒤에 다시 요청해 주세요.
link-invitation-unknown = 알 수 없는 초대입니다. 다시 확인하거나 사무국에 새 초대를 요청해 주세요: [{ $email }](mailto:{ $email }).
link-invitation-expired = 기한이 지난 초대입니다. 사무국에 새 초대를 요청해 주세요: [{ $email }](mailto:{ $email }).
link-invitation-used = 이미 사용했거나 새 초대로 바뀐 초대입니다. 사무국에 새 초대를 요청해 주세요: [{ $email }](mailto:{ $email }).
link-vouched = 워크스페이스가 확인한 주소에 따르면 { $who }이십니다. 이 계정을 연결할까요?
link-other-address = 다른 주소
link-offered = { $contact }(으)로서 { $member }을(를) 대표하게 됩니다. 본인이신가요?
link-yes = 네, 본인입니다
link-no = 아니요
link-dropped = 아무것도 연결하지 않았습니다.
link-done = 완료되었습니다. 이 계정은 이제 { $who }을(를) 대표합니다. 언제든지 “연결 해제”라고 쓰시면 끝납니다.
link-speaks = 이 계정은 { $who }을(를) 대표합니다.
link-again = 새 코드 보내기
unlink-nothing = 이 계정은 어느 회원도 대표하지 않습니다.
unlink-ask = 이 계정은 { $member }을(를) 대표합니다. 연결을 끊을까요?
unlink-which = 어느 회원과의 연결을 끊을까요?
unlink-yes = 연결 해제
unlink-all = 모두
unlink-keep = 그대로 두기
unlink-kept = 그대로 두었습니다.
unlink-done = 완료되었습니다. 이 계정은 더 이상 { $members }을(를) 대표하지 않습니다.
command-link = 계정을 소속 회원과 연결하기

mail-code-subject = { $association } 인증 코드는 { $code }입니다
mail-code = 누군가(아마도 본인)가 { $association }에 등록된 이 주소에 계정({ $channel })을 연결하려고 합니다. 그곳에 이 코드를 입력해 주세요:
mail-code-holds = 10분 동안 한 번만, 그 대화에서만 쓸 수 있습니다.
mail-code-secret = 아무에게도 알려 주지 마세요. 사무국은 이 코드를 절대 묻지 않습니다. 본인이 아니라면 무시하셔도 되며, 되풀이되면 { $email }에 알려 주세요.
mail-linked-subject = 이제 한 계정이 { $association }에서 귀하를 대신합니다
mail-linked = { $association }에 등록된 이 주소에 계정({ $channel })이 연결되었습니다. 이 계정이 대표하는 회원: { $members }.
mail-linked-not-you = 본인이 아니라면 즉시 { $email }에 알려 주세요.
mail-foot = { $association } 안내 도우미가 자동으로 보낸 메일이며, 답장은 읽지 않습니다.

mail-topic-events = 행사 알림
mail-topic-dues = 회비 알림
mail-topic-announcements = 공지
unsubscribe-question = { $topic }을(를) 그만 받으시겠어요?
unsubscribe-done = 이제 { $topic }을(를) 보내지 않습니다
unsubscribe-press = 그만 받기
unsubscribe-statutory = 청구서와 규정상 통지는 계속 보내 드립니다.

channel-refused = { $channel ->
    [Email] 안내 프로그램이 메일 서버를 사용할 수 없어 메일을 보낼 수 없습니다.
   *[other] { $channel }에서 안내 프로그램의 접속을 거부하여 그곳으로 아무것도 보낼 수 없습니다.
  } 보낼 내용은 보관되어 있으며 문제가 해결되면 발송됩니다. 운영 담당자에게 알려 주세요.

announce-denied = 이곳의 공지는 사무국만 보낼 수 있습니다.
announce-ask-text = 공지 본문을 { $language }로 한 메시지에 담아 보내 주세요. { $variables }을(를) 쓸 수 있으며, 값이 없는 사람이 있을 수 있으면 { $default }처럼 쓰세요.
announce-ask-title = 제목은 무엇으로 할까요? 짧게 적어 주세요.
announce-ask-title-in = { $language } 제목은 무엇으로 할까요?
announce-ask-translation = { $language } 본문을 한 메시지에 담아 보내 주세요. 같은 변수를 쓸 수 있습니다.
announce-ask-file = 함께 보낼 파일을 보내 주세요. { $most } MB 이하의 문서나 사진이면 됩니다.
announce-ask-segment = 누구에게 보낼까요? 예: { $example }, 또는 { $everyone }.
announce-nobody = 받을 사람이 없습니다: { $who }. 누구에게 보낼까요?
announce-reaches = { $total }명 중 { $count }명이 받습니다: { $who }.
announce-channels = 먼저 보내는 곳: { $channels }.
announce-left-out = 제외: 공지를 끈 사람 { $muted }명, 연락할 수 없는 사람 { $unreachable }명.
announce-closed = 채널이 설정되어 있지 않아 보낼 수 없는 사람: { $channels }.
announce-zoneless = 시간대를 모르는 사람 { $count }명에게는 { $zone } 시간을 씁니다.
announce-late = 그중 { $count }명에게는 그 시각이 이미 지나 바로 보냅니다.
announce-leaves = 발송: { $when }.
announce-looks = 다음과 같이 보입니다.
announce-keep = 승인 요청
announce-other-segment = 받는 사람 변경
announce-file = 파일 추가
announce-other-file = 다른 파일
announce-without-file = 파일 빼기
announce-with-file = { $name } 파일이 함께 갑니다.
announce-languages = 언어 추가
announce-which-language = 다음 본문은 어느 언어인가요? 그 언어를 읽는 사람은 그 본문을, 나머지는 모두 { $language } 본문을 받습니다.
announce-leave-out = { $language } 빼기
announce-in-language = { $count ->
    [0] { $language }: 이 언어로 읽는 사람이 없습니다.
   *[other] { $language }, { $count }명:
  }
announce-looks-like = 주의: { $language } 본문이 { $other }처럼 보입니다.
announce-drop = 버리기
announce-dropped = 버렸습니다. 아무것도 보내지 않았습니다.
announce-kept = 공지 { $number }을(를) 초안으로 저장했습니다. { $count ->
    [0] 아직 승인을 요청할 수 있는 사람이 없습니다. 관리자가 연락 가능한 승인자를 추가해야 합니다.
   *[other] { $count }명에게 승인을 요청했습니다. 결과를 알려 드리겠습니다.
  }
announce-asked = { $author } 님이 공지 { $number }의 승인을 요청합니다.
announce-approve = 승인
announce-reject = 반려
announce-approved = 공지 { $number } “{ $title }”이(가) 승인되었습니다.
announce-rejected = 공지 { $number } “{ $title }”이(가) 반려되었습니다. 아무것도 보내지 않습니다.
announce-interrupted = 공지 { $number } { $title }의 발송이 끊긴 뒤 나머지를 만들 수 없어 일시 중지했습니다: { $reason } 고친 뒤 계속하거나 취소해 주세요.
announce-send = 지금 { $count }명에게 보내기
announce-everybody = 전체 { $count }명에게 가는 공지입니다. 모두에게 보낼까요?
announce-everybody-yes = 네, { $count }명 모두에게
announce-not-yet = 아직 아니요
announce-sent = 공지 { $number }을(를) { $count }명에게 보내고 있습니다.
announce-progress = 공지 { $number }, { $title }: { $stage }.
announce-is-draft = 초안
announce-is-approved = 승인됨, 아직 보내지 않음
announce-is-scheduled = 예약됨({ $when })
announce-is-sending = 보내는 중
announce-is-paused = 일시 중지됨
announce-is-cancelled = 취소됨
announce-is-done = 완료
announce-sent-count = 전달됨 { $count }건
announce-open-count = 보낼 것 { $count }건
announce-failed-count = 실패 { $count }건
announce-unreachable-count = 연락 불가 { $count }건
announce-uncertain-count = 불확실 { $count }건: 도착했는지 알 수 없음
announce-withdrawn-count = 철회됨 { $count }건
announce-show = 진행 상황
announce-pause = 일시 중지
announce-resume = 계속
announce-cancel = 취소
announce-cancel-sure = 공지 { $number } 중 아직 나가지 않은 것을 철회할까요? 이미 나간 것은 그대로 남습니다.
announce-withdraw = 네, 철회합니다
announce-resend = 불확실 { $count }건 다시 보내기
announce-letbe = 불확실 { $count }건 그대로 두기
announce-resend-sure = 도착했는지 알 수 없는 { $count }명에게 공지 { $number }을(를) 한 번 더 보낼까요? 이미 받은 사람은 두 번 받게 됩니다.
announce-letbe-sure = 공지 { $number }의 불확실한 { $count }건을 그대로 둘까요? 다시 보내지 않으며 실패로 집계됩니다.
announce-again = 네, { $count }건을 다시 보냅니다
announce-settle = 네, { $count }건을 그대로 둡니다
announce-resent = { $count ->
    [0] 공지 { $number }에 불확실한 것이 더는 없어 아무것도 보내지 않았습니다.
   *[other] 공지 { $number }을(를) { $count }명에게 한 번 더 보냅니다.
  }
announce-settled = { $count ->
    [0] 공지 { $number }에 불확실한 것이 더는 없습니다.
   *[other] 공지 { $number }의 불확실한 { $count }건을 그대로 둡니다.
  }
announce-write = 단계별로 작성
announce-no-form = 양식을 열 수 없었습니다. 여기서 단계별로 작성할 수 있습니다.
announce-ask-correction = 공지 { $number }을(를) 대신할 본문을 { $language }로 한 메시지에 담아 보내 주세요. { $variables }을(를) 쓸 수 있으며, 값이 없는 사람이 있을 수 있으면 { $default }처럼 쓰세요.
announce-ask-when = 언제 보낼까요? { $now }, 각 수신자의 현지 시각이면 { $local }, 또는 { $instant }처럼 적어 주세요.
announce-ask-at = 공지 { $number }을(를) 언제 보낼까요? { $now }, 각 수신자의 현지 시각이면 { $local }, 또는 { $instant }처럼 적어 주세요.
announce-corrects = 이미 도착했고 고칠 수 있는 곳에서 공지 { $number }을(를) 대신합니다.
announce-one-language = 다른 언어로 받은 사람도 모두 이 본문 하나를 받습니다.
announce-counts-links = 링크가 몇 번 열렸는지 셉니다. 누가 열었는지는 기록하지 않습니다.
announce-asked-correction = { $author } 님이 공지 { $other }을(를) 정정하는 공지 { $number }의 승인을 요청합니다.
announce-place = 공지 { $number } 정정하기
announce-schedule = { $count }명에게 예약 발송
announce-later = 다른 시간에
announce-when-now = 지금
announce-when-local = 각 수신자의 현지 시각 { $day } { $time }
announce-scheduled = 공지 { $number }을(를) { $count }명에게 보내도록 예약했습니다: { $when }.
announce-correct = 정정하기
announce-recall = 회수하기
announce-recall-sure = 공지 { $number } “{ $title }”을(를) 회수할까요? 이미 도착한 것은 플랫폼이 허용하는 곳에서 삭제되며, 메일은 그대로 남습니다.
announce-takeback = 네, 회수합니다
announce-recalling = 공지 { $number }을(를) 회수하고 있습니다. 결과를 알려 드리겠습니다.
announce-correcting = 공지 { $number }을(를) 정정하고 있습니다. 결과를 알려 드리겠습니다.
announce-is-placed = 다른 공지를 대신함
announce-is-recalled = 공지 { $number }, { $title }: 회수되었습니다.
announce-is-corrected = 공지 { $number }, { $title }: 정정되었습니다.
announce-recalled-count = 회수됨 { $count }건
announce-corrected-count = 정정됨 { $count }건
announce-not-recalled = 회수하지 못함 { $count }건: { $reason }
announce-not-corrected = 정정하지 못함 { $count }건: { $reason }
announce-no-way-back = 메일은 더 이상 바꿀 수 없음
announce-not-in-segment = 더 이상 받는 사람이 아님
announce-lacking = 본문의 변수에 이들의 값이 없음
announce-no-segment = 받는 사람의 조건을 더는 읽을 수 없음
announce-nobody-knows = 도착했는지 알 수 없음
announce-reactions = 반응: { $given }
announce-opened = { $count }번 열림: { $url }

announce-form = 새 공지
announce-form-correction = 정정
announce-form-translation = 다른 언어
announce-form-go-on = 미리 보기
announce-form-cancel = 취소
announce-form-title = 제목
announce-form-text = 본문 ({ $language })
announce-form-text-hint = { $variables }을(를) 쓸 수 있으며, 값이 없는 사람이 있을 수 있으면 { $default }처럼 쓰세요.
announce-form-segment = 누구에게 보낼까요?
announce-form-segment-hint = 예: { $example }, 또는 { $everyone }.
announce-form-when = 언제 보낼까요?
announce-form-when-hint = { $now }, 각 수신자의 현지 시각이면 { $local }, 또는 { $instant }.
announce-form-file = 파일
announce-form-file-hint = 함께 보냅니다. { $most } MB 이하. 없으면 비워 두세요.

announce-no-title = 제목이 없습니다.
announce-no-text = 본문이 없습니다.
announce-long-title = 제목이 { $count }자입니다. 최대 { $most }자까지 보낼 수 있습니다.
announce-long-text = 본문이 { $count }자입니다. 최대 { $most }자까지 보낼 수 있습니다.
announce-no-file = 파일이 아닙니다. 문서나 사진을 보내거나 버튼을 눌러 주세요.
announce-large-file = { $name } 파일은 { $size } MB입니다. { $most } MB까지 보낼 수 있습니다.
announce-empty-file = { $name } 파일이 비어 있습니다.
announce-file-gone = { $name } 파일이 더는 없습니다. 다시 추가해 주세요.
announce-file-corrects = 이미 나간 메시지에는 파일을 넣을 수 없습니다. 본문만 고쳐 주세요.
file-not-fetched = { $name } 파일을 받지 못했습니다. 다시 보내 주세요.
announce-no-variable = { $said }라는 변수는 없습니다. 쓸 수 있는 변수: { $variables }.
announce-loose-brace = “{ $near }” 근처에 짝이 없는 중괄호가 있습니다. 변수는 { $example }처럼 씁니다.
announce-bad-instant = { $said }은(는) 시각이 아닙니다. 예: { $example }.
announce-bad-when = “{ $said }”은(는) 보낼 시각이 아닙니다. now, 2026-12-01T10:00+09:00 또는 2026-12-01 10:00 local처럼 적어 주세요.
announce-no-value = { $said }의 값이 없는 사람: { $who } (모두 { $count }명). 회원 명부를 보완하거나 { $otherwise }처럼 쓰세요.
announce-past = 보낼 시각이 이미 지났습니다: { $when }. 더 나중 시각이나 now를 적어 주세요.
announce-amount-ahead = { $said }은(는) 지금 계산되므로 { $when }에는 달라져 있을 수 있습니다. 지금(now) 보내거나 금액을 빼 주세요.
announce-unknown = 공지 { $number }은(는) 없습니다.
announce-may-not = 승인자나 관리자만 할 수 있습니다.
announce-own = 공지를 쓴 사람은 승인할 수 없습니다. 다른 사람이 승인해야 합니다.
announce-is-correction = 공지 { $number }은(는) 공지 { $other }을(를) 정정하는 것이며, 그 자체로는 보내지 않습니다.
announce-nothing-to-correct = 공지 { $number }에는 정정할 것이 없습니다. 보내지 않았거나 회수되었습니다.
announce-correction-unapproved = 새 본문이 있는 공지 { $number }은(는) 다른 공지를 대신하기 전에 승인되어야 합니다.
announce-cannot-draft = 공지 { $number }에는 할 수 없습니다. 아직 아무도 승인하지 않았습니다.
announce-cannot-approved = 공지 { $number }에는 할 수 없습니다. 승인되었고 아직 보내지 않았습니다.
announce-cannot-sending = 공지 { $number }에는 할 수 없습니다. 이미 보내는 중입니다.
announce-cannot-paused = 공지 { $number }에는 할 수 없습니다. 일시 중지되어 있습니다.
announce-cannot-cancelled = 공지 { $number }에는 할 수 없습니다. 취소되었습니다.
announce-cannot-placed = 공지 { $number }에는 할 수 없습니다. 그 본문은 다른 공지를 대신하고 있습니다.

segment-empty = 받는 사람이 없습니다. 예: region:africa category:local-government, 또는 everyone.
segment-long = { $most }자보다 깁니다.
segment-unreadable = “{ $near }” 부분을 읽을 수 없습니다.
segment-deep = { $most }단계보다 깊이 겹쳐 있습니다.
segment-parenthesis = 괄호의 짝이 맞지 않습니다.
segment-ends = 뒤에 무언가 더 있어야 하는 곳에서 끝났습니다.
segment-no-condition = “{ $said }”은(는) 조건이 아닙니다. 키:값으로 쓰세요. 키: { $keys }.
segment-near-key = “{ $said }”은(는) 없습니다. { $near }을(를) 말씀하셨나요?
segment-no-key = “{ $said }”은(는) 없습니다. 쓸 수 있는 것: { $keys }.
segment-no-value = “{ $what }” 뒤에 값이 없습니다.
segment-value-near = “{ $what }{ $said }”은(는) 없습니다. { $values }을(를) 말씀하셨나요?
segment-value-none = “{ $what }{ $said }”은(는) 없습니다. 있는 값: { $values }.
segment-value-nobody = “{ $what }{ $said }”은(는) 없습니다. 값을 가진 사람이 없습니다.
segment-everyone = 모든 사람
segment-nobody = 아무도 없음
segment-whose = 다음에 해당하는 모든 사람({ $conditions })
segment-but = 다음에 해당하는 사람을 뺀 모든 사람({ $conditions })
segment-is = { $what }: { $values }
segment-is-not = { $what }: { $values } 제외
segment-both = { $one }, 그리고 { $other }
segment-either = { $one } 또는 { $other }
segment-within = ({ $conditions })
segment-not = 해당하지 않음: { $conditions }
segment-key-category = 범주
segment-key-kind = 종류
segment-key-region = 지역
segment-key-country = 국가
segment-key-network = 네트워크
segment-key-office = 직책
segment-key-status = 상태
segment-key-standing = 회비 상태
segment-key-member = 회원
segment-key-lang = 언어
segment-key-event = 참석 예정 행사
segment-key-person = 주소
segment-state-applicant = 가입 신청 중
segment-state-active = 활동 중
segment-state-suspended = 정지됨
segment-state-withdrawn = 탈퇴함
segment-state-terminated = 종료됨
segment-state-arrears = 장기 체납
segment-state-overdue = 납기 지남
segment-state-due = 납부 전
segment-state-remitted = 면제됨
segment-state-good = 양호

# Reminders.
reminder-moved = 안내해 드린 시간이 바뀌었습니다. **{ $event }**의 새 일정: { $when }.
reminder-deadline-moved = 안내해 드린 내용이 바뀌었습니다. **{ $event }** 등록 마감: { $deadline }.
reminder-cancelled = **{ $event } 행사는 열리지 않습니다.** 안내된 일정은 { $when }이었습니다.
reminder-come = 참석합니다
reminder-away = 참석하지 못합니다
reminder-mute = 이 행사 알림 끄기
reminder-stop-events = 행사 알림 끄기
reminder-stop-dues = 회비 알림 끄기
reminder-stop-announcements = 공지 끄기
reminder-settings = 설정
reminder-statutory = 정관에 따른 통지입니다. 회원 자격에 속하는 것으로 끌 수 없습니다.
reminders-title = 보내 드리는 알림
reminders-topic-on = { $topic }: 켜짐
reminders-topic-off = { $topic }: 꺼짐
reminders-channel = 먼저 보내는 곳: { $channel }
reminders-channel-usual = 기본 순서
reminders-quiet = 조용한 시간: { $hours } (시간대 { $zone })
reminders-no-quiet = 없음
reminders-exempt = 오래 연체된 회비와 같은 규정상 통지는 끌 수 없습니다.
reminders-turn-on = 켜기: { $topic }
reminders-turn-off = 끄기: { $topic }
reminders-other-quiet = 다른 조용한 시간
reminders-other-channel = 다른 채널
reminders-which-quiet = 언제 보내지 말까요?
reminders-which-channel = 어디로 먼저 보내 드릴까요?
event-remind = 이 행사 알림 받기
event-noted-coming = { $event } 참석으로 적어 두었습니다.
event-noted-away = { $event } 불참으로 적어 두었습니다. 이 행사는 더 알려 드리지 않습니다.
event-noted-muted = { $event } 알림을 더 보내지 않습니다.
event-noted-remind = { $event } 알림을 보내 드리겠습니다.
event-remind-off = 적어 두었지만 행사 알림이 꺼져 있습니다. 켤까요?
event-remind-not-yet = 적어 두었습니다. 사무국이 아직 행사 알림을 켜지 않았으며, 켜면 보내 드립니다.
event-remind-nowhere = 여기서는 먼저 메시지를 보낼 수 없습니다. 텔레그램이나 슬랙에서 요청해 주세요.
event-register-until = 등록 마감: { $date }
event-is-cancelled = 취소됨: 열리지 않습니다.
command-reminders = 알림과 조용한 시간

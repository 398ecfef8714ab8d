language-name = 한국어

greeting = 안녕하세요! 저는 { $association } 안내 도우미입니다. 궁금한 점을 편하게 물어보시거나 주제를 골라 주세요.
thanks = 천만에요. 언제든지 물어보세요.
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
none-of-these = 여기에 없음
unknown = 그 내용은 모르겠습니다. 제가 인용할 수 있는 문서에 답이 없고, 짐작으로 답하지는 않겠습니다. 사무국에 문의해 주세요: [{ $email }](mailto:{ $email }).
unknown-topics = 주제 보기
answer-elsewhere = 이 답은 영어로만 있습니다:
happens-on = { $title }: { $date }.
source = 출처: { $sources }
as-of = { $date } 기준
past = 이미 지난 일정입니다.
past-event = 이미 지난 일정입니다: { $date }.
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

home-title = { $association }에 물어보기
home-hint = 메시지 탭에서 말을 걸거나, 채널에서 저를 멘션하거나, 주제를 골라 주세요.
office-vice-president-candidate = 부의장도시 임명 후보로 제시됨

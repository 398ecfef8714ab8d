# Что ассистент говорит о себе. Сведения об ассоциации находятся в content/.
language-name = Русский

greeting = Здравствуйте! Я ассистент { $association }. Спрашивайте о чём угодно своими словами или выберите тему.
thanks = Пожалуйста! Обращайтесь в любое время.
nods = Хорошо. Спрашивайте, если захотите узнать что-то ещё.
left-off = Хорошо, на этом остановимся. Ничего не изменено.
upset = Извините, что не удалось помочь. Спросите ещё раз другими словами или напишите в секретариат: { $email }.
goodbye = До свидания! Я здесь, когда понадоблюсь.
who = Я ассистент, программа. Я отвечаю по документам, которые одобрил секретариат { $association }, и в каждом ответе называю документ и его дату. Чего там нет, того я не знаю.
help = Спрашивайте о { $association } своими словами. Я говорю на этих языках: { $languages }.
    .commands = Напишите «темы», чтобы увидеть темы, «язык», чтобы сменить язык, «часовой пояс» и свой город латиницей, чтобы задать время, «помощь», чтобы увидеть это снова.
more = Ещё …
topics = О чём вы хотели бы узнать?
topic = { $topic }: выберите вопрос.
language-question = На каком языке вам отвечать?
language-set = Теперь я отвечаю по-русски.
language-unknown = На этом языке я пока не говорю. Выберите один из этих.
zone-question = По времени какого города отвечать? Напишите город латиницей, например: «часовой пояс Moscow».
zone-current = Время указываю по поясу { $zone }, сейчас там { $time }. Чтобы выбрать другой, напишите город латиницей, например: «часовой пояс Moscow».
zone-set = Теперь время указываю по поясу { $zone }, сейчас там { $time }.
zone-several = Какой из этих часовых поясов ваш?
zone-unknown = Я не знаю, который там час. Назовите ближайший крупный город, латиницей, например «часовой пояс Nairobi».

did-you-mean = Я не уверен, что понял вас правильно. Вы об этом?
either = Ваш вопрос можно понять двояко. Вот ответы на оба варианта:
again = Об этом я знаю только то, что ниже; больше, возможно, знают в секретариате: [{ $email }](mailto:{ $email }).
none-of-these = Ничего из этого
unknown = Этого я не знаю. Ответа нет в документах, на которые я могу ссылаться, а гадать не буду. Спросите в секретариате: [{ $email }](mailto:{ $email }).
unknown-topics = Темы
answer-elsewhere = Этот ответ у меня есть только на английском:
with-comma = { $one }, { $other }
with-colon = { $one }: { $other }
in-brackets = { $one } ({ $other })
day-and-hour = { $day }, { $hour }
happens-on = { $title }: { $date }
one-source = { $source }
source = { $count ->
    [1] Источник
   *[other] Источники
  }: { $sources }
as-of = по состоянию на { $date }
past = Эта дата уже прошла.
past-event = Эта дата уже прошла: { $date }
until-date = не позднее { $date }
from-date = начиная с { $date }
lapsed = Это действовало по { $date }; что действует сейчас, уточните в секретариате.

empty = Ваше сообщение пришло без слов. Напишите, пожалуйста, свой вопрос.
not-text = Я умею читать только текст. Напишите, пожалуйста, свой вопрос.
too-long = Столько сразу я прочитать не могу. Спросите, пожалуйста, в одном-двух предложениях.
unknown-command = Команды { $command } я не знаю. /help покажет, что я умею.
outdated-button = Эта кнопка устарела. Спросите ещё раз или выберите тему.
error = Простите, у меня произошла ошибка, и это не ваша вина. Попробуйте ещё раз; если не поможет, сообщите секретариату номер { $reference }.
too-fast = Слишком много сообщений сразу. Подождите, пожалуйста, минуту и продолжайте.

command-help = Что я умею
command-topics = Выбрать тему
command-language = Сменить язык
command-timezone = Задать часовой пояс
command-ask = Задать вопрос
bot-description = Отвечаю на вопросы о { $association }, с источником и его датой. Спрашивайте своими словами.
bot-short = Ответы о { $association } с источниками

web-title = Ассистент { $association }
web-intro = Спрашивайте о { $association }: членство, взносы, программы, мероприятия. В каждом ответе указаны документ и его дата.
web-label = Ваш вопрос
web-placeholder = Задайте вопрос
web-send = Отправить
web-log = Переписка
web-you = Вы
web-assistant = Ассистент
web-waiting = Ищу ответ …
web-offline = Сообщение до меня не дошло. Проверьте связь и отправьте его ещё раз.
web-failed = Не получилось. Попробуйте, пожалуйста, чуть позже.
web-language = Язык
web-choices = Варианты
web-skip = Перейти к вопросу
web-privacy = Срок хранения переписки в днях: { $days }. Потом она удаляется.
web-new = Начать заново

demo-banner = Это демонстрация. Члены, взносы и мероприятия с пометкой «пример» или «sample» выдуманы, и никому ничего не отправляется.
demo-try = Попробовать от имени вымышленного члена
demo-title = Демонстрация
demo-back = Назад к беседе
demo-speak-title = Говорить за вымышленного члена
demo-speak-intro = Выберите, кто вы. В поле беседы появится одноразовый код: отправьте его, подтвердите и спрашивайте о закрытых сведениях.
demo-speak = { $contact }, { $member }
demo-code = Отправьте этот одноразовый код и подтвердите его: тогда вы — { $contact } и говорите за { $member }.
demo-ask-title = Затем спросите
demo-ask-owe = Сколько мы должны
demo-ask-invoice = Пришлите наш счёт
demo-ask-events = Ближайшие мероприятия
demo-reminders-title = Какие напоминания ушли бы
demo-reminders-intro = За ближайшие 30 дней, если бы все правила были включены. Здесь не отправляется ни одно.
demo-when = Когда
demo-to = Кому
demo-what = Что в нём
demo-none = Нет.

home-title = Спросите { $association }
home-hint = Напишите мне на вкладке «Сообщения», упомяните меня в канале или выберите тему.

category-local-government = Город или другой местный орган власти
category-institution = Учреждение или организация
category-corporation = Компания
kind-association = Ассоциация или союз
kind-public-agency = Государственное учреждение
kind-academic = Университет или наука
kind-non-profit = Некоммерческая организация
kind-company = Действующая компания
kind-start-up = Стартап

fee-ask-category = Кто будет платить?
fee-ask-kind = Какого вида организация? От этого зависит взнос.
fee-ask-population = Сколько жителей?
fee-ask-gdp = Какой в стране ВВП на душу населения, в долларах США в год?
fee-ask-employees = Сколько всего сотрудников, во всём мире?
fee-proposed = { $amount } за { $year } год по шкале, предложенной с { $since } года.
fee-in-force = { $amount } за { $year } год по шкале { $since }–{ $until } годов.
fee-bracket = Разряд: { $brackets }
fee-measure-population = число жителей { $span }
fee-measure-gdp = ВВП на душу населения { $span } USD
fee-measure-employees = число сотрудников { $span }
from-number = { $number } и больше
fee-compare = По шкале { $since }–{ $until } годов: { $amount }, { $direction ->
    [same] столько же
    [more] на { $gap } больше
   *[less] на { $gap } меньше
  }
fee-compare-proposed = По шкале, предложенной с { $since } года: { $amount }, { $direction ->
    [same] столько же
    [more] на { $gap } больше
   *[less] на { $gap } меньше
  }
fee-compare-unknown = Чтобы сравнить со шкалой { $since }–{ $until } годов, нужно знать { $needed }.
fee-compare-unknown-proposed = Чтобы сравнить со шкалой, предложенной с { $since } года, нужно знать { $needed }.
needs-kind = вид организации
needs-population = число жителей
needs-gdp = ВВП страны на душу населения
needs-employees = число сотрудников
fee-other-year = А за { $year } год?
fee-another = Посчитать другой взнос
fee-no-schedule = Шкалы взносов за { $year } год у меня нет; самая ранняя действует с { $since } года.
fee-range-population = Число жителей { $value } вряд ли верно. Назовите, пожалуйста, число от { $lowest } до { $highest }.
fee-range-gdp = ВВП на душу населения { $value } USD вряд ли верен. Назовите, пожалуйста, число от { $lowest } до { $highest }.
fee-range-employees = Число сотрудников { $value } вряд ли верно. Назовите, пожалуйста, число от { $lowest } до { $highest }.

members-all = Члены
members-local-government = Местные органы власти
members-institution = Учреждения
members-corporation = Компании
members-founding = члены-основатели
members-withdrew = вышедшие
members-award = с наградой
members-joined = подали заявку или вступили в { $year } году
members-joined-period = подали заявку или вступили, { $period }
members-count = **{ $what }**: { $count }
members-none = Документы не называют никого по запросу: { $what }.
members-export = Таблицей (CSV)
members-file = В таблице { $count ->
    [one] { $count } член
    [few] { $count } члена
    [many] { $count } членов
   *[other] { $count } члена
  }.
office-executive-committee = Исполнительный комитет
office-president = Президент
office-vice-president = Вице-президент
office-vice-president-candidate = Представлен к назначению вице-президентом
office-regional-office = Региональный офис
office-host-of-secretariat = Принимает секретариат
office-host-of-general-assembly = Принимает Генеральную ассамблею
office-host-of-excom = Принимает заседание Исполнительного комитета
office-candidate-host-of-general-assembly = Кандидат на проведение Генеральной ассамблеи
office-candidate-host-of-excom = Кандидат на проведение заседания Исполнительного комитета
office-planned-host-of-general-assembly = Намечено место Генеральной ассамблеи
office-president-candidate = Кандидат в президенты
member-which = Кого вы имеете в виду?
member-listed = Да, { $name } значится среди членов; последний список: { $date }
member-withdrew = { $name } больше не значится среди членов. Дата выхода: { $date }
member-founding-only = { $name } значится среди основателей; в более поздних списках членов этого имени нет.
member-applied = { $name }: заявка на вступление подана; в списках членов, которые у меня есть, этого имени нет.
member-not = { $name } не значится среди членов. В документах упоминается как: { $what }.
member-unknown = Не нахожу «{ $name }» среди { $count ->
    [one] { $count } организации
   *[other] { $count } организаций
  }, которые мои документы называют членами. Возможно, они старше, чем вступление: [{ $email }](mailto:{ $email }) ответит точно.
member-category-local-government = Местный орган власти
member-category-institution = Учреждение
member-category-corporation = Компания
member-office-since = { $office }, начало: { $date }
member-since-unknown = В документах не сказано, с какого времени { $name } состоит в организации.
member-founding = Член-основатель
member-joined = Вступление: { $date }
member-applied-on = Заявка: { $date }
member-network-is = Сеть: { $what }
member-award-is = Награда: { $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = Взнос, ожидавшийся при подаче заявки: { $amount } в год

events-coming = **Впереди**: { $count ->
    [0] ничего с датой в моих документах нет
   *[other] { $count }
  }
events-during = **{ $period }**: { $count ->
    [0] мероприятий в моих документах нет
    [one] { $count } мероприятие
    [few] { $count } мероприятия
    [many] { $count } мероприятий
   *[other] { $count } мероприятия
  }
events-last = Последнее, которое они называют: { $name }, { $date }
event-was-planned = Было объявлено; ни один документ здесь не говорит, состоялось ли это.
events-were-planned = «объявлено»: ни один документ здесь не говорит, состоялось ли это.
event-is-planned = объявлено
event-online = Онлайн
event-on-site = Очно
event-hybrid = Очно и онлайн
event-ics = Добавить в календарь
event-file = { $name }, для вашего календаря.
event-no-next = { $name }: даты следующего раза в моих документах нет; последний, который они называют: { $last }

invoice-title = Счёт
invoice-number = Номер
invoice-issued = Дата выставления
invoice-due = Срок оплаты
invoice-year = Финансовый год
invoice-billed-to = Плательщик
invoice-for = Назначение
invoice-basis = Основание
invoice-amount = Сумма
invoice-total = Итого
invoice-as-of = По состоянию на { $date }
invoice-remitted = Освобождено
invoice-paid = Оплачено
invoice-open = К оплате
invoice-payment = Как оплатить
invoice-fee = Членский взнос за { $year } год
invoice-mark-paid = Оплачен
invoice-mark-remitted = Освобождён
invoice-mark-reversed = Аннулирован

status-denied = Об этом я говорю только тем, о ком знаю, что они представляют члена организации. Если это вы, привяжите аккаунт: я пришлю код на ваш адрес e-mail, или вас пригласит секретариат ([{ $email }](mailto:{ $email })).
status-denied-invitation = Об этом я говорю только тем, о ком знаю, что они представляют члена организации. Если это вы, попросите приглашение в секретариате ([{ $email }](mailto:{ $email })) и привяжите по нему аккаунт.
status-in-private = Это для личной переписки. Напишите мне, пожалуйста, напрямую, а не в группе.
status-which = О каком члене организации речь?
status-staff-which = О каком члене организации речь? Напишите название.
status-open = Счёт { $number } за { $year } год: { $open }, срок оплаты { $date }
status-partly = Счёт { $number } за { $year } год: осталось { $open } из { $amount }, срок оплаты { $date }
status-total = Всего к оплате: { $amount }
status-credit = В вашу пользу: { $amount }, будет зачтено в следующем счёте
status-no-invoice = Счетов пока не выставляли.
status-invoice = Счёт { $number } (PDF)
status-payments = Наши платежи
status-contacts = Наши контакты
standing-good = всё в порядке, долгов нет.
standing-due = есть неоплаченный счёт, срок оплаты { $date }
standing-overdue = оплата просрочена с { $date }
standing-arrears = задолженность за { $count ->
    [one] { $count } финансовый год
    [few] { $count } финансовых года
    [many] { $count } финансовых лет
   *[other] { $count } финансового года
  }.
standing-remitted = всё в порядке; от взноса за этот год предоставлено освобождение.
standing-suspended = членство приостановлено.
standing-withdrawn = членство прекращено по собственному желанию.
standing-terminated = членство прекращено.
standing-applicant = подана заявка на вступление.
payment-line = { $amount }, получено { $date }
payments-none = В учёте нет ни одного платежа. Плательщик: { $name }.
payments-are = { $name }: платежи ({ $count }), сначала последние:
payments-open = Ещё не оплачено:
payments-receipt = Если нужно подтверждение оплаты, напишите в секретариат: [{ $email }](mailto:{ $email }).
invoice-none = { $name }: счетов не выставляли. Если счёт нужен, напишите в секретариат: [{ $email }](mailto:{ $email }).
invoice-none-of = { $name }: счёта за { $years } г. нет. Выставлены такие:
invoice-several = За { $years } г. выставлено несколько счетов. Какой прислать?
invoice-which = Не оплачено несколько счетов. Какой прислать?
invoice-sent = Вот счёт { $number }.
invoice-settled = Он оплачен.
invoice-reversed = Он аннулирован; пожалуйста, не оплачивайте его.
contacts-none = { $name }: контактных лиц не зарегистрировано. Сообщите секретариату, кто им должен быть: [{ $email }](mailto:{ $email }).
contacts-are = { $name }: зарегистрированы эти контактные лица:
contacts-wrong = Если это устарело, напишите на [{ $email }](mailto:{ $email }).
from-ledger = Из учёта секретариата, { $date }
link-offer = Привязать аккаунт
privacy = **Что я о вас храню и зачем.**
    
    - Ваши сообщения и мои ответы, в течение { $days ->
    [one] { $days } дня
   *[other] { $days } дней
  }, чтобы понимать, к чему относится вопрос, и не отвечать на одно и то же дважды. Потом они удаляются.
    - Номер, который вам присвоил ваш мессенджер, а также выбранные вами язык и часовой пояс.
    - Если вы привязали аккаунт: какого члена организации вы представляете, ваши имя, должность и адрес e-mail, какими их зарегистрировал секретариат.
    - Счета и платежи принадлежат члену организации и остаются в учёте, без вашего имени.
    
    Другим компаниям, кроме мессенджера, которым вы пользуетесь, я ничего не передаю. Вопросы: [{ $email }](mailto:{ $email }).
privacy-export = Прислать мои данные
privacy-forget = Стереть мои данные
privacy-file = Всё, что я о вас храню, включая { $count ->
    [one] { $count } вопрос с ответом
    [few] { $count } вопроса с ответами
    [many] { $count } вопросов с ответами
   *[other] { $count } вопроса с ответами
  }.
forget-question = Стереть нашу переписку, ваши настройки, привязку аккаунта и ваши контактные данные? Чтобы спрашивать о взносах, вас нужно будет заново зарегистрировать и заново привязать аккаунт. Счета и платежи остаются в учёте, без вашего имени.
forget-yes = Да, стереть всё
forget-no = Нет, оставить
forgotten = Готово: ваша переписка, настройки, привязка аккаунта и контактные данные стёрты. Это последнее сообщение тоже будет удалено, через { $days ->
    [one] { $days } день
    [few] { $days } дня
    [many] { $days } дней
   *[other] { $days } дня
  }.
forgotten-staff = Ваша роль в секретариате сохраняется; снять её может администратор.
command-status = Взносы и статус
command-invoice = Получить наш счёт
command-privacy = Что о вас хранится
status-staff-unknown = Я не нахожу члена с названием «{ $name }», или их несколько. Напишите название так, как оно зарегистрировано.
announcement-note = От секретариата { $association }.

link-ask = Какой ваш адрес электронной почты известен секретариату? Я отправлю туда код, чтобы знать, от чьего имени вы говорите. Если секретариат дал вам код приглашения, введите его.
link-ask-invitation = Здесь я не могу отправлять почту, поэтому вас должен пригласить секретариат: попросите приглашение по адресу [{ $email }](mailto:{ $email }) и введите его код здесь.
link-in-private = Это я делаю только там, где больше никто не читает. Пожалуйста, напишите мне лично.
link-burnt = Это приглашение могли прочитать все здесь, поэтому я его отменил. Попросите у секретариата новое и пришлите его мне лично.
link-sent = Если секретариату известен этот адрес, туда отправлен код из шести цифр. Введите его здесь в течение десяти минут. Если ничего не придёт, посмотрите в папке «Спам», проверьте адрес или напишите на [{ $email }](mailto:{ $email }).
link-near = Вы имели в виду «…@{ $domain }»? Пожалуйста, введите адрес ещё раз целиком.
link-bad-address = Это не может быть адресом электронной почты; адрес выглядит как name@city.gov. Пожалуйста, введите его ещё раз.
link-neither = Это не адрес электронной почты и не код. Пожалуйста, введите одно из двух.
link-digits = Код из моего письма состоит из шести цифр. Пожалуйста, введите его ещё раз.
link-wrong = Это не тот код, который я отправил для этого аккаунта. Пожалуйста, проверьте его и введите ещё раз.
link-none = Для этого аккаунта я код не отправлял. Отправить?
link-expired = Этому коду больше десяти минут. Отправить новый?
link-used = Этот код уже использован. Отправить новый?
link-replaced = После этого я отправил более новый код. Пожалуйста, введите его.
link-paused = Слишком много неверных кодов. Попробуйте снова через { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[other] { $minutes } минут
  }.
link-limited = Пока слишком много кодов. Попросите следующий через { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[other] { $minutes } минут
  }.
link-invitation-unknown = Я не знаю такого приглашения. Проверьте его или попросите у секретариата новое: [{ $email }](mailto:{ $email }).
link-invitation-expired = Срок этого приглашения истёк. Попросите у секретариата новое: [{ $email }](mailto:{ $email }).
link-invitation-used = Это приглашение уже использовано, или его заменило более новое. Попросите у секретариата новое: [{ $email }](mailto:{ $email }).
link-vouched = По адресу, который подтвердило ваше рабочее пространство, вы — { $who }. Пусть этот аккаунт говорит от их имени?
link-other-address = Другой адрес
link-offered = Вы будете говорить от имени { $member } как { $contact }. Это вы?
link-yes = Да, это я
link-no = Нет
link-dropped = Ничего не привязано.
link-done = Готово. Теперь этот аккаунт говорит от имени { $who }. «отвязать» прекращает это в любое время.
link-speaks = Этот аккаунт говорит от имени { $who }.
link-again = Отправить новый код
unlink-nothing = Этот аккаунт не говорит от имени какого-либо члена.
unlink-ask = Этот аккаунт говорит от имени { $member }. Прекратить?
unlink-which = От чьего имени этот аккаунт больше не должен говорить?
unlink-yes = Отвязать
unlink-all = От всех
unlink-keep = Оставить как есть
unlink-kept = Всё остаётся как есть.
unlink-done = Готово. Этот аккаунт больше не говорит от имени { $members }.
command-link = Привязать аккаунт к вашему члену организации

mail-code-subject = { $code } — ваш код для { $association }
mail-code = Кто-то, вероятно вы, хочет привязать аккаунт ({ $channel }) к этому адресу в { $association }. Введите там этот код:
mail-code-holds = Он действует десять минут, один раз и только в том разговоре.
mail-code-secret = Никому его не сообщайте; секретариат никогда его не спрашивает. Если это были не вы, ничего не делайте; если это повторится, напишите на { $email }.
mail-linked-subject = Аккаунт теперь говорит от вашего имени в { $association }
mail-linked = Аккаунт ({ $channel }) привязан к этому адресу в { $association }. Теперь он говорит от имени: { $members }.
mail-linked-not-you = Если это были не вы, сразу напишите на { $email }.
mail-foot = Это письмо написал помощник { $association }; ответы он не читает.

mail-topic-events = напоминания о мероприятиях
mail-topic-dues = напоминания о взносах
mail-topic-announcements = объявления
unsubscribe-question = Отключить { $topic }?
unsubscribe-done = Больше не приходят: { $topic }
unsubscribe-press = Отключить
unsubscribe-statutory = Счета и другие уставные уведомления будут приходить по-прежнему.

channel-refused = { $channel ->
    [Email] Ассистент не может пользоваться почтовым сервером: письма не отправляются.
   *[other] { $channel } не принимает ассистента: туда ничего нельзя отправить.
  } Всё неотправленное сохранено и уйдёт, когда это исправят. Пожалуйста, сообщите тому, кто ведёт ассистента.

announce-denied = Объявления здесь рассылает только секретариат.
announce-ask-text = Пришлите текст объявления одним сообщением, язык: { $language }. Можно использовать { $variables }; если у кого-то значения может не быть, пишите { $default }.
announce-ask-title = И заголовок, в нескольких словах?
announce-ask-title-in = И заголовок, язык: { $language }?
announce-ask-translation = Пришлите текст одним сообщением, язык: { $language }. Переменные можно использовать те же.
announce-ask-file = Пришлите файл, который к нему приложить: документ или изображение не больше { $most } МБ.
announce-ask-segment = Кто его получит? Напишите, например, { $example } или { $everyone }.
announce-nobody = Так его не получит никто: { $who }. Кто должен его получить?
announce-reaches = Получателей: { $count } из { $total }: { $who }.
announce-channels = Сначала через: { $channels }.
announce-left-out = Не получат: отключили объявления — { $muted }, нет связи — { $unreachable }.
announce-closed = Не получат, так как их канал здесь не настроен: { $channels }.
announce-zoneless = Часовой пояс неизвестен: { $count }; для них действует { $zone }.
announce-late = Для { $count } из них это время уже прошло: они получат его сразу.
announce-leaves = Отправка: { $when }.
announce-looks = Вот как это выглядит:
announce-keep = Запросить одобрение
announce-other-segment = Другие получатели
announce-file = Приложить файл
announce-other-file = Другой файл
announce-without-file = Без файла
announce-with-file = К нему прилагается { $name }.
announce-languages = Добавить язык
announce-which-language = На каком языке следующий текст? Кто читает на этом языке, получит его, все остальные — текст на языке: { $language }.
announce-leave-out = Убрать { $language }
announce-in-language = { $count ->
    [0] { $language }: никто из них на нём не читает.
   *[other] { $language }, читателей: { $count }:
  }
announce-looks-like = Внимание: текст, который должен быть на языке { $language }, похож на { $other }.
announce-drop = Отбросить
announce-dropped = Отброшено; ничего не отправлено.
announce-kept = Объявление { $number } сохранено как черновик. { $count ->
    [0] Запросить одобрение пока не у кого: администратор должен добавить одобряющего, которому можно написать.
    [one] Одобрение запрошено у { $count } человека; я сообщу вам.
   *[other] Одобрение запрошено у { $count } человек; я сообщу вам.
  }
announce-asked = { $author } просит вас одобрить объявление { $number }.
announce-approve = Одобрить
announce-reject = Отклонить
announce-approved = Объявление { $number }, «{ $title }», одобрено.
announce-rejected = Объявление { $number }, «{ $title }», отклонено; ничего не отправляется.
announce-interrupted = Отправка объявления { $number }, { $title }, прервалась и приостановлена: остальное подготовить нельзя. { $reason } Исправьте это и продолжите или отмените отправку.
announce-send = Отправить сейчас ({ $count })
announce-everybody = Это все, кто есть: { $count }. Отправить всем?
announce-everybody-yes = Да, всем ({ $count })
announce-not-yet = Пока нет
announce-sent = Объявление { $number } отправляется; получателей: { $count }.
announce-progress = Объявление { $number }, { $title }: { $stage }.
announce-is-draft = черновик
announce-is-approved = одобрено, ещё не отправлено
announce-is-scheduled = запланировано ({ $when })
announce-is-sending = отправляется
announce-is-paused = приостановлено
announce-is-cancelled = отменено
announce-is-done = готово
announce-sent-count = доставлено: { $count }
announce-open-count = ещё не ушло: { $count }
announce-failed-count = не удалось: { $count }
announce-unreachable-count = нет связи: { $count }
announce-uncertain-count = неизвестно, дошло ли: { $count }
announce-withdrawn-count = отозвано: { $count }
announce-show = Как идёт?
announce-pause = Приостановить
announce-resume = Продолжить
announce-cancel = Отменить
announce-cancel-sure = Отозвать то, что из объявления { $number } ещё не ушло? Ушедшее останется.
announce-withdraw = Да, отозвать
announce-resend = Послать снова неясные: { $count }
announce-letbe = Оставить неясные: { $count }
announce-resend-sure = Послать объявление { $number } ещё раз тем, о ком неизвестно, дошло ли ({ $count })? Кто его уже получил, получит дважды.
announce-letbe-sure = Оставить неясные доставки объявления { $number } как есть ({ $count })? Они не посылаются снова и считаются неудавшимися.
announce-again = Да, послать снова: { $count }
announce-settle = Да, оставить: { $count }
announce-resent = { $count ->
    [0] В объявлении { $number } больше нет неясных доставок; ничего не послано.
   *[other] Объявление { $number } посылается ещё раз; получателей: { $count }.
  }
announce-settled = { $count ->
    [0] В объявлении { $number } больше нет неясных доставок.
   *[other] Неясные доставки объявления { $number } оставлены как есть: { $count }.
  }
announce-write = Шаг за шагом
announce-no-form = Форму открыть не удалось. Можно сделать это здесь, шаг за шагом.
announce-ask-correction = Пришлите текст, который заменит объявление { $number }, одним сообщением, язык: { $language }. Можно использовать { $variables }; если у кого-то значения может не быть, пишите { $default }.
announce-ask-when = Когда его отправить? Напишите { $now }, { $local } — в это время там, где находится каждый читатель, — или { $instant }.
announce-ask-at = Когда отправить объявление { $number }? Напишите { $now }, { $local } — в это время там, где находится каждый читатель, — или { $instant }.
announce-corrects = Оно заменит объявление { $number } там, где то уже получено и может быть изменено.
announce-one-language = Все получат один этот текст, и те, кто получил прежний на другом языке.
announce-counts-links = Считается, сколько раз открывают ссылки, но не кто их открывает.
announce-asked-correction = { $author } просит вас одобрить объявление { $number }, которое исправляет объявление { $other }.
announce-place = Исправить объявление { $number }
announce-schedule = Запланировать ({ $count })
announce-later = В другое время
announce-when-now = сейчас
announce-when-local = { $day }, { $time }, по местному времени каждого читателя
announce-scheduled = Объявление { $number } запланировано; получателей: { $count }; время: { $when }.
announce-correct = Исправить
announce-recall = Удалить у получателей
announce-recall-sure = Удалить у получателей объявление { $number }, «{ $title }»? Доставленное удаляется там, где это позволяет платформа; письма остаются.
announce-takeback = Да, удалить
announce-recalling = Удаляю объявление { $number } у получателей и сообщу, чем это закончилось.
announce-correcting = Исправляю объявление { $number } и сообщу, чем это закончилось.
announce-is-placed = стоит на месте другого
announce-is-recalled = Объявление { $number }, { $title }, удалено у получателей.
announce-is-corrected = Объявление { $number }, { $title }, исправлено.
announce-recalled-count = удалено: { $count }
announce-corrected-count = исправлено: { $count }
announce-not-recalled = не удалено: { $count } ({ $reason })
announce-not-corrected = не исправлено: { $count } ({ $reason })
announce-no-way-back = письма изменить уже нельзя
announce-not-in-segment = больше не среди получателей
announce-lacking = у переменной в тексте нет для них значения
announce-no-segment = условие отбора больше не читается
announce-nobody-knows = неизвестно, дошли ли они
announce-reactions = Реакции: { $given }
announce-opened = открыто раз: { $count } — { $url }

announce-form = Новое объявление
announce-form-correction = Исправление
announce-form-translation = Другой язык
announce-form-go-on = Просмотр
announce-form-cancel = Отмена
announce-form-title = Заголовок
announce-form-text = Текст, язык: { $language }
announce-form-text-hint = Можно использовать { $variables }; если у кого-то значения может не быть, пишите { $default }.
announce-form-segment = Кто его получит?
announce-form-segment-hint = Например, { $example } или { $everyone }.
announce-form-when = Когда его отправить?
announce-form-when-hint = { $now }, { $local } — в это время там, где находится каждый читатель, — или { $instant }.
announce-form-file = Файл
announce-form-file-hint = Прилагается; не больше { $most } МБ. Оставьте пустым, если его нет.

announce-no-title = Нет заголовка.
announce-no-text = Нет текста.
announce-long-title = В заголовке знаков: { $count }; можно отправить не больше { $most }.
announce-long-text = В тексте знаков: { $count }; можно отправить не больше { $most }.
announce-no-file = Это не файл. Пришлите документ или изображение либо нажмите кнопку.
announce-large-file = { $name }: { $size } МБ; отправить можно не больше { $most } МБ.
announce-empty-file = Файл { $name } пуст.
announce-file-gone = Файла { $name } здесь больше нет; приложите его ещё раз.
announce-file-corrects = В ушедшее сообщение файл не вложить; исправьте только текст.
file-not-fetched = Не удалось получить { $name }. Пришлите, пожалуйста, ещё раз.
announce-no-variable = Переменной { $said } нет; есть { $variables }.
announce-loose-brace = Около «{ $near }» стоит одиночная фигурная скобка; переменная пишется так: { $example }.
announce-bad-instant = { $said } не называет момента; напишите, например, { $example }.
announce-bad-when = «{ $said }» — не время отправки; напишите now, 2026-12-01T10:00+09:00 или 2026-12-01 10:00 local.
announce-no-value = У { $said } нет значения для: { $who } (всего { $count }). Дополните реестр или пишите { $otherwise }.
announce-past = Время отправки прошло: { $when }. Назовите более позднее или now.
announce-amount-ahead = { $said } вычисляется сейчас и к { $when } может измениться. Отправьте сейчас (now) или уберите сумму.
announce-unknown = Объявления { $number } нет.
announce-may-not = Это может только утверждающий или администратор.
announce-own = Автор не может одобрить своё объявление; это делает второй человек.
announce-is-correction = Объявление { $number } исправляет объявление { $other } и само не отправляется.
announce-nothing-to-correct = В объявлении { $number } исправлять нечего: оно не отправлено или удалено у получателей.
announce-correction-unapproved = В объявлении { $number } новый текст; чтобы заменить другое, оно должно быть одобрено.
announce-cannot-draft = С объявлением { $number } этого сделать нельзя: его ещё никто не одобрил.
announce-cannot-approved = С объявлением { $number } этого сделать нельзя: оно одобрено и ещё не отправлено.
announce-cannot-sending = С объявлением { $number } этого сделать нельзя: оно уже отправляется.
announce-cannot-paused = С объявлением { $number } этого сделать нельзя: оно приостановлено.
announce-cannot-cancelled = С объявлением { $number } этого сделать нельзя: оно отменено.
announce-cannot-placed = С объявлением { $number } этого сделать нельзя: его текст стоит на месте другого.

segment-empty = Никто не назван. Напишите, например, region:africa category:local-government или everyone.
segment-long = Это длиннее { $most } знаков.
segment-unreadable = Не могу прочесть это в месте «{ $near }».
segment-deep = Вложенность больше { $most }.
segment-parenthesis = У скобки нет пары.
segment-ends = Это обрывается там, где что-то должно следовать.
segment-no-condition = «{ $said }» — не условие; пишите ключ:значение, ключи: { $keys }.
segment-near-key = «{ $said }» нет; вы имели в виду { $near }?
segment-no-key = «{ $said }» нет; есть { $keys }.
segment-no-value = После «{ $what }» нет значения.
segment-value-near = «{ $what }{ $said }» нет; вы имели в виду { $values }?
segment-value-none = «{ $what }{ $said }» нет; есть { $values }.
segment-value-nobody = «{ $what }{ $said }» нет; значений нет ни у кого.
segment-everyone = все
segment-nobody = никто
segment-whose = все, у кого { $conditions }
segment-but = все, кроме тех, у кого { $conditions }
segment-is = { $what } — { $values }
segment-is-not = { $what } — не { $values }
segment-both = { $one } и { $other }
segment-either = { $one } или { $other }
segment-within = ({ $conditions })
segment-not = не { $conditions }
segment-key-category = категория
segment-key-kind = вид
segment-key-region = регион
segment-key-country = страна
segment-key-network = сеть
segment-key-office = должность
segment-key-status = статус
segment-key-standing = состояние взносов
segment-key-member = член организации
segment-key-lang = язык
segment-key-event = мероприятие, на которое придут,
segment-key-person = адрес
segment-state-applicant = кандидат
segment-state-active = действующий
segment-state-suspended = приостановлен
segment-state-withdrawn = вышел
segment-state-terminated = прекращён
segment-state-arrears = задолженность
segment-state-overdue = просрочено
segment-state-due = к оплате
segment-state-remitted = освобождён
segment-state-good = в порядке

# Reminders.
reminder-moved = Обратите внимание: **{ $event }** состоится не тогда, как я сообщал: { $when }.
reminder-deadline-moved = Обратите внимание: срок регистрации на **{ $event }** изменился: { $deadline }.
reminder-cancelled = **{ $event } не состоится.** Было объявлено: { $when }.
reminder-come = Приду
reminder-away = Не смогу
reminder-mute = Больше не напоминать об этом
reminder-stop-events = Отключить напоминания о событиях
reminder-stop-dues = Отключить напоминания о взносах
reminder-stop-announcements = Отключить объявления
reminder-settings = Настройки
reminder-statutory = Уставное уведомление: оно относится к членству, и отключить его нельзя.
reminders-title = О чём я пишу вам
reminders-topic-on = { $topic }: включено
reminders-topic-off = { $topic }: выключено
reminders-channel = Сначала здесь: { $channel }
reminders-channel-usual = обычный порядок
reminders-quiet = Тихие часы: { $hours } (часовой пояс { $zone })
reminders-no-quiet = нет
reminders-exempt = Уставные уведомления, например о давно просроченных взносах, отключить нельзя.
reminders-turn-on = Включить: { $topic }
reminders-turn-off = Отключить: { $topic }
reminders-other-quiet = Другие тихие часы
reminders-other-channel = Другой канал
reminders-which-quiet = Когда мне не писать вам?
reminders-which-channel = Где писать вам в первую очередь?
event-remind = Напомнить об этом событии
event-noted-coming = Записано: вы придёте на { $event }.
event-noted-away = Записано: вы не сможете прийти на { $event }. Напоминать не буду.
event-noted-muted = Больше ничего о { $event }.
event-noted-remind = Я напомню вам: { $event }.
event-remind-off = Записано, но напоминания о мероприятиях у вас отключены. Включить?
event-remind-not-yet = Записано. Секретариат пока не включил напоминания о мероприятиях; когда включит, вы их получите.
event-remind-nowhere = Здесь я не могу написать вам сам. Напишите мне в Telegram или Slack и попросите напомнить там.
event-register-until = Регистрация до: { $date }
event-is-cancelled = Отменено: не состоится.
command-reminders = Напоминания и тихие часы

language-name = العربية

greeting = مرحباً! أنا مساعد { $association }. اسألني عنها ما تشاء بكلماتك، أو اختر موضوعاً.
thanks = على الرحب والسعة. اسألني متى شئت.
nods = حسناً. اسألني عمّا تريد متى شئت.
left-off = حسناً، نتوقف هنا. لم يتغير شيء.
upset = أعتذر لأنني لم أساعدك. أعد السؤال بكلمات أخرى، أو راسل الأمانة: { $email }.
goodbye = مع السلامة! أنا هنا متى احتجت إليّ.
who = أنا مساعد آلي، أي برنامج. أجيب من وثائق وافقت عليها أمانة { $association }، وأذكر مع كل إجابة الوثيقة وتاريخها. وما لا أجده فيها لا أعرفه.
help = اسألني عن { $association } بكلماتك. أتحدث: { $languages }.
    .commands = اكتب «المواضيع» لعرض المواضيع، و«اللغة» لتغيير اللغة، و«المنطقة الزمنية» مع اسم مدينتك لضبط التوقيت، و«مساعدة» لعرض هذا.
more = المزيد …
topics = ماذا تود أن تعرف؟
topic = { $topic }: اختر سؤالاً.
language-question = بأي لغة تريد أن أتحدث؟
language-set = من الآن سأتحدث بالعربية.
language-unknown = لا أتحدث هذه اللغة بعد. اختر واحدة من هذه اللغات.
zone-question = بتوقيت أي مدينة تريد المواعيد؟ اكتب مثلاً «المنطقة الزمنية تونس».
zone-current = أذكر المواعيد بتوقيت { $zone }، والساعة هناك الآن { $time }. لتوقيت آخر اكتب مثلاً «المنطقة الزمنية تونس».
zone-set = من الآن سأذكر المواعيد بتوقيت { $zone }، والساعة هناك الآن { $time }.
zone-several = أي من هذه المناطق الزمنية منطقتك؟
zone-unknown = لا أعرف توقيت هذا المكان. اذكر أقرب مدينة كبيرة، مثلاً «المنطقة الزمنية الخرطوم».

did-you-mean = لست متأكداً مما تقصده. هل هو أحد هذه الأسئلة؟
either = لست متأكداً أيَّ الأمرين تقصد، وهذه إجابة كل منهما:
again = لا أعرف عن هذا أكثر مما يلي، وقد تعرف الأمانة المزيد: [{ $email }](mailto:{ $email }).
none-of-these = لا شيء منها
unknown = لا أعرف ذلك. الإجابة ليست في الوثائق المتاحة لي، ولن أخمّن. الأمانة تعرف: [{ $email }](mailto:{ $email }).
unknown-topics = المواضيع
answer-elsewhere = هذه الإجابة متوفرة لدي بالإنجليزية فقط:
with-comma = { $one }، { $other }
with-colon = { $one }: { $other }
in-brackets = { $one } ({ $other })
day-and-hour = { $day }، { $hour }
happens-on = { $title }: { $date }.
one-source = { "\u2066" }{ $source }{ "\u2069" }
source = { $count ->
    [one] المصدر
    [two] المصدران
   *[other] المصادر
  }: { $sources }
as-of = حتى تاريخ { $date }
past = هذا التاريخ قد مضى.
past-event = هذا التاريخ قد مضى: { $date }.
until-date = حتى { $date }
from-date = من { $date } فصاعدًا
lapsed = كان هذا سارياً حتى { $date }؛ اسأل الأمانة عما يسري الآن.

empty = وصلتني رسالتك بلا كلمات. من فضلك اكتب سؤالك.
not-text = لا أستطيع قراءة غير النصوص. من فضلك اكتب سؤالك.
too-long = هذا أطول مما أستطيع قراءته دفعة واحدة. من فضلك اسأل في جملة أو جملتين.
unknown-command = لا أعرف الأمر { $command }. يعرض /help ما أستطيع فعله.
outdated-button = انتهت صلاحية هذا الزر. اسأل من جديد أو اختر موضوعاً.
error = عذراً، حدث خطأ من جانبي وليس منك. حاول مرة أخرى؛ وإذا تكرر فأعطِ الأمانة الرقم المرجعي { $reference }.
too-fast = وصلت رسائل كثيرة دفعة واحدة. من فضلك انتظر دقيقة ثم تابع.

command-help = ما أستطيع فعله
command-topics = اختيار موضوع
command-language = تغيير اللغة
command-timezone = ضبط المنطقة الزمنية
command-ask = طرح سؤال
bot-description = أجيب عن الأسئلة حول { $association } مع ذكر المصدر وتاريخه. اسأل بكلماتك.
bot-short = إجابات عن { $association } مع مصادرها

web-title = مساعد { $association }
web-intro = اسأل عن { $association }: العضوية والرسوم والبرامج والفعاليات. كل إجابة تذكر وثيقتها وتاريخها.
web-label = سؤالك
web-placeholder = اطرح سؤالاً
web-send = إرسال
web-log = المحادثة
web-you = أنت
web-assistant = المساعد
web-waiting = جارٍ البحث …
web-offline = لم تصلني الرسالة. تحقق من الاتصال وأرسلها مرة أخرى.
web-failed = لم ينجح ذلك. حاول مرة أخرى بعد قليل.
web-language = اللغة
web-choices = اقتراحات
web-skip = انتقل إلى السؤال
web-privacy = تُحفظ محادثتك لمدة (بالأيام): { $days }، ثم تُحذف.
web-new = بدء من جديد

demo-banner = هذا عرض تجريبي. الأعضاء والرسوم والفعاليات التي تحمل علامة «تجريبي» أو «عيّنة» أو «sample» مختلقة، ولا يُرسل شيء إلى أحد.
demo-try = جرّبه بصفة عضو تجريبي
demo-title = عرض تجريبي
demo-back = العودة إلى المحادثة
demo-speak-title = تحدّث باسم عضو تجريبي
demo-speak-intro = اختر من تكون. يظهر في خانة المحادثة رمز يُستعمل مرة واحدة: أرسله وأكّده، ثم اسأل عمّا هو خاص.
demo-speak = { $contact }، { $member }
demo-code = أرسل هذا الرمز الذي يُستعمل مرة واحدة وأكّده: عندئذ تكون { $contact } وتتحدث باسم { $member }.
demo-ask-title = ثم اسأل
demo-ask-owe = كم علينا
demo-ask-invoice = أرسل لي فاتورتنا
demo-ask-events = الفعاليات القادمة
demo-reminders-title = تذكيرات كانت ستُرسل
demo-reminders-intro = خلال الثلاثين يومًا المقبلة لو كانت كل القواعد مفعّلة. هنا لا يُرسل أي منها.
demo-when = متى
demo-to = إلى
demo-what = ماذا يقول
demo-none = لا شيء.

home-title = اسأل { $association }
home-hint = اكتب لي في تبويب الرسائل، أو اذكرني في قناة، أو اختر موضوعاً.

category-local-government = مدينة أو حكومة محلية أخرى
category-institution = مؤسسة
category-corporation = شركة
kind-association = اتحاد أو تحالف
kind-public-agency = هيئة عامة
kind-academic = جامعة أو جهة بحثية
kind-non-profit = منظمة غير ربحية
kind-company = شركة قائمة
kind-start-up = شركة ناشئة

fee-ask-category = من الذي سيدفع؟
fee-ask-kind = ما نوعها؟ الرسم يتوقف على ذلك.
fee-ask-population = كم عدد السكان؟
fee-ask-gdp = كم نصيب الفرد من الناتج المحلي الإجمالي في البلد، بالدولار الأمريكي سنوياً؟
fee-ask-employees = كم عدد الموظفين في العالم كله؟
fee-proposed = { $amount } لعام { $year }، بحسب جدول الرسوم المقترح سريانه اعتباراً من { $since }.
fee-in-force = { $amount } لعام { $year }، بحسب جدول الرسوم للفترة { $since }–{ $until }.
fee-bracket = الشريحة: { $brackets }
fee-measure-population = عدد السكان { $span }
fee-measure-gdp = نصيب الفرد من الناتج المحلي الإجمالي { $span } دولار أمريكي
fee-measure-employees = عدد الموظفين { $span }
from-number = { $number } أو أكثر
fee-compare = بحسب جدول { $since }–{ $until }: { $amount }، { $direction ->
    [same] أي المبلغ نفسه
    [more] أي أكثر بمقدار { $gap }
   *[less] أي أقل بمقدار { $gap }
  }
fee-compare-proposed = بحسب الجدول المقترح اعتباراً من { $since }: { $amount }، { $direction ->
    [same] أي المبلغ نفسه
    [more] أي أكثر بمقدار { $gap }
   *[less] أي أقل بمقدار { $gap }
  }
fee-compare-unknown = للمقارنة بجدول { $since }–{ $until } أحتاج إلى معرفة { $needed }.
fee-compare-unknown-proposed = للمقارنة بالجدول المقترح اعتباراً من { $since } أحتاج إلى معرفة { $needed }.
needs-kind = النوع
needs-population = عدد السكان
needs-gdp = نصيب الفرد من الناتج المحلي الإجمالي في البلد
needs-employees = عدد الموظفين
fee-other-year = وفي عام { $year }؟
fee-another = حساب رسم آخر
fee-no-schedule = ليس لدي جدول رسوم لعام { $year }؛ أقدم جدول هو لعام { $since }.
fee-range-population = لا يمكن أن يكون عدد السكان { $value } صحيحاً. من فضلك اذكر رقماً بين { $lowest } و{ $highest }.
fee-range-gdp = لا يمكن أن يكون نصيب الفرد { $value } دولار أمريكي صحيحاً. من فضلك اذكر رقماً بين { $lowest } و{ $highest }.
fee-range-employees = لا يمكن أن يكون عدد الموظفين { $value } صحيحاً. من فضلك اذكر رقماً بين { $lowest } و{ $highest }.

members-all = الأعضاء
members-local-government = الحكومات المحلية
members-institution = المؤسسات
members-corporation = الشركات
members-founding = الأعضاء المؤسسون
members-withdrew = المنسحبون
members-award = الحائزون على جائزة
members-joined = تقدموا أو انضموا في { $year }
members-joined-period = تقدموا أو انضموا، { $period }
members-count = **{ $what }**: { $count }
members-none = لا تذكر الوثائق أحداً ضمن: { $what }.
members-export = كجدول (CSV)
members-file = { $count ->
    [zero] الجدول، بلا أعضاء
    [one] الجدول، وفيه عضو واحد
    [two] الجدول، وفيه عضوان
    [few] الجدول، وفيه { $count } أعضاء
    [many] الجدول، وفيه { $count } عضواً
   *[other] الجدول، وفيه { $count } عضو
  }.
office-executive-committee = اللجنة التنفيذية
office-president = الرئيس
office-vice-president = نائب الرئيس
office-vice-president-candidate = مرشحة لمنصب نائب الرئيس
office-regional-office = مكتب إقليمي
office-host-of-secretariat = مقر الأمانة
office-host-of-general-assembly = مضيف الجمعية العامة
office-host-of-excom = مضيف اجتماع اللجنة التنفيذية
office-candidate-host-of-general-assembly = مرشح لاستضافة الجمعية العامة
office-candidate-host-of-excom = مرشح لاستضافة اجتماع اللجنة التنفيذية
office-planned-host-of-general-assembly = المضيف المقرر للجمعية العامة
office-president-candidate = مرشح للرئاسة
member-which = أيّاً منها تقصد؟
member-listed = نعم، { $name } من الأعضاء؛ آخر قائمة ورد فيها الاسم: { $date }.
member-withdrew = { $name } ليس من الأعضاء الآن: كان الانسحاب في { $date }.
member-founding-only = { $name } من الأعضاء المؤسسين؛ ولا تذكره أي قائمة أعضاء لاحقة.
member-applied = { $name } قدّم طلب عضوية؛ ولا تذكره قوائم الأعضاء المتاحة لي.
member-not = { $name } لا يرد بين الأعضاء، بل بصفة: { $what }.
member-unknown = لا أجد «{ $name }» بين الجهات التي تذكرها وثائقي أعضاءً، وعددها { $count }. قد تكون وثائقي أقدم من انضمامه: اسأل [{ $email }](mailto:{ $email }).
member-category-local-government = حكومة محلية
member-category-institution = مؤسسة
member-category-corporation = شركة
member-office-since = { $office } منذ { $date }
member-since-unknown = لا تذكر الوثائق منذ متى { $name } عضو.
member-founding = عضو مؤسس
member-joined = الانضمام: { $date }
member-applied-on = طلب العضوية: { $date }
member-network-is = الشبكة: { $what }
member-award-is = الجائزة: { $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = الرسم المتوقع عند تقديم الطلب: { $amount } سنوياً

events-coming = **الفعاليات القادمة**: { $count ->
    [0] لا شيء بتاريخ محدد في وثائقي
   *[other] { $count }
  }
events-during = **{ $period }**: { $count ->
    [0] لا فعاليات في وثائقي
    [one] فعالية واحدة
    [two] فعاليتان
    [few] { $count } فعاليات
    [many] { $count } فعالية
   *[other] { $count } فعالية
  }
events-last = آخر ما تذكره الوثائق: { $name }، { $date }.
event-was-planned = أُعلن عنها؛ ولا تذكر أي وثيقة هنا هل انعقدت.
events-were-planned = «مُعلن عنها»: لا تذكر أي وثيقة هنا هل انعقدت.
event-is-planned = مُعلن عنها
event-online = عبر الإنترنت
event-on-site = حضورياً
event-hybrid = حضورياً وعبر الإنترنت
event-ics = أضف إلى تقويمي
event-file = { $name }، لإضافتها إلى تقويمك.
event-no-next = { $name }: لا يوجد في وثائقي تاريخ للمرة القادمة؛ وآخر مرة تذكرها هي { $last }.

invoice-title = فاتورة
invoice-number = الرقم
invoice-issued = تاريخ الإصدار
invoice-due = تاريخ الاستحقاق
invoice-year = السنة المالية
invoice-billed-to = إلى
invoice-for = البيان
invoice-basis = الأساس
invoice-amount = المبلغ
invoice-total = الإجمالي
invoice-as-of = حتى { $date }
invoice-remitted = معفى منه
invoice-paid = مدفوع
invoice-open = متبقٍّ
invoice-payment = طريقة الدفع
invoice-fee = رسم العضوية لسنة { $year }
invoice-mark-paid = مدفوعة
invoice-mark-remitted = معفاة
invoice-mark-reversed = ملغاة

status-denied = لا أقول هذا إلا لمن أعرف أنه يتحدث باسم العضو. إن كنت كذلك فاربط حسابك: أرسل رمزاً إلى بريدك الإلكتروني، أو تدعوك الأمانة ([{ $email }](mailto:{ $email })).
status-denied-invitation = لا أقول هذا إلا لمن أعرف أنه يتحدث باسم العضو. إن كنت كذلك فاطلب دعوة من الأمانة ([{ $email }](mailto:{ $email })) واربط حسابك بها.
status-in-private = هذا يُقال في محادثة خاصة. من فضلك راسلني مباشرة لا في مجموعة.
status-which = عن أي عضو؟
status-staff-which = عن أي عضو تسأل؟ اكتب اسمه.
status-open = الفاتورة { $number } لعام { $year }: { $open }، تُستحق في { $date }
status-partly = الفاتورة { $number } لعام { $year }: بقي { $open } من { $amount }، تُستحق في { $date }
status-total = مجموع غير المسدد: { $amount }
status-credit = رصيد لصالحكم: { $amount }، يُحسم من الفاتورة التالية
status-no-invoice = لم تصدر أي فاتورة بعد.
status-invoice = الفاتورة { $number } (PDF)
status-payments = مدفوعاتنا
status-contacts = جهات اتصالنا
standing-good = الوضع سليم، لا شيء غير مسدد.
standing-due = هناك فاتورة لم تُسدد بعد؛ تُستحق في { $date }.
standing-overdue = السداد متأخر منذ { $date }.
standing-arrears = عليه متأخرات عن { $count ->
    [zero] { $count } سنة مالية
    [one] سنة مالية واحدة
    [two] سنتين ماليتين
    [few] { $count } سنوات مالية
    [many] { $count } سنة مالية
   *[other] { $count } سنة مالية
  }.
standing-remitted = الوضع سليم؛ أُعفي من رسم هذا العام.
standing-suspended = العضوية معلّقة.
standing-withdrawn = انسحب من العضوية.
standing-terminated = انتهت العضوية.
standing-applicant = قدّم طلب عضوية.
payment-line = { $amount } وصلت في { $date }
payments-none = لا توجد في الدفاتر أي دفعة من { $name }.
payments-are = مدفوعات { $name } ({ $count })، الأحدث أولاً:
payments-open = ما زال مستحقاً:
payments-receipt = إن احتجت إلى إيصال فاكتب إلى الأمانة: [{ $email }](mailto:{ $email }).
invoice-none = لم تصدر أي فاتورة باسم { $name }. إن احتجت إلى واحدة فاكتب إلى الأمانة: [{ $email }](mailto:{ $email }).
invoice-none-of = لا توجد فاتورة لعام { $years } باسم { $name }. الفواتير الصادرة هي:
invoice-several = هناك عدة فواتير لعام { $years }. أيها أرسل؟
invoice-which = هناك عدة فواتير غير مسددة. أيها أرسل؟
invoice-sent = هذه هي الفاتورة { $number }.
invoice-settled = وهي مسددة.
invoice-reversed = وقد أُلغيت؛ من فضلك لا تدفعها.
contacts-none = لا يوجد شخص مسجل للتواصل باسم { $name }. أخبر الأمانة من ينبغي أن يكون: [{ $email }](mailto:{ $email }).
contacts-are = الأشخاص المسجلون للتواصل باسم { $name }:
contacts-wrong = إن لم يعد هذا صحيحاً فاكتب إلى [{ $email }](mailto:{ $email }).
from-ledger = من دفاتر الأمانة، { $date }
link-offer = ربط حسابي
privacy = **ما أحتفظ به عنك، ولماذا.**
    
    - رسائلك وإجاباتي، لمدة { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يوماً
   *[other] { $days } يوم
  }، كي أفهم ما يشير إليه السؤال ولا أجيب عن شيء مرتين. بعد ذلك تُحذف.
    - الرقم الذي تخصصه لك خدمة المحادثة، واللغة والمنطقة الزمنية اللتان اخترتهما.
    - إذا ربطت حسابك: العضو الذي تتحدث باسمه، واسمك ومنصبك وبريدك الإلكتروني كما سجلتها الأمانة.
    - الفواتير والمدفوعات ملك العضو وتبقى في الدفاتر، من دون اسمك.
    
    لا أرسل شيئاً إلى شركات أخرى غير خدمة المحادثة التي تستعملها. للأسئلة: [{ $email }](mailto:{ $email }).
privacy-export = أرسل لي بياناتي
privacy-forget = امحُ بياناتي
privacy-file = كل ما أحتفظ به عنك، وفيه { $count ->
    [zero] { $count } سؤال وجواب
    [one] سؤال واحد وجوابه
    [two] سؤالان وجواباهما
    [few] { $count } أسئلة وأجوبتها
    [many] { $count } سؤالاً وجوابه
   *[other] { $count } سؤال وجوابه
  }.
forget-question = هل أمحو محادثاتنا وإعداداتك وربط حسابك وبيانات الاتصال بك؟ للسؤال عن الرسوم بعد ذلك يجب أن تُسجَّل ويُربط حسابك من جديد. وتبقى الفواتير والمدفوعات في الدفاتر، من دون اسمك.
forget-yes = نعم، امحُ كل شيء
forget-no = لا، احتفظ بها
forgotten = تم: مُحيت محادثاتك وإعداداتك وربط حسابك وبيانات الاتصال بك. وهذه الرسالة الأخيرة تُحذف أيضاً بعد { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يوماً
   *[other] { $days } يوم
  }.
forgotten-staff = يبقى دورك في الأمانة كما هو؛ ويستطيع أحد المشرفين إلغاءه.
command-status = الرسوم ووضع العضوية
command-invoice = الحصول على فاتورتنا
command-privacy = ما يُحتفظ به عنك
status-staff-unknown = لا أجد عضوًا باسم «{ $name }»، أو هناك أكثر من عضو بهذا الاسم. اكتبوا الاسم كما هو مسجَّل.
announcement-note = من أمانة { $association }.

link-ask = ما عنوان بريدك الإلكتروني المسجل لدى الأمانة؟ سأرسل إليه رمزًا لأعرف باسم من تتحدث. وإذا أعطتك الأمانة رمز دعوة، فاكتبه بدلًا من ذلك.
link-ask-invitation = لا أستطيع إرسال البريد هنا، لذا يجب أن تدعوك الأمانة: اطلب دعوة من [{ $email }](mailto:{ $email }) ثم اكتب رمزها هنا.
link-in-private = لا أفعل ذلك إلا حيث لا يقرأ أحد غيرك. راسلني على انفراد من فضلك.
link-burnt = كان بإمكان الجميع هنا قراءة تلك الدعوة، لذلك ألغيتها. اطلب دعوة جديدة من الأمانة وأرسلها إليّ على انفراد.
link-sent = إذا كان هذا العنوان مسجلًا لدى الأمانة، فقد أُرسل إليه رمز من ستة أرقام. اكتبه هنا خلال عشر دقائق. إذا لم يصل شيء، فانظر في مجلد البريد غير المرغوب، أو تحقق من العنوان، أو اسأل [{ $email }](mailto:{ $email }).
link-near = هل تقصد “…@{ $domain }”؟ اكتب العنوان كاملًا مرة أخرى من فضلك.
link-bad-address = لا يمكن أن يكون هذا عنوان بريد إلكتروني؛ فالعنوان يشبه name@city.gov. اكتبه مرة أخرى من فضلك.
link-neither = هذا ليس عنوان بريد إلكتروني ولا رمزًا. اكتب أحدهما من فضلك.
link-digits = الرمز في رسالتي من ستة أرقام. اكتبه مرة أخرى من فضلك.
link-wrong = ليس هذا هو الرمز الذي أرسلته لهذا الحساب. تحقق منه واكتبه مرة أخرى من فضلك.
link-none = لم أرسل أي رمز لهذا الحساب. هل أرسل رمزًا؟
link-expired = مضى على هذا الرمز أكثر من عشر دقائق. هل أرسل رمزًا جديدًا؟
link-used = سبق استخدام هذا الرمز. هل أرسل رمزًا جديدًا؟
link-replaced = أرسلتُ بعده رمزًا أحدث. اكتب ذلك الرمز من فضلك.
link-paused = كانت الرموز الخاطئة كثيرة جدًا. حاول مرة أخرى بعد { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
  }.
link-limited = طُلبت رموز كثيرة جدًا الآن. اطلب رمزًا آخر بعد { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
  }.
link-invitation-unknown = لا أعرف هذه الدعوة. تحقق منها أو اطلب دعوة جديدة من الأمانة: [{ $email }](mailto:{ $email }).
link-invitation-expired = انتهت صلاحية هذه الدعوة. اطلب دعوة جديدة من الأمانة: [{ $email }](mailto:{ $email }).
link-invitation-used = سبق استخدام هذه الدعوة، أو حلت محلها دعوة أحدث. اطلب دعوة جديدة من الأمانة: [{ $email }](mailto:{ $email }).
link-vouched = بحسب العنوان الذي تحققت منه مساحة عملك، أنت { $who }. هل يتحدث هذا الحساب باسمهم؟
link-other-address = عنوان آخر
link-offered = ستتحدث باسم { $member } بصفتك { $contact }. هل هذا أنت؟
link-yes = نعم، هذا أنا
link-no = لا
link-dropped = لم يُربط شيء.
link-done = تم. يتحدث هذا الحساب الآن باسم { $who }. اكتب “فك الربط” لإنهاء ذلك في أي وقت.
link-speaks = يتحدث هذا الحساب باسم { $who }.
link-again = إرسال رمز جديد
unlink-nothing = لا يتحدث هذا الحساب باسم أي عضو.
unlink-ask = يتحدث هذا الحساب باسم { $member }. هل يتوقف عن ذلك؟
unlink-which = باسم من يجب ألا يتحدث هذا الحساب بعد الآن؟
unlink-yes = فك الربط
unlink-all = الجميع
unlink-keep = إبقاؤه كما هو
unlink-kept = يبقى كل شيء كما هو.
unlink-done = تم. لم يعد هذا الحساب يتحدث باسم { $members }.
command-link = ربط حسابك بالعضو الذي تمثله

mail-code-subject = { $code } هو رمزك لدى { $association }
mail-code = يريد أحدهم، ولعله أنت، ربط حساب ({ $channel }) بهذا العنوان لدى { $association }. اكتب هذا الرمز هناك:
mail-code-holds = يصلح لمدة عشر دقائق، مرة واحدة، وفي تلك المحادثة فقط.
mail-code-secret = لا تعطه لأحد؛ فالأمانة لا تطلبه أبدًا. إذا لم تكن أنت، فلا تفعل شيئًا؛ وإذا تكرر ذلك، فاكتب إلى { $email }.
mail-linked-subject = أصبح حساب يتحدث باسمك لدى { $association }
mail-linked = رُبط حساب ({ $channel }) بهذا العنوان لدى { $association }. وهو يتحدث الآن باسم: { $members }.
mail-linked-not-you = إذا لم تكن أنت، فاكتب فورًا إلى { $email }.
mail-foot = كتب مساعد { $association } هذه الرسالة تلقائيًا، وهو لا يقرأ الردود.

mail-topic-events = تذكيرات الفعاليات
mail-topic-dues = تذكيرات الرسوم
mail-topic-announcements = الإعلانات
unsubscribe-question = هل تريد إيقاف { $topic }؟
unsubscribe-done = لن تصلك { $topic } بعد الآن
unsubscribe-press = إيقاف
unsubscribe-statutory = ستظل الفواتير والإشعارات النظامية الأخرى تصلك.

channel-refused = { $channel ->
    [Email] لا يستطيع المساعد استخدام خادم البريد، فلا يمكن إرسال أي رسالة بريدية.
   *[other] يرفض { $channel } دخول المساعد، فلا يمكن إرسال أي شيء عبره.
  } ما كان سيُرسل محفوظ وسيُرسل بعد إصلاح ذلك. يُرجى إبلاغ من يدير المساعد.

announce-denied = الأمانة وحدها تنشر الإعلانات هنا.
announce-ask-text = أرسلوا إليّ نص الإعلان في رسالة واحدة، باللغة: { $language }. يمكنكم استعمال { $variables }؛ وإن كان لبعضهم ألا تكون له قيمة فاكتبوا { $default }.
announce-ask-title = وما عنوانه، في كلمات قليلة؟
announce-ask-title-in = وما عنوانه باللغة: { $language }؟
announce-ask-translation = أرسلوا إليّ النص في رسالة واحدة، باللغة: { $language }. يمكن استعمال المتغيرات نفسها.
announce-ask-file = أرسلوا إليّ الملف المرفق به: مستند أو صورة، { $most } ميغابايت على الأكثر.
announce-ask-segment = من يستلمه؟ اكتبوا مثلاً { $example }، أو { $everyone }.
announce-nobody = هذا لا يصل إلى أحد: { $who }. من ينبغي أن يستلمه؟
announce-reaches = يصل إلى { $count } من أصل { $total }: { $who }.
announce-channels = أولاً عبر: { $channels }.
announce-left-out = خارج القائمة: { $muted } أوقفوا الإعلانات، و{ $unreachable } لا يمكن الوصول إليهم.
announce-closed = لن يصل إلى هؤلاء لأن قناتهم غير مُعدّة هنا: { $channels }.
announce-zoneless = المنطقة الزمنية لعدد { $count } غير معروفة، فتُعتمد لهم { $zone }.
announce-late = مضى هذا الوقت لدى { $count } منهم، فيصلهم الإعلان فوراً.
announce-leaves = موعد الإرسال: { $when }.
announce-looks = هكذا يبدو:
announce-keep = طلب الموافقة
announce-other-segment = مستلمون آخرون
announce-file = إضافة ملف
announce-other-file = ملف آخر
announce-without-file = من دون الملف
announce-with-file = يرافقه { $name }.
announce-languages = إضافة لغة
announce-which-language = بأي لغة النص التالي؟ من يقرأ تلك اللغة يستلمه، ويستلم سائرهم النص باللغة: { $language }.
announce-leave-out = حذف { $language }
announce-in-language = { $count ->
    [0] { $language }: لا أحد منهم يقرؤها.
   *[other] { $language }، عدد القراء: { $count }:
  }
announce-looks-like = تنبيه: النص المقصود باللغة { $language } يبدو باللغة { $other }.
announce-drop = إلغاء المسودة
announce-dropped = أُلغي؛ ولم يُرسل شيء.
announce-kept = حُفظ الإعلان { $number } كمسودة. { $count ->
    [0] لا يمكن طلب الموافقة من أحد بعد: على أحد المسؤولين أن يضيف موافِقاً يمكن مراسلته.
   *[other] طُلبت الموافقة ممن يملكها ({ $count })؛ وسأخبركم بالنتيجة.
  }
announce-asked = { $author } يطلب منكم الموافقة على الإعلان { $number }.
announce-approve = موافقة
announce-reject = رفض
announce-approved = تمت الموافقة على الإعلان { $number }، «{ $title }».
announce-rejected = رُفض الإعلان { $number }، «{ $title }»؛ ولن يُرسل شيء.
announce-interrupted = انقطع إرسال الإعلان { $number }، { $title }، وهو متوقف مؤقتاً لتعذر إعداد الباقي: { $reason } أصلحوا ذلك وتابعوا، أو ألغوه.
announce-send = إرسال الآن إلى { $count }
announce-everybody = هذا يشمل الجميع: { $count }. هل يُرسل إليهم كلهم؟
announce-everybody-yes = نعم، إلى الجميع ({ $count })
announce-not-yet = ليس بعد
announce-sent = الإعلان { $number } في طريقه إلى المستلمين، وعددهم { $count }.
announce-progress = الإعلان { $number }، { $title }: { $stage }.
announce-is-draft = مسودة
announce-is-approved = تمت الموافقة عليه ولم يُرسل بعد
announce-is-scheduled = مجدول ({ $when })
announce-is-sending = قيد الإرسال
announce-is-paused = متوقف مؤقتاً
announce-is-cancelled = ملغى
announce-is-done = اكتمل
announce-sent-count = تم التسليم: { $count }
announce-open-count = لم يُرسل بعد: { $count }
announce-failed-count = فشل: { $count }
announce-unreachable-count = تعذر الوصول: { $count }
announce-uncertain-count = غير مؤكد، لا يُعرف هل وصل: { $count }
announce-withdrawn-count = سُحب: { $count }
announce-show = ما وضعه؟
announce-pause = إيقاف مؤقت
announce-resume = متابعة
announce-cancel = إلغاء
announce-cancel-sure = هل يُسحب ما لم يُرسل بعد من الإعلان { $number }؟ ما أُرسل يبقى.
announce-withdraw = نعم، اسحبوه
announce-resend = إعادة إرسال غير المؤكد ({ $count })
announce-letbe = ترك غير المؤكد ({ $count })
announce-resend-sure = هل يُرسل الإعلان { $number } مرة أخرى إلى من لا يُعرف هل وصلهم، وعددهم { $count }؟ من وصله سيستلمه مرتين.
announce-letbe-sure = هل يُترك غير المؤكد من الإعلان { $number } كما هو، وعدده { $count }؟ لن يُرسل ثانية ويُحسب فاشلاً.
announce-again = نعم، أعيدوا إرسال { $count }
announce-settle = نعم، اتركوا { $count }
announce-resent = { $count ->
    [0] لم يبق شيء غير مؤكد من الإعلان { $number }؛ لم يُرسل شيء.
   *[other] يُرسل الإعلان { $number } مرة أخرى، عدد المستلمين: { $count }.
  }
announce-settled = { $count ->
    [0] لم يبق شيء غير مؤكد من الإعلان { $number }.
   *[other] تُرك غير المؤكد من الإعلان { $number }، وعدده { $count }.
  }
announce-write = خطوة بخطوة
announce-no-form = تعذر فتح النموذج. يمكننا أن نفعل ذلك هنا، خطوة بخطوة.
announce-ask-correction = أرسلوا إليّ النص الذي يحل محل الإعلان { $number } في رسالة واحدة، باللغة: { $language }. يمكنكم استعمال { $variables }؛ وإن كان لبعضهم ألا تكون له قيمة فاكتبوا { $default }.
announce-ask-when = متى يُرسل؟ اكتبوا { $now }، أو { $local } لذلك الوقت حيث يكون كل قارئ، أو { $instant }.
announce-ask-at = متى يُرسل الإعلان { $number }؟ اكتبوا { $now }، أو { $local } لذلك الوقت حيث يكون كل قارئ، أو { $instant }.
announce-corrects = يحل محل الإعلان { $number } حيثما وصل ذلك وأمكن تغييره.
announce-one-language = يستلم الجميع هذا النص وحده، حتى من استلم الآخر بلغة أخرى.
announce-counts-links = يُحسب عدد مرات فتح روابطه، لا من فتحها.
announce-asked-correction = يطلب { $author } منكم الموافقة على الإعلان { $number } الذي يصحح الإعلان { $other }.
announce-place = تصحيح الإعلان { $number }
announce-schedule = جدولته إلى { $count }
announce-later = في وقت آخر
announce-when-now = الآن
announce-when-local = { $day }، { $time }، حيث يكون كل قارئ
announce-scheduled = جُدول الإعلان { $number }، وعدد المستلمين { $count }: { $when }.
announce-correct = تصحيحه
announce-recall = استرجاعه
announce-recall-sure = هل يُسترجع الإعلان { $number }، «{ $title }»؟ يُحذف ما وصل حيث تسمح المنصة؛ أما رسائل البريد فتبقى.
announce-takeback = نعم، استرجعوه
announce-recalling = أسترجع الإعلان { $number }، وسأخبركم بما انتهى إليه.
announce-correcting = أصحح الإعلان { $number }، وسأخبركم بما انتهى إليه.
announce-is-placed = حلّ محل إعلان آخر
announce-is-recalled = استُرجع الإعلان { $number }، { $title }.
announce-is-corrected = صُحح الإعلان { $number }، { $title }.
announce-recalled-count = استُرجع: { $count }
announce-corrected-count = صُحح: { $count }
announce-not-recalled = لم يُسترجع: { $count } ({ $reason })
announce-not-corrected = لم يُصحح: { $count } ({ $reason })
announce-no-way-back = رسائل البريد لا يمكن تغييرها بعد إرسالها
announce-not-in-segment = لم يعودوا بين المستلمين
announce-lacking = متغير في النص ليس له قيمة عندهم
announce-no-segment = لم يعد ممكناً قراءة شرط المستلمين
announce-nobody-knows = لا أحد يعلم هل وصلت
announce-reactions = التفاعلات: { $given }
announce-opened = عدد مرات الفتح { $count }: { $url }

announce-form = إعلان جديد
announce-form-correction = تصحيح
announce-form-translation = لغة أخرى
announce-form-go-on = معاينة
announce-form-cancel = إلغاء
announce-form-title = العنوان
announce-form-text = النص، باللغة: { $language }
announce-form-text-hint = يمكنكم استعمال { $variables }؛ وإن كان لبعضهم ألا تكون له قيمة فاكتبوا { $default }.
announce-form-segment = من يستلمه؟
announce-form-segment-hint = مثلاً { $example }، أو { $everyone }.
announce-form-when = متى يُرسل؟
announce-form-when-hint = { $now }، أو { $local } لذلك الوقت حيث يكون كل قارئ، أو { $instant }.
announce-form-file = ملف
announce-form-file-hint = يرافقه؛ { $most } ميغابايت على الأكثر. اتركوه فارغاً إن لم يكن.

announce-no-title = العنوان ناقص.
announce-no-text = النص ناقص.
announce-long-title = في العنوان { $count } حرفاً؛ والأقصى { $most }.
announce-long-text = في النص { $count } حرفاً؛ والأقصى { $most }.
announce-no-file = هذا ليس ملفاً. أرسلوا مستنداً أو صورة، أو اضغطوا زراً.
announce-large-file = حجم { $name } هو { $size } ميغابايت؛ والحد الأقصى { $most } ميغابايت.
announce-empty-file = الملف { $name } فارغ.
announce-file-gone = لم يعد { $name } هنا؛ أضيفوه مرة أخرى.
announce-file-corrects = لا يمكن وضع ملف في رسالة أُرسلت؛ صححوا النص وحده.
file-not-fetched = لم أستطع جلب { $name }. أرسلوه مرة أخرى من فضلكم.
announce-no-variable = لا يوجد متغير { $said }؛ المتاح: { $variables }.
announce-loose-brace = يوجد قوس معقوف منفرد قرب «{ $near }»؛ يُكتب المتغير هكذا: { $example }.
announce-bad-instant = { $said } لا يحدد لحظة؛ اكتبوا مثلاً { $example }.
announce-bad-when = «{ $said }» ليس وقتاً للإرسال؛ اكتبوا now أو 2026-12-01T10:00+09:00 أو 2026-12-01 10:00 local.
announce-no-value = ليس للمتغير { $said } قيمة عند: { $who } (المجموع { $count }). أكملوا السجل، أو اكتبوا { $otherwise }.
announce-past = مضى وقت الإرسال: { $when }. حددوا وقتاً لاحقاً، أو now.
announce-amount-ahead = يُحسب { $said } الآن، وقد يتغير حتى { $when }. أرسلوه الآن (now)، أو احذفوا المبلغ.
announce-unknown = لا يوجد إعلان رقم { $number }.
announce-may-not = لا يفعل ذلك إلا من له حق الموافقة أو المدير.
announce-own = من كتب الإعلان لا يوافق عليه؛ بل يوافق شخص آخر.
announce-is-correction = الإعلان { $number } يصحح الإعلان { $other }، ولا يُرسل بنفسه.
announce-nothing-to-correct = لا شيء يُصحح في الإعلان { $number }: لم يُرسل، أو استُرجع.
announce-correction-unapproved = في الإعلان { $number } النص الجديد، ويجب أن يُوافق عليه قبل أن يحل محل غيره.
announce-cannot-draft = لا يمكن ذلك مع الإعلان { $number }: لم يوافق عليه أحد بعد.
announce-cannot-approved = لا يمكن ذلك مع الإعلان { $number }: تمت الموافقة عليه ولم يُرسل بعد.
announce-cannot-sending = لا يمكن ذلك مع الإعلان { $number }: هو قيد الإرسال.
announce-cannot-paused = لا يمكن ذلك مع الإعلان { $number }: هو متوقف مؤقتاً.
announce-cannot-cancelled = لا يمكن ذلك مع الإعلان { $number }: هو ملغى.
announce-cannot-placed = لا يمكن ذلك مع الإعلان { $number }: نصه حلّ محل إعلان آخر.

segment-empty = لم يُذكر أحد. اكتبوا مثلاً region:africa category:local-government، أو everyone.
segment-long = هذا أطول من { $most } حرفاً.
segment-unreadable = لا أستطيع قراءة هذا عند «{ $near }».
segment-deep = التداخل أعمق من { $most }.
segment-parenthesis = قوس مفتوح لم يُغلق، أو مغلق لم يُفتح.
segment-ends = ينتهي هذا حيث يجب أن يتبعه شيء.
segment-no-condition = «{ $said }» ليس شرطاً؛ اكتبوا مفتاح:قيمة، والمفاتيح: { $keys }.
segment-near-key = لا يوجد «{ $said }»؛ هل تقصدون { $near }؟
segment-no-key = لا يوجد «{ $said }»؛ المتاح: { $keys }.
segment-no-value = تنقص قيمة بعد «{ $what }».
segment-value-near = لا يوجد «{ $what }{ $said }»؛ هل تقصدون { $values }؟
segment-value-none = لا يوجد «{ $what }{ $said }»؛ المتاح: { $values }.
segment-value-nobody = لا يوجد «{ $what }{ $said }»؛ ولا قيمة عند أحد.
segment-everyone = الجميع
segment-nobody = لا أحد
segment-whose = كل من { $conditions }
segment-but = الجميع ما عدا من { $conditions }
segment-is = { $what } { $values }
segment-is-not = { $what } غير { $values }
segment-both = { $one } و{ $other }
segment-either = { $one } أو { $other }
segment-within = ({ $conditions })
segment-not = ليس { $conditions }
segment-key-category = فئته
segment-key-kind = نوعه
segment-key-region = منطقته
segment-key-country = بلده
segment-key-network = شبكته
segment-key-office = منصبه
segment-key-status = حالته
segment-key-standing = وضع اشتراكاته
segment-key-member = العضو الذي يمثله
segment-key-lang = لغته
segment-key-event = الفعالية التي سيحضرها
segment-key-person = عنوانه
segment-state-applicant = مقدم طلب
segment-state-active = فعّال
segment-state-suspended = معلّق
segment-state-withdrawn = منسحب
segment-state-terminated = منتهٍ
segment-state-arrears = عليه متأخرات
segment-state-overdue = متأخر
segment-state-due = مستحق
segment-state-remitted = معفى
segment-state-good = سليم

# Reminders.
reminder-moved = تنبيه: تُعقد **{ $event }** في موعد غير الذي أخبرتكم به: { $when }.
reminder-deadline-moved = تنبيه: تغيّر موعد انتهاء التسجيل في **{ $event }**: { $deadline }.
reminder-cancelled = **لن تُعقد { $event }.** كان الموعد المعلن: { $when }.
reminder-come = سأحضر
reminder-away = لا أستطيع
reminder-mute = لا مزيد عن هذه الفعالية
reminder-stop-events = إيقاف تذكيرات الفعاليات
reminder-stop-dues = إيقاف تذكيرات الرسوم
reminder-stop-announcements = إيقاف الإعلانات
reminder-settings = الإعدادات
reminder-statutory = إشعار نظامي: هو جزء من العضوية ولا يمكن إيقافه.
reminders-title = ما أكتب إليكم بشأنه
reminders-topic-on = { $topic }: مفعّل
reminders-topic-off = { $topic }: متوقف
reminders-channel = أولًا عبر: { $channel }
reminders-channel-usual = الترتيب المعتاد
reminders-quiet = ساعات الهدوء: { $hours } (المنطقة الزمنية { $zone })
reminders-no-quiet = لا شيء
reminders-exempt = لا يمكن إيقاف الإشعارات النظامية، مثل الرسوم المتأخرة طويلًا.
reminders-turn-on = تفعيل: { $topic }
reminders-turn-off = إيقاف: { $topic }
reminders-other-quiet = ساعات هدوء أخرى
reminders-other-channel = قناة أخرى
reminders-which-quiet = متى لا أكتب إليكم؟
reminders-which-channel = أين أكتب إليكم أولًا؟
event-remind = ذكّرني بهذه الفعالية
event-noted-coming = سُجّل: ستحضرون { $event }.
event-noted-away = سُجّل: لا تستطيعون حضور { $event }. لن أذكّركم بها.
event-noted-muted = لا مزيد عن { $event }.
event-noted-remind = سأذكّركم بـ{ $event }.
event-remind-off = سُجّل، لكنكم أوقفتم تذكيرات الفعاليات. هل أفعّلها؟
event-remind-not-yet = سُجّل. لم تفعّل الأمانة تذكيرات الفعاليات بعد؛ وستصلكم حين تفعّلها.
event-remind-nowhere = لا أستطيع أن أكتب إليكم هنا من تلقاء نفسي. اكتبوا إليّ في Telegram أو Slack واطلبوا التذكير هناك.
event-register-until = التسجيل حتى: { $date }
event-is-cancelled = أُلغيت: لن تُعقد.
command-reminders = التذكيرات وساعات الهدوء

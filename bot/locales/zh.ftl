# 助手关于自身的语句。有关组织的事实在 content/ 中。
language-name = 中文

greeting = 您好！我是{ $association }的助手。请用您自己的话提问，或选择一个主题。
thanks = 不客气，随时欢迎提问。
nods = 好的，还有问题随时问我。
left-off = 好的，就到这里，没有做任何更改。
upset = 很抱歉没能帮到您。请换个说法再问一次，或写信给秘书处：{ $email }。
goodbye = 再见！需要时我随时都在。
who = 我是一个助手，一个程序。我根据{ $association }秘书处认可的文件作答，每次都注明文件及其日期。文件里没有的，我就不知道。
help = 请用您自己的话询问有关{ $association }的问题。我会说：{ $languages }。
    .commands = 输入“主题”查看主题，“语言”切换语言，“时区”加英文城市名设置时区，“帮助”再看这段说明。
more = 更多 …
topics = 您想了解什么？
topic = { $topic }：请选择一个问题。
language-question = 您希望我用哪种语言？
language-set = 从现在起我用中文回答。
language-unknown = 这种语言我还不会。请从下面选择一种。
zone-question = 按哪个城市的时间？请用英文写城市名，例如“时区 Shanghai”。
zone-current = 我按{ $zone }报时，那里现在是{ $time }。要换一个时区，请输入英文城市名，例如“时区 Shanghai”。
zone-set = 从现在起我按{ $zone }报时，那里现在是{ $time }。
zone-several = 您的时区是哪一个？
zone-unknown = 我不知道那里的时间。请说出最近的大城市，例如“时区 Nairobi”。

did-you-mean = 我不太确定您的意思。您要问的是下面哪一个？
either = 您问的可能是以下两件事之一，两个答案都列在这里：
again = 关于这一点，我知道的只有以下内容；更多情况请咨询秘书处：[{ $email }](mailto:{ $email })。
none-of-these = 都不是
unknown = 这个我不知道。我可以引用的文件里没有答案，我也不会猜测。请咨询秘书处：[{ $email }](mailto:{ $email })。
unknown-topics = 主题
answer-elsewhere = 这个回答我只有英文的：
with-comma = { $one }，{ $other }
with-colon = { $one }：{ $other }
in-brackets = { $one }（{ $other }）
day-and-hour = { $day } { $hour }
happens-on = { $title }：{ $date }。
one-source = { $source }
source = { $count ->
   *[other] 来源
  }：{ $sources }
as-of = 截至{ $date }
past = 这个日期已经过去。
past-event = 这个日期已经过去：{ $date }。
until-date = 截至{ $date }
from-date = { $date }起
lapsed = 以上内容有效至{ $date }；现在的情况请咨询秘书处。

empty = 您的消息里没有文字。请输入您的问题。
not-text = 我只能读文字。请输入您的问题。
too-long = 内容太长，我一次读不完。请用一两句话提问。
unknown-command = 我不认识命令{ $command }。输入/help可以看到我会做什么。
outdated-button = 这个按钮已经失效。请重新提问，或选择一个主题。
error = 抱歉，我这边出了错，不是您的问题。请再试一次；如果仍然不行，请把编号{ $reference }告诉秘书处。
too-fast = 一下子收到的消息太多了。请稍等一分钟再继续。

command-help = 我会做什么
command-topics = 选择主题
command-language = 切换语言
command-timezone = 设置时区
command-ask = 提问
bot-description = 我回答有关{ $association }的问题，并注明来源和日期。请用您自己的话提问。
bot-short = 有关{ $association }的回答，附来源

web-title = { $association }助手
web-intro = 欢迎询问{ $association }的会员资格、会费、项目和活动。每个回答都注明文件和日期。
web-label = 您的问题
web-placeholder = 请输入问题
web-send = 发送
web-log = 对话
web-you = 您
web-assistant = 助手
web-waiting = 正在查找 …
web-offline = 我没有收到这条消息。请检查网络后重新发送。
web-failed = 没有成功。请稍后再试。
web-language = 语言
web-choices = 建议
web-skip = 跳到提问处
web-privacy = 您的对话保存{ $days }天，之后删除。
web-new = 重新开始

demo-banner = 这是演示。标有“示例”或“sample”的会员、会费和活动都是虚构的，也不会向任何人发送任何内容。
demo-try = 以示例会员身份试用
demo-title = 演示
demo-back = 返回对话
demo-speak-title = 代表一个示例会员
demo-speak-intro = 选择您的身份。对话框里会出现一次性代码：发送它并确认，然后就可以询问非公开的信息。
demo-speak = { $contact }，{ $member }
demo-code = 发送这个一次性代码并确认：之后您就是 { $contact }，代表 { $member }。
demo-ask-title = 然后提问
demo-ask-owe = 我们还欠多少
demo-ask-invoice = 发一下我们的账单
demo-ask-events = 即将举行的活动
demo-reminders-title = 将会发出的提醒
demo-reminders-intro = 如果所有规则都已开启，今后 30 天内的提醒。这里一条也不会发送。
demo-when = 时间
demo-to = 收件人
demo-what = 内容
demo-none = 没有。

home-title = 询问{ $association }
home-hint = 可以在“消息”标签页给我留言，在频道里提到我，或选择一个主题。

category-local-government = 城市或其他地方政府
category-institution = 机构
category-corporation = 企业
kind-association = 协会或联盟
kind-public-agency = 公共机构
kind-academic = 大学或研究机构
kind-non-profit = 非营利组织
kind-company = 成熟企业
kind-start-up = 初创企业

fee-ask-category = 由谁缴费？
fee-ask-kind = 是哪一类？会费因类别而不同。
fee-ask-population = 居民有多少人？
fee-ask-gdp = 该国的人均GDP是多少（美元／年）？
fee-ask-employees = 全球共有多少名员工？
fee-proposed = { $year }年为{ $amount }，按拟自{ $since }年起实行的会费表。
fee-in-force = { $year }年为{ $amount }，按{ $since }–{ $until }年的会费表。
fee-bracket = 档次：{ $brackets }
fee-measure-population = 居民{ $span }人
fee-measure-gdp = 人均GDP { $span }美元
fee-measure-employees = 员工{ $span }人
from-number = 至少{ $number }
fee-compare = 按{ $since }–{ $until }年的会费表：{ $amount }，{ $direction ->
    [same] 相同
    [more] 多{ $gap }
   *[less] 少{ $gap }
  }
fee-compare-proposed = 按拟自{ $since }年起实行的会费表：{ $amount }，{ $direction ->
    [same] 相同
    [more] 多{ $gap }
   *[less] 少{ $gap }
  }
fee-compare-unknown = 要与{ $since }–{ $until }年的会费表比较，还需要知道{ $needed }。
fee-compare-unknown-proposed = 要与拟自{ $since }年起实行的会费表比较，还需要知道{ $needed }。
needs-kind = 类别
needs-population = 居民人数
needs-gdp = 该国的人均GDP
needs-employees = 员工人数
fee-other-year = { $year }年呢？
fee-another = 再算一笔会费
fee-no-schedule = 我没有{ $year }年的会费表；最早的自{ $since }年起。
fee-range-population = 居民{ $value }人不太可能。请给出{ $lowest }至{ $highest }之间的数字。
fee-range-gdp = 人均GDP { $value }美元不太可能。请给出{ $lowest }至{ $highest }之间的数字。
fee-range-employees = 员工{ $value }人不太可能。请给出{ $lowest }至{ $highest }之间的数字。

members-all = 会员
members-local-government = 地方政府
members-institution = 机构
members-corporation = 企业
members-founding = 创始会员
members-withdrew = 已退出
members-award = 获奖
members-joined = { $year }年申请或加入
members-joined-period = { $period }申请或加入
members-count = **{ $what }**：{ $count }
members-none = 文件中没有符合的会员：{ $what }。
members-export = 以表格导出（CSV）
members-file = 表格，共{ $count ->
   *[other] { $count }个会员
  }。
office-executive-committee = 执行委员会
office-president = 主席
office-vice-president = 副主席
office-vice-president-candidate = 被提名为副主席城市
office-regional-office = 地区办事处
office-host-of-secretariat = 秘书处所在地
office-host-of-general-assembly = 全体大会主办方
office-host-of-excom = 执行委员会会议主办方
office-candidate-host-of-general-assembly = 申办全体大会
office-candidate-host-of-excom = 申办执行委员会会议
office-planned-host-of-general-assembly = 全体大会的预定主办方
office-president-candidate = 主席候选
member-which = 您指的是哪一个？
member-listed = 是的，{ $name }是会员；最近一次列入名单：{ $date }。
member-withdrew = { $name }已不是会员，退出日期：{ $date }。
member-founding-only = { $name }是创始会员之一；此后的会员名单中没有它。
member-applied = { $name }申请过入会；我手头的会员名单中没有它。
member-not = { $name }没有列为会员。文件中提到它是：{ $what }。
member-unknown = 在我的文件列为会员的{ $count }个组织中，没有找到“{ $name }”。文件可能早于它入会的时间，请咨询[{ $email }](mailto:{ $email })。
member-category-local-government = 地方政府
member-category-institution = 机构
member-category-corporation = 企业
member-office-since = 自{ $date }起：{ $office }
member-since-unknown = 文件没有说明{ $name }从何时起成为会员。
member-founding = 创始会员
member-joined = 入会：{ $date }
member-applied-on = 申请：{ $date }
member-network-is = 网络：{ $what }
member-award-is = 奖项：{ $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = 申请时预计的会费：每年{ $amount }

events-coming = **即将举行**：{ $count ->
    [0] 我的文件中没有注明日期的活动
   *[other] { $count }
  }
events-during = **{ $period }**：{ $count ->
    [0] 我的文件中没有活动
   *[other] { $count }项活动
  }
events-last = 文件中提到的最近一项：{ $name }，{ $date }。
event-was-planned = 曾经预告；这里没有文件说明是否举行。
events-were-planned = “预告”：这里没有文件说明是否举行。
event-is-planned = 预告
event-online = 线上
event-on-site = 现场
event-hybrid = 现场和线上
event-ics = 添加到我的日历
event-file = { $name }，可加入您的日历。
event-no-next = { $name }：我的文件中没有下一次的日期；其中提到的最近一次是{ $last }。

invoice-title = 账单
invoice-number = 编号
invoice-issued = 开具日期
invoice-due = 到期日
invoice-year = 财政年度
invoice-billed-to = 付款方
invoice-for = 项目
invoice-basis = 依据
invoice-amount = 金额
invoice-total = 合计
invoice-as-of = 截至{ $date }
invoice-remitted = 已免除
invoice-paid = 已付
invoice-open = 未付
invoice-payment = 付款方式
invoice-fee = { $year }年会费
invoice-mark-paid = 已付清
invoice-mark-remitted = 已免除
invoice-mark-reversed = 已撤销

status-denied = 这类信息我只告诉已确认代表该会员的人。如果您是代表，请关联您的账号：我会向您的电子邮箱发送验证码，或由秘书处邀请您（[{ $email }](mailto:{ $email })）。
status-denied-invitation = 这类信息我只告诉已确认代表该会员的人。如果您是代表，请向秘书处索取邀请（[{ $email }](mailto:{ $email })），再用邀请码关联您的账号。
status-in-private = 这类内容只能在私聊中说。请直接给我发消息，不要在群里问。
status-which = 您问的是哪个会员？
status-staff-which = 您要查哪个会员？请写出名称。
status-open = { $year }年账单{ $number }：{ $open }，缴费期限{ $date }
status-partly = { $year }年账单{ $number }：共{ $amount }，尚欠{ $open }，缴费期限{ $date }
status-total = 未缴合计：{ $amount }
status-credit = 您的余额：{ $amount }，可抵下一张账单
status-no-invoice = 尚未开出账单。
status-invoice = 账单{ $number }（PDF）
status-payments = 我们的付款
status-contacts = 我们的联系人
standing-good = 状态良好，没有未缴款项。
standing-due = 有一张账单未缴，缴费期限为{ $date }。
standing-overdue = 自{ $date }起逾期未缴。
standing-arrears = 拖欠{ $count ->
   *[other] { $count }个财政年度
  }的会费。
standing-remitted = 状态良好，今年的会费已免除。
standing-suspended = 会员资格已暂停。
standing-withdrawn = 已退会。
standing-terminated = 会员资格已终止。
standing-applicant = 已申请入会。
payment-line = { $date }收到{ $amount }
payments-none = 账簿中没有{ $name }的付款记录。
payments-are = { $name }的付款（{ $count }笔），从最近的开始：
payments-open = 尚未缴清：
payments-receipt = 如需收据，请写信给秘书处：[{ $email }](mailto:{ $email })。
invoice-none = 尚未给{ $name }开出账单。如有需要，请写信给秘书处：[{ $email }](mailto:{ $email })。
invoice-none-of = { $name }没有{ $years }年的账单。已开出的账单如下：
invoice-several = { $years }年有多张账单。要我发哪一张？
invoice-which = 有多张未缴账单。要我发哪一张？
invoice-sent = 这是账单{ $number }。
invoice-settled = 该账单已结清。
invoice-reversed = 该账单已撤销，请不要付款。
contacts-none = { $name }没有登记联系人。请告诉秘书处应登记谁：[{ $email }](mailto:{ $email })。
contacts-are = { $name }登记的联系人如下：
contacts-wrong = 如果信息已过时，请写信到[{ $email }](mailto:{ $email })。
from-ledger = 据秘书处账簿，{ $date }
link-offer = 关联我的账号
privacy = **我保存您的哪些信息，以及为什么**
    
    - 您的消息和我的回答，保存{ $days }天，以便理解您的问题指的是什么，并避免对同一条消息回答两次。之后即删除。
    - 聊天软件分配给您的编号，以及您选择的语言和时区。
    - 如果您关联了账号：您代表哪个会员，以及秘书处登记的您的姓名、职务和电子邮箱。
    - 账单和付款属于会员，留在账簿中，不含您的姓名。
    
    除您使用的聊天软件外，我不向其他公司发送任何内容。如有疑问：[{ $email }](mailto:{ $email })。
privacy-export = 把我的数据发给我
privacy-forget = 删除我的数据
privacy-file = 这是我保存的有关您的全部内容，含{ $count ->
   *[other] { $count }次问答
  }。
forget-question = 要删除我们的对话、您的设置、您的账号关联和您的联系资料吗？删除后，您须重新登记并重新关联账号，才能查询会费。账单和付款留在账簿中，不含您的姓名。
forget-yes = 是，全部删除
forget-no = 不，保留
forgotten = 已完成：您的对话、设置、账号关联和联系资料都已删除。这最后一条消息也会在{ $days }天后删除。
forgotten-staff = 您在秘书处的权限仍然保留，管理员可以将其取消。
command-status = 会费与会员状态
command-invoice = 获取我们的账单
command-privacy = 保存了您的哪些信息
status-staff-unknown = 找不到名为“{ $name }”的会员，或有多个同名会员。请按登记的名称填写。
announcement-note = 来自{ $association }秘书处。

link-ask = 秘书处登记的您的电子邮箱是哪一个？我会把验证码发到那里，以确认您代表谁。如果秘书处给了您邀请码，请直接输入邀请码。
link-ask-invitation = 我在这里不能发送邮件，所以需要秘书处邀请您：请向 [{ $email }](mailto:{ $email }) 索取邀请，然后在这里输入邀请码。
link-in-private = 这件事我只在没有旁人看到的地方办理。请私下给我发消息。
link-burnt = 这里所有人都能看到那个邀请，所以我已将它作废。请向秘书处索取新的邀请，并私下发给我。
link-sent = 如果秘书处登记了这个邮箱，六位数的验证码已经发往那里。请在十分钟内在这里输入。如果没有收到，请查看垃圾邮件，核对邮箱地址，或联系 [{ $email }](mailto:{ $email })。
link-near = 您是指“…@{ $domain }”吗？请重新输入完整的邮箱地址。
link-bad-address = 这不可能是电子邮箱地址；邮箱地址形如 name@city.gov。请重新输入。
link-neither = 这既不是电子邮箱地址，也不是验证码。请输入其中之一。
link-digits = 我邮件里的验证码是六位数字。请重新输入。
link-wrong = 这不是我为这个账号发送的验证码。请核对后重新输入。
link-none = 我没有为这个账号发送过验证码。要发送一个吗？
link-expired = 这个验证码已超过十分钟。要发送一个新的吗？
link-used = 这个验证码已经用过了。要发送一个新的吗？
link-replaced = 之后我又发送了更新的验证码。请输入那一个。
link-paused = 错误的验证码太多了。请在 { $minutes } 分钟后再试。
link-limited = 目前请求的验证码太多了。请在 { $minutes } 分钟后再请求。
link-invitation-unknown = 我不认识这个邀请。请核对，或向秘书处索取新的：[{ $email }](mailto:{ $email })。
link-invitation-expired = 这个邀请已过期。请向秘书处索取新的：[{ $email }](mailto:{ $email })。
link-invitation-used = 这个邀请已经用过，或已被更新的邀请取代。请向秘书处索取新的：[{ $email }](mailto:{ $email })。
link-vouched = 根据您的工作区验证过的邮箱，您是 { $who }。要让这个账号代表他们吗？
link-other-address = 其他邮箱
link-offered = 您将以 { $contact } 的身份代表 { $member }。是您本人吗？
link-yes = 是，是我
link-no = 不是
link-dropped = 没有关联任何账号。
link-done = 完成。这个账号现在代表 { $who }。随时输入“取消关联”即可终止。
link-speaks = 这个账号代表 { $who }。
link-again = 发送新的验证码
unlink-nothing = 这个账号不代表任何会员。
unlink-ask = 这个账号代表 { $member }。要终止吗？
unlink-which = 这个账号不再代表谁？
unlink-yes = 取消关联
unlink-all = 全部
unlink-keep = 保持不变
unlink-kept = 一切保持不变。
unlink-done = 完成。这个账号不再代表 { $members }。
command-link = 将您的账号与您的会员关联

mail-code-subject = { $code } 是您的 { $association } 验证码
mail-code = 有人（可能是您）想把一个账号（{ $channel }）与 { $association } 登记的这个邮箱关联。请在那里输入这个验证码：
mail-code-holds = 它在十分钟内有效，只能用一次，且只在那个对话中有效。
mail-code-secret = 请不要告诉任何人；秘书处绝不会索要。如果不是您本人，无需理会；如果再次发生，请写信至 { $email }。
mail-linked-subject = 现在有一个账号在 { $association } 代表您
mail-linked = 一个账号（{ $channel }）已与 { $association } 登记的这个邮箱关联。它现在代表：{ $members }。
mail-linked-not-you = 如果不是您本人，请立即写信至 { $email }。
mail-foot = 本邮件由 { $association } 的助手自动发送；它不阅读回信。

mail-topic-events = 活动提醒
mail-topic-dues = 会费提醒
mail-topic-announcements = 通知
unsubscribe-question = 不再接收{ $topic }？
unsubscribe-done = 已为您停止发送{ $topic }
unsubscribe-press = 停止接收
unsubscribe-statutory = 账单和章程规定的通知仍会发送给您。

channel-refused = { $channel ->
    [Email] 助手无法使用邮件服务器，目前无法发送任何邮件。
   *[other] { $channel } 拒绝了助手的登录，目前无法在那里发送任何内容。
  }待发内容已保留，问题解决后即会发出。请告知助手的管理员。

announce-denied = 这里只有秘书处可以发布公告。
announce-ask-text = 请用{ $language }在一条消息里发送公告正文。可以使用 { $variables }；如果有人可能没有该值，请写 { $default }。
announce-ask-title = 标题是什么？请用几个字说明。
announce-ask-title-in = { $language }的标题是什么？
announce-ask-translation = 请用{ $language }在一条消息里发送正文。可以使用相同的变量。
announce-ask-file = 请发送要随附的文件：文档或图片，最大 { $most } MB。
announce-ask-segment = 发给谁？例如 { $example }，或 { $everyone }。
announce-nobody = 没有人会收到：{ $who }。要发给谁？
announce-reaches = 将发给 { $total } 人中的 { $count } 人：{ $who }。
announce-channels = 首先通过：{ $channels }。
announce-left-out = 未包括：{ $muted } 人关闭了公告，{ $unreachable } 人无法联系。
announce-closed = 因渠道尚未设置而无法送达：{ $channels }。
announce-zoneless = { $count } 人的时区未知，按 { $zone } 计算。
announce-late = 其中 { $count } 人当地已过该时间，将立即发送。
announce-leaves = 发出时间：{ $when }。
announce-looks = 显示效果如下：
announce-keep = 请求批准
announce-other-segment = 更改收件人
announce-file = 添加文件
announce-other-file = 换一个文件
announce-without-file = 不带文件
announce-with-file = 随附 { $name }。
announce-languages = 添加语言
announce-which-language = 下一份正文是哪种语言？阅读该语言的人会收到它，其他人收到{ $language }的正文。
announce-leave-out = 去掉{ $language }
announce-in-language = { $count ->
    [0] { $language }：其中没有人阅读。
   *[other] { $language }，{ $count } 人：
  }
announce-looks-like = 注意：应为{ $language }的正文看起来像{ $other }。
announce-drop = 放弃
announce-dropped = 已放弃，没有发送任何内容。
announce-kept = 公告 { $number } 已存为草稿。{ $count ->
    [0] 目前没有可以请求批准的人：需要管理员添加能联系上的批准人。
   *[other] 已请 { $count } 人批准，有结果我会告诉您。
  }
announce-asked = { $author } 请您批准公告 { $number }。
announce-approve = 批准
announce-reject = 驳回
announce-approved = 公告 { $number }“{ $title }”已获批准。
announce-rejected = 公告 { $number }“{ $title }”已被驳回，不会发送。
announce-interrupted = 公告 { $number } { $title } 的发送曾中断，其余部分无法生成，现已暂停：{ $reason } 请改正后继续，或取消。
announce-send = 现在发给 { $count } 人
announce-everybody = 这是发给所有人的：{ $count } 人。要发给所有人吗？
announce-everybody-yes = 是，发给全部 { $count } 人
announce-not-yet = 暂不
announce-sent = 公告 { $number } 正在发给 { $count } 人。
announce-progress = 公告 { $number }，{ $title }：{ $stage }。
announce-is-draft = 草稿
announce-is-approved = 已批准，尚未发送
announce-is-scheduled = 已定时（{ $when }）
announce-is-sending = 正在发送
announce-is-paused = 已暂停
announce-is-cancelled = 已取消
announce-is-done = 已完成
announce-sent-count = { $count } 条已送达
announce-open-count = { $count } 条待发
announce-failed-count = { $count } 条失败
announce-unreachable-count = { $count } 条无法联系
announce-uncertain-count = { $count } 条不确定：不知道是否送达
announce-withdrawn-count = { $count } 条已撤回
announce-show = 进展如何？
announce-pause = 暂停
announce-resume = 继续
announce-cancel = 取消
announce-cancel-sure = 要撤回公告 { $number } 中尚未发出的部分吗？已发出的会保留。
announce-withdraw = 是，撤回
announce-resend = 重发 { $count } 条不确定的
announce-letbe = { $count } 条不确定的不再处理
announce-resend-sure = 要把公告 { $number } 再发给 { $count } 位不知是否收到的人吗？已收到的人会收到两次。
announce-letbe-sure = 公告 { $number } 中 { $count } 条不确定的就这样不再处理吗？不会重发，计为失败。
announce-again = 是，重发 { $count } 条
announce-settle = 是，{ $count } 条不再处理
announce-resent = { $count ->
    [0] 公告 { $number } 已没有不确定的，没有再发送。
   *[other] 公告 { $number } 正再次发给 { $count } 人。
  }
announce-settled = { $count ->
    [0] 公告 { $number } 已没有不确定的。
   *[other] 公告 { $number } 中 { $count } 条不确定的不再处理。
  }
announce-write = 逐步填写
announce-no-form = 表单未能打开。我们可以在这里逐步填写。
announce-ask-correction = 请用{ $language }在一条消息里发送用来代替公告 { $number } 的正文。可以使用 { $variables }；如果有人可能没有该值，请写 { $default }。
announce-ask-when = 什么时候发送？请写 { $now }，或 { $local }（按每位读者当地的时间），或 { $instant }。
announce-ask-at = 公告 { $number } 什么时候发送？请写 { $now }，或 { $local }（按每位读者当地的时间），或 { $instant }。
announce-corrects = 在公告 { $number } 已送达且可以更改的地方，它将代替该公告。
announce-one-language = 所有人都会收到这一份正文，包括以其他语言收到原文的人。
announce-counts-links = 会统计链接被打开的次数，但不记录是谁打开的。
announce-asked-correction = { $author } 请您批准公告 { $number }，它更正公告 { $other }。
announce-place = 更正公告 { $number }
announce-schedule = 定时发给 { $count } 人
announce-later = 改时间
announce-when-now = 现在
announce-when-local = 每位读者当地时间 { $day } { $time }
announce-scheduled = 公告 { $number } 已定时发给 { $count } 人：{ $when }。
announce-correct = 更正
announce-recall = 收回
announce-recall-sure = 要收回公告 { $number }“{ $title }”吗？在平台允许的地方，已送达的会被删除；邮件会保留。
announce-takeback = 是，收回
announce-recalling = 正在收回公告 { $number }，结果会告诉您。
announce-correcting = 正在更正公告 { $number }，结果会告诉您。
announce-is-placed = 已代替另一则公告
announce-is-recalled = 公告 { $number }，{ $title }，已收回。
announce-is-corrected = 公告 { $number }，{ $title }，已更正。
announce-recalled-count = { $count } 条已收回
announce-corrected-count = { $count } 条已更正
announce-not-recalled = { $count } 条未收回：{ $reason }
announce-not-corrected = { $count } 条未更正：{ $reason }
announce-no-way-back = 邮件已无法更改
announce-not-in-segment = 已不在收件人之列
announce-lacking = 正文中的变量对他们没有值
announce-no-segment = 收件人条件已无法读取
announce-nobody-knows = 无法知道是否送达
announce-reactions = 回应：{ $given }
announce-opened = 打开 { $count } 次：{ $url }

announce-form = 新公告
announce-form-correction = 更正
announce-form-translation = 其他语言
announce-form-go-on = 预览
announce-form-cancel = 取消
announce-form-title = 标题
announce-form-text = 正文（{ $language }）
announce-form-text-hint = 可以使用 { $variables }；如果有人可能没有该值，请写 { $default }。
announce-form-segment = 发给谁？
announce-form-segment-hint = 例如 { $example }，或 { $everyone }。
announce-form-when = 什么时候发送？
announce-form-when-hint = { $now }，或 { $local }（按每位读者当地的时间），或 { $instant }。
announce-form-file = 文件
announce-form-file-hint = 随附发送，最大 { $most } MB；没有则留空。

announce-no-title = 缺少标题。
announce-no-text = 缺少正文。
announce-long-title = 标题有 { $count } 个字符；最多可发送 { $most } 个。
announce-long-text = 正文有 { $count } 个字符；最多可发送 { $most } 个。
announce-no-file = 这不是文件。请发送文档或图片，或按一个按钮。
announce-large-file = { $name } 有 { $size } MB；最多可发送 { $most } MB。
announce-empty-file = { $name } 是空的。
announce-file-gone = { $name } 已不在这里；请再添加一次。
announce-file-corrects = 无法把文件放进已发出的消息；请只更正正文。
file-not-fetched = 我没能取到 { $name }。请再发一次。
announce-no-variable = 没有变量 { $said }；可用的有 { $variables }。
announce-loose-brace = “{ $near }”附近有一个单独的花括号；变量写作 { $example }。
announce-bad-instant = { $said } 不是一个时刻；例如可写 { $example }。
announce-bad-when = “{ $said }”不是发送时间；请写 now、2026-12-01T10:00+09:00 或 2026-12-01 10:00 local。
announce-no-value = { $said } 对这些人没有值：{ $who }（共 { $count } 人）。请补全名册，或写 { $otherwise }。
announce-past = 发送时间已过：{ $when }。请给一个更晚的时间，或 now。
announce-amount-ahead = { $said } 按现在计算，到 { $when } 时可能已经变化。请现在发送（now），或去掉金额。
announce-unknown = 没有公告 { $number }。
announce-may-not = 只有批准人或管理员可以这样做。
announce-own = 公告的作者不能自己批准；须由另一人批准。
announce-is-correction = 公告 { $number } 更正公告 { $other }，本身不发送。
announce-nothing-to-correct = 公告 { $number } 没有可更正的：它未发送，或已收回。
announce-correction-unapproved = 公告 { $number } 含有新正文，须先获批准才能代替另一则公告。
announce-cannot-draft = 无法对公告 { $number } 这样做：还没有人批准。
announce-cannot-approved = 无法对公告 { $number } 这样做：已批准，尚未发送。
announce-cannot-sending = 无法对公告 { $number } 这样做：已在发送。
announce-cannot-paused = 无法对公告 { $number } 这样做：已暂停。
announce-cannot-cancelled = 无法对公告 { $number } 这样做：已取消。
announce-cannot-placed = 无法对公告 { $number } 这样做：它的正文已代替另一则公告。

segment-empty = 没有指明收件人。例如可写 region:africa category:local-government，或 everyone。
segment-long = 超过 { $most } 个字符。
segment-unreadable = “{ $near }”处无法读懂。
segment-deep = 嵌套超过 { $most } 层。
segment-parenthesis = 括号不成对。
segment-ends = 结尾处还缺内容。
segment-no-condition = “{ $said }”不是条件；请写 键:值，键可以是 { $keys }。
segment-near-key = 没有“{ $said }”；您是指 { $near } 吗？
segment-no-key = 没有“{ $said }”；可用的有 { $keys }。
segment-no-value = “{ $what }”后面缺少值。
segment-value-near = 没有“{ $what }{ $said }”；您是指 { $values } 吗？
segment-value-none = 没有“{ $what }{ $said }”；可用的有 { $values }。
segment-value-nobody = 没有“{ $what }{ $said }”；没有人有任何值。
segment-everyone = 所有人
segment-nobody = 无人
segment-whose = 所有{ $conditions }的人
segment-but = 除{ $conditions }的人以外的所有人
segment-is = { $what }为{ $values }
segment-is-not = { $what }不为{ $values }
segment-both = { $one }且{ $other }
segment-either = { $one }或{ $other }
segment-within = （{ $conditions }）
segment-not = 并非{ $conditions }
segment-key-category = 类别
segment-key-kind = 种类
segment-key-region = 地区
segment-key-country = 国家
segment-key-network = 网络
segment-key-office = 职务
segment-key-status = 状态
segment-key-standing = 会费状况
segment-key-member = 会员
segment-key-lang = 语言
segment-key-event = 将参加的活动
segment-key-person = 地址
segment-state-applicant = 申请中
segment-state-active = 有效
segment-state-suspended = 暂停
segment-state-withdrawn = 退出
segment-state-terminated = 终止
segment-state-arrears = 长期拖欠
segment-state-overdue = 逾期
segment-state-due = 待缴
segment-state-remitted = 已免除
segment-state-good = 良好

# Reminders.
reminder-moved = 请注意：**{ $event }**的时间已有变更：{ $when }。
reminder-deadline-moved = 请注意：**{ $event }**的报名截止时间已有变更：{ $deadline }。
reminder-cancelled = **{ $event }不再举行。** 原定时间：{ $when }。
reminder-come = 我会参加
reminder-away = 我不能参加
reminder-mute = 不再提醒此活动
reminder-stop-events = 关闭活动提醒
reminder-stop-dues = 关闭会费提醒
reminder-stop-announcements = 关闭通知
reminder-settings = 设置
reminder-statutory = 章程规定的通知：属于会员事务，无法关闭。
reminders-title = 我会就以下内容给您发消息
reminders-topic-on = { $topic }：已开启
reminders-topic-off = { $topic }：已关闭
reminders-channel = 首选渠道：{ $channel }
reminders-channel-usual = 默认顺序
reminders-quiet = 免打扰时间：{ $hours }（时区 { $zone }）
reminders-no-quiet = 无
reminders-exempt = 章程规定的通知（如会费长期逾期）无法关闭。
reminders-turn-on = 开启：{ $topic }
reminders-turn-off = 关闭：{ $topic }
reminders-other-quiet = 更改免打扰时间
reminders-other-channel = 更改渠道
reminders-which-quiet = 什么时候不要给您发消息？
reminders-which-channel = 首先在哪里给您发消息？
event-remind = 提醒我此活动
event-noted-coming = 已记录：您将参加{ $event }。
event-noted-away = 已记录：您不能参加{ $event }。我不会再提醒。
event-noted-muted = 不再提醒{ $event }。
event-noted-remind = 我会提醒您{ $event }。
event-remind-off = 已记录，但您已关闭活动提醒。要开启吗？
event-remind-not-yet = 已记录。秘书处尚未开启活动提醒；开启后您会收到。
event-remind-nowhere = 在这里我无法主动给您发消息。请在 Telegram 或 Slack 中联系我并设置提醒。
event-register-until = 报名截止：{ $date }
event-is-cancelled = 已取消：不再举行。
command-reminders = 提醒与免打扰时间

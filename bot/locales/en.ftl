# What the assistant says of itself. Facts about the association stand in content/.
language-name = English

greeting = Hello! I am the assistant of { $association }. Ask me anything about it in your own words, or pick a topic.
thanks = You're welcome. Ask me any time.
nods = All right. Ask on whenever you like.
left-off = All right, we'll leave it at that. Nothing was changed.
upset = I'm sorry that this didn't help. Ask me once more in other words, or write to the secretariat: { $email }.
goodbye = Goodbye! I'm here whenever you need me.
who = I am an assistant, a program. I answer from documents that the secretariat of { $association } has approved, and I name the document and its date with every answer. What I don't find there, I don't know.
help = Ask me about { $association } in your own words. I speak { $languages }.
    .commands = Write “topics” for the topics, “language” to change the language, “timezone” with your city to set your time zone, “help” for this.
more = More …
topics = What would you like to know about?
topic = { $topic }: pick a question.
language-question = Which language shall I speak?
language-set = From now on I speak English.
language-unknown = I don't speak that language yet. Pick one of these.
zone-question = Which city's time shall I use? Write for example “timezone Kathmandu”.
zone-current = I give times in the zone { $zone }, where it is { $time } now. For another one, write for example “timezone Kathmandu”.
zone-set = From now on I give times in the zone { $zone }, where it is { $time } now.
zone-several = Which of these time zones is yours?
zone-unknown = I don't know the time there. Name the nearest large city, for example “timezone Nairobi”.

did-you-mean = I'm not sure what you mean. Is it one of these?
either = I'm not sure which of two things you mean. Here are the answers to both:
again = I can't tell more about this than what follows. The secretariat may know more: [{ $email }](mailto:{ $email }).
none-of-these = None of these
unknown = I don't know that. The answer isn't in the documents that I may quote, and I won't guess. The secretariat will know: [{ $email }](mailto:{ $email }).
unknown-topics = Topics
answer-elsewhere = I have this answer in English only:
with-comma = { $one }, { $other }
with-colon = { $one }: { $other }
in-brackets = { $one } ({ $other })
day-and-hour = { $day }, { $hour }
happens-on = { $title }: { $date }.
one-source = { $source }
source = { $count ->
    [one] Source
   *[other] Sources
  }: { $sources }
as-of = as of { $date }
past = That date is past.
past-event = That date is past: { $date }.
until-date = until { $date }
from-date = from { $date }
lapsed = This held until { $date }; ask the secretariat what holds now.

empty = Your message reached me without words. Please type your question.
not-text = I can only read text. Please type your question.
too-long = That is more than I can read at once. Please ask in a sentence or two.
unknown-command = I don't know the command { $command }. /help shows what I can do.
outdated-button = That button is out of date. Please ask again, or pick a topic.
error = Sorry, something went wrong on my side, and it isn't your fault. Please try again; if it stays, give the secretariat the reference { $reference }.
too-fast = That was a lot of messages at once. Please wait a minute and go on.

command-help = What I can do
command-topics = Pick a topic
command-language = Change the language
command-timezone = Set your time zone
command-ask = Ask a question
bot-description = I answer questions about { $association }, with the source and its date. Ask in your own words.
bot-short = Answers about { $association }, with sources

web-title = { $association } assistant
web-intro = Ask about { $association }: membership, fees, programmes, events. Every answer names its document and its date.
web-label = Your question
web-placeholder = Ask a question
web-send = Send
web-log = Conversation
web-you = You
web-assistant = Assistant
web-waiting = Looking it up …
web-offline = That didn't reach me. Check your connection and send it again.
web-failed = That didn't work. Please try again in a moment.
web-language = Language
web-choices = Suggestions
web-skip = Skip to the question
web-privacy = Your conversation is kept for { $days } days and then deleted.
web-new = Start over

# A demonstration (`bot serve --demo`)
demo-banner = This is a demonstration. Members, dues and events marked “sample” are made up, and nothing is sent to anybody.
demo-try = Try it as a sample member
demo-title = Demonstration
demo-back = Back to the chat
demo-speak-title = Speak for a sample member
demo-speak-intro = Choose who you are. A one-time code then stands in the chat’s box: send it, confirm, and ask for what is private.
demo-speak = { $contact }, { $member }
demo-code = Send this one-time code and confirm it: then you are { $contact } and speak for { $member }.
demo-ask-title = Then ask
demo-ask-owe = Do we owe anything?
demo-ask-invoice = Send us our invoice
demo-ask-events = Upcoming events
demo-reminders-title = Reminders that would go out
demo-reminders-intro = In the next 30 days, if all rules were turned on. Here none is ever sent.
demo-when = When
demo-to = To
demo-what = What it says
demo-none = None.

home-title = Ask { $association }
home-hint = Write to me in the Messages tab, mention me in a channel, or pick a topic.

category-local-government = City or other local government
category-institution = Institution
category-corporation = Company
kind-association = Association or alliance
kind-public-agency = Public agency
kind-academic = University or research
kind-non-profit = Non-profit organisation
kind-company = Established company
kind-start-up = Start-up

fee-ask-category = Who would pay?
fee-ask-kind = What kind is it? The fee depends on that.
fee-ask-population = How many inhabitants are there?
fee-ask-gdp = What is the country's GDP per head, in US dollars a year?
fee-ask-employees = How many employees are there, worldwide?
fee-proposed = { $amount } for { $year }, by the fee table proposed to take effect in { $since }.
fee-in-force = { $amount } for { $year }, by the fee table for { $since }–{ $until }.
fee-bracket = Bracket: { $brackets }
fee-measure-population = { $span } inhabitants
fee-measure-gdp = GDP per head USD { $span }
fee-measure-employees = { $span } employees
from-number = { $number } or more
fee-compare = By the table for { $since }–{ $until }: { $amount }, { $direction ->
    [same] the same
    [more] { $gap } more
   *[less] { $gap } less
  }
fee-compare-proposed = By the table proposed from { $since }: { $amount }, { $direction ->
    [same] the same
    [more] { $gap } more
   *[less] { $gap } less
  }
fee-compare-unknown = To compare with the table for { $since }–{ $until }, I would need { $needed }.
fee-compare-unknown-proposed = To compare with the table proposed from { $since }, I would need { $needed }.
needs-kind = the kind
needs-population = the number of inhabitants
needs-gdp = the country's GDP per head
needs-employees = the number of employees
fee-other-year = And in { $year }?
fee-another = Work out another fee
fee-no-schedule = I have no fee table for { $year }; the earliest is for { $since }.
fee-range-population = { $value } inhabitants can't be right. Please give a number between { $lowest } and { $highest }.
fee-range-gdp = A GDP per head of USD { $value } can't be right. Please give a number between { $lowest } and { $highest }.
fee-range-employees = { $value } employees can't be right. Please give a number between { $lowest } and { $highest }.

members-all = Members
members-local-government = Local governments
members-institution = Institutions
members-corporation = Companies
members-founding = founding members
members-withdrew = withdrawn
members-award = with an award
members-joined = applied or joined in { $year }
members-joined-period = applied or joined, { $period }
members-count = **{ $what }**: { $count }
members-none = The documents name none for: { $what }.
members-export = As a table (CSV)
members-file = The table, with { $count ->
    [one] one member
   *[other] { $count } members
  }.
office-executive-committee = Executive Committee
office-president = President
office-vice-president = Vice President
office-vice-president-candidate = Presented for appointment as Vice President
office-regional-office = Regional office
office-host-of-secretariat = Host of the secretariat
office-host-of-general-assembly = Host of the General Assembly
office-host-of-excom = Host of the Executive Committee's meeting
office-candidate-host-of-general-assembly = Candidate to host the General Assembly
office-candidate-host-of-excom = Candidate to host the Executive Committee's meeting
office-planned-host-of-general-assembly = Planned host of the General Assembly
office-president-candidate = Candidate for President
member-which = Which one do you mean?
member-listed = Yes, { $name } is a member; last listed { $date }.
member-withdrew = { $name } is no longer a member: it withdrew on { $date }.
member-founding-only = { $name } is one of the founding members; no later list of members names it.
member-applied = { $name } applied for membership; the lists of members that I have do not name it.
member-not = { $name } is not named as a member. It appears as: { $what }.
member-unknown = I don't find “{ $name }” among the { $count } organisations that my documents name as members. They may be older than its joining: [{ $email }](mailto:{ $email }) will know.
member-category-local-government = Local government
member-category-institution = Institution
member-category-corporation = Company
member-office-since = { $office } since { $date }
member-since-unknown = The documents don't say since when { $name } has been a member.
member-founding = Founding member
member-joined = Joined: { $date }
member-applied-on = Applied: { $date }
member-network-is = Network: { $what }
member-award-is = Award: { $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = Fee expected when it applied: { $amount } a year

events-coming = **What is ahead**: { $count ->
    [0] nothing that my documents date
   *[other] { $count }
  }
events-during = **{ $period }**: { $count ->
    [0] no event in my documents
    [one] one event
   *[other] { $count } events
  }
events-last = The latest that they name: { $name }, { $date }.
event-was-planned = Announced; no document here says whether it took place.
events-were-planned = “Announced”: no document here says whether it took place.
event-is-planned = announced
event-online = Online
event-on-site = On site
event-hybrid = On site and online
event-ics = Add to my calendar
event-file = { $name }, for your calendar.
event-no-next = { $name }: no date of a next one is in my documents; the last that they name is { $last }.

invoice-title = Invoice
invoice-number = Number
invoice-issued = Date of issue
invoice-due = Due date
invoice-year = Fiscal year
invoice-billed-to = Billed to
invoice-for = For
invoice-basis = Basis
invoice-amount = Amount
invoice-total = Total
invoice-as-of = As of { $date }
invoice-remitted = Waived
invoice-paid = Paid
invoice-open = Open
invoice-payment = How to pay
invoice-fee = Membership fee for { $year }
invoice-mark-paid = Paid
invoice-mark-remitted = Waived
invoice-mark-reversed = Reversed

status-denied = I tell this only to people of whom I know that they speak for the member. If you do, link your account: I send a code to your e-mail address, or the secretariat invites you ([{ $email }](mailto:{ $email })).
status-denied-invitation = I tell this only to people of whom I know that they speak for the member. If you do, ask the secretariat for an invitation ([{ $email }](mailto:{ $email })) and link your account with it.
status-in-private = That is for a private conversation. Please write to me directly, not in a group.
status-which = For which member?
status-staff-which = About which member? Write its name.
status-open = Invoice { $number } for { $year }: { $open }, due { $date }
status-partly = Invoice { $number } for { $year }: { $open } of { $amount } still open, due { $date }
status-total = Open in all: { $amount }
status-credit = In your favour: { $amount }, which counts towards the next invoice
status-no-invoice = No invoice has been issued yet.
status-invoice = Invoice { $number } (PDF)
status-payments = Our payments
status-contacts = Our contacts
standing-good = in good standing, nothing is open.
standing-due = an invoice is open; it is due { $date }.
standing-overdue = overdue since { $date }.
standing-arrears = in arrears for { $count ->
    [one] one fiscal year
   *[other] { $count } fiscal years
  }.
standing-remitted = in good standing; this year's fee was waived.
standing-suspended = the membership is suspended.
standing-withdrawn = withdrew from membership.
standing-terminated = the membership has ended.
standing-applicant = has applied for membership.
payment-line = { $amount } received on { $date }
payments-none = No payment of { $name } is in the ledger.
payments-are = Payments of { $name } ({ $count }), latest first:
payments-open = Still open:
payments-receipt = For a receipt, write to the secretariat: [{ $email }](mailto:{ $email }).
invoice-none = No invoice has been issued for { $name }. If you need one, write to the secretariat: [{ $email }](mailto:{ $email }).
invoice-none-of = There is no invoice of { $name } for { $years }. These were issued:
invoice-several = There are several invoices for { $years }. Which one shall I send?
invoice-which = Several invoices are open. Which one shall I send?
invoice-sent = Here is invoice { $number }.
invoice-settled = It is settled.
invoice-reversed = It was withdrawn; please don't pay it.
contacts-none = No contact of { $name } is registered. Tell the secretariat who it should be: [{ $email }](mailto:{ $email }).
contacts-are = For { $name } these people are registered:
contacts-wrong = If that is out of date, write to [{ $email }](mailto:{ $email }).
from-ledger = From the secretariat's books, { $date }
link-offer = Link my account
privacy = **What I keep of you, and why.**
    
    - Your messages and my answers, for { $days } days, so that I understand what a question refers to and answer nothing twice. Then they are deleted.
    - The number that your chat service has for you, and the language and time zone that you chose.
    - If you linked your account: for which member you speak, your name, role and e-mail address as the secretariat registered them.
    - Invoices and payments belong to the member and stay in the books, without your name.
    
    I send nothing to other companies beyond the chat service that you use. Questions: [{ $email }](mailto:{ $email }).
privacy-export = Send me my data
privacy-forget = Erase my data
privacy-file = All that I keep of you, with { $count ->
    [one] one exchange
   *[other] { $count } exchanges
  }.
forget-question = Shall I erase our conversations, your settings, your link and your contact details? You would have to be registered and linked anew to ask about dues. Invoices and payments stay in the books, without your name.
forget-yes = Yes, erase everything
forget-no = No, keep it
forgotten = Done: your conversations, settings, link and contact details are erased. This last message is deleted too, after { $days } days.
forgotten-staff = Your role in the secretariat remains; an admin can remove it.
command-status = Dues and standing
command-invoice = Get our invoice
command-privacy = What is kept of you
status-staff-unknown = I find no member called “{ $name }”, or several of that name. Write the name as it is registered.
announcement-note = From the secretariat of { $association }.

link-ask = Which e-mail address does the secretariat have for you? I'll send a code there, to know for whom you speak. If the secretariat gave you an invitation code, type that instead.
link-ask-invitation = I can't send mail here, so the secretariat has to invite you: ask for an invitation at [{ $email }](mailto:{ $email }), and type its code here.
link-in-private = I do that only where nobody else reads along. Please write to me in private.
link-burnt = Everybody here could read that invitation, so I have ended it. Ask the secretariat for a new one, and send it to me in private.
link-sent = If the secretariat has that address, a code of six digits is on its way there. Type it here within ten minutes. If nothing comes, look into the spam folder, check the address, or ask [{ $email }](mailto:{ $email }).
link-near = Did you mean “…@{ $domain }”? Please type the whole address again.
link-bad-address = That can't be an e-mail address; one looks like name@city.gov. Please type it again.
link-neither = That is neither an e-mail address nor a code. Please type one of them.
link-digits = A code from my mail has six digits. Please type it again.
link-wrong = That is not the code that I sent for this account. Please check it and type it again.
link-none = I have sent no code for this account. Shall I send one?
link-expired = That code is older than ten minutes. Shall I send a new one?
link-used = That code has been used. Shall I send a new one?
link-replaced = I have sent a newer code since. Please type that one.
link-paused = Those were too many wrong codes. Please try again in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }.
link-limited = Those were too many codes for now. Please ask for another one in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }.
link-invitation-unknown = I don't know that invitation. Please check it, or ask the secretariat for a new one: [{ $email }](mailto:{ $email }).
link-invitation-expired = That invitation has expired. Please ask the secretariat for a new one: [{ $email }](mailto:{ $email }).
link-invitation-used = That invitation has been used, or a newer one took its place. Please ask the secretariat for a new one: [{ $email }](mailto:{ $email }).
link-vouched = By the address that your workspace has verified you are { $who }. Shall this account speak for them?
link-other-address = Another address
link-offered = You will speak for { $member } as { $contact }. Is that you?
link-yes = Yes, that's me
link-no = No
link-dropped = Nothing was linked.
link-done = Done. This account now speaks for { $who }. “unlink” ends that at any time.
link-speaks = This account speaks for { $who }.
link-again = Send a new code
unlink-nothing = This account speaks for no member.
unlink-ask = This account speaks for { $member }. Shall it no longer?
unlink-which = For whom shall this account no longer speak?
unlink-yes = Unlink it
unlink-all = All of them
unlink-keep = Leave it as it is
unlink-kept = Everything stays as it is.
unlink-done = Done. This account no longer speaks for { $members }.
command-link = Link your account to your member

mail-code-subject = { $code } is your code for { $association }
mail-code = Somebody, probably you, wants to link an account ({ $channel }) to this address at { $association }. Type this code there:
mail-code-holds = It is good for ten minutes, once, and in that conversation only.
mail-code-secret = Give it to nobody; the secretariat never asks for it. If it wasn't you, do nothing; if it happens again, write to { $email }.
mail-linked-subject = An account now speaks for you at { $association }
mail-linked = An account ({ $channel }) was linked to this address at { $association }. It now speaks for: { $members }.
mail-linked-not-you = If that wasn't you, write to { $email } at once.
mail-foot = The assistant of { $association } wrote this by itself; it reads no answers.

mail-topic-events = event reminders
mail-topic-dues = reminders of dues
mail-topic-announcements = announcements
unsubscribe-question = Turn off { $topic }?
unsubscribe-done = { $topic } are turned off for you
unsubscribe-press = Turn off
unsubscribe-statutory = Invoices and other statutory notices still reach you.

channel-refused = { $channel ->
    [Email] The assistant can't use the mail server: no mail can be sent.
   *[other] { $channel } refuses the assistant: nothing can be sent there.
  } What was to be sent is kept, and leaves once this is mended. Please tell whoever runs the assistant.

announce-denied = Only the secretariat announces things here.
announce-ask-text = Send me the text of the announcement in one message, in { $language }. You may use { $variables }; where somebody may have none, write { $default }.
announce-ask-title = And its title, in a few words?
announce-ask-title-in = And its title in { $language }?
announce-ask-translation = Send me the text in { $language }, in one message. The same variables may be used.
announce-ask-file = Send me the file that is to go with it: a document or a picture of at most { $most } MB.
announce-ask-segment = Who gets it? Write for example { $example }, or { $everyone }.
announce-nobody = That reaches nobody: { $who }. Who shall get it?
announce-reaches = It reaches { $count } of { $total } people: { $who }.
announce-channels = First on: { $channels }.
announce-left-out = Left out: { $muted } turned announcements off, { $unreachable } can't be reached.
announce-closed = Not reached, since the channel is not set up here: { $channels }.
announce-zoneless = Time zone not known of { $count }, for whom it is that of { $zone }.
announce-late = That time has passed already for { $count } of them: they get it at once.
announce-leaves = Leaves: { $when }.
announce-looks = This is how it looks:
announce-keep = Ask for approval
announce-other-segment = Other recipients
announce-file = Add a file
announce-other-file = Another file
announce-without-file = Without the file
announce-with-file = With it goes { $name }.
announce-languages = Add a language
announce-which-language = In which language is the next text? Who reads that language gets it, everybody else the one in { $language }.
announce-leave-out = Leave out { $language }
announce-in-language = { $count ->
    [0] In { $language }: nobody of them reads it.
    [one] In { $language }, for one person:
   *[other] In { $language }, for { $count } people:
  }
announce-looks-like = Careful: the text that is meant to be in { $language } looks like { $other }.
announce-drop = Drop it
announce-dropped = Dropped; nothing was sent.
announce-kept = Announcement { $number } is kept as a draft. { $count ->
    [0] Nobody can be asked to approve it yet: an admin has to add an approver who can be written to.
    [one] One person is asked to approve it; I'll tell you.
   *[other] { $count } people are asked to approve it; I'll tell you.
  }
announce-asked = { $author } asks you to approve announcement { $number }.
announce-approve = Approve
announce-reject = Reject
announce-approved = Announcement { $number }, “{ $title }”, is approved.
announce-rejected = Announcement { $number }, “{ $title }”, is rejected; nothing is sent.
announce-interrupted = The sending of announcement { $number }, { $title }, was interrupted and is paused, since the rest can't be worked out: { $reason } Mend that and go on, or cancel it.
announce-send = Send now to { $count }
announce-everybody = That is everybody there is: { $count } people. Send it to all of them?
announce-everybody-yes = Yes, to all { $count }
announce-not-yet = Not yet
announce-sent = Announcement { $number } is on its way to { $count ->
    [one] one person
   *[other] { $count } people
  }.
announce-progress = Announcement { $number }, { $title }: { $stage }.
announce-is-draft = a draft
announce-is-approved = approved, not sent yet
announce-is-scheduled = scheduled for { $when }
announce-is-sending = being sent
announce-is-paused = paused
announce-is-cancelled = cancelled
announce-is-done = done
announce-sent-count = { $count } delivered
announce-open-count = { $count } still to leave
announce-failed-count = { $count } failed
announce-unreachable-count = { $count } not reachable
announce-uncertain-count = { $count } uncertain: nobody knows whether they arrived
announce-withdrawn-count = { $count } withdrawn
announce-show = How far is it?
announce-pause = Pause
announce-resume = Go on
announce-cancel = Cancel
announce-cancel-sure = Withdraw what of announcement { $number } has not left yet? What has left stays.
announce-withdraw = Yes, withdraw
announce-resend = Send the { $count } uncertain again
announce-letbe = Let the { $count } uncertain be
announce-resend-sure = Send announcement { $number } once more to { $count ->
    [one] one person of whom nobody knows whether it arrived? If it did, they get it twice.
   *[other] { $count } people of whom nobody knows whether it arrived? Whoever has it gets it twice.
  }
announce-letbe-sure = Let { $count ->
    [one] one uncertain delivery of announcement { $number } be? It is not sent again, and counts as failed.
   *[other] { $count } uncertain deliveries of announcement { $number } be? They are not sent again, and count as failed.
  }
announce-again = Yes, send { $count } again
announce-settle = Yes, let { $count } be
announce-resent = { $count ->
    [0] Nothing of announcement { $number } is uncertain any more; nothing was sent.
    [one] Announcement { $number } is sent once more to one person.
   *[other] Announcement { $number } is sent once more to { $count } people.
  }
announce-settled = { $count ->
    [0] Nothing of announcement { $number } is uncertain any more.
    [one] One uncertain delivery of announcement { $number } is let be.
   *[other] { $count } uncertain deliveries of announcement { $number } are let be.
  }
announce-write = Step by step
announce-no-form = The form could not be opened. We can do it here, step by step.
announce-ask-correction = Send me the text that is to come in the place of announcement { $number }, in one message, in { $language }. You may use { $variables }; where somebody may have none, write { $default }.
announce-ask-when = When shall it leave? Write { $now }, { $local } for that time where each reader is, or { $instant }.
announce-ask-at = When shall announcement { $number } leave? Write { $now }, { $local } for that time where each reader is, or { $instant }.
announce-corrects = It takes the place of announcement { $number } wherever that has arrived and can be changed.
announce-one-language = Everybody gets this one text, also who got the other in another language.
announce-counts-links = How often its links are opened is counted, not by whom.
announce-asked-correction = { $author } asks you to approve announcement { $number }, which corrects announcement { $other }.
announce-place = Correct announcement { $number }
announce-schedule = Schedule it for { $count }
announce-later = Another time
announce-when-now = now
announce-when-local = { $day }, { $time }, where each reader is
announce-scheduled = Announcement { $number } is scheduled for { $count ->
    [one] one person
   *[other] { $count } people
  }: { $when }.
announce-correct = Correct it
announce-recall = Take it back
announce-recall-sure = Take back announcement { $number }, “{ $title }”? What has arrived is deleted where the platform allows it; mails stay.
announce-takeback = Yes, take it back
announce-recalling = I'm taking announcement { $number } back, and will tell you how it ended.
announce-correcting = I'm correcting announcement { $number }, and will tell you how it ended.
announce-is-placed = in the place of another
announce-is-recalled = Announcement { $number }, { $title }, is taken back.
announce-is-corrected = Announcement { $number }, { $title }, is corrected.
announce-recalled-count = { $count } taken back
announce-corrected-count = { $count } corrected
announce-not-recalled = { $count } not taken back: { $reason }
announce-not-corrected = { $count } not corrected: { $reason }
announce-no-way-back = mails can't be changed any more
announce-not-in-segment = no longer among the recipients
announce-lacking = a variable in the text has no value for them
announce-no-segment = the segment can't be read any more
announce-nobody-knows = nobody knows whether they arrived
announce-reactions = Reactions: { $given }
announce-opened = Opened { $count ->
    [one] once
   *[other] { $count } times
  }: { $url }

announce-form = New announcement
announce-form-correction = Correction
announce-form-translation = Another language
announce-form-go-on = Preview
announce-form-cancel = Cancel
announce-form-title = Title
announce-form-text = Text, in { $language }
announce-form-text-hint = You may use { $variables }; where somebody may have none, write { $default }.
announce-form-segment = Who gets it?
announce-form-segment-hint = For example { $example }, or { $everyone }.
announce-form-when = When does it leave?
announce-form-when-hint = { $now }, { $local } for that time where each reader is, or { $instant }.
announce-form-file = File
announce-form-file-hint = Goes with it; at most { $most } MB. Leave it empty for none.

announce-no-title = The title is missing.
announce-no-text = The text is missing.
announce-long-title = The title has { $count } characters; at most { $most } can be sent.
announce-long-text = The text has { $count } characters; at most { $most } can be sent.
announce-no-file = That is no file. Send a document or a picture, or press a button.
announce-large-file = { $name } has { $size } MB; at most { $most } MB can be sent.
announce-empty-file = { $name } is empty.
announce-file-gone = { $name } is not here any more; add it once more.
announce-file-corrects = A file can't be put into a message that has left; correct the text alone.
file-not-fetched = I could not fetch { $name }. Please send it once more.
announce-no-variable = There is no variable { $said }; there are { $variables }.
announce-loose-brace = There is a brace by itself near “{ $near }”; a variable is written { $example }.
announce-bad-instant = { $said } names no instant; write for example { $example }.
announce-bad-when = “{ $said }” is no time to send at; write now, 2026-12-01T10:00+09:00, or 2026-12-01 10:00 local.
announce-no-value = { $said } has no value for { $who }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] {" "}and others ({ $count } in all)
  }. Complete the registry, or write { $otherwise }.
announce-past = The time to send it has passed: { $when }. Give a later one, or now.
announce-amount-ahead = { $said } is worked out now and may have changed by { $when }. Send it now, or leave the amount out.
announce-unknown = There is no announcement { $number }.
announce-may-not = Only an approver or an admin may do that.
announce-own = Who wrote an announcement can't approve it; a second person must.
announce-is-correction = Announcement { $number } corrects announcement { $other }, and is not sent itself.
announce-nothing-to-correct = Nothing of announcement { $number } can be corrected: it was not sent, or was taken back.
announce-correction-unapproved = Announcement { $number } has the new text, and must be approved before it takes the place of another.
announce-cannot-draft = That can't be done with announcement { $number }: nobody has approved it yet.
announce-cannot-approved = That can't be done with announcement { $number }: it is approved, and not sent yet.
announce-cannot-sending = That can't be done with announcement { $number }: it is being sent already.
announce-cannot-paused = That can't be done with announcement { $number }: it is paused.
announce-cannot-cancelled = That can't be done with announcement { $number }: it is cancelled.
announce-cannot-placed = That can't be done with announcement { $number }: its text stands in the place of another.

segment-empty = Nobody is named. Write for example region:africa category:local-government, or everyone.
segment-long = That is longer than { $most } characters.
segment-unreadable = I can't read that at “{ $near }”.
segment-deep = That is nested more than { $most } deep.
segment-parenthesis = A parenthesis is opened and not closed, or closed and not opened.
segment-ends = That ends where something must follow.
segment-no-condition = “{ $said }” is no condition; write key:value, with one of { $keys }.
segment-near-key = There is no “{ $said }”; did you mean { $near }?
segment-no-key = There is no “{ $said }”; there are { $keys }.
segment-no-value = A value is missing after “{ $what }”.
segment-value-near = There is no “{ $what }{ $said }”; did you mean { $values }?
segment-value-none = There is no “{ $what }{ $said }”; there are { $values }.
segment-value-nobody = There is no “{ $what }{ $said }”; nobody has a value there.
segment-everyone = everyone
segment-nobody = nobody
segment-whose = everyone whose { $conditions }
segment-but = everyone but those whose { $conditions }
segment-is = { $what } is { $values }
segment-is-not = { $what } is not { $values }
segment-both = { $one } and { $other }
segment-either = { $one } or { $other }
segment-within = ({ $conditions })
segment-not = not { $conditions }
segment-key-category = category
segment-key-kind = kind
segment-key-region = region
segment-key-country = country
segment-key-network = network
segment-key-office = office
segment-key-status = status
segment-key-standing = standing
segment-key-member = member
segment-key-lang = language
segment-key-event = coming event
segment-key-person = address
segment-state-applicant = applicant
segment-state-active = active
segment-state-suspended = suspended
segment-state-withdrawn = withdrawn
segment-state-terminated = terminated
segment-state-arrears = in arrears
segment-state-overdue = overdue
segment-state-due = due
segment-state-remitted = remitted
segment-state-good = good

# Reminders.
reminder-moved = Please note: **{ $event }** takes place at another time than I told you: { $when }.
reminder-deadline-moved = Please note: registration for **{ $event }** now ends { $deadline }.
reminder-cancelled = **{ $event } does not take place.** It was announced for { $when }.
reminder-come = I'll come
reminder-away = I can't
reminder-mute = No more on this event
reminder-stop-events = Turn event reminders off
reminder-stop-dues = Turn dues reminders off
reminder-stop-announcements = Turn announcements off
reminder-settings = Settings
reminder-statutory = A statutory notice: it belongs to membership and can't be turned off.
reminders-title = What I write to you about
reminders-topic-on = { $topic }: on
reminders-topic-off = { $topic }: off
reminders-channel = First on: { $channel }
reminders-channel-usual = the usual order
reminders-quiet = Quiet hours: { $hours } (time zone { $zone })
reminders-no-quiet = none
reminders-exempt = Statutory notices, such as long overdue dues, can't be turned off.
reminders-turn-on = Turn on: { $topic }
reminders-turn-off = Turn off: { $topic }
reminders-other-quiet = Other quiet hours
reminders-other-channel = Another channel
reminders-which-quiet = When shall I not write to you?
reminders-which-channel = Where shall I write to you first?
event-remind = Remind me of this event
event-noted-coming = Noted: you come to { $event }.
event-noted-away = Noted: you can't come to { $event }. I won't remind you of it.
event-noted-muted = Nothing more on { $event }.
event-noted-remind = I'll remind you of { $event }.
event-remind-off = Noted, but you have turned event reminders off. Shall I turn them on?
event-remind-not-yet = Noted. The secretariat has not switched reminders of events on yet; once it does, you get them.
event-remind-nowhere = I can't write to you here by myself. Write to me in Telegram or Slack, and ask for the reminder there.
event-register-until = Registration until { $date }
event-is-cancelled = Cancelled: it does not take place.
command-reminders = Reminders and quiet hours

# What the assistant says of itself. Facts about the association stand in content/.
language-name = English

greeting = Hello! I am the assistant of { $association }. Ask me anything about it in your own words, or pick a topic.
thanks = You're welcome. Ask me any time.
goodbye = Goodbye! I'm here whenever you need me.
who = I am an assistant, a program. I answer from documents that the secretariat of { $association } has approved, and I name the document and its date with every answer. What I don't find there, I don't know.
help = Ask me about { $association } in your own words. I speak { $languages }.
    .commands = Write “topics” for the topics, “language” to change the language, “help” for this.
more = More …
topics = What would you like to know about?
topic = { $topic }: pick a question.
language-question = Which language shall I speak?
language-set = From now on I speak English.
language-unknown = I don't speak that language yet. Pick one of these.

did-you-mean = I'm not sure what you mean. Is it one of these?
none-of-these = None of these
unknown = I don't know that. The answer isn't in the documents that I may quote, and I won't guess. The secretariat will know: [{ $email }](mailto:{ $email }).
unknown-topics = Topics
answer-elsewhere = I have this answer in English only:
happens-on = { $title }: { $date }.
source = { $count ->
    [one] Source
   *[other] Sources
  }: { $sources }
as-of = as of { $date }
past = That date is past.
past-event = That date is past: { $date }.
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

home-title = Ask { $association }
home-hint = Write to me in the Messages tab, mention me in a channel, or pick a topic.

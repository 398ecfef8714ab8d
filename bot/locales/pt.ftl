language-name = Português

greeting = Olá! Sou o assistente da { $association }. Pergunte o que quiser com suas palavras ou escolha um tema.
thanks = De nada! Pergunte sempre que precisar.
nods = Muito bem. Pergunte o que quiser saber.
left-off = Certo, ficamos por aqui. Nada foi alterado.
upset = Lamento não ter ajudado. Pergunte de novo com outras palavras ou escreva ao secretariado: { $email }.
goodbye = Até logo! Estou aqui quando precisar.
who = Sou um assistente, um programa. Respondo com base em documentos aprovados pelo secretariado da { $association } e indico em cada resposta o documento e a data. O que não encontro neles, não sei.
help = Pergunte sobre a { $association } com suas palavras. Falo { $languages }.
    .commands = Escreva “temas” para ver os temas, “idioma” para mudar de idioma, “fuso horário” com o nome da sua cidade para definir o fuso, “ajuda” para ver isto.
more = Mais …
topics = Sobre o que você gostaria de saber?
topic = { $topic }: escolha uma pergunta.
language-question = Em que idioma devo falar?
language-set = A partir de agora falo português.
language-unknown = Ainda não falo esse idioma. Escolha um destes.
zone-question = Devo usar o horário de que cidade? Escreva, por exemplo, “fuso horário São Paulo”.
zone-current = Informo os horários no fuso { $zone }, onde agora são { $time }. Para usar outro, escreva, por exemplo, “fuso horário São Paulo”.
zone-set = A partir de agora informo os horários no fuso { $zone }, onde agora são { $time }.
zone-several = Qual destes fusos horários é o seu?
zone-unknown = Não conheço o horário desse lugar. Diga a cidade grande mais próxima, por exemplo “fuso horário Maputo”.

did-you-mean = Não sei se entendi bem. É alguma destas perguntas?
either = Não sei bem qual de duas coisas quer saber. Aqui estão as duas respostas:
again = Sobre isto não sei mais do que o seguinte; o secretariado talvez saiba mais: [{ $email }](mailto:{ $email }).
none-of-these = Nenhuma destas
unknown = Isso eu não sei. A resposta não está nos documentos que posso citar, e não vou adivinhar. O secretariado saberá: [{ $email }](mailto:{ $email }).
unknown-topics = Temas
answer-elsewhere = Só tenho esta resposta em inglês:
with-comma = { $one }, { $other }
with-colon = { $one }: { $other }
in-brackets = { $one } ({ $other })
day-and-hour = { $day }, { $hour }
happens-on = { $title }: { $date }.
one-source = { $source }
source = { $count ->
    [one] Fonte
   *[other] Fontes
  }: { $sources }
as-of = situação em { $date }
past = Essa data já passou.
past-event = Essa data já passou: { $date }.
until-date = até { $date }
from-date = a partir de { $date }
lapsed = Isto valia até { $date }; pergunte ao secretariado o que vale agora.

empty = Sua mensagem chegou sem palavras. Escreva sua pergunta, por favor.
not-text = Só consigo ler texto. Escreva sua pergunta, por favor.
too-long = É mais do que consigo ler de uma vez. Pergunte em uma ou duas frases, por favor.
unknown-command = Não conheço o comando { $command }. /help mostra o que posso fazer.
outdated-button = Esse botão não vale mais. Pergunte de novo ou escolha um tema.
error = Desculpe, algo deu errado do meu lado, e a culpa não é sua. Tente de novo; se continuar, informe ao secretariado a referência { $reference }.
too-fast = Foram muitas mensagens de uma vez. Espere um minuto e continue, por favor.

command-help = O que posso fazer
command-topics = Escolher um tema
command-language = Mudar o idioma
command-timezone = Definir o fuso horário
command-ask = Fazer uma pergunta
bot-description = Respondo a perguntas sobre a { $association }, com a fonte e a data. Pergunte com suas palavras.
bot-short = Respostas sobre a { $association }, com fontes

web-title = Assistente da { $association }
web-intro = Pergunte sobre a { $association }: filiação, anuidades, programas, eventos. Cada resposta indica o documento e a data.
web-label = Sua pergunta
web-placeholder = Faça uma pergunta
web-send = Enviar
web-log = Conversa
web-you = Você
web-assistant = Assistente
web-waiting = Procurando …
web-offline = A mensagem não chegou até mim. Verifique a conexão e envie de novo.
web-failed = Não deu certo. Tente de novo daqui a pouco.
web-language = Idioma
web-choices = Sugestões
web-skip = Ir para a pergunta
web-privacy = Sua conversa fica guardada por { $days } dias e depois é apagada.
web-new = Recomeçar

demo-banner = Isto é uma demonstração. Os membros, quotas e eventos marcados como “amostra” ou “sample” são inventados, e nada é enviado a ninguém.
demo-try = Experimentar como membro de amostra
demo-title = Demonstração
demo-back = Voltar à conversa
demo-speak-title = Falar por um membro de amostra
demo-speak-intro = Escolha quem é. Um código de uso único aparece na caixa da conversa: envie-o, confirme e pergunte pelo que é privado.
demo-speak = { $contact }, { $member }
demo-code = Envie este código de uso único e confirme-o: passa a ser { $contact } e fala por { $member }.
demo-ask-title = Depois pergunte
demo-ask-owe = Quanto devemos
demo-ask-invoice = Envie nossa fatura
demo-ask-events = Próximos eventos
demo-reminders-title = Lembretes que sairiam
demo-reminders-intro = Nos próximos 30 dias, se todas as regras estivessem ativas. Aqui nenhum é enviado.
demo-when = Quando
demo-to = Para
demo-what = O que diz
demo-none = Nenhum.

home-title = Pergunte à { $association }
home-hint = Escreva para mim na aba Mensagens, mencione-me em um canal ou escolha um tema.

category-local-government = Cidade ou outro governo local
category-institution = Instituição
category-corporation = Empresa
kind-association = Associação ou aliança
kind-public-agency = Órgão público
kind-academic = Universidade ou pesquisa
kind-non-profit = Organização sem fins lucrativos
kind-company = Empresa consolidada
kind-start-up = Startup

fee-ask-category = Quem pagaria?
fee-ask-kind = De que tipo é? A anuidade depende disso.
fee-ask-population = Quantos habitantes são?
fee-ask-gdp = Qual é o PIB per capita do país, em dólares por ano?
fee-ask-employees = Quantos funcionários são, no mundo todo?
fee-proposed = { $amount } em { $year }, pela tabela de anuidades proposta para valer a partir de { $since }.
fee-in-force = { $amount } em { $year }, pela tabela de anuidades de { $since }–{ $until }.
fee-bracket = Faixa: { $brackets }
fee-measure-population = { $span } habitantes
fee-measure-gdp = PIB per capita de USD { $span }
fee-measure-employees = { $span } funcionários
from-number = { $number } ou mais
fee-compare = Pela tabela de { $since }–{ $until }: { $amount }, { $direction ->
    [same] o mesmo valor
    [more] { $gap } a mais
   *[less] { $gap } a menos
  }
fee-compare-proposed = Pela tabela proposta a partir de { $since }: { $amount }, { $direction ->
    [same] o mesmo valor
    [more] { $gap } a mais
   *[less] { $gap } a menos
  }
fee-compare-unknown = Para comparar com a tabela de { $since }–{ $until }, falta saber { $needed }.
fee-compare-unknown-proposed = Para comparar com a tabela proposta a partir de { $since }, falta saber { $needed }.
needs-kind = o tipo
needs-population = o número de habitantes
needs-gdp = o PIB per capita do país
needs-employees = o número de funcionários
fee-other-year = E em { $year }?
fee-another = Calcular outra anuidade
fee-no-schedule = Não tenho tabela de anuidades para { $year }; a mais antiga é a de { $since }.
fee-range-population = { $value } habitantes não pode estar certo. Informe um número entre { $lowest } e { $highest }.
fee-range-gdp = Um PIB per capita de USD { $value } não pode estar certo. Informe um número entre { $lowest } e { $highest }.
fee-range-employees = { $value } funcionários não pode estar certo. Informe um número entre { $lowest } e { $highest }.

members-all = Membros
members-local-government = Governos locais
members-institution = Instituições
members-corporation = Empresas
members-founding = membros fundadores
members-withdrew = que se retiraram
members-award = com prêmio
members-joined = pediram filiação ou entraram em { $year }
members-joined-period = pediram filiação ou entraram, { $period }
members-count = **{ $what }**: { $count }
members-none = Os documentos não citam nenhum para: { $what }.
members-export = Em tabela (CSV)
members-file = A tabela, com { $count ->
    [one] { $count } membro
   *[other] { $count } membros
  }.
office-executive-committee = Comitê Executivo
office-president = Presidente
office-vice-president = Vice-Presidente
office-vice-president-candidate = Apresentada para a Vice-Presidência
office-regional-office = Escritório Regional
office-host-of-secretariat = Sede do Secretariado
office-host-of-general-assembly = Anfitriã da Assembleia Geral
office-host-of-excom = Anfitriã da reunião do Comitê Executivo
office-candidate-host-of-general-assembly = Candidata a sediar a Assembleia Geral
office-candidate-host-of-excom = Candidata a sediar a reunião do Comitê Executivo
office-planned-host-of-general-assembly = Anfitriã prevista da Assembleia Geral
office-president-candidate = Candidata à Presidência
member-which = Qual destes você quer dizer?
member-listed = Sim, { $name } é membro; última lista em que aparece: { $date }.
member-withdrew = { $name } não é mais membro: a saída foi em { $date }.
member-founding-only = { $name } está entre os membros fundadores; nenhuma lista posterior de membros cita esse nome.
member-applied = { $name } pediu filiação; as listas de membros que tenho não citam esse nome.
member-not = { $name } não é citado como membro. Aparece como: { $what }.
member-unknown = Não encontro “{ $name }” entre as { $count } organizações que meus documentos citam como membros. Eles podem ser anteriores à filiação: [{ $email }](mailto:{ $email }) saberá.
member-category-local-government = Governo local
member-category-institution = Instituição
member-category-corporation = Empresa
member-office-since = { $office } desde { $date }
member-since-unknown = Os documentos não dizem desde quando { $name } é membro.
member-founding = Membro fundador
member-joined = Entrada: { $date }
member-applied-on = Pedido de filiação: { $date }
member-network-is = Rede: { $what }
member-award-is = Prêmio: { $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = Anuidade prevista no pedido de filiação: { $amount } por ano

events-coming = **O que vem por aí**: { $count ->
    [0] nada com data nos meus documentos
   *[other] { $count }
  }
events-during = **{ $period }**: { $count ->
    [0] nenhum evento nos meus documentos
    [one] { $count } evento
   *[other] { $count } eventos
  }
events-last = O último que eles citam: { $name }, { $date }.
event-was-planned = Anunciado; nenhum documento aqui diz se aconteceu.
events-were-planned = “Anunciado”: nenhum documento aqui diz se aconteceu.
event-is-planned = anunciado
event-online = On-line
event-on-site = Presencial
event-hybrid = Presencial e on-line
event-ics = Pôr na minha agenda
event-file = { $name }, para a sua agenda.
event-no-next = { $name }: meus documentos não trazem data para a próxima edição; a última que citam foi { $last }.

invoice-title = Fatura
invoice-number = Número
invoice-issued = Data de emissão
invoice-due = Vencimento
invoice-year = Exercício
invoice-billed-to = Faturado a
invoice-for = Descrição
invoice-basis = Base
invoice-amount = Montante
invoice-total = Total
invoice-as-of = À data de { $date }
invoice-remitted = Perdoado
invoice-paid = Pago
invoice-open = Em aberto
invoice-payment = Como pagar
invoice-fee = Quota de membro de { $year }
invoice-mark-paid = Paga
invoice-mark-remitted = Perdoada
invoice-mark-reversed = Anulada

status-denied = Isso só digo a quem sei que fala em nome do membro. Se for o seu caso, vincule sua conta: envio um código para o seu e-mail, ou o secretariado convida você ([{ $email }](mailto:{ $email })).
status-denied-invitation = Isso só digo a quem sei que fala em nome do membro. Se for o seu caso, peça um convite ao secretariado ([{ $email }](mailto:{ $email })) e vincule sua conta com ele.
status-in-private = Isso é assunto para uma conversa privada. Escreva diretamente para mim, por favor, e não em um grupo.
status-which = De qual membro?
status-staff-which = Sobre qual membro? Escreva o nome.
status-open = Fatura { $number } de { $year }: { $open }, vence em { $date }
status-partly = Fatura { $number } de { $year }: faltam { $open } de { $amount }, vence em { $date }
status-total = Total em aberto: { $amount }
status-credit = A seu favor: { $amount }, a descontar da próxima fatura
status-no-invoice = Nenhuma fatura foi emitida ainda.
status-invoice = Fatura { $number } (PDF)
status-payments = Nossos pagamentos
status-contacts = Nossos contatos
standing-good = em dia, nada em aberto.
standing-due = há uma fatura em aberto; vence em { $date }.
standing-overdue = pagamento em atraso desde { $date }.
standing-arrears = anuidades em atraso de { $count ->
    [one] um exercício
   *[other] { $count } exercícios
  }.
standing-remitted = em dia; a anuidade deste ano foi dispensada.
standing-suspended = a filiação está suspensa.
standing-withdrawn = retirou-se da organização.
standing-terminated = a filiação foi encerrada.
standing-applicant = pediu filiação.
payment-line = { $amount }, recebido em { $date }
payments-none = Não consta nos livros nenhum pagamento de { $name }.
payments-are = Pagamentos de { $name } ({ $count }), do mais recente ao mais antigo:
payments-open = Ainda em aberto:
payments-receipt = Se precisar de um recibo, escreva ao secretariado: [{ $email }](mailto:{ $email }).
invoice-none = Nenhuma fatura foi emitida para { $name }. Se precisar de uma, escreva ao secretariado: [{ $email }](mailto:{ $email }).
invoice-none-of = Não há fatura de { $years } para { $name }. Estas foram emitidas:
invoice-several = Há várias faturas de { $years }. Qual delas devo enviar?
invoice-which = Há várias faturas em aberto. Qual delas devo enviar?
invoice-sent = Aqui está a fatura { $number }.
invoice-settled = Ela está paga.
invoice-reversed = Ela foi anulada; por favor, não pague.
contacts-none = Nenhum contato de { $name } está registrado. Informe ao secretariado quem deve ser: [{ $email }](mailto:{ $email }).
contacts-are = Por { $name } estão registradas estas pessoas:
contacts-wrong = Se isso estiver desatualizado, escreva para [{ $email }](mailto:{ $email }).
from-ledger = Dos livros do secretariado, { $date }
link-offer = Vincular minha conta
privacy = **O que guardo sobre você, e por quê.**
    
    - Suas mensagens e minhas respostas, por { $days } dias, para entender a que uma pergunta se refere e não responder nada duas vezes. Depois são apagadas.
    - O número que o seu serviço de mensagens atribui a você, e o idioma e o fuso horário que você escolheu.
    - Se você vinculou sua conta: em nome de qual membro você fala, e seu nome, cargo e e-mail como o secretariado os registrou.
    - Faturas e pagamentos pertencem ao membro e ficam nos livros, sem o seu nome.
    
    Não envio nada a outras empresas além do serviço de mensagens que você usa. Dúvidas: [{ $email }](mailto:{ $email }).
privacy-export = Receber meus dados
privacy-forget = Apagar meus dados
privacy-file = Tudo o que guardo sobre você, com { $count ->
    [one] { $count } troca de mensagens
   *[other] { $count } trocas de mensagens
  }.
forget-question = Devo apagar nossas conversas, suas configurações, seu vínculo e seus dados de contato? Para perguntar sobre anuidades, você teria de ser registrado e vinculado de novo. Faturas e pagamentos ficam nos livros, sem o seu nome.
forget-yes = Sim, apagar tudo
forget-no = Não, manter
forgotten = Pronto: suas conversas, suas configurações, seu vínculo e seus dados de contato foram apagados. Esta última mensagem também será apagada, depois de { $days } dias.
forgotten-staff = Sua função no secretariado continua; um administrador pode removê-la.
command-status = Anuidades e situação
command-invoice = Receber nossa fatura
command-privacy = O que é guardado sobre você
status-staff-unknown = Não encontro nenhum membro chamado “{ $name }”, ou há vários. Escreva o nome tal como está registado.
announcement-note = Do secretariado da { $association }.

link-ask = Que endereço de e-mail tem o secretariado para si? Enviarei para lá um código, para saber em nome de quem fala. Se o secretariado lhe deu um código de convite, escreva-o em vez disso.
link-ask-invitation = Aqui não posso enviar e-mail, por isso tem de ser o secretariado a convidar: peça um convite a [{ $email }](mailto:{ $email }) e escreva aqui o código.
link-in-private = Só faço isso onde mais ninguém lê. Escreva-me em privado, por favor.
link-burnt = Todos aqui podiam ler esse convite, por isso anulei-o. Peça um novo ao secretariado e envie-mo em privado.
link-sent = Se o secretariado tiver esse endereço, um código de seis algarismos está a caminho. Escreva-o aqui dentro de dez minutos. Se nada chegar, veja na pasta de spam, confira o endereço ou pergunte a [{ $email }](mailto:{ $email }).
link-near = Queria dizer “…@{ $domain }”? Escreva de novo o endereço completo, por favor.
link-bad-address = Isso não pode ser um endereço de e-mail; um endereço é como nome@cidade.gov. Escreva-o de novo, por favor.
link-neither = Isso não é um endereço de e-mail nem um código. Escreva um dos dois, por favor.
link-digits = Um código do meu e-mail tem seis algarismos. Escreva-o de novo, por favor.
link-wrong = Esse não é o código que enviei para esta conta. Confira-o e escreva-o de novo, por favor.
link-none = Não enviei nenhum código para esta conta. Envio um?
link-expired = Esse código tem mais de dez minutos. Envio um novo?
link-used = Esse código já foi usado. Envio um novo?
link-replaced = Entretanto enviei um código mais recente. Escreva esse, por favor.
link-paused = Foram demasiados códigos errados. Tente de novo dentro de { $minutes ->
    [one] um minuto
   *[other] { $minutes } minutos
  }.
link-limited = Por agora foram demasiados códigos. Peça outro dentro de { $minutes ->
    [one] um minuto
   *[other] { $minutes } minutos
  }.
link-invitation-unknown = Não conheço esse convite. Confira-o ou peça um novo ao secretariado: [{ $email }](mailto:{ $email }).
link-invitation-expired = Esse convite expirou. Peça um novo ao secretariado: [{ $email }](mailto:{ $email }).
link-invitation-used = Esse convite já foi usado, ou um mais recente tomou o seu lugar. Peça um novo ao secretariado: [{ $email }](mailto:{ $email }).
link-vouched = Segundo o endereço que o seu espaço de trabalho verificou, é { $who }. Esta conta deve falar em seu nome?
link-other-address = Outro endereço
link-offered = Falará em nome de { $member } como { $contact }. É a sua pessoa?
link-yes = Sim, sou eu
link-no = Não
link-dropped = Nada foi vinculado.
link-done = Feito. Esta conta fala agora em nome de { $who }. “desvincular” termina isso a qualquer momento.
link-speaks = Esta conta fala em nome de { $who }.
link-again = Enviar um código novo
unlink-nothing = Esta conta não fala em nome de nenhum membro.
unlink-ask = Esta conta fala em nome de { $member }. Deve deixar de o fazer?
unlink-which = Em nome de quem deve esta conta deixar de falar?
unlink-yes = Desvincular
unlink-all = De todos
unlink-keep = Deixar como está
unlink-kept = Tudo fica como está.
unlink-done = Feito. Esta conta já não fala em nome de { $members }.
command-link = Vincular a sua conta ao seu membro

mail-code-subject = { $code } é o seu código para { $association }
mail-code = Alguém, provavelmente você, quer vincular uma conta ({ $channel }) a este endereço em { $association }. Escreva lá este código:
mail-code-holds = Vale dez minutos, uma só vez e apenas nessa conversa.
mail-code-secret = Não o dê a ninguém; o secretariado nunca o pede. Se não foi você, não faça nada; se acontecer de novo, escreva a { $email }.
mail-linked-subject = Uma conta fala agora em seu nome em { $association }
mail-linked = Uma conta ({ $channel }) foi vinculada a este endereço em { $association }. Fala agora em nome de: { $members }.
mail-linked-not-you = Se não foi você, escreva já a { $email }.
mail-foot = O assistente de { $association } escreveu isto sozinho; não lê respostas.

mail-topic-events = os lembretes de eventos
mail-topic-dues = os lembretes de anuidades
mail-topic-announcements = os anúncios
unsubscribe-question = Desativar { $topic }?
unsubscribe-done = Deixará de receber { $topic }
unsubscribe-press = Desativar
unsubscribe-statutory = As faturas e outros avisos estatutários continuarão a chegar-lhe.

channel-refused = { $channel ->
    [Email] O assistente não consegue usar o servidor de correio: nenhum e-mail pode ser enviado.
   *[other] O { $channel } recusa o assistente: nada pode ser enviado por lá.
  } O que havia para enviar fica guardado e sai quando isso for corrigido. Avise, por favor, quem administra o assistente.

announce-denied = Aqui só o secretariado publica anúncios.
announce-ask-text = Envie-me o texto do anúncio numa só mensagem, em { $language }. Pode usar { $variables }; se alguém puder não ter valor, escreva { $default }.
announce-ask-title = E o título, em poucas palavras?
announce-ask-title-in = E o título em { $language }?
announce-ask-translation = Envie-me o texto em { $language }, numa só mensagem. Pode usar as mesmas variáveis.
announce-ask-file = Envie-me o ficheiro que o deve acompanhar: um documento ou uma imagem com { $most } MB no máximo.
announce-ask-segment = Quem o recebe? Escreva por exemplo { $example }, ou { $everyone }.
announce-nobody = Isso não chega a ninguém: { $who }. Quem deve recebê-lo?
announce-reaches = Chega a { $count } de { $total } pessoas: { $who }.
announce-channels = Primeiro por: { $channels }.
announce-left-out = Ficam de fora: { $muted } desativaram os anúncios, { $unreachable } não têm contacto.
announce-closed = Não lhes chega, porque o canal não está configurado aqui: { $channels }.
announce-zoneless = De { $count } não se conhece o fuso horário; para esses vale { $zone }.
announce-late = Para { $count } deles essa hora já passou: recebem-no de imediato.
announce-leaves = Sai: { $when }.
announce-looks = É assim que fica:
announce-keep = Pedir aprovação
announce-other-segment = Outros destinatários
announce-file = Juntar um ficheiro
announce-other-file = Outro ficheiro
announce-without-file = Sem o ficheiro
announce-with-file = Acompanha-o { $name }.
announce-languages = Juntar uma língua
announce-which-language = Em que língua está o texto seguinte? Quem lê essa língua recebe-o; todos os outros recebem o texto em { $language }.
announce-leave-out = Tirar { $language }
announce-in-language = { $count ->
    [0] Em { $language }: nenhum deles o lê.
    [one] Em { $language }, para uma pessoa:
   *[other] Em { $language }, para { $count } pessoas:
  }
announce-looks-like = Atenção: o texto que devia estar em { $language } parece { $other }.
announce-drop = Descartar
announce-dropped = Descartado; nada foi enviado.
announce-kept = O anúncio { $number } fica como rascunho. { $count ->
    [0] Ainda não se pode pedir a aprovação a ninguém: um administrador tem de acrescentar um aprovador a quem se possa escrever.
    [one] A aprovação foi pedida a uma pessoa; eu aviso.
   *[other] A aprovação foi pedida a { $count } pessoas; eu aviso.
  }
announce-asked = { $author } pede-lhe que aprove o anúncio { $number }.
announce-approve = Aprovar
announce-reject = Rejeitar
announce-approved = O anúncio { $number }, “{ $title }”, está aprovado.
announce-rejected = O anúncio { $number }, “{ $title }”, foi rejeitado; nada é enviado.
announce-interrupted = O envio do anúncio { $number }, { $title }, foi interrompido e está em pausa, porque o resto não pode ser preparado: { $reason } Corrija isso e continue, ou cancele-o.
announce-send = Enviar agora a { $count }
announce-everybody = São todos os que há: { $count } pessoas. Enviar a todas?
announce-everybody-yes = Sim, a todas as { $count }
announce-not-yet = Ainda não
announce-sent = O anúncio { $number } está a caminho de { $count ->
    [one] uma pessoa
   *[other] { $count } pessoas
  }.
announce-progress = Anúncio { $number }, { $title }: { $stage }.
announce-is-draft = rascunho
announce-is-approved = aprovado, ainda não enviado
announce-is-scheduled = agendado ({ $when })
announce-is-sending = a ser enviado
announce-is-paused = em pausa
announce-is-cancelled = cancelado
announce-is-done = concluído
announce-sent-count = { $count } entregues
announce-open-count = { $count } por sair
announce-failed-count = { $count } falhados
announce-unreachable-count = { $count } sem contacto possível
announce-uncertain-count = { $count } incertos: não se sabe se chegaram
announce-withdrawn-count = { $count } retirados
announce-show = Como vai?
announce-pause = Pausar
announce-resume = Continuar
announce-cancel = Cancelar
announce-cancel-sure = Retirar o que ainda não saiu do anúncio { $number }? O que já saiu fica.
announce-withdraw = Sim, retirar
announce-resend = Reenviar os { $count } incertos
announce-letbe = Deixar os { $count } incertos
announce-resend-sure = Enviar outra vez o anúncio { $number } a { $count ->
    [one] uma pessoa de quem não se sabe se o recebeu? Se o recebeu, recebe-o duas vezes.
   *[other] { $count } pessoas de quem não se sabe se o receberam? Quem já o tem recebe-o duas vezes.
  }
announce-letbe-sure = Deixar { $count ->
    [one] um envio incerto do anúncio { $number } como está? Não é enviado outra vez e conta como falhado.
   *[other] { $count } envios incertos do anúncio { $number } como estão? Não são enviados outra vez e contam como falhados.
  }
announce-again = Sim, reenviar { $count }
announce-settle = Sim, deixar { $count }
announce-resent = { $count ->
    [0] Do anúncio { $number } já nada é incerto; nada foi enviado.
    [one] O anúncio { $number } é enviado outra vez a uma pessoa.
   *[other] O anúncio { $number } é enviado outra vez a { $count } pessoas.
  }
announce-settled = { $count ->
    [0] Do anúncio { $number } já nada é incerto.
    [one] Um envio incerto do anúncio { $number } fica como está.
   *[other] { $count } envios incertos do anúncio { $number } ficam como estão.
  }
announce-write = Passo a passo
announce-no-form = Não foi possível abrir o formulário. Podemos fazê-lo aqui, passo a passo.
announce-ask-correction = Envie-me o texto que deve ocupar o lugar do anúncio { $number }, numa só mensagem, em { $language }. Pode usar { $variables }; se alguém puder não ter valor, escreva { $default }.
announce-ask-when = Quando deve sair? Escreva { $now }, { $local } para essa hora no lugar de cada leitor, ou { $instant }.
announce-ask-at = Quando deve sair o anúncio { $number }? Escreva { $now }, { $local } para essa hora no lugar de cada leitor, ou { $instant }.
announce-corrects = Ocupa o lugar do anúncio { $number } onde este chegou e pode ser alterado.
announce-one-language = Todos recebem este único texto, também quem recebeu o outro noutra língua.
announce-counts-links = Conta-se quantas vezes as suas ligações são abertas, não por quem.
announce-asked-correction = { $author } pede-lhe que aprove o anúncio { $number }, que corrige o anúncio { $other }.
announce-place = Corrigir o anúncio { $number }
announce-schedule = Agendá-lo para { $count }
announce-later = A outra hora
announce-when-now = agora
announce-when-local = { $day }, { $time }, no lugar de cada leitor
announce-scheduled = O anúncio { $number } está agendado para { $count ->
    [one] uma pessoa
   *[other] { $count } pessoas
  }: { $when }.
announce-correct = Corrigi-lo
announce-recall = Recolhê-lo
announce-recall-sure = Recolher o anúncio { $number }, “{ $title }”? O que chegou é apagado onde a plataforma o permite; os e-mails ficam.
announce-takeback = Sim, recolher
announce-recalling = Estou a recolher o anúncio { $number } e direi como terminou.
announce-correcting = Estou a corrigir o anúncio { $number } e direi como terminou.
announce-is-placed = no lugar de outro
announce-is-recalled = O anúncio { $number }, { $title }, foi recolhido.
announce-is-corrected = O anúncio { $number }, { $title }, foi corrigido.
announce-recalled-count = { $count } apagados
announce-corrected-count = { $count } corrigidos
announce-not-recalled = { $count } por apagar: { $reason }
announce-not-corrected = { $count } por corrigir: { $reason }
announce-no-way-back = os e-mails já não podem ser alterados
announce-not-in-segment = já não estão entre os destinatários
announce-lacking = uma variável do texto não tem valor para eles
announce-no-segment = o segmento já não pode ser lido
announce-nobody-knows = ninguém sabe se chegaram
announce-reactions = Reações: { $given }
announce-opened = Aberto { $count ->
    [one] uma vez
   *[other] { $count } vezes
  }: { $url }

announce-form = Novo anúncio
announce-form-correction = Correção
announce-form-translation = Outra língua
announce-form-go-on = Pré-visualizar
announce-form-cancel = Cancelar
announce-form-title = Título
announce-form-text = Texto, em { $language }
announce-form-text-hint = Pode usar { $variables }; se alguém puder não ter valor, escreva { $default }.
announce-form-segment = Quem o recebe?
announce-form-segment-hint = Por exemplo { $example }, ou { $everyone }.
announce-form-when = Quando sai?
announce-form-when-hint = { $now }, { $local } para essa hora no lugar de cada leitor, ou { $instant }.
announce-form-file = Ficheiro
announce-form-file-hint = Acompanha-o; { $most } MB no máximo. Deixe vazio se não houver.

announce-no-title = Falta o título.
announce-no-text = Falta o texto.
announce-long-title = O título tem { $count } caracteres; podem ser enviados no máximo { $most }.
announce-long-text = O texto tem { $count } caracteres; podem ser enviados no máximo { $most }.
announce-no-file = Isso não é um ficheiro. Envie um documento ou uma imagem, ou prima um botão.
announce-large-file = { $name } tem { $size } MB; podem enviar-se { $most } MB no máximo.
announce-empty-file = { $name } está vazio.
announce-file-gone = { $name } já não está aqui; junte-o outra vez.
announce-file-corrects = Não se pode pôr um ficheiro numa mensagem que já saiu; corrija só o texto.
file-not-fetched = Não consegui receber { $name }. Envie-o outra vez, por favor.
announce-no-variable = Não há nenhuma variável { $said }; há { $variables }.
announce-loose-brace = Há uma chaveta solta perto de “{ $near }”; uma variável escreve-se { $example }.
announce-bad-instant = { $said } não indica nenhum instante; escreva por exemplo { $example }.
announce-bad-when = “{ $said }” não é uma hora de envio; escreva now, 2026-12-01T10:00+09:00 ou 2026-12-01 10:00 local.
announce-no-value = { $said } não tem valor para { $who }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] {" "}e outros ({ $count } ao todo)
  }. Complete o registo, ou escreva { $otherwise }.
announce-past = A hora de envio já passou: { $when }. Indique uma posterior, ou now.
announce-amount-ahead = { $said } é calculado agora e pode ter mudado até { $when }. Envie agora (now) ou retire o valor.
announce-unknown = Não há nenhum anúncio { $number }.
announce-may-not = Isso só pode fazer quem aprova ou administra.
announce-own = Quem escreveu um anúncio não o pode aprovar; tem de ser outra pessoa.
announce-is-correction = O anúncio { $number } corrige o anúncio { $other } e não é enviado por si.
announce-nothing-to-correct = Não há nada a corrigir no anúncio { $number }: não foi enviado, ou foi recolhido.
announce-correction-unapproved = O anúncio { $number } tem o novo texto e tem de ser aprovado antes de ocupar o lugar de outro.
announce-cannot-draft = Isso não se pode fazer com o anúncio { $number }: ainda ninguém o aprovou.
announce-cannot-approved = Isso não se pode fazer com o anúncio { $number }: está aprovado e ainda não enviado.
announce-cannot-sending = Isso não se pode fazer com o anúncio { $number }: já está a ser enviado.
announce-cannot-paused = Isso não se pode fazer com o anúncio { $number }: está em pausa.
announce-cannot-cancelled = Isso não se pode fazer com o anúncio { $number }: está cancelado.
announce-cannot-placed = Isso não se pode fazer com o anúncio { $number }: o seu texto ocupa o lugar de outro.

segment-empty = Não se indica ninguém. Escreva por exemplo region:africa category:local-government, ou everyone.
segment-long = Isso tem mais de { $most } caracteres.
segment-unreadable = Não consigo ler isso em “{ $near }”.
segment-deep = Isso está encadeado em mais de { $most } níveis.
segment-parenthesis = Há um parêntese sem par.
segment-ends = Isso termina onde algo tem de seguir.
segment-no-condition = “{ $said }” não é uma condição; escreva chave:valor, com uma de { $keys }.
segment-near-key = Não há “{ $said }”; queria dizer { $near }?
segment-no-key = Não há “{ $said }”; há { $keys }.
segment-no-value = Falta um valor depois de “{ $what }”.
segment-value-near = Não há “{ $what }{ $said }”; queria dizer { $values }?
segment-value-none = Não há “{ $what }{ $said }”; há { $values }.
segment-value-nobody = Não há “{ $what }{ $said }”; ninguém tem aí um valor.
segment-everyone = todos
segment-nobody = ninguém
segment-whose = todos aqueles de quem { $conditions }
segment-but = todos menos aqueles de quem { $conditions }
segment-is = { $what } é { $values }
segment-is-not = { $what } não é { $values }
segment-both = { $one } e { $other }
segment-either = { $one } ou { $other }
segment-within = ({ $conditions })
segment-not = não { $conditions }
segment-key-category = a categoria
segment-key-kind = o tipo
segment-key-region = a região
segment-key-country = o país
segment-key-network = a rede
segment-key-office = o cargo
segment-key-status = o estatuto
segment-key-standing = a situação das quotas
segment-key-member = o membro
segment-key-lang = a língua
segment-key-event = o evento a que vão
segment-key-person = o endereço
segment-state-applicant = candidato
segment-state-active = ativo
segment-state-suspended = suspenso
segment-state-withdrawn = retirado
segment-state-terminated = terminado
segment-state-arrears = com atrasos
segment-state-overdue = vencida
segment-state-due = por pagar
segment-state-remitted = perdoada
segment-state-good = em dia

# Reminders.
reminder-moved = Atenção: **{ $event }** realiza-se num momento diferente do que lhe indiquei: { $when }.
reminder-deadline-moved = Atenção: a inscrição para **{ $event }** termina agora: { $deadline }.
reminder-cancelled = **{ $event } não se realiza.** Estava anunciado para: { $when }.
reminder-come = Vou participar
reminder-away = Não posso
reminder-mute = Nada mais sobre este evento
reminder-stop-events = Desativar lembretes de eventos
reminder-stop-dues = Desativar lembretes de quotas
reminder-stop-announcements = Desativar os anúncios
reminder-settings = Definições
reminder-statutory = Aviso estatutário: faz parte da filiação e não pode ser desativado.
reminders-title = Sobre o que lhe escrevo
reminders-topic-on = { $topic }: ativado
reminders-topic-off = { $topic }: desativado
reminders-channel = Primeiro em: { $channel }
reminders-channel-usual = a ordem habitual
reminders-quiet = Horas de silêncio: { $hours } (fuso horário { $zone })
reminders-no-quiet = nenhumas
reminders-exempt = Os avisos estatutários, como quotas há muito em atraso, não podem ser desativados.
reminders-turn-on = Ativar: { $topic }
reminders-turn-off = Desativar: { $topic }
reminders-other-quiet = Outras horas de silêncio
reminders-other-channel = Outro canal
reminders-which-quiet = Quando não lhe devo escrever?
reminders-which-channel = Onde lhe escrevo primeiro?
event-remind = Lembrar-me deste evento
event-noted-coming = Anotado: vai participar em { $event }.
event-noted-away = Anotado: não pode participar em { $event }. Não lho lembrarei.
event-noted-muted = Nada mais sobre { $event }.
event-noted-remind = Vou lembrar-lhe { $event }.
event-remind-off = Anotado, mas desativou os lembretes de eventos. Devo ativá-los?
event-remind-not-yet = Anotado. O secretariado ainda não ativou os lembretes de eventos; quando o fizer, recebe-os.
event-remind-nowhere = Aqui não lhe posso escrever por mim. Escreva-me no Telegram ou no Slack e peça lá o lembrete.
event-register-until = Inscrição até: { $date }
event-is-cancelled = Cancelado: não se realiza.
command-reminders = Lembretes e horas de silêncio

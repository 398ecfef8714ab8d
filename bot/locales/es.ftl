language-name = Español

greeting = ¡Hola! Soy el asistente de { $association }. Pregúnteme lo que quiera con sus propias palabras o elija un tema.
thanks = De nada. Aquí estoy cuando me necesite.
nods = Muy bien. Pregunte lo que quiera saber.
left-off = De acuerdo, lo dejamos aquí. No se ha cambiado nada.
upset = Siento no haber sido de ayuda. Pregúnteme de nuevo con otras palabras o escriba a la secretaría: { $email }.
goodbye = ¡Hasta pronto! Aquí estoy cuando me necesite.
who = Soy un asistente, un programa. Respondo a partir de documentos aprobados por la secretaría de { $association } e indico en cada respuesta el documento y su fecha. Lo que no encuentro allí, no lo sé.
help = Pregúnteme sobre { $association } con sus propias palabras. Hablo { $languages }.
    .commands = Escriba «temas» para ver los temas, «idioma» para cambiar de idioma, «zona horaria» con su ciudad para elegir su zona horaria, «ayuda» para ver esto.
more = Más …
topics = ¿Sobre qué le gustaría saber?
topic = { $topic }: elija una pregunta.
language-question = ¿En qué idioma le hablo?
language-set = A partir de ahora le hablo en español.
language-unknown = Todavía no hablo ese idioma. Elija uno de estos.
zone-question = ¿Con la hora de qué ciudad le indico las horas? Escriba, por ejemplo, «zona horaria Bogotá».
zone-current = Le indico las horas según { $zone }, donde ahora son las { $time }. Para otra zona, escriba, por ejemplo, «zona horaria Bogotá».
zone-set = A partir de ahora le indico las horas según { $zone }, donde ahora son las { $time }.
zone-several = ¿Cuál de estas zonas horarias es la suya?
zone-unknown = No conozco la hora de ese lugar. Indique la gran ciudad más cercana, por ejemplo «zona horaria Nairobi».

did-you-mean = No estoy seguro de lo que quiere decir. ¿Es algo de esto?
either = No estoy seguro de cuál de dos cosas quiere saber. Aquí tiene ambas respuestas:
again = Sobre esto no sé más que lo siguiente; quizá la secretaría sepa más: [{ $email }](mailto:{ $email }).
none-of-these = Nada de esto
unknown = Eso no lo sé. La respuesta no está en los documentos que puedo citar y no voy a adivinarla. La secretaría lo sabrá: [{ $email }](mailto:{ $email }).
unknown-topics = Temas
answer-elsewhere = Esta respuesta solo la tengo en inglés:
with-comma = { $one }, { $other }
with-colon = { $one }: { $other }
in-brackets = { $one } ({ $other })
day-and-hour = { $day }, { $hour }
happens-on = { $title }: { $date }.
one-source = { $source }
source = { $count ->
    [one] Fuente
   *[other] Fuentes
  }: { $sources }
as-of = a fecha de { $date }
past = Esa fecha ya pasó.
past-event = Esa fecha ya pasó: { $date }.
until-date = hasta { $date }
from-date = desde { $date }
lapsed = Esto valía hasta el { $date }; pregunte a la secretaría qué vale ahora.

empty = Su mensaje llegó sin palabras. Escriba su pregunta, por favor.
not-text = Solo puedo leer texto. Escriba su pregunta, por favor.
too-long = Es más de lo que puedo leer de una vez. Pregunte en una o dos frases, por favor.
unknown-command = No conozco el comando { $command }. /help muestra lo que puedo hacer.
outdated-button = Ese botón ya no vale. Pregunte de nuevo o elija un tema.
error = Lo siento, algo ha fallado de mi lado. Inténtelo de nuevo; si continúa, dé a la secretaría la referencia { $reference }.
too-fast = Han sido muchos mensajes a la vez. Espere un minuto y continúe, por favor.

command-help = Lo que puedo hacer
command-topics = Elegir un tema
command-language = Cambiar el idioma
command-timezone = Elegir la zona horaria
command-ask = Hacer una pregunta
bot-description = Respondo preguntas sobre { $association }, con la fuente y su fecha. Pregunte con sus propias palabras.
bot-short = Respuestas sobre { $association }, con fuentes

web-title = Asistente de { $association }
web-intro = Pregunte sobre { $association }: membresía, cuotas, programas, eventos. Cada respuesta indica su documento y su fecha.
web-label = Su pregunta
web-placeholder = Haga una pregunta
web-send = Enviar
web-log = Conversación
web-you = Usted
web-assistant = Asistente
web-waiting = Buscando …
web-offline = El mensaje no me llegó. Compruebe la conexión y envíelo de nuevo.
web-failed = Algo ha fallado. Inténtelo de nuevo en un momento.
web-language = Idioma
web-choices = Sugerencias
web-skip = Ir a la pregunta
web-privacy = Su conversación se guarda { $days } días y después se borra.
web-new = Empezar de nuevo

demo-banner = Esto es una demostración. Los miembros, cuotas y eventos marcados como «muestra» o «sample» son inventados, y no se envía nada a nadie.
demo-try = Probarlo como miembro de muestra
demo-title = Demostración
demo-back = Volver al chat
demo-speak-title = Hablar por un miembro de muestra
demo-speak-intro = Elija quién es. En la casilla del chat aparece un código de un solo uso: envíelo, confírmelo y pregunte por lo que es privado.
demo-speak = { $contact }, { $member }
demo-code = Envíe este código de un solo uso y confírmelo: entonces es { $contact } y habla por { $member }.
demo-ask-title = Después pregunte
demo-ask-owe = Cuánto debemos
demo-ask-invoice = Envíeme nuestra factura
demo-ask-events = Próximos eventos
demo-reminders-title = Recordatorios que saldrían
demo-reminders-intro = En los próximos 30 días, si todas las reglas estuvieran activadas. Aquí no se envía ninguno.
demo-when = Cuándo
demo-to = Para
demo-what = Qué dice
demo-none = Ninguno.

home-title = Pregunte a { $association }
home-hint = Escríbame en la pestaña Mensajes, mencióneme en un canal o elija un tema.

category-local-government = Ciudad u otro gobierno local
category-institution = Institución
category-corporation = Empresa
kind-association = Asociación o alianza
kind-public-agency = Agencia pública
kind-academic = Universidad o investigación
kind-non-profit = Organización sin fines de lucro
kind-company = Empresa consolidada
kind-start-up = Empresa emergente (start-up)

fee-ask-category = ¿Quién pagaría?
fee-ask-kind = ¿De qué tipo es? De eso depende la cuota.
fee-ask-population = ¿Cuántos habitantes tiene?
fee-ask-gdp = ¿Cuál es el PIB per cápita del país, en dólares estadounidenses al año?
fee-ask-employees = ¿Cuántos empleados hay en todo el mundo?
fee-proposed = { $amount } para { $year }, según la tabla de cuotas propuesta para regir desde { $since }.
fee-in-force = { $amount } para { $year }, según la tabla de cuotas de { $since }–{ $until }.
fee-bracket = Tramo: { $brackets }
fee-measure-population = { $span } habitantes
fee-measure-gdp = PIB per cápita: USD { $span }
fee-measure-employees = { $span } empleados
from-number = { $number } o más
fee-compare = Según la tabla de { $since }–{ $until }: { $amount }, { $direction ->
    [same] lo mismo
    [more] { $gap } más
   *[less] { $gap } menos
  }
fee-compare-proposed = Según la tabla propuesta desde { $since }: { $amount }, { $direction ->
    [same] lo mismo
    [more] { $gap } más
   *[less] { $gap } menos
  }
fee-compare-unknown = Para comparar con la tabla de { $since }–{ $until } me haría falta saber { $needed }.
fee-compare-unknown-proposed = Para comparar con la tabla propuesta desde { $since } me haría falta saber { $needed }.
needs-kind = el tipo
needs-population = el número de habitantes
needs-gdp = el PIB per cápita del país
needs-employees = el número de empleados
fee-other-year = ¿Y en { $year }?
fee-another = Calcular otra cuota
fee-no-schedule = No tengo tabla de cuotas para { $year }; la más antigua es de { $since }.
fee-range-population = { $value } habitantes no puede ser. Indique un número entre { $lowest } y { $highest }, por favor.
fee-range-gdp = Un PIB per cápita de { $value } USD no puede ser. Indique un número entre { $lowest } y { $highest }, por favor.
fee-range-employees = { $value } empleados no puede ser. Indique un número entre { $lowest } y { $highest }, por favor.

members-all = Miembros
members-local-government = Gobiernos locales
members-institution = Instituciones
members-corporation = Empresas
members-founding = miembros fundadores
members-withdrew = retirados
members-award = con un premio
members-joined = con solicitud o ingreso en { $year }
members-joined-period = con solicitud o ingreso, { $period }
members-count = **{ $what }**: { $count }
members-none = Los documentos no nombran ninguno para: { $what }.
members-export = Como tabla (CSV)
members-file = La tabla, con { $count ->
    [one] un miembro
   *[other] { $count } miembros
  }.
office-executive-committee = Comité Ejecutivo
office-president = Ciudad Presidenta
office-vice-president = Ciudad Vicepresidenta
office-vice-president-candidate = Presentada para ser Vicepresidenta
office-regional-office = Oficina regional
office-host-of-secretariat = Sede de la secretaría
office-host-of-general-assembly = Sede de la Asamblea General
office-host-of-excom = Sede de la reunión del Comité Ejecutivo
office-candidate-host-of-general-assembly = Candidata a sede de la Asamblea General
office-candidate-host-of-excom = Candidata a sede de la reunión del Comité Ejecutivo
office-planned-host-of-general-assembly = Sede prevista de la Asamblea General
office-president-candidate = Candidata a Ciudad Presidenta
member-which = ¿A cuál se refiere?
member-listed = Sí, { $name } es miembro; figura en una lista por última vez: { $date }.
member-withdrew = { $name } ya no es miembro. Fecha de su retiro: { $date }.
member-founding-only = { $name } está entre los miembros fundadores; ninguna lista de miembros posterior lo nombra.
member-applied = { $name } solicitó su ingreso; las listas de miembros que tengo no lo nombran.
member-not = { $name } no figura como miembro. Aparece así: { $what }.
member-unknown = No encuentro «{ $name }» entre las { $count } organizaciones que mis documentos nombran como miembros. Puede que sean anteriores a su ingreso: [{ $email }](mailto:{ $email }) lo sabrá.
member-category-local-government = Gobierno local
member-category-institution = Institución
member-category-corporation = Empresa
member-office-since = { $office } desde { $date }
member-since-unknown = Los documentos no dicen desde cuándo { $name } es miembro.
member-founding = Miembro fundador
member-joined = Ingreso: { $date }
member-applied-on = Solicitud: { $date }
member-network-is = Red: { $what }
member-award-is = Premio: { $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = Cuota prevista al solicitar el ingreso: { $amount } al año

events-coming = **Lo que viene**: { $count ->
    [0] nada que mis documentos fechen
   *[other] { $count }
  }
events-during = **{ $period }**: { $count ->
    [0] ningún evento en mis documentos
    [one] un evento
   *[other] { $count } eventos
  }
events-last = El último que nombran: { $name }, { $date }.
event-was-planned = Anunciado; ningún documento aquí dice si se celebró.
events-were-planned = «Anunciado»: ningún documento aquí dice si se celebró.
event-is-planned = anunciado
event-online = En línea
event-on-site = Presencial
event-hybrid = Presencial y en línea
event-ics = Añadir a mi calendario
event-file = { $name }, para su calendario.
event-no-next = { $name }: mis documentos no traen la fecha de la próxima vez; la última que nombran es { $last }.

invoice-title = Factura
invoice-number = Número
invoice-issued = Fecha de emisión
invoice-due = Vencimiento
invoice-year = Ejercicio
invoice-billed-to = Facturado a
invoice-for = Concepto
invoice-basis = Base
invoice-amount = Importe
invoice-total = Total
invoice-as-of = A fecha de { $date }
invoice-remitted = Condonado
invoice-paid = Pagado
invoice-open = Pendiente
invoice-payment = Cómo pagar
invoice-fee = Cuota de miembro de { $year }
invoice-mark-paid = Pagada
invoice-mark-remitted = Condonada
invoice-mark-reversed = Anulada

status-denied = Esto solo se lo digo a quien me consta que habla en nombre del miembro. Si es su caso, vincule su cuenta: le envío un código a su correo electrónico, o la secretaría le invita ([{ $email }](mailto:{ $email })).
status-denied-invitation = Esto solo se lo digo a quien me consta que habla en nombre del miembro. Si es su caso, pida una invitación a la secretaría ([{ $email }](mailto:{ $email })) y vincule su cuenta con ella.
status-in-private = Eso es para una conversación privada. Escríbame directamente, por favor, no en un grupo.
status-which = ¿De qué miembro?
status-staff-which = ¿De qué miembro se trata? Escriba su nombre.
status-open = Factura { $number } de { $year }: { $open }, vence el { $date }
status-partly = Factura { $number } de { $year }: quedan { $open } de { $amount }, vence el { $date }
status-total = Total pendiente: { $amount }
status-credit = A su favor: { $amount }, que se descuentan de la próxima factura
status-no-invoice = Todavía no se ha emitido ninguna factura.
status-invoice = Factura { $number } (PDF)
status-payments = Nuestros pagos
status-contacts = Nuestros contactos
standing-good = al corriente, sin nada pendiente.
standing-due = hay una factura pendiente; vence el { $date }.
standing-overdue = pago vencido desde el { $date }.
standing-arrears = en mora por { $count ->
    [one] un año fiscal
   *[other] { $count } años fiscales
  }.
standing-remitted = al corriente; se condonó la cuota de este año.
standing-suspended = la membresía está suspendida.
standing-withdrawn = se retiró de la organización.
standing-terminated = la membresía ha terminado.
standing-applicant = ha solicitado el ingreso.
payment-line = { $amount }, recibido el { $date }
payments-none = En los libros no consta ningún pago de { $name }.
payments-are = Pagos de { $name } ({ $count }), del más reciente al más antiguo:
payments-open = Todavía pendiente:
payments-receipt = Si necesita un recibo, escriba a la secretaría: [{ $email }](mailto:{ $email }).
invoice-none = No se ha emitido ninguna factura para { $name }. Si necesita una, escriba a la secretaría: [{ $email }](mailto:{ $email }).
invoice-none-of = No hay ninguna factura de { $years } para { $name }. Estas son las emitidas:
invoice-several = Hay varias facturas de { $years }. ¿Cuál le envío?
invoice-which = Hay varias facturas pendientes. ¿Cuál le envío?
invoice-sent = Aquí está la factura { $number }.
invoice-settled = Está pagada.
invoice-reversed = Fue anulada; por favor, no la pague.
contacts-none = No hay ningún contacto registrado de { $name }. Diga a la secretaría quién debe ser: [{ $email }](mailto:{ $email }).
contacts-are = Por { $name } están registradas estas personas:
contacts-wrong = Si ya no es así, escriba a [{ $email }](mailto:{ $email }).
from-ledger = De los libros de la secretaría, { $date }
link-offer = Vincular mi cuenta
privacy = **Qué guardo de usted y para qué.**
    
    - Sus mensajes y mis respuestas, durante { $days } días, para entender a qué se refiere una pregunta y no contestar nada dos veces. Después se borran.
    - El número que su servicio de mensajería le asigna, y el idioma y la zona horaria que eligió.
    - Si vinculó su cuenta: en nombre de qué miembro habla, y su nombre, cargo y correo electrónico tal como los registró la secretaría.
    - Las facturas y los pagos pertenecen al miembro y quedan en los libros, sin el nombre de usted.
    
    No envío nada a otras empresas, aparte del servicio de mensajería que usted usa. Preguntas: [{ $email }](mailto:{ $email }).
privacy-export = Enviarme mis datos
privacy-forget = Borrar mis datos
privacy-file = Todo lo que guardo de usted, con { $count ->
    [one] un intercambio
   *[other] { $count } intercambios
  }.
forget-question = ¿Borro nuestras conversaciones, su configuración, su vinculación y sus datos de contacto? Para preguntar por cuotas habría que registrarle y vincularle de nuevo. Las facturas y los pagos quedan en los libros, sin el nombre de usted.
forget-yes = Sí, borrar todo
forget-no = No, conservarlo
forgotten = Hecho: sus conversaciones, su configuración, su vinculación y sus datos de contacto están borrados. También este último mensaje se borrará, pasados { $days } días.
forgotten-staff = Su función en la secretaría se mantiene; un administrador puede retirarla.
command-status = Cuotas y situación
command-invoice = Recibir nuestra factura
command-privacy = Qué se guarda de usted
status-staff-unknown = No encuentro ningún miembro llamado «{ $name }», o hay varios. Escriba el nombre tal como está registrado.
announcement-note = De la secretaría de { $association }.

link-ask = ¿Qué dirección de correo tiene de usted la secretaría? Le enviaré allí un código, para saber en nombre de quién habla. Si la secretaría le dio un código de invitación, escríbalo en su lugar.
link-ask-invitation = Aquí no puedo enviar correo, así que la secretaría tiene que invitarle: pida una invitación a [{ $email }](mailto:{ $email }) y escriba aquí su código.
link-in-private = Eso lo hago solo donde nadie más puede leerlo. Escríbame en privado, por favor.
link-burnt = Todos aquí podían leer esa invitación, así que la he anulado. Pida una nueva a la secretaría y envíemela en privado.
link-sent = Si la secretaría tiene esa dirección, un código de seis cifras va en camino. Escríbalo aquí antes de diez minutos. Si no llega nada, mire en el correo no deseado, revise la dirección o pregunte a [{ $email }](mailto:{ $email }).
link-near = ¿Quiso decir «…@{ $domain }»? Escriba otra vez la dirección completa, por favor.
link-bad-address = Eso no puede ser una dirección de correo; una dirección es como nombre@ciudad.gob. Escríbala otra vez, por favor.
link-neither = Eso no es ni una dirección de correo ni un código. Escriba uno de los dos, por favor.
link-digits = El código de mi correo tiene seis cifras. Escríbalo otra vez, por favor.
link-wrong = Ese no es el código que envié para esta cuenta. Revíselo y escríbalo otra vez, por favor.
link-none = No he enviado ningún código para esta cuenta. ¿Envío uno?
link-expired = Ese código tiene más de diez minutos. ¿Envío uno nuevo?
link-used = Ese código ya se ha usado. ¿Envío uno nuevo?
link-replaced = Desde entonces he enviado un código más reciente. Escriba ese, por favor.
link-paused = Han sido demasiados códigos equivocados. Vuelva a intentarlo dentro de { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
  }.
link-limited = Por ahora han sido demasiados códigos. Pida otro dentro de { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
  }.
link-invitation-unknown = No conozco esa invitación. Revísela o pida una nueva a la secretaría: [{ $email }](mailto:{ $email }).
link-invitation-expired = Esa invitación ha caducado. Pida una nueva a la secretaría: [{ $email }](mailto:{ $email }).
link-invitation-used = Esa invitación ya se ha usado, o una más reciente ocupó su lugar. Pida una nueva a la secretaría: [{ $email }](mailto:{ $email }).
link-vouched = Según la dirección que su espacio de trabajo ha verificado, usted es { $who }. ¿Debe hablar esta cuenta en su nombre?
link-other-address = Otra dirección
link-offered = Hablará en nombre de { $member } como { $contact }. ¿Es usted?
link-yes = Sí, soy yo
link-no = No
link-dropped = No se ha vinculado nada.
link-done = Hecho. Esta cuenta habla ahora en nombre de { $who }. Con «desvincular» se termina en cualquier momento.
link-speaks = Esta cuenta habla en nombre de { $who }.
link-again = Enviar un código nuevo
unlink-nothing = Esta cuenta no habla en nombre de ningún miembro.
unlink-ask = Esta cuenta habla en nombre de { $member }. ¿Debe dejar de hacerlo?
unlink-which = ¿En nombre de quién debe dejar de hablar esta cuenta?
unlink-yes = Desvincularla
unlink-all = De todos
unlink-keep = Dejarlo como está
unlink-kept = Todo queda como está.
unlink-done = Hecho. Esta cuenta ya no habla en nombre de { $members }.
command-link = Vincular su cuenta con su miembro

mail-code-subject = { $code } es su código para { $association }
mail-code = Alguien, probablemente usted, quiere vincular una cuenta ({ $channel }) con esta dirección en { $association }. Escriba allí este código:
mail-code-holds = Vale diez minutos, una sola vez y solo en esa conversación.
mail-code-secret = No se lo dé a nadie; la secretaría nunca lo pide. Si no fue usted, no haga nada; si se repite, escriba a { $email }.
mail-linked-subject = Una cuenta habla ahora en su nombre en { $association }
mail-linked = Una cuenta ({ $channel }) se vinculó con esta dirección en { $association }. Ahora habla en nombre de: { $members }.
mail-linked-not-you = Si no fue usted, escriba enseguida a { $email }.
mail-foot = El asistente de { $association } ha escrito este mensaje por sí solo; no lee respuestas.

mail-topic-events = los recordatorios de eventos
mail-topic-dues = los recordatorios de cuotas
mail-topic-announcements = los anuncios
unsubscribe-question = ¿Desactivar { $topic }?
unsubscribe-done = Ya no recibirá { $topic }
unsubscribe-press = Desactivar
unsubscribe-statutory = Las facturas y otros avisos estatutarios le seguirán llegando.

channel-refused = { $channel ->
    [Email] El asistente no puede usar el servidor de correo: no se puede enviar ningún correo.
   *[other] { $channel } rechaza al asistente: no se puede enviar nada por ahí.
  } Lo que había que enviar se conserva y saldrá cuando esto se corrija. Avise, por favor, a quien administra el asistente.

announce-denied = Aquí solo la secretaría publica anuncios.
announce-ask-text = Envíeme el texto del anuncio en un solo mensaje, en { $language }. Puede usar { $variables }; si alguien puede no tener valor, escriba { $default }.
announce-ask-title = ¿Y el título, en pocas palabras?
announce-ask-title-in = ¿Y el título en { $language }?
announce-ask-translation = Envíeme el texto en { $language }, en un solo mensaje. Puede usar las mismas variables.
announce-ask-file = Envíeme el archivo que debe acompañarlo: un documento o una imagen de { $most } MB como máximo.
announce-ask-segment = ¿Quién lo recibe? Escriba por ejemplo { $example }, o { $everyone }.
announce-nobody = Eso no llega a nadie: { $who }. ¿Quién debe recibirlo?
announce-reaches = Llega a { $count } de { $total } personas: { $who }.
announce-channels = Primero por: { $channels }.
announce-left-out = Quedan fuera: { $muted } desactivaron los anuncios, { $unreachable } no tienen dirección.
announce-closed = No les llega, porque su canal no está configurado aquí: { $channels }.
announce-zoneless = De { $count } no se conoce la zona horaria; para ellos vale { $zone }.
announce-late = Para { $count } de ellos esa hora ya ha pasado: lo reciben enseguida.
announce-leaves = Sale: { $when }.
announce-looks = Así se ve:
announce-keep = Pedir aprobación
announce-other-segment = Otros destinatarios
announce-file = Añadir un archivo
announce-other-file = Otro archivo
announce-without-file = Sin el archivo
announce-with-file = Lo acompaña { $name }.
announce-languages = Añadir un idioma
announce-which-language = ¿En qué idioma está el siguiente texto? Quien lee ese idioma lo recibe; los demás, el texto en { $language }.
announce-leave-out = Quitar { $language }
announce-in-language = { $count ->
    [0] En { $language }: ninguno de ellos lo lee.
    [one] En { $language }, para una persona:
   *[other] En { $language }, para { $count } personas:
  }
announce-looks-like = Atención: el texto que debería estar en { $language } parece { $other }.
announce-drop = Descartar
announce-dropped = Descartado; no se envió nada.
announce-kept = El anuncio { $number } queda como borrador. { $count ->
    [0] Todavía no se puede pedir la aprobación a nadie: un administrador debe añadir a un aprobador al que se pueda escribir.
    [one] Se ha pedido la aprobación a una persona; le avisaré.
   *[other] Se ha pedido la aprobación a { $count } personas; le avisaré.
  }
announce-asked = { $author } le pide que apruebe el anuncio { $number }.
announce-approve = Aprobar
announce-reject = Rechazar
announce-approved = El anuncio { $number }, «{ $title }», está aprobado.
announce-rejected = El anuncio { $number }, «{ $title }», está rechazado; no se envía nada.
announce-interrupted = El envío del anuncio { $number }, { $title }, se interrumpió y está en pausa, porque el resto no se puede preparar: { $reason } Corríjalo y continúe, o cancélelo.
announce-send = Enviar ahora a { $count }
announce-everybody = Eso es a todo el mundo: { $count } personas. ¿Enviarlo a todas?
announce-everybody-yes = Sí, a las { $count }
announce-not-yet = Todavía no
announce-sent = El anuncio { $number } va en camino a { $count ->
    [one] una persona
   *[other] { $count } personas
  }.
announce-progress = Anuncio { $number }, { $title }: { $stage }.
announce-is-draft = borrador
announce-is-approved = aprobado, sin enviar
announce-is-scheduled = programado ({ $when })
announce-is-sending = enviándose
announce-is-paused = en pausa
announce-is-cancelled = cancelado
announce-is-done = terminado
announce-sent-count = { $count } entregados
announce-open-count = { $count } por salir
announce-failed-count = { $count } fallidos
announce-unreachable-count = { $count } sin poder contactar
announce-uncertain-count = { $count } inciertos: no se sabe si llegaron
announce-withdrawn-count = { $count } retirados
announce-show = ¿Cómo va?
announce-pause = Pausar
announce-resume = Continuar
announce-cancel = Cancelar
announce-cancel-sure = ¿Retirar lo que aún no ha salido del anuncio { $number }? Lo que ya salió se queda.
announce-withdraw = Sí, retirar
announce-resend = Reenviar los { $count } inciertos
announce-letbe = Dejar los { $count } inciertos
announce-resend-sure = ¿Enviar otra vez el anuncio { $number } a { $count ->
    [one] una persona de la que no se sabe si le llegó? Si le llegó, lo recibirá dos veces.
   *[other] { $count } personas de las que no se sabe si les llegó? Quien ya lo tiene lo recibirá dos veces.
  }
announce-letbe-sure = ¿Dejar { $count ->
    [one] un envío incierto del anuncio { $number } como está? No se envía otra vez y cuenta como fallido.
   *[other] { $count } envíos inciertos del anuncio { $number } como están? No se envían otra vez y cuentan como fallidos.
  }
announce-again = Sí, reenviar { $count }
announce-settle = Sí, dejar { $count }
announce-resent = { $count ->
    [0] Del anuncio { $number } ya no hay nada incierto; no se envió nada.
    [one] El anuncio { $number } se envía otra vez a una persona.
   *[other] El anuncio { $number } se envía otra vez a { $count } personas.
  }
announce-settled = { $count ->
    [0] Del anuncio { $number } ya no hay nada incierto.
    [one] Un envío incierto del anuncio { $number } se deja como está.
   *[other] { $count } envíos inciertos del anuncio { $number } se dejan como están.
  }
announce-write = Paso a paso
announce-no-form = No se pudo abrir el formulario. Podemos hacerlo aquí, paso a paso.
announce-ask-correction = Envíeme el texto que debe ocupar el lugar del anuncio { $number }, en un solo mensaje, en { $language }. Puede usar { $variables }; si alguien puede no tener valor, escriba { $default }.
announce-ask-when = ¿Cuándo debe salir? Escriba { $now }, { $local } para esa hora en el lugar de cada lector, o { $instant }.
announce-ask-at = ¿Cuándo debe salir el anuncio { $number }? Escriba { $now }, { $local } para esa hora en el lugar de cada lector, o { $instant }.
announce-corrects = Ocupa el lugar del anuncio { $number } donde este haya llegado y pueda cambiarse.
announce-one-language = Todos reciben este único texto, también quienes recibieron el otro en otro idioma.
announce-counts-links = Se cuenta cuántas veces se abren sus enlaces, no quién los abre.
announce-asked-correction = { $author } le pide que apruebe el anuncio { $number }, que corrige el anuncio { $other }.
announce-place = Corregir el anuncio { $number }
announce-schedule = Programarlo para { $count }
announce-later = A otra hora
announce-when-now = ahora
announce-when-local = { $day }, { $time }, en el lugar de cada lector
announce-scheduled = El anuncio { $number } está programado para { $count ->
    [one] una persona
   *[other] { $count } personas
  }: { $when }.
announce-correct = Corregirlo
announce-recall = Retirarlo
announce-recall-sure = ¿Retirar el anuncio { $number }, «{ $title }»? Lo que llegó se borra donde la plataforma lo permite; los correos se quedan.
announce-takeback = Sí, retirarlo
announce-recalling = Estoy retirando el anuncio { $number }; le diré cómo terminó.
announce-correcting = Estoy corrigiendo el anuncio { $number }; le diré cómo terminó.
announce-is-placed = en el lugar de otro
announce-is-recalled = El anuncio { $number }, { $title }, está retirado.
announce-is-corrected = El anuncio { $number }, { $title }, está corregido.
announce-recalled-count = { $count } borrados
announce-corrected-count = { $count } corregidos
announce-not-recalled = { $count } sin borrar: { $reason }
announce-not-corrected = { $count } sin corregir: { $reason }
announce-no-way-back = los correos ya no se pueden cambiar
announce-not-in-segment = ya no están entre los destinatarios
announce-lacking = una variable del texto no tiene valor para ellos
announce-no-segment = el segmento ya no se puede leer
announce-nobody-knows = nadie sabe si llegaron
announce-reactions = Reacciones: { $given }
announce-opened = Abierto { $count ->
    [one] una vez
   *[other] { $count } veces
  }: { $url }

announce-form = Nuevo anuncio
announce-form-correction = Corrección
announce-form-translation = Otro idioma
announce-form-go-on = Vista previa
announce-form-cancel = Cancelar
announce-form-title = Título
announce-form-text = Texto, en { $language }
announce-form-text-hint = Puede usar { $variables }; si alguien puede no tener valor, escriba { $default }.
announce-form-segment = ¿Quién lo recibe?
announce-form-segment-hint = Por ejemplo { $example }, o { $everyone }.
announce-form-when = ¿Cuándo sale?
announce-form-when-hint = { $now }, { $local } para esa hora en el lugar de cada lector, o { $instant }.
announce-form-file = Archivo
announce-form-file-hint = Lo acompaña; { $most } MB como máximo. Déjelo vacío si no hay.

announce-no-title = Falta el título.
announce-no-text = Falta el texto.
announce-long-title = El título tiene { $count } caracteres; se pueden enviar { $most } como máximo.
announce-long-text = El texto tiene { $count } caracteres; se pueden enviar { $most } como máximo.
announce-no-file = Eso no es un archivo. Envíe un documento o una imagen, o pulse un botón.
announce-large-file = { $name } tiene { $size } MB; se pueden enviar { $most } MB como máximo.
announce-empty-file = { $name } está vacío.
announce-file-gone = { $name } ya no está aquí; añádalo otra vez.
announce-file-corrects = No se puede poner un archivo en un mensaje que ya salió; corrija solo el texto.
file-not-fetched = No pude recibir { $name }. Envíelo otra vez.
announce-no-variable = No existe la variable { $said }; existen { $variables }.
announce-loose-brace = Hay una llave suelta cerca de «{ $near }»; una variable se escribe { $example }.
announce-bad-instant = { $said } no nombra ningún instante; escriba por ejemplo { $example }.
announce-bad-when = «{ $said }» no es una hora de envío; escriba now, 2026-12-01T10:00+09:00 o 2026-12-01 10:00 local.
announce-no-value = { $said } no tiene valor para { $who }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] {" "}y otros ({ $count } en total)
  }. Complete el registro, o escriba { $otherwise }.
announce-past = La hora de envío ya pasó: { $when }. Dé una posterior, o now.
announce-amount-ahead = { $said } se calcula ahora y puede haber cambiado para { $when }. Envíelo ahora (now) o quite el importe.
announce-unknown = No existe el anuncio { $number }.
announce-may-not = Eso solo lo puede hacer quien aprueba o administra.
announce-own = Quien escribió un anuncio no puede aprobarlo; debe hacerlo otra persona.
announce-is-correction = El anuncio { $number } corrige el anuncio { $other }, y no se envía por sí mismo.
announce-nothing-to-correct = No hay nada que corregir del anuncio { $number }: no se envió, o se retiró.
announce-correction-unapproved = El anuncio { $number } tiene el texto nuevo, y debe aprobarse antes de ocupar el lugar de otro.
announce-cannot-draft = Eso no se puede hacer con el anuncio { $number }: nadie lo ha aprobado todavía.
announce-cannot-approved = Eso no se puede hacer con el anuncio { $number }: está aprobado y sin enviar.
announce-cannot-sending = Eso no se puede hacer con el anuncio { $number }: ya se está enviando.
announce-cannot-paused = Eso no se puede hacer con el anuncio { $number }: está en pausa.
announce-cannot-cancelled = Eso no se puede hacer con el anuncio { $number }: está cancelado.
announce-cannot-placed = Eso no se puede hacer con el anuncio { $number }: su texto ocupa el lugar de otro.

segment-empty = No se nombra a nadie. Escriba por ejemplo region:africa category:local-government, o everyone.
segment-long = Eso tiene más de { $most } caracteres.
segment-unreadable = No puedo leer eso en «{ $near }».
segment-deep = Eso está anidado a más de { $most } niveles.
segment-parenthesis = Hay un paréntesis sin pareja.
segment-ends = Eso termina donde debe seguir algo.
segment-no-condition = «{ $said }» no es una condición; escriba clave:valor, con una de { $keys }.
segment-near-key = No existe «{ $said }»; ¿quería decir { $near }?
segment-no-key = No existe «{ $said }»; existen { $keys }.
segment-no-value = Falta un valor después de «{ $what }».
segment-value-near = No existe «{ $what }{ $said }»; ¿quería decir { $values }?
segment-value-none = No existe «{ $what }{ $said }»; existen { $values }.
segment-value-nobody = No existe «{ $what }{ $said }»; nadie tiene un valor ahí.
segment-everyone = todos
segment-nobody = nadie
segment-whose = todos aquellos de quienes { $conditions }
segment-but = todos menos aquellos de quienes { $conditions }
segment-is = { $what } es { $values }
segment-is-not = { $what } no es { $values }
segment-both = { $one } y { $other }
segment-either = { $one } o { $other }
segment-within = ({ $conditions })
segment-not = no { $conditions }
segment-key-category = la categoría
segment-key-kind = el tipo
segment-key-region = la región
segment-key-country = el país
segment-key-network = la red
segment-key-office = el cargo
segment-key-status = el estado
segment-key-standing = la situación de cuotas
segment-key-member = el miembro
segment-key-lang = el idioma
segment-key-event = el evento al que van
segment-key-person = la dirección
segment-state-applicant = solicitante
segment-state-active = activo
segment-state-suspended = suspendido
segment-state-withdrawn = retirado
segment-state-terminated = terminado
segment-state-arrears = con atrasos
segment-state-overdue = vencida
segment-state-due = pendiente
segment-state-remitted = condonada
segment-state-good = al día

# Reminders.
reminder-moved = Atención: **{ $event }** tiene lugar en otro momento del que le dije: { $when }.
reminder-deadline-moved = Atención: la inscripción para **{ $event }** termina ahora: { $deadline }.
reminder-cancelled = **{ $event } no se celebra.** Se había anunciado para: { $when }.
reminder-come = Asistiré
reminder-away = No puedo ir
reminder-mute = Nada más sobre este evento
reminder-stop-events = Desactivar recordatorios de eventos
reminder-stop-dues = Desactivar recordatorios de cuotas
reminder-stop-announcements = Desactivar los anuncios
reminder-settings = Ajustes
reminder-statutory = Aviso estatutario: forma parte de la membresía y no puede desactivarse.
reminders-title = Sobre qué le escribo
reminders-topic-on = { $topic }: activado
reminders-topic-off = { $topic }: desactivado
reminders-channel = Primero por: { $channel }
reminders-channel-usual = el orden habitual
reminders-quiet = Horas de silencio: { $hours } (zona horaria { $zone })
reminders-no-quiet = ninguna
reminders-exempt = Los avisos estatutarios, como las cuotas muy vencidas, no pueden desactivarse.
reminders-turn-on = Activar: { $topic }
reminders-turn-off = Desactivar: { $topic }
reminders-other-quiet = Otras horas de silencio
reminders-other-channel = Otro canal
reminders-which-quiet = ¿Cuándo no debo escribirle?
reminders-which-channel = ¿Dónde le escribo primero?
event-remind = Recuérdeme este evento
event-noted-coming = Anotado: asistirá a { $event }.
event-noted-away = Anotado: no puede asistir a { $event }. No se lo recordaré.
event-noted-muted = Nada más sobre { $event }.
event-noted-remind = Le recordaré { $event }.
event-remind-off = Anotado, pero tiene desactivados los recordatorios de eventos. ¿Los activo?
event-remind-not-yet = Anotado. La secretaría aún no ha activado los recordatorios de eventos; cuando lo haga, los recibirá.
event-remind-nowhere = Aquí no puedo escribirle por mi cuenta. Escríbame en Telegram o Slack y pídame allí el recordatorio.
event-register-until = Inscripción hasta: { $date }
event-is-cancelled = Cancelado: no se celebra.
command-reminders = Recordatorios y horas de silencio

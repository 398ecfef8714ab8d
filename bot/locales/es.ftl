language-name = Español

greeting = ¡Hola! Soy el asistente de { $association }. Pregúnteme lo que quiera con sus propias palabras o elija un tema.
thanks = De nada. Aquí estoy cuando me necesite.
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
none-of-these = Nada de esto
unknown = Eso no lo sé. La respuesta no está en los documentos que puedo citar y no voy a adivinarla. La secretaría lo sabrá: [{ $email }](mailto:{ $email }).
unknown-topics = Temas
answer-elsewhere = Esta respuesta solo la tengo en inglés:
happens-on = { $title }: { $date }.
source = { $count ->
    [one] Fuente
   *[other] Fuentes
  }: { $sources }
as-of = a fecha de { $date }
past = Esa fecha ya pasó.
past-event = Esa fecha ya pasó: { $date }.
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

home-title = Pregunte a { $association }
home-hint = Escríbame en la pestaña Mensajes, mencióneme en un canal o elija un tema.
office-vice-president-candidate = Presentada para ser Vicepresidenta

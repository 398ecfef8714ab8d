# Ce que l'assistant dit de lui-même. Les faits sur l'association se trouvent dans content/.
language-name = Français

greeting = Bonjour ! Je suis l'assistant de { $association }. Posez-moi votre question avec vos propres mots ou choisissez un thème.
thanks = Avec plaisir. Je reste à votre disposition.
nods = Très bien. Posez-moi vos questions quand vous voulez.
left-off = D'accord, nous en restons là. Rien n'a été modifié.
upset = Je suis désolé de ne pas vous avoir aidé. Reposez-moi la question autrement, ou écrivez au secrétariat : { $email }.
goodbye = Au revoir ! Je suis là dès que vous avez besoin de moi.
who = Je suis un assistant, un programme. Je réponds à partir de documents approuvés par le secrétariat de { $association } et j'indique à chaque réponse le document et sa date. Ce que je n'y trouve pas, je ne le sais pas.
help = Posez vos questions sur { $association } avec vos propres mots. Je parle { $languages }.
    .commands = Écrivez « thèmes » pour voir les thèmes, « langue » pour changer de langue, « fuseau horaire » suivi de votre ville pour régler l'heure, « aide » pour revoir ceci.
more = Plus …
topics = Que souhaitez-vous savoir ?
topic = { $topic } : choisissez une question.
language-question = En quelle langue dois-je vous répondre ?
language-set = Désormais, je vous réponds en français.
language-unknown = Je ne parle pas encore cette langue. Choisissez-en une ici.
zone-question = Quelle ville dois-je prendre pour vous donner l'heure ? Écrivez par exemple « fuseau horaire Dakar ».
zone-current = Je donne les heures selon { $zone }, où il est { $time } en ce moment. Pour un autre fuseau, écrivez par exemple « fuseau horaire Dakar ».
zone-set = Désormais, je donne les heures selon { $zone }, où il est { $time } en ce moment.
zone-several = Lequel de ces fuseaux horaires est le vôtre ?
zone-unknown = Je ne connais pas l'heure de cet endroit. Indiquez la grande ville la plus proche, par exemple « fuseau horaire Nairobi ».

did-you-mean = Je ne suis pas sûr d'avoir bien compris. Est-ce l'une de ces questions ?
either = Votre question peut viser deux choses. Voici les deux réponses :
again = Je n'en sais pas plus que ce qui suit ; le secrétariat en sait peut-être davantage : [{ $email }](mailto:{ $email }).
none-of-these = Aucune de celles-ci
unknown = Je ne le sais pas. La réponse n'est pas dans les documents que je peux citer, et je ne veux pas deviner. Le secrétariat pourra vous répondre : [{ $email }](mailto:{ $email }).
unknown-topics = Thèmes
answer-elsewhere = Je n'ai cette réponse qu'en anglais :
with-comma = { $one }, { $other }
with-colon = { $one } : { $other }
in-brackets = { $one } ({ $other })
day-and-hour = { $day }, { $hour }
happens-on = { $title } : { $date }.
one-source = { $source }
source = { $count ->
    [one] Source
   *[other] Sources
  } : { $sources }
as-of = état : { $date }
past = Cette date est passée.
past-event = Cette date est passée : { $date }.
until-date = jusqu'à { $date }
from-date = à partir de { $date }
lapsed = C'était valable jusqu'au { $date } ; demandez au secrétariat ce qui vaut aujourd'hui.

empty = Votre message m'est parvenu sans texte. Écrivez votre question, s'il vous plaît.
not-text = Je ne peux lire que du texte. Écrivez votre question, s'il vous plaît.
too-long = C'est plus que je ne peux lire en une fois. Posez votre question en une ou deux phrases, s'il vous plaît.
unknown-command = Je ne connais pas la commande { $command }. /help montre ce que je sais faire.
outdated-button = Ce bouton n'est plus valable. Reposez votre question ou choisissez un thème.
error = Désolé, une erreur s'est produite de mon côté ; vous n'y êtes pour rien. Réessayez, s'il vous plaît ; si cela continue, donnez au secrétariat la référence { $reference }.
too-fast = Cela fait beaucoup de messages à la fois. Attendez une minute, s'il vous plaît, puis continuez.

command-help = Ce que je sais faire
command-topics = Choisir un thème
command-language = Changer de langue
command-timezone = Régler votre fuseau horaire
command-ask = Poser une question
bot-description = Je réponds aux questions sur { $association }, avec la source et sa date. Demandez avec vos propres mots.
bot-short = Des réponses sur { $association }, avec leurs sources

web-title = Assistant de { $association }
web-intro = Posez vos questions sur { $association } : adhésion, cotisations, programmes, événements. Chaque réponse indique son document et sa date.
web-label = Votre question
web-placeholder = Posez une question
web-send = Envoyer
web-log = Conversation
web-you = Vous
web-assistant = Assistant
web-waiting = Je cherche …
web-offline = Votre message ne m'est pas parvenu. Vérifiez votre connexion et envoyez-le de nouveau.
web-failed = Cela n'a pas marché. Réessayez dans un instant, s'il vous plaît.
web-language = Langue
web-choices = Suggestions
web-skip = Aller à la question
web-privacy = Votre conversation est conservée { $days } jours, puis effacée.
web-new = Recommencer

demo-banner = Ceci est une démonstration. Les membres, cotisations et événements marqués « fictif » ou « sample » sont inventés, et rien n’est envoyé à personne.
demo-try = L’essayer comme membre fictif
demo-title = Démonstration
demo-back = Retour à la discussion
demo-speak-title = Parler pour un membre fictif
demo-speak-intro = Choisissez qui vous êtes. Un code à usage unique apparaît dans le champ de la discussion : envoyez-le, confirmez, puis demandez ce qui est privé.
demo-speak = { $contact }, { $member }
demo-code = Envoyez ce code à usage unique et confirmez-le : vous êtes alors { $contact } et parlez pour { $member }.
demo-ask-title = Demandez ensuite
demo-ask-owe = Combien devons-nous
demo-ask-invoice = Envoyez-moi notre facture
demo-ask-events = Prochains événements
demo-reminders-title = Rappels qui partiraient
demo-reminders-intro = Dans les 30 prochains jours, si toutes les règles étaient activées. Ici, aucun n’est envoyé.
demo-when = Quand
demo-to = À
demo-what = Ce qu’il dit
demo-none = Aucun.

home-title = Interroger { $association }
home-hint = Écrivez-moi dans l'onglet Messages, mentionnez-moi dans un canal ou choisissez un thème.

category-local-government = Ville ou autre collectivité locale
category-institution = Institution
category-corporation = Entreprise
kind-association = Association ou alliance
kind-public-agency = Organisme public
kind-academic = Université ou recherche
kind-non-profit = Organisation à but non lucratif
kind-company = Entreprise établie
kind-start-up = Start-up

fee-ask-category = Qui paierait ?
fee-ask-kind = De quel type s'agit-il ? La cotisation en dépend.
fee-ask-population = Combien y a-t-il d'habitants ?
fee-ask-gdp = Quel est le PIB par habitant du pays, en dollars américains par an ?
fee-ask-employees = Combien y a-t-il d'employés, dans le monde entier ?
fee-proposed = { $amount } pour { $year }, selon le barème proposé à partir de { $since }.
fee-in-force = { $amount } pour { $year }, selon le barème { $since }–{ $until }.
fee-bracket = Tranche : { $brackets }
fee-measure-population = { $span } habitants
fee-measure-gdp = PIB par habitant : { $span } USD
fee-measure-employees = { $span } employés
from-number = { $number } ou plus
fee-compare = Selon le barème { $since }–{ $until } : { $amount }, { $direction ->
    [same] soit autant
    [more] soit { $gap } de plus
   *[less] soit { $gap } de moins
  }
fee-compare-proposed = Selon le barème proposé à partir de { $since } : { $amount }, { $direction ->
    [same] soit autant
    [more] soit { $gap } de plus
   *[less] soit { $gap } de moins
  }
fee-compare-unknown = Pour comparer avec le barème { $since }–{ $until }, il me faudrait { $needed }.
fee-compare-unknown-proposed = Pour comparer avec le barème proposé à partir de { $since }, il me faudrait { $needed }.
needs-kind = le type
needs-population = le nombre d'habitants
needs-gdp = le PIB par habitant du pays
needs-employees = le nombre d'employés
fee-other-year = Et en { $year } ?
fee-another = Calculer une autre cotisation
fee-no-schedule = Je n'ai pas de barème pour { $year } ; le plus ancien vaut à partir de { $since }.
fee-range-population = { $value } habitants, ce n'est pas possible. Indiquez un nombre entre { $lowest } et { $highest }, s'il vous plaît.
fee-range-gdp = Un PIB par habitant de { $value } USD, ce n'est pas possible. Indiquez un nombre entre { $lowest } et { $highest }, s'il vous plaît.
fee-range-employees = { $value } employés, ce n'est pas possible. Indiquez un nombre entre { $lowest } et { $highest }, s'il vous plaît.

members-all = Membres
members-local-government = Gouvernements locaux
members-institution = Institutions
members-corporation = Entreprises
members-founding = membres fondateurs
members-withdrew = retirés
members-award = avec un prix
members-joined = candidature ou adhésion en { $year }
members-joined-period = candidature ou adhésion, { $period }
members-count = **{ $what }** : { $count }
members-none = Les documents n'en nomment aucun pour : { $what }.
members-export = En tableau (CSV)
members-file = Le tableau, avec { $count ->
    [one] { $count } membre
   *[other] { $count } membres
  }.
office-executive-committee = Comité exécutif
office-president = Présidence
office-vice-president = Vice-présidence
office-vice-president-candidate = Présentée pour la vice-présidence
office-regional-office = Bureau régional
office-host-of-secretariat = Accueille le secrétariat
office-host-of-general-assembly = Hôte de l'Assemblée générale
office-host-of-excom = Hôte de la réunion du Comité exécutif
office-candidate-host-of-general-assembly = Candidat à l'accueil de l'Assemblée générale
office-candidate-host-of-excom = Candidat à l'accueil de la réunion du Comité exécutif
office-planned-host-of-general-assembly = Hôte prévu de l'Assemblée générale
office-president-candidate = Candidat à la présidence
member-which = Duquel parlez-vous ?
member-listed = Oui, { $name } est membre ; dernière liste qui le cite : { $date }.
member-withdrew = { $name } n'est plus membre. Date du retrait : { $date }.
member-founding-only = { $name } fait partie des membres fondateurs ; aucune liste de membres plus récente ne le cite.
member-applied = { $name } a demandé son adhésion ; les listes de membres dont je dispose ne le citent pas.
member-not = { $name } n'est pas cité comme membre. On le trouve comme : { $what }.
member-unknown = Je ne trouve pas « { $name } » parmi les { $count } organisations que mes documents citent comme membres. Ils sont peut-être plus anciens que son adhésion : [{ $email }](mailto:{ $email }) pourra vous le dire.
member-category-local-government = Gouvernement local
member-category-institution = Institution
member-category-corporation = Entreprise
member-office-since = { $office } depuis { $date }
member-since-unknown = Les documents ne disent pas depuis quand { $name } est membre.
member-founding = Membre fondateur
member-joined = Adhésion : { $date }
member-applied-on = Candidature : { $date }
member-network-is = Réseau : { $what }
member-award-is = Prix : { $what }
member-does-is = { $what }
member-participated-is = { $what }
member-office-is = { $what }
member-fee-expected = Cotisation attendue lors de la candidature : { $amount } par an

events-coming = **À venir** : { $count ->
    [0] rien que mes documents datent
   *[other] { $count }
  }
events-during = **{ $period }** : { $count ->
    [0] aucun événement dans mes documents
    [one] { $count } événement
   *[other] { $count } événements
  }
events-last = Le dernier qu'ils citent : { $name }, { $date }.
event-was-planned = Annoncé ; aucun document ici ne dit si cela a eu lieu.
events-were-planned = « annoncé » : aucun document ici ne dit si cela a eu lieu.
event-is-planned = annoncé
event-online = En ligne
event-on-site = Sur place
event-hybrid = Sur place et en ligne
event-ics = Ajouter à mon agenda
event-file = { $name }, pour votre agenda.
event-no-next = { $name } : mes documents ne donnent aucune date pour la suite ; la dernière qu'ils citent est { $last }.

invoice-title = Facture
invoice-number = Numéro
invoice-issued = Date d'émission
invoice-due = Échéance
invoice-year = Exercice
invoice-billed-to = Facturé à
invoice-for = Objet
invoice-basis = Base
invoice-amount = Montant
invoice-total = Total
invoice-as-of = Au { $date }
invoice-remitted = Remis
invoice-paid = Payé
invoice-open = Reste dû
invoice-payment = Comment payer
invoice-fee = Cotisation { $year }
invoice-mark-paid = Payée
invoice-mark-remitted = Remise accordée
invoice-mark-reversed = Annulée

status-denied = Je ne le dis qu'aux personnes dont je sais qu'elles parlent au nom du membre. Si c'est votre cas, associez votre compte : je vous envoie un code à votre adresse e-mail, ou le secrétariat vous invite ([{ $email }](mailto:{ $email })).
status-denied-invitation = Je ne le dis qu'aux personnes dont je sais qu'elles parlent au nom du membre. Si c'est votre cas, demandez une invitation au secrétariat ([{ $email }](mailto:{ $email })) et associez votre compte avec elle.
status-in-private = Cela relève d'une conversation privée. Écrivez-moi directement, s'il vous plaît, et non dans un groupe.
status-which = Pour quel membre ?
status-staff-which = De quel membre s'agit-il ? Écrivez son nom.
status-open = Facture { $number } pour { $year } : { $open }, échéance le { $date }
status-partly = Facture { $number } pour { $year } : reste { $open } sur { $amount }, échéance le { $date }
status-total = Reste dû au total : { $amount }
status-credit = En votre faveur : { $amount }, à déduire de la prochaine facture
status-no-invoice = Aucune facture n'a encore été émise.
status-invoice = Facture { $number } (PDF)
status-payments = Nos paiements
status-contacts = Nos contacts
standing-good = à jour, rien n'est dû.
standing-due = une facture est à régler ; échéance : { $date }.
standing-overdue = en retard de paiement depuis le { $date }.
standing-arrears = arriérés sur { $count ->
    [one] un exercice
   *[other] { $count } exercices
  }.
standing-remitted = à jour ; la cotisation de cette année a fait l'objet d'une dispense.
standing-suspended = l'adhésion est suspendue.
standing-withdrawn = s'est retiré de l'organisation.
standing-terminated = l'adhésion a pris fin.
standing-applicant = a déposé une demande d'adhésion.
payment-line = { $amount } reçus le { $date }
payments-none = Aucun paiement de { $name } ne figure dans les livres.
payments-are = Paiements de { $name } ({ $count }), du plus récent au plus ancien :
payments-open = Reste à payer :
payments-receipt = S'il vous faut un reçu, écrivez au secrétariat : [{ $email }](mailto:{ $email }).
invoice-none = Aucune facture n'a été émise pour { $name }. S'il vous en faut une, écrivez au secrétariat : [{ $email }](mailto:{ $email }).
invoice-none-of = Il n'y a pas de facture de { $years } pour { $name }. Voici celles qui ont été émises :
invoice-several = Il y a plusieurs factures de { $years }. Laquelle dois-je vous envoyer ?
invoice-which = Plusieurs factures sont à régler. Laquelle dois-je vous envoyer ?
invoice-sent = Voici la facture { $number }.
invoice-settled = Elle est réglée.
invoice-reversed = Elle a été annulée ; ne la payez pas, s'il vous plaît.
contacts-none = Aucun contact n'est enregistré pour { $name }. Dites au secrétariat qui ce doit être : [{ $email }](mailto:{ $email }).
contacts-are = Pour { $name }, voici les personnes enregistrées :
contacts-wrong = Si ce n'est plus à jour, écrivez à [{ $email }](mailto:{ $email }).
from-ledger = D'après les livres du secrétariat, { $date }
link-offer = Associer mon compte
privacy = **Ce que je conserve à votre sujet, et pourquoi.**
    
    - Vos messages et mes réponses, pendant { $days } jours, pour comprendre à quoi une question se rapporte et ne rien traiter deux fois. Ensuite, ils sont supprimés.
    - Le numéro que votre service de messagerie vous attribue, ainsi que la langue et le fuseau horaire que vous avez choisis.
    - Si vous avez associé votre compte : le membre au nom duquel vous parlez, et vos nom, fonction et adresse e-mail tels que le secrétariat les a enregistrés.
    - Les factures et les paiements appartiennent au membre et restent dans les livres, sans votre nom.
    
    Je n'envoie rien à d'autres entreprises, hormis le service de messagerie que vous utilisez. Questions : [{ $email }](mailto:{ $email }).
privacy-export = Recevoir mes données
privacy-forget = Effacer mes données
privacy-file = Tout ce que je conserve à votre sujet, avec { $count ->
    [one] { $count } échange
   *[other] { $count } échanges
  }.
forget-question = Dois-je effacer nos conversations, vos réglages, l'association de votre compte et vos coordonnées ? Pour poser des questions sur les cotisations, il faudrait vous enregistrer et associer votre compte de nouveau. Les factures et les paiements restent dans les livres, sans votre nom.
forget-yes = Oui, tout effacer
forget-no = Non, tout garder
forgotten = C'est fait : vos conversations, vos réglages, l'association de votre compte et vos coordonnées sont effacés. Ce dernier message sera supprimé lui aussi, au bout de { $days } jours.
forgotten-staff = Votre rôle au secrétariat demeure ; un administrateur peut le retirer.
command-status = Cotisations et situation
command-invoice = Recevoir notre facture
command-privacy = Ce qui est conservé sur vous
status-staff-unknown = Je ne trouve aucun membre appelé « { $name } », ou il y en a plusieurs. Écrivez le nom tel qu'il est enregistré.
announcement-note = Du secrétariat de { $association }.

link-ask = Quelle adresse e-mail le secrétariat a-t-il pour vous ? J'y enverrai un code, pour savoir au nom de qui vous parlez. Si le secrétariat vous a donné un code d'invitation, écrivez-le à la place.
link-ask-invitation = Je ne peux pas envoyer d'e-mail ici ; c'est donc au secrétariat de vous inviter : demandez une invitation à [{ $email }](mailto:{ $email }), puis écrivez son code ici.
link-in-private = Je ne le fais que là où personne d'autre ne lit. Écrivez-moi en privé, s'il vous plaît.
link-burnt = Tout le monde ici pouvait lire cette invitation ; je l'ai donc annulée. Demandez-en une nouvelle au secrétariat et envoyez-la-moi en privé.
link-sent = Si le secrétariat a cette adresse, un code de six chiffres y est en route. Écrivez-le ici dans les dix minutes. Si rien n'arrive, regardez dans les indésirables, vérifiez l'adresse ou écrivez à [{ $email }](mailto:{ $email }).
link-near = Vouliez-vous dire « …@{ $domain } » ? Écrivez de nouveau l'adresse entière, s'il vous plaît.
link-bad-address = Ce ne peut pas être une adresse e-mail ; une adresse ressemble à nom@ville.gouv. Écrivez-la de nouveau, s'il vous plaît.
link-neither = Ce n'est ni une adresse e-mail ni un code. Écrivez l'un des deux, s'il vous plaît.
link-digits = Un code de mon e-mail a six chiffres. Écrivez-le de nouveau, s'il vous plaît.
link-wrong = Ce n'est pas le code que j'ai envoyé pour ce compte. Vérifiez-le et écrivez-le de nouveau, s'il vous plaît.
link-none = Je n'ai envoyé aucun code pour ce compte. Dois-je en envoyer un ?
link-expired = Ce code a plus de dix minutes. Dois-je en envoyer un nouveau ?
link-used = Ce code a déjà servi. Dois-je en envoyer un nouveau ?
link-replaced = J'ai envoyé depuis un code plus récent. Écrivez celui-là, s'il vous plaît.
link-paused = Cela fait trop de codes erronés. Réessayez dans { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
  }.
link-limited = Cela fait trop de codes pour le moment. Demandez-en un autre dans { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
  }.
link-invitation-unknown = Je ne connais pas cette invitation. Vérifiez-la, ou demandez-en une nouvelle au secrétariat : [{ $email }](mailto:{ $email }).
link-invitation-expired = Cette invitation a expiré. Demandez-en une nouvelle au secrétariat : [{ $email }](mailto:{ $email }).
link-invitation-used = Cette invitation a déjà servi, ou une plus récente l'a remplacée. Demandez-en une nouvelle au secrétariat : [{ $email }](mailto:{ $email }).
link-vouched = D'après l'adresse que votre espace de travail a vérifiée, vous êtes { $who }. Ce compte doit-il parler en leur nom ?
link-other-address = Une autre adresse
link-offered = Vous parlerez au nom de { $member } en tant que { $contact }. Est-ce bien vous ?
link-yes = Oui, c'est moi
link-no = Non
link-dropped = Rien n'a été relié.
link-done = C'est fait. Ce compte parle maintenant au nom de { $who }. « délier » y met fin à tout moment.
link-speaks = Ce compte parle au nom de { $who }.
link-again = Envoyer un nouveau code
unlink-nothing = Ce compte ne parle au nom d'aucun membre.
unlink-ask = Ce compte parle au nom de { $member }. Doit-il cesser ?
unlink-which = Au nom de qui ce compte ne doit-il plus parler ?
unlink-yes = Délier
unlink-all = De tous
unlink-keep = Ne rien changer
unlink-kept = Tout reste comme c'est.
unlink-done = C'est fait. Ce compte ne parle plus au nom de { $members }.
command-link = Relier votre compte à votre membre

mail-code-subject = { $code } est votre code pour { $association }
mail-code = Quelqu'un, sans doute vous, veut relier un compte ({ $channel }) à cette adresse auprès de { $association }. Écrivez-y ce code :
mail-code-holds = Il vaut dix minutes, une seule fois et dans cette conversation seulement.
mail-code-secret = Ne le donnez à personne ; le secrétariat ne le demande jamais. Si ce n'était pas vous, ne faites rien ; si cela se répète, écrivez à { $email }.
mail-linked-subject = Un compte parle maintenant en votre nom auprès de { $association }
mail-linked = Un compte ({ $channel }) a été relié à cette adresse auprès de { $association }. Il parle maintenant au nom de : { $members }.
mail-linked-not-you = Si ce n'était pas vous, écrivez tout de suite à { $email }.
mail-foot = L'assistant de { $association } a écrit ce message de lui-même ; il ne lit pas les réponses.

mail-topic-events = les rappels d'événements
mail-topic-dues = les rappels de cotisation
mail-topic-announcements = les annonces
unsubscribe-question = Désactiver { $topic } ?
unsubscribe-done = Vous ne recevrez plus { $topic }
unsubscribe-press = Désactiver
unsubscribe-statutory = Les factures et autres avis statutaires vous parviendront toujours.

channel-refused = { $channel ->
    [Email] L’assistant ne peut pas utiliser le serveur de messagerie : aucun e-mail ne peut être envoyé.
   *[other] { $channel } refuse l’assistant : rien ne peut y être envoyé.
  } Ce qui devait partir est conservé et partira dès que ce sera corrigé. Merci de prévenir la personne qui gère l’assistant.

announce-denied = Ici, seul le secrétariat publie des annonces.
announce-ask-text = Envoyez-moi le texte de l’annonce en un seul message, en { $language }. Vous pouvez utiliser { $variables } ; si quelqu’un risque de ne pas avoir de valeur, écrivez { $default }.
announce-ask-title = Et le titre, en quelques mots ?
announce-ask-title-in = Et le titre en { $language } ?
announce-ask-translation = Envoyez-moi le texte en { $language }, en un seul message. Les mêmes variables sont possibles.
announce-ask-file = Envoyez-moi le fichier qui doit l’accompagner : un document ou une image de { $most } Mo au plus.
announce-ask-segment = Qui la reçoit ? Écrivez par exemple { $example }, ou { $everyone }.
announce-nobody = Cela n’atteint personne : { $who }. Qui doit la recevoir ?
announce-reaches = Elle atteint { $count } personnes sur { $total } : { $who }.
announce-channels = D’abord par : { $channels }.
announce-left-out = Laissées de côté : { $muted } ont désactivé les annonces, { $unreachable } sont injoignables.
announce-closed = Non joints, car leur canal n’est pas configuré ici : { $channels }.
announce-zoneless = Fuseau horaire inconnu pour { $count } ; celui de { $zone } en tient lieu.
announce-late = Pour { $count } d’entre eux, cette heure est déjà passée : ils la reçoivent aussitôt.
announce-leaves = Départ : { $when }.
announce-looks = Voici à quoi elle ressemble :
announce-keep = Demander l’approbation
announce-other-segment = Autres destinataires
announce-file = Ajouter un fichier
announce-other-file = Un autre fichier
announce-without-file = Sans le fichier
announce-with-file = { $name } l’accompagne.
announce-languages = Ajouter une langue
announce-which-language = En quelle langue est le texte suivant ? Qui lit cette langue le reçoit ; tous les autres reçoivent celui en { $language }.
announce-leave-out = Retirer { $language }
announce-in-language = { $count ->
    [0] En { $language } : aucun d’eux ne le lit.
    [one] En { $language }, pour une personne :
   *[other] En { $language }, pour { $count } personnes :
  }
announce-looks-like = Attention : le texte qui devrait être en { $language } ressemble à { $other }.
announce-drop = Abandonner
announce-dropped = Abandonné ; rien n’a été envoyé.
announce-kept = L’annonce { $number } est gardée comme brouillon. { $count ->
    [0] L’approbation ne peut encore être demandée à personne : un administrateur doit ajouter un approbateur joignable.
    [one] L’approbation est demandée à une personne ; je vous préviendrai.
   *[other] L’approbation est demandée à { $count } personnes ; je vous préviendrai.
  }
announce-asked = { $author } vous demande d’approuver l’annonce { $number }.
announce-approve = Approuver
announce-reject = Refuser
announce-approved = L’annonce { $number }, « { $title } », est approuvée.
announce-rejected = L’annonce { $number }, « { $title } », est refusée ; rien n’est envoyé.
announce-interrupted = L’envoi de l’annonce { $number }, { $title }, a été interrompu et est en pause, car le reste ne peut pas être préparé : { $reason } Corrigez cela et continuez, ou annulez-la.
announce-send = Envoyer maintenant à { $count }
announce-everybody = C’est tout le monde : { $count } personnes. L’envoyer à toutes ?
announce-everybody-yes = Oui, aux { $count }
announce-not-yet = Pas encore
announce-sent = L’annonce { $number } part vers { $count ->
    [one] une personne
   *[other] { $count } personnes
  }.
announce-progress = Annonce { $number }, { $title } : { $stage }.
announce-is-draft = brouillon
announce-is-approved = approuvée, pas encore envoyée
announce-is-scheduled = programmée ({ $when })
announce-is-sending = en cours d’envoi
announce-is-paused = en pause
announce-is-cancelled = annulée
announce-is-done = terminée
announce-sent-count = { $count } remises
announce-open-count = { $count } à partir
announce-failed-count = { $count } en échec
announce-unreachable-count = { $count } injoignables
announce-uncertain-count = { $count } incertaines : nul ne sait si elles sont arrivées
announce-withdrawn-count = { $count } retirées
announce-show = Où en est-elle ?
announce-pause = Pause
announce-resume = Continuer
announce-cancel = Annuler
announce-cancel-sure = Retirer ce qui n’est pas encore parti de l’annonce { $number } ? Ce qui est parti reste.
announce-withdraw = Oui, retirer
announce-resend = Renvoyer les { $count } incertaines
announce-letbe = Laisser les { $count } incertaines
announce-resend-sure = Envoyer l’annonce { $number } encore une fois à { $count ->
    [one] une personne dont nul ne sait si elle l’a reçue ? Si oui, elle la recevra deux fois.
   *[other] { $count } personnes dont nul ne sait si elles l’ont reçue ? Qui l’a déjà la recevra deux fois.
  }
announce-letbe-sure = Laisser { $count ->
    [one] un envoi incertain de l’annonce { $number } tel quel ? Il n’est pas renvoyé et compte comme échoué.
   *[other] { $count } envois incertains de l’annonce { $number } tels quels ? Ils ne sont pas renvoyés et comptent comme échoués.
  }
announce-again = Oui, renvoyer { $count }
announce-settle = Oui, laisser { $count }
announce-resent = { $count ->
    [0] Rien de l’annonce { $number } n’est plus incertain ; rien n’a été envoyé.
    [one] L’annonce { $number } est envoyée encore une fois à une personne.
   *[other] L’annonce { $number } est envoyée encore une fois à { $count } personnes.
  }
announce-settled = { $count ->
    [0] Rien de l’annonce { $number } n’est plus incertain.
    [one] Un envoi incertain de l’annonce { $number } est laissé tel quel.
   *[other] { $count } envois incertains de l’annonce { $number } sont laissés tels quels.
  }
announce-write = Pas à pas
announce-no-form = Le formulaire n’a pas pu être ouvert. Nous pouvons le faire ici, pas à pas.
announce-ask-correction = Envoyez-moi le texte qui doit remplacer l’annonce { $number }, en un seul message, en { $language }. Vous pouvez utiliser { $variables } ; si quelqu’un risque de ne pas avoir de valeur, écrivez { $default }.
announce-ask-when = Quand doit-elle partir ? Écrivez { $now }, { $local } pour cette heure là où se trouve chaque lecteur, ou { $instant }.
announce-ask-at = Quand l’annonce { $number } doit-elle partir ? Écrivez { $now }, { $local } pour cette heure là où se trouve chaque lecteur, ou { $instant }.
announce-corrects = Elle remplace l’annonce { $number } là où celle-ci est arrivée et peut être modifiée.
announce-one-language = Tout le monde reçoit ce seul texte, même qui a reçu l’autre dans une autre langue.
announce-counts-links = On compte combien de fois ses liens sont ouverts, pas par qui.
announce-asked-correction = { $author } vous demande d’approuver l’annonce { $number }, qui corrige l’annonce { $other }.
announce-place = Corriger l’annonce { $number }
announce-schedule = La programmer pour { $count }
announce-later = À un autre moment
announce-when-now = maintenant
announce-when-local = { $day }, { $time }, là où se trouve chaque lecteur
announce-scheduled = L’annonce { $number } est programmée pour { $count ->
    [one] une personne
   *[other] { $count } personnes
  } : { $when }.
announce-correct = La corriger
announce-recall = La reprendre
announce-recall-sure = Reprendre l’annonce { $number }, « { $title } » ? Ce qui est arrivé est supprimé là où la plateforme le permet ; les courriels restent.
announce-takeback = Oui, la reprendre
announce-recalling = Je reprends l’annonce { $number } et vous dirai comment cela s’est terminé.
announce-correcting = Je corrige l’annonce { $number } et vous dirai comment cela s’est terminé.
announce-is-placed = à la place d’une autre
announce-is-recalled = L’annonce { $number }, { $title }, est reprise.
announce-is-corrected = L’annonce { $number }, { $title }, est corrigée.
announce-recalled-count = { $count } supprimées
announce-corrected-count = { $count } corrigées
announce-not-recalled = { $count } non supprimées : { $reason }
announce-not-corrected = { $count } non corrigées : { $reason }
announce-no-way-back = les courriels ne peuvent plus être modifiés
announce-not-in-segment = plus parmi les destinataires
announce-lacking = une variable du texte n’a pas de valeur pour eux
announce-no-segment = le segment n’est plus lisible
announce-nobody-knows = nul ne sait si elles sont arrivées
announce-reactions = Réactions : { $given }
announce-opened = Ouvert { $count } fois : { $url }

announce-form = Nouvelle annonce
announce-form-correction = Correction
announce-form-translation = Autre langue
announce-form-go-on = Aperçu
announce-form-cancel = Annuler
announce-form-title = Titre
announce-form-text = Texte, en { $language }
announce-form-text-hint = Vous pouvez utiliser { $variables } ; si quelqu’un risque de ne pas avoir de valeur, écrivez { $default }.
announce-form-segment = Qui la reçoit ?
announce-form-segment-hint = Par exemple { $example }, ou { $everyone }.
announce-form-when = Quand part-elle ?
announce-form-when-hint = { $now }, { $local } pour cette heure là où se trouve chaque lecteur, ou { $instant }.
announce-form-file = Fichier
announce-form-file-hint = L’accompagne ; { $most } Mo au plus. Laissez vide s’il n’y en a pas.

announce-no-title = Le titre manque.
announce-no-text = Le texte manque.
announce-long-title = Le titre a { $count } caractères ; { $most } au plus peuvent être envoyés.
announce-long-text = Le texte a { $count } caractères ; { $most } au plus peuvent être envoyés.
announce-no-file = Ce n’est pas un fichier. Envoyez un document ou une image, ou appuyez sur un bouton.
announce-large-file = { $name } fait { $size } Mo ; { $most } Mo au plus peuvent être envoyés.
announce-empty-file = { $name } est vide.
announce-file-gone = { $name } n’est plus là ; ajoutez-le encore une fois.
announce-file-corrects = Un fichier ne peut pas entrer dans un message déjà parti ; corrigez le texte seul.
file-not-fetched = Je n’ai pas pu recevoir { $name }. Veuillez l’envoyer encore une fois.
announce-no-variable = Il n’y a pas de variable { $said } ; il y a { $variables }.
announce-loose-brace = Il y a une accolade isolée près de « { $near } » ; une variable s’écrit { $example }.
announce-bad-instant = { $said } ne désigne aucun instant ; écrivez par exemple { $example }.
announce-bad-when = « { $said } » n’est pas une heure d’envoi ; écrivez now, 2026-12-01T10:00+09:00 ou 2026-12-01 10:00 local.
announce-no-value = { $said } n’a pas de valeur pour { $who }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] {" "}et d’autres ({ $count } en tout)
  }. Complétez le registre, ou écrivez { $otherwise }.
announce-past = L’heure d’envoi est passée : { $when }. Donnez-en une plus tardive, ou now.
announce-amount-ahead = { $said } est calculé maintenant et peut avoir changé d’ici { $when }. Envoyez-la maintenant (now) ou retirez le montant.
announce-unknown = Il n’y a pas d’annonce { $number }.
announce-may-not = Seul un approbateur ou un administrateur peut le faire.
announce-own = Qui a écrit une annonce ne peut pas l’approuver ; une deuxième personne doit le faire.
announce-is-correction = L’annonce { $number } corrige l’annonce { $other } et n’est pas envoyée elle-même.
announce-nothing-to-correct = Rien de l’annonce { $number } ne peut être corrigé : elle n’a pas été envoyée, ou a été reprise.
announce-correction-unapproved = L’annonce { $number } a le nouveau texte et doit être approuvée avant d’en remplacer une autre.
announce-cannot-draft = C’est impossible avec l’annonce { $number } : personne ne l’a encore approuvée.
announce-cannot-approved = C’est impossible avec l’annonce { $number } : elle est approuvée et pas encore envoyée.
announce-cannot-sending = C’est impossible avec l’annonce { $number } : elle est déjà en cours d’envoi.
announce-cannot-paused = C’est impossible avec l’annonce { $number } : elle est en pause.
announce-cannot-cancelled = C’est impossible avec l’annonce { $number } : elle est annulée.
announce-cannot-placed = C’est impossible avec l’annonce { $number } : son texte est à la place d’une autre.

segment-empty = Personne n’est nommé. Écrivez par exemple region:africa category:local-government, ou everyone.
segment-long = Cela dépasse { $most } caractères.
segment-unreadable = Je ne peux pas lire cela à « { $near } ».
segment-deep = Cela est imbriqué sur plus de { $most } niveaux.
segment-parenthesis = Une parenthèse est ouverte sans être fermée, ou l’inverse.
segment-ends = Cela se termine là où quelque chose doit suivre.
segment-no-condition = « { $said } » n’est pas une condition ; écrivez clé:valeur, avec l’une de { $keys }.
segment-near-key = Il n’y a pas de « { $said } » ; vouliez-vous dire { $near } ?
segment-no-key = Il n’y a pas de « { $said } » ; il y a { $keys }.
segment-no-value = Une valeur manque après « { $what } ».
segment-value-near = Il n’y a pas de « { $what }{ $said } » ; vouliez-vous dire { $values } ?
segment-value-none = Il n’y a pas de « { $what }{ $said } » ; il y a { $values }.
segment-value-nobody = Il n’y a pas de « { $what }{ $said } » ; personne n’y a de valeur.
segment-everyone = tous
segment-nobody = personne
segment-whose = tous ceux dont { $conditions }
segment-but = tous sauf ceux dont { $conditions }
segment-is = { $what } est { $values }
segment-is-not = { $what } n’est pas { $values }
segment-both = { $one } et { $other }
segment-either = { $one } ou { $other }
segment-within = ({ $conditions })
segment-not = non { $conditions }
segment-key-category = la catégorie
segment-key-kind = le genre
segment-key-region = la région
segment-key-country = le pays
segment-key-network = le réseau
segment-key-office = la fonction
segment-key-status = le statut
segment-key-standing = la situation des cotisations
segment-key-member = le membre
segment-key-lang = la langue
segment-key-event = l’événement prévu
segment-key-person = l’adresse
segment-state-applicant = candidat
segment-state-active = actif
segment-state-suspended = suspendu
segment-state-withdrawn = retiré
segment-state-terminated = terminé
segment-state-arrears = en arriérés
segment-state-overdue = en retard
segment-state-due = à payer
segment-state-remitted = remise
segment-state-good = en règle

# Reminders.
reminder-moved = Attention : **{ $event }** a lieu à un autre moment que celui que je vous avais indiqué : { $when }.
reminder-deadline-moved = Attention : l'inscription à **{ $event }** se termine désormais : { $deadline }.
reminder-cancelled = **{ $event } n'a pas lieu.** Annoncé pour : { $when }.
reminder-come = Je viendrai
reminder-away = Je ne peux pas
reminder-mute = Plus rien sur cet événement
reminder-stop-events = Désactiver les rappels d'événements
reminder-stop-dues = Désactiver les rappels de cotisation
reminder-stop-announcements = Désactiver les annonces
reminder-settings = Réglages
reminder-statutory = Avis statutaire : il fait partie de l'adhésion et ne peut pas être désactivé.
reminders-title = Ce sur quoi je vous écris
reminders-topic-on = { $topic } : activé
reminders-topic-off = { $topic } : désactivé
reminders-channel = D'abord sur : { $channel }
reminders-channel-usual = l'ordre habituel
reminders-quiet = Heures de silence : { $hours } (fuseau { $zone })
reminders-no-quiet = aucune
reminders-exempt = Les avis statutaires, comme les cotisations très en retard, ne peuvent pas être désactivés.
reminders-turn-on = Activer : { $topic }
reminders-turn-off = Désactiver : { $topic }
reminders-other-quiet = D'autres heures de silence
reminders-other-channel = Un autre canal
reminders-which-quiet = Quand ne dois-je pas vous écrire ?
reminders-which-channel = Où dois-je vous écrire d'abord ?
event-remind = Rappelez-moi cet événement
event-noted-coming = Noté : vous venez à { $event }.
event-noted-away = Noté : vous ne pouvez pas venir à { $event }. Je ne vous le rappellerai pas.
event-noted-muted = Plus rien sur { $event }.
event-noted-remind = Je vous rappellerai { $event }.
event-remind-off = Noté, mais vous avez désactivé les rappels d'événements. Dois-je les activer ?
event-remind-not-yet = Noté. Le secrétariat n'a pas encore activé les rappels d'événements ; dès que ce sera fait, vous les recevrez.
event-remind-nowhere = Ici, je ne peux pas vous écrire de moi-même. Écrivez-moi dans Telegram ou Slack et demandez-y le rappel.
event-register-until = Inscription jusqu'au : { $date }
event-is-cancelled = Annulé : n'a pas lieu.
command-reminders = Rappels et heures de silence

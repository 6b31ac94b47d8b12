/** A page that is called so wants its reader to sign in. */
export const LOGIN_TITLE =
  /^\s*(?:(?:\S+\s*[|–—•·:-]\s*)?(?:log ?in|sign ?in|login|log in ?to \S+|(?:log|sign) in or (?:sign|log) (?:up|in)(?: to .{1,40})?|se connecter|connexion|anmelden|einloggen|accedi|iniciar sesión|inicia sesión|entrar|fazer login|đăng nhập(?: tài khoản)?|masuk|zaloguj(?: się)?|logowanie|inloggen|logga in|log ind|logg inn|kirjaudu(?: sisään)?|přihlášení|přihlásit se|prihlásenie|bejelentkezés|autentificare|conectare|prijava|войти|вход|увійти|σύνδεση|登录|登入|用户登录|会员登录|ログイン|로그인(?:이 필요.*)?|giriş yap|เข้าสู่ระบบ|تسجيل الدخول|התחברות|כניסה)(?:\s*[|–—•·:-].*)?|.{0,30}(?:account login|member login|登录页|ログインページ))\s*$/iu;

type BlockPhrase = { what: string; phrases: RegExp };

/** What block pages say, in the languages of the venues. Read only on pages with little text. */
export const BLOCK_PHRASES: readonly BlockPhrase[] = [
  {
    what: 'bot check',
    phrases:
      /just a moment\.\.\.|checking (?:your browser|device|if the site connection is secure)|verify(?:ing)? (?:that )?you(?:'|’| a)re (?:not a robot|(?:a )?human)|you(?:'|’)re not a robot|are you (?:a )?(?:human|robot)|robot or human|no robots allowed|confirm (?:that )?you(?:'|’| a)re (?:a )?human|prove you(?:'|’)re (?:a )?human|unusual (?:traffic|activity) from your (?:network|computer|device|ip)|automated (?:access|queries|requests)|pardon our interruption|bot (?:check|detection|verification)|press (?:&|and) hold|security (?:check|verification|measure) (?:to|required|before)|please enable (?:js|javascript|cookies)(?: and| to)|please complete the security check|client challenge/iu,
  },
  {
    what: 'bot check',
    phrases:
      /vous n(?:'|’)êtes pas un robot|êtes-vous un robot|bist du ein (?:mensch|roboter)|kein roboter|keine maschine|no eres un robot|no soy un robot|não (?:é|sou) um robô|(?:non sei|non essere|non sono) un robot|(?:ihr|dein) browser (?:wird|überprüft)|browser (?:wird )?(?:ge|über)prüft|votre navigateur avant|tu navegador antes|geen robot|nie jesteś robotem|не робот|проверка безопасности|проверяем (?:ваш )?браузер|checking device|похоже, нет соединения|подтвердите, что (?:вы|запросы)|robot olmadığınızı|không phải (?:là )?(?:rô-?bốt|robot)|bukan robot|로봇이 아닙니다|봇(?:이 아|\s?확인)|ロボットではありません|不是机器人|不是機器人|アクセスが集中/iu,
  },
  {
    what: 'captcha',
    phrases:
      /captcha|type the characters you see|enter the characters (?:you see )?below|введите символы с картинки|滑动验证|请按住滑块|拖动(?:到|下方)?滑块|拖動滑塊|请完成(?:安全)?验证|安全验证|人机验证|验证码|驗證碼|밀어서 확인|슬라이드하여|slide to (?:verify|complete|unlock)|(?:complete|solve) the puzzle|puzzle (?:lösen|vervollständigen)|schieben sie den regler|faites glisser|desliza (?:para|el)|scorri per|deslize para verificar|画像認証|caractères que vous voyez|geben sie die (?:angezeigten )?zeichen|introduce los caracteres|complete o captcha/iu,
  },
  {
    what: 'access denied',
    phrases:
      /access (?:to this page )?(?:has been |is |was )?(?:denied|blocked|forbidden)|you (?:have been|are|were) blocked|permission to access|403 forbidden|request (?:was |has been )?(?:blocked|rejected)|your ip (?:address )?(?:has been|is|was) (?:blocked|banned)|(?:por qué|porque) (?:me han|fui) bloquead|no puedes acceder|acceso denegado|acesso negado|accès (?:refusé|interdit|temporairement)|zugriff (?:verweigert|nicht)|accesso negato|dostęp zabroniony|доступ (?:ограничен|запрещ[её]н|к сайту)|erişim (?:engellendi|reddedildi)|访问被拒绝|拒绝访问|禁止访问|アクセスが拒否|접근이 (?:거부|차단)|truy cập bị từ chối/iu,
  },
  {
    what: 'too many requests',
    phrases:
      /too many requests|rate limit(?:ed)? exceeded|访问(?:过于|太)?频繁|操作(?:过于|太)频繁|请求(?:过于|太)频繁|由于访问频繁|слишком много запросов|demasiadas solicitudes|trop de requêtes|zu viele anfragen|muitas solicitações|リクエストが多すぎ|요청이 너무 많/iu,
  },
  {
    what: 'login page',
    phrases:
      /(?:log ?in|sign ?in) to (?:continue|view|see)|please (?:log|sign) ?in (?:to|first)|you must (?:be logged in|log in)|para continuar,? (?:acess|inici|entr|ingres)|faça login para continuar|inicia sesión para (?:continuar|ver)|connectez-vous pour (?:continuer|voir)|melde dich an,? um fortzu|accedi per continuare|войдите,? чтобы продолжить|请先登录|请登录后|登录后(?:查看|继续)|請先登入|ログインしてください|로그인이 필요|đăng nhập để tiếp tục|devam etmek için giriş/iu,
  },
  {
    what: 'consent page',
    phrases:
      /before you continue to|bevor (?:du|sie) fortfahren|avant de continuer|antes de continuar a |voordat je verdergaat|ohne (?:ihre |deine |die )?(?:zustimmung|einwilligung)|(?:ihre|deine) (?:zustimmung|einwilligung) (?:ist |wird )?(?:erforderlich|benötigt|nötig)|(?:brauchen|benötigen) (?:wir )?(?:ihre|deine) (?:zustimmung|einwilligung)|(?:zustimmen|akzeptieren|einwilligen) und (?:weiter|fortfahren)|(?:weiter|weiterlesen|lesen|nutzen) mit werbung|sans (?:votre )?consentement|accepter et (?:continuer|fermer|poursuivre)|sin (?:tu |su )?consentimiento|aceptar y continuar|sem (?:o seu |o teu )?consentimento|aceitar e continuar|senza (?:il tuo )?consenso|accetta e (?:continua|prosegui)|zonder (?:je |uw |jouw )?toestemming|(?:akkoord|accepteren) en (?:doorgaan|verder)|bez (?:twojej )?zgody|(?:accept|agree)(?: all)? (?:and|&) (?:continue|proceed)|(?:accept|agree to|consent to) (?:our |the )?(?:use of )?cookies to (?:continue|proceed|view|see)|without (?:your )?consent|your consent is (?:required|needed)|без вашего согласия|同意して続ける|同意并继续|동의하고 계속/iu,
  },
  {
    what: 'geo-block',
    phrases:
      /not available in your (?:country|region|location)|isn(?:'|’)t available in your (?:country|region)|no está disponible en tu (?:país|región)|(?:nicht )?in (?:deinem|ihrem) (?:land|gebiet) (?:nicht |leider nicht )?verfügbar|недоступ(?:ен|но|на) в (?:вашей стране|вашем регионе)|choose (?:a|your) country|您所在的(?:国家|地区)|お住まいの(?:国|地域)(?:では|からは)/iu,
  },
  {
    what: 'bot check',
    phrases:
      /(?:nur einen moment|un instant|un momento|um momento|un attimo|een moment|chwileczkę|один момент|почти готово|请稍候)\s?(?:…|\.\.\.)|making sure you(?:'|’)re not a bot|verifying your browser|connection needs to be verified|security checkpoint|anti-?robot verification|human verification|(?:suspicious|unusual) (?:activity|behaviou?r|requests?) (?:was |has been |from |detected)|(?:dass|ob) (?:du|sie) (?:kein bot|ein mensch)|(?:du|sie) kein (?:bot|roboter)|ungewöhnliche (?:aktivität|zugriff|anfrage)\p{L}*|ungewöhnlicher (?:daten|netz)verkehr|trafic inhabituel|tráfico inusual|tráfego (?:incomum|suspeito)|traffico (?:insolito|anomalo)|ongebruikelijk verkeer|nietypowy ruch|необычн\p{L}+ трафик|vérification de sécurité|vous êtes (?:bien )?(?:un )?(?:être )?humain|activité (?:inhabituelle|suspecte)|que (?:es|eres) (?:un ser )?human|actividad (?:inusual|sospechosa)|(?:você|que) é (?:um ser )?human|(?:acesso|atividade) suspeit|di essere (?:un essere )?uman|attività (?:insolit|sospett)|(?:je|u) (?:een )?mens bent|(?:je|u) geen robot|ongebruikelijke activiteit|du är (?:en )?människa|du er (?:et )?menneske|olet ihminen|et ole robotti/iu,
  },
  {
    what: 'bot check',
    phrases:
      /że jesteś człowiekiem|podejrzan(?:a|ą|e) (?:aktywność|działania)|že (?:nejste|nie ste) robot|že (?:jste|ste) člověk|nem (?:vagy |ön )?robot|nu (?:ești|sunteți) (?:un )?robot|că ești om|не сте робот|δεν είστε ρομπότ|είστε άνθρωπος|проверка браузера|подозрительн(?:ая|ый|ые|ую) (?:активность|трафик|запрос)|включите javascript|insan olduğunuzu|doğrulamayı tamamla|şüpheli (?:hareket|etkinlik)|bạn là con người|hoạt động bất thường|anda (?:adalah )?manusia|aktivitas mencurigakan|ไม่ใช่(?:หุ่นยนต์|โรบอท|บอท)|เป็นมนุษย์|لست روبوت|أنك (?:إنسان|بشر)|אינך רובוט|לא רובוט|אנושי|आप (?:मानव|इंसान)|人間(?:である|です)|ロボットではない|사람인지|비정상적인 (?:접근|접속)|보안 ?확인|快速验证|验证一下|是真人|(?:访问|行为|流量)异常|异常(?:访问|流量|活动|行为)/iu,
  },
  {
    what: 'access denied',
    phrases:
      /used cloudflare to restrict access|(?:limited|blocked|restricted) by the (?:site|website) owner|disable (?:it|your (?:vpn|proxy))|(?:using|use of) an? (?:vpn|proxy|anonymi[sz]er)|(?:wurden?|sind) (?:gesperrt|blockiert)|acceso ha sido (?:bloqueado|denegado)|avez été bloqué|adresse ip (?:a été|est) (?:bloquée|bannie)|(?:dirección )?ip (?:ha sido|está) bloqueada|ip foi bloquead[oa]|(?:indirizzo )?ip (?:è stato )?bloccato|toegang geweigerd|åtkomst nekad|adgang nægtet|ingen tilgang|pääsy (?:estetty|evätty)|přístup (?:odepřen|zamítnut|zakázán)|prístup (?:zamietnutý|odmietnutý)|hozzáférés megtagadva|acces(?:ul)? (?:interzis|refuzat|restricționat)|ip został zablokowany|достъпът (?:е )?(?:отказан|забранен)|πρόσβαση (?:απορρίφθηκε|δεν επιτρέπεται)|доступ заборонено|отключите vpn|используете vpn|akses ditolak|bị (?:chặn truy cập|từ chối truy cập)|ถูกปฏิเสธ|(?:تم )?رفض الوصول|تم حظر|הגישה (?:נדחתה|נחסמה)|دسترسی غیرمجاز|アクセスが制限|ページは現在表示できません|访问被阻断|접속이 일시적으로 제한/iu,
  },
  {
    what: 'too many requests',
    phrases:
      /rate.?limited|browsing too fast|troppe richieste|zbyt wiele (?:żądań|zapytań)|te veel (?:verzoeken|aanvragen)|för många förfrågningar|for mange forespørgsler|příliš mnoho (?:požadavků|žádostí)|túl sok kérés|prea multe (?:cereri|solicitări)|забагато запитів|çok fazla (?:istek|talep)|terlalu banyak permintaan|quá nhiều yêu cầu|短時間に.{0,10}アクセス|挤爆|网络拥堵|访问人数过多/iu,
  },
  {
    what: 'waiting room',
    phrases:
      /you are (?:now )?in (?:line|the queue)|virtual (?:queue|waiting)|waiting room powered|estimated wait time|warteschlange|warteraum|file d['’]attente|salle d['’]attente|fila (?:virtual|de espera)|cola virtual|sala de espera|sala d['’]attesa|wachtrij|wachtkamer|du står i kö|du er i kø|poczekalnia|jesteś w kolejce|вы в очереди|排队中|順番待ち|접속 ?대기|대기열|hàng chờ|dalam antrean/iu,
  },
  {
    what: 'access denied',
    phrases:
      /the request is blocked|web page blocked|generated by mod_security|not acceptable!|web application firewall|rejected by barracuda|access (?:to this site )?has been limited|请求(?:已被|可能对).{0,40}(?:阻断|拦截|威胁)|attack id: ?\d/iu,
  },
  {
    what: 'waiting room',
    phrases: /experiencing (?:very )?high (?:traffic|demand)|you will be redirected shortly/iu,
  },
  {
    what: 'login page',
    phrases:
      /(?:log|sign) ?in(?: or (?:register|sign up|join))? to (?:continue|view|see|access)|(?:register|sign up|join) (?:or|and) (?:log|sign) ?in to|log in to facebook|(?:need|have) to (?:be logged|log|sign) in|only (?:available (?:to|for)|for|visible to) (?:registered|logged|members)|(?:log|sign) ?in is required|meld(?:e|en sie) (?:dich|sich) an,? um|log(?:ge)? (?:dich|in) ein,? um|log in om (?:door|verder|te)|meld je aan om|logga in för att|log ind for at|logg inn for å|kirjaudu (?:sisään )?(?:nähdäksesi|jatkaaksesi)|connectez-vous (?:pour|afin)|inicia sesión (?:o .{1,30} )?para|(?:entre|inicie sessão|faça login) para (?:continuar|ver)|accedi per |zaloguj się,? (?:aby|żeby)|prosím,? přihlaste se|přihlaste se,? (?:prosím|pro)|jelentkezz(?:en)? be a |autentifică-te pentru|conectează-te pentru|войдите(?:,? чтобы| или зарегистрируйтесь)|увійдіть,? щоб|συνδεθείτε για|giriş yap(?:ın|malısınız)|vui lòng đăng nhập|silakan (?:login|masuk)|(?:login|masuk) untuk melanjutkan|(?:กรุณา|โปรด)เข้าสู่ระบบ|يرجى تسجيل الدخول|(?:יש להתחבר|התחברו? כדי)|ログインが必要|로그인 ?(?:후|하세요|해 ?주세요)/iu,
  },
  {
    what: 'app only',
    phrases:
      /(?:open|continue|view)(?: this)? (?:in|on) (?:the|our) app to|only available in (?:the|our) app|(?:download|get|install) (?:the|our) app to (?:continue|view|see|shop)|lade(?:n sie)? (?:die|unsere) app(?: herunter)?,? um|téléchargez (?:l['’]|notre )appli\p{L}* pour|descarga (?:la|nuestra) app para|baixe o (?:nosso )?app para|scarica (?:la nostra |l['’])app per|请(?:下载|打开)app|アプリで(?:開く|続ける)/iu,
  },
  {
    what: 'geo-block',
    phrases:
      /unavailable in your (?:country|region|location|area)|not (?:available|accessible) (?:in|from) your (?:area|location|country|region)|no está disponible en su (?:país|región)|(?:depuis|dans) votre (?:pays|région)|não está disponível (?:no seu|na sua)|non è disponibile nel tuo paese|niet beschikbaar in (?:uw|jouw|je) (?:land|regio)|niedostępn[aey] w twoim (?:kraju|regionie)|ülkenizde|quốc gia của bạn|di negara anda|choose your (?:location|region)/iu,
  },
  {
    what: 'login page',
    phrases: /扫码登录|登录后(?:推荐|可)|(?:log|sign) in or sign up to (?:view|see|continue)/iu,
  },
  {
    what: 'age gate',
    phrases:
      /are you (?:over|at least|older than) (?:18|19|20|21)|(?:must|need to) be (?:over |at least )?(?:18|19|20|21|of legal)|age verification|verify your age|(?:18|16) jahre oder älter|über 18 jahre|altersprüfung|plus de 18 ans|es-tu majeur|êtes-vous majeur|mayor(?:es)? de (?:edad|18)|mais de 18 anos|maior de (?:idade|18)|sei maggiorenne|ha(?:i)? (?:più di|compiuto) 18 anni|ouder dan 18|18 jaar of ouder|ukończone 18|mam 18 lat|больше 18 лет|(?:мне|вам) (?:есть |уже )?18|18歳以上|年满18|已满18|만 ?19세/iu,
  },
  {
    what: 'consent page',
    phrases:
      /hyväksy .{0,20}evästee|zaakceptuj i przejdź|zgadzam się i przechodzę|(?:souhlasím|přijmout) a pokračovat|elfogadom és|godkänn och fortsätt|accepter og fortsæt|godta og fortsett|accept[ăa]ți? și continu/iu,
  },
  {
    what: 'geo-block',
    phrases:
      /select your country(?:\/region)?|from a country belonging to the european economic area|wählen sie ihr land|sélectionnez votre pays|selecciona tu país|selecione (?:o )?seu país/iu,
  },
];

export const MAINTENANCE =
  /(?:under|scheduled|performing|some|for) maintenance|be back (?:soon|shortly)|wartungsarbeiten|(?:in|wegen) wartung|(?:en|une) maintenance|en mantenimiento|em manutenção|in manutenzione|onderhoud|underhåll|vedligeholdelse|vedlikehold|huoltokatko|prace (?:techniczne|konserwacyjne)|probíhá údržba|karbantartás|mentenanță|техническ\p{L}+ (?:работ|обслуживан)\p{L}*|технічні роботи|bakım (?:çalışması|aşamasında)|bảo trì|pemeliharaan|メンテナンス|系统维护|維護中|점검 중|בתחזוקה|قيد الصيانة|τεχνικές εργασίες/iu;

/** What a page says that is closed, moved or nobody's: nothing about the search, and no refusal. */
export const CLOSED_PHRASES: readonly { what: string; phrases: RegExp }[] = [
  {
    what: 'the site is closed for maintenance',
    phrases: MAINTENANCE,
  },
  {
    what: 'the domain is parked',
    phrases:
      /domain (?:name )?(?:is |may be )?(?:for sale|parked)|buy this domain|parked (?:free|domain)|domain has (?:been registered|expired)|domain steht zum verkauf|ce domaine est à vendre/iu,
  },
  {
    what: 'the shop is closed',
    phrases:
      /(?:shop|store) is (?:currently |temporarily |permanently )?(?:unavailable|closed)|opening soon|coming soon|account (?:has been )?suspended|(?:shop|laden) ist (?:vorübergehend |derzeit |dauerhaft )?geschlossen|boutique (?:est )?(?:actuellement |temporairement )?fermée|tienda (?:está )?cerrada|loja (?:está )?fechada|negozio (?:è )?chiuso|winkel is (?:tijdelijk )?gesloten|sklep (?:jest )?(?:zamknięty|nieczynny)|магазин (?:временно )?закрыт/iu,
  },
  {
    what: 'the shop has moved',
    phrases:
      /we(?:['’]ve| have) moved|wir sind umgezogen|nous avons déménagé|nos hemos mudado|mudamos de endereço|ci siamo trasferiti|we zijn verhuisd|vi har flyttat|vi er flyttet|przenieśliśmy się|мы переехали/iu,
  },
  {
    what: 'no page is at this address',
    phrases:
      /(?:page|404) not found|page (?:you (?:are looking for|requested) )?(?:does not|doesn['’]t|no longer) exists?|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|página não encontrada|pagina non trovata|pagina niet gevonden|sidan (?:hittades inte|kunde inte hittas)|siden (?:blev ikke fundet|ble ikke funnet)|sivua ei löytynyt|nie znaleziono strony|stránka nenalezena|страница не найдена|sayfa bulunamadı|页面不存在|找不到页面|ページが見つかりません|페이지를 찾을 수 없/iu,
  },
  { what: 'a server without a shop', phrases: /welcome to nginx|apache2? .{0,20}default page|^\s*index of \//iu },
  {
    what: 'the page needs JavaScript',
    phrases: /(?:enable|requires?|need to enable|turn on) javascript|javascript (?:is )?(?:required|disabled)/iu,
  },
  {
    what: 'the browser is called too old',
    phrases: /browser is (?:not supported|no longer supported|out of date|outdated)/iu,
  },
];

/** What the buttons of a consent page say, and its heading. */
export const CONSENT_BUTTON =
  /^(?:(?:i )?(?:accept|agree|consent)(?: all| & close| to all)?|allow all|(?:alle(?:s)? )?(?:akzeptieren|zustimmen|annehmen)|zustimmen und .+|(?:tout )?accepter(?: tout)?|j[’']accepte|aceptar(?: todo| todas)?|aceitar(?: tudo| todos)?|accetta(?: tutto| tutti)?|(?:alles )?(?:accepteren|toestaan)|(?:acceptera|godkänn) alla?|(?:accepter|tillad) alle|godta alle|hyväksy kaikki|akceptuj(?:ę|e)?(?: wszystkie)?|zgadzam się|přijmout vše|souhlasím|elfogadom|accept(?:ă|a) tot|принять(?: все)?|согласен|kabul et|すべて同意|同意する|同意|모두 동의)$/iu;
export const CONSENT_WORDS =
  /privacy|cookies?|personal data|datenschutz|privatsphäre|partner|vie privée|privacidad|privacidade|prywatno|soukromí|adatvéd|confidenți|конфиденциальн|gizlilik|プライバシー|隐私|개인정보/iu;

/** Above this much visible text a page is no block page, whatever scripts it carries: the longest block page we know has 1,600 characters. */
export const BIG_PAGE_CHARACTERS = 4000;

type ChallengeSign = { vendor: string; what: string; selector?: string; source?: RegExp };

// A selector, a pattern over the source, or both. Each is on the challenge document itself, not on pages that merely load the vendor's sensor.
export const CHALLENGE_MARKUP: readonly ChallengeSign[] = [
  {
    vendor: 'DataDome',
    what: 'captcha',
    selector:
      'iframe[src*="captcha-delivery.com"], script[src*="captcha-delivery.com/c.js"], script[src*="captcha-delivery.com/i.js"]',
  },
  { vendor: 'PerimeterX', what: 'bot check', selector: '#px-captcha, #px-captcha-wrapper, .px-captcha-container' },
  { vendor: 'PerimeterX', what: 'bot check', source: /captcha\.px-c(?:dn|loud)\.net|_pxBlockScript|\/px\/captcha\// },
  {
    vendor: 'Cloudflare',
    what: 'bot check',
    selector:
      '#challenge-form, #challenge-running, #challenge-stage, .cf-browser-verification, #cf-challenge-running, #turnstile-wrapper',
  },
  {
    vendor: 'Cloudflare',
    what: 'bot check',
    source: /\/cdn-cgi\/challenge-platform\/h\/[a-z]\/orchestrate|window\._cf_chl_opt/,
  },
  { vendor: 'Cloudflare', what: 'access denied', selector: '#cf-error-details, .cf-error-details, .cf-error-footer' },
  {
    vendor: 'Akamai',
    what: 'bot check',
    selector: '#sec-if-cpt-container, #sec-cpt-if, .behavioral-content, #sec-overlay',
  },
  { vendor: 'Akamai', what: 'access denied', source: /errors\.edgesuite\.net|Reference&#32;&#35;/ },
  {
    vendor: 'Imperva',
    what: 'bot check',
    selector: 'iframe[src*="_Incapsula_Resource"], #main-iframe[src*="Incapsula"]',
  },
  {
    vendor: 'Imperva',
    what: 'bot check',
    source: /Incapsula incident ID|Pardon Our Interruption|\/_Incapsula_Resource\?SWUDNSAI/,
  },
  {
    vendor: 'AWS WAF',
    what: 'bot check',
    source:
      /window\.gokuProps|AwsWafIntegration\.(?:saveReferrer|checkForceRefresh)|captcha\.awswaf\.com|#captcha-container.*awswaf/,
  },
  {
    vendor: 'Baxia',
    what: 'captcha',
    source: /_config_\s*=\s*\{[^}]*"?action"?\s*:\s*"captcha|"punish-component"/,
  },
  {
    vendor: 'Baxia',
    what: 'captcha',
    selector: '#baxia-punish, .baxia-punish, #bx-feedback-btn, #nocaptcha:not(form *)',
  },
  { vendor: 'Radware', what: 'captcha', source: /Radware Bot Manager|validate\.perfdrive\.com|shieldsquare/i },
  { vendor: 'Kasada', what: 'bot check', source: /window\.KPSDK\s*=\s*\{\}[\s\S]{0,400}\/ips\.js/ },
  {
    vendor: 'F5',
    what: 'access denied',
    source: /The requested URL was rejected\. Please consult with your administrator/,
  },
  { vendor: 'Sucuri', what: 'access denied', source: /Sucuri Website Firewall|sucuri-firewall-block/ },
  {
    vendor: 'Yandex',
    what: 'captcha',
    selector: 'form[action*="checkcaptcha"], form[action*="showcaptcha"], .CheckboxCaptcha, .AdvancedCaptcha',
  },
  { vendor: 'Ozon', what: 'bot check', source: /abt-challenge|fab_chlg_/ },
  { vendor: 'Amazon', what: 'captcha', selector: 'form[action*="validateCaptcha"]' },
  { vendor: 'Amazon', what: 'service refused', selector: 'a[href*="cs_503_"]' },
  { vendor: 'eBay', what: 'bot check', source: /\/splashui\/(?:challenge|captcha)|<title>Security Measure<\/title>/ },
  { vendor: 'Walmart', what: 'bot check', source: /<title>Robot or human\?<\/title>/ },
  { vendor: 'GeeTest', what: 'captcha', selector: '.geetest_captcha, .geetest_holder, #geetest-captcha' },
  {
    vendor: 'hCaptcha',
    what: 'captcha',
    selector: 'form#challenge .h-captcha, body > .h-captcha, #captcha-form .h-captcha',
  },
  {
    vendor: 'reCAPTCHA',
    what: 'captcha',
    selector: 'form#captcha-form, form[action*="captcha" i] .g-recaptcha, body > .g-recaptcha',
  },
  {
    vendor: 'Yahoo',
    what: 'consent page',
    selector: 'form[action*="consent.yahoo"], form.consent-form[action*="/consent"]',
  },
  { vendor: 'Google', what: 'consent page', selector: 'form[action*="consent.google"]' },
];

/** All of them stand on a page that makes the browser work before it lets it on. */
export const PROOF_OF_WORK: readonly RegExp[] = [
  /crypto\.subtle|sha-?(?:1|256|512)\b|argon2|new Worker\(/i,
  /challenge|difficulty|proof[-_ ]?of[-_ ]?work|\bpow\b/i,
  /document\.cookie|location\.(?:href|reload|replace|assign)|\.submit\(/,
];

export const LOGIN_ADDRESS =
  /^https?:\/\/(?:login|passport|signin|auth|accounts?)\.|\/(?:buyer\/)?(?:log-?in|sign-?in|signin\.html|member\/login|account-verification|accounts\/login)(?:\.\w+)?(?:[/?#]|$)/i;

export const LOGIN_TITLE =
  /^\s*(?:(?:\S+\s*[|–—-]\s*)?(?:log ?in|sign ?in|login|log into \S+|se connecter|connexion|anmelden|einloggen|accedi|iniciar sesión|inicia sesión|entrar|fazer login|đăng nhập(?: tài khoản)?|masuk|zaloguj(?: się)?|войти|вход|登录|登入|用户登录|会员登录|ログイン|로그인|giriş yap)(?:\s*[|–—-].*)?|.{0,30}(?:account login|member login|登录页|ログインページ))\s*$/iu;

/** An API that answers with a challenge instead of data (DataDome, PerimeterX, Alibaba's gateway, Akamai). */
export const JSON_CHALLENGE =
  /captcha-delivery\.com|"blockScript"|px-captcha|FAIL_SYS_USER_VALIDATE|RGV587_ERROR|rgv587_flag|FAIL_SYS_SESSION_EXPIRED|FAIL_SYS_TOKEN_(?:EMPTY|EXOIRED)|FAIL_SYS_ILLEGAL_ACCESS|x5secdata|"sec-cp-challenge"|"error(?:_code)?"\s*:\s*"?(?:captcha|too_many_requests|rate_limit)/i;

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
      /vous n(?:'|’)êtes pas un robot|êtes-vous un robot|bist du ein (?:mensch|roboter)|kein roboter|keine maschine|no eres un robot|no soy un robot|não (?:é|sou) um robô|non sei un robot|geen robot|nie jesteś robotem|не робот|проверка безопасности|проверяем (?:ваш )?браузер|checking device|похоже, нет соединения|подтвердите, что (?:вы|запросы)|robot olmadığınızı|không phải (?:là )?(?:rô-?bốt|robot)|bukan robot|로봇이 아닙니다|봇(?:이 아|\s?확인)|ロボットではありません|不是机器人|不是機器人|アクセスが集中/iu,
  },
  {
    what: 'captcha',
    phrases:
      /captcha|type the characters you see|enter the characters (?:you see )?below|введите символы с картинки|滑动验证|请按住滑块|拖动(?:到|下方)?滑块|拖動滑塊|请完成(?:安全)?验证|安全验证|人机验证|验证码|驗證碼|밀어서 확인|슬라이드하여|slide to verify|deslize para verificar|画像認証|caractères que vous voyez|geben sie die (?:angezeigten )?zeichen|introduce los caracteres|complete o captcha/iu,
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
      /not available in your (?:country|region|location)|isn(?:'|’)t available in your (?:country|region)|no está disponible en tu (?:país|región)|nicht in (?:deinem|ihrem) land verfügbar|недоступ(?:ен|но|на) в (?:вашей стране|вашем регионе)|choose (?:a|your) country|您所在的(?:国家|地区)|お住まいの(?:国|地域)(?:では|からは)/iu,
  },
];

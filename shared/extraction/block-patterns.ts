/** Above this much visible text a page is no block page, whatever scripts it carries: the longest block page we know has 1,600 characters. */
export const BIG_PAGE_CHARACTERS = 4000;

type ChallengeSign = { vendor: string; what: string; selector?: string; source?: RegExp; emptyOnly?: true };

// A selector, a pattern over the source, or both. Each is on the challenge document itself, not on pages that merely load the vendor's sensor;
// what good pages load too counts only where a page says next to nothing (`emptyOnly`).
export const CHALLENGE_MARKUP: readonly ChallengeSign[] = [
  {
    vendor: 'DataDome',
    what: 'captcha',
    selector:
      'iframe[src*="captcha-delivery.com"], script[src*="captcha-delivery.com/c.js"], script[src*="captcha-delivery.com/i.js"]',
  },
  { vendor: 'DataDome', what: 'captcha', source: /\bdd\s*=\s*\{[^}]*captcha-delivery\.com/ },
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
  { vendor: 'Akamai', what: 'bot check', source: /["'?]bm-verify["'=]|\/_sec\/(?:verify\?provider|cp_challenge\/)/ },
  { vendor: 'Imperva', what: 'bot check', source: /\/_Incapsula_Resource\?SW[A-Z]{5}/, emptyOnly: true },
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
  { vendor: 'F5', what: 'bot check', source: /window\["(?:bobcmn|failureConfig)"\]/ },
  { vendor: 'F5', what: 'bot check', source: /src="\/TSPD\//, emptyOnly: true },
  { vendor: 'Sucuri', what: 'bot check', source: /sucuri_cloudproxy_js/ },
  { vendor: 'DDoS-Guard', what: 'bot check', source: /\/\.well-known\/ddos-guard\/js-challenge/ },
  { vendor: 'Qrator', what: 'bot check', source: /\/__qrator\/qauth/, emptyOnly: true },
  { vendor: 'Servicepipe', what: 'bot check', source: /get_cookie_sps[a-z]|\/exhkqyad/ },
  { vendor: 'Reblaze', what: 'bot check', source: /window\.rbzns\s*=/ },
  { vendor: 'Arkose', what: 'captcha', source: /client-api\.arkoselabs\.com|funcaptcha\.com/, emptyOnly: true },
  { vendor: 'Tencent', what: 'captcha', source: /\bTCaptcha\.js/, emptyOnly: true },
  { vendor: 'NetEase', what: 'captcha', selector: '.yidun, #yidun', emptyOnly: true },
  { vendor: 'GeeTest', what: 'captcha', source: /\binitGeetest4?\s*\(/, emptyOnly: true },
  {
    vendor: 'ByteDance',
    what: 'captcha',
    selector: '#captcha_container, #captcha-verify-container, .captcha_verify_container',
    emptyOnly: true,
  },
  { vendor: 'Cloudflare', what: 'captcha', selector: '.cf-turnstile', emptyOnly: true },
  { vendor: 'hCaptcha', what: 'captcha', selector: '.h-captcha', emptyOnly: true },
  { vendor: 'reCAPTCHA', what: 'captcha', selector: '.g-recaptcha', emptyOnly: true },
  {
    vendor: 'a captcha service',
    what: 'captcha',
    selector: '.frc-captcha, .mtcaptcha, altcha-widget, cap-widget, .procaptcha',
    emptyOnly: true,
  },
  { vendor: 'Anubis', what: 'bot check', selector: '#anubis_challenge, #anubis_version' },
  { vendor: 'Queue-it', what: 'waiting room', selector: '#queue-it_log, #queue-it_ui' },
  { vendor: 'Shopify', what: 'password page', selector: 'form[action$="/password"] input[type="password"]' },
  {
    vendor: 'Shopify',
    what: 'bot check',
    selector: 'form[action*="/checkpoint"] .h-captcha, form[action*="/throttle/"]',
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

/** Where venues send whoever they take for a program. */
export const CHECK_ADDRESS =
  /\/(?:verify\/(?:traffic|captcha)|(?:_____tmd_____\/)?punish|captcha|challenge|blocked|robot-?check|bot-?check)(?:[/?#.]|$)|x5secdata=/i;

export const LOGIN_ADDRESS =
  /^https?:\/\/(?:login|passport|signin|auth|accounts?)\.|\/(?:buyer\/)?(?:log-?in|sign-?in|signin\.html|member\/login|account-verification|accounts\/login|authwall)(?:\.\w+)?(?:[/?#]|$)/i;

/** An API that answers with a challenge instead of data (DataDome, PerimeterX, Alibaba's gateway, Akamai). */
export const JSON_CHALLENGE =
  /captcha-delivery\.com|"blockScript"|px-captcha|FAIL_SYS_USER_VALIDATE|RGV587_ERROR|rgv587_flag|FAIL_SYS_SESSION_EXPIRED|FAIL_SYS_TOKEN_(?:EMPTY|EXOIRED)|FAIL_SYS_ILLEGAL_ACCESS|x5secdata|"sec-cp-challenge"|"cloudflare_error"|"captcha_?required"\s*:\s*true|"(?:error|error_code|code|reason)"\s*:\s*"?(?:captcha|too_many_requests|rate_limit|login_required|unauthori[sz]ed|access_denied|forbidden)/i;

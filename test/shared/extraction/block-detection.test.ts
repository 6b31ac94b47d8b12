import { describe, expect, test } from 'vitest';
import { blockPageOf, unreadablePage } from '#shared/extraction/block-detection.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import { ebay } from '#shared/marketplaces/ebay/ebay.ts';
import { corpusEntries, corpusIsThere, corpusText } from '#test/support/corpus.ts';

function open(body: string, status = 200, url = 'https://shop.example/search'): PageDocument {
  const doc = openPage({ url, status, body });
  if ('hostile' in doc) throw new Error(doc.hostile);
  return doc;
}

describe('a block page is recognised', () => {
  test.each([401, 403, 407, 429, 451, 503])('by HTTP status %d, whatever goods the body shows', (status) => {
    expect(blockPageOf(open('<h1>12 results</h1>', status), 'status')).toContain(String(status));
  });

  test.each([
    ['PerimeterX', '<div id="px-captcha"></div>'],
    ['Cloudflare', '<title>Just a moment...</title><script>window._cf_chl_opt={}</script>'],
    ['DataDome', '<iframe src="https://geo.captcha-delivery.com/captcha/?x=1"></iframe>'],
    ['Akamai', '<h1>Access Denied</h1><p>https://errors.edgesuite.net/18.4</p>'],
    ['Imperva', '<iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe>'],
    ['AWS WAF', '<script>window.gokuProps = {}</script>'],
    ['Radware', '<title>Radware Bot Manager Captcha</title>'],
    ['Akamai', '<meta http-equiv="refresh" content="5; URL=\'/?bm-verify=AAQ\'">'],
    ['Imperva', '<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>'],
    ['F5', '<script>(function(){window["bobcmn"] = "101110"})()</script>'],
    ['Sucuri', "<script>var s={},sucuri_cloudproxy_js='',S='x'</script>"],
    ['DDoS-Guard', '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'],
    ['Anubis', '<script id="anubis_challenge" type="application/json">{}</script>'],
    ['Queue-it', '<div id="queue-it_log"></div>'],
    ['Shopify', '<form action="/password"><input type="password" name="password"></form>'],
    ['Yandex', '<form action="/checkcaptcha?key=1"></form>'],
    ['DataDome', '<script>var dd={"rt":"i","host":"geo.captcha-delivery.com"}</script>'],
    ['Reblaze', '<script>window.rbzns = {seed: "x"}; winsocks()</script>'],
    ['Cloudflare', '<form method="post"><div class="cf-turnstile"></div></form>'],
    ['hCaptcha', '<form action="/verify"><div class="h-captcha"></div></form>'],
    ['GeeTest', '<div id="box"></div><script>initGeetest4({})</script>'],
    ['captcha service', '<h1>One more step</h1><altcha-widget></altcha-widget>'],
  ])('of %s, by its own markup', (vendor, body) => {
    expect(blockPageOf(open(body), 'page')).toContain(vendor);
  });

  test.each([
    'Pour continuer, confirmez que vous n’êtes pas un robot.',
    'Bestätigen Sie, dass Sie kein Roboter sind',
    'Подтвердите, что вы не робот',
    '安全验证 请拖动滑块完成验证',
    'Для входа: доступ ограничен',
    'Acceso denegado',
    '로봇이 아닙니다',
    'This item is not available in your country',
    'Please log in to continue',
    'Bevestig dat je een mens bent',
    'Bekräfta att du är en människa',
    'Potwierdź, że jesteś człowiekiem',
    'Επιβεβαιώστε ότι δεν είστε ρομπότ',
    'Nu ești robot? Confirmă.',
    'Vui lòng xác minh bạn là con người',
    'โปรดยืนยันว่าคุณไม่ใช่หุ่นยนต์',
    'تحقق من أنك لست روبوتًا',
    'אשר שאינך רובוט',
    '비정상적인 접근이 감지되었습니다',
    'Ungewöhnliche Aktivitäten festgestellt',
    'Toegang geweigerd',
    'Přístup odepřen',
    'Η πρόσβαση απορρίφθηκε',
    'It looks like you are using a VPN or proxy',
    'Troppe richieste',
    '短時間に大量のアクセスがありました',
    'You are now in line. When it is your turn, you will have 10 minutes.',
    'Sie befinden sich in der Warteschlange',
    'Você está na fila virtual',
    'You must be 18 or older to enter this site',
    'Bist du 18 Jahre oder älter?',
    'Zaakceptuj i przejdź do serwisu',
    'Zaloguj się, aby zobaczyć oferty',
    'Melden Sie sich an, um Ergebnisse zu sehen',
    'Silakan login untuk melanjutkan',
    'يرجى تسجيل الدخول للمتابعة',
    'You need to be logged in to view this page',
    'Open in the app to continue',
    'Ce site n’est pas accessible depuis votre pays',
    'The request is blocked.',
    'Slide to complete the puzzle',
    'Ihr Browser wird überprüft',
    'Conferma di non essere un robot',
    'Ungewöhnlicher Datenverkehr aus Ihrem Netzwerk',
    'Diese Seite ist in Ihrem Land nicht verfügbar',
    'Votre adresse IP a été bloquée',
    'Download our app to continue',
  ])('by what it says: %s', (words) => {
    expect(blockPageOf(open(`<html><body><p>${words}</p></body></html>`), 'page')).not.toBeNull();
  });

  test('in place of an API answer', () => {
    expect(blockPageOf(open('{"url":"https://geo.captcha-delivery.com/captcha/?cid=1"}'), 'page')).not.toBeNull();
    expect(blockPageOf(open('{"ret":["FAIL_SYS_USER_VALIDATE","RGV587_ERROR::SM"]}'), 'page')).not.toBeNull();
    expect(blockPageOf(open('{"code":401,"message":"Please login"}'), 'page')).toContain('sign-in');
    expect(blockPageOf(open('{"error":{"code":429}}'), 'page')).toContain('too many requests');
    expect(blockPageOf(open('{"message":"Forbidden"}'), 'page')).toContain('Forbidden');
    expect(blockPageOf(open('{"items":[]}'), 'page')).toBeNull();
    expect(blockPageOf(open('{"items":[{"code":401,"message":"Log in"}]}'), 'page')).toBeNull();
  });

  test('by a login address or title', () => {
    expect(blockPageOf(open('<p>Welcome</p>', 200, 'https://shop.example/buyer/login?next=/search'), 'page')).toBe(
      'login page',
    );
    expect(blockPageOf(open('<title>Đăng nhập tài khoản - Mua sắm</title><form></form>'), 'page')).toBe('login page');
    expect(
      blockPageOf(
        open('<title>Login jacket for women | Shop</title><p>12 results</p>', 200, 'https://shop.example/login-jacket'),
        'page',
      ),
    ).toBeNull();
  });

  test.each([
    'Inloggen',
    'Logga in',
    'Přihlášení',
    'Σύνδεση',
    'เข้าสู่ระบบ',
    'Login • Nordhavn',
    'Log in or sign up to view',
  ])('by a login title: %s', (title) => {
    expect(blockPageOf(open(`<title>${title}</title><p>Nordhavn</p>`), 'page')).toBe('login page');
  });

  test('by a form with a password and nothing else, or by sending its reader to one', () => {
    const form = '<form><label>E-mail</label><input type="email"><input type="password"></form>';
    expect(blockPageOf(open(`<title>Nordhavn</title>${form}`), 'page')).toBe('login page');
    const refresh = '<meta http-equiv="refresh" content="0;url=https://login.shop.example/">';
    expect(blockPageOf(open(refresh), 'page')).toBe('login page');
    const goods = '<li>Nordhavn Fjeld shell jacket 19.99</li>'.repeat(20);
    expect(blockPageOf(open(`<header>${form}</header><ul>${goods}</ul>`), 'page')).toBeNull();
  });

  test('by sending its reader to a check or a login from a script', () => {
    const send = (address: string) => `<script>window.location.replace("${address}")</script>`;
    expect(blockPageOf(open(send('/verify/traffic/error?x')), 'page')).toContain('bot check');
    expect(blockPageOf(open(send('https://login.shop.example/')), 'page')).toBe('login page');
    expect(blockPageOf(open(send('https://shop.example/search?page=1')), 'page')).toBeNull();
    expect(unreadablePage(open(send('https://new.example/')))).toContain('another site: new.example');
  });

  test('by a choice about cookies and nothing else', () => {
    const choice = '<h1>We value your privacy</h1><button>Accept all</button><button>Reject all</button>';
    expect(blockPageOf(open(choice), 'page')).toContain('consent page');
    expect(blockPageOf(open(`<nav><a href="/new">New</a></nav>${choice}`), 'page')).toBeNull();
    for (const rate of ['4,99 € im Monat', '$3.99/month', '2,99 € par mois'])
      expect(blockPageOf(open(`${choice}<p>Or read without advertisements for ${rate}.</p>`), 'page')).toContain(
        'consent page',
      );
    expect(blockPageOf(open(`${choice}<p>Nordhavn Fjeld</p><p>$3.99</p>`), 'page')).toBeNull();
  });

  test('but not by an invitation to sign in beside goods', () => {
    const goods = Array.from({ length: 5 }, (_, index) => `<li><a href="/p/${index}">Nordhavn</a> 19,00 €</li>`).join(
      '',
    );
    expect(blockPageOf(open(`<p>Sign in to see your offers</p><ul>${goods}</ul>`), 'page')).toBeNull();
  });

  test('but not by words on a page full of other text', () => {
    const goods = '<li>Captcha T-shirt, are you human? 19.99</li>'.repeat(200);
    expect(blockPageOf(open(`<title>Please Wait... | Cloudflare</title><ul>${goods}</ul>`), 'page')).toBeNull();
  });
});

test('a maintenance page is no refusal, whatever its status', () => {
  const page = {
    url: 'https://www.ebay.com/sch/i.html',
    status: 503,
    body: '<h1>Scheduled maintenance</h1><p>Be back soon.</p>',
  };
  expect(ebay.readSearch(page)).toMatchObject({ coverage: 'unreadable' });
  expect(ebay.readSearch({ ...page, body: '<h1>Service Unavailable</h1>' })).toMatchObject({ coverage: 'blocked' });
});

test('a page that gave nothing says why', () => {
  expect(unreadablePage(open(''))).toBe('empty body');
  expect(unreadablePage(open('{"a":1}'))).toContain('unknown shape');
  expect(unreadablePage(open('<script></script><script></script><script></script><div id="root"></div>'))).toContain(
    'script shell',
  );
  expect(unreadablePage(open('<h1>We’ll be back soon!</h1>'))).toContain('closed for maintenance');
  expect(unreadablePage(open('<h1>Wartungsarbeiten</h1>'))).toContain('closed for maintenance');
  expect(unreadablePage(open('<h1>This domain is for sale</h1>'))).toContain('domain is parked');
  expect(unreadablePage(open('<h1>Opening soon</h1>'))).toContain('shop is closed');
  expect(unreadablePage(open('<h1>We have moved!</h1>'))).toContain('shop has moved');
  expect(unreadablePage(open('<h1>Page not found</h1>'))).toContain('no page is at this address');
  expect(unreadablePage(open('<h1>502 Bad Gateway</h1>'))).toContain('the page failed');
  expect(unreadablePage(open('<h1>Something went wrong</h1>'))).toContain('the page failed');
});

describe.skipIf(!corpusIsThere)('real saved pages', () => {
  const pages = corpusEntries().filter(({ file }) => /\.(html|html\.gz)$/.test(file));

  test('every block page is seen and no good page is called one', () => {
    const verdicts = pages.map((entry) => {
      const doc = openPage(corpusText(entry.file));
      if ('hostile' in doc) return { ...entry, wall: null, hostile: doc.hostile };
      return { ...entry, wall: blockPageOf(doc, 'page') };
    });
    expect(verdicts.filter((verdict) => 'hostile' in verdict)).toEqual([]);
    expect(verdicts.filter(({ pageKind, wall }) => pageKind === 'blocked' && !wall)).toEqual([]);
    const good = ['search', 'listing', 'seller', 'no-results', 'other'];
    expect(verdicts.filter(({ pageKind, wall }) => good.includes(pageKind) && wall)).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(150);
  });
});

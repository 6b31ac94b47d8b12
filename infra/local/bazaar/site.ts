import { Hono } from 'hono';
import { type BadDay, nothingHere, redesignedSearchPage } from './bad-day.ts';
import { filingDesk } from './filing-desk.ts';
import { itemPage, removedPage } from './item-page.ts';
import { noticeDesk, storeDesk } from './notice-desk.ts';
import { noticeRoutes } from './notices.ts';
import { plainPage } from './page-frame.ts';
import { pastOffers } from './past-offers.ts';
import type { Picture } from './picture.ts';
import { pictureCache } from './picture-cache.ts';
import { COLOURS, PRODUCTS } from './products.ts';
import { type ClientOf, rateLimit } from './rate-limit.ts';
import { searchShop } from './search.ts';
import { homePage, searchPage } from './search-page.ts';
import { LAMPS } from './second-brand-pictures.ts';
import { closedStorePage, sellerPage } from './seller-page.ts';
import { sellerById } from './sellers.ts';
import type { Shop } from './shop.ts';
import { STYLE } from './style.ts';

/** Pages a client may ask for in a second. Pictures are not counted. */
const PAGES_PER_SECOND = 20;

const ROBOTS = `User-agent: *
Disallow: /account/
Disallow: /captcha/
Crawl-delay: 0.05
`;

export type SiteOptions = { shop: Shop; secret: string; day: BadDay; clientOf: ClientOf };

export function buildSite({ shop, secret, day, clientOf }: SiteOptions): Hono {
  const site = new Hono();
  site.get('/robots.txt', (context) => context.text(ROBOTS));
  site.get('/style.css', (context) => context.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  addPictures(site, shop);
  site.use('/api/*', day.notices);
  site.route('/api/notices', noticeRoutes(shop, secret));
  site.route('/notice-desk', filingDesk(shop));
  site.route('/notice-desk', noticeDesk(shop));
  site.route('/store-desk', storeDesk(shop));
  site.use(rateLimit(PAGES_PER_SECOND, clientOf), day.pages);
  addPages(site, shop, day);
  site.notFound((context) => context.html(nothingHere(), 404));
  return site;
}

function addPages(site: Hono, shop: Shop, day: BadDay): void {
  site.get('/', (context) => context.html(homePage(shop)));
  site.get('/search', (context) => {
    const page = Number.parseInt(context.req.query('page') ?? '1', 10);
    const result = searchShop(shop, (context.req.query('q') ?? '').slice(0, 200), page > 0 ? page : 1);
    return context.html(day.mode() === 'layout-changed' ? redesignedSearchPage(result) : searchPage(shop, result));
  });
  site.get('/item/:id', (context) => {
    const listing = shop.find(context.req.param('id'));
    if (!listing) return context.notFound();
    if (shop.stateOf(listing) === 'removed') return context.html(removedPage(), 410);
    return context.html(itemPage(shop, listing, new URL(context.req.url).origin));
  });
  site.get('/seller/:id', (context) => {
    const id = context.req.param('id');
    const seller = shop.knows(id) ? sellerById(id) : undefined;
    if (!seller) return context.notFound();
    return context.html(shop.isClosed(id) ? closedStorePage(seller) : sellerPage(shop, seller));
  });
  site.get('/account/sign-in', (context) =>
    context.html(plainPage('Accounts are closed', 'This is a sample shop: nothing can be bought here.')),
  );
}

function addPictures(site: Hono, shop: Shop): void {
  const draw = pictureCache();
  const jpeg = { 'Content-Type': 'image/jpeg', 'Cache-Control': 'public, max-age=86400' };
  site.get('/img/:file{\\d+(-\\d+)?\\.jpg}', async (context) => {
    const [id, number = '1'] = context.req.param('file').replace('.jpg', '').split('-');
    const listing = shop.find(id!);
    const picture = listing?.offer.pictures[Number(number) - 1];
    if (!picture || shop.stateOf(listing!) === 'removed') return context.notFound();
    return context.body(await draw(`${id}-${number} ${listing!.listedAt.getTime()}`, picture), 200, jpeg);
  });
  const past = new Map(pastOffers(shop.seed).map(({ entry: { offer } }) => [offer.id, offer]));
  site.get('/past/:file{\\d+-\\d+\\.jpg}', async (context) => {
    const [id, number] = context.req.param('file').replace('.jpg', '').split('-');
    const picture = number === '1' && LAMPS[id!] ? LAMPS[id!] : past.get(id!)?.pictures[Number(number) - 1];
    return picture ? context.body(await draw(`past ${id}-${number}`, picture), 200, jpeg) : context.notFound();
  });
  site.get('/official/:file{[A-Z0-9-]+\\.jpg}', async (context) => {
    const sku = context.req.param('file').replace('.jpg', '');
    const picture = officialPicture(sku);
    return picture ? context.body(await draw(sku, picture), 200, jpeg) : context.notFound();
  });
}

/** The maker's photo of an article, in its first colour. */
function officialPicture(sku: string): Picture | undefined {
  const product = PRODUCTS.find((candidate) => candidate.sku === sku);
  if (!product) return LAMPS[sku];
  const { shape, cut, colours } = product;
  return {
    subject: { shape, cut, colour: COLOURS[colours[0]!], lettering: 'NORDHAVN' },
    scene: { kind: 'official', sku },
  };
}

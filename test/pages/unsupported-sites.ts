/** Marketplaces that a brand will ask for and that we do not read. A reader that nobody could check against a real page would be an invention. */
export const UNSUPPORTED_SITES: readonly { title: string; reason: string }[] = [
  { title: 'DHgate', reason: 'no real page at hand to write or check a reader on' },
  { title: 'Wish', reason: 'no real page at hand; results are drawn by scripts after a login' },
  { title: 'Poshmark', reason: 'no real page at hand to write or check a reader on' },
  { title: 'Pinduoduo', reason: 'goods are shown in its app and after a login only; we create no accounts' },
  {
    title: 'Xianyu (Goofish)',
    reason: 'no real page at hand; searches are signed by the page’s scripts, which we do not imitate',
  },
  { title: 'TikTok Shop', reason: 'goods are shown in its app; its brand portal takes the links that a person finds' },
  { title: 'Shein', reason: 'no real page at hand; bot block pages before the first page' },
  { title: 'Tokopedia, Bukalapak', reason: 'no real page at hand to write or check a reader on' },
  { title: 'Instagram, WhatsApp, Telegram', reason: 'closed to visitors without an account; we create no accounts' },
];

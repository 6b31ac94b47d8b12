const LANGUAGES = 'en de nl sv da nb fi fr es pt it ro ca pl cs sk hu hr sl lt lv et ru uk bg el tr vi id'.split(' ');

let months: ReadonlyMap<string, number> | undefined;

/** The names of the months, short and long, as those languages write them in a date. Made when first asked for: it takes a fifth of a second. */
const monthsByName = (): ReadonlyMap<string, number> => (months ??= new Map(LANGUAGES.flatMap(monthsIn)));

const monthsIn = (language: string): (readonly [name: string, number: number])[] =>
  (['long', 'short'] as const).flatMap((month) =>
    [{ month }, { month, day: 'numeric' } as const].flatMap((options) => {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, index) => {
        const parts = format.formatToParts(new Date(Date.UTC(2020, index, 15)));
        const name = parts.find(({ type }) => type === 'month')!.value;
        return [name.toLowerCase().replace(/\.$/, ''), index + 1] as const;
      });
    }),
  );

/** That an account is of a date, in the languages of the venues; the date follows. */
const SINCE =
  /(?:(?<!\p{L})(?:since|joined|member since|registered|opened|est\.?|seit|beigetreten|mitglied seit|registriert|dabei seit|depuis|membre depuis|inscrite? (?:en|le|depuis)|desde|miembro desde|se unió(?: en)?|membro desde|dal?|iscritto (?:dal?|il)|membro dal|sinds|lid sinds|sedan|medlem sedan|siden|medlem siden|liittynyt|alkaen|din|membru din|od|na allegro od|uživatelem od|óta|tagja|с|со|на сайте с|з|із|от|από|μέλος από|beri|tarihinden beri|üyelik|katılım|tham gia|bergabung|sejak)(?!\p{L})|(?:开店|開店|成立|注册|加入|入驻)(?:时间|時間)?|登録日?|開設日?|입점일?|개설일?|가입일?)\s*[:：]?\s*/giu;
const DATE =
  /^(?:(?<iso>(?:19|20)\d\d)[-./年년]\s?(?<m>\d{1,2})(?:[-./月월]\s?(?<d>\d{1,2}))?|(?<day>\d{1,2})[./-](?<month>\d{1,2})[./-](?<year>(?:19|20)\d\d)|(?:\d{1,2}\.?\s(?:de\s)?)?(?<word>\p{L}{3,12})\.?,?\s(?:\d{1,2},?\s)?(?:de\s|del\s)?(?<of>(?:19|20)\d\d)|(?<alone>(?:19|20)\d\d)(?!\d))/iu;

/** "Verkäufer seit März 2014" → 2014-03, "개설일 2018.05.21" → 2018-05-21, "since 2016" → 2016. A date of which day and month are unclear is its year. */
export function sinceIn(said: string): string | undefined {
  for (const { 0: words, index } of said.matchAll(SINCE)) {
    const found = DATE.exec(said.slice(index + words.length))?.groups;
    const date = found && dateOf(found);
    if (date !== undefined) return date;
  }
  return undefined;
}

function dateOf({
  iso,
  m,
  d,
  day,
  month,
  year,
  word,
  of,
  alone,
}: Record<string, string | undefined>): string | undefined {
  if (iso) return [iso, m, d].flatMap((part) => part?.padStart(2, '0') ?? []).join('-');
  if (year) return Number(day) > 12 ? [year, month, day].map((part) => part!.padStart(2, '0')).join('-') : year;
  if (!word) return alone;
  const named = monthsByName().get(word.toLowerCase());
  return named === undefined ? undefined : `${of}-${String(named).padStart(2, '0')}`;
}

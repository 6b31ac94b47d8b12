import { load } from 'cheerio/slim';
import { CONTEST, repeat } from './rounds.ts';
import { scrape } from './scrape.ts';

await repeat(async () => scrape(load(await (await fetch(CONTEST.address)).text()), CONTEST.recipe));

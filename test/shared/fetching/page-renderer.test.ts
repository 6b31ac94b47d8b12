import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '#shared/fetching/browser.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createPageRenderer, type PageRenderer } from '#shared/fetching/page-renderer.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

// A real browser: starting it takes a second, and the first start on a machine unpacks it.

const HOSTS = { allowedHosts: ['shop.example'], screenshot: false };
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';

let shop: TestServer;
let stranger: TestServer;
let options: Omit<Parameters<typeof createPageRenderer>[0], 'timeoutMs'>;
let renderer: PageRenderer;
let html: string;

beforeAll(async () => {
  stranger = await startServer((_request, response) => response.end('stolen'));
  shop = await startServer((request, response) => {
    const html200 = { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'id=1' };
    if (request.url === '/data.json') return void response.end('{"title":"Fjord Parka"}');
    if (request.url?.endsWith('.svg'))
      return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(PICTURE);
    if (request.url === '/moved') return void response.writeHead(302, { location: '/page' }).end();
    if (request.url === '/gone') return void response.writeHead(410, html200).end('This listing has ended');
    if (request.url === '/file') return void response.writeHead(200, { 'content-type': 'application/zip' }).end('PK');
    if (request.url === '/other') return void response.writeHead(200, html200).end('<p>other page</p>');
    response.writeHead(200, { ...html200, 'content-disposition': 'attachment' }).end(html);
  });
  const allowedPrivateOrigins = [shop.origin];
  const fetcher = createHttpFetcher({ userAgent: 'Markwarden/1', allowedPrivateOrigins });
  options = { fetcher, userAgent: 'Markwarden/1', allowedPrivateOrigins, pagesPerLaunch: 3 };
  renderer = createPageRenderer({ ...options, timeoutMs: 15_000 });
});
afterEach(() => {
  shop.asked.length = 0;
});
afterAll(async () => {
  await renderer.close();
  await Promise.all([shop.stop(), stranger.stop()]);
});

const open = (page: string, options = HOSTS) => {
  html = page;
  return renderer.render(`${shop.origin}/page`, options);
};

describe('a rendered page', () => {
  it('is read after its scripts ran, with what they loaded from its own host', async () => {
    const page = await open(
      `<title>Shop</title><script>fetch('/data.json').then(r => r.json()).then(d => document.body.append(d.title))</script>`,
    );
    expect(page).toMatchObject({ status: 200, finalUrl: `${shop.origin}/page` });
    expect(page.html).toContain('Fjord Parka');
    expect(page.screenshot).toBeUndefined();
  });

  it('is pictured 1280 wide and as high as it is, up to 4000', async () => {
    const picture = async (height: number) => {
      const body = `<body style="margin:0"><div style="height:${height}px;background:linear-gradient(red,blue)"></div>`;
      const { screenshot } = await open(body, { ...HOSTS, screenshot: true });
      const { format, width, height: tall } = await sharp(screenshot).metadata();
      return { format, width, tall };
    };
    expect(await picture(2000)).toEqual({ format: 'jpeg', width: 1280, tall: 2000 });
    expect(await picture(100_000)).toEqual({ format: 'jpeg', width: 1280, tall: 4000 });
  });

  it('that moved is reported under its new address, and one that is gone with its status', async () => {
    html = '<p>here</p>';
    expect(await renderer.render(`${shop.origin}/moved`, HOSTS)).toMatchObject({ finalUrl: `${shop.origin}/page` });
    expect(await renderer.render(`${shop.origin}/gone`, HOSTS)).toMatchObject({ status: 410 });
  });

  it('starts without the cookies of the page before', async () => {
    expect((await open('<script>document.write("cookies:" + document.cookie + ";")</script>')).html).toContain(
      'cookies:;',
    );
    expect((await open('<script>document.cookie="a=b"</script>')).html).toContain('a=b');
    expect((await open('<script>document.write("cookies:" + document.cookie + ";")</script>')).html).toContain(
      'cookies:;',
    );
  });
});

describe('a hostile page', () => {
  it('reaches no other host, by whatever way it asks', async () => {
    const target = stranger.origin;
    const page = await open(`
      <link rel="stylesheet" href="${target}/a.css"><img src="${target}/b.png"><iframe src="${target}/c"></iframe>
      <script src="${target}/d.js"></script><link rel="preconnect" href="${target}"><object data="${target}/o"></object>
      <script>
        const say = (text) => document.body.append(text);
        fetch('${target}/e').then(() => say('LE' + 'AK'), () => say('refused-fetch'));
        fetch('http://169.254.169.254/latest/meta-data/').then(() => say('LE' + 'AK'), () => say('refused-metadata'));
        navigator.sendBeacon('${target}/f');
        new WebSocket('${target.replace('http', 'ws')}/g').onerror = () => say('refused-socket');
        new EventSource('${target}/h');
        window.open('${target}/i');
        new Worker(URL.createObjectURL(new Blob(["fetch('${target}/j')"])));
        new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${new URL(target).port}' }] });
      </script>`);
    expect(page.html).toContain('refused-fetch');
    expect(page.html).toContain('refused-metadata');
    expect(page.html).not.toContain('LEAK');
    expect(stranger.asked).toEqual([]);
    expect(stranger.connections()).toBe(0);
  });

  it('does not change its own host either: no POST, no socket, no popup', async () => {
    await open(`<script>
      fetch('/buy', { method: 'POST', body: 'x' }).catch(() => {});
      new WebSocket('ws://' + location.host + '/socket');
      window.open('/popup');
      navigator.serviceWorker?.register('/worker.js').catch(() => {});
    </script>`);
    expect(shop.asked).toEqual(['/page']);
  });

  it('may not leave for another host, and its own address is what is reported', async () => {
    const page = await open(`<p>bait</p><script>location.href = '${stranger.origin}/trap'</script>`);
    expect(page.finalUrl.startsWith(stranger.origin)).toBe(false);
    expect(stranger.asked).toEqual([]);
  });

  it('loads at most 150 things', async () => {
    html = `<script>for (let i = 0; i < 400; i++) new Image().src = '/picture-' + i + '.svg'</script>`;
    // Enough time for all of them, however busy the machine is.
    const patient = createPageRenderer({ ...options, timeoutMs: 110_000 });
    await patient.render(`${shop.origin}/page`, HOSTS).finally(patient.close);
    expect(shop.asked.length).toBe(151);
  });

  it('that hangs for ever costs one timeout, and the next page is fine', async () => {
    const fetcher = createHttpFetcher({ userAgent: 'x', allowedPrivateOrigins: [shop.origin] });
    const impatient = createPageRenderer({
      fetcher,
      userAgent: 'x',
      allowedPrivateOrigins: [shop.origin],
      timeoutMs: 2500,
    });
    html = '<script>for (;;) {}</script>';
    await expect(impatient.render(`${shop.origin}/page`, HOSTS)).rejects.toThrow(TransientError);
    expect((await impatient.render(`${shop.origin}/other`, HOSTS)).html).toContain('other page');
    await impatient.close();
  });

  it('that is not a page, or not on an allowed host, is refused before the browser sees it', async () => {
    await expect(renderer.render(`${shop.origin}/file`, HOSTS)).rejects.toThrow(BlockedError);
    await expect(renderer.render(`${stranger.origin}/x`, HOSTS)).rejects.toThrow(BlockedError);
    await expect(renderer.render('file:///etc/passwd', HOSTS)).rejects.toThrow(BlockedError);
    await expect(renderer.render('http://127.0.0.1/', { ...HOSTS, allowedHosts: ['127.0.0.1'] })).rejects.toThrow(
      BlockedError,
    );
  });

  // Where processes can be looked into as files.
  it.runIf(process.platform === 'linux')(
    'finds no secrets in the browser: its environment is not ours, and its memory is written to no file when it crashes',
    async () => {
      await open('<p>x</p>');
      const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
      const mine: string[] = [];
      const limits: string[] = [];
      for (const id of processes) {
        const parent = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
        if (parent.split(') ')[1]?.split(' ')[1] !== String(process.pid)) continue;
        if (!(await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).includes('remote-debugging')) continue;
        mine.push(await readFile(`/proc/${id}/environ`, 'utf8'));
        limits.push(await readFile(`/proc/${id}/limits`, 'utf8'));
      }
      expect(mine.length).toBeGreaterThan(0);
      for (const environment of mine) expect(environment).not.toContain('AWS_');
      for (const each of limits) expect(each).toMatch(/^Max core file size +0 +0 /m);
    },
  );
});

describe('the browser', () => {
  it('works inside a worker thread, where the local host runs it', async () => {
    html = '<p>seen from a thread</p>';
    const worker = new Worker(
      `import { parentPort, workerData } from 'node:worker_threads';
       const { createHttpFetcher } = await import(workerData.fetcher);
       const { createPageRenderer } = await import(workerData.renderer);
       const allowedPrivateOrigins = [workerData.origin];
       const fetcher = createHttpFetcher({ userAgent: 'x', allowedPrivateOrigins });
       const renderer = createPageRenderer({ fetcher, userAgent: 'x', allowedPrivateOrigins });
       const page = await renderer.render(workerData.origin + '/page', { allowedHosts: ['shop.example'], screenshot: true });
       parentPort.postMessage({ html: page.html, bytes: page.screenshot.length });
       await renderer.close();`,
      {
        eval: true,
        env: { AWS_REGION: 'eu-west-1' },
        execArgv: ['--input-type=module'],
        workerData: {
          origin: shop.origin,
          fetcher: new URL('../../../shared/fetching/http-fetcher.ts', import.meta.url).href,
          renderer: new URL('../../../shared/fetching/page-renderer.ts', import.meta.url).href,
        },
      },
    );
    const [message] = await once(worker, 'message');
    expect(message.html).toContain('seen from a thread');
    expect(message.bytes).toBeGreaterThan(1000);
    await once(worker, 'exit');
  });

  it('that was named but is not there is reported in words for a person', async () => {
    await expect(findChromium('/nowhere/chrome')).rejects.toThrow(
      'There is no browser at /nowhere/chrome (CHROME_PATH).',
    );
  });
});

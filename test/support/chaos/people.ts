import { decideCase } from '#shared/cases/decide.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { NoticeState } from '#shared/domain/notice-record.ts';
import { digestOf } from '#shared/notices/approval.ts';
import { approveNotice, fileNotice, type PeopleServices } from '#shared/notices/by-people.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { anAdmin } from '../an-access.ts';
import { LOOKS_END, SCANS_END, urlOf, type World } from './world.ts';

const HOUR = 3_600_000;
const WAITING = ['flagged', 'awaiting-approval'] as const;

/** Every hour, and every fourth after the scans: confirms what waits, approves and files notices. What people ask for is not lost on its way. */
export async function workAsPeople(brands: readonly Brand[], world: World): Promise<void> {
  const { time, tables, queues, internet } = world;
  const { client, names } = tables;
  const cases = createCaseStore(client, names.cases, time.now);
  const services: PeopleServices = {
    brands: createBrandStore(client, names.brands),
    cases,
    notices: createNoticeStore(client, names.cases),
    quotas: createQuotaStore(client, names.cases),
    takedowns: queueTo('takedown'),
    alerts: queueTo('alert'),
    clock: time.now,
  };

  function queueTo(name: string): PeopleServices['alerts'] & PeopleServices['takedowns'] {
    const send = async (message: unknown, options = {}) =>
      queues.get(urlOf(name))!.send({ body: JSON.stringify(message), ...options });
    return {
      send,
      sendAll: async (all) => {
        for (const { message, options } of all) await send(message, options);
      },
    };
  }

  const review = async (brandId: string): Promise<void> => {
    for (const state of WAITING)
      for (const record of await cases.byBrand(brandId, state)) {
        await decideCase(record, { decision: 'confirm', at: time.now() }, { access: anAdmin(), cases });
      }
    const inState = async (state: NoticeState) => (await services.notices.byBrand(brandId, state)).notices;
    const waiting = (await inState('draft')).filter(({ windowClosed }) => windowClosed);
    const givenUp = (await inState('approved')).filter(({ tries }) => tries >= 3);
    for (const notice of [...waiting, ...givenUp]) {
      const digest = digestOf(notice, await services.notices.targetsOf(notice.id));
      await approveNotice(notice, { by: 'analyst:jane', digest }, services);
    }
    for (const notice of await inState('ready-to-file')) {
      for (const { statement } of await services.notices.targetsOf(notice.id))
        internet.file(notice.reference, statement.itemId);
      await fileNotice(notice, { by: 'analyst:jane' }, services);
    }
  };

  while (time.now().getTime() < LOOKS_END) {
    await time.sleep((time.now().getTime() > SCANS_END ? 4 : 1) * HOUR);
    for (const { id } of brands) await time.io(review(id));
  }
}

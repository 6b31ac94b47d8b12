import { decideCase } from '#shared/cases/decide.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { NoticeState } from '#shared/domain/notice-record.ts';
import { digestOf } from '#shared/notices/approval.ts';
import { approveNotice, type PeopleServices, withdrawNotice } from '#shared/notices/by-people.ts';
import { fileNotice } from '#shared/notices/filing.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { createQuotaStore } from '#shared/stores/quota-store.ts';
import { anAdmin } from '../an-access.ts';
import { LOOKS_END, SCANS_END, urlOf, type World } from './world.ts';

const HOUR = 3_600_000;
const WAITING = ['flagged', 'awaiting-approval'] as const;

/**
 * Every hour, and every fourth after the scans: confirms what waits, approves and files notices; until then they put things off, change
 * their minds and the brand's file, and write where others write. What people ask for is not lost on its way.
 */
export async function workAsPeople(brands: readonly Brand[], world: World): Promise<void> {
  const { time, tables, queues, internet } = world;
  const { client, names } = tables;
  const cases = createCaseStore(client, names.cases, time.now);
  const registered = createBrandStore(client, names.brands);
  const services: PeopleServices = {
    brands: registered,
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

  const happens = (what: string, chance: number): boolean => {
    if (time.now().getTime() > SCANS_END || world.random() >= chance) return false;
    world.count(`people: ${what}`);
    return true;
  };

  const decide = async (record: Case): Promise<void> => {
    const at = time.now();
    const isPutOff = happens('a case put off', 0.1);
    const until = new Date(at.getTime() + 2 * HOUR);
    const decision = isPutOff ? ({ decision: 'snooze', at, until } as const) : ({ decision: 'confirm', at } as const);
    await decideCase(record, decision, { access: anAdmin(), cases });
  };

  /** As a second tab, an import or older code does. */
  const meddle = async (brandId: string): Promise<void> => {
    const { notices } = services;
    for (const record of await cases.byBrand(brandId, 'drafted'))
      if (happens('a case written meanwhile', 0.3)) await cases.update(record, {});
    for (const notice of (await notices.byBrand(brandId, undefined)).notices) {
      if (happens('a notice written meanwhile', 0.2)) await notices.write(notice, notice);
      for (const target of await notices.targetsOf(notice.id))
        if (happens('a target written meanwhile', 0.2))
          await notices.writeTarget(target, { ...target, heard: undefined });
    }
  };

  const editBrand = async (brandId: string): Promise<void> => {
    const brand = await services.brands.get(brandId);
    const reporter = { ...brand!.contacts.reporter!, phone: `+45 ${Math.floor(10_000_000 + world.random() * 1e7)}` };
    await registered.put({ ...brand!, contacts: { ...brand!.contacts, reporter } }, time.now());
  };

  const review = async (brandId: string): Promise<void> => {
    if (happens('a brand edited', 0.3)) await editBrand(brandId);
    await meddle(brandId);
    for (const state of WAITING) for (const record of await cases.byBrand(brandId, state)) await decide(record);
    const inState = async (state: NoticeState) => (await services.notices.byBrand(brandId, state)).notices;
    for (const state of ['draft', 'approved', 'ready-to-file'] as const)
      for (const notice of await inState(state))
        if (happens('a notice withdrawn before it left', 0.15))
          await withdrawNotice(notice, { by: 'analyst:jane', why: 'not yet' }, services);
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

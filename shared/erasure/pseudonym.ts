import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import { nameKey } from '#shared/recognition/same-name.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { Subject } from './subject.ts';

const hash = (text: string): string => sha256Hex(text).slice(0, 32);
const ofAccount = (group: string, account: string): string => hash(`${group}~${nameKey(account)}`);

/** A name for somebody that whoever knows them can make again, and that names nobody by itself. */
export const pseudonymOf = (subject: Subject): string =>
  subject.kind === 'brand'
    ? hash(`brand~${subject.brandId}`)
    : ofAccount(accountGroupOf(subject.marketplace), subject.account);

/** The same for the account that a store file is about: the audit outlives an erasure, and nobody can change it. */
export const storePseudonym = ({ group, sellerId }: Pick<StoreFile, 'group' | 'sellerId'>): string =>
  ofAccount(group, sellerId);

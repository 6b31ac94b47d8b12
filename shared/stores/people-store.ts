import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Membership, Profile } from '#shared/domain/membership.ts';
import { type Clock, systemClock } from '#shared/runtime/clock.ts';
import { ifConditionHolds, type Key, queryAll } from './dynamo-access.ts';
import { expiryAfter, isAlive } from './expiry.ts';

/** A browser that is signed in. The browser holds a secret; what is stored is its hash. */
export const Session = z.object({
  person: z.string(),
  secretHash: z.string(),
  /** Must come back with everything that changes something. */
  csrfToken: z.string(),
  refreshToken: z.string(),
  /** ISO; from then on the identity provider is asked whether the person may still come in. */
  checkAt: z.iso.datetime(),
  signedInAt: z.iso.datetime(),
  /** Epoch seconds. */
  expiresAt: z.int(),
});
export type Session = z.infer<typeof Session>;

/** What somebody decided last, for as long as it can be taken back. */
export const LastDecision = z.object({ at: z.iso.datetime(), what: z.string(), caseIds: z.array(z.string()).min(1) });
export type LastDecision = z.infer<typeof LastDecision>;

/** When somebody looked at what there is to do. Looks with less than hours between them are one stay. */
export const Stay = z.object({
  /** The end of the stay before; absent for somebody who is here for the first time. */
  since: z.iso.datetime().optional(),
  at: z.iso.datetime(),
});
export type Stay = z.infer<typeof Stay>;

export type Person = { profile: Profile; memberships: Membership[] };

/** People, what they may do, and where they are signed in (table `people`, one partition for each person). */
export type PeopleStore = {
  /** Undefined for somebody whom nobody has added. */
  get: (person: string) => Promise<Person | undefined>;
  /** The person together with one of their sessions, and what they decided last: one read. */
  visitor: (
    person: string,
    secretHash: string,
  ) => Promise<{
    person: Person | undefined;
    session: Session | undefined;
    lastDecision: LastDecision | undefined;
    stay: Stay | undefined;
  }>;
  /** Replaces the one before. */
  putStay: (person: string, stay: Stay) => Promise<void>;
  /** Replaces the one before. */
  putLastDecision: (person: string, decision: LastDecision) => Promise<void>;
  putProfile: (profile: Profile) => Promise<void>;
  /** Replaces what the person was for this brand. */
  putMembership: (membership: Membership) => Promise<void>;
  removeMembership: (person: string, brandId: string) => Promise<void>;
  /** Everybody who was given this brand by name, by their id. */
  ofBrand: (brandId: string) => Promise<Membership[]>;
  openSession: (session: Session) => Promise<void>;
  /** False when the session has ended meanwhile. */
  renewSession: (session: Session) => Promise<boolean>;
  endSession: (person: string, secretHash: string) => Promise<void>;
};

const partition = (person: string) => `PERSON~${person}`;
const profileKey = (person: string): Key => ({ pk: partition(person), sk: 'PROFILE' });
const membershipKey = (person: string, brandId: string): Key => ({ pk: partition(person), sk: `MEMBER~${brandId}` });
const lastDecisionKey = (person: string): Key => ({ pk: partition(person), sk: 'LAST-DECISION' });
const stayKey = (person: string): Key => ({ pk: partition(person), sk: 'STAY' });
const sessionKey = (person: string, hash: string): Key => ({ pk: partition(person), sk: `SESSION~${hash}` });

export function createPeopleStore(
  client: DynamoDBDocumentClient,
  table: string,
  now: Clock = systemClock,
): PeopleStore {
  const read = async (person: string) => {
    const items = await queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partition(person) },
      ConsistentRead: true,
    });
    const profile = items.find(({ sk }) => sk === 'PROFILE');
    const memberships = items
      .filter(({ sk }) => String(sk).startsWith('MEMBER~'))
      .map((item) => Membership.parse(item));
    return {
      items,
      person:
        profile || memberships.length > 0
          ? { profile: profile ? Profile.parse(profile) : { person, name: person }, memberships }
          : undefined,
    };
  };
  return {
    async get(person) {
      return (await read(person)).person;
    },
    async visitor(person, secretHash) {
      const found = await read(person);
      const session = found.items.find(({ sk }) => sk === sessionKey(person, secretHash).sk);
      return {
        person: found.person,
        session: session && isAlive(session, now()) ? Session.parse(session) : undefined,
        lastDecision: LastDecision.optional().parse(found.items.find(({ sk }) => sk === 'LAST-DECISION')),
        stay: Stay.optional().parse(found.items.find(({ sk }) => sk === 'STAY')),
      };
    },
    async putLastDecision(person, decision) {
      const Item = { ...lastDecisionKey(person), ...decision, expiresAt: expiryAfter(new Date(decision.at), 1) };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async putStay(person, stay) {
      await client.send(new PutCommand({ TableName: table, Item: { ...stayKey(person), ...stay } }));
    },
    async putProfile(profile) {
      await client.send(new PutCommand({ TableName: table, Item: { ...profileKey(profile.person), ...profile } }));
    },
    async putMembership(membership) {
      const { person, brandId } = membership;
      const Item = { ...membershipKey(person, brandId), ...membership, memberOf: brandId };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async removeMembership(person, brandId) {
      await client.send(new DeleteCommand({ TableName: table, Key: membershipKey(person, brandId) }));
    },
    async ofBrand(brandId) {
      const items = await queryAll(client, {
        TableName: table,
        IndexName: 'by-brand',
        KeyConditionExpression: 'memberOf = :brandId',
        ExpressionAttributeValues: { ':brandId': brandId },
      });
      return items.map((item) => Membership.parse(item));
    },
    async openSession(session) {
      const Item = { ...sessionKey(session.person, session.secretHash), ...session };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    async renewSession({ person, secretHash, refreshToken, checkAt }) {
      const write = client.send(
        new UpdateCommand({
          TableName: table,
          Key: sessionKey(person, secretHash),
          UpdateExpression: 'SET refreshToken = :token, checkAt = :at',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':token': refreshToken, ':at': checkAt },
        }),
      );
      return (await ifConditionHolds(write)) !== undefined;
    },
    async endSession(person, secretHash) {
      await client.send(new DeleteCommand({ TableName: table, Key: sessionKey(person, secretHash) }));
    },
  };
}

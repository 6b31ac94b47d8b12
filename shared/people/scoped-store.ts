import { brandIdOf } from '#shared/domain/ids.ts';
import type { Access } from './access.ts';

/** What somebody asked for belongs to a brand that is not theirs: to them it is not there. */
export class OutOfScopeError extends Error {
  override name = 'OutOfScopeError';
}

/**
 * How a store's method says which brand it is about.
 * - `brand`: its first argument is the brand's id
 * - `record`: its first argument has a `brandId`
 * - `key`: its first argument starts with the brand's id and a `~`, as case ids do
 * - `keys`: its first argument is a list of such keys; all have to be theirs
 * - `found`: only what it finds says so, in `brandId`; what is another's is not found
 * - `none`: the machinery's, not for people
 * - `shared`: holds nothing of any brand
 */
export type Scope = 'brand' | 'record' | 'key' | 'keys' | 'found' | 'none' | 'shared';

/** A method without a scope does not compile: nothing is added to a store without saying whose it is. */
export type Scopes<S> = { [Method in keyof S]-?: Scope };

type Method = (...args: unknown[]) => unknown;

/**
 * The store as somebody may use it. Calls about a brand that is not theirs throw OutOfScopeError before anything is read or
 * written, so a route that forgets to check leaks nothing.
 */
export function scopedStore<S extends object>(store: S, scopes: Scopes<S>, access: Access): S {
  const isTheirs = (brandId: unknown) => typeof brandId === 'string' && access.may('read', brandId);
  const wrap = (name: string, scope: Scope): Method => {
    const call = (args: unknown[]) => (store as Record<string, Method>)[name]!(...args);
    if (scope === 'shared') return (...args) => call(args);
    if (scope === 'found')
      return async (...args) => {
        const found = (await call(args)) as { brandId?: unknown } | undefined;
        return found && isTheirs(found.brandId) ? found : undefined;
      };
    return async (...args) => {
      const named =
        scope === 'keys' ? (args[0] as unknown[]).map((key) => brandNamed('key', key)) : [brandNamed(scope, args[0])];
      if (!named.every(isTheirs)) throw new OutOfScopeError(`${name} of another's`);
      return call(args);
    };
  };
  const methods = Object.entries(scopes as Record<string, Scope>).map(([name, scope]) => [name, wrap(name, scope)]);
  return Object.fromEntries(methods) as S;
}

function brandNamed(scope: Scope, argument: unknown): unknown {
  if (scope === 'brand') return argument;
  if (scope === 'record') return (argument as { brandId?: unknown } | undefined)?.brandId;
  if (scope === 'key' && typeof argument === 'string' && argument.includes('~')) return brandIdOf(argument);
  return undefined;
}

import { Hono } from 'hono';
import type { Access } from '#shared/people/access.ts';
import type { SwitchScope } from '#shared/stores/switch-store.ts';
import { switchOperations } from './notice-operations.ts';
import { serve } from './operation.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function switchRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { switches, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };
  const shown = async () => {
    const all = await switches.list();
    return {
      body: { switches: all.filter(({ scope }) => !('brandId' in scope) || caller.may('read', scope.brandId)) },
    };
  };
  const stop = async (scope: SwitchScope, why: string) => {
    await switches.stop({ scope, why, by: caller.actor, at: clock().toISOString() });
    return shown();
  };
  const release = async (scope: SwitchScope) => {
    await switches.release(scope);
    return shown();
  };
  serve(routes, context, switchOperations.list, shown);
  serve(routes, context, switchOperations.stop, async ({ body: { scope, why } }) => stop(scope, why));
  serve(routes, context, switchOperations.release, async ({ body: { scope } }) => release(scope));
  serve(routes, context, switchOperations.stopBrand, async ({ id, body: { why } }) => stop({ brandId: id }, why));
  serve(routes, context, switchOperations.releaseBrand, async ({ id }) => release({ brandId: id }));
  return routes;
}

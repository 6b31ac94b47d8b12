import { Hono } from 'hono';
import type { StoreFile } from '#shared/domain/store-file.ts';
import { storePseudonym } from '#shared/erasure/pseudonym.ts';
import type { Access } from '#shared/people/access.ts';
import { openStoreFile, sayOfStoreFile } from '#shared/store-files/by-people.ts';
import { storePacketRequest } from '#shared/store-files/packet-request.ts';
import { storeStatement } from '#shared/store-files/statement.ts';
import { STORE_COLUMNS } from './columns.ts';
import { listedAs } from './listed-as.ts';
import { serve } from './operation.ts';
import { brandsAsked, pageByState } from './paging.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';
import { storeFileOperations } from './store-file-operations.ts';

export function storeFileRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { storeFiles, brands } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };
  serve(routes, context, storeFileOperations.list, async ({ query, c }) => {
    const { brand, state, marketplace } = query;
    const isWanted = ({ marketplaces }: StoreFile) => !marketplace || marketplaces.includes(marketplace);
    const { items, next } = await pageByState(await brandsAsked(brand, brands), query, async (brandId, position) => {
      const page = await storeFiles.byBrand(brandId, state, position);
      return { items: page.files.filter(isWanted), next: page.next };
    });
    return { body: { stores: items, next }, text: listedAs(c.req.header('accept'), { items, next }, STORE_COLUMNS) };
  });
  const known = async (id: string) => {
    const opened = await openStoreFile(id, services);
    const brand = opened && (await brands.get(opened.file.brandId));
    if (!brand) throw new ApiError(404, 'not-found', `There is no file on a store "${id}".`);
    return { ...opened, brand };
  };
  serve(routes, context, storeFileOperations.get, async ({ id }) => {
    const { file, brand, cases } = await known(id);
    return { body: { store: file, statement: storeStatement(file, brand, cases) } };
  });
  serve(routes, context, storeFileOperations.packet, async ({ id }) => {
    const { file, brand, cases } = await known(id);
    const request = await storePacketRequest(file, brand, cases, services.notices);
    const { key } = await services.packStore(request);
    const fileName = `${request.storePacket.reference}.zip`;
    return { body: { address: await services.evidenceLinks.linkTo(key), fileName } };
  });
  serve(routes, context, storeFileOperations.say, async ({ id, body }) => {
    const said = await sayOfStoreFile(id, { ...body, by: caller.actor }, services);
    if (!said) throw new ApiError(404, 'not-found', `There is no file on a store "${id}".`);
    if ('refused' in said) throw new ApiError(409, 'wrong-state', said.refused);
    return {
      body: { store: said.file },
      audited: [{ brandId: said.file.brandId, subject: storePseudonym(said.file) }],
    };
  });
  return routes;
}

import type { StoreFile } from '#shared/domain/store-file.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';

/** As the table keeps them, for simulations. */
export function memoryStoreFiles(): StoreFileStore {
  const files = new Map<string, StoreFile>();
  return {
    get: async (id) => structuredClone(files.get(id)),
    async write(file) {
      if ((files.get(file.id)?.version ?? file.version) !== file.version) return undefined;
      const written = { ...file, version: file.version + 1 };
      files.set(file.id, structuredClone(written));
      return written;
    },
    due: async (now) =>
      [...files.values()].filter(({ nextCheckAt }) => nextCheckAt !== undefined && nextCheckAt <= now.toISOString()),
    byBrand: async (brandId, state) => ({
      files: [...files.values()].filter((file) => file.brandId === brandId && file.state === state),
    }),
  };
}

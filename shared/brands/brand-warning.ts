/** Something in a valid profile that will not do what its author expects; `path` leads to the field. */
export type BrandWarning = { path: readonly PropertyKey[]; message: string };

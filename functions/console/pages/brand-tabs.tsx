/** Turns a page to another brand of the visitor's; nothing where there is only one. */
export const BrandTabs = ({
  brand,
  brandIds,
  path,
}: {
  brand: { id: string };
  brandIds: readonly string[];
  path: string;
}) =>
  brandIds.length > 1 ? (
    <nav aria-label="Brand" class="brands">
      <ul class="tabs">
        {brandIds.map((id) => (
          <li>
            <a href={`${path}?brand=${encodeURIComponent(id)}`} aria-current={id === brand.id ? 'true' : undefined}>
              {id}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ) : null;

// /s-anzeige/<words>/3432116446-216-29914: advertisement, category, place
export const AD_ID = /\/(?:s-anzeige\/[^/?#]*\/)?(\d{8,12})(?:-\d+-\d+)?(?:[/?#]|$)/;
export const AD_LINK = 'a[href*="/s-anzeige/"]';

export function adUrl(id: string): string {
  return `https://www.kleinanzeigen.de/s-anzeige/${id}`;
}

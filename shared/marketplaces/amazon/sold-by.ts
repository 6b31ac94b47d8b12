import { all, first, textOf } from '#shared/extraction/dom.ts';
import { type Rule, rule, type Scope } from '#shared/extraction/rule.ts';

const SELLER_LINK =
  '#sellerProfileTriggerId[href], #merchant-info a[href*="seller="], #merchantInfoFeature_feature_div a[href*="seller="], #tabular-buybox a[href*="seller="]';

const BOXES =
  '#merchantInfoFeature_feature_div .offer-display-feature-text-message, #tabular-buybox [tabular-attribute-name="Sold by"] .tabular-buybox-text-message, #merchantInfoFeature_mobile_feature_div .offer-display-feature-text-message';

// "Sold by Nordhavn Direct and Fulfilled by Amazon." in the languages of the sites, name first.
const SENTENCE =
  /(?:sold by|verkauf durch|verkauft von|vendu par|vendido por|venduto da|verkocht door|säljs av|sprzedawane przez|tarafından satıl\w+)\s*:?\s*(.{1,80}?)(?:\s+(?:and|und|et|y|e|en|och|i)\s+(?:fulfilled|versand|expédié|enviado|gestionado|spedito|entregue|verzonden|verstuurd|levereras|skickas|wysyłane)\b.*|[.。]|$)/iu;
// "Ships from and sold by Amazon.com.", "Verkauf und Versand durch Amazon.", "Venduto e spedito da Amazon."
const BY_AMAZON =
  /(?:ships from and sold by|dispatched from and sold by|verkauf und versand durch|expédié et vendu par|vendu et expédié par|vendido y enviado por|venduto e spedito da|vendido e (?:enviado|entregue) por|verkocht en verzonden door|säljs och skickas av|sprzedaż i wysyłka:?)\s*(.{1,60}?)\.?$/iu;

/** Who sells the offer in the buy box. An id only where the page links the seller; Amazon itself has no link. */
export function soldBy(part: 'id' | 'name'): Rule {
  return rule(`buy box seller ${part}`, (scope: Scope) =>
    part === 'id' ? linkedId(scope) : (linkedName(scope) ?? writtenName(scope)),
  );
}

function linkedId({ element }: Scope): string | undefined {
  for (const link of all(element, SELLER_LINK)) {
    const id = /[?&]seller=([A-Z0-9]{8,20})/.exec(link.attribs.href!)?.[1];
    if (id) return id;
  }
  return first(element, 'input#merchantID, input[name="merchantID"]')?.attribs.value;
}

function linkedName({ element }: Scope): string | undefined {
  return all(element, SELLER_LINK)
    .map((link) => textOf(link, 200))
    .find(Boolean);
}

function writtenName({ element }: Scope): string | undefined {
  const named = all(element, BOXES)
    .map((box) => textOf(box, 200))
    .find(Boolean);
  if (named) return named;
  const info = first(element, '#merchant-info, #soldByThirdParty, #merchantID-desktop');
  const sentence = info ? textOf(info, 300) : '';
  return (BY_AMAZON.exec(sentence) ?? SENTENCE.exec(sentence))?.[1];
}
